//! Entries that the database cannot take, as a plain file in the call's folder, one line of JSON an entry.

use super::error::saving_file;
use super::layout::{UNSAVED_STEM, UNSAVED_STORED_STEM};
use super::{Layout, SaveError, atomic, folder};
use crate::domain::entry::Entry;
use crate::domain::ids::CallId;
use jiff::Timestamp;
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

/// The files with entries that are not stored, with the call in whose folder each lies, in the order they were begun.
///
/// # Errors
/// Where the calls' folders cannot be listed.
pub fn unsaved_files(layout: &Layout) -> io::Result<Vec<(CallId, PathBuf)>> {
    let calls = match std::fs::read_dir(layout.calls()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut found = Vec::new();
    for folder in calls {
        let folder = folder?;
        // What is no folder holds no file.
        let files = std::fs::read_dir(folder.path()).into_iter().flatten();
        for file in files {
            let file = file?;
            if is_unsaved(&file.file_name().to_string_lossy()) {
                found.push((CallId::new(folder.file_name().to_string_lossy()), file.path()));
            }
        }
    }
    // The second file of a call bears a 2 and follows on from the first.
    found.sort_unstable_by(|(call, one), (other, another)| {
        let key = |file: &PathBuf| (file.as_os_str().len(), file.clone());
        call.as_str().cmp(other.as_str()).then_with(|| key(one).cmp(&key(another)))
    });
    Ok(found)
}

/// Whether a file of this name holds entries that are not stored.
pub(super) fn is_unsaved(name: &str) -> bool {
    let stem = name.strip_suffix(EXTENSION).and_then(|stem| stem.strip_suffix('.'));
    stem.is_some_and(|stem| stem.starts_with(UNSAVED_STEM) && !stem.starts_with(UNSAVED_STORED_STEM))
}

/// Reads such a file, a line an entry; `None` for a line that is none.
///
/// # Errors
/// Where it cannot be read.
pub fn read_unsaved(file: &Path) -> io::Result<Vec<Option<Entry>>> {
    let bytes = std::fs::read(file)?;
    Ok(String::from_utf8_lossy(&bytes).lines().map(|line| serde_json::from_str(line).ok()).collect())
}

/// Gives such a file the name of one whose entries are all stored. Gives its path.
///
/// # Errors
/// Where it cannot be renamed.
pub fn keep_as_stored(file: &Path, now: Timestamp) -> io::Result<PathBuf> {
    let stem = format!("{UNSAVED_STORED_STEM}{}", now.strftime("%Y%m%d-%H%M%S"));
    folder::move_aside(file, &stem, EXTENSION)
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
