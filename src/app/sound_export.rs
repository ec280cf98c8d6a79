//! Writing the recording of a finished call as one sound file: when that may be done, and how far it is. Pure.

use super::action::SoundOrder;
use super::effect::Effect;
use super::state::{OpenCall, SoundExporting, State};
use crate::domain::custody::Standing;
use crate::domain::ids::CallId;
use crate::domain::refusal::Refusal;
use std::collections::BTreeSet;

/// What of the recording of a call can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exportable {
    /// There is no recording, or a take runs.
    Nothing,
    /// All of it is deleted, or about to be.
    Deleted,
    /// All that is left of it is restricted.
    Restricted,
    /// It can be, without these takes.
    Without(BTreeSet<u32>),
}

/// What of the recording of a call can be written now.
#[must_use]
pub fn exportable(open: &OpenCall) -> Exportable {
    let call = &open.call;
    let with_sound: BTreeSet<u32> = call.recording.segments.iter().map(|segment| segment.take).collect();
    if open.is_running() || with_sound.is_empty() {
        return Exportable::Nothing;
    }
    let locked = call.locked_takes();
    if !with_sound.is_subset(&locked) {
        return Exportable::Without(locked);
    }
    let restricted = |(_, standing): (u32, &Standing)| matches!(standing, Standing::Restricted { .. });
    if call.custody.takes().any(restricted) { Exportable::Restricted } else { Exportable::Deleted }
}

pub(super) fn begin(state: &mut State, order: SoundOrder) -> Vec<Effect> {
    let Some(open) = &state.call else {
        return Vec::new();
    };
    match exportable(open) {
        Exportable::Without(_) if state.sound_export.is_some() => Vec::new(),
        Exportable::Without(locked) => {
            let call = open.call.id().clone();
            state.sound_export = Some(SoundExporting { call: call.clone(), done: 0.0, locked });
            vec![Effect::ExportSound { call, order }]
        }
        refused => {
            state.refused = Some(match refused {
                Exportable::Deleted => Refusal::AudioGone,
                Exportable::Restricted => Refusal::Restricted,
                Exportable::Nothing | Exportable::Without(_) => Refusal::NoSuchTake,
            });
            Vec::new()
        }
    }
}

/// Gives it up. What it still tells is of no interest any more, unless it was done already.
pub(super) fn give_up(state: &mut State) -> Vec<Effect> {
    state.sound_export.take().iter().map(|_| Effect::GiveUpSoundExport).collect()
}

/// A take that was locked or is to go meanwhile takes the export with it.
pub(super) fn attend(state: &mut State) -> Vec<Effect> {
    let of_desk =
        |open: &&OpenCall| state.sound_export.as_ref().is_some_and(|one| one.call == *open.call.id());
    let now = state.call.as_ref().filter(of_desk).map(|open| open.call.locked_takes());
    let before = state.sound_export.as_ref().map(|one| &one.locked);
    if now.as_ref().is_some_and(|now| Some(now) != before) { give_up(state) } else { Vec::new() }
}

pub(super) fn progress(state: &mut State, call: &CallId, done: f32) {
    if let Some(export) = state.sound_export.as_mut().filter(|export| export.call == *call) {
        export.done = done;
    }
}

/// It is over, one way or the other.
pub(super) fn ended(state: &mut State, call: &CallId) {
    if state.sound_export.as_ref().is_some_and(|export| export.call == *call) {
        state.sound_export = None;
    }
}
