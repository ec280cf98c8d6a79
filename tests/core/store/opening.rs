//! Who may open a data folder, and what is made of it.

use super::support::*;
use rapport::store::{Layout, OpenError, SaveError, Store};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn a_missing_folder_is_made_for_its_owner_only() {
    let desk = Desk::new();
    let layout = Layout::new(desk.folder.path().join("deep/er"));
    append_all(&mut Store::open(layout.clone()).unwrap(), &call_id(), vec![opened()]);
    let store = Store::open(layout.clone()).unwrap();
    assert_eq!(store.layout(), &layout);
    assert_eq!(store.calls(None).unwrap().len(), 1);
    #[cfg(unix)]
    {
        assert_eq!(mode(&desk.folder.path().join("deep")), 0o700);
        assert_eq!(mode(layout.data()), 0o700);
        let files: Vec<_> =
            std::fs::read_dir(layout.data()).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(files.contains(&layout.data().join("rapport.db-wal")), "{files:?}");
        for file in files {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
    }
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_reader_makes_nothing_where_nothing_is() {
    let desk = Desk::new();
    let missing = desk.folder.path().join("not-here");
    for folder in [missing.as_path(), desk.folder.path()] {
        let error = Store::open_to_read(Layout::new(folder)).err().unwrap();
        assert!(matches!(&error, OpenError::Missing { folder: told } if told == folder), "{error:?}");
    }
    assert!(!missing.exists());
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_second_one_is_kept_out_and_the_first_goes_on() {
    let desk = Desk::new();
    let mut first = desk.store();
    first.append(&call_id(), &entry(1, opened())).unwrap();
    let error = Store::open(desk.layout()).err().unwrap();
    assert!(matches!(&error, OpenError::InUse { folder } if folder == desk.folder.path()), "{error:?}");
    let error = Store::set_aside(&desk.layout(), entry(1, opened()).at).unwrap_err();
    assert!(matches!(&error, SaveError::InUse { .. }), "{error:?}");
    first.append(&call_id(), &entry(2, note("goes on"))).unwrap();
    drop(first);
    assert_eq!(desk.store().timeline(&call_id()).unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_second_one_is_kept_out_though_the_lock_file_was_deleted() {
    let desk = Desk::new();
    let first = desk.store();
    for how in ["deleted", "replaced"] {
        std::fs::remove_file(desk.layout().lock()).unwrap();
        if how == "replaced" {
            write(&desk.layout().lock(), b"");
        }
        let error = Store::open(desk.layout()).err().unwrap();
        assert!(
            matches!(&error, OpenError::InUse { folder } if folder == desk.folder.path()),
            "{how}: {error:?}"
        );
    }
    drop(first);
    assert!(Store::open(desk.layout()).is_ok());
}

#[test]
fn a_reader_works_beside_the_window_and_sees_what_it_adds() {
    let desk = Desk::new();
    let mut window = desk.store();
    window.append(&call_id(), &entry(1, opened())).unwrap();
    let reader = Store::open_to_read(desk.layout()).unwrap();
    assert_eq!(reader.timeline(&call_id()).unwrap().len(), 1);
    window.append(&call_id(), &entry(2, note("two"))).unwrap();
    assert_eq!(reader.timeline(&call_id()).unwrap().len(), 2);
    assert!(reader.verify(&call_id()).unwrap().is_intact());
    reader.check().unwrap();
    drop(reader);
    window.append(&call_id(), &entry(3, note("three"))).unwrap();
}

#[test]
fn a_reader_cannot_write() {
    let desk = Desk::with_call(vec![opened()]);
    let mut reader = Store::open_to_read(desk.layout()).unwrap();
    let refused = reader.append(&call_id(), &entry(2, note("two")));
    assert!(matches!(refused, Err(SaveError::Unwritable { .. })), "{refused:?}");
    assert_eq!(reader.timeline(&call_id()).unwrap().len(), 1);
}

#[test]
fn a_database_of_a_newer_version_is_left_as_it_is() {
    let desk = Desk::with_call(vec![opened()]);
    let raw = desk.raw();
    raw.execute_batch("PRAGMA user_version = 7; PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    drop(raw);
    let before = std::fs::read(desk.layout().database()).unwrap();
    for opened in [Store::open(desk.layout()), Store::open_to_read(desk.layout())] {
        let error = opened.err().unwrap();
        assert!(matches!(error, OpenError::Newer { found: 7, known: 1 }), "{error:?}");
    }
    assert!(std::fs::read(desk.layout().database()).unwrap() == before);
}

#[test]
fn a_newer_database_keeps_the_log_a_crash_left() {
    let desk = Desk::with_call(vec![opened()]);
    let raw = desk.raw();
    raw.execute_batch("PRAGMA user_version = 7").unwrap();
    let copy = Desk::new();
    for suffix in ["", "-wal", "-shm"] {
        let name = format!("rapport.db{suffix}");
        std::fs::copy(desk.folder.path().join(&name), copy.folder.path().join(&name)).unwrap();
    }
    let read = |name: &str| std::fs::read(copy.folder.path().join(name)).unwrap();
    let before = (read("rapport.db"), read("rapport.db-wal"));
    assert!(matches!(Store::open(copy.layout()), Err(OpenError::Newer { .. })));
    assert!((read("rapport.db"), read("rapport.db-wal")) == before);
}

#[test]
fn where_a_file_stands_in_the_way_the_folder_is_told_as_unwritable() {
    let desk = Desk::new();
    let file = desk.folder.path().join("file");
    write(&file, b"no folder");
    for folder in [file.clone(), file.join("below")] {
        let error = Store::open(Layout::new(&folder)).err().unwrap();
        assert!(matches!(&error, OpenError::Unwritable { folder: told, .. } if *told == folder), "{error:?}");
        let error = Store::open_to_read(Layout::new(&folder)).err().unwrap();
        assert!(matches!(error, OpenError::Missing { .. }), "{error:?}");
    }
    assert_eq!(std::fs::read(file).unwrap(), b"no folder");
}

/// The part of the test below that is killed. It does nothing unless told which folder to open.
#[test]
fn a_killed_one_lets_go_and_what_it_stored_is_there() {
    const FOLDER: &str = "RAPPORT_TEST_HOLD_FOLDER";
    if let Some(folder) = std::env::var_os(FOLDER) {
        let mut store = Store::open(Layout::new(folder)).unwrap();
        append_all(&mut store, &call_id(), vec![opened(), note("stored")]);
        let mut out = std::io::stdout();
        out.write_all(b"\nstored\n").and_then(|()| out.flush()).unwrap();
        // Until the test kills it; or, should the test be gone, until its end of the pipe closes.
        std::io::stdin().read_line(&mut String::new()).unwrap();
        return;
    }
    let desk = Desk::new();
    let mut holder = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::opening::a_killed_one_lets_go_and_what_it_stored_is_there", "--nocapture"])
        .env(FOLDER, desk.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    assert!(
        lines.map_while(Result::ok).any(|line| line == "stored"),
        "the other process did not come that far"
    );
    assert!(matches!(Store::open(desk.layout()), Err(OpenError::InUse { .. })));

    holder.kill().unwrap();
    holder.wait().unwrap();
    // What it stored stands in the log only; a reader finds it there too.
    let stored = |store: &Store| store.timeline(&call_id()).unwrap().len();
    assert_eq!(stored(&Store::open_to_read(desk.layout()).unwrap()), 2);
    assert_eq!(stored(&desk.store()), 2);
}

#[cfg(unix)]
#[test]
fn a_process_that_is_being_started_does_not_keep_a_closed_folder_in_use() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let desk = Desk::new();
    let ends = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !ends.load(Ordering::Relaxed) {
                Command::new("true").status().unwrap();
            }
        });
        let opened: Vec<bool> = (0..200).map(|_| Store::open(desk.layout()).is_ok()).collect();
        ends.store(true, Ordering::Relaxed);
        assert_eq!(opened.iter().filter(|opened| !**opened).count(), 0);
    });
}
