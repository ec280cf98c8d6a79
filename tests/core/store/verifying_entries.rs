//! Edited, missing, moved and cut-off entries are found, in the database and in a folder without one.

use super::support::*;
use rapport::domain::chain::link;
use rapport::domain::fact::Fact;
use rapport::domain::ids::Seq;
use rapport::store::verify::{Fault, FaultKind, Place, VerifyError, folder};
use rapport::store::{ReadError, write_timeline_file};
use std::path::PathBuf;

fn five() -> Vec<Fact> {
    vec![opened(), note("one"), note("two"), note("three"), note("four")]
}

fn at(what: FaultKind, seq: u64) -> Fault {
    Fault { what, place: Place::Entry(Seq(seq)) }
}

fn in_timeline_file(what: FaultKind) -> Fault {
    Fault { what, place: Place::File("timeline.jsonl".to_owned()) }
}

/// Tampers with a call of five entries in the database.
fn check_database(sql: &str, expected: &[Fault]) {
    let desk = Desk::with_call(five());
    assert!(desk.store().verify(&call_id()).unwrap().is_intact());
    desk.tamper(sql);
    assert_eq!(desk.store().verify(&call_id()).unwrap().faults, expected, "{sql}");
}

/// A call's folder as it was copied elsewhere.
fn copied_folder(facts: Vec<Fact>) -> (Desk, PathBuf) {
    let desk = Desk::with_call(facts);
    let timeline = desk.store().timeline(&call_id()).unwrap();
    write_timeline_file(&desk.layout(), &call_id(), &timeline).unwrap();
    let copy = desk.folder.path().join("a copy under another name");
    std::fs::rename(desk.layout().call(&call_id()), &copy).unwrap();
    (desk, copy)
}

/// Tampers with the lines of a timeline file of five entries.
fn check_folder(how: impl FnOnce(&mut Vec<String>), expected: &[Fault]) {
    let (_desk, copy) = copied_folder(five());
    assert_eq!(folder(&copy).unwrap().faults, []);
    let file = copy.join("timeline.jsonl");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 5);
    how(&mut lines);
    write(&file, lines.join("\n").as_bytes());
    assert_eq!(folder(&copy).unwrap().faults, expected);
}

#[test]
fn an_edited_entry_is_found() {
    let edit = "UPDATE entries SET body = replace(body, 'two', 'won') WHERE seq = 3";
    check_database(edit, &[at(FaultKind::EntryChanged, 3)]);
    check_folder(|lines| lines[2] = lines[2].replace("two", "won"), &[at(FaultKind::EntryChanged, 3)]);
}

#[test]
fn an_edit_of_the_columns_beside_an_entry_is_found() {
    let edit = "UPDATE entries SET at = '2020-01-01T00:00:00.000000000Z' WHERE seq = 3";
    check_database(edit, &[at(FaultKind::EntryChanged, 3)]);
    check_database("UPDATE entries SET kind = 'marked' WHERE seq = 2", &[at(FaultKind::EntryChanged, 2)]);
}

#[test]
fn bytes_that_are_no_text_are_found() {
    let edit = "UPDATE entries SET body = CAST(x'7b22ff' AS TEXT) WHERE seq = 3";
    check_database(edit, &[at(FaultKind::EntryChanged, 3)]);
}

#[test]
fn an_edited_entry_with_a_hash_to_match_breaks_the_link_after_it() {
    let desk = Desk::with_call(five());
    let third = desk.store().timeline(&call_id()).unwrap().remove(2);
    let body = third.body.replace("two", "won");
    let hash = link(&call_id(), &third.previous, &body);
    desk.tamper(&format!("UPDATE entries SET body = '{body}', hash = '{hash}' WHERE seq = 3"));
    let verified = desk.store().verify(&call_id()).unwrap();
    assert_eq!(verified.faults, [at(FaultKind::LinkBroken, 4)]);
}

#[test]
fn a_changed_hash_is_found_and_so_is_the_link_to_it() {
    let expected = [at(FaultKind::EntryChanged, 3), at(FaultKind::LinkBroken, 4)];
    check_database("UPDATE entries SET hash = upper(hash) WHERE seq = 3", &expected);
}

#[test]
fn a_missing_entry_is_named() {
    check_database("DELETE FROM entries WHERE seq = 3", &[at(FaultKind::EntryMissing, 3)]);
    let two = [at(FaultKind::EntryMissing, 3), at(FaultKind::EntryMissing, 4)];
    check_database("DELETE FROM entries WHERE seq IN (3, 4)", &two);
    check_folder(|lines| drop(lines.remove(2)), &[at(FaultKind::EntryMissing, 3)]);
    check_folder(|lines| drop(lines.drain(2..4)), &two);
}

#[test]
fn a_missing_first_entry_is_named() {
    check_folder(|lines| drop(lines.remove(0)), &[at(FaultKind::EntryMissing, 1)]);
    let desk = Desk::with_call(five());
    desk.tamper("DELETE FROM entries WHERE seq = 1");
    let faults = desk.store().verify(&call_id()).unwrap().faults;
    assert_eq!(faults[0], at(FaultKind::EntryMissing, 1));
}

#[test]
fn a_timeline_that_begins_with_something_else_is_found() {
    let (_desk, copy) = copied_folder(five());
    let body = serde_json::to_string(&entry(1, note("no opening"))).unwrap();
    let previous = rapport::domain::chain::Hash::none();
    let hash = link(&call_id(), &previous, &body);
    let line = serde_json::json!({"hash": hash, "previous": previous, "body": body}).to_string();
    write(&copy.join("timeline.jsonl"), line.as_bytes());
    assert_eq!(folder(&copy).unwrap().faults, [at(FaultKind::NotOpened, 1)]);
}

#[test]
fn a_folder_that_kept_its_name_shows_an_edit_of_its_opening() {
    let (_desk, copy) = copied_folder(five());
    let kept = copy.with_file_name(CALL);
    std::fs::rename(copy, &kept).unwrap();
    let file = kept.join("timeline.jsonl");
    let text = std::fs::read_to_string(&file).unwrap();
    write(&file, text.replacen(CALL, "20261124-161502-zzzz", 1).as_bytes());
    let faults = folder(&kept).unwrap().faults;
    assert_eq!(faults, [at(FaultKind::NotOpened, 1), at(FaultKind::EntryChanged, 1)]);
}

#[test]
fn a_hole_that_was_closed_up_by_new_numbers_is_found() {
    let desk = Desk::with_call(five());
    desk.tamper(
        "DELETE FROM entries WHERE seq = 3;
         UPDATE entries SET seq = 3, body = replace(body, '\"seq\":4', '\"seq\":3') WHERE seq = 4;
         UPDATE entries SET seq = 4, body = replace(body, '\"seq\":5', '\"seq\":4') WHERE seq = 5;",
    );
    let faults = desk.store().verify(&call_id()).unwrap().faults;
    assert!(faults.contains(&at(FaultKind::EntryChanged, 3)), "{faults:?}");
    assert!(faults.contains(&at(FaultKind::LinkBroken, 3)), "{faults:?}");
    assert!(faults.contains(&at(FaultKind::EntriesCutOff, 5)), "{faults:?}");
}

#[test]
fn entries_that_changed_places_are_found() {
    check_folder(|lines| lines.swap(1, 2), &[at(FaultKind::EntryMisplaced, 2)]);
    check_folder(|lines| lines.swap(3, 4), &[at(FaultKind::EntryMisplaced, 4)]);
    let swap = "UPDATE entries SET seq = 100 WHERE seq = 2; UPDATE entries SET seq = 2 WHERE seq = 3;
                UPDATE entries SET seq = 3 WHERE seq = 100;";
    let desk = Desk::with_call(five());
    desk.tamper(swap);
    let faults = desk.store().verify(&call_id()).unwrap().faults;
    assert_eq!(faults[0], at(FaultKind::EntryMisplaced, 2));
}

#[test]
fn an_entry_that_stands_twice_is_found() {
    check_folder(|lines| lines.insert(3, lines[1].clone()), &[at(FaultKind::EntryMisplaced, 2)]);
}

#[test]
fn entries_cut_off_the_database_are_found() {
    check_database("DELETE FROM entries WHERE seq > 3", &[at(FaultKind::EntriesCutOff, 4)]);
    check_database("DELETE FROM entries", &[at(FaultKind::EntriesCutOff, 1)]);
}

#[test]
fn entries_cut_off_the_database_and_its_lists_are_found_by_the_timeline_file() {
    let desk = Desk::with_call(five());
    let timeline = desk.store().timeline(&call_id()).unwrap();
    write_timeline_file(&desk.layout(), &call_id(), &timeline).unwrap();
    let head = &timeline[2].hash;
    desk.tamper(&format!("DELETE FROM entries WHERE seq > 3; UPDATE calls SET newest = 3, head = '{head}'"));
    let verified = desk.store().verify(&call_id()).unwrap();
    assert_eq!(verified.faults, [at(FaultKind::EntriesCutOff, 4)]);
}

#[test]
fn a_torn_last_line_of_a_folder_is_found() {
    let tear = |lines: &mut Vec<String>| lines[4].truncate(100);
    check_folder(tear, &[at(FaultKind::EntryUnreadable, 5)]);
    check_folder(Vec::clear, &[at(FaultKind::EntriesCutOff, 1)]);
}

#[test]
fn documents_show_that_entries_were_cut_off_a_folder() {
    let document = b"# Call note";
    let sha256 = rapport::domain::chain::Hash::of(document).to_string();
    let exported = Fact::Exported {
        format: "md".to_owned(),
        sha256,
        file: Some("call-note.md".to_owned()),
        sound: None,
    };
    let (_desk, copy) = copied_folder([five(), vec![finished(), exported]].concat());
    write(&copy.join("call-note.md"), document);
    assert_eq!(folder(&copy).unwrap().faults, []);
    let file = copy.join("timeline.jsonl");
    let text = std::fs::read_to_string(&file).unwrap();
    let kept: Vec<_> = text.lines().take(5).collect();
    write(&file, kept.join("\n").as_bytes());
    let added = Fault { what: FaultKind::FileAdded, place: Place::File("call-note.md".to_owned()) };
    assert_eq!(folder(&copy).unwrap().faults, [added]);
}

#[test]
fn a_timeline_written_anew_differs_from_its_file() {
    let desk = Desk::with_call(five());
    let other = Desk::with_call(vec![opened(), note("one"), note("TWO"), note("three"), note("four")]);
    let timeline = other.store().timeline(&call_id()).unwrap();
    write_timeline_file(&desk.layout(), &call_id(), &timeline).unwrap();
    let verified = desk.store().verify(&call_id()).unwrap();
    assert_eq!(verified.faults, [at(FaultKind::TimelinesDiffer, 3)]);
}

#[test]
fn a_timeline_file_that_knows_less_is_only_older() {
    let desk = Desk::with_call(five());
    let timeline = desk.store().timeline(&call_id()).unwrap();
    write_timeline_file(&desk.layout(), &call_id(), &timeline[..3]).unwrap();
    assert!(desk.store().verify(&call_id()).unwrap().is_intact());
}

#[test]
fn an_edited_or_missing_timeline_file_is_found() {
    let desk = Desk::with_call([five(), vec![finished()]].concat());
    let verify = || desk.store().verify(&call_id()).unwrap().faults;
    assert_eq!(verify(), [in_timeline_file(FaultKind::FileMissing)]);
    let timeline = desk.store().timeline(&call_id()).unwrap();
    write_timeline_file(&desk.layout(), &call_id(), &timeline).unwrap();
    assert_eq!(verify(), []);
    let file = desk.layout().timeline(&call_id());
    let text = std::fs::read_to_string(&file).unwrap();
    write(&file, text.replace("two", "won").as_bytes());
    assert_eq!(verify(), [in_timeline_file(FaultKind::FileChanged)]);
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    assert_eq!(verify(), [in_timeline_file(FaultKind::FileUnreadable)]);
}

#[test]
fn lists_that_say_something_else_than_the_entries_are_found() {
    for sql in [
        "UPDATE calls SET client_name = 'Someone else'",
        "UPDATE calls SET closed = '2026-11-24T16:15:02.000000000Z'",
        "UPDATE calls SET takes = '{\"1\": 99}'",
        "DELETE FROM calls",
    ] {
        check_database(sql, &[at(FaultKind::ListsDiffer, 5)]);
    }
}

#[test]
fn lists_that_cannot_be_read_are_damage() {
    let desk = Desk::with_call(five());
    desk.tamper("UPDATE calls SET stage = 'lunch'");
    let error = desk.store().calls(None).unwrap_err();
    assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}");
}

#[test]
fn a_timeline_moved_to_another_call_is_found() {
    let desk = Desk::with_call(five());
    desk.tamper("UPDATE entries SET call = 'other'; UPDATE calls SET call = 'other'");
    let faults = desk.store().verify(&rapport::domain::ids::CallId::new("other")).unwrap().faults;
    assert!(faults.contains(&at(FaultKind::NotOpened, 1)), "{faults:?}");
    assert!(faults.contains(&at(FaultKind::EntryChanged, 5)), "{faults:?}");
}

#[test]
fn numbers_at_the_end_of_all_numbers_break_nothing() {
    let (_desk, copy) = copied_folder(five());
    let huge = format!("\"seq\":{}", u64::MAX);
    let body = serde_json::to_string(&entry(5, note("x"))).unwrap().replace("\"seq\":5", &huge);
    let previous = rapport::domain::chain::Hash::none();
    let line = serde_json::json!({
        "hash": link(&call_id(), &previous, &body), "previous": previous, "body": body,
    });
    let file = copy.join("timeline.jsonl");
    let text = std::fs::read_to_string(&file).unwrap();
    write(&file, format!("{text}{line}\n").as_bytes());
    let faults = folder(&copy).unwrap().faults;
    assert_eq!(faults[0], at(FaultKind::EntryMissing, 6));
    assert!(faults.len() < 2_000);
}

#[test]
fn a_folder_without_a_timeline_is_no_call() {
    let desk = Desk::new();
    for path in [desk.folder.path().to_path_buf(), desk.folder.path().join("not-here")] {
        let error = folder(&path).unwrap_err();
        assert!(matches!(error, VerifyError::NoTimeline(_)), "{error:?}");
    }
}

#[test]
fn faults_and_places_read_as_words() {
    assert_eq!(at(FaultKind::EntryChanged, 3).place.to_string(), "entry 3");
    assert_eq!(in_timeline_file(FaultKind::FileAdded).place.to_string(), "timeline.jsonl");
    assert_eq!(FaultKind::EntryChanged.to_string(), "entry does not match its hash");
}
