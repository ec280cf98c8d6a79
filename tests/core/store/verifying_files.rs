//! Changed, missing and added files of a call are found.

use super::support::*;
use rapport::domain::chain::Hash;
use rapport::domain::fact::Fact;
use rapport::domain::recording::TakeFormat;
use rapport::store::verify::{Fault, FaultKind, Place, Verified};
use rapport::store::write_timeline_file;

fn sound(number: u8) -> Vec<u8> {
    vec![number; 10_000]
}

fn started(take: u32) -> Fact {
    let format = TakeFormat { device_id: "d".into(), device_name: "D".into(), rate: 48_000, bits: 16 };
    Fact::RecordingStarted { take, format, far: None }
}

/// A take of one segment.
fn take() -> Vec<Fact> {
    vec![
        opened(),
        Fact::RecordingRequested { take: 1 },
        started(1),
        segment("mic-0001.wav", 4_978, &sound(1)),
        stopped(1, 4_978),
    ]
}

/// A desk with this call and `mic-0001.wav` as its take wrote it.
fn recorded(facts: Vec<Fact>) -> Desk {
    let desk = Desk::with_call(facts);
    put(&desk, "audio/mic-0001.wav", &sound(1));
    put(&desk, "audio/session.json", b"{}");
    desk
}

fn put(desk: &Desk, path: &str, bytes: &[u8]) {
    write(&desk.layout().call(&call_id()).join(path), bytes);
}

fn verify(desk: &Desk) -> Verified {
    desk.store().verify(&call_id()).unwrap()
}

fn in_file(what: FaultKind, path: &str) -> Fault {
    Fault { what, place: Place::File(path.to_owned()) }
}

#[test]
fn a_recording_as_it_was_written_is_intact() {
    let desk = recorded(take());
    assert_eq!(verify(&desk), Verified::default());
}

#[test]
fn a_changed_audio_file_is_named() {
    let desk = recorded(take());
    let mut changed = sound(1);
    changed[5_000] ^= 1;
    for bytes in [changed.as_slice(), &sound(1)[..9_999], &[]] {
        put(&desk, "audio/mic-0001.wav", bytes);
        assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileChanged, "audio/mic-0001.wav")]);
    }
}

#[test]
fn a_missing_audio_file_is_named() {
    let desk = recorded(take());
    std::fs::remove_file(desk.layout().audio(&call_id()).join("mic-0001.wav")).unwrap();
    let missing = [in_file(FaultKind::FileMissing, "audio/mic-0001.wav")];
    assert_eq!(verify(&desk).faults, missing);
    std::fs::remove_dir_all(desk.layout().call(&call_id())).unwrap();
    assert_eq!(verify(&desk).faults, missing);
}

#[test]
fn an_added_file_is_named() {
    let desk = recorded(take());
    for name in ["mic-0002.wav", "far-0001.wav", "notes.txt", "MIC-0001.WAV", "deep/mic-0002.wav"] {
        put(&desk, &format!("audio/{name}"), &sound(2));
    }
    let expected: Vec<_> = ["MIC-0001.WAV", "deep", "far-0001.wav", "mic-0002.wav", "notes.txt"]
        .iter()
        .map(|name| in_file(FaultKind::FileAdded, &format!("audio/{name}")))
        .collect();
    assert_eq!(verify(&desk).faults, expected);
}

#[test]
fn the_files_of_a_take_in_progress_are_not_yet_told() {
    let running = [take(), vec![Fact::RecordingRequested { take: 2 }, started(2)]].concat();
    for (facts, is_untold) in [
        (running.clone(), true),
        ([running.clone(), vec![interrupted()]].concat(), true),
        ([running.clone(), vec![stopped(2, 4_978)]].concat(), true),
        ([running.clone(), vec![stopped(2, 0)]].concat(), false),
        (
            [running.clone(), vec![Fact::RecordingFailed { take: 2, what: "no device".into() }]].concat(),
            false,
        ),
        (take(), false),
    ] {
        let told = format!("{:?}", facts.last());
        let desk = recorded(facts);
        put(&desk, "audio/mic-0002.wav", &sound(2));
        let verified = verify(&desk);
        let untold = ["audio/mic-0002.wav".to_owned()];
        assert_eq!(verified.not_yet_told, if is_untold { untold.as_slice() } else { &[] }, "{told}");
        assert_eq!(verified.is_intact(), is_untold, "{told}");
    }
}

#[test]
fn a_take_in_progress_hides_no_file_among_those_told() {
    let facts =
        [take(), vec![segment("mic-0005.wav", 4_978, &sound(5)), Fact::RecordingRequested { take: 2 }]];
    let desk = recorded(facts.concat());
    put(&desk, "audio/mic-0005.wav", &sound(5));
    put(&desk, "audio/mic-0003.wav", &sound(3));
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileAdded, "audio/mic-0003.wav")]);
}

#[test]
fn a_file_without_sound_and_what_a_crash_left_of_a_write_are_no_faults() {
    let desk = recorded(take());
    put(&desk, "audio/mic-0002.wav", b"");
    put(&desk, "audio/.rapport-a1b2c3.part", b"{");
    let verified = verify(&desk);
    assert_eq!(verified.faults, []);
    assert_eq!(verified.not_yet_told, ["audio/mic-0002.wav"]);
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_not_followed() {
    let desk = Desk::with_call(vec![opened(), segment("../../secret", 1, b"secret")]);
    write(&desk.folder.path().join("calls/secret"), b"secret");
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileUnreadable, "audio/../../secret")]);
}

#[test]
fn a_call_note_must_be_one_that_was_written() {
    let exported =
        |text: &str| Fact::Exported { format: "md".into(), sha256: Hash::of(text.as_bytes()).to_string() };
    let desk = recorded([take(), vec![finished(), exported("first"), exported("second")]].concat());
    let timeline = desk.store().timeline(&call_id()).unwrap();
    write_timeline_file(&desk.layout(), &call_id(), &timeline).unwrap();
    for (name, text, fault) in [
        ("call-note.md", "first", None),
        ("call-note.md", "second", None),
        ("call-note.md", "third", Some(FaultKind::FileChanged)),
        ("call-note.docx", "first", Some(FaultKind::FileAdded)),
        ("my own words.md", "first", None),
    ] {
        put(&desk, name, text.as_bytes());
        let expected: Vec<_> = fault.map(|what| in_file(what, name)).into_iter().collect();
        assert_eq!(verify(&desk).faults, expected, "{name} {text}");
        std::fs::remove_file(desk.layout().call(&call_id()).join(name)).unwrap();
    }
}

#[test]
fn a_folder_that_was_copied_elsewhere_is_checked_with_its_files() {
    let desk = recorded([take(), vec![finished()]].concat());
    let timeline = desk.store().timeline(&call_id()).unwrap();
    write_timeline_file(&desk.layout(), &call_id(), &timeline).unwrap();
    let folder = desk.layout().call(&call_id());
    assert!(rapport::store::verify::folder(&folder).unwrap().is_intact());
    put(&desk, "audio/mic-0001.wav", &sound(9));
    let verified = rapport::store::verify::folder(&folder).unwrap();
    assert_eq!(verified.faults, [in_file(FaultKind::FileChanged, "audio/mic-0001.wav")]);
}
