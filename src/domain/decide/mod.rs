//! Says what may be added to a timeline: `decide(&call, step, &now)` gives the entry, or the reason why not.
//!
//! Pure: nothing is changed here; the caller appends the entry and has it stored.

mod consent;
mod consent_cases;
mod course;
mod custody;
mod items;
mod notes;
mod recording;

pub use consent::ConsentStep;
pub use consent_cases::CaseStep;
pub use course::{CourseStep, Opening};
pub use custody::{CustodyStep, may_delete_now};
pub use items::ItemStep;
pub use notes::{NoteStep, QuestionStep};
pub use recording::RecordingStep;

use super::call::Call;
use super::entry::{Entry, Now};
use super::fact::Fact;
use super::ids::Seq;
use super::notes::LONGEST_NOTE_BYTES;
use super::refusal::Refusal;

/// Something a person, or the world outside, wants to add to a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The course of the call: stages, agreed time, card, close.
    Course(CourseStep),
    /// Items and lines.
    Item(ItemStep),
    /// Who is on the line, and what they say to being recorded.
    Consent(ConsentStep),
    /// The recorder.
    Recording(RecordingStep),
    /// What becomes of the recording.
    Custody(CustodyStep),
    /// Notes and markers.
    Note(NoteStep),
    /// Questions and answers.
    Question(QuestionStep),
}

/// Whether `step` may be added to `call` now.
///
/// # Errors
/// The reason why not.
pub fn decide(call: &Call, step: Step, now: &Now) -> Result<Entry, Refusal> {
    let fact = match step {
        Step::Course(step) => course::decide(call, step),
        Step::Item(step) => running(call).and_then(|()| items::decide(call, step)),
        Step::Consent(step) => consent::decide(call, step, now),
        Step::Recording(step) => recording::decide(call, step),
        Step::Custody(step) => custody::decide(call, step).map(Fact::Custody),
        Step::Note(step) => running(call).and_then(|()| notes::decide(call, step)),
        Step::Question(step) => running(call).and_then(|()| notes::decide_question(call, step)),
    }?;
    Ok(entry(call.next_seq(), now, fact))
}

/// The first entry of a new call.
///
/// # Errors
/// [`Refusal::NameMissing`] where the client has no name.
pub fn open(opening: Opening, now: &Now) -> Result<Entry, Refusal> {
    course::open(opening).map(|fact| entry(Seq::FIRST, now, fact))
}

fn entry(seq: Seq, now: &Now, fact: Fact) -> Entry {
    Entry { seq, at: now.at, zone: now.zone.clone(), by: now.by.clone(), position: now.position, fact }
}

fn running(call: &Call) -> Result<(), Refusal> {
    if call.finished.is_some() { Err(Refusal::CallFinished) } else { Ok(()) }
}

/// The text without blank ends, if there is any and it is not too long.
fn written(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::NothingWritten);
    }
    if text.len() > LONGEST_NOTE_BYTES {
        return Err(Refusal::TooLong { bytes: text.len() });
    }
    Ok(text.to_owned())
}

fn reason(text: &str) -> Result<String, Refusal> {
    written(text).map_err(|refusal| match refusal {
        Refusal::NothingWritten => Refusal::ReasonMissing,
        other => other,
    })
}

/// The name without blank ends, if there is one.
fn named(name: &str, missing: Refusal) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() { Err(missing) } else { Ok(name.to_owned()) }
}
