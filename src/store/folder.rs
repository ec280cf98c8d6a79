//! Makes folders that only their owner can look into, and syncs what was named in them.

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
    let aside = free_path(of(file), stem, extension, &[""]);
    std::fs::rename(file, &aside)?;
    sync(of(file))?;
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

/// Writes a folder's list of names to the disk, so that a new name outlives a power cut.
#[cfg(unix)]
pub(super) fn sync(path: &Path) -> io::Result<()> {
    match std::fs::File::open(path)?.sync_all() {
        // Some network and FUSE file systems cannot sync a folder; there is nothing more to be done then.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        other => other,
    }
}

/// Writes a folder's list of names to the disk; Windows does so by itself.
#[cfg(not(unix))]
pub(super) fn sync(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// The folder a file lies in.
pub(super) fn of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
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
