//! The tables, version by version.
//!
//! A database says its version in `user_version`. Each version is one text here, run once, in a transaction of its own;
//! a text that has shipped is never changed.

use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeSet;

/// The newest version this program knows.
pub(super) const NEWEST: i64 = 1;

const VERSIONS: [(i64, &str); 1] = [(NEWEST, include_str!("schema/v1.sql"))];

/// The version of a database; 0 for an empty one.
pub(super) fn version(db: &Connection) -> rusqlite::Result<i64> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a database to the newest version.
pub(super) fn migrate(db: &mut Connection) -> rusqlite::Result<()> {
    let found = version(db)?;
    for (number, sql) in VERSIONS {
        if number > found {
            let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            step.execute_batch(sql)?;
            step.pragma_update(None, "user_version", number)?;
            step.commit()?;
        }
    }
    Ok(())
}

/// Reads as little as shows whether the tables can be read at all.
pub(super) fn probe(db: &Connection) -> rusqlite::Result<()> {
    for table in ["calls", "clients", "matters", "entries"] {
        db.prepare(&format!("SELECT * FROM {table} LIMIT 1"))?.query([])?.next()?;
    }
    Ok(())
}

/// Whether exactly the guards against changes of entries stand that this program makes.
pub(super) fn is_guarded(db: &Connection) -> rusqlite::Result<bool> {
    let mut like_new = Connection::open_in_memory()?;
    migrate(&mut like_new)?;
    Ok(triggers(&like_new)? == triggers(db)?)
}

fn triggers(db: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let mut sql =
        db.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'entries'")?;
    sql.query_map([], |row| row.get(0))?.collect()
}
