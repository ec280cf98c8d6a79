//! A full disk and a read-only one. Both are made of memory and mounted where only the test sees them: the test runs
//! itself again in a process with mounts of its own, which end with it.

use super::support::*;
use rapport::app::runner::free_bytes;
use rapport::store::{OpenError, SaveError, Store};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// Runs `test` in a process with its own mounts and says whether this is that process.
fn is_among_own_mounts(test: &str) -> bool {
    const INSIDE: &str = "RAPPORT_TEST_OWN_MOUNTS";
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let unshare = |program: &Path| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount"]).arg(program);
        command
    };
    if !unshare(Path::new("true")).status().is_ok_and(|status| status.success()) {
        // Past the test harness, which keeps to itself what a passing test prints.
        let skipped = format!("SKIPPED {test}: this system lets nobody mount a disk of their own\n");
        std::io::stderr().write_all(skipped.as_bytes()).unwrap();
        return false;
    }
    let done = unshare(&std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && told.contains("1 passed"), "{told}");
    false
}

fn mount(options: &str, at: &Path) {
    let status =
        Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).status().unwrap();
    assert!(status.success());
}

fn remount(options: &str, at: &Path) {
    let options = format!("remount,{options}");
    let status = Command::new("mount").args(["-o", &options]).arg(at).status().unwrap();
    assert!(status.success());
}

#[test]
fn a_full_disk_is_told_loses_nothing_and_takes_the_same_entry_once_there_is_room() {
    if !is_among_own_mounts(
        "store::disk::a_full_disk_is_told_loses_nothing_and_takes_the_same_entry_once_there_is_room",
    ) {
        return;
    }
    let desk = Desk::new();
    mount("size=1m", desk.folder.path());
    let mut store = desk.store();
    store.append(&call_id(), &entry(1, opened())).unwrap();
    let large = "word ".repeat(12_000);
    let mut seq = 2;
    let error = loop {
        match store.append(&call_id(), &entry(seq, note(&large))) {
            Ok(_) => seq += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, SaveError::DiskFull), "{error:?}");
    assert!(seq > 3, "the disk was full from the start");
    let again = store.append(&call_id(), &entry(seq, note(&large)));
    assert!(matches!(again, Err(SaveError::DiskFull)), "{again:?}");
    assert_eq!(store.timeline(&call_id()).unwrap().len() as u64, seq - 1);
    let reader = Store::open_to_read(desk.layout()).unwrap();
    assert_eq!(reader.timeline(&call_id()).unwrap().len() as u64, seq - 1);

    remount("size=4m", desk.folder.path());
    store.append(&call_id(), &entry(seq, note(&large))).unwrap();
    store.check().unwrap();
    assert!(store.verify(&call_id()).unwrap().is_intact());
    assert_eq!(reader.timeline(&call_id()).unwrap().len() as u64, seq);
}

#[test]
fn a_disk_full_before_the_store_is_opened_is_told_and_what_is_there_can_be_read() {
    if !is_among_own_mounts(
        "store::disk::a_disk_full_before_the_store_is_opened_is_told_and_what_is_there_can_be_read",
    ) {
        return;
    }
    let desk = Desk::new();
    mount("size=256k", desk.folder.path());
    append_all(&mut desk.store(), &call_id(), vec![opened()]);
    let filling = std::fs::File::create(desk.folder.path().join("filling")).unwrap();
    let zeros = [0; 4096];
    while (&filling).write_all(&zeros).is_ok() {}
    let error = Store::open(desk.layout()).map(|mut store| store.append(&call_id(), &entry(2, note("two"))));
    match error {
        Err(OpenError::Unwritable { source, .. }) => {
            assert_eq!(source.kind(), std::io::ErrorKind::StorageFull);
        }
        Ok(Err(SaveError::DiskFull)) => {}
        other => panic!("{other:?}"),
    }
    drop(filling);
    std::fs::remove_file(desk.folder.path().join("filling")).unwrap();
    let mut store = desk.store();
    assert_eq!(store.timeline(&call_id()).unwrap().len(), 1);
    store.append(&call_id(), &entry(2, note("two"))).unwrap();
}

#[test]
fn a_read_only_disk_is_told_and_can_be_read() {
    if !is_among_own_mounts("store::disk::a_read_only_disk_is_told_and_can_be_read") {
        return;
    }
    let desk = Desk::new();
    mount("size=4m", desk.folder.path());
    append_all(&mut desk.store(), &call_id(), vec![opened(), note("one"), finished()]);
    remount("ro", desk.folder.path());
    let error = Store::open(desk.layout()).err().unwrap();
    assert!(
        matches!(&error, OpenError::Unwritable { folder, .. } if folder == desk.folder.path()),
        "{error:?}"
    );
    let error = Store::set_aside(&desk.layout(), entry(1, opened()).at).unwrap_err();
    assert!(matches!(error, SaveError::Unwritable { .. }), "{error:?}");
    let reader = Store::open_to_read(desk.layout()).unwrap();
    assert_eq!(reader.calls(None).unwrap().len(), 1);
    assert_eq!(reader.timeline(&call_id()).unwrap().len(), 3);
    reader.check().unwrap();
}

#[test]
fn the_room_on_a_disk_made_of_memory_is_that_disks_own() {
    if !is_among_own_mounts("store::disk::the_room_on_a_disk_made_of_memory_is_that_disks_own") {
        return;
    }
    let desk = Desk::new();
    mount("size=4m", desk.folder.path());
    let later = desk.folder.path().join("calls/later");
    let free = free_bytes(&later).unwrap();
    assert!((3 << 20..=4 << 20).contains(&free), "{free}");
    write(&desk.folder.path().join("filling"), &vec![0; 3 << 20]);
    let left = free_bytes(&later).unwrap();
    assert!(left <= 1 << 20, "{left}");
}
