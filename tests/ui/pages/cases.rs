//! Special cases, and what is said after a withdrawal: by keys and by names.

use crate::support::Desk;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::NodeT as _;
use rapport::domain::recording::RecordingState;

const ASK: &str = "Something special about this call?";
const DROPPED: &str = "The line was dropped and came back";
const CONSENT: &str = "May the call be recorded?";

pub fn asking() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk
}

pub fn why_not(desk: &Desk) -> String {
    assert!(desk.is_disabled("Start recording"));
    desk.description(Role::Button, "Start recording")
}

fn may_start(desk: &Desk) -> bool {
    desk.find(Role::Button, "Start recording").is_some_and(|node| !node.accesskit_node().is_disabled())
}

#[track_caller]
pub fn wait_shut(desk: &mut Desk, words: &str) {
    desk.wait_until(&format!("Start is shut with “{words}”"), |desk| {
        !may_start(desk) && why_not(desk).contains(words)
    });
}

fn add_person(desk: &mut Desk, name: &str, role: &str) {
    desk.write(Role::TextInput, "Someone else on the line", name);
    desk.press(Role::ComboBox, "Who they are");
    desk.button(role);
    desk.button("Add person");
}

fn approve(desk: &mut Desk) {
    assert_eq!(desk.value(Role::TextInput, "Supervising attorney"), "Dana Whitfield", "as in the settings");
    assert!(desk.is_disabled("Approve"), "the time is needed as well");
    desk.write(Role::TextInput, "When they approved it", "today 9:40, by telephone");
    desk.button("Approve");
    desk.wait_to_read("Approved by Dana Whitfield, today 9:40, by telephone");
}

pub fn recording_state(desk: &Desk) -> RecordingState {
    desk.window().state().call.as_ref().unwrap().call.recording.state()
}

#[test]
fn a_jail_call_is_led_through_by_keyboard_alone_until_the_approval_opens_the_recorder() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.tab_to(ASK);
    desk.key(Key::Space);
    desk.wait_until("the keyboard is on the first case", |desk| {
        desk.focused().as_deref() == Some("A child is on the line")
    });
    desk.tab_to("Jail or prison line");
    desk.key(Key::Space);
    wait_shut(
        &mut desk,
        "This is a line of a jail or prison: recording stays off until the supervising attorney",
    );
    let first =
        "The jail or prison may listen to this line or record it. Its warning is not a yes to our recording.";
    desk.wait_until("the keyboard is on the first step", |desk| desk.focused().as_deref() == Some(first));
    desk.key(Key::Space);
    desk.wait_until("it is ticked", |desk| desk.is_ticked(first));
    let said = "Other people may be listening to this line, or recording it. I am not recording. Please do not tell me \
                here what happened. We will find a better way to talk about that.";
    desk.tab_to(said);
    desk.key(Key::Space);
    desk.wait_until("it is said", |desk| desk.is_ticked(said));
    let who = desk.description(Role::CheckBox, said);
    assert!(!who.is_empty() && who.contains('M'), "who said it and when: {who}");
    desk.tab_to("When they approved it");
    desk.type_text("today 9:40");
    desk.key(Key::Enter);
    desk.wait_until("the recorder may be started", may_start);
    desk.tab_to("Take the approval back…");
    desk.key(Key::Space);
    desk.tab_to("Why the approval no longer holds");
    desk.type_text("she wants to hear more first");
    desk.key(Key::Enter);
    wait_shut(&mut desk, "jail or prison");
}

#[test]
fn a_case_that_does_not_apply_is_taken_back_with_a_reason_and_the_attorneys_name() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button(ASK);
    desk.button("Doubt whether they can decide freely");
    desk.button("Ana Bell");
    wait_shut(&mut desk, "It is in doubt whether Ana Bell can decide freely");
    desk.button("Does not apply after all…");
    desk.write(Role::TextInput, "Why it does not apply", "she was only tired");
    assert!(desk.is_disabled("Take it back"));
    desk.write(Role::TextInput, "Supervising attorney who said so", "Jane Roe");
    desk.button("Take it back");
    desk.wait_until("the recorder may be started", may_start);
    assert!(!desk.reads("Doubt whether they can decide freely: Ana Bell"));
}

#[test]
fn a_child_needs_the_attorney_and_a_guardian() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button(ASK);
    desk.button("A child is on the line");
    desk.button("Ana Bell");
    wait_shut(&mut desk, "Ana Bell is a child: recording stays off");
    approve(&mut desk);
    wait_shut(&mut desk, "Ana Bell is a child: add the parent or guardian, read them the words and ask");
    add_person(&mut desk, "Rosa Bell", "Parent or guardian");
    wait_shut(&mut desk, "Rosa Bell came later");
    desk.wait_to_read("Say to Rosa Bell");
    desk.tick("I read this aloud and asked the question");
    desk.tick("Rosa Bell agrees to being recorded");
    desk.wait_until("the recorder may be started", may_start);
    desk.button("Rosa Bell says no");
    wait_shut(&mut desk, "Rosa Bell said no");
}

#[test]
fn a_child_who_is_not_on_the_list_is_added_named_and_asked_before_anything_is_recorded() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    add_person(&mut desk, "Rosa Bell", "Parent or guardian");
    desk.agree("Rosa Bell");
    desk.button(ASK);
    desk.button("A child is on the line");
    desk.button("Someone not on the list yet");
    approve(&mut desk);
    wait_shut(
        &mut desk,
        "The child is not on the list yet: add the child as a person on the line, say who it is",
    );
    desk.button("Add them as a person");
    desk.wait_until("the keyboard is where the name goes", |desk| {
        desk.focused().as_deref() == Some("Someone else on the line")
    });
    add_person(&mut desk, "Tim Bell", "Someone else");
    desk.button("It is Tim Bell");
    desk.wait_to_read("A child is on the line: Tim Bell");
    wait_shut(&mut desk, "Tim Bell came later");
    desk.tick("I read this aloud and asked the question");
    desk.tick("Tim Bell agrees to being recorded");
    desk.wait_until("the recorder may be started", may_start);
}

#[test]
fn a_guardian_who_is_on_the_line_is_asked_and_not_added_again() {
    let mut desk = asking();
    add_person(&mut desk, "Rosa Bell", "Parent or guardian");
    desk.button("Go through it for Rosa Bell");
    desk.wait_to_read("Who is the child?");
    desk.button("Ana Bell");
    desk.wait_to_read(
        "Ana Bell is a child: read the words to Rosa Bell, and ask for a yes as parent or guardian",
    );
}

#[test]
fn a_second_listener_ends_the_take_though_the_first_has_said_yes() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    add_person(&mut desk, "Bob Bell", "Family or friend");
    desk.button("Go through it for Bob Bell");
    desk.agree("Bob Bell");
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    desk.button(ASK);
    desk.button("Someone else can hear the call");
    desk.button("Someone not on the list yet");
    desk.wait_until("the take has ended", |desk| recording_state(desk) == RecordingState::Idle);
    wait_shut(&mut desk, "Someone else can hear the call: add them as a person on the line, say who it is");
    assert!(!desk.reads("It is Bob Bell"), "he was noted before");
    add_person(&mut desk, "Eve Bell", "Family or friend");
    wait_shut(&mut desk, "Eve Bell came later");
    desk.button("Eve Bell left the line");
    desk.wait_until("the recorder may be started", may_start);
}

#[test]
fn a_relay_waits_for_its_operator_or_is_taken_back_where_there_is_none() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button(ASK);
    desk.button("Hearing or speech relay");
    wait_shut(&mut desk, "The call goes through a relay: add the relay operator as a person on the line");
    desk.wait_to_read("Where no person passes the words on, as with automatic captions");
    desk.button("Add them as a person");
    desk.write(Role::TextInput, "Someone else on the line", "Operator 12");
    desk.button("Add person");
    wait_shut(&mut desk, "Operator 12 came later");
    desk.wait_to_read("Say to Operator 12");
    desk.button("Operator 12 left the line");
    wait_shut(&mut desk, "add the relay operator");
    desk.button("Does not apply after all…");
    desk.write(Role::TextInput, "Why it does not apply", "automatic captions, nobody passes the words on");
    desk.button("Take it back");
    desk.wait_until("the recorder may be started", may_start);
}

#[test]
fn the_words_that_say_the_recorder_is_off_come_once_it_is() {
    let off = "Someone has just joined us, so I have turned the recorder off.";
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    desk.button(ASK);
    desk.button("Someone joins");
    desk.wait_to_read("The recorder is on. Say no more about the matter until they are added");
    assert!(!desk.reads(off), "it still runs");
    desk.button("Add who joined");
    desk.wait_until("the keyboard is where the name goes", |desk| {
        desk.focused().as_deref() == Some("Someone else on the line")
    });
    add_person(&mut desk, "Ann Hill", "Attorney of the firm");
    desk.wait_to_read(off);
    desk.wait_until("the take has ended", |desk| recording_state(desk) == RecordingState::Idle);
}

#[test]
fn who_is_on_the_other_side_stops_the_recorder_the_moment_they_are_added() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    add_person(&mut desk, "Max Orrin", "Other side, or has a lawyer");
    desk.wait_until("the take has ended", |desk| recording_state(desk) == RecordingState::Idle);
    wait_shut(
        &mut desk,
        "Max Orrin is on the other side or has a lawyer of their own: stop here and ask the supervising attorney",
    );
    desk.wait_to_read("Stop here, and do not record.");
    desk.wait_to_read("Say to Max Orrin");
    assert!(!desk.reads("May I record you as well?"), "the other side is stopped for, not asked");
    desk.button("Max Orrin left the line");
    desk.wait_to_read("Max Orrin has left the line: what is said here is about the time they were on it");
    assert!(!desk.reads("Say to Max Orrin"));
    desk.wait_until("the recorder may be started", may_start);
}

#[test]
fn an_interpreter_and_a_relative_offer_their_case_by_themselves() {
    let mut desk = asking();
    add_person(&mut desk, "Luz Vega", "Interpreter");
    desk.wait_to_read("Luz Vega interprets");
    desk.button("Go through it for Luz Vega");
    desk.wait_to_read("Thank you for helping us, Luz Vega.");
    add_person(&mut desk, "Rosa Bell", "Family or friend");
    desk.wait_to_read("Rosa Bell can hear the call");
    desk.button("Not needed");
    desk.wait_until("it is not offered again", |desk| !desk.reads("Rosa Bell can hear the call"));
}

#[test]
fn when_the_line_was_dropped_one_key_ends_the_take_and_everyone_is_asked_again() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    desk.go("Interview", "First words on the recording");
    desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    desk.wait_for(Role::Heading, CONSENT);
    desk.wait_until("the take has ended", |desk| recording_state(desk) == RecordingState::Idle);
    wait_shut(&mut desk, "The line was dropped: ask Ana Bell again");
    desk.wait_to_read("We were cut off, and the recorder is off. Am I speaking with Ana Bell?");
    desk.agree("Ana Bell");
    assert!(!desk.reads("Am I speaking with Ana Bell?"), "that case is over");
    desk.button(DROPPED);
    wait_shut(&mut desk, "The line was dropped: ask Ana Bell again");
}

#[test]
fn after_a_withdrawal_the_words_are_on_screen_once_and_nobody_is_told_to_ask_again() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button("Interview");
    desk.wait_for(Role::MultilineTextInput, "Answer");
    desk.key(Key::F12);
    desk.wait_to_read("Of course, Ana Bell. The recorder is off, and I go on with notes.");
    assert_eq!(why_not(&desk), "Consent was withdrawn. Nothing more is recorded");
    desk.button("Said");
    desk.wait_until("the words are gone", |desk| !desk.reads("Of course, Ana Bell."));
    desk.go("Consent", CONSENT);
    desk.button("Ana Bell says no");
    wait_shut(&mut desk, "Ana Bell said no");
    assert_eq!(why_not(&desk), "Ana Bell said no");
    desk.wait_to_read("This call is not recorded");
}
