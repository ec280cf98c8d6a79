//! A call with its audio and every file in its folder as they were written, and what is found after a change.

use super::support::*;
use rapport::domain::chain::Hash;
use rapport::domain::fact::Fact;
use rapport::domain::recording::TakeFormat;
use rapport::store::verify::{Fault, FaultKind, Place, RemarkKind, Verified};
use rapport::store::{write_sums, write_timeline_file};
use std::path::Path;

pub fn sound(number: u8) -> Vec<u8> {
    vec![number; 10_000]
}

pub fn format() -> TakeFormat {
    TakeFormat { device_id: "d".into(), device_name: "D".into(), rate: 48_000, bits: 16 }
}

pub fn started(take: u32) -> Fact {
    Fact::RecordingStarted { take, format: format(), far: None }
}

/// What the recorder notes of these takes.
pub fn session(takes: &[u32]) -> serde_json::Value {
    let take = |take: &u32| {
        serde_json::json!({
            "take": take, "started_at": "2026-11-24T16:16:02Z", "consent_entry": 1, "before_ms": 0, "tracks": [{
                "track": "mic", "device_id": "d", "device_name": "D", "rate": 48_000, "bits": 16, "first_segment": take
            }]
        })
    };
    serde_json::json!({ "version": 1, "call": CALL, "takes": takes.iter().map(take).collect::<Vec<_>>() })
}

/// A take of one segment.
pub fn take() -> Vec<Fact> {
    vec![
        opened(),
        Fact::RecordingRequested { take: 1 },
        started(1),
        segment("mic-0001.wav", 4_978, &sound(1)),
        stopped(1, 4_978),
    ]
}

/// A desk with this call and its folder as Rapport leaves it, with one audio file.
pub fn recorded(facts: Vec<Fact>) -> Desk {
    let asked_for: Vec<u32> = facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::RecordingRequested { take } => Some(*take),
            _ => None,
        })
        .collect();
    let is_finished = facts.contains(&finished());
    let desk = Desk::with_call(facts);
    put(&desk, "audio/mic-0001.wav", &sound(1));
    put(&desk, "audio/session.json", session(&asked_for).to_string().as_bytes());
    let timeline = desk.store().timeline(&call_id()).unwrap();
    write_sums(&desk.layout(), &call_id(), timeline.iter().map(|stored| &stored.entry)).unwrap();
    if is_finished {
        write_timeline_file(&desk.layout(), &call_id(), &timeline).unwrap();
    }
    desk
}

/// A finished call with its audio, its call note, and every file as it was written.
pub fn whole() -> Desk {
    let document = |format: &str| Fact::Exported {
        format: format.to_owned(),
        sha256: Hash::of(format.as_bytes()).to_string(),
        file: Some(format!("call-note.{format}")),
        sound: None,
    };
    let sealed = Fact::FileSealed {
        file: "audio/session.json".to_owned(),
        sha256: Hash::of(session(&[1]).to_string().as_bytes()).to_string(),
    };
    let desk = recorded([take(), vec![finished(), sealed, document("md"), document("docx")]].concat());
    for format in ["md", "docx"] {
        put(&desk, &format!("call-note.{format}"), format.as_bytes());
    }
    assert_eq!(verify(&desk), Verified::default());
    desk
}

/// What is found after something was done to the folder of a [`whole`] call.
pub fn check(how: impl FnOnce(&Path), expected: &[(FaultKind, &str)]) {
    let desk = whole();
    let folder = desk.layout().call(&call_id());
    how(&folder);
    let expected: Vec<_> = expected.iter().map(|(what, path)| in_file(*what, path)).collect();
    assert_eq!(verify(&desk).faults, expected);
    if !expected.iter().any(|fault| fault.place == Place::File("timeline.jsonl".to_owned())) {
        assert_eq!(rapport::store::verify::folder(&folder).unwrap().faults, expected, "by itself");
    }
}

pub fn remarks(desk: &Desk) -> Vec<(RemarkKind, String)> {
    verify(desk).remarks.into_iter().map(|remark| (remark.what, remark.file)).collect()
}

pub fn put(desk: &Desk, path: &str, bytes: &[u8]) {
    write(&desk.layout().call(&call_id()).join(path), bytes);
}

pub fn verify(desk: &Desk) -> Verified {
    desk.store().verify(&call_id()).unwrap()
}

pub fn in_file(what: FaultKind, path: &str) -> Fault {
    Fault { what, place: Place::File(path.to_owned()) }
}
