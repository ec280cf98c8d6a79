//! Stores, at the start, what an earlier run could not store and left in files beside the calls.

use super::Worker;
use crate::app::event::{Event, JobEvent};
use crate::app::runner::clock;
use crate::app::trouble::{Trouble, with_cause};
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, Seq};
use crate::store::{Store, keep_as_stored, read_unsaved, unsaved_files};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// What became of the entries of one file.
struct Tried {
    /// Entries that were stored now.
    stored: Vec<Entry>,
    /// Lines that are still in the file alone.
    left: usize,
    /// Lines in all.
    lines: usize,
    client: Option<String>,
    /// The day the call was opened, at the office.
    day: Option<String>,
}

impl Worker {
    /// Stores what files beside the calls hold and follows on from what is stored. A file whose entries are all stored gets
    /// another name; none is ever deleted. The call on the desk sends its entries itself.
    pub(super) fn store_unsaved(&mut self, desk: Option<&CallId>) {
        let files = match unsaved_files(&self.layout) {
            Ok(files) => files,
            Err(error) => {
                let folder = self.layout.calls();
                return self.notice(Trouble::UnsavedNotRead { file: folder, system: error.to_string() });
            }
        };
        let mut any = false;
        for (call, file) in files {
            if desk != Some(&call) && !self.waiting.holds(&call) {
                any |= self.store_file(&call, file);
            }
        }
        if any {
            self.tell_lists();
        }
    }

    /// Whether anything was stored.
    fn store_file(&mut self, call: &CallId, file: PathBuf) -> bool {
        let Some(store) = &mut self.store else {
            return false;
        };
        let tried = match read_unsaved(&file) {
            Ok(lines) => try_to_store(store, call, &lines),
            Err(error) => {
                self.notice(Trouble::UnsavedNotRead { file, system: error.to_string() });
                return false;
            }
        };
        for entry in &tried.stored {
            self.note_stored(call, entry);
        }
        let client = tried.client.unwrap_or_else(|| call.to_string());
        self.notice(match (tried.left, keep_apart_or_rename(&file, tried.left)) {
            (0, Ok(file)) => Trouble::EntriesStoredLater { client, day: tried.day, count: tried.lines, file },
            (_, Err(system)) => Trouble::UnsavedNotRead { file, system },
            (count, Ok(file)) => Trouble::EntriesStillApart { client, day: tried.day, count, file },
        });
        !tried.stored.is_empty()
    }

    fn notice(&self, trouble: Trouble) {
        self.outbox.put(Event::Job(JobEvent::Noticed(trouble)));
    }
}

fn keep_apart_or_rename(file: &Path, left: usize) -> Result<PathBuf, String> {
    if left > 0 {
        return Ok(file.to_path_buf());
    }
    keep_as_stored(file, clock::now()).map_err(|error| with_cause(&error))
}

fn try_to_store(store: &mut Store, call: &CallId, lines: &[Option<Entry>]) -> Tried {
    // A call that cannot be read takes nothing more: that is told where it is made safe or opened.
    let there: Vec<Entry> = store
        .timeline(call)
        .map(|timeline| timeline.into_iter().map(|stored| stored.entry).collect())
        .unwrap_or_default();
    let opening = there.first().or_else(|| lines.iter().flatten().find(|entry| entry.seq == Seq::FIRST));
    let (client, day) = (opening.and_then(client_of), opening.and_then(day_of));
    let mut end = End::of(&there);
    let mut stored = Vec::new();
    let mut done = 0;
    // The first that does not fit ends it: what came after it was said knowing it.
    for entry in lines.iter().map_while(Option::as_ref) {
        let is_new = entry.seq > end.seq;
        if (is_new && !end.may_be_followed_by(entry)) || store.append(call, entry).is_err() {
            break;
        }
        done += 1;
        if is_new {
            end.take_in(entry);
            stored.push(entry.clone());
        }
    }
    Tried { stored, left: lines.len() - done, lines: lines.len(), client, day }
}

/// The end of a timeline.
struct End {
    seq: Seq,
    at: Option<Timestamp>,
    is_finished: bool,
}

impl End {
    fn of(entries: &[Entry]) -> Self {
        let mut end = Self { seq: Seq(0), at: None, is_finished: false };
        for entry in entries {
            end.take_in(entry);
        }
        end
    }

    fn take_in(&mut self, entry: &Entry) {
        self.seq = entry.seq;
        self.at = Some(entry.at);
        self.is_finished |= matches!(entry.fact, Fact::Finished { .. });
    }

    /// Whether an entry follows on in number and in time. One that is older than the end was written for another
    /// continuation of the call.
    fn may_be_followed_by(&self, entry: &Entry) -> bool {
        entry.seq == self.seq.next()
            && self.at.is_none_or(|end| end <= entry.at)
            && (!self.is_finished || entry.fact.may_follow_the_end())
    }
}

fn client_of(opening: &Entry) -> Option<String> {
    match &opening.fact {
        Fact::Opened { client, .. } => Some(client.card.name.clone()),
        _ => None,
    }
}

fn day_of(opening: &Entry) -> Option<String> {
    let at = opening.at.in_tz(&opening.zone).ok()?;
    Some(at.strftime("%-d %b %Y").to_string())
}
