//! Where people are, the rule that follows and stands on the timeline, what it adds, and the firm's own law file.

use super::office::{Office, starts};
use crate::timeline::support::client;
use rapport::app::action::{CallAction, DeskAction, PlacesAction, RecorderAction, SettingsAction};
use rapport::app::drafts::PlaceDraft;
use rapport::app::event::{JobEvent, Lists};
use rapport::app::state::{LawSource, RuleCopied};
use rapport::app::view::places::{NoPlace, Whereabouts, read};
use rapport::app::{Action, Effect, Event, KnownClient, Trouble};
use rapport::checklists::Fault;
use rapport::domain::consent::{ConsentAnswer, ConsentFact, PlaceKnown, Ruling};
use rapport::domain::decide::{ConsentStep, Step};
use rapport::domain::fact::Fact;
use rapport::domain::ids::PersonId;
use rapport::domain::stage::Stage;
use rapport::law::{self, Medium};
use rapport::recording::RecorderEvent;
use std::path::PathBuf;

/// At the question of consent, with a client of this number; the desk is in Pennsylvania.
pub fn asking(phone: &str) -> Office {
    let mut ada = client("Ada Lovelace");
    phone.clone_into(&mut ada.card.phone);
    let mut office = Office::open_with(Lists {
        clients: vec![KnownClient { client: ada, matters: Vec::new() }],
        ..Lists::default()
    });
    office.state.settings.place = Some("US-PA".to_owned());
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.go(Stage::Consent);
    office
}

fn p(number: usize) -> PersonId {
    PersonId::new(format!("p{number}"))
}

pub fn places(office: &mut Office, action: PlacesAction) -> Vec<Effect> {
    office.act(Action::Places(action))
}

fn typed(text: &str) -> PlaceDraft {
    PlaceDraft { text: text.to_owned(), refused: false }
}

/// Types a place for someone and hands it in.
pub fn give(office: &mut Office, person: usize, text: &str) -> Vec<Effect> {
    office.drafts.places.of.insert(p(person), typed(text));
    places(office, PlacesAction::Give(p(person)))
}

fn own(office: &mut Office, text: &str) -> Vec<Effect> {
    office.drafts.places.own = Some(typed(text));
    places(office, PlacesAction::GiveOwn)
}

pub fn join(office: &mut Office, name: &str) {
    office.drafts.person = name.to_owned();
    office.do_in_call(CallAction::AddPerson);
}

fn rulings(office: &Office) -> Vec<Ruling> {
    let entries = office.call().entries().iter();
    entries
        .filter_map(|entry| match &entry.fact {
            Fact::Consent(ConsentFact::RulingApplied { ruling }) => Some(ruling.clone()),
            _ => None,
        })
        .collect()
}

pub fn newest(office: &Office) -> Ruling {
    let ruling = office.call().consent().ruling().unwrap().0.clone();
    assert_eq!(rulings(office).last(), Some(&ruling));
    ruling
}

fn whereabouts(office: &Office) -> Whereabouts {
    Whereabouts::of(&office.state.law, office.call(), &office.call().consent().people()[0])
}

#[test]
fn a_paralegal_who_passes_places_by_asks_and_records_and_it_counts_as_all_party() {
    let mut office = asking("");
    office.state.settings.place = None;
    office.agree();
    assert!(starts(&office.recorder(RecorderAction::Start)));
    let ruling = newest(&office);
    assert_eq!((ruling.rule.as_str(), ruling.places.as_slice()), ("all_party", &["unknown".to_owned()][..]));
    assert_eq!(ruling.sentence, "It is not known where everyone is, so everyone on the call must agree.");
    assert_eq!(ruling.citation, "");
    assert!(!ruling.checked.is_empty() && !ruling.version.is_empty());
}

#[test]
fn the_rule_is_written_down_once_when_the_question_of_consent_is_reached_and_once_a_change() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    assert_eq!(rulings(&office).len(), 0, "nobody is asked yet");
    office.go(Stage::Consent);
    assert_eq!(rulings(&office).len(), 1);
    for _ in 0..3 {
        office.heard(RecorderEvent::Level { peak: 0.1, far: None });
        office.go(Stage::Prepare);
        office.go(Stage::Consent);
    }
    assert_eq!(rulings(&office).len(), 1, "nothing changed");
    give(&mut office, 1, "Texas");
    assert_eq!(rulings(&office).len(), 2);
    give(&mut office, 1, "TX");
    assert_eq!(rulings(&office).len(), 2, "she is still there");
    places(&mut office, PlacesAction::TalkBy(Medium::InPerson));
    assert_eq!(rulings(&office).len(), 3);
    let given = |entry: &&rapport::domain::entry::Entry| {
        matches!(entry.fact, Fact::Consent(ConsentFact::PlaceGiven { .. }))
    };
    assert_eq!(office.call().entries().iter().filter(given).count(), 1);
}

#[test]
fn of_two_states_the_stricter_sets_the_rule_and_is_named() {
    let mut office = asking("");
    give(&mut office, 1, "tx");
    own(&mut office, "New York");
    let ruling = newest(&office);
    assert_eq!((ruling.rule.as_str(), ruling.desk.as_str()), ("one_party", "New York"));
    join(&mut office, "Luz Vega");
    assert_eq!(newest(&office).rule, "all_party", "nobody knows where she is");
    give(&mut office, 2, "us-ca");
    let ruling = newest(&office);
    assert_eq!(ruling.set_by, "California");
    assert_eq!(ruling.sentence, "California sets the rule: everyone on the call must agree.");
    assert_eq!(ruling.places, ["US-TX", "US-CA", "US-NY"]);
    assert!(ruling.citation.contains("Cal. Penal Code") && !ruling.sources.is_empty());
}

#[test]
fn whoever_joins_from_another_state_and_leaves_again_changes_the_rule_on_the_timeline() {
    let mut office = asking("");
    own(&mut office, "Texas");
    give(&mut office, 1, "Texas");
    assert_eq!(newest(&office).rule, "one_party");
    join(&mut office, "Luz Vega");
    give(&mut office, 2, "Florida");
    assert_eq!(newest(&office).set_by, "Florida");
    let active_yes = newest(&office).duties.into_iter().find(|duty| duty.id == "active_yes").unwrap();
    assert_eq!(active_yes.places, ["Florida"]);
    office.consent(ConsentStep::Leave(p(2)));
    assert_eq!(newest(&office).rule, "one_party");
    assert_eq!(rulings(&office).len(), 6, "all unknown, the desk, Ada, Luz unknown, Luz, without Luz");
}

#[test]
fn the_rule_changes_while_a_take_runs_and_the_take_goes_on() {
    let mut office = Office::recorded("Ada Lovelace");
    let before = rulings(&office).len();
    give(&mut office, 1, "California");
    assert_eq!(rulings(&office).len(), before + 1);
    assert!(office.call().consent().everyone_said_yes());
    assert_eq!(office.recording(), rapport::domain::recording::RecordingState::Running);
}

#[test]
fn in_person_and_on_the_telephone_differ_and_the_choice_outlives_the_desk() {
    let mut office = asking("");
    own(&mut office, "Texas");
    give(&mut office, 1, "Oregon");
    assert_eq!(newest(&office).rule, "one_party");
    places(&mut office, PlacesAction::TalkBy(Medium::InPerson));
    let ruling = newest(&office);
    assert_eq!((ruling.rule.as_str(), ruling.medium.as_str()), ("all_party", "in_person"));
    assert_eq!(ruling.sentence, "Oregon sets the rule: everyone in the room must agree.");
    let id = office.call().id().clone();
    office.save();
    office.desk(DeskAction::LeaveCall);
    office.desk(DeskAction::OpenCall(id.clone()));
    let before = office.shelf[&id].len();
    office.load(&id);
    assert_eq!(office.open_call().medium, Medium::InPerson);
    assert_eq!(newest(&office), ruling);
    assert_eq!(office.shelf[&id].len(), before + 1, "gone on with, and no other rule");
}

#[test]
fn what_is_no_place_is_refused_where_it_was_typed_and_adds_nothing() {
    let mut office = asking("");
    let before = office.call().next_seq();
    for wrong in ["Wonderland", "XX", "US-ZZ", "US-"] {
        assert!(give(&mut office, 1, wrong).is_empty());
        assert_eq!(office.drafts.places.of[&p(1)], PlaceDraft { text: wrong.to_owned(), refused: true });
        assert_eq!(read(&office.state.law, wrong), Err(NoPlace::NoSuch { typed: wrong.to_owned() }));
    }
    assert!(own(&mut office, "Wonderland").is_empty());
    assert!(office.drafts.places.own.as_ref().unwrap().refused);
    assert_eq!(office.state.settings.place.as_deref(), Some("US-PA"));
    assert_eq!((office.call().next_seq(), office.state.refused.clone()), (before, None));
    give(&mut office, 1, "  ");
    assert!(office.drafts.places.of.is_empty(), "nothing typed is nothing said");
}

#[test]
fn two_letters_of_a_country_and_a_state_are_taken_for_neither() {
    let mut office = asking("");
    give(&mut office, 1, "ca");
    assert!(office.drafts.places.of[&p(1)].refused);
    let (country, state) = ("Canada (federal)".to_owned(), "California".to_owned());
    let both = NoPlace::MayBeTwo { typed: "ca".to_owned(), country, state };
    assert_eq!(read(&office.state.law, "ca"), Err(both));
    for (typed, code) in [("us-ca", "US-CA"), ("Canada (federal)", "CA"), ("de", "US-DE"), ("gb", "GB")] {
        assert_eq!(read(&office.state.law, typed).unwrap().code(), code);
    }
}

#[test]
fn a_number_only_pre_fills_a_guess_that_counts_for_nothing_until_it_is_confirmed() {
    let mut office = asking("(512) 555-0142");
    own(&mut office, "Texas");
    let Whereabouts::Guessed(guess) = whereabouts(&office) else { panic!() };
    assert_eq!((guess.place.code(), guess.area_code.as_str()), ("US-TX", "512"));
    assert_eq!(newest(&office).rule, "all_party", "a guess counts as unknown");
    assert_eq!(office.call().consent().people()[0].place, None, "and is no entry");
    places(&mut office, PlacesAction::ConfirmGuess(p(1)));
    let place = office.call().consent().people()[0].place.clone().unwrap();
    assert_eq!((place.code.as_str(), place.name.as_str(), place.known), ("US-TX", "Texas", PlaceKnown::Told));
    assert_eq!(newest(&office).rule, "one_party");
    places(&mut office, PlacesAction::NobodyKnows(p(1)));
    assert!(matches!(whereabouts(&office), Whereabouts::NobodyKnows { .. }), "the guess does not come back");
    assert_eq!(newest(&office).rule, "all_party");
}

#[test]
fn a_guess_is_changed_by_what_is_typed_over_it_and_is_made_for_the_client_alone() {
    let mut office = asking("512 555 0142");
    join(&mut office, "Luz Vega");
    let luz = office.call().consent().person(&p(2)).unwrap();
    assert_eq!(Whereabouts::of(&office.state.law, office.call(), luz), Whereabouts::NotNoted);
    give(&mut office, 1, "Illinois");
    let Whereabouts::Told { name, .. } = whereabouts(&office) else { panic!() };
    assert_eq!(name, "Illinois");
}

#[test]
fn one_s_own_place_is_asked_once_kept_in_the_settings_and_counts() {
    let mut office = asking("");
    office.state.settings.place = None;
    give(&mut office, 1, "Texas");
    assert_eq!(newest(&office).rule, "all_party", "nobody said where the desk is");
    assert_eq!(newest(&office).places, ["US-TX", "unknown"]);
    let effects = own(&mut office, " california ");
    let saved = effects.iter().find_map(|effect| match effect {
        Effect::SaveSettings(settings) => settings.place.clone(),
        _ => None,
    });
    assert_eq!(saved.as_deref(), Some("US-CA"));
    assert_eq!(office.drafts.places.own, None);
    let ruling = newest(&office);
    assert_eq!((ruling.set_by.as_str(), ruling.desk.as_str()), ("California", "California"));
    assert!(own(&mut office, "California").is_empty(), "it is saved once");
}

#[test]
fn citation_and_sources_of_each_place_go_to_the_clipboard() {
    let mut office = asking("");
    give(&mut office, 1, "California");
    places(&mut office, PlacesAction::CopySource);
    let copied = office.state.to_copy.clone().unwrap();
    for words in [
        "California sets the rule: everyone on the call must agree.",
        "Cal. Penal Code §§ 632",
        "Pennsylvania (US-PA): everyone must agree",
        "18 Pa. Cons. Stat.",
        "Source: https://",
        "A supervising attorney must confirm it",
        &newest(&office).checked,
    ] {
        assert!(copied.contains(words), "“{words}” is missing in\n{copied}");
    }
    assert_eq!(office.open_call().rule_copied, RuleCopied::Sources);
    give(&mut office, 1, "Michigan");
    assert_eq!(office.open_call().rule_copied, RuleCopied::Nothing, "that rule is another one now");
    places(&mut office, PlacesAction::CopySource);
    assert!(office.state.to_copy.clone().unwrap().contains("medium confidence"));
}

#[test]
fn a_no_is_a_no_in_every_place() {
    let mut office = asking("");
    give(&mut office, 1, "Texas");
    own(&mut office, "Texas");
    office.consent(ConsentStep::Explain);
    office.answer("p1", ConsentAnswer::No);
    office.save();
    assert!(!starts(&office.recorder(RecorderAction::Start)), "one yes may be enough there; it is not here");
}

#[test]
fn a_finished_call_gets_no_other_rule() {
    let mut office = asking("");
    office.closing(rapport::app::action::ClosingAction::Finish);
    let before = rulings(&office).len();
    own(&mut office, "Nevada");
    assert_eq!(rulings(&office).len(), before);
    office.step(Step::Consent(ConsentStep::Leave(p(1))));
    assert_eq!(rulings(&office).len(), before);
}

#[test]
fn a_faulty_law_file_is_named_until_it_is_mended_and_the_shipped_one_stays() {
    let mut office = asking("");
    let fault = Fault {
        file: PathBuf::from("/config/recording-law.json"),
        line: Some(12),
        what: "“tomorrow” is no date".to_owned(),
    };
    for _ in 0..2 {
        let loaded = law::Loaded { faults: vec![fault.clone()], ..law::load(None) };
        office.tell(Event::Job(JobEvent::Law(loaded)));
        assert_eq!(office.state.troubles, [Trouble::Law(fault.clone())]);
    }
    let told = office.state.troubles[0].told();
    assert!(
        told.what.contains("“tomorrow” is no date") && told.what.contains("shipped one stays"),
        "{told:?}"
    );
    assert!(told.advice.contains("/config/recording-law.json, line 12"), "{told:?}");
    assert_eq!(office.state.law, law::load(None).law);
    let before = rulings(&office).len();
    let effects = office.act(Action::Settings(SettingsAction::ReloadChecklists));
    assert!(matches!(effects[..], [Effect::LoadChecklists]));
    office.tell(Event::Job(JobEvent::Law(law::load(None))));
    assert_eq!(office.state.troubles, []);
    assert_eq!(rulings(&office).len(), before);
}

#[test]
fn another_law_file_makes_another_rule_and_a_place_that_is_gone_counts_as_unknown() {
    let mut office = asking("");
    give(&mut office, 1, "Texas");
    let text = law::SHIPPED.1.replace("\"version\": \"1.0.0\"", "\"version\": \"2.0.0-firm\"");
    let file = PathBuf::from("/config/recording-law.json");
    let firm = law::read(&file, &text).unwrap();
    let loaded = law::Loaded { law: firm, source: LawSource::Firm(file), faults: Vec::new() };
    office.tell(Event::Job(JobEvent::Law(loaded)));
    assert_eq!(newest(&office).version, "2.0.0-firm");
    let (place, name, known) = ("XX-OLD".to_owned(), "Atlantis".to_owned(), PlaceKnown::Told);
    office.consent(ConsentStep::GivePlace { person: p(1), place, name, known });
    assert_eq!(whereabouts(&office), Whereabouts::Gone { name: "Atlantis".to_owned() });
    assert_eq!(newest(&office).places, ["unknown", "US-PA"]);
}

#[test]
fn before_the_law_is_read_nothing_is_ruled_and_nothing_is_refused() {
    let mut office = Office::open();
    office.state.law = law::Law::default();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    assert_eq!((rulings(&office).len(), office.state.refused.clone()), (0, None));
    assert!(starts(&office.recorder(RecorderAction::Start)));
}
