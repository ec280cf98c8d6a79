//! Files anew, at the start, what the last run finished but did not come to file: sound that was told of too late, documents,
//! the entries that name them, and the timeline in plain form.

use super::Worker;
use crate::app::event::{Event, JobEvent, Place, StoreEvent};
use crate::app::runner::filing::{
    Filed, Folded, Timeline, file_timeline, names, not_exported, sha256_there, unsealed,
};
use crate::app::runner::{clock, salvage};
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
        let Some((mut timeline, mut notes)) = self.whole(call)? else { return Ok(()) };
        let has_more_sound = self.tell_late_sound(&notes.call)?;
        if has_more_sound {
            let Some(now) = self.whole(call)? else { return Ok(()) };
            (timeline, notes) = now;
        }
        write_sums(&self.layout, call, notes.call.entries())
            .map_err(|error| Trouble::SumsNotWritten { system: with_cause(&error) })?;
        for (file, sha256) in unsealed(&self.layout, &notes.call)? {
            self.note(call, CourseStep::NoteSealed { file: file.to_owned(), sha256 });
        }
        let is_told = timeline_file_tells(&self.layout, call, &timeline);
        let call_notes = Format::FILED.map(Writing::CallNote);
        // Whatever else is filed is told of before them.
        if !has_more_sound && is_told && call_notes.into_iter().all(|note| has_entry(&notes.call, note)) {
            return Ok(());
        }
        let written_from = Folded::of_entries(call, before_exports(&timeline))?;
        for writing in Writing::filed(&notes.call) {
            let path = notes.place(&self.layout, writing);
            let filed = if has_more_sound {
                Some(self.write_one(&notes, writing)?)
            } else {
                self.file_one(&notes, &written_from, writing, &path)?
            };
            if let Some(sha256) = filed {
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

    /// The timeline of a call with what it comes to; `None` where it cannot be read, which whoever opens it is told.
    fn whole(&self, call: &CallId) -> Result<Option<(Vec<StoredEntry>, Folded)>, Trouble> {
        let timeline = self.store.as_ref().and_then(|store| store.timeline(call).ok());
        let whole = timeline.map(|timeline| {
            let folded = Folded::of_entries(call, &timeline)?;
            Ok((timeline, folded))
        });
        whole.transpose()
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
        self.write_one(notes, writing).map(Some)
    }

    /// Writes the document; its SHA-256.
    fn write_one(&self, notes: &Folded, writing: Writing) -> Result<String, Trouble> {
        let Filed { sha256, edited, .. } = notes.file(&self.layout, writing, clock::now(), None)?;
        if let Some(file) = edited {
            self.outbox.put(Event::Job(JobEvent::Noticed(Trouble::EditedNoteKept { file })));
        }
        Ok(sha256)
    }

    /// Whether sound was found in the folder that the timeline did not tell of, and now does. A take whose deletion was
    /// decided takes what is found of it along.
    fn tell_late_sound(&mut self, call: &Call) -> Result<bool, Trouble> {
        let Some(store) = &mut self.store else { return Ok(false) };
        if self.deleting.contains(call.id()) || !salvage::has_late_sound(store, call)? {
            return Ok(false);
        }
        let late = salvage::late_sound(store, call.id())?;
        if let Some(trouble) = late.left_alone {
            self.tell(StoreEvent::NotRead(trouble));
        }
        if late.files == 0 {
            return Ok(false);
        }
        let client = call.client.card.name.clone();
        self.tell(StoreEvent::NotRead(Trouble::SoundFoundLate { client, files: late.files }));
        self.delete_where_due(call.id());
        Ok(true)
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
