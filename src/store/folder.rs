//! Makes folders that only their owner can look into, and names that are free in them.

use crate::files::{folder_of, sync_folder};
use std::io;
use std::path::{Path, PathBuf};

/// Makes a folder and those above it, for the owner only; one that is there already stays as it is.
///
/// # Errors
/// Where it cannot be made.
pub fn make(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Gives a file another name in its folder, one that is free: `<stem>.<extension>`, else `<stem>-2.<extension>` and so on.
/// Gives that name.
///
/// # Errors
/// Where it cannot be renamed.
pub fn move_aside(file: &Path, stem: &str, extension: &str) -> io::Result<PathBuf> {
    let aside = free_path(folder_of(file), stem, extension, &[""]);
    std::fs::rename(file, &aside)?;
    sync_folder(folder_of(file))?;
    Ok(aside)
}

/// Options that give a file to its owner only, should they create it.
pub(super) fn private_file() -> std::fs::OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut options = std::fs::OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// A path below `folder` that is free together with its companions: `<stem>.<extension>`, else `<stem>-2.<extension>`
/// and so on. A companion's name is the path with a suffix.
pub(super) fn free_path(folder: &Path, stem: &str, extension: &str, companions: &[&str]) -> PathBuf {
    let mut path = folder.join(format!("{stem}.{extension}"));
    let mut copy = 2_u64;
    while companions.iter().any(|suffix| with_suffix(&path, suffix).symlink_metadata().is_ok()) {
        path = folder.join(format!("{stem}-{copy}.{extension}"));
        copy += 1;
    }
    path
}

/// The path with `suffix` after its last letter.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
