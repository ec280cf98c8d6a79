//! Notes beside every stage: kinds by key, and a keyboard that nothing takes away.

use crate::support::{Desk, Opening};
use eframe::egui::{Key, Modifiers, Role, Vec2};
use rapport::domain::notes::NoteKind;

fn in_call() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk
}

fn kinds(desk: &Desk) -> Vec<NoteKind> {
    desk.window().state().call.as_ref().unwrap().call.notebook.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn a_note_is_filed_by_enter_and_by_its_button_and_the_keyboard_stays() {
    let mut desk = in_call();
    desk.write(Role::MultilineTextInput, "Note", "prefers mornings");
    desk.key(Key::Enter);
    desk.wait_for(Role::Button, "prefers mornings");
    assert_eq!(desk.value(Role::MultilineTextInput, "Note"), "");
    assert_eq!(desk.focused().as_deref(), Some("Note"));
    desk.type_text("and tea");
    desk.button("Add note");
    desk.wait_for(Role::Button, "and tea");
    assert_eq!(desk.focused().as_deref(), Some("Note"));
}

#[test]
fn shift_enter_makes_a_line_and_not_a_note() {
    let mut desk = in_call();
    desk.write(Role::MultilineTextInput, "Note", "one");
    desk.keys(Modifiers::SHIFT, Key::Enter);
    desk.type_text("two");
    assert_eq!(desk.value(Role::MultilineTextInput, "Note"), "one\ntwo");
    assert_eq!(kinds(&desk), []);
}

#[test]
fn one_key_files_what_is_typed_as_each_kind() {
    let mut desk = in_call();
    for (key, kind) in [
        (Key::F4, NoteKind::Concern),
        (Key::F5, NoteKind::Assumption),
        (Key::F6, NoteKind::Promise),
        (Key::F7, NoteKind::AttorneyQuestion),
        (Key::F8, NoteKind::Issue),
    ] {
        let words = format!("as {kind:?}");
        desk.key(Key::F2);
        assert_eq!(desk.focused().as_deref(), Some("Note"));
        desk.type_text(&words);
        desk.key(key);
        desk.wait_for(Role::Button, &words);
        assert_eq!(kinds(&desk).last(), Some(&kind));
        assert_eq!(desk.value(Role::MultilineTextInput, "Note"), "");
    }
}

#[test]
fn with_nothing_typed_a_key_chooses_the_kind_of_the_next_note() {
    let mut desk = in_call();
    desk.key(Key::F6);
    assert_eq!(desk.focused().as_deref(), Some("Note"));
    desk.type_text("send the form");
    desk.key(Key::Enter);
    desk.wait_for(Role::Button, "send the form");
    assert_eq!(kinds(&desk), [NoteKind::Promise]);
    desk.type_text("plain again");
    desk.key(Key::Enter);
    desk.wait_for(Role::Button, "plain again");
    assert_eq!(kinds(&desk), [NoteKind::Promise, NoteKind::Plain]);
}

#[test]
fn a_kind_is_chosen_by_its_name_too() {
    let mut desk = in_call();
    desk.press(Role::RadioButton, "Concern");
    desk.type_text("afraid of the bill");
    desk.key(Key::Enter);
    desk.wait_for(Role::Button, "afraid of the bill");
    assert_eq!(kinds(&desk), [NoteKind::Concern]);
}

#[test]
fn nothing_steals_the_keyboard_while_levels_readings_and_savings_come_in() {
    let mut desk = in_call();
    desk.skip_roles();
    desk.agree("Ana Bell");
    desk.go("Prepare", "Before you dial");
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    desk.focus(Role::MultilineTextInput, "Note");
    let mut sentence = String::new();
    for number in 0..12 {
        // Sensors are read on this page, levels and progress come ten times a second, and each marker is stored.
        let words = format!("word {number} & “more”, ");
        desk.type_text(&words);
        sentence.push_str(&words);
        desk.speak(if number % 2 == 0 { 0.9 } else { 0.0 });
        desk.key(Key::F3);
        let markers = number + 1;
        desk.wait_until("the marker is on disk", |desk| {
            let open = desk.window().state().call.as_ref().unwrap();
            open.call.notebook.markers.len() == markers && !open.has_unsaved()
        });
        assert_eq!(desk.focused().as_deref(), Some("Note"));
    }
    assert_eq!(desk.value(Role::MultilineTextInput, "Note"), sentence);
}

#[test]
fn a_note_is_corrected_and_struck_out_where_it_stands() {
    let mut desk = in_call();
    desk.write(Role::MultilineTextInput, "Note", "left hand");
    desk.key(Key::Enter);
    desk.button("left hand");
    desk.button("Correct");
    desk.focus(Role::MultilineTextInput, "Correct");
    desk.type_text(", not right");
    desk.button("Save correction");
    desk.wait_for(Role::Button, "left hand, not right");
    assert!(desk.description(Role::Button, "left hand, not right").contains("corrected"));
    desk.button("Strike out…");
    desk.wait_until("the keyboard is where the reason goes", |desk| {
        desk.focused().is_some_and(|name| name.starts_with("Why strike it out?"))
    });
    desk.type_text("someone else");
    desk.key(Key::Enter);
    desk.wait_until("it is struck out", |desk| {
        desk.description(Role::Button, "left hand, not right").contains("struck out: someone else")
    });
}

#[test]
fn a_note_too_long_to_be_filed_stays_in_the_field_to_the_last_letter() {
    let mut desk = in_call();
    desk.focus(Role::MultilineTextInput, "Note");
    let long = "long ".repeat(14_000);
    desk.paste(&long);
    assert_eq!(desk.value(Role::MultilineTextInput, "Note").len(), long.len());
    desk.key(Key::Enter);
    desk.wait_to_read("one note holds 64 KB. Nothing was taken away");
    assert_eq!(desk.value(Role::MultilineTextInput, "Note"), long);
    assert_eq!(kinds(&desk), []);
}

#[test]
fn a_message_that_needs_room_in_a_small_window_leaves_the_keyboard_and_the_field_where_they_are() {
    for (width, height) in [(900.0, 600.0), (720.0, 480.0), (1180.0, 780.0)] {
        let home = tempfile::tempdir().unwrap();
        let opening = Opening { size: Vec2::new(width, height), ..Opening::default() };
        let mut desk = Desk::open_in(home.path(), opening);
        desk.start_call("Ana Bell");
        desk.skip_roles();
        desk.agree("Ana Bell");
        desk.button("Start recording");
        desk.wait_for(Role::Button, "Stop recording");
        desk.focus(Role::MultilineTextInput, "Note");
        desk.type_text("half a sen");
        desk.unplug();
        desk.wait_to_read("is gone. This side is not recorded for now");
        desk.type_text("tence");
        assert_eq!(desk.value(Role::MultilineTextInput, "Note"), "half a sentence", "{width} × {height}");
        let field = desk.get(Role::MultilineTextInput, "Note").rect();
        assert!(field.bottom() <= height, "the field is in sight in {width} × {height}: {field:?}");
        for heading in ["Notes"].into_iter().filter_map(|name| desk.find(Role::Heading, name)) {
            let over = heading.rect().intersects(field);
            assert!(!over, "the notes lie over the field in {width} × {height}");
        }
    }
}
