//! The call note as typed facts: what happened and when, in no format and no words of its own.
//!
//! Read from the entries of a call, because only they carry the zone of each moment and the earlier wordings. What it is
//! made of is written into the JSON as it stands, so a field's name is part of that format.

mod consent;
mod course;
mod custody;
mod items;
mod moment;
mod recording;
mod writing;

pub use consent::{
    Applied, Consent, DutyDone, DutyHeld, Event, Happened, OnTheLine, Read, Said, SaidAgain, SaidOtherwise,
    TakeConsent, Whereabouts,
};
pub use course::{
    Addendum, AgreedTime, Course, Exported, Interruption, NextContact, StageTime, Status, Zone,
};
pub use custody::{Decision, DeviceChange, OutputChange};
pub use items::{Item, Standing};
pub use moment::{LocalTime, Moment, Place};
pub use recording::{AudioFile, Gap, Gone, Missing, Recording, Take};
pub use writing::{DueTime, Marker, Note, Question, Settled};

use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::notes::NoteKind;
use serde::Serialize;

/// Everything the call note tells.
#[derive(Debug)]
pub struct Report {
    /// Who, when, how long, by which checklist, and how it ended.
    pub call: Course,
    /// Stages entered and left out, in order.
    pub stages: Vec<StageTime>,
    /// Who was asked for permission to record, and what each said.
    pub consent: Consent,
    /// Items to confirm and lines to say, in the checklist's order.
    pub items: Vec<Item>,
    /// Questions in the checklist's order, then those added during the call.
    pub questions: Vec<Question>,
    /// Notes of every kind in the order they were written, the struck ones included.
    pub notes: Vec<Note>,
    /// Moments worth finding again.
    pub markers: Vec<Marker>,
    /// The next contact as last agreed.
    pub next_contact: Option<NextContact>,
    /// Takes, gaps and files.
    pub recording: Recording,
    /// Added after the call was finished.
    pub addenda: Vec<Addendum>,
    /// Documents made of this call before this one.
    pub exports: Vec<Exported>,
    /// Where the record stood when this was made.
    pub chain: Chain,
}

/// Where the record stood.
#[derive(Debug, Serialize)]
pub struct Chain {
    /// How many entries it held.
    pub entries: usize,
    /// The hash of the newest.
    pub head: Hash,
}

impl Report {
    /// Gathers the facts of a call. `head` is the head of its entry chain.
    pub fn of(call: &Call, head: &Hash) -> Self {
        let (notes, markers) = writing::notes(call);
        Self {
            call: Course::of(call),
            stages: course::stages(call),
            consent: Consent::of(call),
            items: items::items(call),
            questions: writing::questions(call),
            notes,
            markers,
            next_contact: course::next_contact(call),
            recording: Recording::of(call),
            addenda: course::addenda(call),
            exports: course::exports(call),
            chain: Chain { entries: call.entries().len(), head: head.clone() },
        }
    }

    /// Notes of one kind that were not struck out.
    pub fn of_kind(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.kind == kind && note.struck.is_none())
    }
}
