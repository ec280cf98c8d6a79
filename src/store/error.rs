//! Why the store could not do what it was asked; the words people read are elsewhere.

use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// Why a data folder could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another Rapport has it open.
    #[error("another Rapport has the data folder open: {}", .folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no such folder, or no database in it.
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
        source: io::Error,
    },
    /// It cannot be read.
    #[error("the data folder cannot be read: {}", .folder.display())]
    Unreadable {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database is damaged.
    #[error("the database is damaged: {}", .file.display())]
    Damaged {
        /// The database.
        file: PathBuf,
        /// What `SQLite` said.
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
        source: io::Error,
    },
    /// Another Rapport has the data folder open.
    #[error("another Rapport has the data folder open: {}", .folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// The entry does not follow the newest one.
    #[error("entry {found} does not follow entry {newest}")]
    OutOfOrder {
        /// The newest entry stored; 0 where there is none.
        newest: u64,
        /// The entry that came.
        found: u64,
    },
    /// The first entry of a call does not open this call.
    #[error("the first entry does not open call {call}")]
    NotOpened {
        /// The call.
        call: String,
    },
    /// The entry would not read back as it was written.
    #[error("entry {seq} would not read back")]
    Unreadable {
        /// The entry.
        seq: u64,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The database says something else.
    #[error("the database failed")]
    Database(#[source] rusqlite::Error),
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
    /// The database is damaged.
    #[error("the database is damaged: {found}: {}", .file.display())]
    Damaged {
        /// The database.
        file: PathBuf,
        /// What was found.
        found: String,
    },
    /// The database says something else.
    #[error("the database cannot be read: {}", .file.display())]
    Failed {
        /// The database.
        file: PathBuf,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
}

/// What a failure of `SQLite` means for somebody who opens the data folder in order to write.
pub(super) fn opening(folder: &Path, file: &Path, error: rusqlite::Error) -> OpenError {
    if is_damage(&error) || lacks_a_table(&error) {
        return OpenError::Damaged { file: file.to_path_buf(), source: error };
    }
    OpenError::Unwritable { folder: folder.to_path_buf(), source: told_by_system(error) }
}

/// What a failure of `SQLite` means for somebody who opens the data folder in order to read.
pub(super) fn opening_to_read(folder: &Path, file: &Path, error: rusqlite::Error) -> OpenError {
    if is_damage(&error) || lacks_a_table(&error) {
        return OpenError::Damaged { file: file.to_path_buf(), source: error };
    }
    OpenError::Unreadable { folder: folder.to_path_buf(), source: told_by_system(error) }
}

/// What a failure of `SQLite` means for somebody who saves to `file`.
pub(super) fn saving(file: &Path, error: rusqlite::Error) -> SaveError {
    if is_full(&error) {
        return SaveError::DiskFull;
    }
    match error.sqlite_error_code() {
        Some(
            ErrorCode::ReadOnly
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied,
        ) => SaveError::Unwritable { path: file.to_path_buf(), source: io::Error::other(error) },
        _ => SaveError::Database(error),
    }
}

/// What a failure of the system means for somebody who saves to `path`.
pub(super) fn saving_file(path: &Path, source: io::Error) -> SaveError {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SaveError::DiskFull,
        _ => SaveError::Unwritable { path: path.to_path_buf(), source },
    }
}

/// What a failure of `SQLite` means for somebody who reads from `file`.
pub(super) fn reading(file: &Path, error: rusqlite::Error) -> ReadError {
    if is_damage(&error) {
        return ReadError::Damaged { file: file.to_path_buf(), found: error.to_string() };
    }
    ReadError::Failed { file: file.to_path_buf(), source: error }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, InvalidColumnType, Utf8Error};
    // A value that this program never wrote is damage as much as a page that SQLite cannot read.
    matches!(error, FromSqlConversionFailure(..) | InvalidColumnType(..) | Utf8Error(..))
        || matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// A database of a version that is known has its tables; one that lacks them lost them.
fn lacks_a_table(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|said| said.extended_code == rusqlite::ffi::SQLITE_ERROR)
}

fn is_full(error: &rusqlite::Error) -> bool {
    // The index of the write-ahead log is grown by writing to it; SQLite tells a full disk there as this.
    let index_cannot_grow =
        error.sqlite_error().is_some_and(|said| said.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
    index_cannot_grow || error.sqlite_error_code() == Some(ErrorCode::DiskFull)
}

fn told_by_system(error: rusqlite::Error) -> io::Error {
    let kind = if is_full(&error) { io::ErrorKind::StorageFull } else { io::ErrorKind::Other };
    io::Error::new(kind, error)
}
