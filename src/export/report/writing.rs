//! Questions with their answers, notes with their earlier wordings, and markers.

use super::moment::{LocalTime, Moment, Place};
use crate::domain::call::Call;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{QuestionId, Seq};
use crate::domain::notes::{NoteKind, Settlement};
use serde::Serialize;

/// A question, and what was answered.
#[derive(Debug, Serialize)]
pub struct Question {
    /// Unique within the call.
    pub id: QuestionId,
    /// The question as it was on screen.
    pub asked: String,
    /// True when it was added during the call.
    pub own: bool,
    /// The answers, in order; empty when there is none.
    pub answers: Vec<Answer>,
    /// Why and when it was left out, unless it was answered after all.
    pub skipped: Option<Skipped>,
}

/// An answer.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The answer.
    pub text: String,
    /// When it was written.
    pub at: Moment,
    /// Where the recording stood.
    pub position: Option<Place>,
}

/// A question was left out.
#[derive(Debug, Serialize)]
pub struct Skipped {
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// A note.
#[derive(Debug, Serialize)]
pub struct Note {
    /// The number of the entry that wrote it.
    pub id: Seq,
    /// What kind it is.
    pub kind: NoteKind,
    /// The text as it now reads.
    pub text: String,
    /// When it was written.
    pub at: Moment,
    /// Where the recording stood.
    pub position: Option<Place>,
    /// The question on screen.
    pub question: Option<String>,
    /// Earlier wordings, oldest first.
    pub earlier: Vec<Earlier>,
    /// Why and when it was struck out.
    pub struck: Option<Struck>,
    /// How a concern or an assumption was laid to rest.
    pub settled: Option<Settled>,
    /// Owner and due time of a promise.
    pub due: Option<DueTime>,
}

/// An earlier wording of a note.
#[derive(Debug, Serialize)]
pub struct Earlier {
    /// How it read.
    pub text: String,
    /// When it was corrected.
    pub corrected: Moment,
}

/// A note was struck out.
#[derive(Debug, Serialize)]
pub struct Struck {
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// A concern or an assumption was laid to rest.
#[derive(Debug, Serialize)]
pub struct Settled {
    /// How.
    pub how: Settlement,
    /// What was said; may be empty.
    pub words: String,
    /// When.
    pub at: Moment,
}

/// Who does what was promised, and by when.
#[derive(Debug, Serialize)]
pub struct DueTime {
    /// Who.
    pub owner: String,
    /// By when.
    pub by: LocalTime,
}

/// A moment worth finding again.
#[derive(Debug, Serialize)]
pub struct Marker {
    /// The number of the entry that set it.
    pub id: Seq,
    /// When.
    pub at: Moment,
    /// Where the recording stood.
    pub position: Option<Place>,
}

pub(super) fn questions(call: &Call) -> Vec<Question> {
    let question = |id: &QuestionId, asked: &str, own| Question {
        id: id.clone(),
        asked: asked.to_owned(),
        own,
        answers: Vec::new(),
        skipped: None,
    };
    let shipped = call.checklist.stages.interview.questions.iter();
    let mut questions: Vec<Question> = shipped.map(|one| question(&one.id, &one.ask, false)).collect();
    for entry in call.entries() {
        if let Fact::QuestionAdded { question: id, ask } = &entry.fact {
            questions.push(question(id, ask, true));
        }
        answer(&mut questions, entry);
    }
    questions
}

fn answer(questions: &mut [Question], entry: &Entry) {
    let (Fact::Answered { question: id, .. } | Fact::QuestionSkipped { question: id, .. }) = &entry.fact
    else {
        return;
    };
    let Some(question) = questions.iter_mut().find(|question| question.id == *id) else { return };
    let at = Moment::of(entry);
    match &entry.fact {
        Fact::Answered { asked, text, .. } => {
            question.asked.clone_from(asked);
            question.skipped = None;
            question.answers.push(Answer {
                text: text.clone(),
                at,
                position: entry.position.map(Place::from),
            });
        }
        Fact::QuestionSkipped { asked, reason, .. } => {
            question.asked.clone_from(asked);
            question.skipped = Some(Skipped { reason: reason.clone(), at });
        }
        _ => {}
    }
}

/// Notes and markers, each in the order they were set down.
pub(super) fn notes(call: &Call) -> (Vec<Note>, Vec<Marker>) {
    let (mut notes, mut markers) = (Vec::new(), Vec::new());
    for entry in call.entries() {
        let position = entry.position.map(Place::from);
        match &entry.fact {
            Fact::NoteAdded { note, text, question } => notes.push(Note {
                id: entry.seq,
                kind: *note,
                text: text.clone(),
                at: Moment::of(entry),
                position,
                question: question.as_ref().map(|id| words_of(call, id)),
                earlier: Vec::new(),
                struck: None,
                settled: None,
                due: None,
            }),
            Fact::Marked => markers.push(Marker { id: entry.seq, at: Moment::of(entry), position }),
            _ => change(&mut notes, entry),
        }
    }
    (notes, markers)
}

fn change(notes: &mut [Note], entry: &Entry) {
    let (Fact::NoteCorrected { note: id, .. }
    | Fact::NoteStruck { note: id, .. }
    | Fact::NoteSettled { note: id, .. }
    | Fact::PromiseDated { note: id, .. }) = &entry.fact
    else {
        return;
    };
    // Notes stand in the order of their numbers.
    let Ok(index) = notes.binary_search_by_key(id, |note| note.id) else { return };
    let Some(note) = notes.get_mut(index) else { return };
    let at = Moment::of(entry);
    match &entry.fact {
        Fact::NoteCorrected { text, .. } => {
            let text = std::mem::replace(&mut note.text, text.clone());
            note.earlier.push(Earlier { text, corrected: at });
        }
        Fact::NoteStruck { reason, .. } => note.struck = Some(Struck { reason: reason.clone(), at }),
        Fact::NoteSettled { how, words, .. } => {
            note.settled = Some(Settled { how: *how, words: words.clone(), at });
        }
        Fact::PromiseDated { due, .. } => {
            let by = LocalTime { local: due.by, zone: entry.zone.clone() };
            note.due = Some(DueTime { owner: due.owner.clone(), by });
        }
        _ => {}
    }
}

fn words_of(call: &Call, id: &QuestionId) -> String {
    let shipped = call.checklist.stages.interview.questions.iter();
    let shipped = shipped.map(|question| (&question.id, &question.ask));
    let own = call.notebook.own_questions.iter().map(|question| (&question.id, &question.ask));
    shipped.chain(own).find(|(known, _)| *known == id).map_or_else(|| id.to_string(), |(_, ask)| ask.clone())
}
