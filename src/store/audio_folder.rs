//! The audio folder of one call: names, the recorder's session file, and files that sync when flushed; knows nothing of
//! sound.

use super::layout::SESSION_FILE;
use super::{atomic, folder};
use crate::domain::chain::to_hex;
use crate::domain::track::Track;
use crate::files;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// The audio folder of one call. It is made with the first file in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudioFolder {
    path: PathBuf,
}

impl AudioFolder {
    /// The folder at `path`, such as [`super::Layout::audio`] gives.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The next free segment number of a track (`mic`, `far`), from 1. Numbers run on over all takes of a call.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn next_segment(&self, track: &str) -> io::Result<u32> {
        let names = self.names()?;
        let numbers = names.iter().filter_map(|name| Track::of_segment_file(name));
        let numbers = numbers.filter(|(of, _)| of.name() == track);
        Ok(numbers.map(|(_, number)| number).max().unwrap_or(0).saturating_add(1))
    }

    /// Replaces `session.json` whole and syncs it.
    ///
    /// # Errors
    /// Where it cannot be written; it is as it was then.
    pub fn save_session(&self, json: &[u8]) -> io::Result<()> {
        folder::make(&self.path)?;
        atomic::replace(&self.path.join(SESSION_FILE), json)
    }

    /// The text of `session.json`; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn load_session(&self) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.path.join(SESSION_FILE)) {
            Ok(json) => Ok(Some(json)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Creates a file that must not exist yet, for the owner only.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] where it exists, [`io::ErrorKind::InvalidInput`] where `name` is no plain file
    /// name, others where it cannot be created.
    pub fn create(&self, name: &str) -> io::Result<SyncingFile> {
        let path = self.file(name)?;
        folder::make(&self.path)?;
        let file = folder::private_file().read(true).write(true).create_new(true).open(path)?;
        files::sync_folder(&self.path)?;
        Ok(SyncingFile::new(file))
    }

    /// Opens a file to write at its end, and creates it where it is missing, for the owner only. A last line that was cut off
    /// is ended, so that what is written next begins with a line of its own.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] where `name` is no plain file name, others where it cannot be opened.
    pub fn append_to(&self, name: &str) -> io::Result<SyncingFile> {
        let path = self.file(name)?;
        folder::make(&self.path)?;
        let mut file = folder::private_file().read(true).append(true).create(true).open(path)?;
        let mut last = [b'\n'];
        if file.seek(SeekFrom::End(0))? == 0 {
            files::sync_folder(&self.path)?;
        } else {
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
        }
        let mut file = SyncingFile::new(file);
        if last != *b"\n" {
            file.write_all(b"\n")?;
        }
        Ok(file)
    }

    /// Opens a file in order to repair it; begins at its first byte.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] where `name` is no plain file name, others where it cannot be opened.
    pub fn open_existing(&self, name: &str) -> io::Result<SyncingFile> {
        File::options().read(true).write(true).open(self.file(name)?).map(SyncingFile::new)
    }

    /// The names of everything in the folder, sorted; none where there is no folder.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let mut names = names.collect::<io::Result<Vec<_>>>()?;
        names.sort_unstable();
        Ok(names)
    }

    /// SHA-256 of a file, lower-case hex. Reads it piece by piece, so it may be of any length.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] where `name` is no plain file name, others where it cannot be read.
    pub fn sha256(&self, name: &str) -> io::Result<String> {
        sha256_of(&self.file(name)?)
    }

    fn file(&self, name: &str) -> io::Result<PathBuf> {
        if !is_plain_name(name) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file name"));
        }
        Ok(self.path.join(name))
    }
}

pub(super) fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut block = vec![0; 64 * 1024];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(to_hex(&hasher.finalize())),
            Ok(read) => hasher.update(block.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether the name stays within its folder on any system.
pub(super) fn is_plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    let is_one_part = matches!(parts.next(), Some(Component::Normal(part)) if part == name);
    is_one_part && parts.next().is_none() && !name.contains(['/', '\\', ':', '\0'])
}

/// A file that is written through a buffer; `flush` empties the buffer and syncs the file to the disk.
#[derive(Debug)]
pub struct SyncingFile {
    file: BufWriter<File>,
}

impl SyncingFile {
    fn new(file: File) -> Self {
        Self { file: BufWriter::with_capacity(64 * 1024, file) }
    }

    /// When it was last changed.
    ///
    /// # Errors
    /// Where the disk does not say.
    pub fn modified(&self) -> io::Result<SystemTime> {
        self.file.get_ref().metadata()?.modified()
    }

    /// Gives it this time of last change, once everything written so far is in it.
    ///
    /// # Errors
    /// Where it cannot be set.
    pub fn set_modified(&mut self, to: SystemTime) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().set_modified(to)
    }
}

impl Write for SyncingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_data()
    }
}

impl Seek for SyncingFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Read for SyncingFile {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        // What is still in the buffer belongs before the place that is read.
        self.file.flush()?;
        self.file.get_mut().read(bytes)
    }
}
