//! Fields and areas by their labels: typing, completion, giving a reason.

use super::{press, press_on, small};
use eframe::egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapport::ui::widgets::{Area, Field, Reason, Suggestion, reason_line};

#[test]
fn a_field_has_the_name_of_its_label_and_says_when_enter_was_pressed() {
    let mut words = String::new();
    let mut entered = 0;
    let mut harness = small(|ui| {
        let written = Field::new("Client", &mut words).hint("Name").help("As on the file").show(ui);
        entered += usize::from(written.entered);
    });
    harness.run();
    let field = harness.get_by_label("Client");
    assert_eq!(field.accesskit_node().role(), Role::TextInput);
    assert_eq!(field.accesskit_node().description().as_deref(), Some("As on the file"));
    field.focus();
    harness.run();
    harness.get_by_label("Client").type_text("Maria");
    harness.run();
    press(&mut harness, Key::Enter);
    drop(harness);
    assert_eq!((words.as_str(), entered), ("Maria", 1));
}

/// Types into a field that knows four clients, presses keys, and compares what it then reads and which was taken.
fn check_completion(typed: &str, keys: &[Key], reads: &str, accepted: Option<usize>) {
    let known = [
        ("Ann Okafor", "2 matters"),
        ("Anna Lopez", "1 matter"),
        ("Maria Santos", "born 1961"),
        ("Maria Santos", "born 1990"),
    ]
    .map(|(text, detail)| Suggestion {
        text: text.to_owned(),
        detail: detail.to_owned(),
        code: String::new(),
    });
    let (mut words, mut matter, mut taken) = (String::new(), String::new(), None);
    let mut harness = small(|ui| {
        let written = Field::new("Client", &mut words).completion(&known).show(ui);
        taken = taken.or(written.accepted);
        Field::new("Matter", &mut matter).show(ui);
    });
    harness.run();
    harness.get_by_label("Client").focus();
    harness.run();
    harness.get_by_label("Client").type_text(typed);
    harness.run();
    for key in keys {
        press(&mut harness, *key);
    }
    let moved_on = harness.get_by_label("Matter").accesskit_node().is_focused();
    drop(harness);
    assert_eq!((words.as_str(), taken), (reads, accepted));
    assert_eq!(moved_on, keys.last() == Some(&Key::Tab));
}

#[test]
fn enter_takes_the_marked_client() {
    check_completion("san", &[Key::Enter], "Maria Santos", Some(2));
}

#[test]
fn arrows_mark_another_client() {
    check_completion("an", &[Key::ArrowDown, Key::Enter], "Anna Lopez", Some(1));
}

#[test]
fn two_clients_of_one_name_are_told_apart() {
    check_completion("Maria Santos", &[Key::ArrowDown, Key::Enter], "Maria Santos", Some(3));
}

#[test]
fn once_a_client_is_taken_tab_goes_on() {
    check_completion("maria", &[Key::Enter, Key::Tab], "Maria Santos", Some(2));
}

#[test]
fn tab_leaves_a_new_name_as_it_was_typed_and_goes_on() {
    check_completion("Ann", &[Key::Tab], "Ann", None);
}

#[test]
fn escape_puts_the_list_away_and_keeps_what_was_typed() {
    check_completion("Ann", &[Key::Escape], "Ann", None);
}

#[test]
fn an_area_takes_lines_and_enter_sends_where_asked() {
    let (mut words, mut sent) = (String::new(), 0);
    let mut harness = small(|ui| {
        sent += usize::from(Area::new("Note", &mut words).label_hidden().enter_sends().show(ui).entered);
    });
    harness.run();
    harness.get_by_role_and_label(Role::MultilineTextInput, "Note").focus();
    harness.run();
    harness.get_by_label("Note").type_text("Called back");
    harness.run();
    press(&mut harness, Key::Enter);
    drop(harness);
    assert_eq!((words.as_str(), sent), ("Called back", 1));
}

/// Asks for a reason, starting from `reason`, presses `key` on the control named, and compares the outcome.
fn check_reason(reason: &str, role: Role, name: &str, key: Key, outcome: Option<Reason>) {
    let mut words = reason.to_owned();
    let mut ended = None;
    let mut harness =
        small(|ui| ended = ended.or(reason_line(ui, "Why is it skipped?", "Skip it", &mut words).0));
    harness.run();
    press_on(&mut harness, role, name, key);
    drop(harness);
    assert_eq!(ended, outcome);
}

#[test]
fn a_reason_is_given_by_enter_or_button_and_cancelled_by_escape_or_button() {
    let field = "Why is it skipped?";
    check_reason("no time", Role::TextInput, field, Key::Enter, Some(Reason::Given));
    check_reason("no time", Role::Button, "Skip it", Key::Space, Some(Reason::Given));
    check_reason("no time", Role::TextInput, field, Key::Escape, Some(Reason::Cancelled));
    check_reason("no time", Role::Button, "Cancel", Key::Enter, Some(Reason::Cancelled));
    check_reason("  ", Role::TextInput, field, Key::Enter, None);
}
