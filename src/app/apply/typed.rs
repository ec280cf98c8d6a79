//! Files what was typed and not filed yet, before the call it was typed in is finished or leaves the desk.

use super::{Added, add};
use crate::app::drafts::{Drafts, NoteDraft};
use crate::app::effect::Effect;
use crate::app::state::{OpenCall, State};
use crate::app::view;
use crate::domain::decide::{NoteStep, QuestionStep, Step};
use crate::domain::entry::Now;
use crate::domain::ids::QuestionId;

/// Files the note and the answers that are typed: whether nothing is left. What was refused stays typed, and
/// [`State::refused`] says why.
pub(super) fn file_typed(
    state: &mut State,
    drafts: &mut Drafts,
    now: &Now,
    effects: &mut Vec<Effect>,
) -> Added {
    if !state.call.as_ref().is_some_and(OpenCall::is_running) {
        return Added::Yes;
    }
    if !drafts.note.text.trim().is_empty() && file_note(state, drafts, now, effects) == Added::No {
        return Added::No;
    }
    let typed: Vec<(QuestionId, String)> =
        drafts.answers.iter().map(|(id, text)| (id.clone(), text.clone())).collect();
    for (question, text) in typed.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        let step = Step::Question(QuestionStep::Answer { question: question.clone(), text });
        if add(state, step, now, effects) == Added::No {
            return Added::No;
        }
        drafts.answers.remove(&question);
    }
    Added::Yes
}

/// Files the note that is typed.
pub(super) fn file_note(
    state: &mut State,
    drafts: &mut Drafts,
    now: &Now,
    effects: &mut Vec<Effect>,
) -> Added {
    let question = view::question_on_screen(state).map(|question| question.id);
    let step = NoteStep::Add { kind: drafts.note.kind, text: drafts.note.text.clone(), question };
    let added = add(state, Step::Note(step), now, effects);
    if added == Added::Yes {
        drafts.note = NoteDraft::default();
    }
    added
}
