//! Compares the files of an audio folder with what the entries say of them.

use super::super::AudioFolder;
use super::super::audio_deletion::of_peaks_file;
use super::super::audio_folder::sha256_of;
use super::super::layout::{AUDIO_FOLDER, CLOCK_FILE, SESSION_FILE};
use super::super::told::{AudioFile, Told};
use super::takes::Takes;
use super::{FaultKind, RemarkKind, Verified};
use crate::domain::track::Track;
use crate::files;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// Bytes of a WAV file before its first sample, as the recorder writes it.
const WAV_HEADER_BYTES: u64 = 44;

/// Bytes of a sample.
const SAMPLE_BYTES: u64 = 2;

/// Every audio file an entry names, and every file in the folder that none names.
pub(super) fn audio(folder: &AudioFolder, told: &Told<'_>, takes: &Takes) -> Verified {
    let mut found = Verified::default();
    for (name, file) in told.kept() {
        match (wrong_segment(folder, name, file), told.going.get(name)) {
            (None, _) => {}
            (Some(FaultKind::FileMissing), Some(by)) => {
                found.remark(RemarkKind::Deleted { by: *by }, in_audio_folder(name));
            }
            (Some(what), _) => found.fault(what, in_audio_folder(name)),
        }
    }
    let Ok(names) = folder.names() else {
        found.fault(FaultKind::FileUnreadable, AUDIO_FOLDER);
        return found;
    };
    for (name, by) in &told.deleted {
        if names.iter().any(|there| there == name) {
            found.fault(FaultKind::FileNotDeleted, in_audio_folder(name));
        } else {
            found.remark(RemarkKind::Deleted { by: *by }, in_audio_folder(name));
        }
    }
    let mut judge = Judge::new(folder, told, takes);
    for name in names.iter().filter(|name| !told.audio.contains_key(name.as_str())) {
        judge.judge(name, &mut found);
    }
    found
}

/// Judges files that no entry names.
struct Judge<'a> {
    folder: &'a AudioFolder,
    told: &'a Told<'a>,
    newest: BTreeMap<Track, u32>,
    untold: BTreeSet<Track>,
    has_takes: bool,
    /// How many more files without sound the takes may have left, of each track.
    empty_left: BTreeMap<Track, usize>,
}

impl<'a> Judge<'a> {
    fn new(folder: &'a AudioFolder, told: &'a Told<'a>, takes: &Takes) -> Self {
        let empty = takes.may_leave_empty();
        Self {
            folder,
            told,
            newest: told.newest_segments(),
            untold: takes.untold(),
            has_takes: takes.any(),
            empty_left: Track::ALL.into_iter().map(|track| (track, empty)).collect(),
        }
    }

    fn judge(&mut self, name: &str, found: &mut Verified) {
        let path = in_audio_folder(name);
        if self.has_takes && (name == SESSION_FILE || name == CLOCK_FILE) {
            return;
        }
        if files::is_unfinished(name) {
            return found.remark(RemarkKind::Unfinished, path);
        }
        if of_peaks_file(name).is_some_and(|segment| self.may_be_there(&segment)) {
            return;
        }
        // Segments are told in the order of their numbers, so an untold one has a higher number than those told.
        let next = Track::of_segment_file(name).filter(|(track, number)| self.comes_next(*track, *number));
        match next {
            Some((track, _)) if self.untold.contains(&track) => found.not_yet_told.push(path),
            Some((track, _)) if self.leaves_empty(track, name) => found.remark(RemarkKind::NoSound, path),
            _ => found.fault(FaultKind::FileAdded, path),
        }
    }

    fn comes_next(&self, track: Track, number: u32) -> bool {
        self.newest.get(&track).is_none_or(|newest| number > *newest)
    }

    /// Whether a segment may be there, and peaks of it beside it.
    fn may_be_there(&self, segment: &str) -> bool {
        let is_kept = self.told.kept().any(|(name, _)| name == segment);
        let comes = |(track, number)| self.comes_next(track, number) && self.untold.contains(&track);
        is_kept || Track::of_segment_file(segment).is_some_and(comes)
    }

    fn leaves_empty(&mut self, track: Track, name: &str) -> bool {
        let path = self.folder.path().join(name);
        let holds_none =
            path.symlink_metadata().is_ok_and(|about| about.is_file() && about.len() <= WAV_HEADER_BYTES);
        match self.empty_left.get_mut(&track) {
            Some(left) if holds_none && *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

fn wrong_segment(folder: &AudioFolder, name: &str, told: &AudioFile<'_>) -> Option<FaultKind> {
    let whole = WAV_HEADER_BYTES.saturating_add(told.frames.saturating_mul(SAMPLE_BYTES));
    let wrong = wrong(folder.sha256(name), told.sha256)?;
    let is_shorter = || {
        let about = folder.path().join(name).metadata();
        about.is_ok_and(|about| about.len() < whole)
    };
    Some(if wrong == FaultKind::FileChanged && is_shorter() { FaultKind::FileCutOff } else { wrong })
}

/// What is wrong with a file that should have this SHA-256.
pub(super) fn wrong_file(path: &Path, sha256: &str) -> Option<FaultKind> {
    wrong(sha256_of(path), sha256)
}

fn wrong(actual: io::Result<String>, wanted: &str) -> Option<FaultKind> {
    match actual {
        Ok(actual) => (actual != wanted).then_some(FaultKind::FileChanged),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Some(FaultKind::FileMissing),
        Err(_) => Some(FaultKind::FileUnreadable),
    }
}

fn in_audio_folder(name: &str) -> String {
    format!("{AUDIO_FOLDER}/{name}")
}
