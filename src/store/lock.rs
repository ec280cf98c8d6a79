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

/// Takes the lock; it is held until the file is dropped.
pub(super) fn take(layout: &Layout) -> Result<File, Refused> {
    let file = folder::private_file()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(layout.lock())
        .map_err(Refused::Failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Refused::Held),
        Err(TryLockError::Error(error)) => Err(Refused::Failed(error)),
    }
}
