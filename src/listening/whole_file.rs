//! Writes a file beside its place and moves it there whole; knows nothing of what is in it.

use crate::files::{self, Existing};
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

/// Has `write` write a file, syncs it and gives it its name, for the owner only. Whatever happens meanwhile, there is either
/// what was there before or the whole new file.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where a file is there and is to be kept; others where it cannot be written.
pub(super) fn write<T>(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<T>,
) -> io::Result<T> {
    // Asked first, so that nobody waits for an hour of sound to hear it.
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let file = files::beside(path)?;
    let mut buffer = BufWriter::with_capacity(1 << 16, file.as_file());
    let told = write(&mut buffer)?;
    buffer.into_inner().map_err(io::IntoInnerError::into_error)?;
    files::put(file, path, existing)?;
    Ok(told)
}
