//! Replaces a file whole or not at all; knows nothing of what is in it.

use super::folder;
use std::io::{self, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

const UNFINISHED_PREFIX: &str = ".rapport-";
const UNFINISHED_SUFFIX: &str = ".part";

/// Writes `bytes` to `path` and syncs them, for the owner only. Whatever happens meanwhile, the file holds either all of
/// what was there or all of `bytes`.
///
/// # Errors
/// Where it cannot be written; the file is as it was then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_beside(path, bytes)?.persist(path)?;
    folder::sync(folder::of(path))
}

/// Writes `bytes` to a `path` where nothing is yet, and syncs them, for the owner only.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where something is there, which stays as it is; others where it cannot be written.
pub fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_beside(path, bytes)?.persist_noclobber(path)?;
    folder::sync(folder::of(path))
}

/// Whether a file is what a crash left of one being written.
#[must_use]
pub fn is_unfinished(name: &str) -> bool {
    name.starts_with(UNFINISHED_PREFIX) && name.ends_with(UNFINISHED_SUFFIX)
}

/// The bytes in a file of the same folder, hence of the same disk: only so can it take the name in one step.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .prefix(UNFINISHED_PREFIX)
        .suffix(UNFINISHED_SUFFIX)
        .tempfile_in(folder::of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}
