//! Keeps what people read without the database up to date in the calls' folders: `SHA256SUMS`, and the timeline of a
//! finished call in plain form.

use super::Worker;
use crate::app::event::{Event, JobEvent};
use crate::app::runner::jobs::JobOrder;
use crate::app::trouble::{Trouble, with_cause};
use crate::domain::custody::CustodyFact;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::CallId;
use crate::domain::recording::Segment;
use crate::store::{changes_sums, write_sums};

impl Worker {
    /// Remembers what an entry that was just stored makes out of date.
    pub(super) fn note_stored(&mut self, call: &CallId, entry: &Entry) {
        if matches!(entry.fact, Fact::Custody(CustodyFact::AudioDeleted { .. })) {
            self.deleting.remove(call);
        }
        self.order_peaks(call, &entry.fact);
        let is_finished =
            |store: &crate::store::Store| store.call(call).is_ok_and(|call| call.closed.is_some());
        if changes_sums(&entry.fact) || self.store.as_ref().is_some_and(is_finished) {
            self.out_of_date.insert(call.clone());
        }
    }

    /// What is finished is drawn soon: that is no work of the recorder, nor of the interface.
    fn order_peaks(&self, call: &CallId, fact: &Fact) {
        if let (Some(segment), Some(jobs)) = (Segment::finished(fact), &self.jobs) {
            // A thread that is gone has told so elsewhere; peaks can be made at any time.
            jobs.send(JobOrder::MakePeaks { call: call.clone(), segment: Box::new(segment) }).ok();
        }
    }

    /// Brings the next call's files up to date.
    pub(super) fn bring_next_up_to_date(&mut self) {
        if let Some(call) = self.out_of_date.pop_first() {
            self.bring_up_to_date(&call);
        }
    }

    /// The last thing before the program ends.
    pub(super) fn bring_all_up_to_date(&mut self) {
        while !self.out_of_date.is_empty() {
            self.bring_next_up_to_date();
        }
    }

    fn bring_up_to_date(&self, call: &CallId) {
        let Some(timeline) = self.store.as_ref().and_then(|store| store.timeline(call).ok()) else {
            // Whoever opens the call is told.
            return;
        };
        let sums = write_sums(&self.layout, call, timeline.iter().map(|stored| &stored.entry));
        if let Err(error) = sums {
            let trouble = Trouble::SumsNotWritten { system: with_cause(&error) };
            self.outbox.put(Event::Job(JobEvent::Failed(trouble)));
        }
        if self.store.as_ref().is_some_and(|store| store.call(call).is_ok_and(|call| call.closed.is_some())) {
            self.file_timeline(call);
        }
    }
}
