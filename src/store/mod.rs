//! The database, the settings, and every path the program makes.
//!
//! Knows the domain and nobody else. In reading order: [`layout`] names every path; `schema` holds the tables; `open`,
//! `append` and `read` are the [`Store`]; [`verify`] checks what is stored against itself.

mod append;
pub mod atomic;
mod audio_deletion;
pub mod audio_folder;
pub mod error;
pub mod folder;
mod holds;
mod identity;
pub mod layout;
mod lock;
mod open;
mod projection;
mod read;
mod schema;
mod sealing;
pub mod settings;
pub mod summary;
mod sums_file;
mod timeline_file;
mod told;
mod unsaved_file;
pub mod verify;

pub use audio_deletion::DeleteError;
pub use audio_folder::AudioFolder;
pub use error::{OpenError, ReadError, SaveError};
pub use layout::{ConfigLayout, Layout};
pub use sealing::unsealed_files;
pub use summary::{CallSummary, KnownClient, StoredEntry};
pub use sums_file::{changes_sums, write_sums};
pub use timeline_file::{timeline_file_tells, write_timeline_file};
pub use unsaved_file::{keep_as_stored, keep_unsaved, read_unsaved, unsaved_files};

/// The database of one data folder.
///
/// The timelines are the record; the lists of calls, clients and matters beside them are folded from them and kept in the
/// same transaction.
pub struct Store {
    db: rusqlite::Connection,
    layout: Layout,
    /// The file that `db` goes to.
    opened: identity::Opened,
    /// Held while the store is open for writing. Stands after `db`, so that it is let go last.
    _lock: Option<lock::Lock>,
}

impl Store {
    /// Every path of the data folder.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }
}
