//! Entries are added at the end and never changed.

use super::support::*;
use rapport::domain::fact::Fact;
use rapport::domain::ids::CallId;
use rapport::domain::readiness::Reading;
use rapport::store::{SaveError, Store};

fn newest(store: &Store) -> u64 {
    store.timeline(&call_id()).unwrap().len() as u64
}

#[test]
fn appending_the_very_same_entry_again_is_no_error_and_adds_nothing() {
    let desk = Desk::new();
    let mut store = desk.store();
    let hashes = append_all(&mut store, &call_id(), vec![opened(), note("one"), note("two")]);
    for seq in 1..=3_u64 {
        let stored = store.timeline(&call_id()).unwrap();
        let again = store.append(&call_id(), &stored[seq as usize - 1].entry).unwrap();
        assert_eq!(again, hashes[seq as usize - 1]);
    }
    assert_eq!(newest(&store), 3);
}

#[test]
fn another_entry_of_a_taken_number_is_refused() {
    let desk = Desk::new();
    let mut store = desk.store();
    append_all(&mut store, &call_id(), vec![opened(), note("one")]);
    for (seq, fact) in [(1, note("no opening")), (2, note("not one")), (0, note("before all"))] {
        let refused = store.append(&call_id(), &entry(seq, fact));
        assert!(
            matches!(refused, Err(SaveError::OutOfOrder { newest: 2, found }) if found == seq),
            "{refused:?}"
        );
    }
    assert_eq!(newest(&store), 2);
}

#[test]
fn an_entry_that_leaves_a_hole_is_refused() {
    let desk = Desk::new();
    let mut store = desk.store();
    let refused = store.append(&call_id(), &entry(2, note("nothing before")));
    assert!(matches!(refused, Err(SaveError::OutOfOrder { newest: 0, found: 2 })), "{refused:?}");
    store.append(&call_id(), &entry(1, opened())).unwrap();
    let refused = store.append(&call_id(), &entry(3, note("three")));
    assert!(matches!(refused, Err(SaveError::OutOfOrder { newest: 1, found: 3 })), "{refused:?}");
}

#[test]
fn a_call_begins_with_its_own_opening() {
    let desk = Desk::new();
    let mut store = desk.store();
    for (call, fact) in [(CALL, note("no opening")), ("another-call", opened())] {
        let refused = store.append(&CallId::new(call), &entry(1, fact));
        assert!(matches!(&refused, Err(SaveError::NotOpened { call: told }) if told == call), "{refused:?}");
    }
    assert!(store.calls(None).unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn nothing_is_appended_to_a_database_that_another_took_the_place_of() {
    let desk = Desk::new();
    let mut store = desk.store();
    store.append(&call_id(), &entry(1, opened())).unwrap();
    let (file, aside) = (desk.layout().database(), desk.folder.path().join("aside.db"));
    std::fs::rename(&file, &aside).unwrap();
    std::fs::copy(&aside, &file).unwrap();
    let refused = store.append(&call_id(), &entry(2, note("lost?")));
    assert!(matches!(&refused, Err(SaveError::Unwritable { path, .. }) if *path == file), "{refused:?}");
    std::fs::rename(&aside, &file).unwrap();
    store.append(&call_id(), &entry(2, note("goes on"))).unwrap();
    assert_eq!(newest(&store), 2);
}

#[test]
fn an_entry_that_would_not_read_back_is_refused_before_it_spoils_the_timeline() {
    let desk = Desk::new();
    let mut store = desk.store();
    store.append(&call_id(), &entry(1, opened())).unwrap();
    let item = rapport::domain::ids::ItemId::new("microphone");
    let deaf = Fact::ItemCleared { item, sensed: Some(Reading::Microphone { peak: f32::NAN }) };
    let refused = store.append(&call_id(), &entry(2, deaf));
    assert!(matches!(refused, Err(SaveError::Unreadable { seq: 2, .. })), "{refused:?}");
    store.append(&call_id(), &entry(2, note("goes on"))).unwrap();
    assert_eq!(newest(&store), 2);
}

#[test]
fn nobody_can_change_or_delete_an_entry_through_the_database() {
    let desk = Desk::with_call(vec![opened(), note("one"), note("two")]);
    let raw = desk.raw();
    let before = desk.store().timeline(&call_id()).unwrap();
    for sql in [
        "UPDATE entries SET body = '{}' WHERE seq = 2",
        "UPDATE OR REPLACE entries SET seq = 1 WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 3",
        "DELETE FROM entries",
        "INSERT OR REPLACE INTO entries SELECT call, seq, at, kind, '{}', previous, hash FROM entries WHERE seq = 3",
        "INSERT OR REPLACE INTO entries (rowid, call, seq, at, kind, body, previous, hash)
             SELECT rowid, call, 4, at, kind, '{}', previous, hash FROM entries WHERE seq = 3",
        "INSERT INTO entries SELECT call, 9, at, kind, body, previous, hash FROM entries WHERE seq = 3",
    ] {
        let refused = raw.execute_batch(sql).unwrap_err();
        assert_eq!(refused.sqlite_error_code(), Some(rusqlite::ErrorCode::ConstraintViolation), "{sql}");
    }
    assert_eq!(desk.store().timeline(&call_id()).unwrap(), before);
}

#[test]
fn timelines_of_many_calls_grow_side_by_side() {
    let desk = Desk::new();
    let mut store = desk.store();
    let ids: Vec<_> = (1..=3).map(|number| format!("call-{number}")).collect();
    for id in &ids {
        store.append(&CallId::new(id), &entry(1, opened_with(id, client("c-1", "Rosa"), None))).unwrap();
    }
    for seq in 2..=4 {
        for id in &ids {
            store.append(&CallId::new(id), &entry(seq, note(id))).unwrap();
        }
    }
    for id in &ids {
        let id = CallId::new(id);
        assert_eq!(store.timeline(&id).unwrap().len(), 4);
        assert!(store.verify(&id).unwrap().is_intact());
    }
}
