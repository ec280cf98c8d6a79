//! A client's answer in an earlier call, looked for beside everything else.

use super::shop::{Shop, troubles};
use crate::store::support::{Desk, append_all, client, note, opened_with};
use rapport::app::event::StoreEvent;
use rapport::app::{Effect, Event};
use rapport::domain::checklist::ScriptStamp;
use rapport::domain::consent::{EarlierAnswer, Manner, Since};
use rapport::domain::fact::{ConsentAnswer, Fact};
use rapport::domain::ids::{CallId, ClientId, PersonId};
use rapport::domain::people::{Person, PersonRole};

const NOW: &str = "20261125-090000-zzzz";

fn add_call(desk: &Desk, id: &str, more: Vec<Fact>) {
    let opened = opened_with(id, client("c-7", "Ana Bell"), None);
    append_all(&mut desk.store(), &CallId::new(id), [vec![opened], more].concat());
}

fn said(answer: ConsentAnswer) -> Vec<Fact> {
    let person = Person { id: PersonId::new("p1"), name: "Ana Bell".to_owned(), role: PersonRole::Client };
    let script =
        ScriptStamp { id: "recording.en".to_owned(), version: "1.0.0".to_owned(), words: String::new() };
    vec![
        Fact::PersonJoined { person },
        Fact::ConsentAnswered { person: PersonId::new("p1"), answer, script, manner: Manner::default() },
    ]
}

fn found(desk: &Desk, client: &str) -> Option<EarlierAnswer> {
    let mut shop = Shop::open(desk);
    shop.order(Effect::LoadEarlierAnswer { client: ClientId::new(client), call: CallId::new(NOW) });
    let told = shop.until_store(|event| matches!(event, StoreEvent::EarlierAnswer { .. }));
    assert_eq!(troubles(&told), []);
    shop.runner.finish();
    match told.into_iter().last() {
        Some(Event::Store(StoreEvent::EarlierAnswer { call, earlier })) if call.as_str() == NOW => {
            earlier.map(|yes| *yes)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_newest_answer_is_found_past_calls_without_one_and_never_in_the_call_itself() {
    let desk = Desk::new();
    add_call(&desk, "20261101-090000-aaaa", said(ConsentAnswer::Yes));
    let ended = [said(ConsentAnswer::Yes), vec![Fact::ConsentWithdrawn { person: None }]].concat();
    add_call(&desk, "20261102-090000-bbbb", ended);
    add_call(&desk, "20261104-090000-dddd", vec![note("no answer")]);
    add_call(&desk, NOW, said(ConsentAnswer::Yes));
    let yes = found(&desk, "c-7").unwrap();
    assert_eq!((yes.call.as_str(), yes.script.id.as_str()), ("20261102-090000-bbbb", "recording.en"));
    assert!(matches!(yes.since, Since::Ended { .. }));
}

#[test]
fn a_later_no_is_not_hidden_by_an_earlier_yes() {
    let desk = Desk::new();
    add_call(&desk, "20261101-090000-aaaa", said(ConsentAnswer::Yes));
    add_call(&desk, "20261103-090000-cccc", said(ConsentAnswer::No));
    let no = found(&desk, "c-7").unwrap();
    assert_eq!((no.call.as_str(), no.answer), ("20261103-090000-cccc", ConsentAnswer::No));
}

#[test]
fn a_client_who_never_answered_and_one_nobody_knows_have_none() {
    let desk = Desk::new();
    add_call(&desk, "20261103-090000-cccc", vec![note("no answer")]);
    assert_eq!(found(&desk, "c-7"), None);
    assert_eq!(found(&desk, "c-8"), None);
}
