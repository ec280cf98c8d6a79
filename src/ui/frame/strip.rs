//! The recorder's strip: always in sight during a call.

use super::Seen;
use crate::app::action::RecorderAction;
use crate::app::state::{OpenCall, Progress};
use crate::app::{Action, trouble};
use crate::domain::consent::ConsentGap;
use crate::domain::decide::{ConsentStep, NoteStep, Step};
use crate::domain::entry::frames_as_time;
use crate::domain::recording::RecordingState;
use crate::ui::commands::step;
use crate::ui::icons::Icon;
use crate::ui::shortcuts::{Command, hint};
use crate::ui::text::{self, consent, recorder as words};
use crate::ui::theme::{Space, Type};
use crate::ui::widgets::{Button, Hearing, Lamp, bar, level_meter, recording_lamp, text as show};
use crate::ui::window::Said;
use eframe::egui::{Ui, Vec2};
use std::time::Duration;

/// Width of the recorder's status in ems of body text, and the least width of a window that has the controls beside it.
const STATUS_EMS: f32 = 22.0;
const LEAST_EMS: f32 = 50.0;

/// Softest peak that counts as heard: the one that ticks the microphone's item.
const HEARD: f32 = crate::domain::readiness::HEARD_PEAK;

pub(super) fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, said: &mut Said) {
    let em = Type::Body.font(ui).size;
    let beside = ui.available_width() >= em * LEAST_EMS;
    if !beside {
        status(ui, seen, open);
        Space::Xs.add(ui);
        controls(ui, open, said);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Space::L.points(ui);
        ui.allocate_ui(Vec2::new(em * STATUS_EMS, 0.0), |ui| ui.vertical(|ui| status(ui, seen, open)));
        ui.vertical(|ui| controls(ui, open, said));
    });
}

/// What the recorder does now, and what the microphone hears.
fn status(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall) {
    ui.set_min_width(Type::Body.font(ui).size * STATUS_EMS);
    lamp(ui, seen, open);
    meter(ui, seen);
}

fn controls(ui: &mut Ui, open: &OpenCall, said: &mut Said) {
    let gaps = open.call.consent().gaps();
    let state = open.call.recording.state();
    bar(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        match state {
            RecordingState::Idle => start(ui, &gaps, said),
            RecordingState::Starting => {}
            RecordingState::Running => {
                press(
                    ui,
                    Button::secondary(words::PAUSE).icon(Icon::Pause),
                    Command::PauseOrResume,
                    said,
                    pause,
                );
                stop(ui, said);
            }
            RecordingState::Paused => {
                press(
                    ui,
                    Button::primary(words::RESUME).icon(Icon::Resume),
                    Command::PauseOrResume,
                    said,
                    resume,
                );
                stop(ui, said);
            }
        }
        if state != RecordingState::Idle {
            press(ui, Button::secondary(consent::WITHDRAW), Command::Withdraw, said, withdraw);
        }
        press(ui, Button::quiet(words::ADD_MARKER).icon(Icon::Marker), Command::Marker, said, mark);
    });
    if state == RecordingState::Idle && !gaps.is_empty() {
        show::small(ui, &text::consent_gaps(&gaps));
    }
}

fn pause() -> Action {
    Action::Recorder(RecorderAction::Pause)
}

fn resume() -> Action {
    Action::Recorder(RecorderAction::Resume)
}

fn withdraw() -> Action {
    step(Step::Consent(ConsentStep::Withdraw { person: None }))
}

fn mark() -> Action {
    step(Step::Note(NoteStep::Mark))
}

fn press(ui: &mut Ui, button: Button<'_>, command: Command, said: &mut Said, action: fn() -> Action) {
    let key = hint(ui.ctx(), command);
    if button.key(key.as_deref()).show(ui).clicked() {
        said.act(action());
    }
}

fn stop(ui: &mut Ui, said: &mut Said) {
    if Button::secondary(words::STOP).icon(Icon::Stop).show(ui).clicked() {
        said.act(Action::Recorder(RecorderAction::Stop));
    }
}

/// Start says why it is disabled on a line of its own below, where there is room for every reason.
fn start(ui: &mut Ui, gaps: &[ConsentGap], said: &mut Said) {
    let because = text::consent_gaps(gaps);
    let key = hint(ui.ctx(), Command::StartRecording);
    let button = Button::recording(words::START).icon(Icon::Record).key(key.as_deref());
    let button = if gaps.is_empty() { button } else { button.disabled_as_told(&because) };
    if button.show(ui).clicked() {
        said.act(Action::Recorder(RecorderAction::Start));
    }
}

fn lamp(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall) {
    let log = &open.call.recording;
    let on_disk = on_disk(seen.state.recorder.progress) + log.recorded();
    let (lamp, words) = match log.state() {
        RecordingState::Running => (Lamp::Recording, words::recording(on_disk)),
        RecordingState::Paused => (Lamp::Paused, words::paused(on_disk)),
        RecordingState::Starting => (Lamp::Finishing, words::STARTING.to_owned()),
        RecordingState::Idle if !log.takes.is_empty() => (Lamp::Off, words::stopped(log.recorded())),
        RecordingState::Idle if open.call.consent().gaps().is_empty() => (Lamp::Off, words::READY.to_owned()),
        RecordingState::Idle => (Lamp::Off, words::OFF.to_owned()),
    };
    recording_lamp(ui, lamp, &words);
}

fn on_disk(progress: Option<Progress>) -> Duration {
    progress.map_or(Duration::ZERO, |progress| frames_as_time(progress.on_disk, progress.rate))
}

fn meter(ui: &mut Ui, seen: &Seen<'_>) {
    let recorder = &seen.state.recorder;
    let told = recorder.listen_trouble.as_ref().map(|error| trouble::capture_told(error).what);
    let open = recorder.heard_through.is_some() || recorder.progress.is_some();
    let hearing = match &told {
        Some(what) => Hearing::Off(what),
        None if !open => Hearing::Off(words::MICROPHONE_CLOSED),
        None if recorder.level >= HEARD => Hearing::Heard(words::HEARD),
        None => Hearing::Silence(words::QUIET),
    };
    level_meter(ui, recorder.level, hearing);
}
