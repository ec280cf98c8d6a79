//! What became of audio that was to be deleted.

use super::left_to_the_store;
use crate::app::Moment;
use crate::app::apply::{add_one, file_anew};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::app::trouble::Trouble;
use crate::domain::custody::Deletion;
use crate::domain::decide::{CustodyStep, Step};
use crate::domain::ids::CallId;

pub(super) fn deleted(
    state: &mut State,
    call: CallId,
    takes: Vec<u32>,
    deletion: Deletion,
    moment: &Moment,
) -> Vec<Effect> {
    state.troubles.retain(|trouble| !matches!(trouble, Trouble::AudioNotDeleted { .. }));
    if !deletion.left.is_empty() {
        state.tell(Trouble::AudioNotDeleted { files: deletion.left.clone() });
    }
    let step = CustodyStep::NoteDeletion { takes, deletion };
    if state.call.as_ref().is_some_and(|open| *open.call.id() == call) {
        let mut effects = add_one(state, Step::Custody(step), &moment.now);
        effects.extend(file_anew(state));
        effects
    } else {
        let note = Effect::NoteCustody { call: call.clone(), step: Box::new(step) };
        left_to_the_store(state, call, note)
    }
}
