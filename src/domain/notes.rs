//! Notes of a call, as folded from its timeline: what was written, corrected, settled, and what is due.

use super::entry::{Entry, Position};
use super::fact::Fact;
use super::ids::{QuestionId, Seq};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// Longest text of one note or answer, in bytes of UTF-8: about forty typed pages.
pub const LONGEST_NOTE_BYTES: usize = 64 * 1024;

/// What kind of note it is. Each kind but the plain one comes back before the call ends or goes to someone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Something said or seen.
    #[default]
    Plain,
    /// A worry of the client; comes back before the call ends.
    Concern,
    /// Something assumed, not heard; must be asked or handed over before the call ends.
    Assumption,
    /// A request by the client or a promise of the office; needs an owner and a due time.
    Promise,
    /// A question only the supervising attorney may answer.
    AttorneyQuestion,
    /// A main issue of the matter; carried from call to call.
    Issue,
}

impl NoteKind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::Plain, Self::Concern, Self::Assumption, Self::Promise, Self::AttorneyQuestion, Self::Issue];
}

/// How an assumption or a concern was laid to rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// The client was asked and answered.
    Asked,
    /// The worry was answered.
    Answered,
    /// Handed over to the supervising attorney.
    HandedOver,
}

/// Who does what was promised, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Who does it.
    pub owner: String,
    /// Local date and time at the office, in the zone of the entry that says so.
    pub by: DateTime,
}

/// A note as it now reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The entry that wrote it; its name from then on.
    pub seq: Seq,
    /// When it was written.
    pub at: Timestamp,
    /// Where the recording stood then.
    pub position: Option<Position>,
    /// What kind it is.
    pub kind: NoteKind,
    /// The text as it now reads.
    pub text: String,
    /// The question on screen when it was written.
    pub question: Option<QuestionId>,
    /// True once its text was corrected; the timeline keeps the first wording.
    pub corrected: bool,
    /// The reason it was struck out, if it was.
    pub struck: Option<String>,
    /// How it was laid to rest, and what was said.
    pub settled: Option<(Settlement, String)>,
    /// Owner and due time, for a promise.
    pub due: Option<Due>,
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The entry that wrote it.
    pub seq: Seq,
    /// When it was written.
    pub at: Timestamp,
    /// Where the recording stood then.
    pub position: Option<Position>,
    /// The question.
    pub question: QuestionId,
    /// The question in the words that were on screen.
    pub asked: String,
    /// The answer.
    pub text: String,
}

/// A question added during the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnQuestion {
    /// Unique within the call.
    pub id: QuestionId,
    /// The question.
    pub ask: String,
}

/// A moment worth finding again.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// The entry that set it.
    pub seq: Seq,
    /// When it was set.
    pub at: Timestamp,
    /// Where the recording stood then.
    pub position: Option<Position>,
}

/// Everything written during a call.
#[derive(Debug, Default)]
pub struct Notebook {
    /// Notes in the order they were written.
    pub notes: Vec<Note>,
    /// Answers in the order they were written.
    pub answers: Vec<Answer>,
    /// Questions added on the spot.
    pub own_questions: Vec<OwnQuestion>,
    /// Questions left out, with the reason.
    pub skipped_questions: Vec<(QuestionId, String)>,
    /// Markers.
    pub markers: Vec<Marker>,
}

impl Notebook {
    /// The note an entry wrote.
    #[must_use]
    pub fn note(&self, seq: Seq) -> Option<&Note> {
        self.notes.iter().find(|note| note.seq == seq)
    }

    /// Notes of one kind that were not struck out.
    pub fn of_kind(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.kind == kind && note.struck.is_none())
    }

    /// Answers to one question, in order.
    pub fn answers_to<'a>(&'a self, question: &'a QuestionId) -> impl Iterator<Item = &'a Answer> {
        self.answers.iter().filter(move |answer| answer.question == *question)
    }

    /// Takes in an entry.
    pub(super) fn fold(&mut self, entry: &Entry) {
        match &entry.fact {
            Fact::NoteAdded { note, text, question } => self.notes.push(Note {
                seq: entry.seq,
                at: entry.at,
                position: entry.position,
                kind: *note,
                text: text.clone(),
                question: question.clone(),
                corrected: false,
                struck: None,
                settled: None,
                due: None,
            }),
            Fact::NoteCorrected { note, text } => self.change(*note, |n| {
                n.text.clone_from(text);
                n.corrected = true;
            }),
            Fact::NoteStruck { note, reason } => self.change(*note, |n| n.struck = Some(reason.clone())),
            Fact::NoteSettled { note, how, words } => {
                self.change(*note, |n| n.settled = Some((*how, words.clone())));
            }
            Fact::PromiseDated { note, due } => self.change(*note, |n| n.due = Some(due.clone())),
            Fact::Marked => {
                self.markers.push(Marker { seq: entry.seq, at: entry.at, position: entry.position });
            }
            Fact::QuestionAdded { question, ask } => {
                self.own_questions.push(OwnQuestion { id: question.clone(), ask: ask.clone() });
            }
            Fact::QuestionSkipped { question, reason, .. } => {
                self.skipped_questions.retain(|(skipped, _)| skipped != question);
                self.skipped_questions.push((question.clone(), reason.clone()));
            }
            Fact::Answered { question, asked, text } => {
                self.skipped_questions.retain(|(skipped, _)| skipped != question);
                self.answers.push(Answer {
                    seq: entry.seq,
                    at: entry.at,
                    position: entry.position,
                    question: question.clone(),
                    asked: asked.clone(),
                    text: text.clone(),
                });
            }
            _ => {}
        }
    }

    fn change(&mut self, seq: Seq, how: impl FnOnce(&mut Note)) {
        if let Some(note) = self.notes.iter_mut().find(|note| note.seq == seq) {
            how(note);
        }
    }
}
