//! What is still open: shown before the call ends, and before the next one is dialled.

use super::call::Call;
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

/// Everything still open in a call, in the order of a good close: put-off items, then what the client worries about,
/// then what was assumed, then what was promised.
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
    deferred.chain(concerns).chain(assumptions).chain(promises).collect()
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
        open: open_ends(call),
        promises: notes(NoteKind::Promise).into_iter().filter(|note| note.due.is_some()).collect(),
        attorney_questions: notes(NoteKind::AttorneyQuestion),
        issues: notes(NoteKind::Issue),
    }
}
