//! Why the store could not do what it was asked.

use std::path::PathBuf;

/// Why a data folder could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another Rapport has it open.
    #[error("another Rapport has the data folder open: {}", .folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no such folder.
    #[error("there is no data folder: {}", .folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// It cannot be written.
    #[error("the data folder cannot be written: {}", .folder.display())]
    Unwritable {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database is damaged.
    #[error("the database is damaged: {}", .file.display())]
    Damaged {
        /// The database.
        file: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// It was written by a newer Rapport.
    #[error("the database has version {found}, newer than {known}")]
    Newer {
        /// Its version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
}

/// Why something could not be saved. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The folder or file cannot be written.
    #[error("cannot be written: {}", .path.display())]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The entry does not follow the newest one.
    #[error("entry {found} does not follow entry {newest}")]
    OutOfOrder {
        /// The newest entry stored.
        newest: u64,
        /// The entry that came.
        found: u64,
    },
    /// The database says something else.
    #[error("the database failed")]
    Database(#[from] rusqlite::Error),
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such call.
    #[error("there is no call {0}")]
    NoSuchCall(String),
    /// An entry cannot be read: it was changed, or written by a newer Rapport.
    #[error("entry {seq} of call {call} cannot be read")]
    Entry {
        /// The call.
        call: String,
        /// The entry.
        seq: u64,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The database says something else.
    #[error("the database failed")]
    Database(#[from] rusqlite::Error),
}
