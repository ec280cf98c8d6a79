//! Which file a database was opened as: a program that syncs or restores may put another one in its place.

use std::fs::Metadata;
use std::io;
use std::path::Path;

/// The file that a database was opened as.
pub(super) struct Opened(Which);

/// What tells two files of one system apart. It is asked for by path: to open and close the database beside `SQLite` would
/// let go of `SQLite`'s locks.
#[cfg(unix)]
type Which = (u64, u64);

/// Windows lets nobody take away a file that is open.
#[cfg(not(unix))]
type Which = ();

impl Opened {
    /// The file that is at this path now.
    pub(super) fn at(path: &Path) -> io::Result<Self> {
        path.metadata().map(|about| Self(which(&about)))
    }

    /// Whether the file is still at this path.
    ///
    /// # Errors
    /// Where there is none, or another one.
    pub(super) fn check(&self, path: &Path) -> io::Result<()> {
        let is_same = self.0 == which(&path.metadata()?);
        is_same.then_some(()).ok_or_else(|| io::Error::other("another file was put in its place"))
    }
}

#[cfg(unix)]
fn which(about: &Metadata) -> Which {
    use std::os::unix::fs::MetadataExt as _;
    (about.dev(), about.ino())
}

#[cfg(not(unix))]
fn which(_: &Metadata) -> Which {}
