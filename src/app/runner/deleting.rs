//! Deletes the audio of takes whose deletion stands on the timeline; decides nothing.

use super::audio_files::FolderOfCall;
use super::filing::{Folded, Timeline};
use crate::app::trouble::{Trouble, with_cause};
use crate::domain::call::Call;
use crate::domain::custody::{Deletion, Standing};
use crate::recording::salvage::untold;
use crate::store::audio_folder::AudioFolder;
use crate::store::{DeleteError, Layout};
use std::collections::BTreeSet;

/// What is to go of a call.
#[derive(Default)]
struct Going {
    /// Files that the timeline names.
    told: BTreeSet<String>,
    /// Files that are only in the folder: they could not be finished when their take ended.
    untold: Vec<String>,
    /// Files of which nobody knows the take, and what is to be said of them.
    unknown: Vec<String>,
}

/// The takes whose audio was to go, and what became of their files.
pub(super) fn delete_audio(layout: &Layout, timeline: &Timeline) -> Result<(Vec<u32>, Deletion), Trouble> {
    let call = Folded::of(timeline)?.call;
    let takes = call.custody.going();
    let Going { told, untold, unknown } = what_goes(layout, &call, &takes);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let untold: Vec<&str> = untold.iter().map(String::as_str).collect();
    let folder = AudioFolder::new(layout.audio(call.id()));
    let mut deletion = match folder.delete(&told, &untold, &call.recording) {
        Ok(done) => done,
        // Until the disk has confirmed it, it is not done.
        Err(DeleteError::NotSynced { mut done, source }) => {
            done.left.push(format!("the disk did not confirm it ({source})"));
            done
        }
        Err(error) => {
            let why = with_cause(&error);
            let left = told.iter().chain(&untold).map(|file| format!("{file} ({why})")).collect();
            Deletion { left, ..Deletion::default() }
        }
    };
    deletion.left.extend(unknown);
    Ok((takes, deletion))
}

/// What is still there of these takes, or should be. What went at an earlier try is not looked for again.
fn what_goes(layout: &Layout, call: &Call, takes: &[u32]) -> Going {
    let is_rid_of = |take: u32, file: &str| match call.custody.of(take) {
        Some(Standing::Going { tried, .. }) => tried.is_rid_of(file),
        _ => false,
    };
    let segments = &call.recording.segments;
    let told = segments.iter().filter(|one| takes.contains(&one.take) && !is_rid_of(one.take, &one.file));
    let mut going = Going { told: told.map(|one| one.file.clone()).collect(), ..Going::default() };
    // A folder that cannot be read is told of by the deletion itself.
    let found = untold(&FolderOfCall::new(layout, call.id(), segments), segments).unwrap_or_default();
    for (file, take) in found {
        match take {
            Some(take) if takes.contains(&take) => going.untold.push(file),
            Some(_) => {}
            None => going.unknown.push(format!("{file} (nothing says which take it is of)")),
        }
    }
    going
}
