//! What the rule on recording adds: said on each take, ticked, or done when the words were read; it holds up nothing.

use super::office::{Office, starts};
use super::places::{asking, give, join, newest, places};
use rapport::app::action::{PlacesAction, RecorderAction};
use rapport::app::view::places::duties as duty_rows;
use rapport::domain::consent::{ConsentFact, HowGiven, HowMet, Manner};
use rapport::domain::decide::ConsentStep;
use rapport::domain::fact::{ConsentAnswer, Fact};
use rapport::domain::ids::PersonId;
use rapport::domain::open_ends::{OpenEnd, carried_over, open_ends};
use rapport::domain::recording::StopReason;
use rapport::domain::refusal::Refusal;

/// Names and open or settled, of what the rule adds.
fn duties(office: &Office) -> Vec<(String, bool)> {
    office.call().consent().duties().map(|(duty, at)| (duty.id.clone(), at.is_some())).collect()
}

fn is_settled(office: &Office, duty: &str) -> bool {
    duties(office).contains(&(duty.to_owned(), true))
}

fn settle(office: &mut Office, duty: &str) {
    let words = "its words".to_owned();
    places(office, PlacesAction::Settle { duty: duty.to_owned(), words });
}

#[test]
fn what_the_words_have_told_is_done_when_they_were_read_and_opens_again_for_whoever_joins() {
    let mut office = asking("");
    give(&mut office, 1, "European Union (GDPR, generic)");
    for duty in ["purpose", "who_keeps_and_listens", "how_long"] {
        assert!(duties(&office).contains(&(duty.to_owned(), false)), "{:?}", duties(&office));
    }
    office.consent(ConsentStep::Explain);
    for duty in ["purpose", "who_keeps_and_listens", "how_long"] {
        assert!(is_settled(&office, duty));
    }
    assert!(!is_settled(&office, "active_yes"), "a yes is not read");
    let told = office.call().entries().iter().find_map(|entry| match &entry.fact {
        Fact::Consent(ConsentFact::DutySettled { duty, words }) if duty == "purpose" => Some(words.clone()),
        _ => None,
    });
    assert!(told.unwrap().contains("I would like to record"), "with the line that did it");
    settle(&mut office, "active_yes");
    assert!(is_settled(&office, "active_yes"), "by hand");
    join(&mut office, "Luz Vega");
    assert!(duties(&office).iter().all(|(_, settled)| !settled), "Luz heard none of it");
    office.consent(ConsentStep::Explain);
    assert!(is_settled(&office, "purpose"));
    assert!(!is_settled(&office, "active_yes"));
}

#[test]
fn a_yes_aloud_ticks_itself_once_everyones_yes_is_noted_as_spoken() {
    let mut office = asking("");
    give(&mut office, 1, "European Union (GDPR, generic)");
    join(&mut office, "Luz Vega");
    office.consent(ConsentStep::Explain);
    let answer = |office: &mut Office, number, given| {
        let (person, language) = (PersonId::new(format!("p{number}")), String::new());
        let manner = Manner { given, language };
        office.consent(ConsentStep::Answer { person, answer: ConsentAnswer::Yes, manner });
    };
    answer(&mut office, 1, HowGiven::Spoken);
    assert!(!is_settled(&office, "active_yes"), "one of two");
    answer(&mut office, 2, HowGiven::SignedForm);
    assert!(!is_settled(&office, "active_yes"), "a form says nothing aloud");
    answer(&mut office, 2, HowGiven::Spoken);
    assert!(is_settled(&office, "active_yes"));
    let row = |office: &Office| {
        duty_rows(&office.state, office.call())
            .into_iter()
            .find(|row| row.duty.id == "active_yes")
            .unwrap()
            .ticks_itself
    };
    assert!(row(&office), "no hand takes it back");
    office.consent(ConsentStep::Withdraw { person: None });
    assert!(!is_settled(&office, "active_yes"), "everyone is asked anew");
}

#[test]
fn a_tick_that_was_a_mistake_is_taken_back_and_both_stay_on_the_timeline() {
    let mut office = asking("");
    give(&mut office, 1, "Georgia");
    office.consent(ConsentStep::Explain);
    let take_back = |office: &mut Office| {
        let (duty, words) = ("parent_for_child".to_owned(), "its words".to_owned());
        places(office, PlacesAction::TakeBack { duty, words });
    };
    take_back(&mut office);
    assert_eq!(office.state.refused, Some(Refusal::NotTicked));
    settle(&mut office, "parent_for_child");
    assert!(is_settled(&office, "parent_for_child"));
    take_back(&mut office);
    assert!(!is_settled(&office, "parent_for_child"), "it is open again");
    settle(&mut office, "parent_for_child");
    assert!(is_settled(&office, "parent_for_child"), "and can be ticked again");
    let kinds: Vec<_> = office.call().entries().iter().map(|entry| entry.fact.kind()).collect();
    let told: Vec<_> = kinds.iter().filter(|kind| kind.starts_with("duty_")).collect();
    assert_eq!(told, ["duty_settled", "duty_taken_back", "duty_settled"]);
}

#[test]
fn a_place_that_is_noted_after_the_words_were_read_finds_them_told() {
    let mut office = asking("");
    office.agree();
    give(&mut office, 1, "United Kingdom");
    assert!(is_settled(&office, "purpose"));
}

#[test]
fn what_is_to_be_heard_is_said_on_each_take_and_holds_up_nothing() {
    let mut office = asking("");
    give(&mut office, 1, "Virginia");
    office.agree();
    assert!(newest(&office).duties.iter().any(|duty| {
        duty.id == "use_in_court" && duty.how == HowMet::SaidOnRecording && duty.places == ["Virginia"]
    }));
    settle(&mut office, "use_in_court");
    assert_eq!(office.state.refused, Some(Refusal::NotRecording));
    assert_eq!(open_ends(office.call()), [], "what was not recorded leaves nothing of it open");
    assert!(starts(&office.recorder(RecorderAction::Start)), "nothing waits for it");
    office.begin_take();
    let is_duty = |end: &OpenEnd| matches!(end, OpenEnd::Duty { duty, .. } if duty == "use_in_court");
    assert!(open_ends(office.call()).iter().any(is_duty));
    settle(&mut office, "use_in_court");
    settle(&mut office, "use_in_court");
    let said = office.call().entries().iter().filter(|entry| {
        matches!(&entry.fact, Fact::Consent(ConsentFact::DutySettled { duty, .. }) if duty == "use_in_court")
    });
    let said: Vec<_> = said.map(|entry| entry.position.unwrap().frame).collect();
    assert_eq!(said, [48_000], "once, with its place on the recording");
    assert!(!open_ends(office.call()).iter().any(is_duty));
    office.end_take(StopReason::ByHand);
    office.save();
    assert!(starts(&office.recorder(RecorderAction::Start)));
    office.begin_take();
    assert!(open_ends(office.call()).iter().any(is_duty), "it is to be heard on this take too");
    assert!(!carried_over(office.call()).open.iter().any(is_duty), "the next call cannot say it");
}

#[test]
fn georgia_asks_for_a_parent_and_germany_for_an_active_yes() {
    let mut office = asking("");
    give(&mut office, 1, "GA");
    let parent = newest(&office).duties.into_iter().find(|duty| duty.id == "parent_for_child").unwrap();
    assert_eq!((parent.places.as_slice(), parent.how), (&["Georgia".to_owned()][..], HowMet::Ticked));
    assert!(parent.why.contains("Georgia"));
    give(&mut office, 1, "EU");
    assert!(duties(&office).iter().any(|(duty, _)| duty == "active_yes"));
    assert!(!duties(&office).iter().any(|(duty, _)| duty == "parent_for_child"));
}

#[test]
fn what_is_added_because_a_place_is_not_known_is_offered_and_not_named_at_the_close() {
    let mut office = asking("");
    office.state.settings.place = None;
    office.agree();
    let added = newest(&office).duties;
    assert!(!added.is_empty() && added.iter().all(|duty| duty.places.is_empty()), "{added:?}");
    assert!(starts(&office.recorder(RecorderAction::Start)));
    office.begin_take();
    assert_eq!(open_ends(office.call()), []);
    settle(&mut office, "recording_now");
    assert!(is_settled(&office, "recording_now"), "it can be said all the same");
}
