//! What the store knows of holds, and the last look before audio is deleted.

use super::{StoreOrder, Worker};
use crate::app::event::{Event, JobEvent, StoreEvent};
use crate::app::runner::clock;
use crate::app::runner::jobs::JobOrder;
use crate::app::trouble::Trouble;
use crate::domain::call::Call;
use crate::domain::custody::HoldsElsewhere;
use crate::domain::decide::{CustodyStep, Step, decide, may_delete_now};
use crate::domain::ids::{CallId, MatterId};
use crate::domain::refusal::Refusal;
use crate::store::{ReadError, Store};

impl Worker {
    pub(super) fn tell_holds(&self, call: CallId, matter: MatterId) {
        match self.store.as_ref().map(|store| store.holds(&matter, &call)) {
            None => {}
            Some(Ok(holds)) => self.tell(StoreEvent::Holds { call, matter, holds }),
            Some(Err(error)) => self.tell(StoreEvent::NotRead(Trouble::from(error))),
        }
    }

    /// Goes on with deletions that were decided and that the end of the program cut short, or that could not be done. What the
    /// timeline says was decided counts, and nothing else is ever deleted; what is held is left, and told when somebody
    /// asks for it. The call on the desk asks itself.
    pub(super) fn resume_deletions(&mut self, desk: Option<&CallId>) {
        let calls = match self.store.as_ref().map(Store::calls_with_deletions) {
            None => return,
            Some(Ok(calls)) => calls,
            Some(Err(error)) => return self.tell(StoreEvent::NotRead(Trouble::from(error))),
        };
        for id in
            calls.into_iter().filter(|id| desk != Some(id) && !self.waiting.holds(id)).collect::<Vec<_>>()
        {
            self.delete_where_due(&id);
        }
    }

    /// Deletes what was decided to go and may go now.
    pub(super) fn delete_where_due(&mut self, id: &CallId) {
        let due = self.due_deletion(id);
        if due.is_some_and(|call| matches!(self.may_delete(&call), Ok(Ok(())))) {
            self.hand_deletion_on(id);
        }
    }

    /// Hands a decided deletion on, unless the matter was put on hold since: what the disk says counts.
    pub(super) fn delete_audio(&mut self, id: &CallId) {
        let Some(call) = self.due_deletion(id) else {
            return;
        };
        match self.may_delete(&call) {
            Err(error) => self.tell(StoreEvent::NotRead(Trouble::from(error))),
            Ok(Ok(())) => self.hand_deletion_on(id),
            // The take that runs ends some time; the deletion is done when the call is opened again.
            Ok(Err(Refusal::StillRecording)) => {}
            Ok(Err(_)) => {
                let client = call.client.card.name.clone();
                self.outbox.put(Event::Job(JobEvent::Failed(Trouble::DeletionHeld { client })));
            }
        }
    }

    /// The call, where something of it is to go. What is under way is not begun again before it is noted what became of it.
    fn due_deletion(&self, id: &CallId) -> Option<Call> {
        let call = if self.deleting.contains(id) { None } else { self.folded(id) };
        call.filter(|call| !call.custody.going().is_empty())
    }

    /// Whether it may go now, by the timeline and what the disk says of holds.
    fn may_delete(&self, call: &Call) -> Result<Result<(), Refusal>, ReadError> {
        let elsewhere = match (&self.store, &call.matter) {
            (None, _) => HoldsElsewhere::NotRead,
            (Some(_), None) => HoldsElsewhere::Read(Vec::new()),
            (Some(store), Some(matter)) => HoldsElsewhere::Read(store.holds(&matter.id, call.id())?),
        };
        Ok(may_delete_now(call, &elsewhere))
    }

    fn hand_deletion_on(&mut self, id: &CallId) {
        self.deleting.insert(id.clone());
        self.with_timeline(id, JobOrder::DeleteAudio);
    }

    /// The call is not on the desk, so nobody else adds to its timeline meanwhile.
    pub(super) fn note_custody(&mut self, id: &CallId, step: CustodyStep) {
        let Some(call) = self.folded(id) else {
            return;
        };
        if let CustodyStep::NoteDeletion { takes, deletion } = &step
            && call.custody.is_told(takes, deletion)
        {
            self.deleting.remove(id);
            return;
        }
        let now = clock::moment(call.operator.name.clone(), None).now;
        if let Ok(entry) = decide(&call, Step::Custody(step), &now) {
            self.carry_out(StoreOrder::Append { call: id.clone(), entry: Box::new(entry) });
        }
    }

    fn folded(&self, id: &CallId) -> Option<Call> {
        let timeline = self.timeline(id)?;
        Call::fold(timeline.into_iter().map(|stored| stored.entry)).ok()
    }
}
