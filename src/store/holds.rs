//! Holds on a matter, and deletions that were decided, read from the timelines of all calls.

use super::{ReadError, Store};
use crate::domain::custody::{CustodyFact, Hold};
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, MatterId};
use std::collections::BTreeMap;

/// Entries that place or lift a hold, a call's in their order.
const HOLDS: &str = "
    SELECT entries.call, entries.seq, entries.body
    FROM calls JOIN entries ON entries.call = calls.call
    WHERE calls.matter = ?1 AND calls.call <> ?2 AND entries.kind IN ('hold_placed', 'hold_lifted')
    ORDER BY calls.opened, entries.call, entries.seq";

/// Calls in which a deletion was decided, whatever became of it.
const DELETIONS: &str = "SELECT DISTINCT call FROM entries WHERE kind = 'deletion_decided' ORDER BY call";

impl Store {
    /// The calls in which it was ever decided to delete audio. What is still to be deleted, each call's timeline tells.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn calls_with_deletions(&self) -> Result<Vec<CallId>, ReadError> {
        self.rows(DELETIONS, [], |row| row.get::<_, String>(0).map(CallId::new))
    }

    /// The holds on a matter that stand on the timelines of calls other than `other_than`, the oldest call's first.
    ///
    /// # Errors
    /// Where the database or one of these entries cannot be read: then nobody knows whether a hold stands.
    pub fn holds(&self, matter: &MatterId, other_than: &CallId) -> Result<Vec<Hold>, ReadError> {
        let rows = self.rows(HOLDS, [matter.as_str(), other_than.as_str()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
        })?;
        let mut order = Vec::new();
        let mut standing: BTreeMap<String, Hold> = BTreeMap::new();
        for (call, seq, body) in rows {
            let entry: Entry = serde_json::from_str(&body).map_err(|source| ReadError::Entry {
                call: call.clone(),
                seq: u64::try_from(seq).unwrap_or(0),
                source,
            })?;
            match entry.fact {
                Fact::Custody(CustodyFact::HoldPlaced { reason, ordered_by }) => {
                    let hold = Hold { call: CallId::new(call.clone()), at: entry.at, reason, ordered_by };
                    standing.insert(call.clone(), hold);
                    order.push(call);
                }
                _ => drop(standing.remove(&call)),
            }
        }
        Ok(order.into_iter().filter_map(|call| standing.remove(&call)).collect())
    }
}
