//! What each key does, given what is on screen. The same actions as the buttons'.

use super::pages::consent::on_recording::next_yes;
use super::pages::items;
use super::shortcuts::{self, Command};
use super::window::{Focus, Said};
use crate::app::action::{CallAction, CasesAction, DeskAction, RecorderAction};
use crate::app::playback::PlaybackAction;
use crate::app::state::{OpenCall, StoreState};
use crate::app::{Action, Drafts, Page, State};
use crate::domain::consent::{CaseOf, SpecialCase};
use crate::domain::decide::{ConsentStep, CourseStep, ItemStep, NoteStep, Step};
use crate::domain::notes::NoteKind;
use crate::domain::recording::RecordingState;
use crate::domain::stage::Stage;
use eframe::egui::Context;

/// Runs the commands whose keys were pressed.
pub fn run(ctx: &Context, state: &State, drafts: &mut Drafts, said: &mut Said) {
    for command in shortcuts::pressed(ctx) {
        run_one(command, state, drafts, said);
    }
}

fn run_one(command: Command, state: &State, drafts: &mut Drafts, said: &mut Said) {
    match command {
        Command::NewCall => go_to(DeskAction::ShowToday, Focus::Client, said),
        Command::Today => said.act(Action::Desk(DeskAction::ShowToday)),
        Command::Search => go_to(DeskAction::ShowToday, Focus::Search, said),
        Command::Settings => said.act(Action::Desk(DeskAction::ShowSettings)),
        Command::Confirm => confirm(state, said),
        // One key for what runs: the recording that is made, or the one that is heard.
        Command::PauseOrResume if state.page == Page::Call && state.playback.is_some() => {
            said.act(Action::Playback(PlaybackAction::PlayOrPause));
        }
        other => in_call(other, state, drafts, said),
    }
}

fn go_to(page: DeskAction, field: Focus, said: &mut Said) {
    said.act(Action::Desk(page));
    said.focus = Some(field);
}

fn confirm(state: &State, said: &mut Said) {
    match (state.page, running(state).map(|open| open.call.stage)) {
        (Page::Today, _) if can_start(state) => {
            said.act(Action::Desk(DeskAction::QuickCapture));
            said.focus = Some(Focus::Note);
        }
        (Page::Call, Some(Stage::Interview)) => {
            said.act(Action::Call(CallAction::AddAnswer));
            said.focus = Some(Focus::Answer);
        }
        _ => {}
    }
}

/// Whether a call can be started: the data folder is open and the checklists are read.
pub fn can_start(state: &State) -> bool {
    state.store == StoreState::Open && !state.library.checklists.is_empty()
}

fn running(state: &State) -> Option<&OpenCall> {
    state.call.as_ref().filter(|open| open.is_running())
}

fn in_call(command: Command, state: &State, drafts: &mut Drafts, said: &mut Said) {
    let Some(open) = running(state) else {
        return;
    };
    if state.page != Page::Call {
        said.act(Action::Desk(DeskAction::ShowCall));
    }
    let stage = open.call.stage;
    match command {
        Command::Stage(stage) => enter(stage, said),
        Command::NextStage => stage.next().into_iter().for_each(|next| enter(next, said)),
        Command::PreviousStage => before(stage).into_iter().for_each(|earlier| enter(earlier, said)),
        Command::SayLine => say_line(open, said),
        Command::PutAway => said.act(Action::Desk(DeskAction::LeaveCall)),
        Command::Note => said.focus = Some(Focus::Note),
        Command::ToPage => said.focus = Some(Focus::Page),
        Command::Marker => said.act(step(Step::Note(NoteStep::Mark))),
        Command::Kind(kind) => note_as(kind, drafts, said),
        Command::Withdraw => {
            said.act(withdraw());
            said.shows_top = true;
        }
        Command::LineDropped => {
            said.act(line_dropped());
            enter(Stage::Consent, said);
            said.shows_top = true;
        }
        Command::YesOnRecording => said.actions.extend(next_yes(state, open, drafts)),
        Command::StartRecording => {
            said.act(Action::Recorder(RecorderAction::Start));
            said.shows_top = true;
        }
        Command::StopRecording => said.act(Action::Recorder(RecorderAction::Stop)),
        Command::PauseOrResume if open.call.recording.state() == RecordingState::Paused => {
            said.act(Action::Recorder(RecorderAction::Resume));
        }
        Command::PauseOrResume => said.act(Action::Recorder(RecorderAction::Pause)),
        Command::NewCall | Command::Today | Command::Search | Command::Settings | Command::Confirm => {}
    }
}

/// Goes to a stage, and the keyboard with it.
pub fn enter(stage: Stage, said: &mut Said) {
    said.act(go(stage));
    said.focus = Some(if stage == Stage::Interview { Focus::Answer } else { Focus::Page });
}

/// Ticks the line to be said now.
fn say_line(open: &OpenCall, said: &mut Said) {
    let checklist = &open.call.checklist;
    let now = match open.call.stage {
        Stage::Roles => items::current(open, checklist.role_lines()),
        Stage::Close => items::current(open, &checklist.stages.close.lines),
        Stage::Prepare | Stage::Consent | Stage::Interview => None,
    };
    said.actions.extend(now.map(|line| step(Step::Item(ItemStep::Tick(line)))));
}

/// An action that goes to a stage.
pub fn go(stage: Stage) -> Action {
    step(Step::Course(CourseStep::Go(stage)))
}

/// An action that withdraws consent, whoever said it.
pub fn withdraw() -> Action {
    step(Step::Consent(ConsentStep::Withdraw { person: None }))
}

/// An action that notes that the line was dropped and came back: it ends every yes.
pub fn line_dropped() -> Action {
    Action::Cases(CasesAction::Note(CaseOf { case: SpecialCase::LineDropped, person: None }))
}

/// An action that adds a step.
pub fn step(step: Step) -> Action {
    Action::Call(CallAction::Step(step))
}

fn before(stage: Stage) -> Option<Stage> {
    Stage::ALL.into_iter().rev().find(|earlier| *earlier < stage)
}

/// Files what is typed as a note of this kind; with nothing typed, the next note will be of it.
pub fn note_as(kind: NoteKind, drafts: &mut Drafts, said: &mut Said) {
    drafts.note.kind = kind;
    if !drafts.note.text.trim().is_empty() {
        said.act(Action::Call(CallAction::AddNote));
    }
    said.focus = Some(Focus::Note);
}
