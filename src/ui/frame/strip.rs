//! The recorder's strip: always in sight during a call.

use super::{Around, Density, pause};
use crate::app::action::RecorderAction;
use crate::app::state::Progress;
use crate::app::view::recorder::{Hears, Side, sides};
use crate::app::{Action, Drafts, trouble};
use crate::domain::decide::{NoteStep, Step};
use crate::domain::entry::frames_as_time;
use crate::domain::recording::RecordingState;
use crate::domain::track::Track;
use crate::ui::commands::{step, withdraw};
use crate::ui::icons::Icon;
use crate::ui::shortcuts::{Command, hint};
use crate::ui::text::gate::is_refusal;
use crate::ui::text::{self, consent, recorder as words};
use crate::ui::theme::{Space, Type};
use crate::ui::widgets::{
    Button, Hearing, Lamp, bar, named_level_meter, recording_lamp, text as show, wordless_level_meter,
};
use crate::ui::window::Said;
use eframe::egui::{Ui, Vec2};
use std::time::Duration;

/// Width of the recorder's status, in ems of body text.
const STATUS_EMS: f32 = 15.0;

/// Softest peak that counts as heard: the one that ticks the microphone's item.
const HEARD: f32 = crate::domain::readiness::HEARD_PEAK;

pub(super) fn ui(ui: &mut Ui, around: Around<'_>, drafts: &mut Drafts, said: &mut Said) {
    if around.density == Density::Tight {
        bar(ui, |ui| {
            ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
            lamp(ui, around);
            buttons(ui, around, said);
            ui.scope(|ui| {
                ui.set_max_width(ui.available_size_before_wrap().x);
                ui.vertical(|ui| meters(ui, around));
            });
        });
        why_not(ui, around);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Space::L.points(ui);
        let width = Type::Body.font(ui).size * STATUS_EMS;
        ui.allocate_ui(Vec2::new(width, 0.0), |ui| {
            ui.vertical(|ui| {
                ui.set_min_width(width);
                lamp(ui, around);
                meters(ui, around);
            });
        });
        ui.vertical(|ui| {
            bar(ui, |ui| {
                ui.spacing_mut().item_spacing.x = Space::S.points(ui);
                buttons(ui, around, said);
            });
            below(ui, around);
        });
    });
    pause::ui(ui, around.seen, drafts, said);
}

/// What there is to say below the buttons: why recording cannot start, or how long the disk lasts.
fn below(ui: &mut Ui, around: Around<'_>) {
    why_not(ui, around);
    if let Some(minutes) = around.seen.state.recorder.minutes_left {
        show::small(ui, &words::room(minutes));
    }
}

/// Why recording cannot start, below the buttons: every reason, or the first to put right where room is short.
fn why_not(ui: &mut Ui, around: Around<'_>) {
    if around.open.call.recording.state() != RecordingState::Idle {
        return;
    }
    let gaps = around.open.call.consent().gaps();
    let first = gaps.iter().position(is_refusal).unwrap_or_default();
    let told = if around.density == Density::Tight { gaps.get(first..=first) } else { gaps.get(..) };
    if let Some(told) = told.filter(|told| !told.is_empty()) {
        show::small(ui, &text::consent_gaps(told));
    }
}

fn buttons(ui: &mut Ui, around: Around<'_>, said: &mut Said) {
    let open = around.open;
    let state = open.call.recording.state();
    let mut press = |button: Button<'_>, command, action: fn() -> Action| {
        let key = hint(ui.ctx(), command).filter(|_| around.density == Density::Roomy);
        let clicked = button.key(key.as_deref()).show(ui).clicked();
        said.actions.extend(clicked.then(action));
        clicked
    };
    let mut withdrawn = false;
    let fitted =
        |button: Button<'static>| if around.density == Density::Tight { button.icon_only() } else { button };
    let started = match state {
        RecordingState::Idle => {
            let gaps = open.call.consent().gaps();
            let because = text::consent_gaps(&gaps);
            let button = Button::recording(words::START).icon(Icon::Record);
            let button = if gaps.is_empty() { button } else { button.disabled_as_told(&because) };
            press(button, Command::StartRecording, start)
        }
        RecordingState::Starting => false,
        RecordingState::Running => {
            press(fitted(Button::secondary(words::PAUSE).icon(Icon::Pause)), Command::PauseOrResume, pause);
            false
        }
        RecordingState::Paused => {
            press(fitted(Button::primary(words::RESUME).icon(Icon::Resume)), Command::PauseOrResume, resume);
            false
        }
    };
    if matches!(state, RecordingState::Running | RecordingState::Paused) {
        // Its key is on the list of keys; a key cap here would crowd the one that matters more.
        press(fitted(Button::secondary(words::STOP).icon(Icon::Stop)), Command::StopRecording, stop);
    }
    if state != RecordingState::Idle {
        let short = around.density == Density::Tight;
        let shown = if short { consent::WITHDRAW_SHORT } else { consent::WITHDRAW };
        let withdraw_button = Button::secondary(shown).named(consent::WITHDRAW);
        withdrawn = press(withdraw_button, Command::Withdraw, withdraw);
    }
    let marker = Button::quiet(words::ADD_MARKER).icon(Icon::Marker);
    // While recording there are more buttons than one line of words holds.
    let crowded = around.density == Density::Compact && state != RecordingState::Idle;
    press(if crowded { marker.icon_only() } else { fitted(marker) }, Command::Marker, mark);
    // What to say then stands at the head of the page.
    said.shows_top |= withdrawn || started;
}

fn start() -> Action {
    Action::Recorder(RecorderAction::Start)
}

fn stop() -> Action {
    Action::Recorder(RecorderAction::Stop)
}

fn pause() -> Action {
    Action::Recorder(RecorderAction::Pause)
}

fn resume() -> Action {
    Action::Recorder(RecorderAction::Resume)
}

fn mark() -> Action {
    step(Step::Note(NoteStep::Mark))
}

fn lamp(ui: &mut Ui, around: Around<'_>) {
    let open = around.open;
    let log = &open.call.recording;
    let on_disk = on_disk(around.seen.state.recorder.progress) + log.recorded();
    let (lamp, words) = match log.state() {
        RecordingState::Running => (Lamp::Recording, words::recording(on_disk)),
        RecordingState::Paused => (Lamp::Paused, words::paused(on_disk)),
        RecordingState::Starting => (Lamp::Finishing, words::STARTING.to_owned()),
        RecordingState::Idle if !log.takes.is_empty() => (Lamp::Off, words::stopped(log.recorded())),
        RecordingState::Idle if open.call.consent().gaps().is_empty() => (Lamp::Off, words::READY.to_owned()),
        RecordingState::Idle => (Lamp::Off, words::OFF.to_owned()),
    };
    let shown =
        if around.density == Density::Tight { short(log.state(), on_disk).unwrap_or(words) } else { words };
    recording_lamp(ui, lamp, &shown);
}

/// The state in one word and a time, where room is short.
fn short(state: RecordingState, on_disk: Duration) -> Option<String> {
    match state {
        RecordingState::Running => Some(words::recording_short(on_disk)),
        RecordingState::Paused => Some(words::paused_short(on_disk)),
        RecordingState::Idle if !on_disk.is_zero() => Some(words::kept_short(on_disk)),
        RecordingState::Starting | RecordingState::Idle => None,
    }
}

fn on_disk(progress: Option<Progress>) -> Duration {
    progress.map_or(Duration::ZERO, |progress| frames_as_time(progress.on_disk, progress.rate))
}

fn meters(ui: &mut Ui, around: Around<'_>) {
    let sides = sides(around.seen.state);
    if sides.is_empty() {
        meter_before(ui, around);
    }
    for side in &sides {
        meter_of(ui, around.density, side);
    }
}

/// The microphone's level before a take.
fn meter_before(ui: &mut Ui, around: Around<'_>) {
    let recorder = &around.seen.state.recorder;
    let told = recorder.listen_trouble.as_ref().map(|error| trouble::capture_told(error).what);
    let open = recorder.heard_through.is_some() || recorder.progress.is_some();
    let named = |words: &str| match &recorder.heard_through {
        Some(device) => format!("{words} · {device}"),
        None => words.to_owned(),
    };
    let (closed, heard, quiet) = (named(words::MICROPHONE_CLOSED), named(words::HEARD), named(words::QUIET));
    let hearing = match &told {
        Some(what) => Hearing::Off(what),
        None if !open => Hearing::Off(&closed),
        None if recorder.level >= HEARD => Hearing::Heard(&heard),
        None => Hearing::Silence(&quiet),
    };
    // What went wrong is shown however little room there is.
    let density = if told.is_some() { Density::Compact } else { around.density };
    meter(ui, density, (words::MICROPHONE_LEVEL, recorder.level), hearing);
}

/// Where room is short the words are for screen readers alone.
fn meter(ui: &mut Ui, density: Density, (name, level): (&str, f32), hearing: Hearing<'_>) {
    if density == Density::Tight {
        wordless_level_meter(ui, name, level, hearing);
    } else {
        named_level_meter(ui, name, level, hearing);
    }
}

/// A side of the running take: its level and its device by the name people know it by, never another one without saying so.
fn meter_of(ui: &mut Ui, density: Density, side: &Side) {
    let heard = match side.hears {
        _ if side.device.is_none() => words::NO_DEVICE.to_owned(),
        Hears::Something => words::HEARD.to_owned(),
        Hears::Nothing => words::QUIET.to_owned(),
        Hears::NothingFor(quiet) => words::nothing_for(quiet),
        Hears::NoBuffers => words::NOTHING_ARRIVES.to_owned(),
    };
    let named = match &side.device {
        Some(device) => format!("{}: {heard}", words::side_from(side.track, device)),
        None => format!("{}: {heard}", words::side(side.track)),
    };
    let hearing = match side.hears {
        Hears::NoBuffers => Hearing::Off(&named),
        _ if side.device.is_none() => Hearing::Off(&named),
        Hears::Something => Hearing::Heard(&named),
        Hears::Nothing | Hears::NothingFor(_) => Hearing::Silence(&named),
    };
    let name = match side.track {
        Track::Mic => words::MICROPHONE_LEVEL,
        Track::Far => words::FAR_LEVEL,
    };
    meter(ui, density, (name, side.level), hearing);
}
