//! Everything that can go wrong has words that say what, and what to do.

use rapport::app::trouble::{Told, Trouble, Unread, capture_told};
use rapport::checklists::Fault;
use rapport::domain::call::FoldError;
use rapport::domain::ids::CallId;
use rapport::domain::track::Track;
use rapport::recording::{CaptureError, StartError};
use rapport::store::{Layout, OpenError, ReadError, SaveError};
use std::io;
use std::path::PathBuf;

fn call(client: &str) -> Unread {
    Unread::Call { call: "20261124-161502-k3f9".to_owned(), client: Some(client.to_owned()) }
}

fn nameless() -> Unread {
    Unread::Call { call: "20261124-161502-k3f9".to_owned(), client: None }
}

fn still_apart(day: Option<&str>, count: usize) -> Trouble {
    Trouble::EntriesStillApart {
        client: "Rosa Ortiz".to_owned(),
        day: day.map(str::to_owned),
        count,
        file: PathBuf::from("/data/calls/a/unsaved-entries.jsonl"),
    }
}

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
        Trouble::NotRead { which: call("Rosa Ortiz"), system: system.clone() },
        Trouble::NotRead { which: nameless(), system: system.clone() },
        Trouble::NotRead { which: Unread::Data(folder.clone()), system: system.clone() },
        Trouble::AudioNotRead {
            client: "Rosa Ortiz".to_owned(),
            folder: folder.clone(),
            system: system.clone(),
        },
        Trouble::SettingsSetAside { file: folder.clone() },
        Trouble::SettingsNotRead { system: system.clone() },
        Trouble::Checklist(Fault {
            file: folder.clone(),
            line: Some(7),
            what: "expected a title".to_owned(),
        }),
        Trouble::Law(Fault { file: folder.clone(), line: Some(7), what: "expected a date".to_owned() }),
        Trouble::ConsentScript(Fault { file: folder, line: Some(9), what: "expected words".to_owned() }),
        Trouble::MicrophoneLost,
        Trouble::RecordingDiskFull,
        Trouble::RecordingDiskReserve,
        Trouble::DeviceNotUsed { track: Track::Far, error: CaptureError::OtherRate },
        Trouble::AudioNotDeleted { files: vec!["mic-0001.wav (in use)".to_owned()] },
        Trouble::DeletionHeld { client: "Rosa Ortiz".to_owned() },
        Trouble::RecordingFailed { what: system.clone() },
        Trouble::Overflow,
        Trouble::NotExported { system: system.clone() },
        Trouble::SoundNotWritten { system: system.clone() },
        Trouble::SoundIncomplete { files: vec!["mic-0001.wav".to_owned()] },
        Trouble::NotSavedWhileClosed { why: system.clone() },
        Trouble::EntriesKeptApart { file: PathBuf::from("/data/calls/a/unsaved-entries.jsonl") },
        Trouble::SumsNotWritten { system: system.clone() },
        still_apart(Some("24 Nov 2026"), 3),
        Trouble::EntriesStoredLater {
            client: "Rosa Ortiz".to_owned(),
            day: None,
            count: 1,
            file: PathBuf::from("/data/calls/a/unsaved-entries-stored-1.jsonl"),
        },
        Trouble::UnsavedNotRead { file: PathBuf::from("/data/calls"), system: system.clone() },
        Trouble::SettingsNotSaved { system },
        Trouble::NoConfigFolder,
        Trouble::AudioLeftAlone { client: "Rosa Ortiz".to_owned(), files: vec!["mic-0001.wav".to_owned()] },
        Trouble::EditedNoteKept { file: PathBuf::from("/data/calls/a/call-note-edited.md") },
        Trouble::ExportFolderNotWhole { folder: PathBuf::from("exports") },
        Trouble::ExportPlaceMissing { folder: PathBuf::from("/stick/exports") },
        Trouble::Worker { name: "store" },
        Trouble::NoChecklist,
    ];
    all.iter().for_each(counted);
    let starts = [
        StartError::ConsentEnded,
        StartError::AlreadyRecording,
        StartError::DiskFull,
        StartError::Disk("read-only".to_owned()),
    ];
    let starts = starts.into_iter().chain(captures().into_iter().map(StartError::Capture));
    all.into_iter().chain(starts.map(Trouble::NotStarted)).collect()
}

/// Fails to compile when a variant is added.
fn counted(trouble: &Trouble) {
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
        | Trouble::ConsentScript(_)
        | Trouble::Law(_)
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
        | Trouble::SoundNotWritten { .. }
        | Trouble::SoundIncomplete { .. }
        | Trouble::NotSavedWhileClosed { .. }
        | Trouble::EntriesKeptApart { .. }
        | Trouble::EntriesStillApart { .. }
        | Trouble::EntriesStoredLater { .. }
        | Trouble::UnsavedNotRead { .. }
        | Trouble::SettingsNotSaved { .. }
        | Trouble::NoConfigFolder
        | Trouble::AudioLeftAlone { .. }
        | Trouble::AudioNotRead { .. }
        | Trouble::EditedNoteKept { .. }
        | Trouble::SumsNotWritten { .. }
        | Trouble::ExportFolderNotWhole { .. }
        | Trouble::ExportPlaceMissing { .. }
        | Trouble::Worker { .. }
        | Trouble::NoChecklist => {}
    }
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
fn the_far_end_is_never_called_a_microphone() {
    for error in captures().into_iter().filter(|error| *error != CaptureError::NoMicrophone) {
        let told = Trouble::DeviceNotUsed { track: Track::Far, error }.told();
        let words = format!("{}. {}", told.what, told.advice).replace("beside one microphone", "");
        assert!(!words.replace("beside the microphone", "").contains("microphone"), "{words}");
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
        Trouble::NotRead { which: call("Rosa Ortiz"), system: system.clone() },
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
    let layout = Layout::new(folder());
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
        Trouble::not_set_aside(&layout, SaveError::InUse { folder: folder() }),
        Trouble::InUse { folder: folder() }
    );
    assert_eq!(
        Trouble::not_set_aside(&layout, SaveError::Unwritable { path: folder(), source: broken() }),
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

#[test]
fn what_cannot_be_read_is_named_call_or_file() {
    let json = || serde_json::from_str::<u8>("x").unwrap_err();
    let id = "20261124-161502-k3f9";
    let file = || PathBuf::from("/data/rapport.db");
    let from_read = |error: ReadError| Trouble::from(error);
    for (trouble, name) in [
        (from_read(ReadError::NoSuchCall(id.to_owned())), id),
        (from_read(ReadError::Entry { call: id.to_owned(), seq: 3, source: json() }), id),
        (from_read(ReadError::Damaged { file: file(), found: "x".to_owned() }), "/data/rapport.db"),
        (from_read(ReadError::Failed { file: file(), source: rusqlite_error() }), "/data/rapport.db"),
        (
            Trouble::from(OpenError::Unreadable {
                folder: PathBuf::from("/data"),
                source: io::Error::other("x"),
            }),
            "/data",
        ),
        (Trouble::not_folded(&CallId::new(id), None, &FoldError::Empty), id),
        (Trouble::not_folded(&CallId::new(id), Some("Rosa Ortiz"), &FoldError::Empty), "Rosa Ortiz"),
        (
            Trouble::AudioNotRead {
                client: "Rosa Ortiz".to_owned(),
                folder: PathBuf::from("/data/calls/a/audio"),
                system: "x".to_owned(),
            },
            "/data/calls/a/audio",
        ),
    ] {
        let Told { what, advice } = trouble.told();
        assert!(format!("{what} {advice}").contains(name), "{what} {advice}");
        assert!(!what.contains("Something"), "{what}");
    }
}
