//! Storing entries when something is in the way.

use super::shop::{Shop, entries_in, troubles};
use crate::store::support::{Desk, append_all, call_id, client, entry, note, opened, opened_with};
use rapport::app::event::{Event, StoreEvent};
use rapport::app::{Effect, Trouble};
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, ItemId};
use rapport::domain::readiness::Reading;
use rapport::domain::stage::Stage;
use rapport::store::Layout;

fn other() -> CallId {
    CallId::new("20261124-170000-b2b2")
}

fn other_opened() -> Fact {
    opened_with(other().as_str(), client("c-9", "Ana Bell"), None)
}

/// JSON has no word for such a loudness.
fn unreadable() -> Fact {
    Fact::ItemTicked {
        item: ItemId::new("microphone"),
        stage: Stage::Prepare,
        words: "Microphone heard".to_owned(),
        sensed: Some(Reading::Microphone { peak: f32::NAN }),
    }
}

#[test]
fn a_call_that_can_never_be_stored_goes_to_a_file_and_holds_up_no_other() {
    let desk = Desk::with_call(vec![opened()]);
    let kept = desk.layout().call(&call_id()).join("unsaved-entries.jsonl");
    std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
    std::fs::write(&kept, "mine").unwrap();
    let mut shop = Shop::open_on(&desk, entry(1, opened()));
    shop.append(&call_id(), entry(2, note("before")));
    shop.append(&call_id(), entry(2, note("not the second")));
    shop.append(&other(), entry(1, other_opened()));
    shop.append(&call_id(), entry(4, note("after")));
    let told = shop.until_saved(&other(), 1);
    let file = kept.with_file_name("unsaved-entries-2.jsonl");
    assert_eq!(troubles(&told), [Trouble::EntriesKeptApart { file: file.clone() }]);
    shop.until_quiet();
    assert_eq!(entries_in(&file), [entry(2, note("not the second")), entry(4, note("after"))]);
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "mine");
    shop.append(&call_id(), entry(3, note("fits")));
    shop.until_saved(&call_id(), 3);
    shop.runner.finish();
    let timeline = desk.store().timeline(&call_id()).unwrap();
    let stored: Vec<_> = timeline.into_iter().skip(1).map(|stored| stored.entry).collect();
    assert_eq!(stored, [entry(2, note("before")), entry(3, note("fits"))]);
}

#[test]
fn what_would_not_read_back_and_what_does_not_open_a_call_goes_to_a_file() {
    let desk = Desk::with_call(vec![opened()]);
    for (call, bad) in [(call_id(), entry(2, unreadable())), (other(), entry(1, note("no opening")))] {
        let mut shop = Shop::open_on(&desk, entry(1, opened()));
        shop.append(&call, bad);
        let told = shop.until_store(|event| matches!(event, StoreEvent::Unstorable { .. }));
        let file = desk.layout().call(&call).join("unsaved-entries.jsonl");
        assert!(file.exists());
        assert_eq!(troubles(&told).last(), Some(&Trouble::EntriesKeptApart { file }));
        shop.runner.finish();
    }
}

#[test]
fn an_entry_waits_for_the_ones_before_it_and_so_does_whoever_reads_them() {
    let desk = Desk::with_call(vec![opened()]);
    let mut shop = Shop::open_on(&desk, entry(1, opened()));
    shop.append(&call_id(), entry(3, note("third")));
    shop.order(Effect::LoadCall { call: call_id(), reading: 1 });
    shop.append(&call_id(), entry(3, note("third")));
    shop.append(&call_id(), entry(2, note("second")));
    let told = shop.until_store(|event| matches!(event, StoreEvent::Loaded { .. }));
    assert_eq!(troubles(&told), []);
    let Some(Event::Store(StoreEvent::Loaded { call, .. })) = told.last() else {
        panic!("{told:?}");
    };
    assert_eq!(call.entries(), [entry(1, opened()), entry(2, note("second")), entry(3, note("third"))]);
    shop.runner.finish();
}

#[test]
fn a_gap_that_nobody_fills_ends_in_a_file() {
    let desk = Desk::with_call(vec![opened()]);
    let mut shop = Shop::open_on(&desk, entry(1, opened()));
    shop.append(&call_id(), entry(9, note("far ahead")));
    let told = shop.until_store(|event| matches!(event, StoreEvent::Unstorable { .. }));
    let file = desk.layout().call(&call_id()).join("unsaved-entries.jsonl");
    assert_eq!(troubles(&told), [Trouble::EntriesKeptApart { file: file.clone() }]);
    assert_eq!(entries_in(&file), [entry(9, note("far ahead"))]);
}

#[test]
fn while_the_store_is_closed_it_is_told_that_entries_wait() {
    let desk = Desk::new();
    let data = Layout::new(desk.folder.path().join("drive/data"));
    let mut shop = Shop::start(&data);
    shop.order(Effect::OpenStore);
    shop.until_store(|event| matches!(event, StoreEvent::NotOpened(_)));
    shop.append(&call_id(), entry(1, opened()));
    let told = shop.until_store(|event| matches!(event, StoreEvent::NotSaved(_)));
    assert!(matches!(troubles(&told).as_slice(), [Trouble::NotSavedWhileClosed { .. }]), "{told:?}");
    std::fs::create_dir(desk.folder.path().join("drive")).unwrap();
    shop.order(Effect::OpenStore);
    shop.until_saved(&call_id(), 1);
    shop.runner.finish();
}

#[test]
fn damage_that_shows_while_entries_are_stored_is_told_and_so_is_what_waits() {
    let desk = Desk::new();
    append_all(&mut desk.store(), &call_id(), vec![opened(), note("one")]);
    let mut shop = Shop::open_on(&desk, entry(1, opened()));
    shop.until_quiet();
    desk.raw().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let file = desk.layout().database();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.iter_mut().skip(4096).for_each(|byte| *byte = 0x5a);
    std::fs::write(&file, &bytes).unwrap();
    // Pages that SQLite holds in memory go on for a while.
    let mut seq = 2;
    let told = loop {
        seq += 1;
        shop.append(&call_id(), entry(seq, note("more")));
        let told = shop.until_store(|event| {
            matches!(event, StoreEvent::NotSaved(_) | StoreEvent::Saved { .. } | StoreEvent::NotOpened(_))
        });
        if !matches!(told.last(), Some(Event::Store(StoreEvent::Saved { .. }))) || seq > 500 {
            break told;
        }
    };
    assert_eq!(troubles(&told), [Trouble::Damaged { file }]);
    shop.until_store(|event| matches!(event, StoreEvent::NotSaved(Trouble::NotSavedWhileClosed { .. })));
}

#[test]
fn more_orders_than_the_store_has_room_for_lose_no_entry() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    for _ in 0..9_000 {
        shop.order(Effect::LoadLists);
    }
    shop.append(&call_id(), entry(1, opened()));
    let told = shop.until_saved(&call_id(), 1);
    assert!(
        troubles(&told).iter().all(|trouble| matches!(trouble, Trouble::NotSaved { .. })),
        "{:?}",
        troubles(&told)
    );
    assert!(!troubles(&told).is_empty(), "there was room for all");
    shop.runner.finish();
}
