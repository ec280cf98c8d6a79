//! Keeps a second Rapport out of a data folder.
//!
//! The lock is the system's, on an open file: it ends with the process, however that ends, and the file that stays behind
//! means nothing.

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
pub(super) struct Lock(File);

impl Drop for Lock {
    /// Closing the file is not enough: a process that was started a moment ago has it open too until it is its own program.
    fn drop(&mut self) {
        self.0.unlock().ok();
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
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(Refused::Held),
        Err(TryLockError::Error(error)) => Err(Refused::Failed(error)),
    }
}
