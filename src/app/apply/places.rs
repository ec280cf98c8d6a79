//! Where people are, and the rule on recording that follows.

use super::{Added, add};
use crate::app::Moment;
use crate::app::action::PlacesAction;
use crate::app::drafts::{Drafts, PlaceDraft};
use crate::app::effect::Effect;
use crate::app::state::{RuleCopied, State};
use crate::app::view::places::{self, Whereabouts};
use crate::domain::consent::PlaceKnown;
use crate::domain::decide::{ConsentStep, Step};
use crate::domain::entry::Now;
use crate::domain::ids::PersonId;
use crate::law::Place;

pub(super) fn apply(
    state: &mut State,
    drafts: &mut Drafts,
    action: PlacesAction,
    moment: &Moment,
) -> Vec<Effect> {
    match action {
        PlacesAction::Give(person) => give_typed(state, drafts, &person, &moment.now),
        PlacesAction::ConfirmGuess(person) => match guess(state, &person) {
            Some(place) => give(state, drafts, &person, &place, &moment.now),
            None => Vec::new(),
        },
        PlacesAction::NobodyKnows(person) => give(state, drafts, &person, &Place::unknown(), &moment.now),
        PlacesAction::GiveOwn => give_own(state, drafts),
        PlacesAction::TalkBy(medium) => {
            if let Some(open) = &mut state.call {
                open.medium = medium;
            }
            Vec::new()
        }
        PlacesAction::Settle { duty, words } => settle(state, duty, words, &moment.now),
        PlacesAction::TakeBack { duty, words } => take_back(state, duty, words, &moment.now),
        PlacesAction::CopySource => {
            state.to_copy = state.call.as_ref().map(|open| places::ruling(state, open).with_sources());
            if let Some(open) = &mut state.call {
                open.rule_copied = RuleCopied::Sources;
            }
            Vec::new()
        }
    }
}

fn give_typed(state: &mut State, drafts: &mut Drafts, person: &PersonId, now: &Now) -> Vec<Effect> {
    let Some(draft) = drafts.places.of.get_mut(person) else {
        return Vec::new();
    };
    if let Some(place) = typed_place(state, draft) {
        return give(state, drafts, person, &place, now);
    }
    drafts.places.of.retain(|_, draft| !draft.text.trim().is_empty());
    Vec::new()
}

/// The place that is typed. One that is none is marked as refused.
fn typed_place(state: &State, draft: &mut PlaceDraft) -> Option<Place> {
    let read = places::read(&state.law, &draft.text);
    draft.refused = read.is_err();
    read.ok()
}

fn guess(state: &State, person: &PersonId) -> Option<Place> {
    let call = &state.call.as_ref()?.call;
    match Whereabouts::of(&state.law, call, call.consent().person(person)?) {
        Whereabouts::Guessed(guess) => Some(guess.place),
        _ => None,
    }
}

fn give(state: &mut State, drafts: &mut Drafts, person: &PersonId, place: &Place, now: &Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    let noted = state.call.as_ref().and_then(|open| open.call.consent().person(person)?.place.as_ref());
    let says_the_same =
        noted.is_some_and(|noted| noted.code == place.code() && noted.known == PlaceKnown::Told);
    let name = if place.is_unknown() { "" } else { state.law.name_of(place.code()) }.to_owned();
    let (place, known) = (place.code().to_owned(), PlaceKnown::Told);
    let step = ConsentStep::GivePlace { person: person.clone(), place, name, known };
    if says_the_same || add(state, Step::Consent(step), now, &mut effects) == Added::Yes {
        drafts.places.of.remove(person);
    }
    effects
}

fn give_own(state: &mut State, drafts: &mut Drafts) -> Vec<Effect> {
    let Some(draft) = &mut drafts.places.own else {
        return Vec::new();
    };
    if draft.text.trim().is_empty() {
        drafts.places.own = None;
        return Vec::new();
    }
    let Some(place) = typed_place(state, draft) else {
        return Vec::new();
    };
    drafts.places.own = None;
    let place = (!place.is_unknown()).then(|| place.code().to_owned());
    if let Some(settings) = &mut drafts.settings {
        settings.place.clone_from(&place);
    }
    if state.settings.place == place {
        return Vec::new();
    }
    state.settings.place = place;
    vec![Effect::SaveSettings(Box::new(state.settings.clone()))]
}

fn settle(state: &mut State, duty: String, words: String, now: &Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    // A second press would say nothing new.
    let is_open = |open: &crate::app::state::OpenCall| {
        open.call.consent().duties().any(|(one, at)| one.id == duty && at.is_none())
    };
    if state.call.as_ref().is_some_and(is_open) {
        add(state, Step::Consent(ConsentStep::SettleDuty { duty, words }), now, &mut effects);
    }
    effects
}

fn take_back(state: &mut State, duty: String, words: String, now: &Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    add(state, Step::Consent(ConsentStep::TakeDutyBack { duty, words }), now, &mut effects);
    effects
}

/// Writes down the rule for everyone's places whenever it has changed, and what it adds that is so by
/// what else was noted. Whoever joins or leaves, a place, the medium and another law file change it; nobody has to ask for it.
pub(in crate::app) fn follow_the_law(state: &mut State, now: &Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    let Some(open) = state.call.as_ref().filter(|open| places::is_to_be_ruled(state, open)) else {
        return effects;
    };
    let ruling = places::in_writing(state, &places::ruling(state, open));
    if open.call.consent().ruling().is_none_or(|(written, _)| *written != ruling) {
        add(state, Step::Consent(ConsentStep::ApplyRuling(Box::new(ruling))), now, &mut effects);
        if let Some(open) = &mut state.call {
            open.rule_copied = RuleCopied::Nothing;
        }
    }
    let met = state.call.as_ref().map(|open| places::met_by_itself(state, &open.call)).unwrap_or_default();
    for (duty, words) in met {
        add(state, Step::Consent(ConsentStep::SettleDuty { duty, words }), now, &mut effects);
    }
    effects
}
