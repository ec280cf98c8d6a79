//! Compares what lies in a call's folder itself with what the entries say of it, and names what does not belong there.

use super::super::audio_folder;
use super::super::layout::{
    AUDIO_FOLDER, CALL_NOTE_STEM, EDITED_STEMS, SUMS_FILE, TIMELINE_FILE, UNSAVED_STORED_STEM,
};
use super::super::told::Told;
use super::super::unsaved_file::is_unsaved;
use super::files::wrong_file;
use super::{FaultKind, RemarkKind, Verified};
use crate::files::is_unfinished;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Everything in the folder but its timeline, its audio, and `session.json`.
pub(super) fn files(folder: &Path, told: &Told<'_>) -> Verified {
    let mut found = Verified::default();
    for (path, sha256) in told.documents.iter().chain(&told.sealed) {
        let wrong = if stays_within(path) {
            wrong_file(&folder.join(path), sha256)
        } else {
            Some(FaultKind::FileUnreadable)
        };
        if let Some(what) = wrong {
            found.fault(what, *path);
        }
    }
    if let Some(what) = wrong_sums(folder, told) {
        found.fault(what, SUMS_FILE);
    }
    for name in names(folder) {
        judge(folder, &name, told, &mut found);
    }
    found
}

fn names(folder: &Path) -> BTreeSet<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten();
    files.filter_map(|file| Some(file.ok()?.file_name().to_string_lossy().into_owned())).collect()
}

fn judge(folder: &Path, name: &str, told: &Told<'_>, found: &mut Verified) {
    let is_ours = match name {
        AUDIO_FOLDER => folder.join(name).is_dir(),
        TIMELINE_FILE => true,
        SUMS_FILE => !told.audio.is_empty(),
        other => told.documents.contains_key(other),
    };
    if is_ours {
        return;
    }
    if is_unfinished(name) {
        found.remark(RemarkKind::Unfinished, name);
    } else if EDITED_STEMS.iter().any(|stem| name.starts_with(stem)) {
        found.remark(RemarkKind::NoteEdited, name);
    } else if name.starts_with(UNSAVED_STORED_STEM) {
        found.remark(RemarkKind::EntriesStoredLater, name);
    } else if is_unsaved(name) {
        found.fault(FaultKind::EntriesApart, name);
    } else if let Some(what) = wrong_note(folder, name, told) {
        found.fault(what, name);
    }
}

/// What is wrong with a file that no entry names as one of this folder: an older entry may tell its SHA-256 without a name.
fn wrong_note(folder: &Path, name: &str, told: &Told<'_>) -> Option<FaultKind> {
    let Some(format) = name.strip_prefix(CALL_NOTE_STEM) else {
        return Some(FaultKind::FileAdded);
    };
    if !told.somewhere.iter().any(|(of, _)| *of == format) {
        return Some(FaultKind::FileAdded);
    }
    match audio_folder::sha256_of(&folder.join(name)) {
        Ok(actual) => {
            (!told.somewhere.contains(&(format, actual.as_str()))).then_some(FaultKind::FileChanged)
        }
        Err(_) => Some(FaultKind::FileUnreadable),
    }
}

/// While the call goes on the list may be a file behind the timeline; it never says anything else.
fn wrong_sums(folder: &Path, told: &Told<'_>) -> Option<FaultKind> {
    let wanted = told.sums();
    let must_be_there = told.is_finished && !wanted.is_empty();
    match std::fs::read_to_string(folder.join(SUMS_FILE)) {
        Ok(there) if there == wanted => None,
        Ok(there) => {
            let is_behind =
                !told.is_finished && there.lines().all(|line| wanted.lines().any(|one| one == line));
            (!is_behind).then_some(FaultKind::FileChanged)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            must_be_there.then_some(FaultKind::FileMissing)
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Some(FaultKind::FileChanged),
        Err(_) => Some(FaultKind::FileUnreadable),
    }
}

/// Whether a path from an entry stays within the call's folder on any system.
fn stays_within(path: &str) -> bool {
    path.split('/').all(audio_folder::is_plain_name)
}
