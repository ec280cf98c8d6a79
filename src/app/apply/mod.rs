//! The one door for what people do: an action becomes changes and effects.
//!
//! Pure: no clock, disk, sound, screen or chance.

mod call;
mod cases;
mod closing;
mod custody;
mod desk;
mod half_typed;
mod places;
mod recorder;
mod settings;
mod typed;
mod words;

pub(super) use cases::finish_message;
pub(super) use closing::finish;
pub(super) use custody::{file_anew, finish_deletion};
pub(super) use desk::{ask_for_call, ask_for_carried_over, is_recording, leave, put_on_the_desk};
pub(super) use places::follow_the_law;
pub(super) use typed::file_typed;
pub(super) use words::follow_the_file;

use super::action::Action;
use super::drafts::Drafts;
use super::effect::{Effect, RecorderOrder, Watch};
use super::state::State;
use super::{Moment, playback, sound_check, sound_export, view};
use crate::domain::decide::{Step, decide};
use crate::domain::entry::Now;
use crate::recording::FarEnd;

/// Does what a person asked for. What was refused is in [`State::refused`], and nothing was changed.
pub fn apply(state: &mut State, drafts: &mut Drafts, action: Action, moment: &Moment) -> Vec<Effect> {
    state.refused = None;
    if let Some(open) = &mut state.call {
        // Whoever goes on working does not put the call away any more.
        open.leave_when_saved = false;
    }
    let mut effects = match action {
        Action::Desk(action) => desk::apply(state, drafts, action, moment),
        Action::Call(action) => call::apply(state, drafts, action, moment),
        Action::Words(action) => words::apply(state, drafts, action, moment),
        Action::Places(action) => places::apply(state, drafts, action, moment),
        Action::Cases(action) => cases::apply(state, drafts, action, moment),
        Action::Recorder(action) => recorder::apply(state, drafts, action, moment),
        Action::Custody(action) => custody::apply(state, drafts, &action, moment),
        Action::Closing(action) => closing::apply(state, drafts, action, moment),
        Action::Playback(action) => playback::apply(state, action),
        Action::Settings(action) => settings::apply(state, drafts, action),
    };
    effects.extend(follow_the_file(state, &moment.now));
    effects.extend(follow_the_law(state, &moment.now));
    effects.extend(attend(state));
    effects
}

/// Adds a step to the open call, if it may be added: whether it was.
pub(super) fn add(state: &mut State, step: Step, now: &Now, effects: &mut Vec<Effect>) -> Added {
    let Some(open) = &mut state.call else {
        return Added::No;
    };
    match decide(&open.call, step, now) {
        Ok(entry) => {
            let append = Effect::Append { call: open.call.id().clone(), entry: Box::new(entry.clone()) };
            // decide() numbers the entry after the newest one, so it always follows.
            if open.call.append(entry).is_err() {
                return Added::No;
            }
            effects.push(append);
            Added::Yes
        }
        Err(refusal) => {
            state.refused = Some(refusal);
            Added::No
        }
    }
}

/// Whether a step was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// It stands on the timeline.
    Yes,
    /// It was refused, or there is no call.
    No,
}

/// Adds one step.
pub(super) fn add_one(state: &mut State, step: Step, now: &Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    add(state, step, now, &mut effects);
    effects
}

/// How many tracks the next take has, as far as is known: both where the far end may be had.
fn tracks_of_a_take(state: &State) -> u32 {
    if view::recorder::records_far_end(state) == FarEnd::Off { 1 } else { 2 }
}

/// Opens and closes the microphone for its level, starts and stops the sensors, and asks for what is not known yet, as the
/// state asks for.
pub(super) fn attend(state: &mut State) -> Vec<Effect> {
    let mut effects = custody::ask_for_holds(state);
    effects.extend(cases::ask_for_earlier_answer(state));
    if view::listens(state) && !state.recorder.devices_asked {
        state.recorder.devices_asked = true;
        effects.push(Effect::Recorder(RecorderOrder::ListDevices));
    }
    effects.extend(sound_check::attend(state));
    let wanted = view::listens(state).then(|| state.settings.microphone.clone());
    if wanted != state.recorder.listening_to {
        let order = match &wanted {
            Some(device) => RecorderOrder::Listen { device: device.clone() },
            None => RecorderOrder::StopListening,
        };
        // A take closes the level's microphone by itself.
        if wanted.is_some() || state.recorder.progress.is_none() {
            effects.push(Effect::Recorder(order));
        }
        state.recorder.listening_to = wanted;
        // Whatever microphone is opened now, what another one heard is gone.
        state.recorder.check = None;
        state.recorder.heard_through = None;
        state.recorder.listen_trouble = None;
        state.recorder.level = 0.0;
    }
    effects.extend(playback::attend(state));
    effects.extend(sound_export::attend(state));
    let watch = if view::senses(state) { Watch::On { tracks: tracks_of_a_take(state) } } else { Watch::Off };
    if watch != state.watching {
        state.watching = watch;
        effects.push(Effect::WatchReadiness(watch));
    }
    effects
}
