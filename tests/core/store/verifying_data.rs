//! A whole data folder is checked: every call, folders that belong to none, and the database's own guards.

use super::support::*;
use rapport::domain::ids::{CallId, Seq};
use rapport::store::verify::{Fault, FaultKind, Place};

fn other() -> CallId {
    CallId::new("20261124-170000-b2b2")
}

fn desk() -> Desk {
    let desk = Desk::with_call(vec![opened(), note("one")]);
    let opened = opened_with(other().as_str(), client("c-7", "Ana Bell"), None);
    append_all(&mut desk.store(), &other(), vec![opened, note("two")]);
    desk
}

#[test]
fn every_call_is_checked() {
    let desk = desk();
    let found = desk.store().verify_all().unwrap();
    assert!(found.is_intact(), "{found:?}");
    assert_eq!(found.calls.iter().map(|(call, _)| call.clone()).collect::<Vec<_>>(), [call_id(), other()]);
    desk.tamper(&format!("UPDATE entries SET body = replace(body, 'two', 'won') WHERE call = '{}'", other()));
    let found = desk.store().verify_all().unwrap();
    assert!(!found.is_intact());
    assert_eq!(found.faults, []);
    let changed = Fault { what: FaultKind::EntryChanged, place: Place::Entry(Seq(2)) };
    assert_eq!(found.calls[1].1.faults, [changed]);
    assert_eq!(found.calls[0].1.faults, []);
}

#[test]
fn a_folder_that_belongs_to_no_call_is_named() {
    let desk = desk();
    write(&desk.layout().calls().join("20261124-180000-zzzz/timeline.jsonl"), b"{}");
    write(&desk.layout().calls().join("a file"), b"");
    write(&desk.layout().call(&other()).join("SHA256SUMS"), b"");
    let found = desk.store().verify_all().unwrap();
    let ghost = |name: &str| Fault { what: FaultKind::FolderAdded, place: Place::Calls(name.to_owned()) };
    assert_eq!(found.faults, [ghost("20261124-180000-zzzz"), ghost("a file")]);
    assert!(!found.is_intact());
    // One that belongs to a call is checked with it.
    let added = Fault { what: FaultKind::FileAdded, place: Place::File("SHA256SUMS".to_owned()) };
    assert_eq!(found.calls[1].1.faults, [added]);
}

#[test]
fn a_call_that_is_gone_from_one_table_is_found_by_the_other() {
    let desk = desk();
    desk.tamper(&format!("DELETE FROM entries WHERE call = '{}'", other()));
    let found = desk.store().verify_all().unwrap();
    let cut_off = Fault { what: FaultKind::EntriesCutOff, place: Place::Entry(Seq(1)) };
    assert_eq!(found.calls[1].1.faults, [cut_off]);
    let desk = self::desk();
    desk.tamper(&format!("DELETE FROM calls WHERE call = '{}'", other()));
    let found = desk.store().verify_all().unwrap();
    assert_eq!(found.calls.len(), 2);
    assert_eq!(found.calls[1].1.faults[0].what, FaultKind::ListsDiffer);
}

#[test]
fn a_call_that_is_gone_from_the_database_leaves_a_folder_that_belongs_to_none() {
    let desk = desk();
    write(&desk.layout().audio(&other()).join("mic-0001.wav"), b"sound");
    desk.tamper(&format!(
        "DELETE FROM entries WHERE call = '{0}'; DELETE FROM calls WHERE call = '{0}'",
        other()
    ));
    let found = desk.store().verify_all().unwrap();
    let ghost = Fault { what: FaultKind::FolderAdded, place: Place::Calls(other().to_string()) };
    assert_eq!(found.faults, [ghost]);
}

#[test]
fn a_database_without_its_guards_is_found() {
    let gone = [Fault { what: FaultKind::GuardsGone, place: Place::Database }];
    for change in [
        "DROP TRIGGER entries_are_not_changed",
        "DROP TRIGGER entries_are_not_deleted",
        "DROP TRIGGER entries_follow_one_another",
        "DROP TRIGGER entries_are_not_changed;
         CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries BEGIN SELECT 1; END",
        "CREATE TRIGGER more BEFORE INSERT ON entries BEGIN SELECT RAISE(IGNORE); END",
    ] {
        let desk = desk();
        desk.raw().execute_batch(change).unwrap();
        assert_eq!(desk.store().verify(&call_id()).unwrap().faults, gone, "{change}");
        assert_eq!(desk.store().verify_all().unwrap().faults, gone, "{change}");
    }
}
