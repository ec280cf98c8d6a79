//! `calls`, `show` and `devices`.

use super::desk::{Desk, RATE, RECORDED, RUNNING, local};
use super::rapport;
use rapport::domain::chain::Hash;
use rapport::domain::chain::link;
use rapport::domain::ids::CallId;
use serde_json::{Value, json};

#[test]
fn calls_are_listed_newest_first() {
    let desk = Desk::with_calls();
    let calls = rapport(&desk.data(), ["calls", "--json"]).json(0);
    assert_eq!(calls.as_array().unwrap().len(), 2);
    let running = json!({
        "id": RUNNING,
        "client": "Marta \u{1b}[31mReyes\nand son",
        "matter": null,
        "opened": "2026-11-24T18:30:00Z",
        "closed": null,
        "stage": "prepare",
        "recorded_seconds": 0.0,
        "interrupted": false,
    });
    assert_eq!(calls[0], running);
    let finished = &calls[1];
    assert_eq!(finished["id"], RECORDED);
    assert_eq!(finished["matter"], "Bell v. Orrin");
    assert_eq!(finished["stage"], "interview");
    assert_eq!(finished["recorded_seconds"], 3.5);
    assert!(finished["closed"].as_str().unwrap().starts_with("2026-11-24T16:1"), "{finished}");
}

#[test]
fn calls_in_plain_are_a_line_each_in_columns_with_nothing_that_steers_a_terminal() {
    let desk = Desk::with_calls();
    let said = rapport(&desk.data(), ["calls"]);
    let lines: Vec<&str> = said.text().lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    let column = lines[0].find("Client").unwrap();
    assert!(lines[1][column..].starts_with("Marta  [31mReyes and son"), "{}", lines[1]);
    assert!(lines[2][column..].starts_with("Ana Bell "), "{}", lines[2]);
    assert!(lines[1].contains(&local("2026-11-24T18:30:00Z")), "{}", lines[1]);
    assert!(lines[2].contains("finished") && lines[2].contains("0:00:03"), "{}", lines[2]);
    assert!(!said.out.contains('\u{1b}'));
}

#[test]
fn no_calls_are_an_empty_list() {
    let desk = Desk::empty();
    assert_eq!(rapport(&desk.data(), ["calls", "--json"]).json(0), json!([]));
    assert_eq!(rapport(&desk.data(), ["calls"]).text(), "There are no calls yet\n");
}

#[test]
fn show_gives_each_entry_as_it_is_stored_with_its_place_in_the_chain() {
    let desk = Desk::with_calls();
    let shown = rapport(&desk.data(), ["show", RECORDED, "--json"]).json(0);
    assert_eq!(shown["id"], RECORDED);
    let id = CallId::new(RECORDED);
    let stored = desk.store.timeline(&id).unwrap();
    let entries = shown["entries"].as_array().unwrap();
    assert_eq!(entries.len(), stored.len());
    let mut previous = Hash::none();
    for (entry, stored) in entries.iter().zip(&stored) {
        let mut expected: Value = serde_json::from_str(&stored.body).unwrap();
        let hash = link(&id, &previous, &stored.body);
        expected["hash"] = hash.as_str().into();
        expected["previous"] = previous.as_str().into();
        assert_eq!(*entry, expected);
        previous = hash;
    }
    assert_eq!(entries[0]["kind"], "opened");
    assert_eq!(entries[0]["seq"], 1);
    assert_eq!(entries[0]["at"], "2026-11-24T16:15:02Z");
}

#[test]
fn show_names_audio_files_below_the_data_folder_and_gaps_by_recorded_time() {
    let desk = Desk::with_calls();
    let shown = rapport(&desk.data(), ["show", RECORDED, "--json"]).json(0);
    let audio = shown["audio"].as_array().unwrap();
    assert_eq!(audio.len(), 2);
    for (file, frames) in audio.iter().zip([16_000_u32, 12_000]) {
        let path = desk.data().join(file["path"].as_str().unwrap());
        let wav = hound::WavReader::open(&path).unwrap();
        assert_eq!((wav.duration(), wav.spec().sample_rate), (frames, RATE));
        assert_eq!(file["frames"], frames);
        assert_eq!(file["rate"], RATE);
        assert_eq!(file["track"], "mic");
        assert_eq!(file["sha256"], Hash::of(&std::fs::read(&path).unwrap()).as_str());
    }
    assert_eq!(audio[0]["path"], format!("calls/{RECORDED}/audio/mic-0001.wav"));

    let paused = json!({
        "track": "mic", "take": 1, "from_seconds": 1.0, "to_seconds": 3.5,
        "reason": "paused", "words": "a knock", "silence_in_file": false,
    });
    let overflow = json!({
        "track": "mic", "take": 2, "from_seconds": 2.5, "to_seconds": 2.75,
        "reason": "overflow", "words": "", "silence_in_file": true,
    });
    assert_eq!(shown["gaps"], json!([paused, overflow]));
}

#[test]
fn show_in_plain_is_an_entry_a_line() {
    let desk = Desk::with_calls();
    let said = rapport(&desk.data(), ["show", RECORDED]);
    let entries = desk.store.timeline(&CallId::new(RECORDED)).unwrap();
    let lines: Vec<&str> = said.text().lines().collect();
    assert_eq!(lines.len(), entries.len() + 1);
    assert!(
        lines[1].contains("2026-11-24 10:15:02") && lines[1].contains("Ana Bell, Bell v. Orrin"),
        "{}",
        lines[1]
    );
    let note = lines.iter().find(|line| line.contains("Said in take 1")).unwrap();
    assert!(note.contains("note_added") && note.contains("0:00:01") && note.contains("concern"), "{note}");
    let answer = lines.iter().find(|line| line.contains("consent_answered")).unwrap();
    assert!(answer.ends_with("Ana Bell: yes"), "{answer}");
    let all_told = |line: &&str| line.split_whitespace().count() > 4 || line.contains("marked");
    assert!(lines.iter().all(all_told), "{}", said.out);
}

#[test]
fn a_call_goes_by_as_much_of_its_id_as_no_other_has() {
    let mut desk = Desk::with_calls();
    let id = |typed: &str| rapport(&desk.data(), ["show", typed, "--json"]).json(0)["id"].clone();
    assert_eq!(id("20261124-16"), RECORDED);
    assert_eq!(id("20261124-1830"), RUNNING);
    let both = rapport(&desk.data(), ["show", "20261124-1"]);
    both.check_refused(&["20261124-1", RECORDED, RUNNING]);
    rapport(&desk.data(), ["show", "2025"]).check_refused(&["“2025”"]);
    rapport(&desk.data(), ["show", "../calls"]).check_refused(&["“../calls”"]);
    // An id that another one continues is itself meant.
    desk.open_call("20261124-183000-ab2c-2", "2026-11-25T18:30:00Z", "Ben Ito");
    assert_eq!(rapport(&desk.data(), ["show", RUNNING, "--json"]).json(0)["id"], RUNNING);
}

#[test]
fn many_calls_that_begin_alike_are_told_in_one_short_line() {
    let mut desk = Desk::empty();
    for number in 10..30 {
        desk.open_call(&format!("20261201-0000{number}-aaaa"), "2026-12-01T00:00:00Z", "Ana Bell");
    }
    let said = rapport(&desk.data(), ["verify", "2026"]);
    said.check_refused(&["20 calls", "and 12 more", "20261201-000010-aaaa"]);
}

#[test]
fn devices_are_lists_even_where_there_is_no_sound_system() {
    let folder = tempfile::tempdir().unwrap();
    let devices = rapport(folder.path(), ["devices", "--json"]);
    let devices: Value = serde_json::from_str(&devices.out).unwrap();
    for one in devices["microphones"].as_array().unwrap() {
        assert!(one["id"].is_string() && one["name"].is_string() && one["default"].is_boolean(), "{one}");
    }
    // Without a sound server nothing can be heard of what is played.
    assert_eq!(devices["far_end"], json!([]));
    let why = devices["far_end_reason"].as_str().unwrap();
    assert!(why.contains("far end") && why.contains("record this side only"), "{devices}");
    let plain = rapport(folder.path(), ["devices"]);
    assert_eq!(plain.status, 0);
    assert!(plain.out.lines().any(|line| line == why), "{}", plain.out);
}
