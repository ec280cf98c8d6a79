//! The database, the settings, and every path the program makes.
//!
//! Knows the domain and nobody else.

pub mod atomic;
pub mod audio_folder;
pub mod error;
pub mod layout;
pub mod settings;
pub mod summary;
pub mod verify;

pub use error::{OpenError, ReadError, SaveError};
pub use layout::Layout;
pub use summary::{CallSummary, KnownClient, StoredEntry};

use crate::domain::chain::Hash;
use crate::domain::entry::Entry;
use crate::domain::ids::{CallId, ClientId, MatterId};
use jiff::Timestamp;
use std::path::PathBuf;

/// The database of one data folder.
pub struct Store {}

impl Store {
    /// Opens a data folder for reading and writing, making it if it is new. One at a time: a lock file tells a second one
    /// to stay out.
    ///
    /// # Errors
    /// Where the folder is in use, unwritable, damaged, or of a newer version.
    pub fn open(_layout: Layout) -> Result<Self, OpenError> {
        todo!()
    }

    /// Opens an existing data folder for reading only; works beside a window that has it open.
    ///
    /// # Errors
    /// Where it is missing, damaged, or of a newer version.
    pub fn open_to_read(_layout: Layout) -> Result<Self, OpenError> {
        todo!()
    }

    /// Moves a damaged database and its companions aside, so that a new one can be made; the audio folders stay.
    ///
    /// # Errors
    /// Where it cannot be moved.
    pub fn set_aside(_layout: &Layout, _now: Timestamp) -> Result<PathBuf, SaveError> {
        todo!()
    }

    /// Every path of the data folder.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        todo!()
    }

    /// Reads the whole database for damage. May take seconds on a large one.
    ///
    /// # Errors
    /// Where damage is found.
    pub fn check(&self) -> Result<(), ReadError> {
        todo!()
    }

    /// Appends an entry to its call's timeline and syncs it to disk. Gives the new head of the chain. Appending the very
    /// entry that is there already is no error, so that a retry after a doubtful failure is safe.
    ///
    /// # Errors
    /// Where it cannot be written; then nothing was written.
    pub fn append(&mut self, _call: &CallId, _entry: &Entry) -> Result<Hash, SaveError> {
        todo!()
    }

    /// Calls, newest first; at most `most` where given.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn calls(&self, _most: Option<usize>) -> Result<Vec<CallSummary>, ReadError> {
        todo!()
    }

    /// Calls that were not finished, newest first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn unfinished(&self) -> Result<Vec<CallSummary>, ReadError> {
        todo!()
    }

    /// The timeline of a call, oldest first.
    ///
    /// # Errors
    /// Where there is no such call, or it cannot be read.
    pub fn timeline(&self, _call: &CallId) -> Result<Vec<StoredEntry>, ReadError> {
        todo!()
    }

    /// Everyone the office called before, with their matters, most recent first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn clients(&self) -> Result<Vec<KnownClient>, ReadError> {
        todo!()
    }

    /// The newest call before now with this client, on this matter where one is given.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn last_call(
        &self,
        _client: &ClientId,
        _matter: Option<&MatterId>,
    ) -> Result<Option<CallId>, ReadError> {
        todo!()
    }
}
