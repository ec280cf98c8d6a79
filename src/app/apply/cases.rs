//! Special cases of consent, and a consent that turned out not to be valid.

use super::call::end_without_consent;
use super::custody::file_anew;
use super::{Added, add};
use crate::app::Moment;
use crate::app::action::CasesAction;
use crate::app::drafts::{Drafts, TakeBackDraft, TakenBack};
use crate::app::effect::Effect;
use crate::app::state::{OpenCall, State, StoreState};
use crate::app::view::cases;
use crate::domain::call::Call;
use crate::domain::consent::{CaseOf, OnTheLine, SpecialCase};
use crate::domain::decide::{CaseStep, ConsentStep, Step};
use crate::domain::entry::Now;
use crate::domain::people::{Person, PersonRole};

/// Who took a step where nobody gave a name in the settings.
const AT_THE_DESK: &str = "the paralegal at the desk";

pub(super) fn apply(
    state: &mut State,
    drafts: &mut Drafts,
    action: CasesAction,
    moment: &Moment,
) -> Vec<Effect> {
    let now = &moment.now;
    match action {
        CasesAction::Note(of) => note(state, drafts, of, now),
        CasesAction::Name(of) => case(state, CaseStep::Name(of), now),
        CasesAction::Settle { of, step, words } => {
            let done_by = if now.by.trim().is_empty() { AT_THE_DESK } else { &now.by }.to_owned();
            // A second press would say nothing new.
            let is_settled = state.call.as_ref().is_some_and(|open| is_settled(&open.call, &of, &step));
            if is_settled {
                Vec::new()
            } else {
                case(state, CaseStep::Settle { of, step, words, done_by }, now)
            }
        }
        CasesAction::TakeStepBack { of, step } => case(state, CaseStep::TakeStepBack { of, step }, now),
        CasesAction::Approve(of) => approve(state, drafts, &of, now),
        CasesAction::TakeBack => take_back(state, drafts, now),
        CasesAction::Decline(of) => {
            drafts.cases.declined.insert(of);
            Vec::new()
        }
        CasesAction::FindNoConsent => find_no_consent(state, drafts, now),
        CasesAction::CopyMessage => {
            state.to_copy = state.call.as_ref().and_then(|open| cases::message(&open.call));
            drafts.cases.message_copied = state.to_copy.is_some();
            Vec::new()
        }
    }
}

/// Adds a step about a case, and ends the take where it keeps the recorder shut.
fn case(state: &mut State, step: CaseStep, now: &Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    if add(state, Step::Consent(ConsentStep::Case(step)), now, &mut effects) == Added::Yes {
        effects.extend(end_without_consent(state));
    }
    effects
}

fn note(state: &mut State, drafts: &mut Drafts, of: CaseOf, now: &Now) -> Vec<Effect> {
    drafts.cases.choosing = None;
    let says_nothing_new = |open: &OpenCall| match of.case {
        SpecialCase::LineDropped => everyone_is_asked_again(&open.call),
        _ => open.call.consent().case(&of).is_some(),
    };
    if state.call.as_ref().is_some_and(says_nothing_new) {
        return Vec::new();
    }
    case(state, CaseStep::Note { of, note: String::new() }, now)
}

/// Whether the line was dropped, and nobody has heard the words since.
fn everyone_is_asked_again(call: &Call) -> bool {
    let record = call.consent();
    let is_on_screen = cases::standing(call).iter().any(|noted| noted.of.case == SpecialCase::LineDropped);
    is_on_screen && record.explained().is_none() && !record.present().any(OnTheLine::said_yes)
}

fn is_settled(call: &Call, of: &CaseOf, step: &str) -> bool {
    let noted = cases::standing(call).into_iter().find(|noted| noted.of == *of);
    noted.is_some_and(|noted| noted.steps.iter().any(|done| done.step == step))
}

fn approve(state: &mut State, drafts: &mut Drafts, of: &CaseOf, now: &Now) -> Vec<Effect> {
    let draft = drafts.cases.approvals.get(of).cloned().unwrap_or_default();
    let usual = state.call.as_ref().map(|open| open.call.operator.attorney.clone()).unwrap_or_default();
    let (attorney, approved_at) = (draft.attorney.unwrap_or(usual), draft.approved_at);
    let effects = case(state, CaseStep::Approve { of: of.clone(), attorney, approved_at }, now);
    if state.refused.is_none() {
        drafts.cases.approvals.remove(of);
    }
    effects
}

fn take_back(state: &mut State, drafts: &mut Drafts, now: &Now) -> Vec<Effect> {
    let Some(TakeBackDraft { what, of, reason, attorney }) = drafts.cases.take_back.clone() else {
        return Vec::new();
    };
    let step = match what {
        TakenBack::Case => CaseStep::TakeBack { of, reason, attorney },
        TakenBack::Approval => CaseStep::TakeBackApproval { of, reason },
    };
    let effects = case(state, step, now);
    if state.refused.is_none() {
        drafts.cases.take_back = None;
    }
    effects
}

/// Whoever joins while a case is noted of somebody who is not on the list is taken to be them, where their role says so and
/// they can be nobody else who was noted.
pub(super) fn name_unlisted(state: &mut State, person: &Person, now: &Now) -> Vec<Effect> {
    let theirs = match person.role {
        PersonRole::OtherSide => Some(SpecialCase::OtherSide),
        _ => cases::implied_by(person).map(|of| of.case).filter(|case| *case == SpecialCase::ThirdPerson),
    };
    let waits =
        |of: SpecialCase| state.call.as_ref().is_some_and(|open| open.call.consent().unlisted(of).is_some());
    let only = SpecialCase::ALL.into_iter().filter(|of| waits(*of)).eq(theirs);
    match theirs.filter(|_| only) {
        Some(of) => case(state, CaseStep::Name(CaseOf { case: of, person: Some(person.id.clone()) }), now),
        None => Vec::new(),
    }
}

/// Locks takes at once and for good, ends the one that runs, and has the message for the attorney written.
fn find_no_consent(state: &mut State, drafts: &mut Drafts, now: &Now) -> Vec<Effect> {
    let Some(draft) = drafts.cases.no_consent.clone() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    let step = ConsentStep::NoValidConsent { takes: draft.takes.into_iter().collect(), why: draft.why };
    if add(state, Step::Consent(step), now, &mut effects) == Added::No {
        return effects;
    }
    drafts.cases.no_consent = None;
    effects.extend(end_without_consent(state));
    drafts.cases.message_copied = false;
    effects.extend(finish_message(state));
    effects.extend(file_anew(state));
    effects
}

/// Has the message for the supervising attorney written, where it is due and not in the call's folder yet.
pub(in crate::app) fn finish_message(state: &State) -> Option<Effect> {
    let due = |open: &&OpenCall| {
        cases::newest_find(&open.call).is_some() && cases::message_file(&open.call).is_none()
    };
    let open = state.call.as_ref().filter(due)?;
    Some(Effect::FileMessage(open.call.id().clone()))
}

/// Asks once for what the client said in an earlier call.
pub(super) fn ask_for_earlier_answer(state: &mut State) -> Option<Effect> {
    let is_open = state.store == StoreState::Open;
    let open = state.call.as_mut().filter(|open| is_open && open.is_running())?;
    let client = open.call.client.id.clone();
    if open.earlier_asked.as_ref() == Some(&client) {
        return None;
    }
    open.earlier_asked = Some(client.clone());
    open.earlier_answer = None;
    Some(Effect::LoadEarlierAnswer { client, call: open.call.id().clone() })
}
