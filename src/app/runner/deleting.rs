//! Deletes the audio of takes whose deletion stands on the timeline; decides nothing.

use super::filing::{Folded, Timeline};
use crate::app::trouble::{Trouble, with_cause};
use crate::domain::custody::Deletion;
use crate::store::audio_folder::AudioFolder;
use crate::store::{self, DeleteError, Layout};
use std::collections::BTreeSet;

/// The takes whose audio was to go, and what became of their files.
pub(super) fn delete_audio(layout: &Layout, timeline: &Timeline) -> Result<(Vec<u32>, Deletion), Trouble> {
    let call = Folded::of(timeline)?.call;
    let takes = call.custody.going();
    let going = call.recording.segments.iter().filter(|segment| takes.contains(&segment.take));
    // A file that was told twice goes once.
    let files: BTreeSet<&str> = going.map(|segment| segment.file.as_str()).collect();
    let files: Vec<&str> = files.into_iter().collect();
    let folder = AudioFolder::new(layout.audio(call.id()));
    let deletion = match folder.delete(&files, &call.recording) {
        Ok(done) => told(done),
        // Until the disk has confirmed it, it is not done.
        Err(DeleteError::NotSynced { done, source }) => {
            let mut deletion = told(done);
            deletion.left.push(format!("the disk did not confirm it ({source})"));
            deletion
        }
        Err(error) => {
            let why = with_cause(&error);
            let left = files.iter().map(|file| format!("{file} ({why})")).collect();
            Deletion { left, ..Deletion::default() }
        }
    };
    Ok((takes, deletion))
}

fn told(done: store::Deletion) -> Deletion {
    let store::Deletion { deleted, missing, left } = done;
    let left = left.into_iter().map(|(file, why)| format!("{file} ({why})")).collect();
    Deletion { gone: deleted, missing, left }
}
