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
            let call = self.folded(&id).filter(|call| !call.custody.going().is_empty());
            let may_be_done = call.is_some_and(|call| {
                self.holds_of(&call).is_ok_and(|elsewhere| may_delete_now(&call, &elsewhere).is_ok())
            });
            if may_be_done {
                self.delete_audio(&id);
            }
        }
    }

    /// Hands a decided deletion on, unless the matter was put on hold since: what the disk says counts.
    pub(super) fn delete_audio(&mut self, id: &CallId) {
        // One that is under way is not begun again before it is noted what became of it.
        if self.deleting.contains(id) {
            return;
        }
        let Some(call) = self.folded(id).filter(|call| !call.custody.going().is_empty()) else {
            return;
        };
        match self.holds_of(&call) {
            Err(error) => self.tell(StoreEvent::NotRead(Trouble::from(error))),
            Ok(elsewhere) => match may_delete_now(&call, &elsewhere) {
                Ok(()) => {
                    self.deleting.insert(id.clone());
                    self.with_timeline(id, JobOrder::DeleteAudio);
                }
                // The take that runs ends some time; the deletion is done when the call is opened again.
                Err(Refusal::StillRecording) => {}
                Err(_) => {
                    let client = call.client.card.name.clone();
                    self.outbox.put(Event::Job(JobEvent::Failed(Trouble::DeletionHeld { client })));
                }
            },
        }
    }

    fn holds_of(&self, call: &Call) -> Result<HoldsElsewhere, ReadError> {
        match (&self.store, &call.matter) {
            (None, _) => Ok(HoldsElsewhere::NotRead),
            (Some(_), None) => Ok(HoldsElsewhere::Read(Vec::new())),
            (Some(store), Some(matter)) => store.holds(&matter.id, call.id()).map(HoldsElsewhere::Read),
        }
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
