//! What the store tells.

use crate::app::Moment;
use crate::app::apply::{
    Added, add_one, ask_for_carried_over, file_typed, finish_deletion, finish_message, is_recording, leave,
    put_on_the_desk,
};
use crate::app::drafts::Drafts;
use crate::app::effect::Effect;
use crate::app::event::StoreEvent;
use crate::app::state::{Awaited, OpenCall, State, StoreState};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::custody::HoldsElsewhere;
use crate::domain::decide::{CourseStep, RecordingStep, Step};
use crate::domain::entry::Entry;
use crate::domain::ids::Seq;
use crate::domain::recording::{RecordingState, StopReason};

pub(super) fn react(
    state: &mut State,
    drafts: &mut Drafts,
    event: StoreEvent,
    moment: &Moment,
) -> Vec<Effect> {
    match event {
        StoreEvent::Opened(lists) => {
            state.store = StoreState::Open;
            state.show_lists(lists);
            return store_again(state);
        }
        StoreEvent::NotOpened(trouble) => {
            state.store = StoreState::Closed(trouble);
            // Whatever was asked for was not answered: it is asked again once the data folder is open.
            if let Some(open) = &mut state.call {
                open.holds_asked = None;
                open.earlier_asked = None;
            }
        }
        StoreEvent::Holds { call, matter, holds } => {
            let asked = |open: &&mut OpenCall| {
                *open.call.id() == call && open.call.matter.as_ref().is_some_and(|of| of.id == matter)
            };
            if let Some(open) = state.call.as_mut().filter(asked) {
                open.holds = HoldsElsewhere::Read(holds);
            }
        }
        StoreEvent::Lists(lists) => state.show_lists(lists),
        StoreEvent::Saved { call, seq, head } => {
            state.saving_fails = None;
            if let Some(open) = state.call.as_mut().filter(|open| *open.call.id() == call) {
                open.saved = open.saved.max(seq);
                open.head = Some(head);
                open.call.confirm_saved(seq);
                if open.leave_when_saved && !open.has_unsaved() {
                    return leave(state, drafts, moment);
                }
            }
        }
        StoreEvent::NotSaved(trouble) => state.saving_fails = Some(trouble),
        StoreEvent::Loaded { call, head, reading } => {
            let wanted = Some(Awaited { call: call.id().clone(), reading });
            return if state.awaited == wanted {
                loaded(state, drafts, *call, head, moment)
            } else {
                Vec::new()
            };
        }
        StoreEvent::CarriedOver { call, carried } => {
            if let Some(open) = state.call.as_mut().filter(|open| *open.call.id() == call) {
                open.carried = Some(carried);
            }
        }
        StoreEvent::EarlierAnswer { call, earlier } => {
            if let Some(open) = state.call.as_mut().filter(|open| *open.call.id() == call) {
                open.earlier_answer = earlier;
            }
        }
        StoreEvent::NotRead(trouble) => state.tell(trouble),
        StoreEvent::Unstorable { call, trouble } => {
            state.tell(trouble);
            // Its entries are kept in a file beside the call: nothing is waited for any more.
            if let Some(open) = state.call.as_mut().filter(|open| *open.call.id() == call) {
                open.saved = open.call.entries().last().map_or(open.saved, |entry| entry.seq);
            }
        }
        StoreEvent::Salvaged { client, seconds } => state.salvaged.push((client, seconds)),
    }
    Vec::new()
}

/// The data folder was opened anew with a call on the desk: whatever of it is missing there is stored again.
fn store_again(state: &State) -> Vec<Effect> {
    let Some(open) = &state.call else {
        return Vec::new();
    };
    let append =
        |entry: &Entry| Effect::Append { call: open.call.id().clone(), entry: Box::new(entry.clone()) };
    open.call.entries().iter().map(append).collect()
}

/// A take the timeline still calls running has no recorder behind it once the call is read from disk: it is ended with
/// what is known of its files, so that it can neither look like a recording nor hold the call.
fn end_orphan_take(state: &mut State, moment: &Moment) -> Vec<Effect> {
    let Some(log) = state.call.as_ref().map(|open| &open.call.recording) else {
        return Vec::new();
    };
    if log.state() == RecordingState::Idle {
        return Vec::new();
    }
    let take = log.newest_take();
    let begun = log.takes.iter().find(|known| known.number == take);
    let step = match begun.map(|begun| (log.frames_in_files(begun), begun.format.rate)) {
        Some((frames, rate)) => RecordingStep::Stopped { take, frames, rate, why: StopReason::Interrupted },
        None => RecordingStep::Failed { take, what: "Rapport ended before the recording began".to_owned() },
    };
    add_one(state, Step::Recording(step), &moment.now)
}

fn loaded(state: &mut State, drafts: &mut Drafts, call: Call, head: Hash, moment: &Moment) -> Vec<Effect> {
    // It may no longer be wanted: a take runs. What the recorder tells belongs to the call on the desk.
    if is_recording(state) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if file_typed(state, drafts, &moment.now, &mut effects) == Added::No {
        state.awaited = None;
        return effects;
    }
    let newest = call.entries().last().map_or(Seq(0), |entry| entry.seq);
    let goes_on = call.finished.is_none();
    let mut open = OpenCall::new(call);
    open.saved = newest;
    open.head = Some(head);
    open.call.confirm_saved(newest);
    let carried_over = ask_for_carried_over(&open.call);
    drafts.clear_call();
    put_on_the_desk(state, open);
    // A deletion that was decided and not done when the program ended is done now.
    effects.extend(finish_deletion(state));
    effects.extend(finish_message(state));
    if goes_on {
        effects.extend(end_orphan_take(state, moment));
        effects.extend(add_one(state, Step::Course(CourseStep::Resume), &moment.now));
        effects.push(carried_over);
    }
    effects
}
