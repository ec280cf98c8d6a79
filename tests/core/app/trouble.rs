//! Everything that can go wrong has words that say what, and what to do.

use rapport::app::trouble::{Told, Trouble, capture_told};
use rapport::checklists::Fault;
use rapport::domain::track::Track;
use rapport::recording::{CaptureError, StartError};
use rapport::store::{OpenError, SaveError};
use std::io;
use std::path::PathBuf;

/// One of each. The match fails to compile when a variant is added, as a reminder to add it here.
fn all() -> Vec<Trouble> {
    let folder = PathBuf::from("/data");
    let system = "input/output error".to_owned();
    let all = vec![
        Trouble::InUse { folder: folder.clone() },
        Trouble::PlaceMissing { folder: folder.clone() },
        Trouble::NoDataFolder { folder: folder.clone() },
        Trouble::Unwritable { path: folder.clone(), system: system.clone() },
        Trouble::Damaged { file: folder.clone() },
        Trouble::SetAside { file: folder.clone() },
        Trouble::NewerDatabase,
        Trouble::DiskFull,
        Trouble::NotSaved { system: system.clone() },
        Trouble::NotRead { system: system.clone() },
        Trouble::SettingsSetAside { file: folder.clone() },
        Trouble::SettingsNotRead { system: system.clone() },
        Trouble::Checklist(Fault { file: folder, line: Some(7), what: "expected a title".to_owned() }),
        Trouble::MicrophoneLost,
        Trouble::RecordingDiskFull,
        Trouble::RecordingDiskReserve,
        Trouble::DeviceNotUsed { track: Track::Mic, error: CaptureError::DeviceBusy },
        Trouble::DeviceNotUsed { track: Track::Far, error: CaptureError::OtherRate },
        Trouble::AudioNotDeleted { files: vec!["mic-0001.wav (in use)".to_owned()] },
        Trouble::DeletionHeld { client: "Rosa Ortiz".to_owned() },
        Trouble::RecordingFailed { what: system.clone() },
        Trouble::Overflow,
        Trouble::NotExported { system: system.clone() },
        Trouble::NotSavedWhileClosed { why: system.clone() },
        Trouble::EntriesKeptApart { file: PathBuf::from("/data/calls/a/unsaved-entries.jsonl") },
        Trouble::SettingsNotSaved { system },
        Trouble::NoConfigFolder,
        Trouble::AudioLeftAlone { client: "Rosa Ortiz".to_owned(), files: vec!["mic-0001.wav".to_owned()] },
        Trouble::EditedNoteKept { file: PathBuf::from("/data/calls/a/call-note-edited.md") },
        Trouble::ExportFolderNotWhole { folder: PathBuf::from("exports") },
        Trouble::ExportPlaceMissing { folder: PathBuf::from("/stick/exports") },
        Trouble::Worker { name: "store" },
        Trouble::NoChecklist,
    ];
    for trouble in &all {
        match trouble {
            Trouble::InUse { .. }
            | Trouble::NoDataFolder { .. }
            | Trouble::PlaceMissing { .. }
            | Trouble::Unwritable { .. }
            | Trouble::Damaged { .. }
            | Trouble::SetAside { .. }
            | Trouble::NewerDatabase
            | Trouble::DiskFull
            | Trouble::NotSaved { .. }
            | Trouble::NotRead { .. }
            | Trouble::SettingsSetAside { .. }
            | Trouble::SettingsNotRead { .. }
            | Trouble::Checklist(_)
            | Trouble::NotStarted(_)
            | Trouble::MicrophoneLost
            | Trouble::RecordingDiskFull
            | Trouble::RecordingDiskReserve
            | Trouble::DeviceNotUsed { .. }
            | Trouble::AudioNotDeleted { .. }
            | Trouble::DeletionHeld { .. }
            | Trouble::RecordingFailed { .. }
            | Trouble::Overflow
            | Trouble::NotExported { .. }
            | Trouble::NotSavedWhileClosed { .. }
            | Trouble::EntriesKeptApart { .. }
            | Trouble::SettingsNotSaved { .. }
            | Trouble::NoConfigFolder
            | Trouble::AudioLeftAlone { .. }
            | Trouble::EditedNoteKept { .. }
            | Trouble::ExportFolderNotWhole { .. }
            | Trouble::ExportPlaceMissing { .. }
            | Trouble::Worker { .. }
            | Trouble::NoChecklist => {}
        }
    }
    let starts = [
        StartError::ConsentEnded,
        StartError::AlreadyRecording,
        StartError::DiskFull,
        StartError::Disk("read-only".to_owned()),
    ];
    let starts = starts.into_iter().chain(captures().into_iter().map(StartError::Capture));
    all.into_iter().chain(starts.map(Trouble::NotStarted)).collect()
}

fn captures() -> Vec<CaptureError> {
    vec![
        CaptureError::NoMicrophone,
        CaptureError::DeviceGone,
        CaptureError::DeviceBusy,
        CaptureError::NoFarEnd,
        CaptureError::OtherRate,
        CaptureError::PermissionDenied,
        CaptureError::NoAnswer,
        CaptureError::System("code 7".to_owned()),
    ]
}

#[track_caller]
fn check_words(told: &Told, about: &str) {
    for words in [&told.what, &told.advice] {
        let first = words.chars().next().unwrap_or(' ');
        assert!(first.is_uppercase() || first == '“', "{about} begins a sentence: {words}");
        assert!(!words.ends_with('.'), "{about} needs no full stop: {words}");
        for never in ["legal", "compliant", "privileged", "tamper-proof", "invalid", "Error", "{", "}"] {
            assert!(!words.contains(never), "{about} says {never}: {words}");
        }
    }
    assert_ne!(told.what, "Something went wrong", "{about} has no words of its own");
    assert_ne!(told.what, told.advice);
}

#[test]
fn everything_that_can_go_wrong_says_what_and_what_to_do() {
    for trouble in all() {
        check_words(&trouble.told(), &format!("{trouble:?}"));
    }
    for error in captures() {
        check_words(&capture_told(&error), &format!("{error:?}"));
    }
}

#[test]
fn no_two_things_that_go_wrong_are_told_in_the_same_words() {
    let mut told: Vec<String> = all().iter().map(|trouble| trouble.told().what).collect();
    let everything = told.len();
    told.sort();
    told.dedup();
    assert_eq!(told.len(), everything);
}

#[test]
fn what_the_system_said_and_which_file_it_was_is_told() {
    let shown = |trouble: Trouble| {
        let told = trouble.told();
        format!("{} {}", told.what, told.advice)
    };
    let file = PathBuf::from("/data/rapport.db");
    for trouble in [
        Trouble::InUse { folder: file.clone() },
        Trouble::NoDataFolder { folder: file.clone() },
        Trouble::Unwritable { path: file.clone(), system: "denied".to_owned() },
        Trouble::Damaged { file: file.clone() },
        Trouble::SetAside { file: file.clone() },
        Trouble::SettingsSetAside { file: file.clone() },
        Trouble::Checklist(Fault { file, line: Some(12), what: "line 12".to_owned() }),
    ] {
        assert!(shown(trouble.clone()).contains("/data/rapport.db"), "{trouble:?}");
    }
    let system = "no space in the inn".to_owned();
    for trouble in [
        Trouble::NotSaved { system: system.clone() },
        Trouble::NotRead { system: system.clone() },
        Trouble::NotExported { system: system.clone() },
        Trouble::SettingsNotRead { system },
    ] {
        assert!(shown(trouble.clone()).contains("no space in the inn"), "{trouble:?}");
    }
}

#[test]
fn what_the_store_says_becomes_what_a_person_is_told() {
    let folder = || PathBuf::from("/data");
    let broken = || io::Error::other("broken");
    let sqlite = rusqlite_error();
    for (error, trouble) in [
        (OpenError::InUse { folder: folder() }, Trouble::InUse { folder: folder() }),
        (OpenError::Missing { folder: folder() }, Trouble::NoDataFolder { folder: folder() }),
        (
            OpenError::Unwritable { folder: folder(), source: broken() },
            Trouble::Unwritable { path: folder(), system: "broken".to_owned() },
        ),
        (OpenError::Damaged { file: folder(), source: sqlite }, Trouble::Damaged { file: folder() }),
        (OpenError::Newer { found: 9, known: 1 }, Trouble::NewerDatabase),
    ] {
        assert_eq!(Trouble::from(error), trouble);
    }
    assert_eq!(Trouble::from(SaveError::DiskFull), Trouble::DiskFull);
    assert_eq!(
        Trouble::not_set_aside(SaveError::InUse { folder: folder() }),
        Trouble::InUse { folder: folder() }
    );
    assert_eq!(
        Trouble::not_set_aside(SaveError::Unwritable { path: folder(), source: broken() }),
        Trouble::Unwritable { path: folder(), system: "broken".to_owned() }
    );
    let other = SaveError::Unwritable { path: folder(), source: broken() };
    assert_eq!(
        Trouble::from(other),
        Trouble::NotSaved { system: "cannot be written: /data: broken".to_owned() }
    );
}

fn rusqlite_error() -> rusqlite::Error {
    rusqlite::Error::InvalidQuery
}
