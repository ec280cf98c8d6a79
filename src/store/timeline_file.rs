//! A call's timeline as a plain file in the call's folder, one line an entry, for people and programs without the
//! database.

use super::error::saving_file;
use super::{Layout, SaveError, StoredEntry, atomic, folder};
use crate::domain::chain::Hash;
use crate::domain::ids::CallId;
use serde::{Deserialize, Serialize};

/// One line: the entry's hash, the hash of the one before, and its JSON as text, byte for byte as hashed.
#[derive(Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) hash: Hash,
    pub(super) previous: Hash,
    pub(super) body: String,
}

/// Replaces `timeline.jsonl` in the call's folder. To be called once a call is finished, and after each later entry or
/// document written into the folder, when their entries are stored: `verify` takes a file that no line names for one that
/// was added.
///
/// # Errors
/// Where it cannot be written; the file is as it was then.
pub fn write_timeline_file(layout: &Layout, call: &CallId, entries: &[StoredEntry]) -> Result<(), SaveError> {
    let path = layout.timeline(call);
    let text = text(entries)?;
    folder::make(&layout.call(call))
        .and_then(|()| atomic::replace(&path, &text))
        .map_err(|error| saving_file(&path, error))
}

/// Whether `timeline.jsonl` in the call's folder tells exactly these entries.
#[must_use]
pub fn timeline_file_tells(layout: &Layout, call: &CallId, entries: &[StoredEntry]) -> bool {
    std::fs::read(layout.timeline(call)).is_ok_and(|there| text(entries).is_ok_and(|text| text == there))
}

fn text(entries: &[StoredEntry]) -> Result<Vec<u8>, SaveError> {
    let mut text = Vec::new();
    for StoredEntry { entry, body, previous, hash } in entries {
        let line = Line { hash: hash.clone(), previous: previous.clone(), body: body.clone() };
        serde_json::to_writer(&mut text, &line)
            .map_err(|source| SaveError::Unreadable { seq: entry.seq.0, source })?;
        text.push(b'\n');
    }
    Ok(text)
}
