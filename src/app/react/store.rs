//! What the store tells.

use crate::app::Moment;
use crate::app::apply::{add_one, is_recording, leave};
use crate::app::drafts::Drafts;
use crate::app::effect::Effect;
use crate::app::event::StoreEvent;
use crate::app::state::{OpenCall, Page, State, StoreState};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::decide::{CourseStep, Step};
use crate::domain::ids::Seq;

pub(super) fn react(
    state: &mut State,
    drafts: &mut Drafts,
    event: StoreEvent,
    moment: &Moment,
) -> Vec<Effect> {
    match event {
        StoreEvent::Opened(lists) => {
            state.store = StoreState::Open;
            state.lists = lists;
        }
        StoreEvent::NotOpened(trouble) => state.store = StoreState::Closed(trouble),
        StoreEvent::Lists(lists) => state.lists = lists,
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
        StoreEvent::Loaded { call, head } => return loaded(state, drafts, *call, head, moment),
        StoreEvent::CarriedOver(carried) => {
            if let Some(open) = &mut state.call {
                open.carried = Some(carried);
            }
        }
        StoreEvent::NotRead(trouble) | StoreEvent::Unstorable { trouble, .. } => state.tell(trouble),
        StoreEvent::Salvaged { client, seconds } => state.salvaged.push((client, seconds)),
    }
    Vec::new()
}

fn loaded(state: &mut State, drafts: &mut Drafts, call: Call, head: Hash, moment: &Moment) -> Vec<Effect> {
    if is_recording(state) {
        // The call was asked for before the take began. What the recorder tells belongs to the call on the desk.
        return Vec::new();
    }
    let newest = call.entries().last().map_or(Seq(0), |entry| entry.seq);
    let goes_on = call.finished.is_none();
    let mut open = OpenCall::new(call);
    open.saved = newest;
    open.head = Some(head);
    open.call.confirm_saved(newest);
    *drafts = Drafts { search: std::mem::take(&mut drafts.search), ..Drafts::default() };
    state.written.clear();
    state.copied = false;
    state.readings.clear();
    state.page = Page::Call;
    let other_than = open.call.id().clone();
    let client = open.call.client.id.clone();
    let matter = open.call.matter.as_ref().map(|matter| matter.id.clone());
    state.call = Some(open);
    if !goes_on {
        return Vec::new();
    }
    let mut effects = add_one(state, Step::Course(CourseStep::Resume), &moment.now);
    effects.push(Effect::LoadCarriedOver { client, matter, other_than });
    effects
}
