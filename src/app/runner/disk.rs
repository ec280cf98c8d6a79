//! Room on the disk of a folder.

use std::path::Path;

/// Bytes that this person may still write on the disk that holds the folder, or will: a quota counts, and a drive on the
/// network is asked like any other. `None` where the system does not tell.
#[must_use]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    fs4::available_space(nearest(folder)?).ok()
}

/// The folder itself, or the nearest one above it that is there.
#[must_use]
pub fn nearest(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.exists())
}
