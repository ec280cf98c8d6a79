//! What is still open: shown before the call ends, and before the next one is dialled.

use super::call::Call;
use super::consent::{HowMet, RulingDuty};
use super::ids::{ItemId, Seq};
use super::items::ItemState;
use super::notes::{Note, NoteKind};

/// Something still open.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenEnd {
    /// An item that was put off.
    Deferred {
        /// Which.
        item: ItemId,
        /// Its words.
        words: String,
    },
    /// Something that the rule of a known place adds and that was neither said nor ticked, though the call was recorded.
    Duty {
        /// Its name for programs.
        duty: String,
        /// Its words.
        words: String,
        /// How it is met.
        how: HowMet,
    },
    /// An assumption nobody has asked about.
    Assumption {
        /// The note.
        note: Seq,
        /// Its text.
        text: String,
    },
    /// A concern nobody has answered.
    Concern {
        /// The note.
        note: Seq,
        /// Its text.
        text: String,
    },
    /// A promise without owner and due time.
    Promise {
        /// The note.
        note: Seq,
        /// Its text.
        text: String,
    },
}

/// Everything still open in a call, in the order of a good close: put-off items, then what the rule of a place adds to a
/// call that was recorded, then what the client worries about, then what was assumed, then what was promised.
#[must_use]
pub fn open_ends(call: &Call) -> Vec<OpenEnd> {
    let deferred = call
        .items
        .iter()
        .filter(|(_, entry)| matches!(entry.state, ItemState::Deferred { .. }))
        .map(|(item, entry)| OpenEnd::Deferred { item: item.clone(), words: entry.words.clone() });
    let unsettled = |kind| call.notebook.of_kind(kind).filter(|note| note.settled.is_none());
    let text = |note: &Note| (note.seq, note.text.clone());
    let concerns = unsettled(NoteKind::Concern).map(text).map(|(note, text)| OpenEnd::Concern { note, text });
    let assumptions =
        unsettled(NoteKind::Assumption).map(text).map(|(note, text)| OpenEnd::Assumption { note, text });
    let promises = call
        .notebook
        .of_kind(NoteKind::Promise)
        .filter(|note| note.due.is_none())
        .map(text)
        .map(|(note, text)| OpenEnd::Promise { note, text });
    let recorded = !call.recording.takes.is_empty();
    // Nobody is reminded at the close that a place was not asked.
    let asked_for = |duty: &RulingDuty| recorded && !duty.places.is_empty();
    let duties = call.consent().duties().filter(|(duty, at)| at.is_none() && asked_for(duty));
    let duties = duties.map(|(duty, _)| OpenEnd::Duty {
        duty: duty.id.clone(),
        words: duty.words.clone(),
        how: duty.how,
    });
    deferred.chain(duties).chain(concerns).chain(assumptions).chain(promises).collect()
}

/// What the next call with this client should know of this one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CarriedOver {
    /// Still open when the call ended.
    pub open: Vec<OpenEnd>,
    /// Promises with owner and due time.
    pub promises: Vec<Note>,
    /// Questions that went to the supervising attorney.
    pub attorney_questions: Vec<Note>,
    /// Main issues of the matter.
    pub issues: Vec<Note>,
}

/// Gathers what the next call should know of this one.
#[must_use]
pub fn carried_over(call: &Call) -> CarriedOver {
    let notes = |kind| call.notebook.of_kind(kind).cloned().collect::<Vec<_>>();
    CarriedOver {
        // What was to be said on that call can no longer be said.
        open: open_ends(call).into_iter().filter(|end| !matches!(end, OpenEnd::Duty { .. })).collect(),
        promises: notes(NoteKind::Promise).into_iter().filter(|note| note.due.is_some()).collect(),
        attorney_questions: notes(NoteKind::AttorneyQuestion),
        issues: notes(NoteKind::Issue),
    }
}
