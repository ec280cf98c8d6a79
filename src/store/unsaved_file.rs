//! Entries that the database cannot take, as a plain file in the call's folder, one line of JSON an entry.

use super::error::saving_file;
use super::layout::UNSAVED_STEM;
use super::{Layout, SaveError, atomic, folder};
use crate::domain::entry::Entry;
use crate::domain::ids::CallId;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

const EXTENSION: &str = "jsonl";

/// Writes entries to a file in the call's folder and syncs it: at the end of `begun`, a file that this gave before, else to
/// one under a name that is free. Gives its path.
///
/// # Errors
/// Where it cannot be written; whatever was there is as it was then.
pub fn keep_unsaved<'a>(
    layout: &Layout,
    call: &CallId,
    begun: Option<&Path>,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> Result<PathBuf, SaveError> {
    let mut lines = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut lines, entry)
            .map_err(|source| SaveError::Unreadable { seq: entry.seq.0, source })?;
        lines.push(b'\n');
    }
    let path = match begun.filter(|file| file.exists()) {
        Some(file) => {
            return add(file, &lines).map_err(|error| saving_file(file, error)).map(|()| file.into());
        }
        None => folder::make(&layout.call(call))
            .map(|()| folder::free_path(&layout.call(call), UNSAVED_STEM, EXTENSION, &[""]))
            .map_err(|error| saving_file(&layout.call(call), error))?,
    };
    atomic::create_new(&path, &lines).map_err(|error| saving_file(&path, error))?;
    Ok(path)
}

fn add(file: &Path, lines: &[u8]) -> io::Result<()> {
    let mut file = File::options().append(true).open(file)?;
    let length = file.metadata()?.len();
    let added = file.write_all(lines).and_then(|()| file.sync_all());
    if added.is_err() {
        // Half a line would spoil the next one.
        file.set_len(length).ok();
    }
    added
}
