//! Room on the disk of a folder.

use std::path::Path;
use sysinfo::Disks;

/// Free bytes on the disk that holds the folder, or will: the one with the longest mount point above it. `None` where the
/// system does not tell.
#[must_use]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let disks = Disks::new_with_refreshed_list().ok()?;
    let nearest = nearest(folder)?;
    // Links are followed first; Windows tells a followed path in a form that no mount point has.
    let forms = [nearest.canonicalize().ok(), Some(nearest.to_path_buf())];
    forms.into_iter().flatten().find_map(|folder| {
        let above = disks.iter().filter(|disk| folder.starts_with(disk.mount_point()));
        Some(above.max_by_key(|disk| disk.mount_point().as_os_str().len())?.available_space())
    })
}

/// The folder itself, or the nearest one above it that is there.
#[must_use]
pub fn nearest(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.exists())
}
