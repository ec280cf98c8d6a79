//! Checks that entries follow one another, link by link; knows neither files nor lists.

use super::super::projection;
use super::super::read::RawEntry;
use super::super::timeline_file::Line;
use super::{Fault, FaultKind, Place};
use crate::domain::chain::{Hash, link};
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, Seq};
use std::collections::HashMap;
use std::io;
use std::path::Path;

/// Most numbers named one by one where a stretch is missing.
const MOST_MISSING: usize = 1_000;

/// A link of the chain as it was found.
pub(super) struct Link {
    /// The number of its row; `None` for a line of a file, which bears none.
    pub(super) row: Option<Seq>,
    /// The entry, where it can be read.
    pub(super) entry: Option<Entry>,
    body: String,
    previous: Hash,
    pub(super) hash: Hash,
    /// False for a line that is no link at all.
    is_whole: bool,
    /// False where the columns beside the entry say something else than the entry.
    agrees: bool,
}

impl Link {
    /// Whether it finishes the call.
    pub(super) fn finishes(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| matches!(entry.fact, Fact::Finished { .. }))
    }

    fn matches_hash(&self, call: &CallId) -> bool {
        link(call, &self.previous, &self.body) == self.hash
    }

    /// What is wrong with it by itself. Of a call whose id is lost no hash can be told.
    fn fault(&self, call: Option<&CallId>) -> Option<FaultKind> {
        if !self.is_whole {
            return Some(FaultKind::EntryUnreadable);
        }
        if !self.agrees || call.is_some_and(|call| !self.matches_hash(call)) {
            return Some(FaultKind::EntryChanged);
        }
        self.entry.is_none().then_some(FaultKind::EntryUnreadable)
    }
}

impl From<RawEntry> for Link {
    fn from(raw: RawEntry) -> Self {
        let entry: Option<Entry> = serde_json::from_str(&raw.body).ok();
        let agrees = entry
            .as_ref()
            .is_none_or(|entry| entry.fact.kind() == raw.kind && projection::as_text(entry.at) == raw.at);
        let row = Some(Seq(raw.seq));
        Self { row, entry, body: raw.body, previous: raw.previous, hash: raw.hash, is_whole: true, agrees }
    }
}

/// Reads a timeline file.
pub(super) fn from_file(path: &Path) -> io::Result<Vec<Link>> {
    let bytes = std::fs::read(path)?;
    Ok(String::from_utf8_lossy(&bytes).lines().map(from_line).collect())
}

fn from_line(text: &str) -> Link {
    let line = serde_json::from_str::<Line>(text);
    let is_whole = line.is_ok();
    let Line { hash, previous, body } =
        line.unwrap_or_else(|_| Line { hash: Hash::none(), previous: Hash::none(), body: text.to_owned() });
    let entry = serde_json::from_str(&body).ok();
    Link { row: None, entry, body, previous, hash, is_whole, agrees: true }
}

/// The call that a folder's links belong to: as its first entry says, or as the folder is named where that was not
/// changed, whichever more of the links bear out. `None` where neither can be right.
pub(super) fn call_of(links: &[Link], folder_name: &str) -> Option<CallId> {
    let opened = links.first().and_then(opened_call).cloned();
    let named = CallId::new(folder_name);
    let borne_out = |call: &CallId| links.iter().filter(|link| link.matches_hash(call)).count();
    let by_opening = opened.as_ref().map_or(0, borne_out);
    if borne_out(&named) > by_opening { Some(named) } else { opened }
}

fn opened_call(link: &Link) -> Option<&CallId> {
    match &link.entry.as_ref()?.fact {
        Fact::Opened { call, .. } => Some(call),
        _ => None,
    }
}

/// Whether it opens this call or, where none is known, any.
fn opens(link: &Link, call: Option<&CallId>) -> bool {
    opened_call(link).is_some_and(|opened| call.is_none_or(|call| call == opened))
}

/// Every fault of a chain, in order.
pub(super) fn check(call: Option<&CallId>, links: &[Link]) -> Vec<Fault> {
    let own_faults: Vec<_> = links.iter().map(|link| link.fault(call)).collect();
    let numbers = numbers(links, &own_faults);
    let mut hashes: HashMap<Seq, &Hash> = HashMap::new();
    for (number, link) in numbers.iter().zip(links) {
        hashes.entry(*number).or_insert(&link.hash);
    }
    let mut faults = Vec::new();
    let mut expected = Seq::FIRST;
    for ((number, link), own_fault) in numbers.into_iter().zip(links).zip(own_faults) {
        let mut fault = |what, seq| faults.push(Fault { what, place: Place::Entry(seq) });
        if number < expected {
            fault(FaultKind::EntryMisplaced, number);
        }
        let skipped = (expected.0..number.0).map(Seq).filter(|lost| !hashes.contains_key(lost));
        skipped.take(MOST_MISSING).for_each(|lost| fault(FaultKind::EntryMissing, lost));
        if !follows(link, number, &hashes) {
            fault(FaultKind::LinkBroken, number);
        }
        if number == Seq::FIRST && link.entry.is_some() && !opens(link, call) {
            fault(FaultKind::NotOpened, number);
        }
        if let Some(what) = own_fault {
            fault(what, number);
        }
        expected = expected.max(after(number));
    }
    faults
}

/// The number of each link. A changed entry's own word for it is not taken.
fn numbers(links: &[Link], own_faults: &[Option<FaultKind>]) -> Vec<Seq> {
    let mut expected = Seq::FIRST;
    let number = |(link, fault): (&Link, &Option<FaultKind>)| {
        let own = link.entry.as_ref().filter(|_| fault.is_none()).map(|entry| entry.seq);
        let number = own.or(link.row).unwrap_or(expected);
        expected = after(number);
        number
    };
    links.iter().zip(own_faults).map(number).collect()
}

/// Whether the link names the hash of the one before it, wherever that stands. One that is missing is told as such.
fn follows(link: &Link, number: Seq, hashes: &HashMap<Seq, &Hash>) -> bool {
    if !link.is_whole {
        return true;
    }
    if number == Seq::FIRST {
        return link.previous == Hash::none();
    }
    let before = Seq(number.0.saturating_sub(1));
    hashes.get(&before).is_none_or(|hash| **hash == link.previous)
}

/// [`Seq::next`], for numbers that anyone may have written.
fn after(number: Seq) -> Seq {
    Seq(number.0.saturating_add(1))
}
