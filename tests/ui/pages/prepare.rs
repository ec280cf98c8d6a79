//! Prepare and Roles: items that are confirmed, items that tick themselves, lines that are said.

use crate::support::{Desk, Opening};
use eframe::egui::accesskit::Action;
use eframe::egui::{Key, Role};
use egui_kittest::kittest::NodeT as _;
use rapport::domain::ids::ItemId;
use rapport::listening::{Feed, Output, OutputError, Playing};

fn preparing() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk
}

/// Words of the items of the Prepare page: ticked by hand, and by the program.
fn items(desk: &Desk) -> (Vec<String>, Vec<String>) {
    let items = &desk.window().state().call.as_ref().unwrap().call.checklist.stages.prepare.items;
    let words = |sensed| {
        items.iter().filter(|item| item.sensor.is_some() == sensed).map(|item| item.text.clone()).collect()
    };
    (words(false), words(true))
}

fn can_be_pressed(desk: &Desk, item: &str) -> bool {
    desk.get(Role::CheckBox, item).accesskit_node().data().supports_action(Action::Click)
}

fn role_lines(desk: &Desk) -> Vec<(ItemId, String)> {
    let call = &desk.window().state().call.as_ref().unwrap().call;
    call.checklist
        .role_lines()
        .map(|line| (line.id.clone(), rapport::app::view::filled(call, &line.say)))
        .collect()
}

#[test]
fn every_item_is_a_check_box_named_by_its_own_words() {
    let mut desk = preparing();
    let (by_hand, sensed) = items(&desk);
    assert_eq!(by_hand.len() + sensed.len(), 9);
    for item in &by_hand {
        assert!(!desk.is_ticked(item), "{item}");
        desk.tick(item);
        desk.wait_until("it is ticked", |desk| desk.is_ticked(item));
        desk.tick(item);
        desk.wait_until("the tick is taken back", |desk| !desk.is_ticked(item));
    }
    for item in &sensed {
        assert!(desk.description(Role::CheckBox, item).starts_with("Checked by the program"), "{item}");
        assert!(!can_be_pressed(&desk, item));
    }
}

#[test]
fn the_microphone_ticks_its_item_when_a_voice_is_heard() {
    let mut desk = Desk::open();
    desk.speak(0.0005);
    desk.start_call("Ana Bell");
    desk.wait_until("the microphone is open", |desk| desk.window().state().recorder.heard_through.is_some());
    desk.settle();
    assert!(!desk.is_ticked("Microphone heard"));
    desk.speak(0.3);
    desk.wait_until("it is heard", |desk| desk.is_ticked("Microphone heard"));
    let level = desk.get(Role::Meter, "Microphone level").accesskit_node().numeric_value();
    assert!(level.is_some_and(|decibels| decibels > -20.0), "{level:?}");
}

#[test]
fn disk_and_power_are_read_by_the_program() {
    let mut desk = preparing();
    let (_, sensed) = items(&desk);
    desk.wait_until("every sensor was read", |desk| {
        sensed.iter().all(|item| !desk.description(Role::CheckBox, item).contains("looking…"))
    });
}

#[test]
fn an_item_is_put_off_or_left_out_with_a_reason_typed_where_it_stands() {
    let mut desk = preparing();
    let (by_hand, _) = items(&desk);
    let (later, out) = (&by_hand[0], &by_hand[1]);
    desk.button(&format!("Defer: {later}"));
    desk.wait_until("it is put off", |desk| {
        desk.description(Role::CheckBox, later).contains("comes back at the close")
    });
    desk.button(&format!("Skip: {out}"));
    let asks = format!("Why skip “{out}”?");
    desk.wait_until("the keyboard is where the reason goes", |desk| desk.focused().as_ref() == Some(&asks));
    assert!(desk.is_disabled("Skip"), "a reason is needed");
    desk.type_text("no papers yet");
    desk.key(Key::Enter);
    desk.wait_until("it is left out", |desk| {
        desk.description(Role::CheckBox, out).contains("Skipped: no papers yet")
    });
    desk.button(&format!("Undo: {out}"));
    desk.wait_until("it is open again", |desk| !desk.description(Role::CheckBox, out).contains("Skipped"));
    desk.button(&format!("Skip: {out}"));
    desk.key(Key::Escape);
    desk.wait_until("nothing is asked any more", |desk| !desk.has(Role::TextInput, &asks));
}

#[test]
fn the_client_card_is_read_first_and_edited_on_request() {
    let mut desk = preparing();
    assert!(desk.has(Role::Label, "Nothing noted about this client yet"));
    desk.button("Edit card");
    desk.write(Role::TextInput, "Likes to be called", "Annie");
    desk.write(Role::TextInput, "Pace", "slow, with pauses");
    desk.button("Save card");
    desk.wait_for(Role::Label, "slow, with pauses");
    desk.go("Roles", "Opening the call");
    let greeting = role_lines(&desk)[0].1.clone();
    assert!(greeting.contains("Annie"), "{greeting}");
    desk.get(Role::CheckBox, &greeting);
}

#[test]
fn role_lines_are_said_with_every_name_filled_in_and_open_the_interview() {
    let mut desk = preparing();
    desk.go("Roles", "Opening the call");
    let lines = role_lines(&desk);
    let all: String = lines.iter().map(|(_, words)| words.as_str()).collect();
    for name in ["Ana Bell", "Kim Oduya", "Whitfield & Partners", "Dana Whitfield"] {
        assert!(all.contains(name), "{name} is nowhere in {all}");
    }
    assert!(!all.contains('{') && !all.contains('['), "{all}");
    for (_, words) in &lines {
        assert!(desk.is_disabled("Interview"));
        desk.tick(words);
        desk.wait_until("it is said", |desk| desk.is_ticked(words));
    }
    assert!(!desk.is_disabled("Interview"));
    desk.write(Role::TextInput, "Minutes the client has", "30");
    desk.key(Key::Enter);
    desk.wait_to_read("30 minutes agreed");
    desk.button("Next: Consent");
    desk.wait_for(Role::Heading, "May the call be recorded?");
    let state = desk.description(Role::Button, "Roles");
    assert!(state.contains("done"), "{state}");
}

#[test]
fn the_roles_are_left_out_with_a_reason_that_the_rail_tells() {
    let mut desk = preparing();
    desk.skip_roles();
    let state = desk.description(Role::Button, "Roles");
    assert!(state.contains("spoke this morning"), "{state}");
    desk.button("Interview");
    desk.wait_for(Role::MultilineTextInput, "Answer");
}

/// An output that takes what it is given and never asks for it.
struct Speaker;

impl Output for Speaker {
    fn rate(&mut self, wanted: u32) -> Result<u32, OutputError> {
        Ok(wanted)
    }

    fn open(&mut self, _rate: u32, _feed: Feed) -> Result<Box<dyn Playing>, OutputError> {
        Ok(Box::new(Self))
    }
}

impl Playing for Speaker {}

fn preparing_with_a_speaker() -> Desk {
    let mut desk =
        Desk::open_with(Opening { output: Some(Box::new(|| Box::new(Speaker))), ..Opening::default() });
    desk.start_call("Ana Bell");
    desk.wait_until("the microphone is open", |desk| desk.window().state().recorder.heard_through.is_some());
    desk
}

#[test]
fn the_sound_check_counts_down_plays_back_and_is_stopped_at_any_time() {
    let mut desk = preparing_with_a_speaker();
    desk.button("Sound check");
    desk.wait_for(Role::Button, "Stop sound check");
    desk.wait_for(Role::Label, "Speak now: 4 seconds");
    desk.hear(1);
    desk.wait_for(Role::Label, "Speak now: 3 seconds");
    desk.get(Role::Meter, "Sound check level");
    desk.hear(3);
    desk.wait_to_read("This is how you sound");
    assert!(!desk.has(Role::Button, "Sound check"));
    desk.button("Stop sound check");
    desk.wait_for(Role::Button, "Sound check");
    assert!(!desk.reads("This is how you sound") && !desk.has(Role::Meter, "Sound check level"));
    desk.button("Sound check");
    desk.wait_to_read("Speak now");
    desk.button("Today");
    desk.wait_for(Role::Heading, "Today");
    assert_eq!(desk.window().state().recorder.check, None, "it stops on leaving the page");
}

#[test]
fn a_muted_headset_is_told_in_words_with_what_to_do() {
    let mut desk = preparing_with_a_speaker();
    desk.speak(0.0005);
    desk.button("Sound check");
    desk.wait_to_read("Speak now");
    desk.hear(4);
    desk.wait_to_read("Nothing was heard from this microphone");
    assert!(desk.reads("headset is muted") && desk.reads("another microphone"));
}

#[test]
fn a_desk_without_an_output_is_told_so() {
    let mut desk = preparing();
    desk.button("Sound check");
    desk.wait_to_read("There is nothing to play it on");
    desk.get(Role::Button, "Sound check");
}

#[test]
fn once_somebody_may_be_on_the_line_there_is_no_sound_check_any_more() {
    let mut desk = preparing_with_a_speaker();
    desk.go("Roles", "Opening the call");
    assert!(!desk.has(Role::Button, "Sound check"));
    desk.go("Prepare", "Before you dial");
    assert!(desk.is_disabled("Sound check"));
    assert!(desk.description(Role::Button, "Sound check").contains("somebody may be on the line"));
}
