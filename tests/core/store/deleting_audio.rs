//! Audio is deleted on purpose: what the timeline names, and nothing else.

use super::support::*;
use rapport::domain::call::Call;
use rapport::domain::chain::Hash;
use rapport::domain::custody::DeletedFile;
use rapport::domain::fact::Fact;
use rapport::domain::recording::RecordingLog;
use rapport::store::{AudioFolder, DeleteError};

/// An audio folder with two takes of one file each, and what lies beside them.
fn folder(desk: &Desk) -> AudioFolder {
    let audio = AudioFolder::new(desk.layout().audio(&call_id()));
    for name in FILES {
        write(&audio.path().join(name), name.as_bytes());
    }
    audio
}

const FILES: [&str; 7] = [
    "clock.jsonl",
    "far-0001.wav",
    "mic-0001.peaks",
    "mic-0001.wav",
    "mic-0002.wav",
    "mic-0002.wav.peaks",
    "session.json",
];

fn log(more: Vec<Fact>) -> RecordingLog {
    let told = ["mic-0001.wav", "mic-0002.wav", "mic-0003.wav", "../session.json"];
    let facts = [vec![opened()], told.map(|file| segment(file, 10, file.as_bytes())).to_vec(), more].concat();
    Call::fold((1..).zip(facts).map(|(seq, fact)| entry(seq, fact))).unwrap().recording
}

fn gone(file: &str) -> DeletedFile {
    DeletedFile { file: file.to_owned(), sha256: Hash::of(file.as_bytes()).to_string() }
}

#[test]
fn what_is_named_goes_with_its_peaks_and_its_hash_is_told() {
    let desk = Desk::new();
    let audio = folder(&desk);
    let done = audio.delete(&["mic-0002.wav", "mic-0003.wav"], &[], &log(vec![])).unwrap();
    assert_eq!(done.gone, [gone("mic-0002.wav")]);
    assert_eq!(done.missing, ["mic-0003.wav"]);
    assert_eq!(done.left, [""; 0]);
    let kept = ["clock.jsonl", "far-0001.wav", "mic-0001.peaks", "mic-0001.wav", "session.json"];
    assert_eq!(audio.names().unwrap(), kept);
    let again = audio.delete(&["mic-0002.wav", "mic-0001.wav"], &[], &log(vec![])).unwrap();
    assert_eq!((again.gone, again.missing), (vec![gone("mic-0001.wav")], vec!["mic-0002.wav".to_owned()]));
    assert_eq!(audio.names().unwrap(), ["clock.jsonl", "far-0001.wav", "session.json"]);
}

#[test]
fn peaks_whose_sound_is_gone_already_go_too() {
    let desk = Desk::new();
    let audio = folder(&desk);
    std::fs::remove_file(audio.path().join("mic-0001.wav")).unwrap();
    let done = audio.delete(&["mic-0001.wav"], &[], &log(vec![])).unwrap();
    assert_eq!(done.missing, ["mic-0001.wav"]);
    assert!(!audio.path().join("mic-0001.peaks").exists());
}

#[test]
fn nothing_is_deleted_while_a_take_runs_or_is_about_to() {
    let desk = Desk::new();
    let audio = folder(&desk);
    let refused = audio.delete(&["mic-0001.wav"], &[], &log(vec![Fact::RecordingRequested { take: 1 }]));
    assert!(matches!(refused, Err(DeleteError::TakeRuns)), "{refused:?}");
    assert_eq!(audio.names().unwrap(), FILES);
}

#[test]
fn what_no_entry_names_as_audio_is_not_deleted_and_neither_is_anything_with_it() {
    let desk = Desk::new();
    let audio = folder(&desk);
    for stranger in ["session.json", "far-0001.wav", "mic-0001.peaks", "../session.json", ""] {
        let refused = audio.delete(&["mic-0001.wav", stranger], &[], &log(vec![]));
        assert!(matches!(&refused, Err(DeleteError::NotTold { file }) if file == stranger), "{refused:?}");
    }
    assert_eq!(audio.names().unwrap(), FILES);
}

#[test]
fn what_cannot_be_deleted_is_left_and_told_and_the_rest_goes() {
    let desk = Desk::new();
    let audio = folder(&desk);
    std::fs::remove_file(audio.path().join("mic-0001.wav")).unwrap();
    std::fs::create_dir(audio.path().join("mic-0001.wav")).unwrap();
    let done = audio.delete(&["mic-0001.wav", "mic-0002.wav"], &[], &log(vec![])).unwrap();
    assert_eq!(done.gone, [gone("mic-0002.wav")]);
    assert!(matches!(done.left.as_slice(), [file] if file.starts_with("mic-0001.wav (")), "{:?}", done.left);
}

#[test]
fn what_the_timeline_does_not_tell_of_goes_only_where_it_is_named_as_such() {
    let desk = Desk::new();
    let audio = folder(&desk);
    let done = audio.delete(&["mic-0002.wav"], &["far-0001.wav"], &log(vec![])).unwrap();
    assert_eq!(done.gone, [gone("mic-0002.wav"), gone("far-0001.wav")]);
    for stranger in ["session.json", "clock.jsonl", "../far-0001.wav"] {
        let refused = audio.delete(&["mic-0001.wav"], &[stranger], &log(vec![]));
        assert!(matches!(refused, Err(DeleteError::NotTold { file }) if file == stranger));
    }
    assert!(audio.path().join("mic-0001.wav").exists());
}

#[test]
fn where_there_is_no_folder_all_is_missing() {
    let desk = Desk::new();
    let audio = AudioFolder::new(desk.layout().audio(&call_id()));
    assert_eq!(audio.delete(&["mic-0001.wav"], &[], &log(vec![])).unwrap().missing, ["mic-0001.wav"]);
    assert!(!audio.path().exists());
}
