//! What could not be stored in one run is stored at the next start, where it follows on.

use super::shop::{Shop, entries_in, troubles};
use crate::store::support::{
    Desk, append_all, call_id, client, entry, finished, note, opened, opened_with, write,
};
use rapport::app::event::{Event, JobEvent, StoreEvent};
use rapport::app::{Effect, Trouble};
use rapport::domain::entry::Entry;
use rapport::domain::fact::Fact;
use rapport::domain::ids::CallId;
use rapport::store::keep_unsaved;
use std::path::PathBuf;

fn put(desk: &Desk, call: &CallId, entries: &[Entry]) -> PathBuf {
    keep_unsaved(&desk.layout(), call, None, entries).unwrap()
}

/// Starts the program on the desk, and ends it: what was told.
fn start(desk: &Desk) -> Vec<Event> {
    let mut shop = Shop::open(desk);
    let told = shop.until_quiet();
    shop.runner.finish();
    told
}

fn stored(desk: &Desk, call: &CallId) -> Vec<Entry> {
    desk.store().timeline(call).unwrap().into_iter().map(|stored| stored.entry).collect()
}

fn still_apart(count: usize, file: PathBuf) -> Trouble {
    let day = Some("24 Nov 2026".to_owned());
    Trouble::EntriesStillApart { client: "Rosa Ortiz".to_owned(), day, count, file }
}

/// The file that bears the name of one whose entries are all stored.
fn stored_file(desk: &Desk, call: &CallId) -> PathBuf {
    let folder = std::fs::read_dir(desk.layout().call(call)).unwrap();
    let mut files = folder.map(|file| file.unwrap().path());
    files.find(|file| file.to_str().unwrap().contains("/unsaved-entries-stored-")).unwrap()
}

#[test]
fn entries_that_follow_on_are_stored_and_their_file_is_kept_under_another_name() {
    let desk = Desk::with_call(vec![opened(), note("two")]);
    let entries = [entry(2, note("two")), entry(3, note("three")), entry(4, note("four"))];
    let file = put(&desk, &call_id(), &entries);
    let told = start(&desk);
    assert_eq!(stored(&desk, &call_id())[1..4], entries);
    assert!(!file.exists());
    let kept = stored_file(&desk, &call_id());
    assert_eq!(entries_in(&kept), entries);
    let later = Trouble::EntriesStoredLater {
        client: "Rosa Ortiz".to_owned(),
        day: Some("24 Nov 2026".to_owned()),
        count: 3,
        file: kept,
    };
    assert_eq!(troubles(&told), [later]);
    let told_lists = |event: &Event| matches!(event, Event::Store(StoreEvent::Lists(_)));
    assert!(told.iter().any(told_lists));
    assert_eq!(troubles(&start(&desk)), [], "once is enough");
}

#[test]
fn what_the_last_run_kept_because_nothing_could_be_stored_is_there_at_the_next_start() {
    let desk = Desk::new();
    std::fs::write(desk.layout().database(), vec![0x5a; 8192]).unwrap();
    let mut shop = Shop::start(&desk.layout());
    shop.order(Effect::OpenStore);
    shop.append_from(1, &call_id(), vec![opened(), note("two")]);
    shop.until_store(|event| matches!(event, StoreEvent::NotSaved(_)));
    shop.runner.finish();
    std::fs::remove_file(desk.layout().database()).unwrap();
    let told = start(&desk);
    assert!(matches!(troubles(&told)[..], [Trouble::EntriesStoredLater { count: 2, .. }]), "{told:?}");
    let timeline = stored(&desk, &call_id());
    assert_eq!(timeline[..2], [entry(1, opened()), entry(2, note("two"))]);
    assert_eq!(timeline[2].fact.kind(), "interrupted", "and the call is made safe as any other");
}

#[test]
fn what_does_not_follow_on_stays_in_its_file_and_is_told_by_call() {
    let desk = Desk::with_call(vec![opened(), note("two")]);
    let entries = [entry(2, note("another two")), entry(3, note("after another two"))];
    let file = put(&desk, &call_id(), &entries);
    assert_eq!(troubles(&start(&desk)), [still_apart(2, file.clone())]);
    assert_eq!(entries_in(&file), entries);
    assert!(
        !stored(&desk, &call_id()).contains(&entries[1]),
        "what was said after a lost entry is not stored"
    );
}

#[test]
fn the_entries_before_one_that_does_not_fit_are_stored() {
    let desk = Desk::with_call(vec![opened()]);
    let file = put(&desk, &call_id(), &[entry(2, note("two")), entry(9, note("nine"))]);
    assert_eq!(troubles(&start(&desk)), [still_apart(1, file.clone())]);
    assert_eq!(stored(&desk, &call_id())[1], entry(2, note("two")));
    assert_eq!(entries_in(&file).len(), 2, "the file stays as it is");
}

#[test]
fn a_second_file_follows_on_from_the_first() {
    let desk = Desk::with_call(vec![opened()]);
    put(&desk, &call_id(), &[entry(2, note("two"))]);
    let second = put(&desk, &call_id(), &[entry(3, note("three"))]);
    assert!(second.ends_with("unsaved-entries-2.jsonl"), "{second:?}");
    start(&desk);
    assert_eq!(stored(&desk, &call_id())[1..3], [entry(2, note("two")), entry(3, note("three"))]);
}

#[test]
fn an_entry_older_than_the_end_was_written_for_another_continuation() {
    let desk = Desk::new();
    let late = Entry { at: "2026-11-30T08:00:00Z".parse().unwrap(), ..entry(2, note("went on later")) };
    let mut store = desk.store();
    append_all(&mut store, &call_id(), vec![opened()]);
    store.append(&call_id(), &late).unwrap();
    drop(store);
    let file = put(&desk, &call_id(), &[entry(3, note("before that"))]);
    assert_eq!(troubles(&start(&desk)), [still_apart(1, file)]);
}

#[test]
fn after_the_end_of_a_call_only_what_may_follow_it_is_stored() {
    let addendum = || Fact::Addendum { text: "She rang back.".to_owned() };
    let desk = Desk::with_call(vec![opened(), finished()]);
    let file = put(&desk, &call_id(), &[entry(3, addendum()), entry(4, note("too late"))]);
    let told = start(&desk);
    assert_eq!(troubles(&told)[0], still_apart(1, file));
    assert_eq!(stored(&desk, &call_id())[2], entry(3, addendum()));
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_so_is_a_file_of_no_known_call() {
    let desk = Desk::with_call(vec![opened()]);
    let file = desk.layout().call(&call_id()).join("unsaved-entries.jsonl");
    write(&file, b"{\"seq\":2,");
    let other = CallId::new("20261124-170000-b2b2");
    let ghost = put(&desk, &other, &[entry(5, note("five"))]);
    let told = troubles(&start(&desk));
    let of_ghost = Trouble::EntriesStillApart { client: other.to_string(), day: None, count: 1, file: ghost };
    assert_eq!(told, [still_apart(1, file), of_ghost]);
}

#[test]
fn the_call_on_the_desk_stores_its_entries_itself() {
    let desk = Desk::with_call(vec![opened()]);
    let other = CallId::new("20261124-170000-b2b2");
    let opened_other = entry(1, opened_with(other.as_str(), client("c-9", "Ana Bell"), None));
    put(&desk, &other, std::slice::from_ref(&opened_other));
    let file = put(&desk, &call_id(), &[entry(2, note("two"))]);
    let mut shop = Shop::open_on(&desk, entry(1, opened()));
    let told = shop.until_quiet();
    let noticed = |event: &&Event| matches!(event, Event::Job(JobEvent::Noticed(_)));
    assert_eq!(told.iter().filter(noticed).count(), 1);
    shop.runner.finish();
    assert!(file.exists());
    assert_eq!(stored(&desk, &other)[0], opened_other);
}
