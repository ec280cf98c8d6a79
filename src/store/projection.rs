//! What lists need of a call, folded from its entries and kept beside them in the same transaction.
//!
//! The entries are the record; a row here can always be made anew from them, and `verify` compares the two.

use super::summary::CallSummary;
use crate::domain::chain::Hash;
use crate::domain::entry::{Entry, frames_as_time};
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, ClientId, MatterId, Seq};
use crate::domain::people::{ClientCard, Matter};
use crate::domain::stage::Stage;
use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use std::collections::BTreeMap;

/// The columns of `calls` in the order [`CallRow::read`] wants them.
pub(super) const COLUMNS: &str = "call, client, client_name, matter, matter_title, opened, closed, stage, takes, \
                                  interrupted, newest, head";

/// A row of `calls`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CallRow {
    call: CallId,
    client: ClientId,
    client_name: String,
    matter: Option<Matter>,
    opened: Timestamp,
    closed: Option<Timestamp>,
    stage: Stage,
    /// Recorded nanoseconds of each take that ended; a second end of the same take stands in place of the first.
    takes: BTreeMap<u32, u64>,
    interrupted: bool,
    newest: Seq,
    head: Hash,
}

impl CallRow {
    /// The row after the first entry; `None` where that does not open `call`.
    pub(super) fn opened_by(call: &CallId, entry: &Entry, head: &Hash) -> Option<Self> {
        let Fact::Opened { call: opened, client, matter, .. } = &entry.fact else {
            return None;
        };
        (opened == call && entry.seq == Seq::FIRST).then(|| Self {
            call: call.clone(),
            client: client.id.clone(),
            client_name: client.card.name.clone(),
            matter: matter.clone(),
            opened: entry.at,
            closed: None,
            stage: Stage::Prepare,
            takes: BTreeMap::new(),
            interrupted: false,
            newest: entry.seq,
            head: head.clone(),
        })
    }

    /// Takes in a later entry.
    pub(super) fn fold(&mut self, entry: &Entry, head: &Hash) {
        self.newest = entry.seq;
        self.head = head.clone();
        match &entry.fact {
            Fact::Attached { client, matter } => {
                self.client = client.id.clone();
                self.client_name.clone_from(&client.card.name);
                self.matter = Some(matter.clone());
            }
            Fact::CardUpdated { card } => self.client_name.clone_from(&card.name),
            Fact::StageEntered { stage } => self.stage = *stage,
            Fact::Finished { .. } => {
                self.closed = Some(entry.at);
                self.interrupted = false;
            }
            Fact::Interrupted { .. } => self.interrupted = true,
            Fact::Resumed => self.interrupted = false,
            Fact::RecordingStopped { take, frames, rate, .. } => {
                let nanos = frames_as_time(*frames, *rate).as_nanos();
                self.takes.insert(*take, u64::try_from(nanos).unwrap_or(u64::MAX));
            }
            _ => {}
        }
    }

    /// The row of a whole timeline; `None` where that does not begin with the opening of `call`.
    pub(super) fn of_timeline<'a>(
        call: &CallId,
        mut timeline: impl Iterator<Item = (&'a Entry, &'a Hash)>,
    ) -> Option<Self> {
        let (first, head) = timeline.next()?;
        let mut row = Self::opened_by(call, first, head)?;
        timeline.for_each(|(entry, hash)| row.fold(entry, hash));
        Some(row)
    }

    /// The newest entry the row knows of.
    pub(super) fn newest(&self) -> Seq {
        self.newest
    }

    /// Reads the row of a call.
    pub(super) fn load(db: &Connection, call: &CallId) -> rusqlite::Result<Option<Self>> {
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM calls WHERE call = ?1"))?
            .query_row([call.as_str()], Self::read)
            .optional()
    }

    /// Reads a row that was asked for by [`COLUMNS`].
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let matter: Option<String> = row.get(3)?;
        let title: Option<String> = row.get(4)?;
        let matter = matter.zip(title).map(|(id, title)| Matter { id: MatterId::new(id), title });
        let closed: Option<String> = row.get(6)?;
        let stage: String = row.get(7)?;
        Ok(Self {
            call: CallId::new(row.get::<_, String>(0)?),
            client: ClientId::new(row.get::<_, String>(1)?),
            client_name: row.get(2)?,
            matter,
            opened: parsed(5, &row.get::<_, String>(5)?, str::parse)?,
            closed: closed.map(|closed| parsed(6, &closed, str::parse)).transpose()?,
            stage: parsed(7, &stage, stage_named)?,
            takes: parsed(8, &row.get::<_, String>(8)?, |json| serde_json::from_str(json))?,
            interrupted: row.get(9)?,
            newest: Seq(u64::try_from(row.get::<_, i64>(10)?).unwrap_or(0)),
            head: Hash::from_hex(row.get::<_, String>(11)?),
        })
    }

    /// What lists show of it.
    pub(super) fn summary(self) -> CallSummary {
        let nanos = self.takes.values().fold(0_u64, |sum, nanos| sum.saturating_add(*nanos));
        CallSummary {
            id: self.call,
            client: self.client_name,
            matter: self.matter.map(|matter| matter.title),
            opened: self.opened,
            closed: self.closed,
            stage: self.stage,
            recorded_ms: nanos / 1_000_000,
            interrupted: self.interrupted,
        }
    }

    /// Writes the row as `entry` left it, with the client's card and the matter where the entry brought them.
    pub(super) fn save(&self, db: &Connection, entry: &Entry) -> rusqlite::Result<()> {
        match &entry.fact {
            Fact::Opened { client, .. } | Fact::Attached { client, .. } => {
                self.save_names(db, &client.card)?;
            }
            Fact::CardUpdated { card } => self.save_names(db, card)?,
            _ => {}
        }
        db.prepare_cached(&format!(
            "INSERT INTO calls ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (call) DO UPDATE SET
                 client = excluded.client, client_name = excluded.client_name, matter = excluded.matter,
                 matter_title = excluded.matter_title, opened = excluded.opened, closed = excluded.closed,
                 stage = excluded.stage, takes = excluded.takes, interrupted = excluded.interrupted,
                 newest = excluded.newest, head = excluded.head"
        ))?
        .execute(params![
            self.call.as_str(),
            self.client.as_str(),
            self.client_name,
            self.matter.as_ref().map(|matter| matter.id.as_str()),
            self.matter.as_ref().map(|matter| matter.title.as_str()),
            as_text(self.opened),
            self.closed.map(as_text),
            self.stage.name(),
            as_json(&self.takes)?,
            self.interrupted,
            as_integer(self.newest),
            self.head.as_str(),
        ])?;
        Ok(())
    }

    fn save_names(&self, db: &Connection, card: &ClientCard) -> rusqlite::Result<()> {
        db.prepare_cached(
            "INSERT INTO clients (client, card) VALUES (?1, ?2)
             ON CONFLICT (client) DO UPDATE SET card = excluded.card",
        )?
        .execute(params![self.client.as_str(), as_json(card)?])?;
        if let Some(matter) = &self.matter {
            db.prepare_cached(
                "INSERT INTO matters (matter, title) VALUES (?1, ?2)
                 ON CONFLICT (matter) DO UPDATE SET title = excluded.title",
            )?
            .execute(params![matter.id.as_str(), matter.title])?;
        }
        Ok(())
    }
}

/// A moment with all nine digits of the second, so that text sorts as time does.
pub(super) fn as_text(at: Timestamp) -> String {
    format!("{at:.9}")
}

/// A number of an entry as `SQLite` keeps it. It would take longer than the sun lasts to type one that does not fit.
pub(super) fn as_integer(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}

fn as_json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

fn parsed<T, E>(column: usize, text: &str, how: impl FnOnce(&str) -> Result<T, E>) -> rusqlite::Result<T>
where
    E: std::error::Error + Send + Sync + 'static,
{
    how(text).map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

#[derive(Debug, thiserror::Error)]
#[error("there is no such stage")]
struct NoSuchStage;

fn stage_named(name: &str) -> Result<Stage, NoSuchStage> {
    Stage::ALL.into_iter().find(|stage| stage.name() == name).ok_or(NoSuchStage)
}
