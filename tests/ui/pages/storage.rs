//! What goes wrong on disk is told in words on the screen, with what can be done about it.

use crate::support::{Desk, Opening};
use eframe::egui::{Key, Role};
use rapport::app::state::OpenCall;
use rapport::store::{Layout, Store};
use std::path::{Path, PathBuf};

fn database(home: &Path) -> PathBuf {
    Layout::new(home.join("data")).database()
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), bytes).unwrap();
}

#[test]
fn a_damaged_database_is_named_left_as_it_is_and_can_be_set_aside() {
    let home = tempfile::tempdir().unwrap();
    let damage = b"this is no database at all, and longer than a header would be".repeat(20);
    write(&database(home.path()), &damage);
    let mut desk = Desk::open_in(home.path(), Opening::default());
    desk.wait_to_read("The database is damaged and was left as it is");
    assert!(desk.reads(&database(home.path()).display().to_string()));
    desk.button("Try again");
    desk.wait_to_read("The database is damaged and was left as it is");
    assert_eq!(std::fs::read(database(home.path())).unwrap(), damage);
    desk.button("Set it aside and begin a new one");
    desk.wait_to_read("The damaged database was set aside, whole");
    desk.start_call("Ana Bell");
    let kept = std::fs::read_dir(home.path().join("data"))
        .unwrap()
        .any(|entry| std::fs::read(entry.unwrap().path()).is_ok_and(|bytes| bytes == damage));
    assert!(kept, "the damaged file is still there, whole");
}

#[test]
fn a_data_folder_open_in_another_window_is_told_and_tried_again() {
    let home = tempfile::tempdir().unwrap();
    let other = Store::open(Layout::new(home.path().join("data"))).unwrap();
    let mut desk = Desk::open_in(home.path(), Opening::default());
    desk.wait_to_read("Rapport is already open on this data folder");
    assert!(desk.reads("Go on in the other window, or close it and try again"));
    desk.button("Try again");
    desk.wait_to_read("Rapport is already open on this data folder");
    drop(other);
    desk.button("Try again");
    desk.start_call("Ana Bell");
}

#[test]
fn a_data_folder_that_cannot_be_written_is_told_in_words() {
    let home = tempfile::tempdir().unwrap();
    // A file where the folder should be: it cannot be written by anyone, root included.
    write(&home.path().join("data"), b"in the way");
    let mut desk = Desk::open_in(home.path(), Opening::default());
    desk.wait_to_read("The data folder cannot be written");
    assert!(desk.reads(&home.path().join("data").display().to_string()));
    desk.get(Role::Button, "Try again");
    assert!(!desk.has(Role::Button, "Set it aside and begin a new one"), "nothing is damaged");
}

#[test]
fn entries_that_cannot_be_stored_are_told_kept_and_stored_later() {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.wait_until("all is on disk", |desk| {
        desk.window().state().call.as_ref().is_some_and(|open| !open.has_unsaved())
    });
    let refuse = rapport_raw(
        &desk,
        "CREATE TRIGGER refuse BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    refuse.unwrap();
    desk.write(Role::MultilineTextInput, "Note", "written while nothing can be stored");
    desk.key(Key::Enter);
    desk.wait_to_read("The newest entries are not stored yet");
    assert!(desk.reads("do not close Rapport before"));
    assert!(desk.has(Role::Button, "written while nothing can be stored"), "notes go on");
    desk.ask_to_close();
    desk.wait_for(Role::Button, "Close and lose them");
    desk.button("Stay");
    rapport_raw(&desk, "DROP TRIGGER refuse").unwrap();
    desk.wait_until("all is stored", |desk| {
        !desk.reads("The newest entries are not stored yet")
            && !desk.window().state().call.as_ref().is_some_and(OpenCall::has_unsaved)
    });
}

fn rapport_raw(desk: &Desk, sql: &str) -> rusqlite::Result<()> {
    rusqlite::Connection::open(database(desk.home()))?.execute_batch(sql)
}

#[test]
fn a_recording_cut_off_by_a_crash_is_made_safe_and_told_at_the_next_start() {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_until("two seconds are on disk", |desk| {
        desk.window().state().recorder.progress.is_some_and(|progress| progress.on_disk > 96_000)
    });
    let crashed = tempfile::tempdir().unwrap();
    // What is on disk in mid-take is what a crash leaves behind.
    copy(&desk.home().join("data"), &crashed.path().join("data"));
    drop(desk);

    let mut desk = Desk::open_in(crashed.path(), Opening::default());
    desk.wait_to_read("The call with Ana Bell was interrupted");
    assert!(desk.reads("of recording are safe"));
    desk.button("Go on with Ana Bell");
    desk.wait_for(Role::Heading, "May the call be recorded?");
    let call = &desk.window().state().call.as_ref().unwrap().call;
    assert!(call.recording.segments[0].salvaged);
    assert!(desk.is_disabled("Start recording"));
    assert!(desk.description(Role::Button, "Start recording").contains("ask Ana Bell again"));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
