//! Items to confirm and lines to say.

use super::support::Desk;
use rapport::domain::decide::{ItemStep, Step};
use rapport::domain::fact::Fact;
use rapport::domain::ids::ItemId;
use rapport::domain::items::ItemState;
use rapport::domain::open_ends::{OpenEnd, open_ends};
use rapport::domain::readiness::Reading;
use rapport::domain::refusal::Refusal;

fn item(id: &str) -> ItemId {
    ItemId::new(id)
}

fn sense(minutes: u64) -> Step {
    Step::Item(ItemStep::Sense { item: item("disk"), reading: Reading::Disk { minutes } })
}

fn skip(id: &str) -> Step {
    Step::Item(ItemStep::Skip { item: item(id), reason: "not today".to_owned() })
}

#[test]
fn an_item_is_kept_with_the_words_on_screen() {
    let mut desk = Desk::open();
    let said = desk.attempt(Step::Item(ItemStep::Tick(item("who")))).unwrap();
    let Fact::ItemTicked { words, sensed: None, .. } = said.fact else { panic!("{said:?}") };
    assert_eq!(
        words,
        "Ada Lovelace, I am Pat Doe, paralegal at Roe & Partners. I am not a lawyer; Jane Roe is."
    );
}

#[test]
fn what_is_not_on_the_checklist_is_refused() {
    let steps = [
        ItemStep::Tick(item("nothing")),
        ItemStep::Clear(item("nothing")),
        ItemStep::Defer(item("nothing")),
        ItemStep::Skip { item: item("nothing"), reason: "none".to_owned() },
        ItemStep::Sense { item: item("nothing"), reading: Reading::Disk { minutes: 1 } },
        ItemStep::Sense { item: item("conflict"), reading: Reading::Disk { minutes: 1 } },
        ItemStep::Sense { item: item("disk"), reading: Reading::ChatPrograms { running: vec![] } },
    ];
    for step in steps {
        assert_eq!(Desk::open().attempt(Step::Item(step)).unwrap_err(), Refusal::UnknownItem);
    }
}

#[test]
fn a_sensed_item_ticks_itself_and_is_ticked_by_nobody() {
    let mut desk = Desk::open();
    let by_hand = Step::Item(ItemStep::Tick(item("disk")));
    assert_eq!(desk.attempt(by_hand).unwrap_err(), Refusal::TicksItself);
    desk.add(sense(500));
    assert!(desk.call.items.state(&item("disk")).unwrap().is_ticked());
    desk.add(sense(5));
    assert_eq!(desk.call.items.state(&item("disk")), None);
}

#[test]
fn a_sensor_takes_back_only_what_a_sensor_ticked() {
    let mut desk = Desk::open();
    desk.add(skip("disk"));
    desk.add(sense(5));
    assert!(matches!(desk.call.items.state(&item("disk")), Some(ItemState::Skipped { .. })));
    desk.add(Step::Item(ItemStep::Defer(item("disk"))));
    desk.add(sense(5));
    assert!(matches!(desk.call.items.state(&item("disk")), Some(ItemState::Deferred { .. })));
    desk.add(sense(500));
    assert!(matches!(desk.call.items.state(&item("disk")), Some(ItemState::Sensed { .. })));
}

#[test]
fn leaving_an_item_out_needs_a_reason() {
    let step = Step::Item(ItemStep::Skip { item: item("conflict"), reason: "  ".to_owned() });
    assert_eq!(Desk::open().attempt(step).unwrap_err(), Refusal::ReasonMissing);
}

#[test]
fn what_was_put_off_comes_back_until_it_is_done_skipped_or_cleared() {
    let done = [
        Step::Item(ItemStep::Tick(item("conflict"))),
        skip("conflict"),
        Step::Item(ItemStep::Clear(item("conflict"))),
    ];
    for settle in done {
        let mut desk = Desk::open();
        desk.add(Step::Item(ItemStep::Defer(item("conflict"))));
        let put_off = OpenEnd::Deferred { item: item("conflict"), words: "Conflict check done".to_owned() };
        assert_eq!(open_ends(&desk.call), [put_off]);
        desk.add(settle);
        assert_eq!(open_ends(&desk.call), []);
    }
}

#[test]
fn items_are_told_in_the_order_they_were_first_touched() {
    let mut desk = Desk::open();
    for id in ["thanks", "who", "thanks", "conflict"] {
        desk.add(Step::Item(ItemStep::Tick(item(id))));
    }
    desk.add(Step::Item(ItemStep::Clear(item("who"))));
    let told: Vec<_> = desk.call.items.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(told, ["thanks", "conflict"]);
}
