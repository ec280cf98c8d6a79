//! The recorder, as far as people command it.

use super::{Added, add};
use crate::app::Moment;
use crate::app::action::RecorderAction;
use crate::app::effect::{Effect, RecorderOrder};
use crate::app::state::{Progress, State};
use crate::domain::decide::{RecordingStep, Step};
use crate::domain::recording::{RecordingState, StopReason};
use crate::recording::FarEnd;

pub(super) fn apply(state: &mut State, action: &RecorderAction, moment: &Moment) -> Vec<Effect> {
    let recording = state.call.as_ref().map_or(RecordingState::Idle, |open| open.call.recording.state());
    match (action, recording) {
        (RecorderAction::Start, _) => start(state, moment),
        (RecorderAction::Pause, RecordingState::Running) => {
            vec![Effect::Recorder(RecorderOrder::Pause { reason: String::new() })]
        }
        (RecorderAction::Resume, RecordingState::Paused) => vec![Effect::Recorder(RecorderOrder::Resume)],
        (
            RecorderAction::Stop,
            RecordingState::Starting | RecordingState::Running | RecordingState::Paused,
        ) => vec![Effect::Recorder(RecorderOrder::Stop { why: StopReason::ByHand })],
        (RecorderAction::Pause | RecorderAction::Resume | RecorderAction::Stop, _) => Vec::new(),
        (RecorderAction::ListDevices, _) => {
            // One that failed before may be there now: it is tried again.
            state.recorder.listening_to = None;
            vec![Effect::Recorder(RecorderOrder::ListDevices)]
        }
    }
}

fn start(state: &mut State, moment: &Moment) -> Vec<Effect> {
    let mut effects = Vec::new();
    // The permit is asked for before the request is written: what the request says was true when it was made.
    let Some(Ok(permit)) = state.call.as_ref().map(|open| open.call.consent().permit()) else {
        add(state, Step::Recording(RecordingStep::Request), &moment.now, &mut effects);
        return effects;
    };
    if add(state, Step::Recording(RecordingStep::Request), &moment.now, &mut effects) == Added::No {
        return effects;
    }
    let Some(open) = &state.call else {
        return effects;
    };
    let take = open.call.recording.newest_take();
    let before_ms = open.call.recording.recorded().as_millis() as u64;
    let device = state.settings.microphone.clone();
    state.recorder.progress = Some(Progress { captured: 0, on_disk: 0, rate: 0 });
    state.recorder.starved = false;
    effects.push(Effect::Recorder(RecorderOrder::Start {
        permit,
        take,
        before_ms,
        device,
        far: FarEnd::Off,
    }));
    effects
}
