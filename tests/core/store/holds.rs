//! Holds on a matter, as the timelines of its calls tell them.

use super::support::{Desk, client, entry, opened_with};
use rapport::domain::custody::CustodyFact;
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, MatterId};
use rapport::domain::people::Matter;
use rapport::store::Store;

fn matter(id: &str) -> Matter {
    Matter { id: MatterId::new(id), title: format!("The matter {id}") }
}

fn placed(reason: &str) -> Fact {
    Fact::Custody(CustodyFact::HoldPlaced { reason: reason.to_owned(), ordered_by: "Jo Lang".to_owned() })
}

fn lifted() -> Fact {
    Fact::Custody(CustodyFact::HoldLifted { reason: "settled".to_owned(), ordered_by: "Jo Lang".to_owned() })
}

/// A call on a matter with these facts after its opening.
fn call(store: &mut Store, id: &str, on: Option<Matter>, facts: Vec<Fact>) -> CallId {
    let call = CallId::new(id);
    let opened = opened_with(id, client("c-1", "Rosa Ortiz"), on);
    for (seq, fact) in (1..).zip([vec![opened], facts].concat()) {
        store.append(&call, &entry(seq, fact)).unwrap();
    }
    call
}

fn check_holds(store: &Store, matter: &str, other_than: &CallId, expected: &[(&str, &str)]) {
    let holds = store.holds(&MatterId::new(matter), other_than).unwrap();
    let found: Vec<(&str, &str)> =
        holds.iter().map(|hold| (hold.call.as_str(), hold.reason.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_hold_stands_until_it_is_lifted_where_it_was_placed_and_counts_for_every_other_call_of_the_matter() {
    let desk = Desk::new();
    let mut store = desk.store();
    let here = call(&mut store, "here", Some(matter("m-1")), vec![placed("of its own")]);
    check_holds(&store, "m-1", &here, &[]);
    call(&mut store, "held", Some(matter("m-1")), vec![placed("first"), lifted(), placed("again")]);
    call(&mut store, "free", Some(matter("m-1")), vec![placed("once"), Fact::Marked, lifted()]);
    call(&mut store, "other", Some(matter("m-2")), vec![placed("another matter")]);
    call(&mut store, "none", None, vec![placed("no matter")]);
    check_holds(&store, "m-1", &here, &[("held", "again")]);
    check_holds(&store, "m-2", &here, &[("other", "another matter")]);
    check_holds(&store, "m-3", &here, &[]);
}

#[test]
fn a_quick_capture_brings_its_hold_to_the_matter_it_is_attached_to() {
    let desk = Desk::new();
    let mut store = desk.store();
    let attached = Fact::Attached { client: client("c-1", "Rosa Ortiz"), matter: matter("m-1") };
    call(&mut store, "quick", None, vec![placed("early"), attached]);
    check_holds(&store, "m-1", &CallId::new("another"), &[("quick", "early")]);
}
