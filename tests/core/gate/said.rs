//! How an answer was given, where people are, what was read, a yes said again on the recording, and an earlier call's yes.

use super::cases::ruling;
use super::{ada, agreed};
use crate::timeline::support::{Desk, answer_of, client, opening, person, script, use_script, words};
use rapport::domain::call::Call;
use rapport::domain::checklist::ScriptStamp;
use rapport::domain::consent::{
    ConsentGap, HowGiven, Manner, PersonConsent, PlaceKnown, Ruling, ScriptText, Since, earlier_answer,
};
use rapport::domain::custody::Standing;
use rapport::domain::decide::{ConsentStep, CourseStep, Opening, RecordingStep, Step};
use rapport::domain::entry::Position;
use rapport::domain::fact::ConsentAnswer::{No, Yes};
use rapport::domain::fact::Fact;
use rapport::domain::ids::PersonId;
use rapport::domain::people::Operator;
use rapport::domain::refusal::Refusal;

fn refused(desk: &mut Desk, step: ConsentStep) -> Refusal {
    desk.attempt(Step::Consent(step)).unwrap_err()
}

fn reconfirm(id: &str) -> ConsentStep {
    ConsentStep::Reconfirm { person: PersonId::new(id), asked: "Is that all right?".to_owned() }
}

fn place(id: &str, place: &str) -> ConsentStep {
    ConsentStep::GivePlace {
        person: PersonId::new(id),
        place: place.to_owned(),
        name: "There".to_owned(),
        known: PlaceKnown::Guessed,
    }
}

#[test]
fn whoever_joins_after_the_words_were_read_must_hear_them_before_a_yes_counts() {
    let mut desk = agreed(&["ada"]);
    desk.join("bob");
    assert_eq!(refused(&mut desk, answer_of("bob", Yes)), Refusal::NotHeard);
    desk.answer("bob", No);
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::SaidNo { name: "bob".to_owned() }]);
    desk.explain();
    desk.answer("bob", Yes);
    desk.save();
    assert!(desk.permit().is_current(), "ada, who heard them before, is not asked again");
}

#[test]
fn only_those_on_the_line_have_heard_the_words_and_only_until_everyone_must_hear_them_again() {
    let mut desk = agreed(&["ada", "bob"]);
    let has_heard = |desk: &Desk, id: &str| desk.call.consent().has_heard(&PersonId::new(id));
    desk.leave("bob");
    desk.change_script("2");
    assert!(!has_heard(&desk, "ada"));
    desk.explain();
    assert!(has_heard(&desk, "ada") && !has_heard(&desk, "bob"));
    desk.answer("ada", Yes);
    desk.withdraw();
    assert!(!has_heard(&desk, "ada"));
}

#[test]
fn a_yes_on_a_timeline_that_shows_no_reading_opens_nothing() {
    let mut desk = agreed(&["ada", "bob"]);
    // As a program of an earlier version could have written it down.
    let mut entries = desk.call.entries().to_vec();
    let explained = entries.iter().position(|e| matches!(e.fact, Fact::ConsentExplained { .. })).unwrap();
    entries.swap(explained, explained - 1);
    for (seq, entry) in (1..).zip(&mut entries) {
        entry.seq = rapport::domain::ids::Seq(seq);
    }
    desk.call = Call::fold(entries).unwrap();
    desk.save();
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::NotHeard { name: "bob".to_owned() }]);
    assert!(desk.call.consent().everyone_said_yes(), "what was said was said");
}

#[test]
fn a_script_that_differs_in_anything_is_another_script() {
    let same = script("1");
    let others = [
        ScriptStamp { id: "small.es".to_owned(), ..same.clone() },
        ScriptStamp { version: "1.0".to_owned(), ..same.clone() },
        ScriptStamp { version: "1 ".to_owned(), ..same.clone() },
        ScriptStamp { words: "0123456789abcdef".to_owned(), ..same.clone() },
    ];
    for other in others {
        let mut desk = agreed(&["ada"]);
        let permit = desk.permit();
        desk.consent(ConsentStep::ChangeScript { script: other.clone(), text: words("1") });
        assert!(!permit.is_current());
        desk.explain();
        desk.save();
        assert_eq!(desk.call.consent().gaps(), [ConsentGap::EarlierWords { name: ada() }], "{other:?}");
    }
}

#[test]
fn the_timeline_holds_the_words_as_they_were_read_aloud() {
    let operator = Operator { firm: "Roe & Partners".to_owned(), ..Operator::default() };
    let mut desk = Desk::with(Opening { operator, ..opening() });
    desk.join("ada");
    desk.consent(use_script("2"));
    desk.explain();
    let Fact::ConsentExplained { words: read, .. } = &desk.call.entries().last().unwrap().fact else {
        panic!("nothing was read")
    };
    let lines = ["Roe & Partners keeps it.", "May I record, in words 2?"].map(str::to_owned).to_vec();
    assert_eq!(*read, ScriptText { language: "en".to_owned(), lines });
    assert_eq!(desk.call.consent().text(), &words("2"), "with its blanks, for whoever reads them next");
}

#[test]
fn an_answer_keeps_how_it_was_given_and_the_language_of_the_words_where_none_is_said() {
    let mut desk = agreed(&["ada"]);
    let manner = Manner { given: HowGiven::SignedForm, language: "es".to_owned() };
    desk.consent(ConsentStep::Answer { person: PersonId::new("ada"), answer: Yes, manner: manner.clone() });
    let told = |desk: &Desk| match &desk.call.consent().people()[0].consent {
        PersonConsent::Answered { manner, .. } => manner.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(told(&desk), manner);
    desk.answer("ada", Yes);
    assert_eq!(told(&desk), Manner { given: HowGiven::Spoken, language: "en".to_owned() });
}

#[test]
fn a_place_is_noted_of_whoever_is_on_the_line_and_may_be_unknown() {
    let mut desk = agreed(&["ada"]);
    let permit = desk.permit();
    desk.consent(place("ada", " US-CA "));
    let noted = desk.call.consent().people()[0].place.clone().unwrap();
    assert_eq!((noted.code.as_str(), noted.known), ("US-CA", PlaceKnown::Guessed));
    desk.consent(place("ada", "unknown"));
    assert_eq!(desk.call.consent().people()[0].place.as_ref().unwrap().code, "unknown");
    assert!(permit.is_current());
    assert_eq!(refused(&mut desk, place("ada", " ")), Refusal::PlaceMissing);
    assert_eq!(refused(&mut desk, place("bob", "US-CA")), Refusal::UnknownPerson);
}

#[test]
fn a_rule_is_written_down_whole_or_not_at_all() {
    let mut desk = agreed(&["ada"]);
    let half = Ruling { checked: String::new(), ..ruling() };
    assert_eq!(refused(&mut desk, ConsentStep::ApplyRuling(Box::new(half))), Refusal::RulingIncomplete);
    assert_eq!(desk.call.consent().ruling(), None);
    desk.consent(ConsentStep::ApplyRuling(Box::new(ruling())));
    assert_eq!(desk.call.consent().ruling().unwrap().0, ruling());
}

#[test]
fn a_yes_is_said_again_on_a_recording_that_runs_by_someone_who_said_it_before() {
    let mut desk = agreed(&["ada", "bob"]);
    assert_eq!(refused(&mut desk, reconfirm("ada")), Refusal::NotRecording);
    let take = desk.record();
    assert_eq!(refused(&mut desk, reconfirm("ada")), Refusal::NotRecording, "its place is not known");
    let position = Position { take, frame: 96_000, rate: 48_000, before_ms: 0 };
    desk.position = Some(position);
    desk.consent(reconfirm("ada"));
    assert_eq!(desk.call.consent().people()[0].reconfirmed.unwrap().position, position);
    assert_eq!(desk.call.consent().people()[1].reconfirmed, None);
    desk.recording(RecordingStep::Paused { take, reason: String::new() });
    assert_eq!(refused(&mut desk, reconfirm("bob")), Refusal::NotRecording, "nothing is heard in a pause");
    desk.recording(RecordingStep::Resumed { take });
    desk.answer("bob", No);
    assert_eq!(refused(&mut desk, reconfirm("bob")), Refusal::NoYesBefore);
    assert_eq!(refused(&mut desk, reconfirm("eve")), Refusal::UnknownPerson);
}

#[test]
fn takes_without_a_valid_consent_are_locked_and_everyone_is_asked_again_even_after_the_call() {
    let invalid =
        |takes: &[u32], why: &str| ConsentStep::NoValidConsent { takes: takes.to_vec(), why: why.to_owned() };
    let mut desk = agreed(&["ada"]);
    let first = desk.record();
    desk.stop(first, 9);
    let second = desk.record();
    let permit = desk.permit();
    assert_eq!(refused(&mut desk, invalid(&[9], "why")), Refusal::NoSuchTake);
    assert_eq!(refused(&mut desk, invalid(&[], "why")), Refusal::NoSuchTake);
    assert_eq!(refused(&mut desk, invalid(&[second], " ")), Refusal::ReasonMissing);
    desk.consent(invalid(&[second], "her brother answered"));
    assert!(!permit.is_current());
    let gaps = [ConsentGap::NotExplained, ConsentGap::NoValidConsent { name: ada() }];
    assert_eq!(desk.call.consent().gaps(), gaps);
    assert!(desk.call.custody.may_be_heard(first));
    assert!(!desk.call.custody.may_be_heard(second));
    desk.stop(second, 9);
    desk.course(CourseStep::Finish);
    desk.consent(invalid(&[first], "he was not asked either"));
    let standing = desk.call.custody.of(first).unwrap();
    assert!(matches!(standing, Standing::Restricted { reason, .. } if reason == "he was not asked either"));
}

#[test]
fn an_earlier_call_tells_when_and_under_which_words_its_client_said_yes() {
    let mut desk = Desk::with(Opening { client: client("Ada Lovelace"), ..opening() });
    desk.join("ada");
    assert_eq!(earlier_answer(&desk.call), None);
    desk.explain();
    desk.answer("ada", Yes);
    let said = earlier_answer(&desk.call).unwrap();
    assert_eq!((&said.call, said.name.as_str(), &said.script), (desk.call.id(), "ada", &script("1")));
    assert_eq!((said.at, said.since), (desk.call.entries().last().unwrap().at, Since::Stood));
    desk.withdraw();
    let at = desk.call.entries().last().unwrap().at;
    assert_eq!(earlier_answer(&desk.call).unwrap().since, Since::Ended { at });
    desk.explain();
    desk.answer("ada", Yes);
    desk.save();
    let take = desk.record();
    desk.consent(ConsentStep::NoValidConsent { takes: vec![take], why: "not her".to_owned() });
    let at = desk.call.entries().last().unwrap().at;
    assert_eq!(earlier_answer(&desk.call).unwrap().since, Since::NotValid { at });
}

#[test]
fn the_yes_of_somebody_else_in_an_earlier_call_is_not_the_clients() {
    let mut desk = Desk::open();
    desk.join("ada");
    let role = rapport::domain::people::PersonRole::Relative;
    desk.consent(ConsentStep::Join(rapport::domain::people::Person { role, ..person("bob") }));
    desk.explain();
    desk.answer("bob", Yes);
    assert_eq!(earlier_answer(&desk.call), None);
    desk.answer("ada", Yes);
    desk.answer("ada", No);
    assert!(matches!(earlier_answer(&desk.call).unwrap().since, Since::Ended { .. }));
}

#[test]
fn an_earlier_answer_opens_nothing_here() {
    let earlier = agreed(&["ada"]);
    assert!(earlier_answer(&earlier.call).is_some());
    let mut desk = Desk::open();
    desk.join("ada");
    desk.explain();
    desk.save();
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::NotAsked { name: ada() }]);
}

#[test]
fn words_with_nothing_to_read_come_into_force_by_no_step_and_open_nothing_where_a_file_holds_them() {
    let mut desk = Desk::open();
    for lines in [vec![], vec![" ".to_owned(), String::new()]] {
        let text = ScriptText { language: "en".to_owned(), lines };
        let change = ConsentStep::ChangeScript { script: script("2"), text: text.clone() };
        assert_eq!(desk.attempt(Step::Consent(change)), Err(Refusal::NoWords));
        let mut entries = desk.call.entries().to_vec();
        let mut next = entries.last().unwrap().clone();
        let facts = [
            Fact::ConsentScriptChanged { script: script("2"), text: text.clone() },
            Fact::PersonJoined { person: person("ada") },
            Fact::ConsentExplained { script: script("2"), words: text },
            Fact::ConsentAnswered {
                person: PersonId::new("ada"),
                answer: Yes,
                script: script("2"),
                manner: Manner::default(),
            },
        ];
        for fact in facts {
            next.seq = next.seq.next();
            next.fact = fact;
            entries.push(next.clone());
        }
        let mut call = Call::fold(entries).unwrap();
        call.confirm_saved(next.seq);
        assert_eq!(call.consent().gaps(), [ConsentGap::NoWords]);
    }
}
