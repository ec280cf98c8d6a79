//! The keys. Every key does what a button does; buttons show their key.

use super::text;
use crate::domain::notes::NoteKind;
use crate::domain::stage::Stage;
use eframe::egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

/// Something a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Show the first screen with the client's field ready.
    NewCall,
    /// Show the first screen.
    Today,
    /// Go to the search field.
    Search,
    /// Show the settings.
    Settings,
    /// Quick capture, on the first screen; on the Interview page: save the answer.
    Confirm,
    /// Go to a stage.
    Stage(Stage),
    /// Go to the stage after this one.
    NextStage,
    /// Go to the stage before this one.
    PreviousStage,
    /// Tick the line to be said now.
    SayLine,
    /// Put the open call away.
    PutAway,
    /// Go to the page: Tab then reaches its first control.
    ToPage,
    /// Go to the note field.
    Note,
    /// Mark the moment.
    Marker,
    /// File what is typed as a note of this kind, or make it the kind of the next note.
    Kind(NoteKind),
    /// Begin a take.
    StartRecording,
    /// Pause or resume.
    PauseOrResume,
    /// End the take.
    StopRecording,
    /// Withdraw consent.
    Withdraw,
    /// The line was dropped and came back.
    LineDropped,
    /// Whoever is asked next said yes on the recording.
    YesOnRecording,
}

/// A key and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What it does.
    pub command: Command,
    /// The key.
    pub key: KeyboardShortcut,
    /// What it does, in words, for the list of keys.
    pub words: &'static str,
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn bind(command: Command, key: KeyboardShortcut, words: &'static str) -> Binding {
    Binding { command, key, words }
}

/// Every key.
pub const BINDINGS: [Binding; 30] = [
    bind(Command::NewCall, ctrl(Key::N), text::today::NEW_CALL),
    bind(Command::Today, ctrl(Key::T), text::today::TODAY),
    bind(Command::Search, ctrl(Key::F), text::today::SEARCH),
    bind(Command::Settings, ctrl(Key::Comma), text::today::SETTINGS),
    bind(Command::Confirm, ctrl(Key::Enter), "Quick capture, or save the answer"),
    bind(Command::Stage(Stage::Prepare), ctrl(Key::Num1), "Prepare"),
    bind(Command::Stage(Stage::Roles), ctrl(Key::Num2), "Roles"),
    bind(Command::Stage(Stage::Consent), ctrl(Key::Num3), "Consent"),
    bind(Command::Stage(Stage::Interview), ctrl(Key::Num4), "Interview"),
    bind(Command::Stage(Stage::Close), ctrl(Key::Num5), "Close"),
    bind(Command::NextStage, ctrl(Key::PageDown), "Next stage"),
    bind(Command::PreviousStage, ctrl(Key::PageUp), "Previous stage"),
    bind(Command::SayLine, ctrl(Key::D), "Tick the line to be said now"),
    bind(Command::PutAway, ctrl(Key::W), text::call::PUT_AWAY),
    bind(Command::Note, plain(Key::F2), "Go to the note"),
    bind(Command::ToPage, ctrl(Key::G), "Go to the page"),
    bind(Command::Marker, plain(Key::F3), text::recorder::ADD_MARKER),
    bind(Command::Kind(NoteKind::Concern), plain(Key::F4), "Note as concern"),
    bind(Command::Kind(NoteKind::Assumption), plain(Key::F5), "Note as assumption"),
    bind(Command::Kind(NoteKind::Promise), plain(Key::F6), "Note as request or promise"),
    bind(Command::Kind(NoteKind::AttorneyQuestion), plain(Key::F7), "Note as question for the attorney"),
    bind(Command::Kind(NoteKind::Issue), plain(Key::F8), "Note as issue"),
    bind(Command::PauseOrResume, plain(Key::F9), "Pause or resume recording"),
    bind(Command::Withdraw, plain(Key::F12), text::consent::WITHDRAW),
    bind(Command::YesOnRecording, ctrl_shift(Key::Y), "A person said yes on the recording"),
    bind(Command::LineDropped, ctrl_shift(Key::L), text::cases::LINE_DROPPED),
    bind(Command::StopRecording, ctrl_shift(Key::R), text::recorder::STOP),
    bind(Command::StartRecording, ctrl(Key::R), text::recorder::START),
    bind(Command::Kind(NoteKind::Plain), ctrl(Key::K), "Note as plain note"),
    bind(Command::NewCall, ctrl(Key::L), "Go to the client's name"),
];

/// The key of a command, as a person reads it: `F4`, `Ctrl+R`.
#[must_use]
pub fn hint(ctx: &Context, command: Command) -> Option<String> {
    BINDINGS
        .iter()
        .find(|binding| binding.command == command)
        .map(|binding| ctx.format_shortcut(&binding.key))
}

fn bound(key: Key, modifiers: Modifiers) -> Option<&'static Binding> {
    BINDINGS
        .iter()
        .find(|binding| binding.key.logical_key == key && modifiers.matches_exact(binding.key.modifiers))
}

/// Whether a key does something, with exactly these modifiers.
#[must_use]
pub fn is_bound(key: Key, modifiers: Modifiers) -> bool {
    bound(key, modifiers).is_some()
}

/// The commands whose keys were pressed since the last frame. The keys are used up; a key that is held down counts once,
/// and only with exactly its modifiers.
#[must_use]
pub fn pressed(ctx: &Context) -> Vec<Command> {
    ctx.input_mut(|input| {
        let mut commands = Vec::new();
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else {
                return true;
            };
            let Some(binding) = bound(*key, *modifiers) else {
                return true;
            };
            if !repeat {
                commands.push(binding.command);
            }
            false
        });
        commands
    })
}
