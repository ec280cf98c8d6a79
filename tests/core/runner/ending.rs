//! What is left when the program ends.

use super::shop::{Shop, entries_in};
use crate::store::support::{Desk, call_id, entry, note, opened};
use rapport::app::Effect;
use rapport::app::event::StoreEvent;

#[test]
fn what_could_not_be_stored_by_the_end_is_in_a_file() {
    let desk = Desk::new();
    std::fs::write(desk.layout().database(), vec![0x5a; 8192]).unwrap();
    let mut shop = Shop::start(&desk.layout());
    shop.order(Effect::OpenStore);
    shop.append_from(1, &call_id(), vec![opened(), note("two")]);
    shop.until_store(|event| matches!(event, StoreEvent::NotSaved(_)));
    shop.runner.finish();
    let file = desk.layout().call(&call_id()).join("unsaved-entries.jsonl");
    assert_eq!(entries_in(&file), [entry(1, opened()), entry(2, note("two"))]);
}

#[test]
fn events_that_nobody_reads_hold_up_neither_the_end_nor_an_entry() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    for _ in 0..9_000 {
        shop.order(Effect::LoadLists);
    }
    shop.append(&call_id(), entry(1, opened()));
    shop.runner.finish();
    assert_eq!(desk.store().timeline(&call_id()).unwrap().len(), 1);
}

#[test]
fn an_entry_that_comes_too_early_is_kept_at_the_end() {
    let desk = Desk::with_call(vec![opened()]);
    let mut shop = Shop::open_on(&desk, entry(1, opened()));
    shop.append(&call_id(), entry(7, note("too early")));
    shop.runner.finish();
    let file = desk.layout().call(&call_id()).join("unsaved-entries.jsonl");
    assert_eq!(entries_in(&file), [entry(7, note("too early"))]);
}
