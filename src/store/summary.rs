//! What lists show of calls and clients.

use crate::domain::chain::Hash;
use crate::domain::entry::Entry;
use crate::domain::ids::CallId;
use crate::domain::people::{Client, Matter};
use crate::domain::stage::Stage;
use jiff::Timestamp;

/// A call in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSummary {
    /// The call.
    pub id: CallId,
    /// The client's name.
    pub client: String,
    /// The matter's title; `None` for a quick capture not attached yet.
    pub matter: Option<String>,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it was finished.
    pub closed: Option<Timestamp>,
    /// The stage last entered.
    pub stage: Stage,
    /// Recorded time, in milliseconds.
    pub recorded_ms: u64,
    /// Whether the program ended in the middle of it and nobody went on since.
    pub interrupted: bool,
}

/// A client the office called before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownClient {
    /// The client, with the newest card.
    pub client: Client,
    /// The matters, most recent first.
    pub matters: Vec<Matter>,
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEntry {
    /// The entry.
    pub entry: Entry,
    /// Its JSON, byte for byte as stored and hashed.
    pub body: String,
    /// Hash of the entry before.
    pub previous: Hash,
    /// Its own hash.
    pub hash: Hash,
}
