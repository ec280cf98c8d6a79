//! What the recorder needs of the disk; the store fulfils it.

use std::io::{self, Read, Seek, Write};
use std::time::SystemTime;

/// An audio file being written. `flush` writes what is buffered and syncs it to the disk.
pub trait AudioFile: Write + Seek + Send {}

impl<T: Write + Seek + Send> AudioFile for T {}

/// A finished or left-behind audio file, opened to read it and to mend its header in place. `flush` syncs it to the disk.
pub trait StoredAudio: Read + Write + Seek + Send {
    /// When it was last changed.
    ///
    /// # Errors
    /// Where the disk does not say.
    fn modified(&self) -> io::Result<SystemTime>;

    /// Gives it this time of last change.
    ///
    /// # Errors
    /// Where it cannot be set.
    fn set_modified(&mut self, to: SystemTime) -> io::Result<()>;
}

/// The audio folder of one call.
pub trait AudioFiles: Send {
    /// A second handle to the same folder, for another thread: one that hashes must not hold up one that writes.
    fn another(&self) -> Box<dyn AudioFiles>;

    /// The next free segment number of a track (`mic`, `far`), from 1. Numbers run on over all takes of a call.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    fn next_segment(&self, track: &str) -> io::Result<u32>;

    /// The names of all files in the folder, in any order; none where there is no folder yet.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    fn names(&self) -> io::Result<Vec<String>>;

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

    /// Opens a file to write at its end, and creates it where it is missing. A last line that a crash cut off is ended first.
    ///
    /// # Errors
    /// Where it cannot be opened.
    fn append_to(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>>;

    /// Opens a file that exists, to read it and to change bytes in place; never to make it longer or shorter.
    ///
    /// # Errors
    /// Where it does not exist or cannot be opened.
    fn open_existing(&mut self, name: &str) -> io::Result<Box<dyn StoredAudio>>;

    /// Bytes of a finished file.
    ///
    /// # Errors
    /// Where there is no file of that name, or something else: a link leads to sound of nobody knows whom.
    fn length(&self, name: &str) -> io::Result<u64>;

    /// SHA-256 of a finished file, lower-case hex.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn sha256(&self, name: &str) -> io::Result<String>;

    /// Bytes that are free on the folder's disk; `None` where nobody can tell. May block: asked on a thread of its own.
    fn free_bytes(&self) -> Option<u64>;
}
