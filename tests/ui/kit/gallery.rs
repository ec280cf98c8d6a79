//! Pictures of every control, in both themes and at twice the size of text.

use super::{press, window};
use eframe::egui::{CentralPanel, Key, Ui, Vec2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::NodeT as _;
use rapport::ui::icons::Icon;
use rapport::ui::theme::{Appearance, Palette, Space, ThemeChoice, Type};
use rapport::ui::widgets::{
    Area, Banner, Button, CheckRow, Chip, Field, Hearing, Lamp, ListRow, RailShape, Said, SayRow, Sensed,
    StageState, StageStep, Suggestion, Tick, bar, card, chips, combo, empty_state, icon_button, key_value,
    level_meter, page, plain_card, recording_lamp, row, segmented, split, stage_rail, text, timer,
};

#[test]
fn the_controls_look_as_they_did() {
    check_pictures("controls", controls, [1200.0, 3060.0]);
}

#[test]
fn the_call_looks_as_it_did() {
    check_pictures("call", call, [1250.0, 3300.0]);
}

/// Heights are those of the sheet at 100 % and at 200 %.
fn check_pictures(name: &str, sheet: fn(&mut Ui), heights: [f32; 2]) {
    let mut results = SnapshotResults::new();
    for (look, theme, text_percent, height) in [
        ("light", ThemeChoice::Light, 100, heights[0]),
        ("dark", ThemeChoice::Dark, 100, heights[0]),
        ("light-200", ThemeChoice::Light, 200, heights[1]),
    ] {
        let appearance = Appearance { theme, text_percent };
        let mut harness = window(appearance, Vec2::new(960.0, height), |ui| {
            CentralPanel::no_frame().show(ui, |ui| page(ui, sheet));
        });
        harness.run();
        results.add(harness.try_snapshot(format!("kit/{name}-{look}")));
    }
}

#[test]
fn the_keyboard_ring_is_seen_on_every_ground() {
    let mut results = SnapshotResults::new();
    for (look, theme) in [("light", ThemeChoice::Light), ("dark", ThemeChoice::Dark)] {
        for (name, steps) in [("button", 1), ("field", 2), ("item", 3), ("chip", 4)] {
            let mut harness =
                window(Appearance { theme, text_percent: 100 }, Vec2::new(320.0, 260.0), |ui| {
                    CentralPanel::default().show(ui, focusable);
                });
            for _ in 0..steps {
                press(&mut harness, Key::Tab);
            }
            results.add(harness.try_snapshot(format!("kit/ring-{name}-{look}")));
        }
    }
}

fn focusable(ui: &mut Ui) {
    Button::primary("Start call").show(ui);
    Field::new("Client", &mut String::from("Maria")).show(ui);
    CheckRow::by_hand("Phone on silent", Tick::Open).never_deferred().never_skipped().show(ui);
    segmented(ui, "Theme", &["Light", "Dark"], &mut 0);
}

#[test]
fn known_clients_are_offered_below_the_field() {
    let mut results = SnapshotResults::new();
    for (look, theme) in [("light", ThemeChoice::Light), ("dark", ThemeChoice::Dark)] {
        let mut client = String::from("san");
        let known =
            [("Maria Santos", "2 matters"), ("Sanjay Rao", "Rao v. City"), ("Al Sandoval", "1 matter")].map(
                |(text, detail)| Suggestion {
                    text: text.to_owned(),
                    detail: detail.to_owned(),
                    code: String::new(),
                },
            );
        let mut harness = window(Appearance { theme, text_percent: 100 }, Vec2::new(440.0, 240.0), |ui| {
            CentralPanel::default().show(ui, |ui| {
                Field::new("Client", &mut client).completion(&known).show(ui);
            });
        });
        press(&mut harness, Key::Tab);
        results.add(harness.try_snapshot(format!("kit/completion-{look}")));
    }
}

#[test]
fn at_twice_the_size_of_text_nothing_reaches_past_a_narrow_window() {
    for sheet in [controls as fn(&mut Ui), call] {
        let appearance = Appearance { theme: ThemeChoice::Light, text_percent: 200 };
        let mut harness = window(appearance, Vec2::new(900.0, 4000.0), |ui| page(ui, sheet));
        harness.run();
        for node in harness.root().children_recursive() {
            let Some(bounds) = node.accesskit_node().raw_bounds() else { continue };
            assert!(bounds.x0 >= 0.0 && bounds.x1 <= 900.0, "{bounds:?} {node:?}");
        }
    }
}

fn controls(ui: &mut Ui) {
    text::title(ui, "Today");
    text::soft(ui, "Wednesday 25 November");
    Space::S.add(ui);
    row(ui, |ui| {
        Button::primary("Start call").icon(Icon::Phone).key("Ctrl N").show(ui);
        Button::secondary("Add person").icon(Icon::PersonAdd).show(ui);
        Button::quiet("Copy").icon(Icon::Copy).show(ui);
        Button::recording("Start recording").icon(Icon::Record).key("F9").show(ui);
        icon_button(ui, Icon::Settings, "Settings");
    });
    row(ui, |ui| {
        Button::recording("Start recording")
            .icon(Icon::Record)
            .disabled_because("Maria Santos has not answered yet")
            .show(ui);
        Button::primary("Finish call").disabled_because("Two promises have no date").show(ui);
    });
    Space::S.add(ui);
    Banner::caution("The microphone was unplugged at 14:31")
        .advice("Everything up to then is kept. Plug it in again or choose another one.")
        .actions(&["Choose microphone", "Go on with notes only"])
        .show(ui);
    Banner::info("A call with Theo Brandt was interrupted yesterday. 41 minutes are safe.").show(ui);
    Space::S.add(ui);
    split(ui, &mut (), |ui, ()| writing(ui), |ui, ()| reading(ui));
}

fn writing(ui: &mut Ui) {
    card(ui, "New call", |ui| {
        Field::new("Client", &mut String::from("Maria Santos")).hint("Name of the client").show(ui);
        Field::new("Matter", &mut String::new())
            .hint("Leave empty for a caller with no file yet")
            .help("Can be given after the call")
            .show(ui);
        combo(ui, "Checklist", &["General intake", "Personal injury"], &mut 0);
        Area::new("Note", &mut String::from("Prefers calls after four.")).rows(2).show(ui);
        segmented(ui, "Theme", &["System", "Light", "Dark"], &mut 1);
    });
}

fn reading(ui: &mut Ui) {
    card(ui, "Recent calls", |ui| {
        ListRow::new("Maria Santos")
            .detail("Santos v. Harbor Freight, touch base")
            .remark("yesterday")
            .icon(Icon::Phone)
            .show(ui);
        ListRow::new("Theo Brandt").detail("New caller").remark("Monday").icon(Icon::Phone).show(ui);
    });
    card(ui, "Client", |ui| {
        key_value(
            ui,
            &[("Called", "Ms Santos"), ("Reach her", "mobile, after 16:00"), ("Attorney", "Dana Whitfield")],
        );
    });
    plain_card(ui, |ui| {
        empty_state(ui, Icon::Today, "No calls yet today", "Start one, or go on with an old one.");
    });
    plain_card(ui, |ui| {
        row(ui, |ui| {
            for icon in Icon::ALL {
                icon.alone(ui, Type::Heading, Palette::of(ui).text);
            }
        });
    });
}

fn call(ui: &mut Ui) {
    let stages = stages();
    stage_rail(ui, RailShape::Strip, &stages);
    Space::S.add(ui);
    bar(ui, |ui| {
        recording_lamp(ui, Lamp::Recording, "Recording 12:03");
        recording_lamp(ui, Lamp::Paused, "Paused at 12:03");
        recording_lamp(ui, Lamp::Off, "Not recording");
        timer(ui, "Time on the call", 1123);
    });
    level_meter(ui, 0.25, Hearing::Heard("Heard"));
    level_meter(ui, 0.0, Hearing::Silence("Nothing heard for 12 seconds"));
    chips(ui, "Kind of note", &kinds(), 2);
    Area::new("Note", &mut String::new()).label_hidden().hint("Write what was said").rows(2).show(ui);
    Space::S.add(ui);
    ui.horizontal_top(|ui| {
        let rail = RailShape::column_points(ui);
        ui.allocate_ui(Vec2::new(rail, 0.0), |ui| {
            ui.vertical(|ui| stage_rail(ui, RailShape::Column, &stages));
        });
        ui.vertical(|ui| card(ui, "Before you dial", items));
    });
    card(ui, "Opening the call", lines);
}

fn stages() -> [StageStep<'static>; 5] {
    let step = |name, state, shown| StageStep { name, state, shown };
    [
        step("Prepare", StageState::Done("14:02"), false),
        step("Roles", StageState::Current, true),
        step("Consent", StageState::Open("1 person to ask"), false),
        step("Interview", StageState::Locked("say or skip the role lines first"), false),
        step("Close", StageState::Locked("the interview comes first"), false),
    ]
}

fn kinds() -> [Chip<'static>; 6] {
    let chip = |words, icon, key| Chip { words, icon: Some(icon), key: Some(key) };
    [
        chip("Note", Icon::Note, "F2"),
        chip("Concern", Icon::Concern, "F5"),
        chip("Assumption", Icon::Assumption, "F6"),
        chip("Promise", Icon::Promise, "F7"),
        chip("For the attorney", Icon::AttorneyQuestion, "F8"),
        chip("Issue", Icon::Issue, "F10"),
    ]
}

fn items(ui: &mut Ui) {
    CheckRow::by_hand("Conflict check is done", Tick::Done("14:01")).show(ui);
    CheckRow::by_hand("I have read the last call note and the open promises", Tick::Open)
        .help("Two are due this week")
        .show(ui);
    CheckRow::by_hand("Phone on silent", Tick::Deferred).show(ui);
    CheckRow::by_hand("Interpreter booked", Tick::Skipped("client speaks English")).show(ui);
    CheckRow::sensed("The microphone hears you", Sensed::Met("USB headset"), Tick::Open).show(ui);
    CheckRow::sensed("Chat programs are closed", Sensed::Unmet("Slack is running"), Tick::Open).show(ui);
}

fn lines(ui: &mut Ui) {
    SayRow::new(
        "Good afternoon Ms Santos, this is Kim Oduya from Whitfield and Partners.",
        Said::At("14:03"),
    )
    .show(ui);
    SayRow::new(
        "I am a paralegal. I am not a lawyer, so I cannot give you advice, but I will take down every question for \
         Dana Whitfield.",
        Said::Current,
    )
    .show(ui);
    SayRow::new("Is now still a good time to talk for about twenty minutes?", Said::Waiting).show(ui);
    SayRow::new("What we speak about stays between us and the firm.", Said::Skipped("said last week"))
        .show(ui);
}
