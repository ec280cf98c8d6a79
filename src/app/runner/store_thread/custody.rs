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
use crate::store::ReadError;

impl Worker {
    pub(super) fn tell_holds(&self, call: CallId, matter: MatterId) {
        match self.store.as_ref().map(|store| store.holds(&matter, &call)) {
            None => {}
            Some(Ok(holds)) => self.tell(StoreEvent::Holds { call, matter, holds }),
            Some(Err(error)) => self.tell(StoreEvent::NotRead(Trouble::from(error))),
        }
    }

    /// Hands a decided deletion on, unless the matter was put on hold since: what the disk says counts.
    pub(super) fn delete_audio(&self, id: &CallId) {
        let Some(call) = self.folded(id).filter(|call| !call.custody.going().is_empty()) else {
            return;
        };
        match self.holds_of(&call) {
            Err(error) => self.tell(StoreEvent::NotRead(Trouble::from(error))),
            Ok(elsewhere) => match may_delete_now(&call, &elsewhere) {
                Ok(()) => self.with_timeline(id, JobOrder::DeleteAudio),
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
