//! Opening the data folder, again and again, and what the last run left.

use super::shop::{Shop, troubles};
use crate::store::support::{Desk, append_all, call_id, client, entry, note, opened, opened_with};
use rapport::app::event::StoreEvent;
use rapport::app::trouble::Unread;
use rapport::app::{Effect, Trouble};
use rapport::domain::fact::Fact;
use rapport::domain::ids::CallId;
use std::path::Path;

fn kinds(desk: &Desk, call: &CallId) -> Vec<String> {
    desk.store().timeline(call).unwrap().iter().map(|stored| stored.entry.fact.kind()).collect()
}

fn add_call(desk: &Desk, id: &str, more: Vec<Fact>) -> CallId {
    let call = CallId::new(id);
    let opened = opened_with(id, client("c-7", "Ana Bell"), None);
    append_all(&mut desk.store(), &call, [vec![opened], more].concat());
    call
}

fn recording() -> Vec<Fact> {
    vec![Fact::RecordingRequested { take: 1 }]
}

#[test]
fn opening_again_does_not_interrupt_the_call_on_the_desk() {
    let desk = Desk::with_call(vec![opened()]);
    let another = add_call(&desk, "20261124-170000-b2b2", vec![]);
    let mut shop = Shop::start(&desk.layout());
    shop.put_on_desk(vec![entry(1, opened())]);
    shop.order(Effect::OpenStore);
    shop.until_quiet();
    shop.append(&call_id(), entry(2, note("goes on")));
    shop.until_saved(&call_id(), 2);
    shop.order(Effect::OpenStore);
    shop.until_quiet();
    shop.runner.finish();
    assert_eq!(kinds(&desk, &call_id()), ["opened", "note_added"]);
    assert_eq!(kinds(&desk, &another), ["opened", "interrupted"]);
}

#[test]
fn a_call_on_the_desk_is_stored_whole_in_the_database_that_follows_a_damaged_one() {
    let desk = Desk::new();
    std::fs::write(desk.layout().database(), vec![0x5a; 8192]).unwrap();
    let mut shop = Shop::start(&desk.layout());
    shop.order(Effect::OpenStore);
    shop.append(&call_id(), entry(3, note("typed meanwhile")));
    let told = shop.until_store(|event| matches!(event, StoreEvent::NotSaved(_)));
    let file = desk.layout().database();
    assert_eq!(troubles(&told).first(), Some(&Trouble::Damaged { file }));
    shop.put_on_desk(vec![entry(1, opened())]);
    shop.order(Effect::SetDatabaseAside);
    shop.until_store(|event| matches!(event, StoreEvent::Opened(_)));
    let whole = vec![opened(), note("before"), note("typed meanwhile")];
    shop.append_from(1, &call_id(), whole);
    let told = shop.until_saved(&call_id(), 3);
    assert_eq!(troubles(&told), []);
    shop.runner.finish();
    assert_eq!(kinds(&desk, &call_id()), ["opened", "note_added", "note_added"]);
    assert!(!desk.layout().call(&call_id()).join("unsaved-entries.jsonl").exists());
}

#[test]
fn a_database_in_use_elsewhere_is_not_set_aside_and_says_so() {
    let desk = Desk::new();
    let _elsewhere = desk.store();
    let mut shop = Shop::start(&desk.layout());
    shop.order(Effect::SetDatabaseAside);
    let told = shop.until_store(|event| matches!(event, StoreEvent::NotOpened(_)));
    let folder = desk.layout().data().to_path_buf();
    assert_eq!(troubles(&told), [Trouble::InUse { folder }]);
}

#[test]
fn a_call_that_cannot_be_read_does_not_keep_the_others_from_being_made_safe() {
    let desk = Desk::with_call(vec![opened(), note("one")]);
    let others = ["20261124-160000-a2a2", "20261124-170000-b2b2"].map(|id| add_call(&desk, id, vec![]));
    desk.tamper(&format!("UPDATE entries SET body = '{{}}' WHERE call = '{}' AND seq = 2", call_id()));
    let mut shop = Shop::open(&desk);
    let told = shop.until_quiet();
    let told = troubles(&told);
    assert!(
        matches!(told.as_slice(), [Trouble::NotRead { which: Unread::Call { call, client: Some(client) }, .. }]
                if call == call_id().as_str() && client == "Rosa Ortiz"),
        "{told:?}"
    );
    shop.runner.finish();
    for call in others {
        assert_eq!(kinds(&desk, &call), ["opened", "interrupted"]);
    }
}

/// What is told and what is on the timeline of a take that was cut off, after `spoil` has been at its audio folder.
fn check_left_alone(spoil: impl Fn(&Path), kinds_then: &[&str]) -> Desk {
    let desk = Desk::new();
    let call = add_call(&desk, call_id().as_str(), recording());
    let audio = desk.layout().audio(&call);
    std::fs::create_dir_all(&audio).unwrap();
    spoil(&audio);
    let mut shop = Shop::open(&desk);
    let told = shop.until_quiet();
    assert!(
        troubles(&told).iter().any(|trouble| matches!(
            trouble,
            Trouble::AudioLeftAlone { client, files } if client == "Ana Bell" && files.concat().starts_with("mic-0001.wav (")
        )),
        "{told:?}"
    );
    shop.runner.finish();
    assert_eq!(kinds(&desk, &call), kinds_then);
    desk
}

#[test]
fn audio_that_is_no_recording_is_told_and_the_interruption_is_dated() {
    check_left_alone(
        |audio| std::fs::write(audio.join("mic-0001.wav"), vec![7; 500]).unwrap(),
        &["opened", "recording_requested", "recording_failed", "interrupted"],
    );
}

#[test]
fn audio_that_cannot_be_read_for_now_is_told_and_looked_for_again() {
    let desk = check_left_alone(
        |audio| std::fs::create_dir(audio.join("mic-0001.wav")).unwrap(),
        &["opened", "recording_requested", "recording_stopped"],
    );
    std::fs::remove_dir(desk.layout().audio(&call_id()).join("mic-0001.wav")).unwrap();
    let mut shop = Shop::open(&desk);
    shop.until_quiet();
    shop.runner.finish();
    assert_eq!(kinds(&desk, &call_id()).last().unwrap(), "interrupted");
}
