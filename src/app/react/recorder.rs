//! What the recorder tells.

use crate::app::Moment;
use crate::app::apply::{add_one, finish};
use crate::app::drafts::Drafts;
use crate::app::effect::Effect;
use crate::app::state::{Progress, State};
use crate::app::trouble::Trouble;
use crate::domain::decide::{RecordingStep, Step};
use crate::domain::readiness::Reading;
use crate::domain::recording::{GapReason, StopReason};
use crate::recording::RecorderEvent;

pub(super) fn react(
    state: &mut State,
    drafts: &mut Drafts,
    event: RecorderEvent,
    moment: &Moment,
) -> Vec<Effect> {
    match event {
        RecorderEvent::Devices(found) => state.recorder.devices = Some(found),
        RecorderEvent::Listening { device_name } => {
            state.recorder.heard_through = Some(device_name);
            state.recorder.listen_trouble = None;
        }
        RecorderEvent::ListenFailed(error) => {
            state.recorder.heard_through = None;
            state.recorder.level = 0.0;
            state.recorder.listen_trouble = Some(error);
        }
        RecorderEvent::Level { peak, .. } => return level(state, peak, moment),
        RecorderEvent::Progress { captured, on_disk, rate } => {
            if state.recorder.progress.is_some() {
                state.recorder.progress = Some(Progress { captured, on_disk, rate });
            }
        }
        RecorderEvent::Starved { starved, .. } => state.recorder.starved = starved,
        told => return report(state, drafts, told, moment),
    }
    Vec::new()
}

/// The loudest level heard ticks the microphone's item; a quiet moment afterwards does not untick it.
fn level(state: &mut State, peak: f32, moment: &Moment) -> Vec<Effect> {
    state.recorder.level = peak;
    let reading = Reading::Microphone { peak };
    let heard_before = state.readings.get(&reading.sensor()).is_some_and(Reading::is_ready);
    if state.recorder.progress.is_some() || heard_before {
        return Vec::new();
    }
    super::sensed(state, reading, moment)
}

/// What belongs on the timeline.
fn report(state: &mut State, drafts: &mut Drafts, event: RecorderEvent, moment: &Moment) -> Vec<Effect> {
    let mut effects = Vec::new();
    let step = match event {
        RecorderEvent::Started { take, format, far } => {
            state.troubles.retain(|trouble| !ends_with_a_new_take(trouble));
            RecordingStep::Started { take, format, far }
        }
        RecorderEvent::Failed { take, error } => {
            state.recorder.progress = None;
            let what = Trouble::NotStarted(error.clone()).told().what;
            state.tell(Trouble::NotStarted(error));
            RecordingStep::Failed { take, what }
        }
        RecorderEvent::Paused { take, reason } => RecordingStep::Paused { take, reason },
        RecorderEvent::Resumed { take } => RecordingStep::Resumed { take },
        RecorderEvent::Gap { take, track, frame, lasted_ms, reason } => {
            if reason == GapReason::Overflow {
                state.tell(Trouble::Overflow);
            }
            RecordingStep::Gap { take, track, frame, lasted_ms, reason }
        }
        RecorderEvent::DeviceChanged { take, track, frame, from, to } => {
            RecordingStep::DeviceChanged { take, track, frame, from, to }
        }
        RecorderEvent::SegmentFinished(segment) => RecordingStep::SegmentFinished(segment),
        RecorderEvent::Stopped { take, frames, rate, why } => {
            stopped(state, &why);
            RecordingStep::Stopped { take, frames, rate, why }
        }
        _ => return effects,
    };
    let ended = matches!(step, RecordingStep::Stopped { .. } | RecordingStep::Failed { .. });
    effects.extend(add_one(state, Step::Recording(step), &moment.now));
    if ended && state.call.as_ref().is_some_and(|open| open.finish_when_stopped) {
        effects.extend(finish(state, drafts, &moment.now));
    }
    effects
}

/// What went wrong with the take before is over once sound is written again.
fn ends_with_a_new_take(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::MicrophoneLost
            | Trouble::RecordingDiskFull
            | Trouble::RecordingFailed { .. }
            | Trouble::NotStarted(_)
    )
}

fn stopped(state: &mut State, why: &StopReason) {
    state.recorder.progress = None;
    state.recorder.starved = false;
    match why {
        StopReason::DeviceLost => state.tell(Trouble::MicrophoneLost),
        StopReason::DiskFull | StopReason::DiskReserve => state.tell(Trouble::RecordingDiskFull),
        StopReason::Failed { what } => state.tell(Trouble::RecordingFailed { what: what.clone() }),
        StopReason::ByHand | StopReason::ConsentEnded | StopReason::Interrupted => {}
    }
}
