//! Compares the files of a call's folder with what its entries say of them.

use super::super::audio_folder::{segment_name, sha256_of};
use super::super::layout::{AUDIO_FOLDER, CALL_NOTE_STEM, SESSION_FILE};
use super::super::{AudioFolder, atomic};
use super::{Fault, FaultKind, Place};
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;

/// What was found in an audio folder.
#[derive(Default)]
pub(super) struct Audio {
    pub(super) faults: Vec<Fault>,
    pub(super) not_yet_told: Vec<String>,
}

/// Every audio file an entry names, and every file in the folder that none names.
pub(super) fn audio(folder: &AudioFolder, entries: &[&Entry]) -> Audio {
    let told = told(entries);
    let mut found = Audio::default();
    for (name, sha256) in &told {
        let fault = wrong_file(folder.sha256(name), |actual| actual == *sha256);
        found.faults.extend(fault.map(|what| Fault { what, place: in_audio_folder(name) }));
    }
    let names = folder.names().unwrap_or_else(|_| {
        found
            .faults
            .push(Fault { what: FaultKind::FileUnreadable, place: Place::File(AUDIO_FOLDER.to_owned()) });
        Vec::new()
    });
    let newest = newest_told(&told);
    let some_untold = has_untold_take(entries);
    for name in names {
        if told.contains_key(name.as_str()) || name == SESSION_FILE || atomic::is_unfinished(&name) {
            continue;
        }
        // Segments are told in the order of their numbers, so an untold one has a higher number than those told.
        let comes_next = segment_name(&name)
            .is_some_and(|(track, number)| newest.get(track).is_none_or(|newest| number > *newest));
        if comes_next && (some_untold || holds_no_sound(&folder.path().join(&name))) {
            found.not_yet_told.push(format!("{AUDIO_FOLDER}/{name}"));
        } else {
            found.faults.push(Fault { what: FaultKind::FileAdded, place: in_audio_folder(&name) });
        }
    }
    found
}

/// Call notes in the folder: each must be a document that an entry says was written.
pub(super) fn call_notes(folder: &Path, entries: &[&Entry]) -> Vec<Fault> {
    let Ok(files) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let names = files.filter_map(|file| Some(file.ok()?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<_> = names.filter(|name| name.starts_with(CALL_NOTE_STEM)).collect();
    names.sort_unstable();
    let wrong = |name: &String| {
        let format = name.strip_prefix(CALL_NOTE_STEM)?;
        let written = || entries.iter().filter_map(|entry| document(entry, format));
        if written().next().is_none() {
            return Some(FaultKind::FileAdded);
        }
        wrong_file(sha256_of(&folder.join(name)), |actual| written().any(|sha256| sha256 == actual))
    };
    names
        .iter()
        .filter_map(|name| wrong(name).map(|what| Fault { what, place: Place::File(name.clone()) }))
        .collect()
}

fn wrong_file(sha256: io::Result<String>, is_right: impl FnOnce(&str) -> bool) -> Option<FaultKind> {
    match sha256 {
        Ok(actual) => (!is_right(&actual)).then_some(FaultKind::FileChanged),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(FaultKind::FileMissing),
        Err(_) => Some(FaultKind::FileUnreadable),
    }
}

/// A take that ended before its first frame may leave a file with no more than a header, which is nobody's to tell.
fn holds_no_sound(path: &Path) -> bool {
    const WAV_HEADER_BYTES: u64 = 44;
    path.symlink_metadata().is_ok_and(|about| about.is_file() && about.len() <= WAV_HEADER_BYTES)
}

fn in_audio_folder(name: &str) -> Place {
    Place::File(format!("{AUDIO_FOLDER}/{name}"))
}

/// The SHA-256 of a document that the entry says was written in this format.
fn document<'a>(entry: &'a Entry, wanted: &str) -> Option<&'a str> {
    match &entry.fact {
        Fact::Exported { format, sha256 } if format == wanted => Some(sha256),
        _ => None,
    }
}

/// Each file with the newest SHA-256 told of it.
fn told<'a>(entries: &[&'a Entry]) -> BTreeMap<&'a str, &'a str> {
    let segments = entries.iter().filter_map(|entry| match &entry.fact {
        Fact::SegmentFinished { file, sha256, .. } => Some((file.as_str(), sha256.as_str())),
        _ => None,
    });
    segments.collect()
}

/// The highest number told of each track.
fn newest_told<'a>(told: &BTreeMap<&'a str, &str>) -> HashMap<&'a str, u32> {
    let mut newest = HashMap::new();
    for (track, number) in told.keys().filter_map(|name| segment_name(name)) {
        let highest = newest.entry(track).or_insert(number);
        *highest = number.max(*highest);
    }
    newest
}

/// Whether a take was asked for whose files are not all told: it has not ended, or it ended with more frames than its
/// segments hold.
fn has_untold_take(entries: &[&Entry]) -> bool {
    let mut takes: BTreeMap<u32, Take> = BTreeMap::new();
    for entry in entries {
        match &entry.fact {
            Fact::RecordingRequested { take } | Fact::RecordingStarted { take, .. } => {
                takes.entry(*take).or_default();
            }
            Fact::RecordingFailed { take, .. } => takes.entry(*take).or_default().ended_at = Some(0),
            Fact::RecordingStopped { take, frames, .. } => {
                takes.entry(*take).or_default().ended_at = Some(*frames);
            }
            Fact::SegmentFinished { take, first_frame, frames, .. } => {
                let told = &mut takes.entry(*take).or_default().told_to;
                *told = first_frame.saturating_add(*frames).max(*told);
            }
            _ => {}
        }
    }
    takes.values().any(|take| take.ended_at.is_none_or(|end| end > take.told_to))
}

#[derive(Default)]
struct Take {
    /// Frames on disk when it ended; `None` while it has not.
    ended_at: Option<u64>,
    /// Frames up to the end of the segments told.
    told_to: u64,
}
