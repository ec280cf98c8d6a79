//! Consent: the question, one answer a person, and the gate in words.

use crate::support::{Desk, Device, Opening};
use eframe::egui::{Key, Modifiers, Role, Vec2};

fn asking() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk
}

const EXPLAINED: &str = "I read this aloud and asked the question";
const AGREES: &str = "Ana Bell agrees to being recorded";

fn why_not(desk: &Desk) -> String {
    assert!(desk.is_disabled("Start recording"));
    desk.description(Role::Button, "Start recording")
}

#[test]
fn start_is_disabled_with_the_reason_in_words_until_everyone_said_yes() {
    let mut desk = asking();
    let why = why_not(&desk);
    assert!(
        why.contains("Explain benefits and risks first") && why.contains("Ana Bell has not been asked yet"),
        "{why}"
    );
    assert!(desk.reads("Ana Bell has not been asked yet"), "the reason is on screen too");
    desk.tick(EXPLAINED);
    desk.wait_until("it is explained", |desk| !why_not(desk).contains("Explain"));
    assert!(why_not(&desk).contains("Ana Bell has not been asked yet"));
    desk.tick(AGREES);
    desk.wait_until("everyone said yes", |desk| !desk.is_disabled("Start recording"));
    assert!(desk.is_ticked(AGREES));
    assert!(desk.reads("Everyone said yes"));
}

#[test]
fn a_yes_before_the_words_were_read_does_not_count() {
    let mut desk = asking();
    desk.tick(AGREES);
    desk.wait_to_read("Explain benefits and risks first, then ask");
    assert!(!desk.is_ticked(AGREES));
    assert!(desk.is_disabled("Start recording"));
}

#[test]
fn a_no_is_a_normal_path_and_opens_no_microphone() {
    let device = Device::new(48_000, 1);
    let home = tempfile::tempdir().unwrap();
    let opening = Opening { device: Some(device.clone()), ..Opening::default() };
    let mut desk = Desk::open_in(home.path(), opening);
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk.tick(EXPLAINED);
    desk.wait_until("the microphone of the check is closed", |_| !device.is_open());
    let opened = device.opened();
    desk.button("Ana Bell says no");
    desk.wait_to_read("This call is not recorded");
    assert!(why_not(&desk).contains("Ana Bell said no"));
    assert!(desk.has(Role::Heading, "After a no, say"));
    desk.ctrl(Key::R);
    desk.wait_to_read("Recording cannot start. Ana Bell said no");
    desk.button("Prepare");
    desk.wait_for(Role::Heading, "Before you dial");
    desk.settle();
    desk.button("Interview");
    desk.wait_for(Role::MultilineTextInput, "Answer");
    desk.write(Role::MultilineTextInput, "Note", "would rather not");
    desk.key(Key::Enter);
    desk.wait_for(Role::Button, "would rather not");
    assert_eq!(device.opened(), opened, "no device is opened after a no");
    assert!(!device.is_open());
}

#[test]
fn not_sure_counts_as_no_and_may_become_a_yes() {
    let mut desk = asking();
    desk.tick(EXPLAINED);
    desk.button("Ana Bell is not sure");
    desk.wait_until("it is taken down", |desk| why_not(desk).contains("was not sure, which counts as no"));
    desk.tick(AGREES);
    desk.wait_until("recording is allowed", |desk| !desk.is_disabled("Start recording"));
    desk.tick(AGREES);
    desk.wait_until("nobody said no, and nobody says yes", |desk| {
        why_not(desk).contains("The tick for Ana Bell’s yes was taken back: ask Ana Bell again")
    });
    assert!(!desk.reads("not sure, which counts as no"), "no answer is put into her mouth");
    desk.tick(AGREES);
    desk.wait_until("it was a slip", |desk| !desk.is_disabled("Start recording"));
}

#[test]
fn whoever_joins_is_asked_too_and_whoever_leaves_is_not_waited_for() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    assert!(desk.is_disabled("Add person"));
    desk.write(Role::TextInput, "Someone else on the line", "Luz Vega");
    desk.button("Add person");
    desk.wait_until("the gate is closed", |desk| {
        desk.is_disabled("Start recording")
            && why_not(desk).contains("Luz Vega came later: read the words again")
    });
    assert_eq!(desk.value(Role::TextInput, "Someone else on the line"), "");
    assert!(!desk.is_ticked(EXPLAINED), "not everyone heard the words");
    desk.tick(EXPLAINED);
    desk.tick("Luz Vega agrees to being recorded");
    desk.wait_until("recording is allowed", |desk| !desk.is_disabled("Start recording"));
    desk.button("Luz Vega says no");
    desk.wait_until("the gate is closed", |desk| why_not(desk).contains("Luz Vega said no"));
    desk.button("Luz Vega left the line");
    desk.wait_until("recording is allowed", |desk| !desk.is_disabled("Start recording"));
    assert!(!desk.has(Role::CheckBox, "Luz Vega agrees to being recorded"));
    desk.button("Ana Bell left the line");
    desk.wait_until("nobody is left", |desk| why_not(desk).contains("Nobody is on the line"));
}

#[test]
fn consent_is_withdrawn_by_its_button_before_anything_runs() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button("Withdraw consent");
    desk.wait_until("it is withdrawn", |desk| {
        why_not(desk).contains("Consent was withdrawn. Nothing more is recorded")
    });
    desk.agree("Ana Bell");
}

/// Whether what the keyboard is on lies within the page, above the recorder's strip.
fn is_in_sight(desk: &Desk) -> bool {
    let strip = desk.get(Role::Button, "Start recording").rect().top();
    desk.focused_node().is_some_and(|node| node.rect().top() >= 0.0 && node.rect().bottom() <= strip)
}

#[test]
fn the_page_goes_along_with_the_keyboard() {
    let mut desk = Desk::open_with(Opening { size: Vec2::new(900.0, 600.0), ..Opening::default() });
    desk.start_call("Ana Bell");
    desk.skip_roles();
    for name in [EXPLAINED, AGREES] {
        desk.tab_to(name);
        desk.settle();
        assert!(is_in_sight(&desk), "“{name}” is ticked unseen");
    }
    while desk.focused().as_deref() != Some(EXPLAINED) {
        desk.keys(Modifiers::SHIFT, Key::Tab);
    }
    desk.settle();
    assert!(is_in_sight(&desk), "back again as well");
}

#[test]
fn after_a_no_the_words_to_say_are_in_sight() {
    let mut desk = Desk::open_with(Opening { size: Vec2::new(900.0, 600.0), ..Opening::default() });
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk.tab_to("Ana Bell says no");
    desk.key(Key::Space);
    desk.wait_for(Role::Heading, "After a no, say");
    desk.settle();
    let heading = desk.get(Role::Heading, "After a no, say").rect();
    assert!(heading.top() >= 0.0 && heading.bottom() < 600.0, "{heading:?}");
}
