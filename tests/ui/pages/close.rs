//! Close: what is still open comes back and is settled before the call ends.

use crate::support::Desk;
use eframe::egui::{Key, Role};
use rapport::domain::notes::Settlement;
use rapport::domain::open_ends::open_ends;

/// At the close of a call with an item put off, a concern, an assumption and a promise.
fn closing() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.button("Defer: Conflict check done");
    for (key, words) in
        [(Key::F4, "afraid of the bill"), (Key::F5, "no witness was there"), (Key::F6, "send the form")]
    {
        desk.key(Key::F2);
        desk.type_text(words);
        desk.key(key);
        desk.wait_for(Role::Button, words);
    }
    desk.go("Close", "Before you hang up");
    desk
}

fn left(desk: &Desk) -> usize {
    open_ends(&desk.window().state().call.as_ref().unwrap().call).len()
}

#[test]
fn everything_still_open_comes_back_and_is_settled_in_place() {
    let mut desk = closing();
    for words in ["Put off", "Concern, not answered", "Assumed, not asked", "Promise without a date"] {
        assert!(desk.has(Role::Label, words), "{words} is missing in\n{}", desk.on_screen());
    }
    assert!(desk.reads("4 ends are left open; the call note says so"));
    desk.button("Done now");
    desk.wait_until("the item is done", |desk| left(desk) == 3);
    desk.write(Role::TextInput, "What was said", "explained the fee");
    desk.button("Answered");
    desk.wait_until("the concern is answered", |desk| left(desk) == 2);
    desk.button("Hand to attorney");
    desk.wait_until("the assumption is handed over", |desk| left(desk) == 1);
    assert!(desk.is_disabled("Set"), "a promise needs a day and a time");
    assert_eq!(desk.value(Role::TextInput, "Who does it"), "Kim Oduya");
    desk.write(Role::TextInput, "By when", "soonish");
    assert!(desk.description(Role::TextInput, "By when").contains("Try “today 5pm”"));
    assert!(desk.is_disabled("Set"));
    desk.focus(Role::TextInput, "By when");
    desk.ctrl(Key::A);
    desk.type_text("12/1/2032 2pm");
    assert!(desk.description(Role::TextInput, "By when").contains("Dec 1, 2:00 PM"));
    desk.button("Set");
    desk.wait_for(Role::Label, "Nothing is left open");
    let call = &desk.window().state().call.as_ref().unwrap().call;
    let settled: Vec<_> = call.notebook.notes.iter().filter_map(|note| note.settled.clone()).collect();
    let answered = (Settlement::Answered, "explained the fee".to_owned());
    assert_eq!(settled, [answered, (Settlement::HandedOver, String::new())]);
    assert!(desk.reads("send the form — Kim Oduya, Wed Dec 1, 2:00 PM"), "it is read back");
}

#[test]
fn the_next_contact_is_agreed_and_the_last_lines_are_said() {
    let mut desk = closing();
    desk.write(Role::TextInput, "When", "12/2/2032 10:30");
    desk.write(Role::TextInput, "How", "telephone");
    desk.key(Key::Enter);
    desk.wait_for(Role::Label, "Thu Dec 2, 10:30 AM telephone");
    let call = &desk.window().state().call.as_ref().unwrap().call;
    let lines: Vec<String> = call
        .checklist
        .stages
        .close
        .lines
        .iter()
        .map(|line| rapport::app::view::filled(call, &line.say))
        .collect();
    for line in &lines {
        desk.tick(line);
        desk.wait_until("it is said", |desk| desk.is_ticked(line));
    }
}

#[test]
fn what_is_left_open_knowingly_stands_in_the_finished_call() {
    let mut desk = closing();
    desk.button("Finish call");
    desk.wait_for(Role::Heading, "Call finished");
    assert!(desk.reads("4 ends were left open"));
}

#[test]
fn finishing_while_a_take_runs_stops_it_first() {
    let mut desk = closing();
    desk.skip_roles();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    desk.go("Close", "Before you hang up");
    assert!(desk.reads("The recording is stopped first"));
    desk.button("Finish call");
    desk.wait_for(Role::Heading, "Call finished");
    let call = &desk.window().state().call.as_ref().unwrap().call;
    assert_eq!(call.recording.segments.len(), 1);
    assert!(desk.reads("second recorded") || desk.reads("seconds recorded"), "{}", desk.on_screen());
}
