//! A whole call by keyboard alone: Tab, Enter, Space, the keys on the list of keys, and typing.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

use crate::support::Desk;
use eframe::egui::{Key, Modifiers, Role};
use rapport::app::view::filled;
use rapport::domain::call::Call;
use rapport::domain::notes::NoteKind;
use rapport::domain::open_ends::open_ends;
use rapport::domain::recording::RecordingState;
use rapport::domain::stage::Stage;

#[test]
fn a_whole_call_by_keyboard_alone_from_launch_to_the_call_note_on_disk() {
    let mut desk = Desk::open();
    open(&mut desk);
    prepare(&mut desk);
    roles(&mut desk);
    consent(&mut desk);
    interview(&mut desk);
    close(&mut desk);
    let id = call(&desk).id().to_string();
    let note = desk.home().join("data/calls").join(id).join("call-note.md");
    desk.wait_until("the call note is on disk", |_| note.exists());
    let text = std::fs::read_to_string(&note).unwrap();
    for words in [
        "Ana Bell",
        "Bell v. Harbor Freight",
        "slipped on the ice",
        "Who shovels there?",
        "afraid of the bill",
        "told her what it costs",
        "send the form",
        "Kim Oduya",
        "mic-0001.wav",
    ] {
        assert!(text.contains(words), "“{words}” is missing in\n{text}");
    }
}

fn call(desk: &Desk) -> &Call {
    &desk.window().state().call.as_ref().unwrap().call
}

fn space_on(desk: &mut Desk, name: &str) {
    desk.tab_to(name);
    desk.key(Key::Space);
}

fn open(desk: &mut Desk) {
    desk.type_text("Ana Bell");
    desk.key(Key::Tab);
    desk.type_text("Bell v. Harbor Freight");
    desk.key(Key::Enter);
    desk.wait_for(Role::Heading, "Before you dial");
    assert_eq!(desk.keystrokes(), 2);
}

fn prepare(desk: &mut Desk) {
    let items = &call(desk).checklist.stages.prepare.items;
    let by_hand: Vec<String> =
        items.iter().filter(|item| item.sensor.is_none()).map(|item| item.text.clone()).collect();
    let (put_off, others) = by_hand.split_first().unwrap();
    space_on(desk, &format!("Defer: {put_off}"));
    for item in others {
        space_on(desk, item);
        desk.wait_until("it is ticked", |desk| desk.is_ticked(item));
    }
    desk.wait_until("the microphone is heard", |desk| desk.is_ticked("Microphone heard"));
    desk.ctrl(Key::PageDown);
    desk.wait_for(Role::Heading, "Opening the call");
}

fn roles(desk: &mut Desk) {
    let lines: Vec<String> =
        call(desk).checklist.role_lines().map(|line| filled(call(desk), &line.say)).collect();
    for line in &lines {
        space_on(desk, line);
        desk.wait_until("it is said", |desk| desk.is_ticked(line));
    }
    desk.tab_to("Minutes the client has");
    desk.type_text("30");
    desk.key(Key::Enter);
    desk.wait_until("the time is agreed", |desk| call(desk).agreed_minutes.is_some());
    desk.ctrl(Key::Num3);
    desk.wait_for(Role::Heading, "May the call be recorded?");
}

fn consent(desk: &mut Desk) {
    desk.tab_to("Where is Ana Bell right now?");
    desk.type_text("TX");
    desk.key(Key::Enter);
    desk.wait_until("her place is noted", |desk| {
        let ana = call(desk).consent().present().next();
        ana.and_then(|ana| ana.place.as_ref()).is_some_and(|place| place.code == "US-TX")
    });
    space_on(desk, "I read this aloud and asked the question");
    space_on(desk, "Ana Bell agrees to being recorded");
    // Nobody said where the desk is: what the rule adds is that of a place that nobody knows.
    let aloud = "Each person said yes aloud: silence, or simply staying, is no yes";
    desk.wait_until("a spoken yes ticks it", |desk| desk.is_ticked(aloud));
    desk.wait_until("recording is allowed", |desk| !desk.is_disabled("Start recording"));
    desk.ctrl(Key::R);
    desk.wait_until("it records", |desk| call(desk).recording.state() == RecordingState::Running);
    desk.ctrl(Key::Num4);
    desk.wait_until("the interview is open", |desk| call(desk).stage == Stage::Interview);
}

fn interview(desk: &mut Desk) {
    desk.tab_to("Answer");
    desk.type_text("slipped on the ice");
    desk.ctrl(Key::Enter);
    desk.wait_until("it is answered", |desk| call(desk).notebook.answers.len() == 1);
    desk.tab_to("Your own question");
    desk.type_text("Who shovels there?");
    desk.key(Key::Enter);
    desk.wait_until("the keyboard is where the answer goes", |desk| {
        desk.focused().as_deref() == Some("Answer")
    });
    desk.type_text("the shop");
    desk.ctrl(Key::Enter);
    for (key, kind, words) in
        [(Key::F4, NoteKind::Concern, "afraid of the bill"), (Key::F6, NoteKind::Promise, "send the form")]
    {
        desk.key(Key::F2);
        desk.type_text(words);
        desk.key(key);
        desk.wait_until("it is filed", |desk| call(desk).notebook.of_kind(kind).count() == 1);
    }
    desk.key(Key::F3);
    desk.key(Key::F9);
    desk.wait_until("it is paused", |desk| call(desk).recording.state() == RecordingState::Paused);
    desk.key(Key::F9);
    desk.wait_until("it goes on", |desk| call(desk).recording.state() == RecordingState::Running);
    desk.ctrl(Key::Num5);
    desk.wait_for(Role::Heading, "Before you hang up");
}

fn close(desk: &mut Desk) {
    space_on(desk, "Done now");
    desk.tab_to("What was said");
    desk.type_text("told her what it costs");
    space_on(desk, "Answered");
    desk.wait_until("it is answered", |desk| open_ends(call(desk)).len() == 1);
    desk.tab_to("By when");
    desk.type_text("tomorrow 5pm");
    desk.key(Key::Enter);
    desk.wait_until("nothing is left open", |desk| open_ends(call(desk)).is_empty());
    desk.tab_to("When");
    desk.type_text("in 2 weeks");
    desk.key(Key::Tab);
    desk.type_text("telephone");
    desk.key(Key::Enter);
    desk.wait_until("the next contact is agreed", |desk| call(desk).next_contact.is_some());
    desk.keys(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::R);
    desk.wait_until("it has stopped", |desk| call(desk).recording.state() == RecordingState::Idle);
    desk.tab_to("Finish call");
    desk.key(Key::Enter);
    desk.wait_for(Role::Heading, "Call finished");
}

#[test]
fn from_launch_to_the_first_note_takes_typing_and_two_keystrokes() {
    let mut desk = Desk::open();
    desk.type_text("a lady from Dunmore");
    desk.ctrl(Key::Enter);
    desk.wait_until("the keyboard is where the note goes", |desk| desk.focused().as_deref() == Some("Note"));
    desk.type_text("fell on the ice this morning");
    desk.key(Key::Enter);
    desk.wait_for(Role::Button, "fell on the ice this morning");
    assert_eq!(desk.keystrokes(), 2);
    let caller = call(&desk);
    assert_eq!((caller.client.card.name.as_str(), caller.matter.is_none()), ("a lady from Dunmore", true));
    desk.wait_until("it is on disk", |desk| !desk.window().state().call.as_ref().unwrap().has_unsaved());
}
