//! The words a call begins with, other words that wait, and the yes that is said again on the recording.

use super::office::{Office, starts, stops};
use crate::timeline::support::client;
use rapport::app::action::{RecorderAction, SettingsAction, WordsAction};
use rapport::app::event::{JobEvent, Lists};
use rapport::app::view::words::{asked_again, heard_yeses, in_force, language, waiting};
use rapport::app::{Action, Effect, Event, KnownClient, Trouble};
use rapport::checklists::Fault;
use rapport::checklists::consent_scripts::{self, Library};
use rapport::domain::call::Call;
use rapport::domain::consent::{ConsentAnswer, ConsentGap, HowGiven, Manner, PersonConsent};
use rapport::domain::consent_script::RecordingScript;
use rapport::domain::decide::ConsentStep;
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, PersonId};
use rapport::domain::language::{LANGUAGES, name_of, named_in};
use rapport::domain::recording::StopReason;
use rapport::domain::refusal::Refusal;
use std::path::PathBuf;

fn shipped(language: &str) -> RecordingScript {
    consent_scripts::load(None).in_language("recording", language).unwrap().clone()
}

/// The firm's English script is another one now.
fn change_the_file(office: &mut Office) -> RecordingScript {
    let mut library = consent_scripts::load(None);
    let script = library.scripts.iter_mut().find(|script| script.language == "en").unwrap();
    script.version = "2.0.0".to_owned();
    script.lines[2].say.push_str(" It helps us.");
    let changed = script.clone();
    office.tell(Event::Job(JobEvent::ConsentScripts(library)));
    changed
}

/// A call with a client on whose card this stands, in an office that knows them.
fn call_with(card_says: &str) -> Office {
    let mut ada = client("Ada Lovelace");
    card_says.clone_into(&mut ada.card.language);
    let clients = vec![KnownClient { client: ada, matters: Vec::new() }];
    let mut office = Office::open_with(Lists { clients, ..Lists::default() });
    office.start_call("Ada Lovelace");
    office
}

fn spoken(office: &Office) -> String {
    language(&office.state, office.call(), &office.drafts.words)
}

fn words(office: &mut Office, action: WordsAction) -> Vec<Effect> {
    office.act(Action::Words(action))
}

fn waits(office: &Office) -> bool {
    waiting(&office.state, office.call(), &office.drafts.words).is_some()
}

#[track_caller]
fn check_in_force(office: &Office, script: &RecordingScript) {
    assert_eq!(*office.call().consent().script(), script.stamp());
    assert_eq!(*office.call().consent().text(), script.text());
    assert_eq!(in_force(&office.state, office.call()), Some(script));
}

#[test]
fn a_call_begins_with_the_words_in_the_clients_language_and_in_english_where_there_are_none() {
    for (card_says, begins_in, spoken_in) in [
        ("", "en", "en"),
        ("Spanish", "es", "es"),
        ("español, some English", "es", "es"),
        ("es-MX", "es", "es"),
        ("Vietnamese, needs an interpreter", "en", "vi"),
        ("English, Spanish at home", "en", "en"),
        ("prefers letters in large type", "en", "en"),
    ] {
        let office = call_with(card_says);
        check_in_force(&office, &shipped(begins_in));
        assert_eq!(spoken(&office), spoken_in, "{card_says}");
        assert!(!waits(&office), "{card_says}");
        let entries = office.call().entries();
        assert!(matches!(entries[1].fact, Fact::ConsentScriptChanged { .. }), "right at the opening");
    }
}

#[test]
fn languages_are_known_by_their_names_and_tags() {
    for (says, tag) in [
        ("Haitian Creole", Some("ht")),
        ("ASL interpreter", Some("ase")),
        ("Cantonese", Some("zh")),
        ("speaks German and French", Some("de")),
        ("Germanic studies", None),
        ("no", None),
        ("to be asked", None),
        ("pt-BR", Some("pt-br")),
        ("  ", None),
    ] {
        assert_eq!(named_in(says).as_deref(), tag, "{says}");
    }
    assert_eq!((name_of("es-MX"), name_of("qu")), ("Spanish", "qu"));
    for language in LANGUAGES {
        assert_eq!(named_in(language.name).as_deref(), Some(language.tag));
    }
}

#[test]
fn another_language_comes_into_force_at_once_while_nobody_has_said_yes() {
    let mut office = call_with("");
    office.consent(ConsentStep::Explain);
    let effects = words(&mut office, WordsAction::Choose("es".to_owned()));
    assert_eq!(effects.len(), 1, "{effects:?}");
    check_in_force(&office, &shipped("es"));
    assert!(!office.call().consent().is_explained(), "they were not read in these words");
    assert!(words(&mut office, WordsAction::Choose("es".to_owned())).is_empty(), "once is enough");
}

#[test]
fn a_language_without_a_script_keeps_the_english_words_and_is_the_language_of_the_answer() {
    let mut office = call_with("Spanish");
    words(&mut office, WordsAction::Choose("vi".to_owned()));
    check_in_force(&office, &shipped("en"));
    assert_eq!(spoken(&office), "vi");
}

#[test]
fn while_a_yes_stands_other_words_wait_until_they_are_put_in_force_and_then_end_it() {
    let mut office = call_with("");
    office.say_roles();
    office.agree();
    assert!(words(&mut office, WordsAction::Choose("es".to_owned())).is_empty());
    check_in_force(&office, &shipped("en"));
    assert!(waits(&office));
    assert!(office.call().consent().permit().is_ok(), "what was agreed to stands");
    words(&mut office, WordsAction::Keep);
    assert!(!waits(&office));
    assert_eq!(spoken(&office), "en");
    words(&mut office, WordsAction::Choose("es".to_owned()));
    words(&mut office, WordsAction::PutInForce);
    office.save();
    check_in_force(&office, &shipped("es"));
    let name = "Ada Lovelace".to_owned();
    assert_eq!(office.call().consent().gaps(), [ConsentGap::NotExplained, ConsentGap::EarlierWords { name }]);
}

#[test]
fn a_changed_file_ends_no_take_and_every_yes_once_it_is_put_in_force() {
    let mut office = Office::recorded("Ada Lovelace");
    let changed = change_the_file(&mut office);
    assert!(waits(&office));
    assert_eq!(in_force(&office.state, office.call()), None, "the file of the words in force is gone");
    assert!(office.call().consent().gaps().is_empty(), "the take goes on with the words that were read");
    let effects = words(&mut office, WordsAction::PutInForce);
    assert_eq!(stops(&effects), Some(StopReason::ConsentEnded));
    office.end_take(StopReason::ConsentEnded);
    office.save();
    check_in_force(&office, &changed);
    assert!(!starts(&office.recorder(RecorderAction::Start)), "the old yes opens nothing");
    assert!(matches!(office.state.refused, Some(Refusal::NoConsent(_))));
    office.agree();
    assert!(starts(&office.recorder(RecorderAction::Start)));
}

#[test]
fn a_yes_to_words_whose_file_was_changed_opens_no_new_take() {
    let mut office = Office::recorded("Ada Lovelace");
    let changed = change_the_file(&mut office);
    office.end_take(StopReason::ByHand);
    office.save();
    check_in_force(&office, &changed);
    assert!(!starts(&office.recorder(RecorderAction::Start)), "she said yes to other words");
    let name = "Ada Lovelace".to_owned();
    assert_eq!(office.call().consent().gaps(), [ConsentGap::NotExplained, ConsentGap::EarlierWords { name }]);
    let (entries, library) = (office.call().entries().len(), office.state.consent_scripts.clone());
    office.tell(Event::Job(JobEvent::ConsentScripts(library)));
    assert_eq!(office.call().entries().len(), entries, "read again, they are the same words");
    let mut idle = call_with("");
    idle.say_roles();
    idle.agree();
    change_the_file(&mut idle);
    assert!(!starts(&idle.recorder(RecorderAction::Start)), "before the first take as well");
    idle.agree();
    assert!(starts(&idle.recorder(RecorderAction::Start)));
}

#[test]
fn a_call_opened_after_the_change_begins_with_the_changed_words() {
    let mut office = Office::open();
    let changed = change_the_file(&mut office);
    office.start_call("Grace Hopper");
    check_in_force(&office, &changed);
}

#[test]
fn a_script_left_out_is_named_until_it_is_mended_and_the_shipped_one_stays() {
    let fault = Fault {
        file: PathBuf::from("/config/consent/ours.json"),
        line: Some(12),
        what: "lines lacks the locked line “purpose”".to_owned(),
    };
    let mut office = Office::open();
    for _ in 0..2 {
        let library = Library { faults: vec![fault.clone()], ..consent_scripts::load(None) };
        office.tell(Event::Job(JobEvent::ConsentScripts(library)));
        assert_eq!(office.state.troubles, [Trouble::ConsentScript(fault.clone())]);
    }
    let told = office.state.troubles[0].told();
    assert!(told.what.contains("locked line “purpose”"), "{told:?}");
    assert!(told.advice.contains("/config/consent/ours.json, line 12"), "{told:?}");
    office.start_call("Grace Hopper");
    check_in_force(&office, &shipped("en"));
    let effects = office.act(Action::Settings(SettingsAction::ReloadChecklists));
    assert!(matches!(effects[..], [Effect::LoadChecklists]));
    office.tell(Event::Job(JobEvent::ConsentScripts(consent_scripts::load(None))));
    assert_eq!(office.state.troubles, []);
}

#[test]
fn without_any_script_a_call_is_walked_and_nothing_can_open_the_gate() {
    let mut office = Office::open();
    office.tell(Event::Job(JobEvent::ConsentScripts(Library::default())));
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.consent(ConsentStep::Explain);
    assert_eq!(office.state.refused, Some(Refusal::NoWords));
    office.answer("p1", ConsentAnswer::Yes);
    office.save();
    assert_eq!(office.call().consent().gaps().first(), Some(&ConsentGap::NoWords));
    assert!(!starts(&office.recorder(RecorderAction::Start)));
}

/// A call that was opened by an earlier version: the words are its checklist's.
fn earlier_call() -> Office {
    let mut office = Office::open();
    let desk = crate::timeline::support::Desk::open();
    let id = desk.call.id().clone();
    office.shelf.insert(id.clone(), desk.call.entries().to_vec());
    office.desk(rapport::app::action::DeskAction::OpenCall(id.clone()));
    office.load(&id);
    office
}

#[test]
fn a_call_of_an_earlier_version_goes_on_with_its_own_words_until_others_are_put_in_force() {
    let mut office = earlier_call();
    let own = office.call().checklist.consent_script();
    assert_eq!(*office.call().consent().script(), own);
    assert!(office.call().consent().text().has_words());
    assert!(waits(&office));
    office.consent(ConsentStep::Join(crate::timeline::support::person("p1")));
    office.agree();
    assert!(office.call().consent().permit().is_ok());
    let after = rapport::app::view::words::after(&office.state, office.call()).unwrap();
    assert_eq!(after.no, "That is fine. I will take notes.", "its own words after a no");
    words(&mut office, WordsAction::PutInForce);
    check_in_force(&office, &shipped("en"));
    assert!(office.call().consent().permit().is_err());
    let after = rapport::app::view::words::after(&office.state, office.call()).unwrap();
    assert_eq!(after, shipped("en").after);
}

#[test]
fn how_an_answer_was_given_stands_with_it_and_may_be_put_right() {
    let mut office = call_with("");
    office.consent(ConsentStep::Explain);
    office.answer("p1", ConsentAnswer::Yes);
    let form = Manner { given: HowGiven::SignedForm, language: String::new() };
    let (person, answer) = (PersonId::new("p1"), ConsentAnswer::Yes);
    office.consent(ConsentStep::Answer { person, answer, manner: form });
    let PersonConsent::Answered { manner, .. } = &office.call().consent().people()[0].consent else {
        panic!()
    };
    assert_eq!(*manner, Manner { given: HowGiven::SignedForm, language: "en".to_owned() });
    let answers = office.call().entries().iter();
    let answers = answers.filter(|entry| matches!(entry.fact, Fact::ConsentAnswered { .. }));
    assert_eq!(answers.count(), 2, "nothing is overwritten");
}

fn names_asked(office: &Office) -> Vec<(String, bool)> {
    let asked = asked_again(office.call(), &office.drafts.words);
    asked.iter().map(|one| (one.person.name.clone(), one.heard.is_some())).collect()
}

fn say_yes_again(office: &mut Office, person: &str) {
    let asked = "May I record?".to_owned();
    office.consent(ConsentStep::Reconfirm { person: PersonId::new(person), asked });
    assert_eq!(office.state.refused, None);
}

#[test]
fn everyone_is_asked_again_by_name_on_each_take_until_their_yes_can_be_heard() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.drafts.person = "Luz Vega".to_owned();
    office.do_in_call(rapport::app::action::CallAction::AddPerson);
    office.consent(ConsentStep::Explain);
    office.answer("p2", ConsentAnswer::Yes);
    office.agree();
    assert_eq!(names_asked(&office), [], "no take runs");
    assert!(starts(&office.recorder(RecorderAction::Start)));
    let (ada, luz) = ("Ada Lovelace".to_owned(), "Luz Vega".to_owned());
    assert_eq!(names_asked(&office), [(ada.clone(), false), (luz.clone(), false)]);
    office.begin_take();
    say_yes_again(&mut office, "p1");
    assert_eq!(names_asked(&office), [(ada.clone(), true), (luz.clone(), false)]);
    say_yes_again(&mut office, "p2");
    assert_eq!(names_asked(&office), [], "everyone was heard");
    let yeses = heard_yeses(office.call());
    let heard: Vec<(&str, u64)> = yeses.iter().map(|yes| (yes.name, yes.position.unwrap().frame)).collect();
    assert_eq!(heard, [("Ada Lovelace", 48_000), ("Luz Vega", 48_000)]);
    office.end_take(StopReason::ByHand);
    office.save();
    assert!(starts(&office.recorder(RecorderAction::Start)));
    office.begin_take();
    assert_eq!(names_asked(&office), [(ada, false), (luz, false)], "a second take begins with words too");
    office.drafts.words.not_again_on = Some(2);
    assert_eq!(names_asked(&office), []);
}

#[test]
fn an_unfinished_call_of_which_only_the_name_of_the_words_is_known_opens_no_gate() {
    let office = earlier_call();
    let id: CallId = office.call().id().clone();
    let mut entries = office.shelf[&id].clone();
    let mut named_only = entries.last().unwrap().clone();
    named_only.seq = named_only.seq.next();
    let script = office.call().consent().script().clone();
    named_only.fact =
        Fact::ConsentScriptChanged { script, text: rapport::domain::consent::ScriptText::default() };
    entries.push(named_only);
    let read = Call::fold(entries).unwrap();
    assert_eq!(read.consent().gaps().first(), Some(&ConsentGap::NoWords));
}
