//! What becomes of a recording, as far as people decide it; and what the firm's rule says at once after a withdrawal.

use super::{Added, add};
use crate::app::Moment;
use crate::app::action::CustodyAction;
use crate::app::drafts::{CustodyChoice, CustodyDraft, Drafts};
use crate::app::effect::Effect;
use crate::app::state::{State, StoreState};
use crate::domain::custody::HoldsElsewhere;
use crate::domain::decide::{CustodyStep, Step};
use crate::domain::entry::Now;

pub(super) fn apply(
    state: &mut State,
    drafts: &mut Drafts,
    action: &CustodyAction,
    moment: &Moment,
) -> Vec<Effect> {
    match action {
        CustodyAction::Decide => decide(state, drafts, moment),
        CustodyAction::DeleteAgain => finish_deletion(state),
    }
}

/// Takes the decision in the drafts. What was refused stays typed.
fn decide(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let (Some(draft), Some(open)) = (drafts.custody.clone(), &state.call) else {
        return Vec::new();
    };
    let deletes = draft.choice == CustodyChoice::Delete;
    let step = step(draft, open.holds.clone());
    let mut effects = Vec::new();
    if add(state, Step::Custody(step), &moment.now, &mut effects) == Added::No {
        return effects;
    }
    drafts.custody = None;
    if deletes {
        // The call note is filed anew when it is done.
        effects.extend(finish_deletion(state));
    } else {
        effects.extend(file_anew(state));
    }
    effects
}

fn step(draft: CustodyDraft, elsewhere: HoldsElsewhere) -> CustodyStep {
    let CustodyDraft { choice, takes, reason, by } = draft;
    match choice {
        CustodyChoice::Keep => CustodyStep::Keep { takes, reason },
        CustodyChoice::Restrict => CustodyStep::Restrict { takes, reason },
        CustodyChoice::Release => CustodyStep::Release { takes, attorney: by, reason },
        CustodyChoice::Delete => CustodyStep::Delete { takes, decided_by: by, reason, elsewhere },
        CustodyChoice::PlaceHold => CustodyStep::PlaceHold { reason, ordered_by: by },
        CustodyChoice::LiftHold => CustodyStep::LiftHold { reason, ordered_by: by },
    }
}

/// Does what the firm's rule says with the takes of the open call that were locked because a yes was taken back.
pub(super) fn follow_rule(state: &mut State, now: &Now, effects: &mut Vec<Effect>) {
    // Where nothing was recorded there is nothing to decide, and nothing to be told.
    if state.call.as_ref().is_some_and(|open| !open.call.custody.undecided().is_empty()) {
        let rule = state.settings.after_withdrawal;
        add(state, Step::Custody(CustodyStep::FollowRule(rule)), now, effects);
        state.refused = None;
    }
}

/// Has what was decided to go deleted, if anything of it is there.
pub(in crate::app) fn finish_deletion(state: &State) -> Vec<Effect> {
    let goes = state.call.as_ref().filter(|open| !open.call.custody.going().is_empty());
    goes.map(|open| Effect::DeleteAudio(open.call.id().clone())).into_iter().collect()
}

/// The call note of a finished call tells what became of the recording.
pub(in crate::app) fn file_anew(state: &State) -> Option<Effect> {
    let finished = state.call.as_ref().filter(|open| !open.is_running());
    finished.map(|open| Effect::FileNotes(open.call.id().clone()))
}

/// Asks once which other calls of the matter are on hold; a call on no matter has no others.
pub(super) fn ask_for_holds(state: &mut State) -> Vec<Effect> {
    let is_open = state.store == StoreState::Open;
    let Some(open) = &mut state.call else {
        return Vec::new();
    };
    let Some(matter) = open.call.matter.as_ref().map(|matter| matter.id.clone()) else {
        open.holds = HoldsElsewhere::Read(Vec::new());
        return Vec::new();
    };
    if !is_open || open.holds_asked.as_ref() == Some(&matter) {
        return Vec::new();
    }
    open.holds = HoldsElsewhere::NotRead;
    open.holds_asked = Some(matter.clone());
    vec![Effect::LoadHolds { call: open.call.id().clone(), matter }]
}
