//! Notes, markers, questions and answers.

use super::{reason, written};
use crate::domain::call::Call;
use crate::domain::fact::Fact;
use crate::domain::ids::{QuestionId, Seq};
use crate::domain::notes::{Due, NoteKind, Settlement};
use crate::domain::refusal::Refusal;

/// A step with a note.
#[derive(Clone, Debug, PartialEq)]
pub enum NoteStep {
    /// Write a note.
    Add {
        /// What kind.
        kind: NoteKind,
        /// The text.
        text: String,
        /// The question on screen.
        question: Option<QuestionId>,
    },
    /// Correct a note; the first wording stays on the timeline.
    Correct {
        /// Which.
        note: Seq,
        /// The text as it should read.
        text: String,
    },
    /// Strike a note out; its words stay on the timeline.
    Strike {
        /// Which.
        note: Seq,
        /// Why.
        reason: String,
    },
    /// Lay an assumption or a concern to rest.
    Settle {
        /// Which.
        note: Seq,
        /// How.
        how: Settlement,
        /// What was said; may be empty.
        words: String,
    },
    /// Give a promise its owner and due time.
    Date {
        /// Which.
        note: Seq,
        /// Who, and by when.
        due: Due,
    },
    /// Mark the moment.
    Mark,
}

/// A step with a question.
#[derive(Clone, Debug, PartialEq)]
pub enum QuestionStep {
    /// Add a question on the spot.
    Add {
        /// Its name within the call.
        question: QuestionId,
        /// The question.
        ask: String,
    },
    /// Write down an answer.
    Answer {
        /// Which question.
        question: QuestionId,
        /// The answer.
        text: String,
    },
    /// Leave a question out.
    Skip {
        /// Which.
        question: QuestionId,
        /// Why.
        reason: String,
    },
}

pub(super) fn decide(call: &Call, step: NoteStep) -> Result<Fact, Refusal> {
    match step {
        NoteStep::Add { kind, text, question } => {
            Ok(Fact::NoteAdded { note: kind, text: written(&text)?, question })
        }
        NoteStep::Correct { note, text } => {
            known(call, note, |_| true)?;
            Ok(Fact::NoteCorrected { note, text: written(&text)? })
        }
        NoteStep::Strike { note, reason: why } => {
            known(call, note, |_| true)?;
            Ok(Fact::NoteStruck { note, reason: reason(&why)? })
        }
        NoteStep::Settle { note, how, words } => {
            known(call, note, |kind| matches!(kind, NoteKind::Assumption | NoteKind::Concern))?;
            Ok(Fact::NoteSettled { note, how, words: words.trim().to_owned() })
        }
        NoteStep::Date { note, due } => {
            known(call, note, |kind| kind == NoteKind::Promise)?;
            if due.owner.trim().is_empty() {
                return Err(Refusal::NameMissing);
            }
            Ok(Fact::PromiseDated { note, due })
        }
        NoteStep::Mark => Ok(Fact::Marked),
    }
}

fn known(call: &Call, seq: Seq, fits: impl Fn(NoteKind) -> bool) -> Result<(), Refusal> {
    let note = call.notebook.note(seq).filter(|note| note.struck.is_none() && fits(note.kind));
    note.map(|_| ()).ok_or(Refusal::UnknownNote)
}

pub(super) fn decide_question(call: &Call, step: QuestionStep) -> Result<Fact, Refusal> {
    match step {
        QuestionStep::Add { question, ask } => Ok(Fact::QuestionAdded { question, ask: written(&ask)? }),
        QuestionStep::Answer { question, text } => {
            let asked = words_of(call, &question)?;
            Ok(Fact::Answered { question, asked, text: written(&text)? })
        }
        QuestionStep::Skip { question, reason: why } => {
            let asked = words_of(call, &question)?;
            Ok(Fact::QuestionSkipped { question, asked, reason: reason(&why)? })
        }
    }
}

fn words_of(call: &Call, id: &QuestionId) -> Result<String, Refusal> {
    let shipped = call.checklist.stages.interview.questions.iter().find(|question| question.id == *id);
    let own = call.notebook.own_questions.iter().find(|question| question.id == *id);
    shipped
        .map(|question| &question.ask)
        .or(own.map(|question| &question.ask))
        .cloned()
        .ok_or(Refusal::UnknownItem)
}
