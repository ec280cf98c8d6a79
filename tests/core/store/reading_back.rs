//! What was stored reads back as it was, from this version and from every one that shipped.

use super::kinds::{KINDS, kind_number};
use super::support::*;
use rapport::domain::call::Call;
use rapport::domain::decide::{self, NoteStep, Step};
use rapport::domain::entry::{Entry, Now};
use rapport::domain::fact::Fact;
use rapport::domain::notes::{LONGEST_NOTE_BYTES, NoteKind};
use rapport::domain::refusal::Refusal;
use rapport::store::verify::{Fault, FaultKind, Place};
use std::collections::BTreeSet;
use std::path::Path;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/store");

fn check_reads_back(facts: Vec<Fact>) {
    let desk = Desk::with_call(facts.clone());
    let read: Vec<_> =
        desk.store().timeline(&call_id()).unwrap().into_iter().map(|stored| stored.entry).collect();
    let written: Vec<_> = (1..).zip(facts).map(|(seq, fact)| entry(seq, fact)).collect();
    assert_eq!(read, written);
    Call::fold(read).unwrap();
    assert!(desk.store().verify(&call_id()).unwrap().is_intact());
}

#[test]
fn every_kind_of_fact_reads_back_as_it_was_written() {
    let entries = one_of_each();
    let kinds: BTreeSet<_> = entries.iter().map(|entry| kind_number(&entry.fact)).collect();
    assert_eq!(kinds, (0..KINDS).collect(), "one_of_each misses a kind");

    let desk = Desk::new();
    let mut store = desk.store();
    for entry in &entries {
        store.append(&call_id(), entry).unwrap();
    }
    drop(store);
    let read: Vec<_> =
        desk.store().timeline(&call_id()).unwrap().into_iter().map(|stored| stored.entry).collect();
    assert_eq!(read, entries);
}

#[test]
fn the_timeline_file_of_the_first_version_still_reads() {
    let text = std::fs::read_to_string(Path::new(FIXTURES).join("timeline-v1.jsonl")).unwrap();
    let bodies: Vec<Entry> = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|line| serde_json::from_str(line["body"].as_str().unwrap()).unwrap())
        .collect();
    assert_eq!(
        bodies,
        one_of_each_of_the_first_version(),
        "what was written once must mean the same for good"
    );

    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("timeline.jsonl"), text.as_bytes());
    write(&folder.path().join("audio/mic-0001.wav"), b"sound");
    let verified = rapport::store::verify::folder(folder.path()).unwrap();
    // What the first version did not write beside it is missing, five bytes hold no take, and the entries are whole.
    let fault = |what, path: &str| Fault { what, place: Place::File(path.to_owned()) };
    let expected = [
        fault(FaultKind::FileCutOff, "audio/mic-0001.wav"),
        fault(FaultKind::FileMissing, "audio/session.json"),
        fault(FaultKind::FileMissing, "SHA256SUMS"),
    ];
    assert_eq!(verified.faults, expected);
}

#[test]
fn the_database_of_the_first_version_still_opens() {
    let desk = Desk::new();
    std::fs::copy(Path::new(FIXTURES).join("rapport-v1.db"), desk.layout().database()).unwrap();
    let store = desk.store();
    let read: Vec<_> = store.timeline(&call_id()).unwrap().into_iter().map(|stored| stored.entry).collect();
    assert_eq!(read, one_of_each_of_the_first_version());
    let call = store.call(&call_id()).unwrap();
    assert_eq!((call.client.as_str(), call.recorded_ms), ("Rosa Ortiz", 20_000));
    assert_eq!(store.clients().unwrap().len(), 1);
    store.check().unwrap();
}

#[test]
fn names_in_any_script_read_back() {
    let names = [
        "Łucja Żółć-Ængström",
        "山田 太郎",
        "عبد الرحمن بن يوسف",
        "\u{202e}desrever\u{202c}",
        "👩🏽‍⚖️ 🇺🇦",
        "O'Brien; DROP TABLE entries; --",
        "\"quoted\" \\ back\\slash \u{7f}",
        "e\u{301} is not \u{e9}",
        "line\nbreak\r\ttab \u{2028}",
        "{client} %s $1",
    ];
    for name in names {
        let opening = opened_with(CALL, client(name, name), Some(matter(name, name)));
        check_reads_back(vec![opening.clone(), note(name)]);
        let desk = Desk::with_call(vec![opening]);
        let store = desk.store();
        let calls = store.calls(None).unwrap();
        assert_eq!((calls[0].client.as_str(), calls[0].matter.as_deref()), (name, Some(name)));
        assert_eq!(store.clients().unwrap()[0].client.card.name, name);
    }
}

#[test]
fn the_longest_note_is_stored_and_a_longer_one_never_comes_that_far() {
    check_reads_back(vec![opened(), note(&"ü".repeat(LONGEST_NOTE_BYTES / 2))]);

    let call = Call::fold([entry(1, opened())]).unwrap();
    let now =
        Now { at: entry(2, Fact::Marked).at, zone: "UTC".to_owned(), by: "Ada".to_owned(), position: None };
    let million =
        Step::Note(NoteStep::Add { kind: NoteKind::Plain, text: "n".repeat(1_000_000), question: None });
    assert_eq!(decide::decide(&call, million, &now), Err(Refusal::TooLong { bytes: 1_000_000 }));
}

#[test]
fn a_clock_set_back_changes_no_order() {
    let desk = Desk::new();
    let mut store = desk.store();
    store.append(&call_id(), &entry_at(1, "2026-11-24T16:00:00Z", opened())).unwrap();
    let jump = Fact::ClockChanged { by_seconds: -31_536_000 };
    store.append(&call_id(), &entry_at(2, "2025-11-24T16:00:00Z", jump)).unwrap();
    store.append(&call_id(), &entry_at(3, "2025-11-24T16:00:01Z", note("after"))).unwrap();
    let timeline = store.timeline(&call_id()).unwrap();
    let call = Call::fold(timeline.into_iter().map(|stored| stored.entry)).unwrap();
    assert_eq!(call.notebook.notes[0].text, "after");
    assert_eq!(call.opened, "2026-11-24T16:00:00Z".parse().unwrap());
    assert!(store.verify(&call_id()).unwrap().is_intact());
}
