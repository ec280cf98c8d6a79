//! The sound check before dialling: when it may be made, and what is known of it. Pure; the sound itself is the recorder's
//! and the player's.

use super::effect::{Effect, RecorderOrder};
use super::playback::EchoTold;
use super::state::{OpenCall, Page, SoundCheck, State};
use super::view;
use crate::domain::readiness::HEARD_PEAK;
use crate::domain::recording::RecordingState;
use crate::domain::sound_check::BeforeDialling;

/// What it hears, in milliseconds, until the recorder says how far it is.
const HEARS_MS: u64 = crate::echo::SECONDS as u64 * 1000;

/// The pass for a sound check, where one may be made now: on the page of a call in which nobody can be on the line yet.
fn pass(state: &State) -> Option<BeforeDialling> {
    let is_shown = |open: &&OpenCall| state.page == Page::Call && open.is_running();
    let open = state.call.as_ref().filter(is_shown)?;
    let idle = open.call.recording.state() == RecordingState::Idle;
    if idle { open.call.before_dialling() } else { None }
}

/// Whether a sound check may be made now.
#[must_use]
pub fn may_be_made(state: &State) -> bool {
    pass(state).is_some()
}

pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    let Some(pass) = pass(state) else {
        return Vec::new();
    };
    state.recorder.check = Some(SoundCheck::Hearing { left_ms: HEARS_MS });
    state.recorder.listen_trouble = None;
    let device = state.settings.microphone.clone();
    vec![Effect::Recorder(RecorderOrder::CheckSound { pass, device })]
}

/// Ends it. The microphone stays open for its level.
pub(super) fn stop(state: &mut State) -> Vec<Effect> {
    let check = state.recorder.check.take().filter(|check| check.is_under_way());
    let level = state.recorder.listening_to.clone().filter(|_| check.is_some());
    level.map(|device| Effect::Recorder(RecorderOrder::Listen { device })).into_iter().collect()
}

/// Ends a check that may not go on: its page was left, or somebody may be on the line. Where the level is not wanted any more
/// either, closing its microphone ends the check.
pub(super) fn attend(state: &mut State) -> Vec<Effect> {
    if state.recorder.check.is_none() || may_be_made(state) {
        return Vec::new();
    }
    let effects = stop(state);
    if view::listens(state) { effects } else { Vec::new() }
}

/// The microphone is heard.
pub(super) fn hears(state: &mut State, left_ms: u64) {
    if state.recorder.check.is_some_and(SoundCheck::is_under_way) {
        state.recorder.check = Some(SoundCheck::Hearing { left_ms });
    }
}

/// Enough was heard: it is played, unless there was nothing.
pub(super) fn heard(state: &mut State, peak: f32) {
    if !matches!(state.recorder.check, Some(SoundCheck::Hearing { .. })) {
        return;
    }
    state.recorder.check = Some(if peak < HEARD_PEAK {
        SoundCheck::NothingHeard
    } else {
        SoundCheck::Playing { left_ms: HEARS_MS, level: 0.0 }
    });
}

/// What the player tells. Of a check that was stopped nothing more is shown.
pub(super) fn played(state: &mut State, told: EchoTold) {
    let now = match (state.recorder.check, told) {
        (Some(SoundCheck::Playing { .. }), EchoTold::Playing { left_ms, level }) => {
            SoundCheck::Playing { left_ms, level }
        }
        (Some(SoundCheck::Playing { .. }), EchoTold::Ended) => SoundCheck::Played,
        (Some(SoundCheck::Playing { .. } | SoundCheck::Hearing { .. }), EchoTold::NoOutput) => {
            SoundCheck::NoOutput
        }
        _ => return,
    };
    state.recorder.check = Some(now);
}
