//! Today: starting calls, going on with one, finding one.

use crate::support::{Desk, Opening};
use eframe::egui::{Key, Role};
use rapport::app::Settings;
use rapport::domain::stage::Stage;

/// The first screen of an office that knows Ana Bell and her matter.
fn knowing_ana_bell() -> Desk {
    let mut desk = Desk::open();
    desk.write(Role::TextInput, "Client", "Ana Bell");
    desk.write(Role::TextInput, "Matter", "Bell v. Harbor");
    desk.key(Key::Enter);
    desk.wait_for(Role::Heading, "Before you dial");
    desk.button("Put away");
    desk.wait_for(Role::Button, "Go on with Ana Bell");
    desk
}

#[test]
fn the_first_screen_has_the_names_outsiders_rely_on_and_the_keyboard_in_the_clients_field() {
    let desk = Desk::open();
    for name in ["New call", "Today", "Settings", "Start call"] {
        desk.get(Role::Button, name);
    }
    for name in ["Search", "Client", "Matter"] {
        desk.get(Role::TextInput, name);
    }
    desk.get(Role::ComboBox, "Checklist");
    assert_eq!(desk.focused().as_deref(), Some("Client"));
}

#[test]
fn start_says_why_it_waits_until_a_name_is_typed() {
    let mut desk = Desk::open();
    assert!(desk.is_disabled("Start call"));
    assert_eq!(desk.description(Role::Button, "Start call"), "Type the client's name first");
    desk.type_text("Ana Bell");
    assert!(!desk.is_disabled("Start call"));
}

#[test]
fn a_name_and_enter_open_the_call_with_every_stage_on_the_rail() {
    let mut desk = Desk::open();
    desk.type_text("Ana Bell");
    desk.key(Key::Enter);
    desk.wait_for(Role::Heading, "Before you dial");
    let told: Vec<String> = ["Prepare", "Roles", "Consent", "Interview", "Close"]
        .into_iter()
        .map(|stage| desk.description(Role::Button, stage))
        .collect();
    let locked = told[3].clone();
    assert!(locked.starts_with("locked") && locked.contains("role line"), "{locked}");
    assert_eq!(told[0], "current");
    assert!(told.iter().all(|state| !state.is_empty()), "{told:?}");
    assert!(desk.is_disabled("Interview"));
}

#[test]
fn a_client_of_before_is_offered_with_the_matter() {
    let mut desk = knowing_ana_bell();

    desk.focus(Role::TextInput, "Client");
    desk.type_text("bel");
    desk.wait_to_read("Ana Bell");
    desk.key(Key::Enter);
    assert_eq!(desk.value(Role::TextInput, "Client"), "Ana Bell");
    desk.key(Key::Tab);
    assert_eq!(desk.focused().as_deref(), Some("Matter"));
    desk.wait_to_read("Bell v. Harbor");
    desk.key(Key::Enter);
    assert_eq!(desk.value(Role::TextInput, "Matter"), "Bell v. Harbor");
    desk.key(Key::Enter);
    desk.wait_for(Role::Heading, "Before you dial");
    let call = &desk.window().state().call.as_ref().unwrap().call;
    let known = &desk.window().state().lists.clients[0];
    assert_eq!(call.client.id, known.client.id, "she is the same client");
    assert_eq!(call.matter.as_ref(), known.matters.first());
}

#[test]
fn somebody_else_of_a_known_name_is_one_choice_below_the_fields() {
    let mut desk = knowing_ana_bell();

    desk.write(Role::TextInput, "Client", "Ana Bell");
    desk.wait_for(Role::RadioButton, "Bell v. Harbor");
    desk.press(Role::RadioButton, "Somebody else of this name");
    desk.button("Start call");
    desk.wait_for(Role::Heading, "Before you dial");
    let started = desk.window().state().call.as_ref().unwrap().call.client.id.clone();
    desk.button("Put away");
    desk.wait_for(Role::Button, "Today");

    desk.write(Role::TextInput, "Client", "Ana Bell");
    desk.wait_for(Role::RadioButton, "No matter yet");
    assert!(desk.is_disabled("Start call"), "two are called so now");
    assert_eq!(
        desk.description(Role::Button, "Start call"),
        "Several clients have this name: choose one above"
    );
    desk.press(Role::RadioButton, "No matter yet");
    desk.button("Start call");
    desk.wait_for(Role::Heading, "Before you dial");
    assert_eq!(desk.window().state().call.as_ref().unwrap().call.client.id, started);
}

#[test]
fn the_checklist_is_chosen_from_the_list() {
    let mut desk = Desk::open();
    desk.press(Role::ComboBox, "Checklist");
    let titles: Vec<String> =
        desk.window().state().library.checklists.iter().map(|list| list.title.clone()).collect();
    assert_eq!(titles.len(), 4);
    let other = titles.iter().find(|title| title.contains("injury")).unwrap();
    desk.button(other);
    desk.start_call("Ana Bell");
    assert_eq!(desk.window().state().call.as_ref().unwrap().call.checklist.title, *other);
}

#[test]
fn a_caller_with_no_file_is_taken_down_at_once_and_attached_later() {
    let mut desk = Desk::open();
    desk.button("Quick capture");
    desk.wait_for(Role::Heading, "Opening the call");
    assert_eq!(desk.focused().as_deref(), Some("Note"));
    desk.type_text("fell on the ice");
    desk.key(Key::Enter);
    desk.wait_for(Role::Button, "fell on the ice");
    desk.go("Close", "Before you hang up");
    desk.button("Finish call");
    desk.wait_for(Role::Heading, "Attach to a matter");
    assert!(desk.is_disabled("Attach"));
    desk.write(Role::TextInput, "Client", "Ana Bell");
    desk.write(Role::TextInput, "Matter", "Bell v. Harbor");
    desk.button("Attach");
    desk.wait_until("it is attached", |desk| !desk.has(Role::Heading, "Attach to a matter"));
    desk.wait_to_read("Bell v. Harbor");
}

#[test]
fn recent_calls_are_found_by_what_is_typed_into_search() {
    let mut desk = Desk::open();
    for client in ["Ana Bell", "Theo Brandt"] {
        desk.start_call(client);
        desk.button("Put away");
        desk.wait_for(Role::Button, client);
    }
    desk.ctrl(Key::F);
    assert_eq!(desk.focused().as_deref(), Some("Search"));
    desk.type_text("brandt");
    assert!(desk.has(Role::Button, "Theo Brandt"));
    assert!(!desk.has(Role::Button, "Ana Bell"));
    desk.type_text("x");
    assert!(desk.has(Role::Label, "No call matches"));
}

#[test]
fn a_call_left_open_is_gone_on_with_at_the_next_start() {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.go("Roles", "Opening the call");
    desk.focus(Role::MultilineTextInput, "Note");
    desk.type_text("prefers mornings");
    desk.key(Key::Enter);
    desk.wait_until("it is on disk", |desk| !desk.window().state().call.as_ref().unwrap().has_unsaved());
    let home = desk.close();

    let mut desk = Desk::open_in(home.path(), Opening::default());
    desk.button("Go on with Ana Bell");
    desk.wait_for(Role::Heading, "Opening the call");
    assert!(desk.has(Role::Button, "prefers mornings"));
    assert_eq!(desk.window().state().call.as_ref().unwrap().call.stage, Stage::Roles);
}

#[test]
fn keys_lead_to_a_new_call_to_today_and_to_the_settings_from_anywhere() {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.ctrl(Key::T);
    desk.wait_for(Role::Heading, "Today");
    desk.button("Back to the call");
    desk.wait_for(Role::Heading, "Before you dial");
    desk.ctrl(Key::N);
    desk.wait_for(Role::Heading, "Today");
    assert_eq!(desk.focused().as_deref(), Some("Client"));
    desk.ctrl(Key::Comma);
    desk.wait_for(Role::Heading, "Settings");
    desk.button("Today");
    desk.wait_for(Role::Heading, "Today");
}

#[test]
fn someone_the_program_does_not_know_is_welcomed_and_led_to_the_settings() {
    let home = tempfile::tempdir().unwrap();
    let opening = Opening { settings: Settings::default(), ..Opening::default() };
    let mut desk = Desk::open_in(home.path(), opening);
    desk.button("Open settings");
    desk.wait_for(Role::Heading, "Settings");
    assert_eq!(desk.value(Role::TextInput, "Your name"), "");
}
