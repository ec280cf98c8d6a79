//! Files what was typed and not filed yet, before the call it was typed in is finished or leaves the desk.

use super::half_typed::file_half_typed;
use super::{Added, add};
use crate::app::drafts::{Drafts, NoteDraft};
use crate::app::effect::Effect;
use crate::app::state::{OpenCall, State};
use crate::app::view;
use crate::domain::decide::{CourseStep, NoteStep, QuestionStep, Step};
use crate::domain::entry::Now;
use crate::domain::ids::{QuestionId, Seq};

/// Files everything that is typed in the open call and can stand by itself: whether nothing of it is left. What was
/// refused stays typed, and [`State::refused`] says why.
pub(in crate::app) fn file_typed(
    state: &mut State,
    drafts: &mut Drafts,
    now: &Now,
    effects: &mut Vec<Effect>,
) -> Added {
    match state.call.as_ref().map(OpenCall::is_running) {
        Some(true) => file_all(state, drafts, now, effects),
        Some(false) => file_addendum(state, drafts, now, effects),
        None => Added::Yes,
    }
}

fn file_all(state: &mut State, drafts: &mut Drafts, now: &Now, effects: &mut Vec<Effect>) -> Added {
    if is_written(&drafts.note.text) && file_note(state, drafts, now, effects) == Added::No {
        return Added::No;
    }
    let answers = std::mem::take(&mut drafts.answers);
    for (question, text) in answers.into_iter().filter(|(_, text)| is_written(text)) {
        let step = Step::Question(QuestionStep::Answer { question: question.clone(), text: text.clone() });
        if add(state, step, now, effects) == Added::No {
            drafts.answers.insert(question, text);
        }
    }
    if is_written(&drafts.own_question) && file_question(state, drafts, now, effects) == Added::No {
        return Added::No;
    }
    if let Some((note, text)) = drafts.correction.take().filter(|draft| corrects(state, draft)) {
        let step = Step::Note(NoteStep::Correct { note, text: text.clone() });
        if add(state, step, now, effects) == Added::No {
            drafts.correction = Some((note, text));
        }
    }
    if let Some(card) = drafts.card.take() {
        let step = Step::Course(CourseStep::UpdateCard(Box::new(card.clone())));
        if add(state, step, now, effects) == Added::No {
            drafts.card = Some(card);
        }
    }
    let half_typed = file_half_typed(state, drafts, now, effects);
    let is_left = half_typed == Added::No
        || !drafts.answers.is_empty()
        || drafts.correction.is_some()
        || drafts.card.is_some();
    if is_left { Added::No } else { Added::Yes }
}

/// Whether a correction that is open says anything else than the note: one that was only looked at, or emptied, does not.
fn corrects(state: &State, (note, text): &(Seq, String)) -> bool {
    let notes = state.call.iter().flat_map(|open| &open.call.notebook.notes);
    is_written(text) && notes.into_iter().any(|one| one.seq == *note && one.text.trim() != text.trim())
}

fn file_addendum(state: &mut State, drafts: &mut Drafts, now: &Now, effects: &mut Vec<Effect>) -> Added {
    if is_written(&drafts.addendum) { add_addendum(state, drafts, now, effects) } else { Added::Yes }
}

/// Adds the addendum that is typed, and files the call note anew.
pub(super) fn add_addendum(
    state: &mut State,
    drafts: &mut Drafts,
    now: &Now,
    effects: &mut Vec<Effect>,
) -> Added {
    let step = Step::Course(CourseStep::AddAddendum { text: drafts.addendum.clone() });
    let added = add(state, step, now, effects);
    if added == Added::Yes {
        drafts.addendum.clear();
        effects.extend(state.call.as_ref().map(|open| Effect::FileNotes(open.call.id().clone())));
    }
    added
}

fn is_written(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Files the question of one's own that is typed.
pub(super) fn file_question(
    state: &mut State,
    drafts: &mut Drafts,
    now: &Now,
    effects: &mut Vec<Effect>,
) -> Added {
    let Some(number) = state.call.as_ref().map(|open| open.call.notebook.own_questions.len() + 1) else {
        return Added::No;
    };
    let question = QuestionId::new(format!("own-{number}"));
    let step = Step::Question(QuestionStep::Add { question, ask: drafts.own_question.clone() });
    let added = add(state, step, now, effects);
    if added == Added::Yes {
        drafts.own_question.clear();
    }
    added
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
