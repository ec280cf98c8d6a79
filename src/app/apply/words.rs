//! The words that ask for permission to record.

use super::call::end_without_consent;
use super::{Added, add};
use crate::app::Moment;
use crate::app::action::WordsAction;
use crate::app::drafts::Drafts;
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::app::view::words;
use crate::domain::consent_script::RecordingScript;
use crate::domain::decide::{ConsentStep, Step};
use crate::domain::entry::Now;
use crate::domain::language::{ENGLISH, named_in};

pub(super) fn apply(
    state: &mut State,
    drafts: &mut Drafts,
    action: WordsAction,
    moment: &Moment,
) -> Vec<Effect> {
    match action {
        WordsAction::Choose(language) => {
            drafts.words.language = Some(language);
            let ends_something =
                state.call.as_ref().is_some_and(|open| words::something_would_end(&open.call));
            if ends_something { Vec::new() } else { put_in_force(state, drafts, moment) }
        }
        WordsAction::PutInForce => put_in_force(state, drafts, moment),
        WordsAction::Keep => {
            drafts.words.language =
                state.call.as_ref().map(|open| open.call.consent().text().language.clone());
            Vec::new()
        }
    }
}

fn put_in_force(state: &mut State, drafts: &Drafts, moment: &Moment) -> Vec<Effect> {
    let waiting =
        state.call.as_ref().and_then(|open| words::waiting(state, &open.call, &drafts.words)).map(change_to);
    let mut effects = Vec::new();
    if let Some(change) = waiting
        && add(state, change, &moment.now, &mut effects) == Added::Yes
    {
        effects.extend(end_without_consent(state));
    }
    effects
}

/// Puts the words in force that stand in the place of those that were, once their file was changed and no take runs.
pub(in crate::app) fn follow_the_file(state: &mut State, now: &Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    let changed = state.call.as_ref().and_then(|open| words::changed_since(state, &open.call));
    if let Some(change) = changed.map(change_to) {
        add(state, change, now, &mut effects);
    }
    effects
}

/// The words a call begins with: in the client's language where the card names one and there is a script, in English
/// otherwise. Without any script nothing is in force, and the gate stays shut.
pub(super) fn put_in_force_at_opening(state: &mut State, now: &Now, effects: &mut Vec<Effect>) {
    let on_card = state.call.as_ref().and_then(|open| named_in(&open.call.client.card.language));
    let language = on_card.as_deref().unwrap_or(ENGLISH);
    if let Some(change) = words::script_for(state, language).map(change_to) {
        add(state, change, now, effects);
    }
}

fn change_to(script: &RecordingScript) -> Step {
    Step::Consent(ConsentStep::ChangeScript { script: script.stamp(), text: script.text() })
}
