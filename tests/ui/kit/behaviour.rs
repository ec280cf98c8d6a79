//! Every control by its accessible name, and by keyboard alone.

use super::{press_on, small};
use eframe::egui::accesskit::{Action, Toggled};
use eframe::egui::{Key, Role, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapport::ui::icons::Icon;
use rapport::ui::widgets::{
    Banner, Button, CheckAct, CheckRow, Chip, Hearing, Lamp, ListRow, RailShape, Said, SayAct, SayRow,
    Sensed, StageState, StageStep, Tick, card, chips, clock_face, combo, icon_button, key_value, level_meter,
    recording_lamp, segmented, stage_rail, text, timer,
};

/// Counts what `contents` says happened while `act` is done to the control.
fn check_done(contents: impl Fn(&mut Ui) -> bool, act: impl FnOnce(&mut Harness<'_>), times: usize) {
    let mut done = 0;
    let mut harness = small(|ui| done += usize::from(contents(ui)));
    harness.run();
    act(&mut harness);
    harness.run();
    drop(harness);
    assert_eq!(done, times);
}

#[test]
fn a_button_is_pressed_by_space_by_enter_and_by_a_screen_reader() {
    let contents = |ui: &mut Ui| Button::primary("Start call").key("F2").show(ui).clicked();
    for key in [Key::Space, Key::Enter] {
        check_done(contents, |harness| press_on(harness, Role::Button, "Start call", key), 1);
    }
    check_done(contents, |harness| harness.get_by_label("Start call").click_accesskit(), 1);
    check_done(contents, |harness| harness.get_by_label("Start call").click(), 1);
}

#[test]
fn a_button_tells_its_key_without_it_being_part_of_its_name() {
    let mut harness = small(|ui| {
        Button::secondary("Add marker").icon(Icon::Marker).key("F4").show(ui);
    });
    harness.run();
    let button = harness.get_by_role_and_label(Role::Button, "Add marker");
    assert_eq!(button.accesskit_node().data().keyboard_shortcut(), Some("F4"));
    assert_eq!(harness.query_all_by_role(Role::Image).count(), 0, "a picture beside words is not read out");
}

#[test]
fn a_button_that_cannot_be_pressed_says_why_to_the_eye_and_to_a_screen_reader() {
    let why = "Maria Santos has not answered yet";
    let contents =
        |ui: &mut Ui| Button::recording("Start recording").disabled_because(why).show(ui).clicked();
    check_done(contents, |harness| harness.get_by_label("Start recording").click(), 0);
    let mut harness = small(move |ui| {
        contents(ui);
    });
    harness.run();
    let button = harness.get_by_role_and_label(Role::Button, "Start recording");
    assert!(button.accesskit_node().is_disabled());
    assert_eq!(button.accesskit_node().description().as_deref(), Some(why));
    assert!(harness.query_by_role_and_label(Role::Label, why).is_some());
}

#[test]
fn a_picture_alone_is_a_button_with_a_name() {
    check_done(
        |ui| icon_button(ui, Icon::Settings, "Settings").clicked(),
        |harness| press_on(harness, Role::Button, "Settings", Key::Space),
        1,
    );
}

#[test]
fn a_list_that_opens_is_chosen_from_by_keyboard() {
    let mut chosen = 0;
    let mut harness = small(|ui| {
        combo(ui, "Checklist", &["General intake", "Family"], &mut chosen);
    });
    harness.run();
    let list = harness.get_by_role_and_label(Role::ComboBox, "Checklist");
    assert_eq!(list.accesskit_node().value().as_deref(), Some("General intake"));
    press_on(&mut harness, Role::ComboBox, "Checklist", Key::Space);
    press_on(&mut harness, Role::Button, "Family", Key::Enter);
    drop(harness);
    assert_eq!(chosen, 1);
}

#[test]
fn an_item_is_ticked_by_space_and_unticked_by_enter() {
    for (tick, key, does, toggled) in [
        (Tick::Open, Key::Space, CheckAct::Tick, Toggled::False),
        (Tick::Done("14:01"), Key::Enter, CheckAct::Untick, Toggled::True),
    ] {
        let mut acts = Vec::new();
        let mut harness = small(|ui| acts.extend(CheckRow::by_hand("Phone on silent", tick).show(ui).0));
        harness.run();
        let item = harness.get_by_role_and_label(Role::CheckBox, "Phone on silent");
        assert_eq!(item.accesskit_node().toggled(), Some(toggled));
        press_on(&mut harness, Role::CheckBox, "Phone on silent", key);
        drop(harness);
        assert_eq!(acts, [does]);
    }
}

#[test]
fn an_item_can_be_put_off_left_out_and_taken_back() {
    for (tick, name, does) in [
        (Tick::Open, "Defer: Phone on silent", CheckAct::Defer),
        (Tick::Open, "Skip: Phone on silent", CheckAct::Skip),
        (Tick::Deferred, "Undo: Phone on silent", CheckAct::Undo),
        (Tick::Skipped("landline"), "Undo: Phone on silent", CheckAct::Undo),
    ] {
        let mut acts = Vec::new();
        let mut harness = small(|ui| acts.extend(CheckRow::by_hand("Phone on silent", tick).show(ui).0));
        harness.run();
        press_on(&mut harness, Role::Button, name, Key::Enter);
        drop(harness);
        assert_eq!(acts, [does], "{name}");
    }
}

#[test]
fn an_item_says_how_it_was_settled() {
    let mut harness = small(|ui| {
        CheckRow::by_hand("Interpreter", Tick::Skipped("speaks English")).show(ui);
        CheckRow::by_hand("Conflict check", Tick::Done("14:01")).help("In the file").show(ui);
    });
    harness.run();
    let told = |name| harness.get_by_label(name).accesskit_node().description();
    assert_eq!(told("Interpreter").as_deref(), Some("Skipped: speaks English"));
    assert_eq!(told("Conflict check").as_deref(), Some("14:01. In the file"));
}

#[test]
fn an_item_the_program_senses_cannot_be_ticked_by_hand() {
    let mut acts = Vec::new();
    let mut harness = small(|ui| {
        let row = CheckRow::sensed("Microphone hears you", Sensed::Unmet("silent"), Tick::Open);
        acts.extend(row.show(ui).0);
        CheckRow::sensed("Power is plugged in", Sensed::Met("charging"), Tick::Open).show(ui);
    });
    harness.run();
    let met = harness.get_by_role_and_label(Role::CheckBox, "Power is plugged in");
    assert_eq!(met.accesskit_node().toggled(), Some(Toggled::True));
    assert_eq!(met.accesskit_node().description().as_deref(), Some("Checked by the program. charging"));
    let unmet = harness.get_by_role_and_label(Role::CheckBox, "Microphone hears you");
    assert!(!unmet.accesskit_node().data().supports_action(Action::Click));
    unmet.click();
    harness.run();
    assert!(harness.query_by_label("Skip: Microphone hears you").is_some());
    drop(harness);
    assert_eq!(acts, []);
}

#[test]
fn a_line_is_said_by_keyboard_and_can_be_taken_back() {
    for (said, key, does, toggled) in [
        (Said::Current, Key::Space, SayAct::Say, Toggled::False),
        (Said::Waiting, Key::Enter, SayAct::Say, Toggled::False),
        (Said::At("14:03"), Key::Space, SayAct::Unsay, Toggled::True),
    ] {
        let mut acts = Vec::new();
        let mut harness = small(|ui| acts.extend(SayRow::new("I am a paralegal", said).show(ui).0));
        harness.run();
        let line = harness.get_by_role_and_label(Role::CheckBox, "I am a paralegal");
        assert_eq!(line.accesskit_node().toggled(), Some(toggled));
        press_on(&mut harness, Role::CheckBox, "I am a paralegal", key);
        drop(harness);
        assert_eq!(acts, [does]);
    }
}

#[test]
fn the_level_meter_tells_decibels_and_what_was_heard() {
    let mut harness = small(|ui| {
        level_meter(ui, 0.1, Hearing::Heard("Heard"));
    });
    harness.run();
    let meter = harness.get_by_role_and_label(Role::Meter, "Microphone level");
    assert_eq!(meter.accesskit_node().numeric_value(), Some(-20.0));
    assert_eq!(meter.accesskit_node().value().as_deref(), Some("−20 dB"));
    assert_eq!(meter.accesskit_node().description().as_deref(), Some("Heard"));
}

#[test]
fn the_recording_lamp_has_one_name_and_tells_its_state() {
    for lamp in [Lamp::Off, Lamp::Recording, Lamp::Paused, Lamp::Finishing] {
        let mut harness = small(|ui| {
            recording_lamp(ui, lamp, "Recording 12:03");
        });
        harness.run();
        let label = harness.get_by_role_and_label(Role::Label, "Recording status");
        assert_eq!(label.accesskit_node().description().as_deref(), Some("Recording 12:03"));
    }
}

fn stages() -> [StageStep<'static>; 4] {
    let step = |name, state, shown| StageStep { name, state, shown };
    [
        step("Prepare", StageState::Done("14:02"), false),
        step("Roles", StageState::Current, true),
        step("Consent", StageState::Open("3 lines left"), false),
        step("Interview", StageState::Locked("say or skip the role lines first"), false),
    ]
}

#[test]
fn each_stage_tells_where_it_stands_and_is_entered_by_keyboard() {
    for shape in [RailShape::Column, RailShape::Strip] {
        let mut pressed = Vec::new();
        let mut harness = small(|ui| pressed.extend(stage_rail(ui, shape, &stages())));
        harness.run();
        let told = |name| harness.get_by_role_and_label(Role::Button, name).accesskit_node().description();
        assert_eq!(told("Prepare").as_deref(), Some("done, 14:02"));
        assert_eq!(told("Roles").as_deref(), Some("current"));
        assert_eq!(told("Consent").as_deref(), Some("open, 3 lines left"));
        assert_eq!(told("Interview").as_deref(), Some("locked: say or skip the role lines first"));
        assert!(harness.get_by_label("Interview").accesskit_node().is_disabled());
        press_on(&mut harness, Role::Button, "Consent", Key::Enter);
        drop(harness);
        assert_eq!(pressed, [2], "{shape:?}");
    }
}

#[test]
fn kinds_of_note_are_radio_buttons_of_one_group() {
    let kinds = [Chip { words: "Note", icon: Some(Icon::Note), key: Some("F2") }, Chip::new("Concern")];
    let mut picked = Vec::new();
    let mut harness = small(|ui| picked.extend(chips(ui, "Kind of note", &kinds, 0)));
    harness.run();
    assert!(harness.query_by_role_and_label(Role::RadioGroup, "Kind of note").is_some());
    let note = harness.get_by_role_and_label(Role::RadioButton, "Note");
    assert_eq!(note.accesskit_node().toggled(), Some(Toggled::True));
    press_on(&mut harness, Role::RadioButton, "Note", Key::Space);
    press_on(&mut harness, Role::RadioButton, "Concern", Key::Space);
    drop(harness);
    assert_eq!(picked, [1]);
}

#[test]
fn a_few_choices_under_a_label_are_chosen_by_keyboard() {
    let mut chosen = 0;
    let mut harness = small(|ui| {
        segmented(ui, "Theme", &["System", "Dark"], &mut chosen);
    });
    harness.run();
    press_on(&mut harness, Role::RadioButton, "Dark", Key::Enter);
    drop(harness);
    assert_eq!(chosen, 1);
}

#[test]
fn a_banner_is_read_out_and_its_buttons_work() {
    let mut pressed = Vec::new();
    let mut harness = small(|ui| {
        let banner = Banner::caution("The microphone was unplugged").advice("Plug it in again");
        pressed.extend(banner.actions(&["Choose another", "Go on with notes"]).show(ui));
    });
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Status, "The microphone was unplugged").is_some());
    assert!(harness.query_by_label("Plug it in again").is_some());
    press_on(&mut harness, Role::Button, "Go on with notes", Key::Enter);
    drop(harness);
    assert_eq!(pressed, [1]);
}

#[test]
fn a_row_of_a_list_is_named_by_its_title_and_opened_by_enter() {
    let contents =
        |ui: &mut Ui| ListRow::new("Maria Santos").detail("Touch base").remark("Monday").show(ui).clicked();
    check_done(contents, |harness| press_on(harness, Role::Button, "Maria Santos", Key::Enter), 1);
}

#[test]
fn headings_and_facts_can_be_found_by_a_screen_reader() {
    let mut harness = small(|ui| {
        text::title(ui, "Today");
        card(ui, "Client", |ui| key_value(ui, &[("Attorney", "Dana Whitfield")]));
    });
    harness.run();
    assert!(harness.query_by_role_and_label(Role::Heading, "Today").is_some());
    assert!(harness.query_by_role_and_label(Role::Heading, "Client").is_some());
    assert!(harness.query_by_label("Dana Whitfield").is_some());
}

#[test]
fn a_running_time_reads_like_a_clock() {
    assert_eq!([0, 7, 723, 3723].map(clock_face), ["00:00", "00:07", "12:03", "1:02:03"]);
    let mut harness = small(|ui| {
        timer(ui, "Time on the call", 723);
    });
    harness.run();
    let time = harness.get_by_label("Time on the call");
    assert_eq!(time.accesskit_node().value().as_deref(), Some("12:03"));
}
