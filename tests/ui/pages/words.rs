//! The words on the Consent page: their language, other words that wait, how an answer was given, and the first words on
//! the recording.

use crate::support::{Desk, Opening, named};
use eframe::egui::{FontFamily, FontId, Key, Modifiers, Role};
use rapport::app::runner::MakeOutput;
use rapport::checklists::consent_scripts::{SHIPPED, load};
use rapport::domain::consent::{HowGiven, PersonConsent};
use rapport::domain::recording::RecordingState;
use rapport::listening::{Feed, Output, OutputError, Playing};
use std::fs::File;
use std::io::Write;
use std::path::Path;

const EXPLAINED: &str = "I read this aloud and asked the question";
const SAID_YES: &str = "Ana Bell said yes on the recording";
const FIRST_WORDS: &str = "First words on the recording";

fn asking() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk
}

fn text_in(language: &str) -> &'static str {
    SHIPPED.iter().find(|(name, _)| name.ends_with(&format!(".{language}.json"))).unwrap().1
}

/// The firm's own English words: the shipped ones under another version with one line in other words.
fn firms_own() -> String {
    let (from, to) = ("That way we have it just as you tell it.", "Our firm likes to have it in your voice.");
    assert!(text_in("en").contains(from));
    text_in("en").replace("\"version\": \"1.0.0\"", "\"version\": \"2.0.0\"").replace(from, to)
}

fn put_script(home: &Path, text: &str) {
    let folder = home.join("config/consent");
    std::fs::create_dir_all(&folder).unwrap();
    File::create(folder.join("ours.json")).unwrap().write_all(text.as_bytes()).unwrap();
}

fn choose(desk: &mut Desk, language: &str) {
    desk.press(Role::ComboBox, "Language");
    desk.button(language);
}

fn stamp(desk: &Desk) -> String {
    let call = &desk.window().state().call.as_ref().unwrap().call;
    let script = call.consent().script();
    format!("{} {}", script.id, script.version)
}

fn state(desk: &Desk) -> RecordingState {
    desk.window().state().call.as_ref().unwrap().call.recording.state()
}

/// Everything a screen reader would read aloud.
fn everything(desk: &Desk) -> String {
    desk.on_screen()
}

/// What stands below the answer of the client.
fn help(desk: &Desk) -> String {
    desk.description(Role::CheckBox, "Ana Bell agrees to being recorded")
}

#[test]
fn the_words_are_chosen_read_agreed_to_and_said_again_by_keyboard_alone() {
    let mut desk = asking();
    desk.tab_to("Language");
    desk.key(Key::Space);
    desk.wait_for(Role::Button, "Spanish");
    desk.tab_to("Spanish");
    desk.key(Key::Space);
    desk.wait_until("Spanish is in force", |desk| stamp(desk) == "recording.es 1.0.0");
    desk.tab_to(EXPLAINED);
    desk.key(Key::Space);
    desk.tab_to("Ana Bell agrees to being recorded");
    desk.key(Key::Space);
    desk.wait_until("recording is allowed", |desk| !desk.is_disabled("Start recording"));
    desk.ctrl(Key::R);
    desk.wait_for(Role::Heading, FIRST_WORDS);
    desk.wait_until("it records", |desk| !desk.is_disabled(SAID_YES));
    desk.tab_to(SAID_YES);
    desk.ctrl(Key::Num4);
    desk.wait_for(Role::MultilineTextInput, "Answer");
    assert!(desk.reads("Ana Bell, ¿me da su permiso"), "{}", everything(&desk));
    assert!(desk.get(Role::Heading, FIRST_WORDS).rect().top() > 0.0, "the words come before the field");
    desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Y);
    desk.wait_until("everyone was heard", |desk| !desk.has(Role::Heading, FIRST_WORDS));
    assert!(desk.reads("Ana Bell’s yes · "), "it is among the notes as a moment to find again");
    desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Y);
    assert_eq!(
        everything(&desk).matches("Ana Bell’s yes").count(),
        1,
        "with nobody left to ask the key rests"
    );
}

#[test]
fn the_keyboard_stays_where_it_is_while_the_first_words_come_and_go() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    for name in ["Language", "Ana Bell says no", "Someone else on the line", "Next: Interview"] {
        desk.tab_to(name);
        desk.ctrl(Key::R);
        desk.wait_until("it records", |desk| state(desk) == RecordingState::Running);
        assert!(desk.has(Role::Heading, FIRST_WORDS));
        assert_eq!(desk.focused().as_deref(), Some(name));
        desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Y);
        desk.wait_until("everyone was heard", |desk| !desk.has(Role::Heading, FIRST_WORDS));
        assert_eq!(desk.focused().as_deref(), Some(name));
        desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
        desk.wait_until("it has ended", |desk| state(desk) == RecordingState::Idle);
    }
}

#[test]
fn the_words_are_read_on_by_keyboard_where_no_control_is() {
    let mut desk = asking();
    let top = |desk: &Desk| desk.get(Role::Heading, "Read aloud").rect().top();
    let before = top(&desk);
    desk.key(Key::PageDown);
    desk.wait_until("the page has turned", |desk| top(desk) < before - 200.0);
    desk.key(Key::PageUp);
    desk.wait_until("and back", |desk| top(desk) > before - 1.0);
}

#[test]
fn spanish_is_read_with_the_english_beside_it_and_every_character_is_drawn() {
    let mut desk = Desk::open();
    desk.start_call("Begoña Núñez");
    desk.skip_roles();
    choose(&mut desk, "Spanish");
    desk.wait_to_read("¿Hay alguien cerca que nos pueda oír?");
    let scripts = load(None);
    let shown = everything(&desk);
    for language in ["es", "en"] {
        let script = scripts.in_language("recording", language).unwrap();
        for line in &script.lines {
            let start = line.say.split(['{', ',']).next().unwrap();
            assert!(shown.contains(start), "{start} is not shown in\n{shown}");
        }
    }
    let missing: Vec<char> = desk.harness().ctx.fonts_mut(|fonts| {
        let font = FontId::new(16.0, FontFamily::Proportional);
        shown.chars().filter(|c| !c.is_control() && !fonts.has_glyph(&font, *c)).collect()
    });
    assert_eq!(missing, Vec::<char>::new());
    assert!("¿ñáé".chars().all(|c| shown.contains(c)));
    desk.tick(EXPLAINED);
    desk.button("Begoña Núñez says no");
    desk.wait_until("what to say is told in Spanish and English", |desk| {
        let script = |language: &str| load(None).in_language("recording", language).unwrap().after.no.clone();
        ["es", "en"].iter().all(|language| desk.reads(&script(language).replace("{person}", "Begoña Núñez")))
    });
}

#[test]
fn a_language_without_a_script_keeps_the_english_words_and_asks_for_an_interpreter() {
    let mut desk = asking();
    choose(&mut desk, "Vietnamese");
    desk.wait_to_read(
        "There is no script in Vietnamese. Read the English words; an interpreter says each line",
    );
    assert_eq!(desk.value(Role::ComboBox, "Language"), "Vietnamese");
    assert_eq!(stamp(&desk), "recording.en 1.0.0");
    desk.tick(EXPLAINED);
    desk.tick("Ana Bell agrees to being recorded");
    desk.wait_until("it is said in Vietnamese", |desk| {
        let call = &desk.window().state().call.as_ref().unwrap().call;
        matches!(&call.consent().people()[0].consent,
            PersonConsent::Answered { manner, .. } if manner.language == "vi")
    });
}

#[test]
fn while_a_yes_stands_another_language_says_what_it_ends_and_waits() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    choose(&mut desk, "Spanish");
    desk.wait_to_read("The Spanish words are not in force yet");
    assert!(desk.reads("ends every yes: everyone hears the words and is asked again"));
    assert!(desk.reads("With your permission, I would like to record"), "what was agreed to is still shown");
    desk.button("Keep the English words");
    desk.wait_until("nothing waits", |desk| !desk.has(Role::Button, "Put these words in force"));
    assert!(!desk.is_disabled("Start recording"));
    choose(&mut desk, "Spanish");
    desk.button("Put these words in force");
    desk.wait_until("everyone is asked again", |desk| desk.is_disabled("Start recording"));
    assert!(desk.description(Role::Button, "Start recording").contains("Explain benefits and risks first"));
    assert!(!desk.is_ticked(EXPLAINED));
}

/// A window on a folder in which the firm's script has this text.
fn with_script(home: &Path, text: &str) -> Desk {
    put_script(home, text);
    let mut desk = Desk::open_in(home, Opening { settings: named(), ..Opening::default() });
    desk.wait_until("the scripts are read", |desk| {
        desk.has(Role::Label, "Ready for the first call")
            && !desk.window().state().library.checklists.is_empty()
    });
    desk
}

#[test]
fn a_firms_script_without_a_locked_line_is_told_with_its_line_and_the_shipped_one_stays() {
    let home = tempfile::tempdir().unwrap();
    let without = firms_own().replace("\"id\": \"use-in-court\"", "\"id\": \"something-else\"");
    let mut desk = with_script(home.path(), &without);
    let line = 1 + without.lines().position(|line| line.contains("\"lines\"")).unwrap();
    desk.wait_to_read("lines lacks the locked line “use-in-court”");
    let place = home.path().join("config/consent/ours.json");
    assert!(desk.reads(&format!("{}, line {line}", place.display())), "{}", everything(&desk));
    desk.start_call("Ana Bell");
    assert_eq!(stamp(&desk), "recording.en 1.0.0");
    put_script(home.path(), &firms_own());
    desk.button("Settings");
    desk.button("Reload");
    desk.wait_until("the fault is gone", |desk| !desk.reads("lacks the locked line"));
    assert!(desk.reads("Permission to record, version 2.0.0, en"));
    assert_eq!(stamp(&desk), "recording.en 2.0.0", "nobody has said yes to the words before");
}

#[test]
fn a_faulty_script_is_told_with_its_line_too() {
    let home = tempfile::tempdir().unwrap();
    let faulty = firms_own().replace("\"title\": \"Permission to record\"", "\"title\": 7");
    let line = 1 + faulty.lines().position(|line| line.contains("\"title\": 7")).unwrap();
    let mut desk = with_script(home.path(), &faulty);
    desk.wait_to_read("A consent script was left out, the shipped words stay");
    assert!(desk.reads(&format!("ours.json, line {line}")), "{}", everything(&desk));
}

#[test]
fn after_a_script_was_changed_the_old_yes_no_longer_opens_the_gate() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    put_script(desk.home(), &firms_own());
    desk.button("Settings");
    desk.button("Reload");
    desk.wait_to_read("Permission to record, version 2.0.0, en");
    desk.ctrl(Key::Num3);
    desk.wait_to_read("Our firm likes to have it in your voice.");
    desk.wait_until("the yes is gone", |desk| desk.is_disabled("Start recording"));
    let why = desk.description(Role::Button, "Start recording");
    assert!(why.contains("Ana Bell said yes to earlier words: ask again"), "{why}");
    desk.agree("Ana Bell");
}

#[test]
fn how_an_answer_was_given_is_out_of_the_way_and_stands_with_it() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    assert!(!desk.has(Role::RadioButton, "On a signed form"));
    desk.press(Role::DisclosureTriangle, "How Ana Bell answers: Spoken");
    desk.press(Role::RadioButton, "On a signed form");
    desk.wait_until("it is put right", |desk| {
        let call = &desk.window().state().call.as_ref().unwrap().call;
        matches!(&call.consent().people()[0].consent,
            PersonConsent::Answered { manner, .. } if manner.given == HowGiven::SignedForm)
    });
    desk.wait_until("the yes stands", |desk| !desk.is_disabled("Start recording"));
    assert!(help(&desk).contains(", on a signed form"), "{}", help(&desk));
}

#[test]
fn the_first_words_are_left_out_with_one_press_and_come_again_with_the_next_take() {
    let mut desk = asking();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_for(Role::Heading, FIRST_WORDS);
    desk.wait_until("it records", |desk| state(desk) == RecordingState::Running);
    assert!(desk.reads("The recorder is on now, and we are being recorded. This is Kim Oduya"));
    desk.button("Pause recording");
    desk.wait_until("no yes can be heard in a pause", |desk| desk.is_disabled(SAID_YES));
    desk.button("Skip the first words on the recording");
    desk.wait_until("they are gone", |desk| !desk.has(Role::Heading, FIRST_WORDS));
    desk.button("Resume recording");
    desk.button("Interview");
    desk.wait_for(Role::MultilineTextInput, "Answer");
    assert!(!desk.has(Role::Heading, FIRST_WORDS), "nor there");
    desk.button("Stop recording");
    desk.wait_until("it has ended", |desk| state(desk) == RecordingState::Idle);
    desk.button("Start recording");
    desk.wait_for(Role::Heading, FIRST_WORDS);
}

struct NoLoudspeaker;

impl Output for NoLoudspeaker {
    fn rate(&mut self, _wanted: u32) -> Result<u32, OutputError> {
        Err(OutputError::NoDevice)
    }

    fn open(&mut self, _rate: u32, _feed: Feed) -> Result<Box<dyn Playing>, OutputError> {
        Err(OutputError::NoDevice)
    }
}

#[test]
fn a_yes_on_the_recording_is_a_line_to_hear_it_by_once_the_call_is_finished() {
    let home = tempfile::tempdir().unwrap();
    let output: MakeOutput = Box::new(|| Box::new(NoLoudspeaker));
    let mut desk = Desk::open_in(home.path(), Opening { output: Some(output), ..Opening::default() });
    desk.wait_for(Role::Label, "Ready for the first call");
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.button(SAID_YES);
    desk.wait_until("it is said where", |desk| help(desk).contains("again on the recording at 0:0"));
    desk.button("Stop recording");
    desk.wait_until("it has ended", |desk| state(desk) == RecordingState::Idle);
    desk.button("Close");
    desk.button("Finish call");
    desk.wait_for(Role::Button, "Ana Bell’s yes");
    assert!(!desk.reads("There is nothing to play it on"));
    desk.button("Ana Bell’s yes");
    // One press plays it, as far as this machine can.
    desk.wait_to_read("There is nothing to play it on");
}
