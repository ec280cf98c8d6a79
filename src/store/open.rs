//! Opens a data folder: for one writer at a time, and for any number of readers beside it.

use super::error::{opening, opening_to_read, saving_file};
use super::{Layout, OpenError, SaveError, Store, folder, lock, schema};
use crate::files;
use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What `SQLite` keeps beside a database, by the suffix of its name.
const LOG: &str = "-wal";
const LOG_INDEX: &str = "-shm";

/// How long to wait for another connection; a commit takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

impl Store {
    /// Opens a data folder for reading and writing, making it if it is new. One at a time: a lock file tells a second one
    /// to stay out.
    ///
    /// # Errors
    /// Where the folder is in use, unwritable, damaged, or of a newer version; the database is as it was then.
    pub fn open(layout: Layout) -> Result<Self, OpenError> {
        let unwritable = |source| OpenError::Unwritable { folder: layout.data().to_path_buf(), source };
        folder::make(layout.data()).map_err(unwritable)?;
        let lock = lock::take(&layout).map_err(|refused| match refused {
            lock::Refused::Held => OpenError::InUse { folder: layout.data().to_path_buf() },
            lock::Refused::Failed(source) => unwritable(source),
        })?;
        let file = layout.database();
        refuse_log_without_database(&file)?;
        // Made here because SQLite would let everyone read it; what SQLite puts beside it takes on its mode.
        folder::private_file().append(true).create(true).open(&file).map_err(unwritable)?;
        let failed = |error| opening(layout.data(), &file, error);
        let mut db = connect(&file, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(failed)?;
        refuse_newer(&db, failed)?;
        prepare_to_write(&mut db).map_err(failed)?;
        files::sync_folder(layout.data()).map_err(unwritable)?;
        Ok(Self { db, layout, _lock: Some(lock) })
    }

    /// Opens an existing data folder for reading only; works beside a window that has it open, and on a read-only disk.
    ///
    /// # Errors
    /// Where it is missing, unreadable, damaged, or of a newer version.
    pub fn open_to_read(layout: Layout) -> Result<Self, OpenError> {
        let file = layout.database();
        let missing = || OpenError::Missing { folder: layout.data().to_path_buf() };
        refuse_log_without_database(&file)?;
        match std::fs::File::open(&file) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(missing());
            }
            Err(source) => {
                return Err(OpenError::Unreadable { folder: layout.data().to_path_buf(), source });
            }
            Ok(_) => {}
        }
        let failed = |error| opening_to_read(layout.data(), &file, error);
        let db = connect_to_read(&file).map_err(failed)?;
        if refuse_newer(&db, failed)? == 0 {
            return Err(missing());
        }
        schema::probe(&db).map_err(failed)?;
        Ok(Self { db, layout, _lock: None })
    }

    /// Moves a damaged database and its companions aside, so that a new one can be made; the audio folders stay. Gives
    /// where the database is now.
    ///
    /// # Errors
    /// [`SaveError::InUse`] where a Rapport has the folder open; others where it cannot be moved.
    pub fn set_aside(layout: &Layout, now: Timestamp) -> Result<PathBuf, SaveError> {
        let _lock = lock::take(layout).map_err(|refused| match refused {
            lock::Refused::Held => SaveError::InUse { folder: layout.data().to_path_buf() },
            lock::Refused::Failed(source) => saving_file(&layout.lock(), source),
        })?;
        let stem = format!("rapport-damaged-{}", now.strftime("%Y%m%d-%H%M%S"));
        let aside = folder::free_path(layout.data(), &stem, "db", &["", LOG, LOG_INDEX]);
        let file = layout.database();
        // The database first: should the rest fail, a log without its database is still refused, never thrown away.
        for suffix in ["", LOG, LOG_INDEX] {
            let from = folder::with_suffix(&file, suffix);
            match std::fs::rename(&from, folder::with_suffix(&aside, suffix)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(saving_file(&from, error));
                }
                _ => {}
            }
        }
        files::sync_folder(layout.data()).map_err(|error| saving_file(layout.data(), error))?;
        Ok(aside)
    }
}

/// `SQLite` throws a log away whose database is gone or empty. It may hold the only copy of the newest entries.
fn refuse_log_without_database(file: &Path) -> Result<(), OpenError> {
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |about| about.len());
    if length(file) == 0 && length(&folder::with_suffix(file, LOG)) > 0 {
        let words = "its write-ahead log stands alone".to_owned();
        let source = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), Some(words));
        return Err(OpenError::Damaged { file: file.to_path_buf(), source });
    }
    Ok(())
}

fn connect(file: &Path, how: OpenFlags) -> rusqlite::Result<Connection> {
    let db = Connection::open_with_flags(file, how | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(PATIENCE)?;
    // Closing must not touch a database that turns out to be of a newer version, nor one that is only read.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // A data folder may have been handed over: what its schema says is not trusted, and each page is checked when read.
    db.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
    Ok(db)
}

fn connect_to_read(file: &Path) -> rusqlite::Result<Connection> {
    let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connected = connect(file, read_only).and_then(|db| schema::version(&db).map(|_| db));
    let log = std::fs::metadata(folder::with_suffix(file, LOG)).map_or(0, |about| about.len());
    match (connected, immutable_uri(file)) {
        // On a read-only disk SQLite cannot make the log's index. Where there is no log it needs none.
        (Err(error), Some(uri)) if log == 0 && cannot_make_index(&error) => {
            connect(Path::new(&uri), read_only | OpenFlags::SQLITE_OPEN_URI)
        }
        (connected, _) => connected,
    }
}

fn cannot_make_index(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// The URI that tells `SQLite` that nobody writes to the file; `None` where the path is not text.
fn immutable_uri(file: &Path) -> Option<String> {
    let path = std::path::absolute(file).ok()?;
    let path = path.to_str()?.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let path = if cfg!(windows) { format!("/{}", path.replace('\\', "/")) } else { path };
    Some(format!("file:{path}?immutable=1"))
}

/// Gives the version of a database that this program knows.
fn refuse_newer(
    db: &Connection,
    failed: impl FnOnce(rusqlite::Error) -> OpenError,
) -> Result<i64, OpenError> {
    match schema::version(db) {
        Err(error) => Err(failed(error)),
        Ok(found) if found > schema::NEWEST => Err(OpenError::Newer { found, known: schema::NEWEST }),
        Ok(found) => Ok(found),
    }
}

fn prepare_to_write(db: &mut Connection) -> rusqlite::Result<()> {
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    // With `fullfsync`, macOS too waits for the disk and not only for its cache.
    db.execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;")?;
    schema::migrate(db)?;
    schema::probe(db)
}
