//! A damaged database is told as such, and set aside without losing a byte.

use super::support::*;
use jiff::Timestamp;
use rapport::store::{OpenError, ReadError, SaveError, Store};
use std::path::Path;

fn now() -> Timestamp {
    "2026-11-24T16:15:02Z".parse().unwrap()
}

fn check_is_damaged(desk: &Desk) {
    let bytes = std::fs::read(desk.layout().database()).unwrap_or_default();
    for opened in [Store::open(desk.layout()), Store::open_to_read(desk.layout())] {
        let error = opened.err().unwrap();
        let is_damaged =
            matches!(&error, OpenError::Damaged { file, .. } if *file == desk.layout().database());
        assert!(is_damaged, "{error:?}");
    }
    assert!(std::fs::read(desk.layout().database()).unwrap_or_default() == bytes, "it was changed");
}

/// A call large enough that the database has many pages.
fn large_call() -> Desk {
    Desk::with_call([vec![opened()], vec![note(&"long ".repeat(1_000)); 40]].concat())
}

fn overwrite(file: &Path, at: usize, bytes: &[u8]) {
    let mut all = std::fs::read(file).unwrap();
    all.splice(at..at + bytes.len(), bytes.iter().copied());
    write(file, &all);
}

#[test]
fn garbage_in_place_of_a_database_is_damage() {
    let desk = Desk::new();
    write(&desk.layout().database(), &b"This is no database at all. ".repeat(500));
    check_is_damaged(&desk);
}

#[test]
fn a_spoilt_header_or_first_page_is_damage() {
    for (at, with) in [(0, b"SQLITE".as_slice()), (100, &[0xff; 600])] {
        let desk = large_call();
        overwrite(&desk.layout().database(), at, with);
        check_is_damaged(&desk);
    }
}

#[test]
fn a_database_that_lost_its_tables_is_damage() {
    let desk = large_call();
    desk.raw().execute_batch("DROP TABLE entries; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    check_is_damaged(&desk);
}

#[test]
fn a_spoilt_page_in_the_middle_is_found_by_the_check() {
    let desk = large_call();
    desk.store().check().unwrap();
    overwrite(&desk.layout().database(), 4096 * 20, &[0xaa; 4096]);
    let error = desk.store().check().unwrap_err();
    assert!(
        matches!(&error, ReadError::Damaged { file, .. } if *file == desk.layout().database()),
        "{error:?}"
    );
}

#[test]
fn a_cut_off_file_is_found_by_the_check() {
    let desk = large_call();
    let file = desk.layout().database();
    let bytes = std::fs::read(&file).unwrap();
    write(&file, &bytes[..bytes.len() / 2]);
    let found = Store::open(desk.layout()).map(|store| store.check());
    assert!(
        matches!(&found, Err(OpenError::Damaged { .. }) | Ok(Err(ReadError::Damaged { .. }))),
        "{found:?}"
    );
}

#[test]
fn a_log_without_its_database_is_damage_and_is_not_thrown_away() {
    let desk = large_call();
    let raw = desk.raw();
    raw.execute_batch("INSERT INTO matters VALUES ('m-2', 'kept in the log')").unwrap();
    let copy = Desk::new();
    let log = copy.folder.path().join("rapport.db-wal");
    std::fs::copy(desk.folder.path().join("rapport.db-wal"), &log).unwrap();
    let bytes = std::fs::read(&log).unwrap();
    assert!(!bytes.is_empty());
    check_is_damaged(&copy);
    write(&copy.layout().database(), b"");
    check_is_damaged(&copy);
    assert!(std::fs::read(&log).unwrap() == bytes);

    let aside = Store::set_aside(&copy.layout(), now()).unwrap();
    assert!(std::fs::read(aside.with_file_name("rapport-damaged-20261124-161502.db-wal")).unwrap() == bytes);
    assert!(copy.store().calls(None).unwrap().is_empty());
}

#[test]
fn setting_aside_keeps_every_byte_and_makes_room_for_another() {
    let desk = large_call();
    let audio = desk.layout().audio(&call_id()).join("mic-0001.wav");
    write(&audio, b"sound");
    let damaged = b"damaged ".repeat(600);
    let names = ["", "-wal", "-shm"];
    for suffix in names {
        write(&desk.folder.path().join(format!("rapport.db{suffix}")), &damaged);
    }
    let aside = Store::set_aside(&desk.layout(), now()).unwrap();
    assert_eq!(aside, desk.folder.path().join("rapport-damaged-20261124-161502.db"));
    for suffix in names {
        let kept = desk.folder.path().join(format!("rapport-damaged-20261124-161502.db{suffix}"));
        assert!(std::fs::read(kept).unwrap() == damaged);
    }
    append_all(&mut desk.store(), &call_id(), vec![opened()]);
    assert_eq!(std::fs::read(audio).unwrap(), b"sound");
}

#[test]
fn setting_aside_twice_in_a_second_overwrites_nothing() {
    let desk = Desk::new();
    let mut kept = Vec::new();
    for damage in ["first", "second", "third"] {
        write(&desk.layout().database(), damage.as_bytes());
        kept.push((Store::set_aside(&desk.layout(), now()).unwrap(), damage));
    }
    for (path, damage) in kept {
        assert_eq!(std::fs::read_to_string(path).unwrap(), damage);
    }
}

#[test]
fn setting_aside_in_a_missing_folder_is_told() {
    let desk = Desk::new();
    let layout = rapport::store::Layout::new(desk.folder.path().join("not-here"));
    let error = Store::set_aside(&layout, now()).unwrap_err();
    assert!(matches!(error, SaveError::Unwritable { .. }), "{error:?}");
}
