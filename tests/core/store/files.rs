//! Files are replaced whole or not at all, and their paths are where the design says.

use super::support::{CALL, Desk, call_id};
use rapport::files::is_unfinished;
use rapport::store::{ConfigLayout, Layout, atomic, folder};
use std::io::ErrorKind;
use std::path::Path;

#[test]
fn a_file_is_replaced_and_nothing_else_is_left() {
    let desk = Desk::new();
    let file = desk.folder.path().join("note.md");
    atomic::replace(&file, b"first, longer").unwrap();
    atomic::replace(&file, b"second").unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), b"second");
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 1);
}

#[test]
fn a_new_file_overwrites_nothing() {
    let desk = Desk::new();
    let file = desk.folder.path().join("note.md");
    atomic::create_new(&file, b"first").unwrap();
    assert_eq!(atomic::create_new(&file, b"second").unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(std::fs::read(&file).unwrap(), b"first");
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 1);
}

#[test]
fn a_replacement_that_fails_leaves_the_file_as_it_was() {
    let desk = Desk::new();
    let taken = desk.folder.path().join("taken");
    folder::make(&taken.join("inside")).unwrap();
    assert!(atomic::replace(&taken, b"no file may take the place of a folder").is_err());
    assert!(taken.join("inside").is_dir());
    let missing = desk.folder.path().join("missing/note.md");
    assert_eq!(atomic::replace(&missing, b"x").unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn what_is_written_is_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    for (name, write) in [("a", atomic::replace as fn(&Path, &[u8]) -> _), ("b", atomic::create_new)] {
        let file = desk.folder.path().join(name);
        write(&file, b"x").unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_a_crash_left_is_known_by_its_name() {
    assert!(is_unfinished(".rapport-x7Yq2p.part"));
    assert!(!is_unfinished("rapport.part"));
    assert!(!is_unfinished(".rapport-mic.wav"));
}

#[test]
fn every_path_is_where_the_design_says() {
    let layout = Layout::new("/data");
    let call = Path::new("/data/calls").join(CALL);
    assert_eq!(layout.database(), Path::new("/data/rapport.db"));
    assert_eq!(layout.lock(), Path::new("/data/rapport.lock"));
    assert_eq!(layout.call(&call_id()), call);
    assert_eq!(layout.audio(&call_id()), call.join("audio"));
    assert_eq!(layout.session(&call_id()), call.join("audio/session.json"));
    assert_eq!(layout.timeline(&call_id()), call.join("timeline.jsonl"));
    assert_eq!(layout.call_note(&call_id(), "docx"), call.join("call-note.docx"));
    let config = ConfigLayout::new("/config");
    assert_eq!(config.settings(), Path::new("/config/settings.json"));
    assert_eq!(config.checklists(), Path::new("/config/checklists"));
}
