//! Reads lists and timelines. Lists never touch the entries, so their number and size do not matter to them.

use super::error::reading;
use super::projection::{COLUMNS, CallRow};
use super::{CallSummary, KnownClient, ReadError, Store, StoredEntry, schema};
use crate::domain::chain::Hash;
use crate::domain::ids::{CallId, ClientId, MatterId};
use crate::domain::people::{Client, ClientCard, Matter};
use rusqlite::{OptionalExtension as _, Params, Row, params};
use std::collections::{BTreeSet, HashMap};

/// An entry as its row says, before anyone knows whether it can be read.
pub(super) struct RawEntry {
    pub(super) seq: u64,
    pub(super) at: String,
    pub(super) kind: String,
    pub(super) body: String,
    pub(super) previous: Hash,
    pub(super) hash: Hash,
}

impl Store {
    /// Reads the whole database for damage. May take seconds on a large one.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where damage is found; others where it cannot be read.
    pub fn check(&self) -> Result<(), ReadError> {
        let found: Vec<String> = self.rows("PRAGMA quick_check", [], |row| row.get(0))?;
        match found.as_slice() {
            [all] if all == "ok" => Ok(()),
            _ => Err(ReadError::Damaged { file: self.layout.database(), found: found.join("; ") }),
        }
    }

    /// Calls, newest first; at most `most` where given.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn calls(&self, most: Option<usize>) -> Result<Vec<CallSummary>, ReadError> {
        // For SQLite a negative limit is none.
        let most = most.map_or(-1, |most| i64::try_from(most).unwrap_or(-1));
        self.summaries(&newest_first("", "LIMIT ?1"), [most])
    }

    /// Calls that were not finished, newest first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn unfinished(&self) -> Result<Vec<CallSummary>, ReadError> {
        self.summaries(&newest_first("WHERE closed IS NULL", ""), [])
    }

    /// One call, as lists show it.
    ///
    /// # Errors
    /// Where there is no such call, or the database cannot be read.
    pub fn call(&self, call: &CallId) -> Result<CallSummary, ReadError> {
        self.row(call)?.map(CallRow::summary).ok_or_else(|| no_such(call))
    }

    /// The timeline of a call, oldest first.
    ///
    /// # Errors
    /// Where there is no such call, or it cannot be read.
    pub fn timeline(&self, call: &CallId) -> Result<Vec<StoredEntry>, ReadError> {
        let raw = self.raw_timeline(call)?;
        if raw.is_empty() {
            return Err(no_such(call));
        }
        raw.into_iter()
            .map(|raw| match serde_json::from_str(&raw.body) {
                Ok(entry) => {
                    Ok(StoredEntry { entry, body: raw.body, previous: raw.previous, hash: raw.hash })
                }
                Err(source) => Err(ReadError::Entry { call: call.as_str().to_owned(), seq: raw.seq, source }),
            })
            .collect()
    }

    /// Everyone the office called before, with their matters, most recent first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn clients(&self) -> Result<Vec<KnownClient>, ReadError> {
        let mut known: Vec<KnownClient> = Vec::new();
        let mut places: HashMap<ClientId, usize> = HashMap::new();
        for (client, matter) in self.rows(CLIENTS_AND_MATTERS, [], client_and_matter)? {
            let place = *places.entry(client.id.clone()).or_insert(known.len());
            match known.get_mut(place) {
                Some(same) => same.matters.extend(matter),
                None => known.push(KnownClient { client, matters: matter.into_iter().collect() }),
            }
        }
        Ok(known)
    }

    /// The newest call with this client other than `other_than`, on this matter where one is given.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn last_call(
        &self,
        client: &ClientId,
        matter: Option<&MatterId>,
        other_than: &CallId,
    ) -> Result<Option<CallId>, ReadError> {
        let matter = matter.map(MatterId::as_str);
        let sql = "SELECT call FROM calls WHERE client = ?1 AND (?2 IS NULL OR matter = ?2) AND call <> ?3
                   ORDER BY opened DESC, call DESC LIMIT 1";
        self.db
            .prepare_cached(sql)
            .and_then(|mut sql| {
                sql.query_row(params![client.as_str(), matter, other_than.as_str()], |row| {
                    Ok(CallId::new(row.get::<_, String>(0)?))
                })
                .optional()
            })
            .map_err(|error| self.failed(error))
    }

    /// Calls with this client other than `other_than`, newest first; at most `most`.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn calls_with(
        &self,
        client: &ClientId,
        other_than: &CallId,
        most: usize,
    ) -> Result<Vec<CallId>, ReadError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.rows(
            "SELECT call FROM calls WHERE client = ?1 AND call <> ?2 ORDER BY opened DESC, call DESC LIMIT ?3",
            params![client.as_str(), other_than.as_str(), most],
            |row| Ok(CallId::new(row.get::<_, String>(0)?)),
        )
    }

    /// Every call of which there is an entry or a row in the lists, in the order of their names.
    pub(super) fn every_call(&self) -> Result<BTreeSet<String>, ReadError> {
        let calls =
            self.rows("SELECT call FROM entries UNION SELECT call FROM calls", [], |row| row.get(0))?;
        Ok(calls.into_iter().collect())
    }

    /// Whether the database refuses changes of entries as this program makes it do.
    pub(super) fn is_guarded(&self) -> Result<bool, ReadError> {
        schema::is_guarded(&self.db).map_err(|error| self.failed(error))
    }

    pub(super) fn row(&self, call: &CallId) -> Result<Option<CallRow>, ReadError> {
        CallRow::load(&self.db, call).map_err(|error| self.failed(error))
    }

    /// The rows of a call's timeline; bytes that are no text are shown as such, for `verify` to find.
    pub(super) fn raw_timeline(&self, call: &CallId) -> Result<Vec<RawEntry>, ReadError> {
        let sql = "SELECT seq, at, kind, body, previous, hash FROM entries WHERE call = ?1 ORDER BY seq";
        self.rows(sql, [call.as_str()], |row| {
            let text = |column| {
                let value = row.get_ref(column)?;
                Ok::<_, rusqlite::Error>(String::from_utf8_lossy(value.as_bytes()?).into_owned())
            };
            Ok(RawEntry {
                seq: u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0),
                at: text(1)?,
                kind: text(2)?,
                body: text(3)?,
                previous: Hash::from_hex(text(4)?),
                hash: Hash::from_hex(text(5)?),
            })
        })
    }

    fn summaries(&self, sql: &str, params: impl Params) -> Result<Vec<CallSummary>, ReadError> {
        self.rows(sql, params, |row| CallRow::read(row).map(CallRow::summary))
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, ReadError> {
        self.db
            .prepare_cached(sql)
            .and_then(|mut sql| sql.query_map(params, read)?.collect())
            .map_err(|error| self.failed(error))
    }

    fn failed(&self, error: rusqlite::Error) -> ReadError {
        reading(&self.layout.database(), error)
    }
}

/// Clients with a matter a row, the pair with the newest call first.
const CLIENTS_AND_MATTERS: &str = "
    SELECT clients.client, clients.card, matters.matter, matters.title
    FROM (SELECT client, matter, max(opened) AS latest FROM calls GROUP BY client, matter) AS pairs
    JOIN clients USING (client)
    LEFT JOIN matters ON matters.matter = pairs.matter
    ORDER BY pairs.latest DESC, clients.client, matters.matter";

fn newest_first(which: &str, how_many: &str) -> String {
    format!("SELECT {COLUMNS} FROM calls {which} ORDER BY opened DESC, call DESC {how_many}")
}

fn client_and_matter(row: &Row<'_>) -> rusqlite::Result<(Client, Option<Matter>)> {
    let json: String = row.get(1)?;
    let card: ClientCard = serde_json::from_str(&json).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, Box::new(error))
    })?;
    let matter: Option<String> = row.get(2)?;
    let title: Option<String> = row.get(3)?;
    let matter = matter.zip(title).map(|(id, title)| Matter { id: MatterId::new(id), title });
    Ok((Client { id: ClientId::new(row.get::<_, String>(0)?), card }, matter))
}

fn no_such(call: &CallId) -> ReadError {
    ReadError::NoSuchCall(call.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::newest_first;
    use crate::store::{Layout, Store};

    fn plan(store: &Store, sql: &str) -> String {
        let sql = format!("EXPLAIN QUERY PLAN {sql}");
        let mut sql = store.db.prepare(&sql).unwrap();
        let limit = vec![20; sql.parameter_count()];
        let steps = sql.query_map(rusqlite::params_from_iter(limit), |row| row.get::<_, String>(3)).unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn lists_walk_an_index_and_sort_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Layout::new(folder.path())).unwrap();
        assert_eq!(plan(&store, &newest_first("", "LIMIT ?1")), "SCAN calls USING INDEX calls_newest_first");
        let unfinished = plan(&store, &newest_first("WHERE closed IS NULL", ""));
        assert_eq!(unfinished, "SCAN calls USING INDEX calls_unfinished");
    }
}
