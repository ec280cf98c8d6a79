//! Writes a file beside its place and moves it there whole; knows nothing of what is in it.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

/// How unfinished files begin and end: `verify` knows them as what a crash left behind.
const UNFINISHED: (&str, &str) = (".rapport-", ".part");

/// What to do with a file that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it, and write nothing.
    Keep,
    /// Put another in its place.
    Replace,
}

/// Has `write` write a file, syncs it and gives it its name, for the owner only. Whatever happens meanwhile, there is either
/// what was there before or the whole new file.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where a file is there and is to be kept; others where it cannot be written.
pub(super) fn write<T>(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<T>,
) -> io::Result<T> {
    let there = || io::Error::from(io::ErrorKind::AlreadyExists);
    // Asked first, so that nobody waits for an hour of sound to hear it.
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        return Err(there());
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let (before, after) = UNFINISHED;
    let file = tempfile::Builder::new().prefix(before).suffix(after).tempfile_in(folder)?;
    let mut buffer = BufWriter::with_capacity(1 << 16, file.as_file());
    let told = write(&mut buffer)?;
    buffer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    match existing {
        Existing::Keep => file.persist_noclobber(path)?,
        Existing::Replace => file.persist(path)?,
    };
    sync_folder(folder)?;
    Ok(told)
}

/// A new name outlives a power cut only once its folder is synced, where the system can do that.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        other => other,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
