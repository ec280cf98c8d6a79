//! Settings: saved whole, in force at once.

use crate::support::{Desk, Opening};
use eframe::egui::{Key, Role, Theme};
use rapport::app::Settings;
use rapport::store::settings::load;

fn settings_page() -> Desk {
    let mut desk = Desk::open();
    desk.button("Settings");
    desk.wait_for(Role::Heading, "Settings");
    desk
}

fn saved(desk: &Desk) -> Settings {
    load(&desk.home().join("config/settings.json"), "test").settings
}

#[test]
fn names_are_saved_to_the_settings_file_and_fill_the_next_call() {
    let mut desk = settings_page();
    assert!(desk.is_disabled("Save settings"), "nothing is changed yet");
    desk.focus(Role::TextInput, "Your name");
    desk.type_text(" Lima");
    desk.button("Save settings");
    desk.wait_until("it is on disk", |desk| saved(desk).operator.name == "Kim Oduya Lima");
    assert!(desk.is_disabled("Save settings"));
    desk.button("Today");
    desk.start_call("Ana Bell");
    desk.go("Roles", "Opening the call");
    assert!(desk.reads("Kim Oduya Lima"));
}

#[test]
fn the_theme_is_seen_at_once_and_kept_when_saved() {
    let mut desk = settings_page();
    for (choice, theme) in [("Dark", Theme::Dark), ("Light", Theme::Light), ("Dark", Theme::Dark)] {
        desk.press(Role::RadioButton, choice);
        assert_eq!(desk.harness().ctx.theme(), theme);
    }
    desk.button("Save settings");
    desk.wait_until("it is on disk", |desk| saved(desk).theme == rapport::app::Theme::Dark);
    desk.button("Today");
    desk.settle();
    assert_eq!(desk.harness().ctx.theme(), Theme::Dark);
}

#[test]
fn text_at_twice_the_size_is_seen_at_once_and_not_kept_unless_saved() {
    let mut desk = settings_page();
    let height = |desk: &Desk| desk.get(Role::Heading, "Settings").rect().height();
    let small = height(&desk);
    desk.press(Role::RadioButton, "200 %");
    let large = height(&desk);
    assert!(large > small * 1.8, "{large} is not twice {small}");
    desk.button("Today");
    desk.settle();
    let today = desk.get(Role::Heading, "Today").rect().height();
    assert!((today - small).abs() < 1.0, "it was not saved");
    desk.button("Settings");
    desk.wait_for(Role::Heading, "Settings");
    assert!((height(&desk) - large).abs() < 1.0, "what was chosen and not saved waits on its page");
    desk.button("Save settings");
    desk.wait_until("it is on disk", |desk| saved(desk).text_percent.get() == 200);
}

#[test]
fn the_microphone_is_chosen_from_those_there_are() {
    let mut desk = settings_page();
    desk.press(Role::ComboBox, "Microphone");
    desk.button("Scripted");
    desk.button("Save settings");
    desk.wait_until("it is on disk", |desk| saved(desk).microphone.as_deref() == Some("scripted:one"));
}

#[test]
fn a_microphone_that_is_not_plugged_in_stays_chosen_and_is_named() {
    let home = tempfile::tempdir().unwrap();
    let settings = Settings { microphone: Some("usb:headset".to_owned()), ..crate::support::named() };
    let mut desk = Desk::open_in(home.path(), Opening { settings, ..Opening::default() });
    desk.button("Settings");
    desk.wait_until("it is named", |desk| {
        desk.value(Role::ComboBox, "Microphone").contains("usb:headset, not plugged in now")
    });
}

#[test]
fn the_data_folder_in_use_is_named_and_every_key_is_listed() {
    let desk = settings_page();
    assert!(desk.reads(&format!("In use now: {}", desk.home().join("data").display())));
    for key in ["F3", "F12", "Ctrl+R"] {
        assert!(desk.has(Role::Label, key), "{key} is not listed");
    }
    assert!(desk.reads("General intake, version"));
}

#[test]
fn one_s_place_is_taken_by_code_or_name_and_what_is_none_is_not_saved() {
    let mut desk = settings_page();
    desk.write(Role::TextInput, "Your place", "Wonderland");
    desk.key(Key::Tab);
    let says = |desk: &Desk| desk.description(Role::TextInput, "Your place");
    desk.wait_until("it is said", |desk| says(desk).contains("“Wonderland” is no place Rapport knows"));
    assert!(desk.is_disabled("Save settings"));
    assert!(desk.reads("Your place is none that Rapport knows"));
    desk.focus(Role::TextInput, "Your place");
    desk.ctrl(Key::A);
    desk.type_text("pa");
    desk.key(Key::Enter);
    assert_eq!(desk.value(Role::TextInput, "Your place"), "Pennsylvania");
    desk.button("Save settings");
    desk.wait_until("it is on disk", |desk| saved(desk).place.as_deref() == Some("US-PA"));
    assert_eq!(desk.value(Role::TextInput, "Your place"), "Pennsylvania");
}

#[test]
fn talk_share_stays_out_of_the_call_note_until_the_office_puts_it_in() {
    let mut desk = settings_page();
    assert!(!desk.window().state().settings.talk_share_in_note);
    desk.wait_for(Role::RadioGroup, "Talk share in the call note");
    desk.press(Role::RadioButton, "Put it in");
    desk.button("Save settings");
    desk.wait_until("it is on disk", |desk| saved(desk).talk_share_in_note);
    desk.press(Role::RadioButton, "Leave it out");
    desk.button("Save settings");
    desk.wait_until("it is on disk", |desk| !saved(desk).talk_share_in_note);
}
