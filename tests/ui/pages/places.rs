//! Where people are, the rule and what it adds: by keys, by names, and in pictures.

use super::scene::Scene;
use crate::support::{Desk, Opening};
use eframe::egui::{Key, OutputCommand, Role, Vec2};
use egui_kittest::SnapshotResults;
use rapport::app::Action;
use rapport::app::action::{CallAction, PlacesAction};
use rapport::app::drafts::PlaceDraft;
use rapport::domain::call::Call;
use rapport::domain::consent::ConsentFact;
use rapport::domain::decide::{ConsentStep, Step};
use rapport::domain::fact::{ConsentAnswer, Fact};
use rapport::domain::ids::PersonId;
use rapport::domain::people::PersonRole;
use rapport::domain::stage::Stage;
use rapport::law::SHIPPED;
use rapport::store::settings::load;
use rapport::ui::theme::{Appearance, ThemeChoice};
use std::io::Write;

fn give(scene: &mut Scene, person: &str, place: &str) {
    let draft = PlaceDraft { text: place.to_owned(), refused: false };
    scene.drafts.places.of.insert(PersonId::new(person), draft);
    scene.act(Action::Places(PlacesAction::Give(PersonId::new(person))));
}

/// Nobody was asked where they are: a guess from the client's number, and a place that is none.
fn guessing() -> Scene {
    let mut scene = Scene::preparing();
    scene.go(Stage::Consent);
    scene.drafts.person = "Luz Vega".to_owned();
    scene.drafts.person_role = PersonRole::Interpreter;
    scene.act(Action::Call(CallAction::AddPerson));
    give(&mut scene, "p2", "Calfornia");
    scene
}

/// Two states, a low confidence, and lines to tick and to say.
fn ruled() -> Scene {
    let mut scene = guessing();
    scene.state.settings.place = Some("US-PA".to_owned());
    give(&mut scene, "p1", "Georgia");
    scene.pass(1);
    give(&mut scene, "p2", "Michigan");
    scene.act(Action::Places(PlacesAction::CopySource));
    scene.step(Step::Consent(ConsentStep::Explain));
    scene.act(Action::Places(PlacesAction::Settle {
        duty: "parent_for_child".to_owned(),
        words: "No child is on the line".to_owned(),
    }));
    scene
}

/// A take runs, and what the rule adds is still to be said on it.
fn recording() -> Scene {
    let mut scene = guessing();
    give(&mut scene, "p1", "Virginia");
    give(&mut scene, "p2", "Virginia");
    scene.step(Step::Consent(ConsentStep::Explain));
    for person in ["p1", "p2"] {
        scene.answer(person, ConsentAnswer::Yes);
    }
    scene.save();
    scene.record(12);
    scene.say_yes_again(["p1", "p2"]);
    for line in scene.role_lines() {
        scene.tick([line]);
    }
    scene.go(Stage::Interview);
    scene
}

/// The first words are still on screen: one tick says that they were read.
fn first_words() -> Scene {
    let mut scene = guessing();
    give(&mut scene, "p1", "Virginia");
    scene.step(Step::Consent(ConsentStep::Explain));
    for person in ["p1", "p2"] {
        scene.answer(person, ConsentAnswer::Yes);
    }
    scene.save();
    scene.record(12);
    scene
}

/// The same call at its close.
fn closing() -> Scene {
    let mut scene = recording();
    scene.go(Stage::Close);
    scene
}

#[test]
fn places_rule_and_what_it_adds_look_as_they_did() {
    let mut results = SnapshotResults::new();
    let (tall, taller) = (Vec2::new(1180.0, 1500.0), Vec2::new(1180.0, 2000.0));
    for (name, scene, size, theme, text_percent) in [
        ("places-guess-light", guessing as fn() -> Scene, tall, ThemeChoice::Light, 100),
        ("places-guess-dark", guessing, tall, ThemeChoice::Dark, 100),
        ("places-ruled-light", ruled, Vec2::new(1180.0, 4100.0), ThemeChoice::Light, 100),
        ("places-ruled-dark", ruled, tall, ThemeChoice::Dark, 100),
        ("places-ruled-light-200", ruled, taller, ThemeChoice::Light, 200),
        ("places-first-words-light", first_words, tall, ThemeChoice::Light, 100),
        ("places-recording-light", recording, Vec2::new(1180.0, 780.0), ThemeChoice::Light, 100),
        ("places-closing-light", closing, Vec2::new(1180.0, 1100.0), ThemeChoice::Light, 100),
    ] {
        let mut harness = scene().window(size, Appearance { theme, text_percent });
        harness.run();
        results.add(harness.try_snapshot(format!("pages/{name}")));
    }
}

const WHERE: &str = "Where is Ana Bell right now?";
const OWN: &str = "Where are you right now?";

/// At the question of consent, with a client of this number.
fn asking(phone: &str) -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    if !phone.is_empty() {
        desk.button("Edit card");
        desk.write(Role::TextInput, "Telephone", phone);
        desk.button("Save card");
    }
    desk.skip_roles();
    desk
}

fn call(desk: &Desk) -> &Call {
    &desk.window().state().call.as_ref().unwrap().call
}

/// Code of the place of the first person on the line.
fn place(desk: &Desk) -> Option<String> {
    call(desk).consent().people()[0].place.as_ref().map(|place| place.code.clone())
}

fn rule(desk: &Desk) -> String {
    call(desk).consent().ruling().unwrap().0.sentence.clone()
}

/// Types a place where the keyboard is and goes on.
fn type_and(desk: &mut Desk, text: &str, key: Key) {
    desk.ctrl(Key::A);
    desk.type_text(text);
    desk.key(key);
}

#[test]
fn places_are_given_by_keyboard_alone_and_the_strictest_is_named() {
    let mut desk = asking("");
    desk.wait_to_read("It is not known where everyone is, so everyone on the call must agree.");
    assert!(desk.reads("Ana Bell's place is not noted: counts as everyone must agree"));
    assert!(desk.reads("Your place is not noted: counts as everyone must agree"));
    desk.tab_to(WHERE);
    type_and(&mut desk, "tx", Key::Enter);
    desk.wait_until("a code is enough", |desk| place(desk).as_deref() == Some("US-TX"));
    assert_eq!(desk.focused().as_deref(), Some(WHERE), "the keyboard stays where it was");
    assert_eq!(desk.value(Role::TextInput, WHERE), "Texas");
    assert!(desk.description(Role::TextInput, WHERE).contains("Noted at"));
    desk.tab_to(OWN);
    type_and(&mut desk, "new y", Key::Enter);
    desk.wait_to_read("You are in New York, as Settings has it");
    desk.wait_to_read(
        "New York sets the rule: one participant's yes is enough, there and in every other place",
    );
    let file = desk.home().join("config/settings.json");
    desk.wait_until("it is kept", |_| load(&file, "test").settings.place.as_deref() == Some("US-NY"));
    desk.tab_to(WHERE);
    type_and(&mut desk, "California", Key::Tab);
    desk.wait_to_read("California sets the rule: everyone on the call must agree.");
    assert_eq!(place(&desk).as_deref(), Some("US-CA"), "going on to the next field means it");
    assert!(desk.reads("Cal. Penal Code §§ 632"));
    assert!(desk.reads("A supervising attorney must confirm it") && desk.reads("Checked on 20"));
    desk.tab_to("In person");
    desk.key(Key::Space);
    desk.wait_to_read("California sets the rule: everyone in the room must agree.");
}

#[test]
fn what_is_no_place_is_refused_in_the_field_in_words() {
    let mut desk = asking("");
    desk.tab_to(WHERE);
    type_and(&mut desk, "Wonderland", Key::Enter);
    let says = |desk: &Desk| desk.description(Role::TextInput, WHERE);
    desk.wait_until("it is said", |desk| says(desk).contains("“Wonderland” is no place Rapport knows"));
    assert_eq!(desk.value(Role::TextInput, WHERE), "Wonderland", "what was typed stays");
    desk.tab_to(WHERE);
    type_and(&mut desk, "CA", Key::Tab);
    desk.wait_until("which is asked", |desk| says(desk).contains("“CA” may be California or Canada"));
    assert_eq!(place(&desk), None);
    desk.tab_to(WHERE);
    desk.ctrl(Key::A);
    desk.type_text("C");
    assert!(!says(&desk).contains("may be"), "whoever types on is left alone");
    desk.button("Nobody knows where Ana Bell is");
    desk.wait_until("one press is enough", |desk| place(desk).as_deref() == Some("unknown"));
    assert!(desk.reads("Nobody knows where Ana Bell is: counts as everyone must agree"));
}

#[test]
fn whole_codes_come_before_beginnings_of_names() {
    let mut desk = asking("");
    for (typed, code) in
        [("ma", "US-MA"), ("mo", "US-MO"), ("us-ca", "US-CA"), ("gb", "GB"), ("carol", "US-NC")]
    {
        desk.tab_to(WHERE);
        type_and(&mut desk, typed, Key::Enter);
        desk.wait_until(code, |desk| place(desk).as_deref() == Some(code));
    }
}

#[test]
fn a_number_pre_fills_a_guess_marked_as_one_until_it_is_confirmed() {
    let mut desk = asking("(512) 555-0142");
    assert_eq!(desk.value(Role::TextInput, WHERE), "Texas");
    let says = desk.description(Role::TextInput, WHERE);
    assert!(
        says.contains("A guess from the number's area code (512, Texas)")
            && says.contains("proves nothing: ask")
    );
    assert!(desk.reads("Ana Bell's place is only a guess: counts as everyone must agree"));
    assert_eq!(place(&desk), None);
    desk.tab_to("Ana Bell is in Texas");
    desk.key(Key::Space);
    desk.wait_until("she said so", |desk| place(desk).as_deref() == Some("US-TX"));
    assert!(!desk.has(Role::Button, "Ana Bell is in Texas"));
    assert!(desk.description(Role::TextInput, WHERE).contains("Noted at"));
}

#[test]
fn enter_on_a_guess_confirms_it_and_other_words_change_it() {
    let mut desk = asking("(512) 555-0142");
    desk.tab_to(WHERE);
    desk.key(Key::Enter);
    desk.wait_until("she said so", |desk| place(desk).as_deref() == Some("US-TX"));
    let mut desk = asking("(512) 555-0142");
    desk.tab_to(WHERE);
    type_and(&mut desk, "Illinois", Key::Enter);
    desk.wait_until("she is elsewhere", |desk| place(desk).as_deref() == Some("US-IL"));
}

#[test]
fn whoever_joins_from_another_state_sets_the_rule_and_it_is_written_down() {
    let mut desk = asking("");
    desk.tab_to(WHERE);
    type_and(&mut desk, "TX", Key::Enter);
    desk.tab_to(OWN);
    type_and(&mut desk, "TX", Key::Enter);
    desk.wait_until("one yes is enough", |desk| rule(desk).contains("one participant's yes"));
    desk.write(Role::TextInput, "Someone else on the line", "Luz Vega");
    desk.button("Add person");
    desk.wait_until("nobody knows where Luz is", |desk| rule(desk).contains("It is not known"));
    desk.tab_to("Where is Luz Vega right now?");
    type_and(&mut desk, "FL", Key::Enter);
    desk.wait_to_read("Florida sets the rule: everyone on the call must agree.");
    let written = call(&desk)
        .entries()
        .iter()
        .filter(|entry| matches!(entry.fact, Fact::Consent(ConsentFact::RulingApplied { .. })));
    assert_eq!(written.count(), 5, "a rule a change, and none a frame");
    desk.button("Luz Vega left the line");
    desk.wait_until("she counts no more", |desk| rule(desk).contains("one participant's yes"));
}

#[test]
fn citation_and_source_are_one_press_away() {
    let mut desk = asking("");
    desk.tab_to(WHERE);
    type_and(&mut desk, "Michigan", Key::Enter);
    desk.wait_to_read("The entry for Michigan is of medium confidence");
    desk.get(Role::Button, "Copy citation and source").click_accesskit();
    let mut copied = None;
    while copied.is_none() {
        let was_said = desk.reads("On the clipboard");
        desk.step();
        let commands = &desk.harness().output().platform_output.commands;
        copied = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        assert!(copied.is_some() || !was_said, "said to be copied and is not");
    }
    let copied = copied.unwrap();
    for words in ["Mich. Comp. Laws", "Source: https://", "medium confidence", "attorney must confirm"] {
        assert!(copied.contains(words), "“{words}” is missing in\n{copied}");
    }
    desk.wait_to_read("On the clipboard");
}

#[test]
fn what_the_rule_adds_is_ticked_with_its_time_and_said_while_the_recorder_runs() {
    let mut desk = asking("");
    desk.tab_to(WHERE);
    type_and(&mut desk, "GA", Key::Enter);
    desk.tab_to(OWN);
    type_and(&mut desk, "VA", Key::Enter);
    desk.wait_to_read("You are in Virginia");
    let parent =
        "No child under 18 is on the line, or a parent, a guardian or the superior court has allowed it";
    assert!(desk.description(Role::CheckBox, parent).contains("Asked for in Georgia"));
    desk.tab_to(parent);
    desk.key(Key::Space);
    desk.wait_until("it is ticked", |desk| desk.is_ticked(parent));
    desk.tick(parent);
    desk.wait_until("a second press takes a slip back", |desk| !desk.is_ticked(parent));
    desk.tick(parent);
    desk.wait_until("it is ticked again", |desk| desk.is_ticked(parent));
    let court = "It may be used in the matter, and that includes in court.";
    assert!(desk.reads("To say once the recorder runs") && !desk.has(Role::CheckBox, court));
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_for(Role::CheckBox, "I read the first words on the recording");
    desk.button("Skip the first words on the recording");
    desk.wait_for(Role::CheckBox, court);
    assert!(desk.description(Role::CheckBox, court).contains("Asked for in Virginia"));
    desk.go("Close", "Before you hang up");
    assert!(desk.reads("The rule on recording adds, not noted as said"));
    desk.go("Consent", "May the call be recorded?");
    desk.tick(court);
    let settled = |desk: &Desk, wanted: &str| {
        call(desk).consent().duties().any(|(duty, at)| duty.id == wanted && at.is_some())
    };
    desk.wait_until("it is said", |desk| settled(desk, "use_in_court"));
    desk.button("Skip what the rule adds");
    desk.wait_until("the rest waits below", |desk| !desk.has(Role::Button, "Skip what the rule adds"));
    assert!(!settled(&desk, "recording_now"));
}

#[test]
fn a_faulty_law_file_is_named_by_line_and_the_shipped_one_stays_until_it_is_mended() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("config/recording-law.json");
    let put = |text: &str| {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::File::create(&file).unwrap().write_all(text.as_bytes()).unwrap();
    };
    let faulty = SHIPPED.1.replacen("\"checked\": \"", "\"checked\": \"some day in ", 1);
    let line = faulty.lines().position(|line| line.contains("some day in")).unwrap() + 1;
    put(&faulty);
    let mut desk = Desk::open_in(home.path(), Opening::default());
    desk.wait_to_read("The firm's law file was left out, the shipped one stays in force");
    assert!(desk.reads("is no date") && desk.reads(&format!("recording-law.json, line {line}")));
    assert_eq!(desk.window().state().law.version(), "1.0.0");
    put(&SHIPPED.1.replacen("\"version\": \"1.0.0\"", "\"version\": \"9.0.0-firm\"", 1));
    desk.button("Settings");
    desk.button("Reload");
    desk.wait_to_read("Law on recording, version 9.0.0-firm");
    assert!(!desk.reads("The firm's law file was left out"));
}
