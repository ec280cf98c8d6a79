//! Orders that read a call's timeline: they wait until every entry ordered before them is stored.

use super::{StoreOrder, Worker};
use crate::app::event::{Event, JobEvent, StoreEvent};
use crate::app::runner::clock;
use crate::app::runner::filing::{self, Folded, Timeline};
use crate::app::runner::jobs::JobOrder;
use crate::app::trouble::Trouble;
use crate::domain::call::Call;
use crate::domain::decide::{CourseStep, Step, decide};
use crate::domain::ids::{CallId, ClientId, MatterId};
use crate::domain::open_ends::{CarriedOver, carried_over};
use crate::store::StoredEntry;

/// A timeline that is to be read.
enum Reads<'a> {
    /// For the person who waits for it.
    Asked(&'a CallId),
    /// For the record.
    Filed(&'a CallId),
    /// Of all calls of a matter.
    Matter,
}

impl StoreOrder {
    fn reads(&self) -> Option<Reads<'_>> {
        match self {
            Self::Load { call, .. }
            | Self::Export { call, .. }
            | Self::ExportSound { call, .. }
            | Self::Text(call) => Some(Reads::Asked(call)),
            Self::Note { call, .. }
            | Self::NoteCustody { call, .. }
            | Self::DeleteAudio(call)
            | Self::CountTalk(call)
            | Self::FileNotes(call)
            | Self::FileMessage(call)
            | Self::FileTimeline(call) => Some(Reads::Filed(call)),
            Self::Holds { .. } => Some(Reads::Matter),
            _ => None,
        }
    }
}

impl Worker {
    /// Gives an order back that may be carried out now; keeps one that must wait.
    pub(super) fn hold(&mut self, order: StoreOrder) -> Option<StoreOrder> {
        let (call, needs_store) = match order.reads() {
            None => return Some(order),
            // A hold may stand on an entry of any call.
            Some(Reads::Matter) if self.waiting.is_empty() && self.store.is_some() => return Some(order),
            Some(Reads::Matter) => {
                self.held.push(order);
                return None;
            }
            Some(Reads::Asked(call)) => (call, false),
            Some(Reads::Filed(call)) => (call, true),
        };
        let behind = self.held.iter().any(
            |held| matches!(held.reads(), Some(Reads::Asked(other) | Reads::Filed(other)) if other == call),
        );
        if behind || self.waiting.holds(call) || (needs_store && self.store.is_none()) {
            self.held.push(order);
            return None;
        }
        Some(order)
    }

    /// Carries out what was held back and need not wait any more.
    pub(super) fn carry_out_held(&mut self) {
        for order in std::mem::take(&mut self.held) {
            self.carry_out(order);
        }
    }

    pub(super) fn timeline(&self, call: &CallId) -> Option<Vec<StoredEntry>> {
        let Some(store) = &self.store else {
            let closed = self.closed.iter().cloned();
            closed.for_each(|trouble| self.tell(StoreEvent::NotRead(trouble)));
            return None;
        };
        match store.timeline(call) {
            Ok(timeline) => Some(timeline),
            Err(error) => {
                let client = |call: &CallId| store.call(call).ok().map(|call| call.client);
                self.tell(StoreEvent::NotRead(Trouble::from(error).with_client(client)));
                None
            }
        }
    }

    /// The call is not on the desk, so nobody else adds to its timeline meanwhile.
    pub(super) fn note(&mut self, id: &CallId, step: CourseStep) {
        let Some(timeline) = self.timeline(id) else {
            return;
        };
        let Ok(call) = Call::fold(timeline.into_iter().map(|stored| stored.entry)) else {
            return;
        };
        let now = clock::moment(call.operator.name.clone(), None).now;
        if let Ok(entry) = decide(&call, Step::Course(step), &now) {
            self.carry_out(StoreOrder::Append { call: id.clone(), entry: Box::new(entry) });
        }
    }

    pub(super) fn load(&mut self, id: &CallId, reading: u32) {
        // Once it is on the desk, entries are the desk's to add.
        self.file_before_loading(id);
        let Some(timeline) = self.timeline(id) else {
            return;
        };
        match Folded::of_entries(id, &timeline) {
            Ok(Folded { call, head }) => {
                self.tell(StoreEvent::Loaded { call: Box::new(call), head, reading });
            }
            Err(trouble) => self.tell(StoreEvent::NotRead(trouble)),
        }
    }

    pub(super) fn tell_carried_over(
        &self,
        client: &ClientId,
        matter: Option<&MatterId>,
        other_than: &CallId,
    ) {
        let last =
            self.store.as_ref().and_then(|store| store.last_call(client, matter, other_than).ok().flatten());
        let carried = last
            .and_then(|call| self.timeline(&call))
            .and_then(|timeline| Call::fold(timeline.into_iter().map(|stored| stored.entry)).ok())
            .map_or_else(CarriedOver::default, |call| carried_over(&call));
        self.tell(StoreEvent::CarriedOver { call: other_than.clone(), carried });
    }

    pub(super) fn file_timeline(&self, call: &CallId) {
        if self.jobs.is_some() {
            self.with_timeline(call, JobOrder::FileTimeline);
        } else if let Some(entries) = self.timeline(call)
            && let Err(trouble) =
                filing::file_timeline(&self.layout, &Timeline { call: call.clone(), entries })
        {
            self.outbox.put(Event::Job(JobEvent::Failed(trouble)));
        }
    }

    pub(super) fn with_timeline(&self, call: &CallId, order: impl FnOnce(Timeline) -> JobOrder) {
        if let Some(entries) = self.timeline(call)
            && let Some(jobs) = &self.jobs
            && jobs.send(order(Timeline { call: call.clone(), entries })).is_err()
        {
            self.tell(StoreEvent::NotRead(Trouble::Worker { name: "jobs" }));
        }
    }
}
