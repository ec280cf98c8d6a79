//! Appends entries: each in one transaction with the row that lists need of it.

use super::error::saving;
use super::projection::{self, CallRow};
use super::{SaveError, Store};
use crate::domain::chain::{Hash, link};
use crate::domain::entry::Entry;
use crate::domain::ids::{CallId, Seq};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

impl Store {
    /// Appends an entry to its call's timeline and syncs it to disk. Gives its hash, the head of the chain. Appending the
    /// very entry that is there already is no error, so that a retry after a doubtful failure is safe.
    ///
    /// # Errors
    /// Where it cannot be written, does not follow the newest one, or would not read back; then nothing was written.
    pub fn append(&mut self, call: &CallId, entry: &Entry) -> Result<Hash, SaveError> {
        let body = readable_body(entry)?;
        let file = self.layout.database();
        if let Err(source) = self.opened.check(&file) {
            // SQLite would go on in the file that was taken away, and everything would be lost with it.
            return Err(SaveError::Unwritable { path: file, source });
        }
        let failed = |error| saving(&file, error);
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let newest = newest(&step, call).map_err(failed)?;
        let (newest, previous) = newest.unwrap_or_else(|| (Seq(0), Hash::none()));
        if entry.seq <= newest {
            return match stored(&step, call, entry.seq).map_err(failed)? {
                Some((there, hash)) if there == body => Ok(hash),
                _ => Err(SaveError::OutOfOrder { newest: newest.0, found: entry.seq.0 }),
            };
        }
        if entry.seq != newest.next() {
            return Err(SaveError::OutOfOrder { newest: newest.0, found: entry.seq.0 });
        }
        let hash = link(call, &previous, &body);
        let row = CallRow::load(&step, call).map_err(failed)?;
        let row = followed_by(row, call, entry, &hash)?;
        insert(&step, call, entry, [&body, previous.as_str(), hash.as_str()]).map_err(failed)?;
        row.save(&step, entry).map_err(failed)?;
        step.commit().map_err(failed)?;
        Ok(hash)
    }
}

/// The JSON to store. An entry that JSON cannot hold (a loudness that is no number, for one) would make its whole
/// timeline unreadable for good, so it is read back before anything is written.
fn readable_body(entry: &Entry) -> Result<String, SaveError> {
    serde_json::to_string(entry)
        .and_then(|body| serde_json::from_str::<Entry>(&body).map(|_| body))
        .map_err(|source| SaveError::Unreadable { seq: entry.seq.0, source })
}

fn followed_by(
    row: Option<CallRow>,
    call: &CallId,
    entry: &Entry,
    hash: &Hash,
) -> Result<CallRow, SaveError> {
    match row {
        Some(mut row) => {
            row.fold(entry, hash);
            Ok(row)
        }
        None => CallRow::opened_by(call, entry, hash)
            .ok_or_else(|| SaveError::NotOpened { call: call.as_str().to_owned() }),
    }
}

fn newest(db: &Connection, call: &CallId) -> rusqlite::Result<Option<(Seq, Hash)>> {
    db.prepare_cached("SELECT seq, hash FROM entries WHERE call = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([call.as_str()], |row| {
            let seq = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
            Ok((Seq(seq), Hash::from_hex(row.get::<_, String>(1)?)))
        })
        .optional()
}

fn stored(db: &Connection, call: &CallId, seq: Seq) -> rusqlite::Result<Option<(String, Hash)>> {
    db.prepare_cached("SELECT body, hash FROM entries WHERE call = ?1 AND seq = ?2")?
        .query_row(params![call.as_str(), projection::as_integer(seq)], |row| {
            Ok((row.get(0)?, Hash::from_hex(row.get::<_, String>(1)?)))
        })
        .optional()
}

fn insert(
    db: &Connection,
    call: &CallId,
    entry: &Entry,
    [body, previous, hash]: [&str; 3],
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO entries (call, seq, at, kind, body, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        call.as_str(),
        projection::as_integer(entry.seq),
        projection::as_text(entry.at),
        entry.fact.kind(),
        body,
        previous,
        hash,
    ])?;
    Ok(())
}
