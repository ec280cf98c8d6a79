//! Files anew, at the start, what the last run finished but did not come to file: documents, the entries that name them,
//! and the timeline in plain form.

use super::Worker;
use crate::app::event::{Event, JobEvent, Place};
use crate::app::runner::clock;
use crate::app::runner::filing::{
    Filed, Folded, Timeline, file_timeline, names, not_exported, sha256_there, unsealed,
};
use crate::app::trouble::{Trouble, with_cause};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::decide::CourseStep;
use crate::domain::fact::Fact;
use crate::domain::ids::CallId;
use crate::export::{Format, Writing};
use crate::store::{StoredEntry, timeline_file_tells, write_sums};
use std::path::Path;

/// Calls looked at, newest first. Only the last ones before the program ended can be unfiled.
const LOOKED_AT: usize = 50;

impl Worker {
    /// Remembers the finished calls to look at, one at a time, when nothing else is ordered.
    pub(super) fn look_for_unfiled(&mut self, desk: Option<&CallId>) {
        let calls =
            self.store.as_ref().and_then(|store| store.calls(Some(LOOKED_AT)).ok()).unwrap_or_default();
        let finished = calls.into_iter().filter(|call| call.closed.is_some() && desk != Some(&call.id));
        self.unfiled = finished.map(|call| call.id).collect();
    }

    /// Looks at the next finished call.
    pub(super) fn look_at_next_unfiled(&mut self) {
        if let Some(call) = self.unfiled.pop_front() {
            self.file_anew(&call);
        }
    }

    /// Looks at a call before it comes on the desk.
    pub(super) fn file_before_loading(&mut self, call: &CallId) {
        if let Some(place) = self.unfiled.iter().position(|unfiled| unfiled == call) {
            self.unfiled.remove(place);
            self.file_anew(call);
        }
    }

    fn file_anew(&mut self, call: &CallId) {
        if self.waiting.holds(call) {
            return;
        }
        if let Err(trouble) = self.try_to_file_anew(call) {
            self.outbox.put(Event::Job(JobEvent::Failed(trouble)));
        }
    }

    fn try_to_file_anew(&mut self, call: &CallId) -> Result<(), Trouble> {
        let Some(timeline) = self.store.as_ref().and_then(|store| store.timeline(call).ok()) else {
            // Whoever opens the call is told.
            return Ok(());
        };
        let notes = Folded::of_entries(call, &timeline)?;
        write_sums(&self.layout, call, notes.call.entries())
            .map_err(|error| Trouble::SumsNotWritten { system: with_cause(&error) })?;
        for (file, sha256) in unsealed(&self.layout, &notes.call)? {
            self.note(call, CourseStep::NoteSealed { file: file.to_owned(), sha256 });
        }
        let is_told = timeline_file_tells(&self.layout, call, &timeline);
        let call_notes = Format::FILED.map(Writing::CallNote);
        // Whatever else is filed is told of before them.
        if is_told && call_notes.into_iter().all(|note| has_entry(&notes.call, note)) {
            return Ok(());
        }
        let written_from = Folded::of_entries(call, before_exports(&timeline))?;
        for writing in Writing::filed(&notes.call) {
            let path = notes.place(&self.layout, writing);
            if let Some(sha256) = self.file_one(&notes, &written_from, writing, &path)? {
                let file = Place::CallFolder.name_in_call_folder(&path);
                let format = writing.name().to_owned();
                self.note(call, CourseStep::NoteExport { format, sha256, file });
            }
        }
        // An entry that could not be stored is tried again, and the timeline filed at the next start.
        match self.timeline(call) {
            Some(entries) if !self.waiting.holds(call) => {
                file_timeline(&self.layout, &Timeline { call: call.clone(), entries })
            }
            _ => Ok(()),
        }
    }

    /// SHA-256 of the document, where the timeline does not tell of it: it was written and not noted, or not written.
    fn file_one(
        &self,
        notes: &Folded,
        written_from: &Folded,
        writing: Writing,
        path: &Path,
    ) -> Result<Option<String>, Trouble> {
        match sha256_there(path).map_err(|error| not_exported(&error))? {
            Some(there) if names(&notes.call, writing, &there) => return Ok(None),
            Some(there) if Hash::of(&written_from.render(writing)?).as_str() == there => {
                return Ok(Some(there));
            }
            // Changed by hand, or taken away, after it was filed.
            _ if has_entry(&notes.call, writing) => return Ok(None),
            _ => {}
        }
        let Filed { sha256, edited, .. } = notes.file(&self.layout, writing, clock::now(), None)?;
        if let Some(file) = edited {
            self.outbox.put(Event::Job(JobEvent::Noticed(Trouble::EditedNoteKept { file })));
        }
        Ok(Some(sha256))
    }
}

/// What the call notes were written from: the timeline up to the entries that tell of them.
fn before_exports(timeline: &[StoredEntry]) -> &[StoredEntry] {
    let tells =
        |stored: &StoredEntry| matches!(stored.entry.fact, Fact::Exported { .. } | Fact::FileSealed { .. });
    let length = timeline.iter().rposition(|stored| !tells(stored)).map_or(0, |last| last + 1);
    timeline.get(..length).unwrap_or(timeline)
}

fn has_entry(call: &Call, writing: Writing) -> bool {
    let wanted = writing.name();
    call.entries()
        .iter()
        .any(|entry| matches!(&entry.fact, Fact::Exported { format, .. } if format == wanted))
}
