//! What lies beside the audio is checked: call notes, the timeline in plain form, the session, and what does not belong there.

use super::recorded::*;
use super::support::*;
use rapport::domain::chain::Hash;
use rapport::domain::fact::Fact;
use rapport::store::verify::{FaultKind, RemarkKind};
use std::path::Path;

#[test]
fn stray_files_anywhere_in_the_folder_are_named() {
    check(
        |folder| {
            for stray in ["my own words.md", "call-note.json", "old/timeline.jsonl", "audio/take one.wav"] {
                write(&folder.join(stray), b"x");
            }
        },
        &[
            (FaultKind::FileAdded, "audio/take one.wav"),
            (FaultKind::FileAdded, "call-note.json"),
            (FaultKind::FileAdded, "my own words.md"),
            (FaultKind::FileAdded, "old"),
        ],
    );
}

#[test]
fn a_filed_call_note_that_is_gone_changed_or_an_older_one_is_named() {
    check(
        |folder| std::fs::remove_file(folder.join("call-note.docx")).unwrap(),
        &[(FaultKind::FileMissing, "call-note.docx")],
    );
    check(|folder| write(&folder.join("call-note.md"), b"MD"), &[(FaultKind::FileChanged, "call-note.md")]);
    let note = |text: &str| Fact::Exported {
        format: "md".to_owned(),
        sha256: Hash::of(text.as_bytes()).to_string(),
        file: Some("call-note.md".to_owned()),
        sound: None,
    };
    let desk = recorded([take(), vec![finished(), note("first"), note("second")]].concat());
    put(&desk, "call-note.md", b"second");
    assert_eq!(verify(&desk).faults, []);
    put(&desk, "call-note.md", b"first");
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileChanged, "call-note.md")]);
}

#[test]
fn a_call_note_changed_by_hand_that_was_set_aside_is_told_as_such() {
    let desk = whole();
    put(&desk, "call-note-edited-20261124-171500.md", b"by hand");
    put(&desk, "unsaved-entries-stored-20261125-080000.jsonl", b"{}");
    assert_eq!(verify(&desk).faults, []);
    assert_eq!(
        remarks(&desk),
        [
            (RemarkKind::NoteEdited, "call-note-edited-20261124-171500.md".to_owned()),
            (RemarkKind::EntriesStoredLater, "unsaved-entries-stored-20261125-080000.jsonl".to_owned()),
        ]
    );
}

#[test]
fn entries_that_are_not_on_the_timeline_are_named() {
    check(
        |folder| write(&folder.join("unsaved-entries-2.jsonl"), b"{}"),
        &[(FaultKind::EntriesApart, "unsaved-entries-2.jsonl")],
    );
}

#[test]
fn a_sealed_session_is_checked_by_its_hash() {
    check(
        |folder| std::fs::remove_file(folder.join("audio/session.json")).unwrap(),
        &[(FaultKind::FileMissing, "audio/session.json")],
    );
    check(
        |folder| {
            let text = session(&[1]).to_string().replace("16:16:02", "16:16:03");
            write(&folder.join("audio/session.json"), text.as_bytes());
        },
        &[(FaultKind::FileChanged, "audio/session.json")],
    );
}

#[test]
fn a_session_says_of_each_take_what_the_timeline_says() {
    let as_written = session(&[1]).to_string();
    for (from, to) in [
        ("\"D\"", "\"Another\""),
        ("48000", "44100"),
        ("\"first_segment\":1", "\"first_segment\":2"),
        ("\"consent_entry\":1", "\"consent_entry\":2"),
        (CALL, "20261124-161502-zzzz"),
        ("\"take\":1", "\"take\":2"),
        (as_written.as_str(), "not json"),
    ] {
        let desk = recorded(take());
        let text = as_written.replace(from, to);
        assert_ne!(text, as_written, "{from}");
        put(&desk, "audio/session.json", text.as_bytes());
        let changed = in_file(FaultKind::FileChanged, "audio/session.json");
        assert_eq!(verify(&desk).faults, [changed], "{to}");
    }
    let desk = recorded(take());
    std::fs::remove_file(desk.layout().session(&call_id())).unwrap();
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileMissing, "audio/session.json")]);
}

#[test]
fn the_far_end_is_in_the_session_as_the_timeline_has_it() {
    let far = Fact::RecordingStarted { take: 1, format: format(), far: Some(format()) };
    let desk = recorded(vec![opened(), Fact::RecordingRequested { take: 1 }, far]);
    std::fs::remove_file(desk.layout().audio(&call_id()).join("mic-0001.wav")).unwrap();
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileChanged, "audio/session.json")]);
    let mut both = session(&[1]);
    let mut track = both["takes"][0]["tracks"][0].clone();
    track["track"] = "far".into();
    both["takes"][0]["tracks"].as_array_mut().unwrap().push(track);
    put(&desk, "audio/session.json", both.to_string().as_bytes());
    assert_eq!(verify(&desk).faults, []);
}

#[test]
fn a_list_of_audio_files_that_is_gone_or_says_something_else_is_named() {
    check(
        |folder| std::fs::remove_file(folder.join("SHA256SUMS")).unwrap(),
        &[(FaultKind::FileMissing, "SHA256SUMS")],
    );
    for text in ["", "0000  audio/mic-0001.wav\n", "\u{1}"] {
        check(
            |folder| write(&folder.join("SHA256SUMS"), text.as_bytes()),
            &[(FaultKind::FileChanged, "SHA256SUMS")],
        );
    }
}

#[test]
fn the_end_of_a_timeline_file_that_is_gone_is_noticed() {
    let cut = |folder: &Path| {
        let file = folder.join("timeline.jsonl");
        let text = std::fs::read_to_string(&file).unwrap();
        let kept: Vec<_> = text.lines().collect();
        write(&file, kept[..kept.len() - 1].join("\n").as_bytes());
    };
    check(cut, &[(FaultKind::FileCutOff, "timeline.jsonl")]);
    let desk = whole();
    let folder = desk.layout().call(&call_id());
    cut(&folder);
    // By itself it shows by the document that no entry names any more.
    let faults = rapport::store::verify::folder(&folder).unwrap().faults;
    assert_eq!(faults, [in_file(FaultKind::FileAdded, "call-note.docx")]);
}

#[test]
fn a_call_note_of_which_no_entry_says_where_it_was_written_must_be_one_that_was() {
    let exported = |text: &str| Fact::Exported {
        format: "md".into(),
        sha256: Hash::of(text.as_bytes()).to_string(),
        file: None,
        sound: None,
    };
    let desk = recorded([take(), vec![finished(), exported("first"), exported("second")]].concat());
    for (name, text, fault) in [
        ("call-note.md", "first", None),
        ("call-note.md", "second", None),
        ("call-note.md", "third", Some(FaultKind::FileChanged)),
        ("call-note.docx", "first", Some(FaultKind::FileAdded)),
    ] {
        put(&desk, name, text.as_bytes());
        let expected: Vec<_> = fault.map(|what| in_file(what, name)).into_iter().collect();
        assert_eq!(verify(&desk).faults, expected, "{name} {text}");
        std::fs::remove_file(desk.layout().call(&call_id()).join(name)).unwrap();
    }
}
