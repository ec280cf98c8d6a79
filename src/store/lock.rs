//! Keeps a second Rapport out of a data folder.
//!
//! The lock is the system's, on an open file and on the folder: it ends with the process, however that ends, and the file that
//! stays behind means nothing.

use super::{Layout, folder};
use std::fs::{File, TryLockError};
use std::io;

/// Why the lock was not given.
pub(super) enum Refused {
    /// Another Rapport holds it.
    Held,
    /// The lock file cannot be made or locked.
    Failed(io::Error),
}

/// The lock, held until this is dropped.
pub(super) struct Lock {
    file: File,
    /// The folder itself, where the system can lock that: a lock file can be deleted while it is held, and a second Rapport
    /// would make itself another.
    folder: Option<File>,
}

impl Drop for Lock {
    /// Closing a file is not enough: a process that was started a moment ago has it open too until it is its own program.
    fn drop(&mut self) {
        self.file.unlock().ok();
        self.folder.as_ref().map(File::unlock);
    }
}

/// Takes the lock.
pub(super) fn take(layout: &Layout) -> Result<Lock, Refused> {
    let file = folder::private_file()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(layout.lock())
        .map_err(Refused::Failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { file, folder: folder_lock(layout)? }),
        Err(TryLockError::WouldBlock) => Err(Refused::Held),
        Err(TryLockError::Error(error)) => Err(Refused::Failed(error)),
    }
}

/// `None` where folders cannot be opened or locked: the lock file alone must do there.
fn folder_lock(layout: &Layout) -> Result<Option<File>, Refused> {
    let Ok(folder) = File::open(layout.data()) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(Refused::Held),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}
