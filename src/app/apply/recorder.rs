//! The recorder, as far as people command it.

use super::{Added, add};
use crate::app::Moment;
use crate::app::action::RecorderAction;
use crate::app::drafts::{Drafts, PauseDraft};
use crate::app::effect::{Effect, RecorderOrder};
use crate::app::sound_check;
use crate::app::state::{Heard, Progress, State};
use crate::app::view::recorder::records_far_end;
use crate::domain::decide::{RecordingStep, Step};
use crate::domain::recording::{RecordingState, StopReason};
use crate::recording::DiskPace;

pub(super) fn apply(
    state: &mut State,
    drafts: &mut Drafts,
    action: RecorderAction,
    moment: &Moment,
) -> Vec<Effect> {
    match action {
        RecorderAction::Start => start(state, moment),
        RecorderAction::ListDevices => {
            // One that failed before may be there now: it is tried again.
            state.recorder.listening_to = None;
            vec![Effect::Recorder(RecorderOrder::ListDevices)]
        }
        RecorderAction::DeviceSeen => {
            see_changes(state);
            Vec::new()
        }
        RecorderAction::StillTalking => {
            let captured = state.recorder.progress.map_or(0, |progress| progress.captured);
            state.recorder.heard.said_so = captured;
            Vec::new()
        }
        RecorderAction::GoOnFrom { track, .. } => {
            let order = order(state, action);
            state.recorder.asked_to_go_on.extend(order.is_some().then_some(track));
            order.map(Effect::Recorder).into_iter().collect()
        }
        RecorderAction::CheckSound => sound_check::begin(state),
        RecorderAction::StopSoundCheck => sound_check::stop(state),
        RecorderAction::ExplainPause(reason) => explain_pause(state, drafts, reason, moment),
        other => order(state, other).map(Effect::Recorder).into_iter().collect(),
    }
}

/// What the recorder is told, where a take is there to be told about.
fn order(state: &State, action: RecorderAction) -> Option<RecorderOrder> {
    let recording = state.call.as_ref().map_or(RecordingState::Idle, |open| open.call.recording.state());
    let begun = matches!(recording, RecordingState::Running | RecordingState::Paused);
    match action {
        RecorderAction::Pause if recording == RecordingState::Running => {
            Some(RecorderOrder::Pause { reason: String::new() })
        }
        RecorderAction::Resume if recording == RecordingState::Paused => Some(RecorderOrder::Resume),
        RecorderAction::Stop if recording != RecordingState::Idle => {
            Some(RecorderOrder::Stop { why: StopReason::ByHand })
        }
        RecorderAction::GoOnFrom { track, device } if begun => {
            Some(RecorderOrder::GoOnFrom { track, device })
        }
        _ => None,
    }
}

/// Whatever changed so far is no news any more.
fn see_changes(state: &mut State) {
    let log = state.call.as_ref().map(|open| &open.call.recording);
    state.recorder.changes_seen = log.map_or(0, |log| log.device_changes.len());
    state.recorder.outputs_seen = log.map_or(0, |log| log.output_changes.len());
}

fn explain_pause(state: &mut State, drafts: &mut Drafts, reason: String, moment: &Moment) -> Vec<Effect> {
    let mut effects = Vec::new();
    let step = Step::Recording(RecordingStep::ExplainPause { reason });
    if add(state, step, &moment.now, &mut effects) == Added::Yes {
        drafts.pause = PauseDraft::default();
    }
    effects
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
    let far = records_far_end(state);
    see_changes(state);
    state.recorder.progress = Some(Progress { captured: 0, on_disk: 0, rate: 0 });
    state.recorder.starved.clear();
    state.recorder.heard = Heard::default();
    state.recorder.minutes_left = None;
    state.recorder.disk_pace = DiskPace::default();
    state.recorder.asked_to_go_on.clear();
    effects.push(Effect::Recorder(RecorderOrder::Start { permit, take, before_ms, device, far }));
    effects
}
