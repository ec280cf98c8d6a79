//! What the recorder needs of the disk; the store fulfils it.

use std::io::{self, Seek, Write};

/// An audio file being written. `flush` writes what is buffered and syncs it to the disk.
pub trait AudioFile: Write + Seek + Send {}

impl<T: Write + Seek + Send> AudioFile for T {}

/// The audio folder of one call.
pub trait AudioFiles: Send {
    /// The next free segment number of a track (`mic`, `far`), from 1. Numbers run on over all takes of a call.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    fn next_segment(&self, track: &str) -> io::Result<u32>;

    /// Replaces `session.json` atomically and syncs it.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn save_session(&mut self, json: &[u8]) -> io::Result<()>;

    /// The text of `session.json`; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn load_session(&self) -> io::Result<Option<Vec<u8>>>;

    /// Creates a file that must not exist yet.
    ///
    /// # Errors
    /// Where it exists or cannot be created.
    fn create(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>>;

    /// SHA-256 of a finished file, lower-case hex.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn sha256(&self, name: &str) -> io::Result<String>;
}
