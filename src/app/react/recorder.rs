//! What the recorder tells.

use crate::app::Moment;
use crate::app::apply::{add_one, finish};
use crate::app::drafts::Drafts;
use crate::app::effect::{Effect, RecorderOrder};
use crate::app::sound_check;
use crate::app::state::{Progress, State};
use crate::app::trouble::Trouble;
use crate::app::view::recorder::running_take;
use crate::domain::decide::{RecordingStep, Step};
use crate::domain::readiness::{HEARD_PEAK, Reading, Sensor};
use crate::domain::recording::{GapReason, StopReason};
use crate::domain::track::Track;
use crate::recording::{CaptureError, DiskPace, RecorderEvent};

pub(super) fn react(
    state: &mut State,
    drafts: &mut Drafts,
    event: RecorderEvent,
    moment: &Moment,
) -> Vec<Effect> {
    match event {
        RecorderEvent::Devices(found) => return super::devices::listed(state, found, moment),
        RecorderEvent::Listening { device_name } => {
            let is_another = state.recorder.heard_by.as_ref() != Some(&device_name);
            state.recorder.heard_through = Some(device_name);
            state.recorder.listen_trouble = None;
            if is_another {
                return unhear(state, moment);
            }
        }
        RecorderEvent::ListenFailed(error) => {
            state.recorder.heard_through = None;
            state.recorder.level = 0.0;
            state.recorder.check = None;
            state.recorder.listen_trouble = Some(error);
            return unhear(state, moment);
        }
        RecorderEvent::SoundCheck { left_ms } => sound_check::hears(state, left_ms),
        RecorderEvent::SoundChecked { peak } => sound_check::heard(state, peak),
        RecorderEvent::Level { peak, far } => return level(state, peak, far, moment),
        RecorderEvent::Progress { captured, on_disk, rate } => {
            if state.recorder.progress.is_some() {
                state.recorder.progress = Some(Progress { captured, on_disk, rate });
            }
        }
        RecorderEvent::Starved { track, starved } => {
            state.recorder.starved.retain(|other| *other != track);
            if starved {
                state.recorder.starved.push(track);
            }
        }
        RecorderEvent::DiskPace(pace) => {
            if state.recorder.progress.is_some() {
                state.recorder.disk_pace = pace;
            }
        }
        RecorderEvent::TrackBroke { track, what, .. } => state.tell(Trouble::SideBroke { track, what }),
        RecorderEvent::DiskLeft { minutes } => {
            if state.recorder.progress.is_some() {
                state.recorder.minutes_left = Some(minutes);
            }
        }
        RecorderEvent::DeviceFailed { track, error, .. } => {
            device_failed(state, track, error);
            return vec![Effect::Recorder(RecorderOrder::ListDevices)];
        }
        told => return report(state, drafts, told, moment),
    }
    Vec::new()
}

/// The loudest level heard ticks the microphone's item; a quiet moment afterwards does not untick it.
fn level(state: &mut State, peak: f32, far: Option<f32>, moment: &Moment) -> Vec<Effect> {
    state.recorder.level = peak;
    state.recorder.far_level = far;
    if let Some(progress) = state.recorder.progress {
        let heard = &mut state.recorder.heard;
        if peak >= HEARD_PEAK {
            heard.mic = progress.captured;
        }
        if far.is_some_and(|far| far >= HEARD_PEAK) {
            heard.far = progress.captured;
        }
        return Vec::new();
    }
    // The item is of the check before dialling: a meter that goes on after a take proves nothing any more.
    if state.call.as_ref().is_some_and(|open| !open.call.recording.takes.is_empty()) {
        return Vec::new();
    }
    let reading = Reading::Microphone { peak };
    let heard_before = state.readings.get(&reading.sensor()).is_some_and(Reading::is_ready);
    if heard_before {
        return Vec::new();
    }
    if reading.is_ready() {
        state.recorder.heard_by.clone_from(&state.recorder.heard_through);
    }
    super::sensed(state, reading, moment)
}

/// What one microphone heard says nothing of another, nor of one that cannot be opened.
fn unhear(state: &mut State, moment: &Moment) -> Vec<Effect> {
    state.recorder.heard_by = None;
    let is_heard = state.readings.get(&Sensor::Microphone).is_some_and(Reading::is_ready);
    if is_heard { super::sensed(state, Reading::Microphone { peak: 0.0 }, moment) } else { Vec::new() }
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
            let reason = explained(state, reason);
            RecordingStep::Gap { take, track, frame, lasted_ms, reason }
        }
        RecorderEvent::DeviceChanged { take, track, frame, from, to } => {
            state.troubles.retain(|trouble| !is_about(trouble, track));
            state.recorder.asked_to_go_on.retain(|asked| *asked != track);
            state.recorder.starved.retain(|starved| *starved != track);
            // A far end that joins has been quiet for no time yet.
            if let (Track::Far, true, Some(progress)) = (track, from.is_empty(), state.recorder.progress) {
                state.recorder.heard.far = progress.captured;
            }
            // What else there is to record from is offered by name.
            effects.push(Effect::Recorder(RecorderOrder::ListDevices));
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

fn is_about(trouble: &Trouble, side: Track) -> bool {
    match trouble {
        Trouble::DeviceNotUsed { track, .. } => *track == side,
        Trouble::FarEndNotHad { .. } => side == Track::Far,
        _ => false,
    }
}

/// A device that a person chose answers to that person. That a lost device was sought in vain is told as its loss. A far end
/// that could not be had at the start is told by nothing else.
fn device_failed(state: &mut State, track: Track, error: CaptureError) {
    let asked = &mut state.recorder.asked_to_go_on;
    let was_asked = asked.contains(&track);
    asked.retain(|asked| *asked != track);
    let has_far = running_take(state).is_some_and(|(_, take)| take.far.is_some());
    if was_asked {
        state.tell(Trouble::DeviceNotUsed { track, error });
    } else if track == Track::Far && !has_far {
        state.tell(Trouble::FarEndNotHad { error });
    }
}

/// A pause bears the reason that was given for it while it lasted.
fn explained(state: &State, gap: GapReason) -> GapReason {
    let given = state.call.as_ref().and_then(|open| open.call.recording.newest_pause());
    match (gap, given) {
        (GapReason::Paused { reason }, Some(pause)) if reason.is_empty() => {
            GapReason::Paused { reason: pause.reason.clone() }
        }
        (gap, _) => gap,
    }
}

/// What went wrong with the take before is over once sound is written again.
fn ends_with_a_new_take(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::MicrophoneLost
            | Trouble::RecordingDiskFull
            | Trouble::RecordingDiskReserve
            | Trouble::DeviceNotUsed { .. }
            | Trouble::FarEndNotHad { .. }
            | Trouble::SideBroke { .. }
            | Trouble::RecordingFailed { .. }
            | Trouble::NotStarted(_)
    )
}

/// What was to be done about a side while the take ran.
fn is_over_with_the_take(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::DeviceNotUsed { .. } | Trouble::FarEndNotHad { .. } | Trouble::SideBroke { .. }
    )
}

fn stopped(state: &mut State, why: &StopReason) {
    state.recorder.progress = None;
    state.recorder.starved.clear();
    state.recorder.minutes_left = None;
    state.recorder.far_level = None;
    state.recorder.disk_pace = DiskPace::default();
    state.troubles.retain(|trouble| !is_over_with_the_take(trouble));
    match why {
        StopReason::DeviceLost => state.tell(Trouble::MicrophoneLost),
        StopReason::DiskFull => state.tell(Trouble::RecordingDiskFull),
        StopReason::DiskReserve => state.tell(Trouble::RecordingDiskReserve),
        StopReason::Failed { what } => state.tell(Trouble::RecordingFailed { what: what.clone() }),
        StopReason::ByHand | StopReason::ConsentEnded | StopReason::Interrupted => {}
    }
}
