//! Lists of calls, clients and matters follow the timelines.

use super::support::*;
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, ClientId, MatterId};
use rapport::domain::people::{ClientCard, Matter};
use rapport::domain::stage::Stage;
use rapport::store::{CallSummary, ReadError, Store};

fn summary_after(facts: Vec<Fact>) -> CallSummary {
    let desk = Desk::with_call(facts);
    let store = desk.store();
    let listed = store.calls(None).unwrap().remove(0);
    assert_eq!(store.call(&call_id()).unwrap(), listed);
    listed
}

/// Opens a call at a minute of the hour.
fn open_at(store: &mut Store, id: &str, minute: u32, with: (&str, Option<&str>)) {
    let matter = with.1.map(|title| Matter { id: MatterId::new(title), title: title.to_owned() });
    let opening = opened_with(id, client(with.0, with.0), matter);
    let at = format!("2026-11-24T16:{minute:02}:00Z");
    store.append(&CallId::new(id), &entry_at(1, &at, opening)).unwrap();
}

fn ids(calls: &[CallSummary]) -> Vec<&str> {
    calls.iter().map(|call| call.id.as_str()).collect()
}

#[test]
fn a_call_is_listed_as_its_timeline_says() {
    let call = summary_after(vec![opened()]);
    let expected = CallSummary {
        id: call_id(),
        client: "Rosa Ortiz".to_owned(),
        matter: Some("Ortiz v. Lakeside Transit".to_owned()),
        opened: entry(1, Fact::Marked).at,
        closed: None,
        stage: Stage::Prepare,
        recorded_ms: 0,
        interrupted: false,
    };
    assert_eq!(call, expected);
}

#[test]
fn the_stage_listed_is_the_one_last_entered() {
    let entered = |stage| Fact::StageEntered { stage };
    let call = summary_after(vec![opened(), entered(Stage::Close), entered(Stage::Interview), note("x")]);
    assert_eq!(call.stage, Stage::Interview);
}

#[test]
fn the_recorded_time_is_that_of_all_takes_and_counts_none_twice() {
    let call = summary_after(vec![opened(), stopped(1, 48_000), stopped(2, 12_345)]);
    assert_eq!(call.recorded_ms, 1_257);
    let mended = summary_after(vec![opened(), stopped(1, 10), stopped(1, 48_000)]);
    assert_eq!(mended.recorded_ms, 1_000);
    let absurd = summary_after(vec![opened(), stopped(1, u64::MAX), stopped(2, u64::MAX)]);
    assert_eq!(absurd.recorded_ms, u64::MAX / 1_000_000);
}

#[test]
fn a_call_counts_as_interrupted_until_someone_goes_on() {
    for (facts, expected) in [
        (vec![interrupted()], true),
        (vec![interrupted(), stopped(1, 5)], true),
        (vec![interrupted(), Fact::Resumed], false),
        (vec![interrupted(), Fact::Resumed, interrupted()], true),
        (vec![interrupted(), finished()], false),
    ] {
        let told = format!("{facts:?}");
        let call = summary_after([vec![opened()], facts].concat());
        assert_eq!(call.interrupted, expected, "{told}");
    }
}

#[test]
fn a_finished_call_is_closed_and_no_longer_unfinished() {
    let desk = Desk::with_call(vec![opened(), finished(), Fact::Addendum { text: "later".to_owned() }]);
    let store = desk.store();
    assert_eq!(store.calls(None).unwrap()[0].closed, Some(entry(2, Fact::Marked).at));
    assert_eq!(store.unfinished().unwrap(), []);
}

#[test]
fn calls_come_newest_first_and_no_more_than_asked_for() {
    let desk = Desk::new();
    let mut store = desk.store();
    for (id, minute) in [("b", 20), ("a", 10), ("d", 40), ("c", 30)] {
        open_at(&mut store, id, minute, ("Rosa", None));
    }
    store.append(&CallId::new("c"), &entry(2, finished())).unwrap();
    assert_eq!(ids(&store.calls(None).unwrap()), ["d", "c", "b", "a"]);
    assert_eq!(ids(&store.calls(Some(2)).unwrap()), ["d", "c"]);
    assert_eq!(ids(&store.calls(Some(0)).unwrap()), [""; 0]);
    assert_eq!(ids(&store.calls(Some(usize::MAX)).unwrap()).len(), 4);
    assert_eq!(ids(&store.unfinished().unwrap()), ["d", "b", "a"]);
}

#[test]
fn a_moment_with_fractions_of_a_second_sorts_as_time_does() {
    let desk = Desk::new();
    let mut store = desk.store();
    for (id, at) in [("whole", "16:00:00Z"), ("half", "16:00:00.5Z"), ("nano", "16:00:00.000000001Z")] {
        let opening = opened_with(id, client("c", "Rosa"), None);
        store.append(&CallId::new(id), &entry_at(1, &format!("2026-11-24T{at}"), opening)).unwrap();
    }
    let calls = store.calls(None).unwrap();
    assert_eq!(ids(&calls), ["half", "nano", "whole"]);
    assert_eq!(calls[1].opened, "2026-11-24T16:00:00.000000001Z".parse().unwrap());
}

#[test]
fn an_attached_quick_capture_moves_to_its_client_and_matter() {
    let quick = opened_with(CALL, client("c-9", "A caller"), None);
    let attached =
        Fact::Attached { client: client("c-1", "Rosa Ortiz"), matter: matter("m-1", "Ortiz v. Lakeside") };
    let desk = Desk::with_call(vec![quick, attached]);
    let store = desk.store();
    let call = &store.calls(None).unwrap()[0];
    assert_eq!((call.client.as_str(), call.matter.as_deref()), ("Rosa Ortiz", Some("Ortiz v. Lakeside")));
    let known = store.clients().unwrap();
    assert_eq!(known.len(), 1, "the caller is nobody besides the client");
    assert_eq!(known[0].client, client("c-1", "Rosa Ortiz"));
    assert_eq!(known[0].matters, [matter("m-1", "Ortiz v. Lakeside")]);
    assert_eq!(store.last_call(&ClientId::new("c-9"), None, &none()).unwrap(), None);
    assert_eq!(store.last_call(&ClientId::new("c-1"), None, &none()).unwrap(), Some(call_id()));
}

#[test]
fn a_client_is_known_by_the_newest_card() {
    let card = ClientCard { name: "Rosa Lind".to_owned(), pace: "slow".to_owned(), ..ClientCard::default() };
    let desk = Desk::with_call(vec![opened(), Fact::CardUpdated { card: card.clone() }]);
    let store = desk.store();
    assert_eq!(store.clients().unwrap()[0].client.card, card);
    assert_eq!(store.calls(None).unwrap()[0].client, "Rosa Lind");
}

#[test]
fn clients_and_their_matters_come_most_recent_first() {
    let desk = Desk::new();
    let mut store = desk.store();
    for (id, minute, with) in [
        ("1", 1, ("Rosa", Some("bus"))),
        ("2", 2, ("Rosa", Some("lease"))),
        ("3", 3, ("Amal", None)),
        ("4", 4, ("Rosa", Some("bus"))),
        ("5", 5, ("Kofi", Some("will"))),
    ] {
        open_at(&mut store, id, minute, with);
    }
    let known = store.clients().unwrap();
    let told: Vec<_> = known
        .iter()
        .map(|known| {
            (known.client.card.name.as_str(), known.matters.iter().map(|m| m.title.as_str()).collect())
        })
        .collect();
    let expected: Vec<(&str, Vec<&str>)> =
        vec![("Kofi", vec!["will"]), ("Rosa", vec!["bus", "lease"]), ("Amal", vec![])];
    assert_eq!(told, expected);
}

#[test]
fn the_last_call_is_that_with_the_client_on_the_matter() {
    let desk = Desk::new();
    let mut store = desk.store();
    open_at(&mut store, "1", 1, ("Rosa", Some("bus")));
    open_at(&mut store, "2", 2, ("Rosa", Some("lease")));
    open_at(&mut store, "3", 3, ("Amal", Some("bus")));
    for (who, matter, other_than, expected) in [
        ("Rosa", None, "none", Some("2")),
        ("Rosa", None, "2", Some("1")),
        ("Rosa", Some("bus"), "none", Some("1")),
        ("Rosa", Some("bus"), "1", None),
        ("Rosa", Some("will"), "none", None),
        ("Nobody", None, "none", None),
    ] {
        let matter = matter.map(MatterId::new);
        let found = store.last_call(&ClientId::new(who), matter.as_ref(), &CallId::new(other_than)).unwrap();
        assert_eq!(found, expected.map(CallId::new), "{who} {matter:?}");
    }
}

#[test]
fn lists_never_read_the_entries() {
    let desk = Desk::new();
    let mut store = desk.store();
    for number in 0..30 {
        open_at(&mut store, &format!("call-{number:02}"), number, ("Rosa", Some("bus")));
    }
    // With the entries gone altogether, whatever needs them fails.
    desk.raw().execute_batch("DROP TABLE entries").unwrap();
    assert_eq!(store.calls(Some(20)).unwrap().len(), 20);
    assert_eq!(store.unfinished().unwrap().len(), 30);
    assert_eq!(store.clients().unwrap().len(), 1);
    assert!(store.last_call(&ClientId::new("Rosa"), None, &none()).unwrap().is_some());
    assert!(store.timeline(&CallId::new("call-00")).is_err());
}

#[test]
fn an_unknown_call_is_told_as_such() {
    let desk = Desk::with_call(vec![opened()]);
    let store = desk.store();
    let nobody = CallId::new("20200101-000000-none");
    let is_unknown = |error| matches!(error, ReadError::NoSuchCall(id) if id == nobody.as_str());
    assert!(is_unknown(store.timeline(&nobody).unwrap_err()));
    assert!(is_unknown(store.verify(&nobody).unwrap_err()));
    assert!(is_unknown(store.call(&nobody).unwrap_err()));
}

#[test]
fn an_entry_that_cannot_be_read_is_named() {
    let desk = Desk::with_call(vec![opened(), note("one"), note("two")]);
    desk.tamper("UPDATE entries SET body = '{\"kind\": \"from_the_future\"}' WHERE seq = 2");
    let error = desk.store().timeline(&call_id()).unwrap_err();
    assert!(matches!(error, ReadError::Entry { seq: 2, .. }), "{error:?}");
}

/// A call that is not in the store.
fn none() -> CallId {
    CallId::new("none")
}
