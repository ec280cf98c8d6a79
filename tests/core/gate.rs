//! The consent gate from all sides: who must have said what, to which words, before there is a permit, and what makes a
//! permit stale. That a permit cannot be forged, copied or read from a file is shown in `src/domain/consent.rs`.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that panics has failed")]

mod cases;
mod listing;
mod property;
mod said;
mod stale;
mod table;

use crate::timeline::support::{Desk, answer_of, client, matter, person, script, use_script};
use rapport::domain::call::Call;
use rapport::domain::consent::{ConsentGap, PersonConsent};
use rapport::domain::decide::{ConsentStep, CourseStep, Step};
use rapport::domain::fact::ConsentAnswer::{No, NotSure, Yes};
use rapport::domain::ids::{PersonId, Seq};
use rapport::domain::people::{ClientCard, Person};
use rapport::domain::refusal::Refusal;

/// A call with these people on the line, who all said yes, and that is saved.
fn agreed(ids: &[&str]) -> Desk {
    let mut desk = Desk::open();
    desk.all_agree(ids);
    desk
}

fn ada() -> String {
    "ada".to_owned()
}

#[test]
fn nothing_is_open_when_a_call_is_opened() {
    let desk = Desk::open();
    let gaps = [ConsentGap::NotExplained, ConsentGap::NobodyOnTheLine];
    assert_eq!(desk.call.consent().gaps(), gaps);
    assert_eq!(desk.call.consent().permit().unwrap_err(), gaps);
}

#[test]
fn an_empty_line_is_a_gap_and_not_a_yes() {
    let mut desk = Desk::open();
    desk.explain();
    desk.save();
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::NobodyOnTheLine]);
}

#[test]
fn a_permit_names_its_call_and_the_newest_entry_it_rests_on() {
    let desk = agreed(&["ada"]);
    let permit = desk.permit();
    assert_eq!(permit.call(), desk.call.id());
    assert_eq!(permit.answered_by(), desk.call.entries().last().unwrap().seq);
    assert!(permit.is_current());
}

#[test]
fn a_permit_waits_until_the_answer_is_on_disk() {
    let mut desk = Desk::open();
    desk.join("ada");
    desk.explain();
    desk.save();
    desk.answer("ada", Yes);
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::NotSavedYet]);
    let before = Seq(desk.call.next_seq().0 - 2);
    desk.call.confirm_saved(before);
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::NotSavedYet]);
    desk.save();
    assert!(desk.call.consent().permit().is_ok());
}

#[test]
fn an_entry_cannot_be_on_disk_before_it_is_on_the_timeline() {
    let mut desk = Desk::open();
    desk.call.confirm_saved(Seq(u64::MAX));
    desk.join("ada");
    desk.explain();
    desk.answer("ada", Yes);
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::NotSavedYet]);
}

#[test]
fn an_earlier_saved_report_that_comes_late_takes_nothing_back() {
    let mut desk = agreed(&["ada"]);
    desk.call.confirm_saved(Seq::FIRST);
    assert!(desk.call.consent().permit().is_ok());
}

#[test]
fn a_call_read_back_from_disk_is_closed_until_someone_says_that_it_is_saved() {
    let desk = agreed(&["ada"]);
    let mut again = Call::fold(desk.call.entries().to_vec()).unwrap();
    assert_eq!(again.consent().gaps(), [ConsentGap::NotSavedYet]);
    again.confirm_saved(again.entries().last().unwrap().seq);
    assert!(again.consent().permit().is_ok());
}

#[test]
fn when_the_only_one_to_say_no_leaves_a_fresh_permit_can_be_had_and_the_old_stays_stale() {
    let mut desk = agreed(&["ada", "bob"]);
    let before = desk.permit();
    desk.answer("bob", No);
    desk.save();
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::SaidNo { name: "bob".to_owned() }]);
    desk.leave("bob");
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::NotSavedYet]);
    desk.save();
    assert!(desk.permit().is_current());
    assert!(!before.is_current());
}

#[test]
fn whoever_comes_back_is_asked_again_and_stands_once_on_the_list() {
    let mut desk = agreed(&["ada", "bob"]);
    let before = desk.permit();
    desk.leave("bob");
    desk.join("bob");
    let bob = ConsentGap::NotHeard { name: "bob".to_owned() };
    assert_eq!(desk.call.consent().gaps(), [bob]);
    assert_eq!(desk.call.consent().people().len(), 2);
    desk.explain();
    desk.answer("bob", Yes);
    desk.save();
    assert!(desk.permit().is_current());
    assert!(!before.is_current());
}

#[test]
fn someone_put_on_the_line_twice_is_asked_again_and_can_leave() {
    let mut desk = agreed(&["ada", "bob"]);
    desk.join("bob");
    assert!(desk.call.consent().permit().is_err());
    desk.leave("bob");
    desk.save();
    assert!(desk.call.consent().permit().is_ok());
}

#[test]
fn nobody_answers_or_leaves_who_is_not_on_the_line() {
    let mut desk = agreed(&["ada", "bob"]);
    desk.leave("bob");
    for id in ["bob", "nobody"] {
        for answer in [Yes, No, NotSure] {
            assert_eq!(
                desk.attempt(Step::Consent(answer_of(id, answer))).unwrap_err(),
                Refusal::UnknownPerson
            );
        }
        let leave = ConsentStep::Leave(PersonId::new(id));
        assert_eq!(desk.attempt(Step::Consent(leave)).unwrap_err(), Refusal::UnknownPerson);
    }
}

#[test]
fn a_yes_counts_only_after_the_words_in_force_were_read() {
    let yes = || Step::Consent(answer_of("ada", Yes));
    let mut desk = Desk::open();
    desk.join("ada");
    assert_eq!(desk.attempt(yes()).unwrap_err(), Refusal::NotExplained, "not read at all");
    desk.explain();
    desk.add(yes());
    desk.withdraw();
    assert_eq!(desk.attempt(yes()).unwrap_err(), Refusal::NotExplained, "read before the withdrawal");
    desk.explain();
    desk.change_script("2");
    assert_eq!(desk.attempt(yes()).unwrap_err(), Refusal::NotExplained, "read in earlier words");
    desk.explain();
    desk.add(yes());
    desk.save();
    assert!(desk.call.consent().permit().is_ok());
}

#[test]
fn a_no_is_taken_down_without_any_explanation() {
    for answer in [No, NotSure] {
        let mut desk = Desk::open();
        desk.join("ada");
        desk.answer("ada", answer);
    }
}

#[test]
fn a_yes_to_changed_words_is_needed_even_after_they_were_read() {
    let mut desk = agreed(&["ada"]);
    desk.change_script("2");
    desk.explain();
    desk.save();
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::EarlierWords { name: ada() }]);
    assert_eq!(desk.call.consent().script(), &script("2"));
    desk.answer("ada", Yes);
    desk.save();
    assert!(desk.call.consent().permit().is_ok());
}

#[test]
fn the_yes_of_one_person_is_not_the_yes_of_another_with_the_same_name() {
    let named = |id: &str| Person { name: "Sam Smith".to_owned(), ..person(id) };
    let mut desk = Desk::open();
    desk.consent(ConsentStep::Join(named("sam-1")));
    desk.consent(ConsentStep::Join(named("sam-2")));
    desk.explain();
    desk.answer("sam-2", Yes);
    desk.save();
    let sam = ConsentGap::NotAsked { name: "Sam Smith".to_owned() };
    assert_eq!(desk.call.consent().gaps(), [sam]);
    assert_eq!(desk.call.consent().person(&PersonId::new("sam-1")).unwrap().consent, PersonConsent::NotAsked);
}

#[test]
fn a_withdrawal_leaves_a_no_as_it_was_said() {
    let mut desk = Desk::open();
    desk.join("ada");
    desk.join("bob");
    desk.join("eve");
    desk.explain();
    desk.answer("ada", Yes);
    desk.answer("bob", No);
    desk.withdraw();
    let gaps = [
        ConsentGap::NotExplained,
        ConsentGap::Withdrawn { name: ada() },
        ConsentGap::SaidNo { name: "bob".to_owned() },
        ConsentGap::NotAsked { name: "eve".to_owned() },
    ];
    assert_eq!(desk.call.consent().gaps(), gaps);
}

#[test]
fn there_is_nothing_to_withdraw_before_somebody_said_yes() {
    let withdraw = || Step::Consent(ConsentStep::Withdraw { person: None });
    let mut desk = Desk::open();
    desk.join("ada");
    desk.explain();
    assert_eq!(desk.attempt(withdraw()).unwrap_err(), Refusal::NothingToWithdraw);
    desk.answer("ada", No);
    assert_eq!(desk.attempt(withdraw()).unwrap_err(), Refusal::NothingToWithdraw);
    desk.answer("ada", Yes);
    desk.answer("ada", No);
    desk.add(withdraw());
}

#[test]
fn a_yes_that_no_longer_counts_can_still_be_withdrawn() {
    let ends: [fn(&mut Desk); 3] = [
        |desk| desk.course(CourseStep::NoteInterruption { last_sign: desk.call.opened }),
        |desk| desk.consent(ConsentStep::TakeAnswerBack { person: PersonId::new("ada") }),
        |desk| desk.leave("ada"),
    ];
    for end in ends {
        let mut desk = agreed(&["ada"]);
        let take = desk.record();
        end(&mut desk);
        desk.withdraw();
        assert!(!desk.call.custody.may_be_heard(take));
        let ada = &desk.call.consent().person(&PersonId::new("ada")).unwrap().consent;
        assert!(matches!(ada, PersonConsent::Withdrawn { .. }), "{ada:?}");
    }
}

#[test]
fn a_tick_that_was_taken_back_is_no_answer_and_shuts_the_recorder_until_they_are_asked_again() {
    let mut desk = agreed(&["ada"]);
    let permit = desk.permit();
    let take_back = || Step::Consent(ConsentStep::TakeAnswerBack { person: PersonId::new("ada") });
    desk.add(take_back());
    assert!(!permit.is_current());
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::TickTakenBack { name: ada() }]);
    assert_eq!(desk.attempt(take_back()).unwrap_err(), Refusal::NotTicked);
    desk.answer("ada", Yes);
    desk.save();
    assert!(desk.call.consent().permit().is_ok(), "the words were heard and hold");
    desk.answer("ada", No);
    assert_eq!(desk.attempt(take_back()).unwrap_err(), Refusal::NotTicked);
}

#[test]
fn a_person_without_a_name_is_not_put_on_the_line() {
    let nameless = Person { name: " \t".to_owned(), ..person("x") };
    let step = Step::Consent(ConsentStep::Join(nameless));
    assert_eq!(Desk::open().attempt(step).unwrap_err(), Refusal::NameMissing);
}

#[test]
fn a_finished_call_takes_no_step_of_consent() {
    let mut desk = agreed(&["ada"]);
    desk.course(CourseStep::Finish);
    let steps = [
        ConsentStep::Join(person("bob")),
        ConsentStep::Leave(PersonId::new("ada")),
        ConsentStep::Explain,
        answer_of("ada", Yes),
        ConsentStep::Withdraw { person: None },
        use_script("2"),
    ];
    for step in steps {
        assert_eq!(desk.attempt(Step::Consent(step)).unwrap_err(), Refusal::CallFinished);
    }
}

#[test]
fn another_name_for_the_client_neither_opens_nor_closes_the_gate() {
    let mut desk = Desk::quick_capture();
    desk.join("a caller");
    desk.explain();
    let attach = CourseStep::Attach { client: Box::new(client("Ada Lovelace")), matter: matter() };
    desk.course(attach);
    desk.save();
    assert_eq!(desk.call.consent().gaps(), [ConsentGap::NotAsked { name: "Ada Lovelace".to_owned() }]);
    desk.answer("a caller", Yes);
    desk.save();
    let permit = desk.permit();
    let card = ClientCard { name: "Countess of Lovelace".to_owned(), ..Default::default() };
    desk.course(CourseStep::UpdateCard(Box::new(card)));
    assert!(permit.is_current());
    let named: Vec<_> = desk.call.consent().people().iter().map(|p| p.person.name.as_str()).collect();
    assert_eq!(named, ["Ada Lovelace"], "the record keeps the name under which the question was answered");
}
