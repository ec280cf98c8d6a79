//! Deletes the audio of takes whose deletion stands on the timeline; decides nothing.

use super::filing::{Folded, Timeline};
use crate::app::trouble::{Trouble, with_cause};
use crate::domain::custody::Deletion;
use crate::store::audio_folder::AudioFolder;
use crate::store::{DeleteError, Layout};
use std::collections::BTreeSet;

/// The takes whose audio was to go, and what became of their files.
pub(super) fn delete_audio(layout: &Layout, timeline: &Timeline) -> Result<(Vec<u32>, Deletion), Trouble> {
    let call = Folded::of(timeline)?.call;
    let takes = call.custody.going();
    let going = call.recording.segments.iter().filter(|segment| takes.contains(&segment.take));
    // A file that was told twice goes once.
    let files: BTreeSet<&str> = going.map(|segment| segment.file.as_str()).collect();
    let files: Vec<&str> = files.into_iter().collect();
    let deletion = match AudioFolder::new(layout.audio(call.id())).delete(&files, &call.recording) {
        Ok(done) => done,
        // Until the disk has confirmed it, it is not done.
        Err(DeleteError::NotSynced { mut done, source }) => {
            done.left.push(format!("the disk did not confirm it ({source})"));
            done
        }
        Err(error) => {
            let why = with_cause(&error);
            let left = files.iter().map(|file| format!("{file} ({why})")).collect();
            Deletion { left, ..Deletion::default() }
        }
    };
    Ok((takes, deletion))
}
