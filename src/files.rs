//! Files that are there whole or not at all: written beside their place and moved there. Knows nothing of what is in them.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::{NamedTempFile, PersistError};

/// How unfinished files begin and end.
const UNFINISHED: (&str, &str) = (".rapport-", ".part");

/// How long another program is given to let go of a file, and how often it is tried meanwhile.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_millis(20));

/// What to do with a file that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it, and write nothing.
    Keep,
    /// Put another in its place.
    Replace,
}

/// An empty file beside `path`, for the owner only. It is of the same disk: only so can it take the name in one step.
///
/// # Errors
/// Where it cannot be made.
pub fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let (before, after) = UNFINISHED;
    tempfile::Builder::new().prefix(before).suffix(after).tempfile_in(folder_of(path))
}

/// Syncs a file and gives it the name `path`. Whatever happens meanwhile, there is either what was there before or the whole
/// new file.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where a file is there and is to be kept; others where it cannot be done.
pub fn put(file: NamedTempFile, path: &Path, existing: Existing) -> io::Result<()> {
    file.as_file().sync_all()?;
    match existing {
        Existing::Keep => name(file, |file| file.persist_noclobber(path))?,
        Existing::Replace => name(file, |file| file.persist(path))?,
    }
    sync_folder(folder_of(path))
}

/// Whether a file is what a crash left of one being written.
#[must_use]
pub fn is_unfinished(name: &str) -> bool {
    let (before, after) = UNFINISHED;
    name.starts_with(before) && name.ends_with(after)
}

/// The folder a file lies in.
#[must_use]
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes a folder's list of names to the disk, so that a new name outlives a power cut.
///
/// # Errors
/// Where the disk fails.
#[cfg(unix)]
pub fn sync_folder(path: &Path) -> io::Result<()> {
    match File::open(path)?.sync_all() {
        // Some network and FUSE file systems cannot sync a folder; there is nothing more to be done then.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        other => other,
    }
}

/// Writes a folder's list of names to the disk; Windows does so by itself.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Names a file, and tries again where another program is in the way for a moment.
fn name(
    mut file: NamedTempFile,
    persist: impl Fn(NamedTempFile) -> Result<File, PersistError>,
) -> io::Result<()> {
    let (patience, pause) = PATIENCE;
    let began = Instant::now();
    loop {
        match persist(file) {
            Ok(_) => return Ok(()),
            Err(refused) if is_held(&refused.error) && began.elapsed() < patience => file = refused.file,
            Err(refused) => return Err(refused.error),
        }
        std::thread::sleep(pause);
    }
}

/// Whether some program may have the file open: Windows then lets nobody put another in its place. Virus scanners and
/// indexers look into each file that is new, and let go of it soon.
fn is_held(error: &io::Error) -> bool {
    /// What Windows says where a file is open elsewhere; it also speaks of a lack of rights then.
    const SHARING_VIOLATION: i32 = 32;
    cfg!(windows)
        && (error.kind() == io::ErrorKind::PermissionDenied
            || error.raw_os_error() == Some(SHARING_VIOLATION))
}
