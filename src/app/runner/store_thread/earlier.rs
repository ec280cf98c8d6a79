//! Looks for what a client answered last in an earlier call, a call at a time, while nothing else is ordered: nobody waits for
//! it, and nothing waits for its end.

use super::Worker;
use crate::app::event::StoreEvent;
use crate::domain::call::Call;
use crate::domain::consent::earlier_answer;
use crate::domain::ids::{CallId, ClientId};
use std::collections::VecDeque;

/// Calls looked through for one answer, newest first. A client with more of them and no answer in any is asked as if for the
/// first time.
const LOOKED_THROUGH: usize = 50;

/// Earlier calls that are to be looked through, and for which call.
#[derive(Default)]
pub(super) struct Earlier {
    call: Option<CallId>,
    left: VecDeque<CallId>,
}

impl Earlier {
    pub(super) fn is_done(&self) -> bool {
        self.call.is_none()
    }
}

impl Worker {
    /// Begins to look; whatever was looked for before is wanted no more.
    pub(super) fn look_for_earlier_answer(&mut self, client: &ClientId, call: CallId) {
        let calls =
            self.store.as_ref().and_then(|store| store.calls_with(client, &call, LOOKED_THROUGH).ok());
        self.earlier = Earlier { call: Some(call), left: calls.unwrap_or_default().into() };
    }

    /// Looks through the next call; tells what was found, or that there is none.
    pub(super) fn look_at_next_earlier(&mut self) {
        let next = self.earlier.left.pop_front();
        let is_last = next.is_none();
        // A call that cannot be read is told of when somebody opens it.
        let timeline = next.and_then(|id| self.store.as_ref()?.timeline(&id).ok());
        let call = timeline.and_then(|all| Call::fold(all.into_iter().map(|stored| stored.entry)).ok());
        let found = call.as_ref().and_then(earlier_answer);
        if is_last || found.is_some() {
            let looked_for = std::mem::take(&mut self.earlier).call;
            if let Some(call) = looked_for {
                self.tell(StoreEvent::EarlierAnswer { call, earlier: found.map(Box::new) });
            }
        }
    }
}
