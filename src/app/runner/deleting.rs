//! Deletes the audio of takes whose deletion stands on the timeline; decides nothing.

use super::filing::Folded;
use crate::app::trouble::Trouble;
use crate::domain::call::Call;
use crate::domain::custody::{DeletedFile, Deletion};
use crate::domain::ids::CallId;
use crate::store::audio_folder::AudioFolder;
use crate::store::{Layout, StoredEntry};
use std::collections::BTreeSet;
use std::io;

/// The call, the takes whose audio was to go, and what became of their files.
pub(super) fn delete_audio(
    layout: &Layout,
    timeline: &[StoredEntry],
) -> Result<(CallId, Vec<u32>, Deletion), Trouble> {
    let call = Folded::of(timeline)?.call;
    let takes = call.custody.going();
    let folder = AudioFolder::new(layout.audio(call.id()));
    let mut deletion = Deletion::default();
    for file in files_of(&call, &takes) {
        match delete_file(&folder, &file) {
            Ok(Some(sha256)) => deletion.gone.push(DeletedFile { file, sha256 }),
            Ok(None) => deletion.missing.push(file),
            Err(error) => deletion.left.push(format!("{file} ({error})")),
        }
    }
    Ok((call.id().clone(), takes, deletion))
}

/// Each finished file of these takes, once.
fn files_of(call: &Call, takes: &[u32]) -> BTreeSet<String> {
    let going = call.recording.segments.iter().filter(|segment| takes.contains(&segment.take));
    going.map(|segment| segment.file.clone()).collect()
}

/// Deletes a file: the SHA-256 of what went, or `None` where it was not there.
fn delete_file(folder: &AudioFolder, file: &str) -> io::Result<Option<String>> {
    match folder.sha256(file) {
        Ok(sha256) => std::fs::remove_file(folder.path().join(file)).map(|()| Some(sha256)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
