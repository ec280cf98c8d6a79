//! Replaces a file whole or not at all; knows nothing of what is in it.

use crate::files::{self, Existing};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes `bytes` to `path` and syncs them, for the owner only. Whatever happens meanwhile, the file holds either all of
/// what was there or all of `bytes`.
///
/// # Errors
/// Where it cannot be written; the file is as it was then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, Existing::Replace)
}

/// Writes `bytes` to a `path` where nothing is yet, and syncs them, for the owner only.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where something is there, which stays as it is; others where it cannot be written.
pub fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, bytes, Existing::Keep)
}

fn write(path: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    let mut file = files::beside(path)?;
    file.write_all(bytes)?;
    files::put(file, path, existing)
}
