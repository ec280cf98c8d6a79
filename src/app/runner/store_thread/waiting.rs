//! Entries that are not stored yet, call by call, each call's in their order; knows no database.

use crate::domain::entry::Entry;
use crate::domain::ids::CallId;
use std::collections::VecDeque;
use std::time::Instant;

/// Entries that wait to be stored. One call never waits for another.
#[derive(Default)]
pub(super) struct Waiting {
    calls: Vec<OfCall>,
}

struct OfCall {
    call: CallId,
    /// Never empty.
    entries: VecDeque<Box<Entry>>,
    /// Since when the first of them does not follow the newest one stored.
    gap_since: Option<Instant>,
}

impl Waiting {
    pub(super) fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// Whether entries of this call wait.
    pub(super) fn holds(&self, call: &CallId) -> bool {
        self.of(call).is_some()
    }

    /// The calls that wait.
    pub(super) fn calls(&self) -> Vec<CallId> {
        self.calls.iter().map(|waiting| waiting.call.clone()).collect()
    }

    /// Adds an entry at its place; one that waits already is the same one.
    pub(super) fn add(&mut self, call: CallId, entry: Box<Entry>) {
        let place = self.calls.iter().position(|waiting| waiting.call == call);
        match place.and_then(|place| self.calls.get_mut(place)) {
            Some(waiting) => {
                let after = waiting.entries.partition_point(|other| other.seq <= entry.seq);
                let same = after.checked_sub(1).and_then(|before| waiting.entries.get(before));
                if same != Some(&entry) {
                    waiting.entries.insert(after, entry);
                }
            }
            None => self.calls.push(OfCall { call, entries: VecDeque::from([entry]), gap_since: None }),
        }
    }

    /// The first entry of a call.
    pub(super) fn first(&self, call: &CallId) -> Option<&Entry> {
        self.of(call)?.entries.front().map(Box::as_ref)
    }

    /// All entries of a call.
    pub(super) fn entries(&self, call: &CallId) -> impl Iterator<Item = &Entry> {
        self.of(call).into_iter().flat_map(|waiting| &waiting.entries).map(Box::as_ref)
    }

    /// Takes the first entry of a call away, which is stored, and gives it.
    pub(super) fn stored(&mut self, call: &CallId) -> Option<Box<Entry>> {
        let waiting = self.calls.iter_mut().find(|waiting| waiting.call == *call)?;
        let stored = waiting.entries.pop_front();
        waiting.gap_since = None;
        self.calls.retain(|waiting| !waiting.entries.is_empty());
        stored
    }

    /// Takes all entries of a call away.
    pub(super) fn remove(&mut self, call: &CallId) {
        self.calls.retain(|waiting| waiting.call != *call);
    }

    /// Since when the first entry of a call has had a gap before it; since now where that was not known.
    pub(super) fn gap_since(&mut self, call: &CallId) -> Option<Instant> {
        let waiting = self.calls.iter_mut().find(|waiting| waiting.call == *call)?;
        Some(*waiting.gap_since.get_or_insert_with(Instant::now))
    }

    fn of(&self, call: &CallId) -> Option<&OfCall> {
        self.calls.iter().find(|waiting| waiting.call == *call)
    }
}
