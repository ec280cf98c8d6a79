//! Special cases: what each blocks, what opens it again, and who may say so.

use super::{ada, agreed};
use crate::timeline::support::{Desk, person};
use rapport::domain::consent::ConsentGap::{
    self, NoGuardian, NotApproved, NotExplained, NotListed, OtherSide,
};
use rapport::domain::consent::{CaseOf, Guardian, Ruling, SpecialCase};
use rapport::domain::decide::{CaseStep, ConsentStep, Step};
use rapport::domain::fact::ConsentAnswer::{No, Yes};
use rapport::domain::ids::PersonId;
use rapport::domain::people::{Person, PersonRole};
use rapport::domain::refusal::Refusal;

pub fn case_of(case: SpecialCase, person: Option<&str>) -> CaseOf {
    CaseOf { case, person: person.map(PersonId::new) }
}

pub fn note(case: SpecialCase, person: Option<&str>) -> CaseStep {
    CaseStep::Note { of: case_of(case, person), note: String::new() }
}

pub fn approve(case: SpecialCase, person: Option<&str>) -> CaseStep {
    CaseStep::Approve {
        of: case_of(case, person),
        attorney: "Jane Roe".to_owned(),
        approved_at: "today, 9:40".to_owned(),
    }
}

pub fn take_back(case: SpecialCase, person: Option<&str>, attorney: &str) -> CaseStep {
    let (reason, attorney) = ("it was somebody else".to_owned(), attorney.to_owned());
    CaseStep::TakeBack { of: case_of(case, person), reason, attorney }
}

pub fn ruling() -> Ruling {
    Ruling {
        rule: "all_party".to_owned(),
        set_by: "California".to_owned(),
        citation: "Cal. Penal Code § 632".to_owned(),
        checked: "2026-11-24".to_owned(),
        version: "1".to_owned(),
        ..Ruling::default()
    }
}

pub fn step(step: CaseStep) -> Step {
    Step::Consent(ConsentStep::Case(step))
}

impl Desk {
    pub fn case(&mut self, of: CaseStep) {
        self.add(step(of));
        self.save();
    }

    pub fn gaps(&self) -> Vec<ConsentGap> {
        self.call.consent().gaps()
    }

    pub fn join_as(&mut self, id: &str, role: PersonRole) {
        self.consent(ConsentStep::Join(Person { role, ..person(id) }));
    }
}

/// The case ends a permit at once; the attorney's word, and it alone, lets another be had.
fn check_is_the_attorneys(case: SpecialCase, person: Option<&str>, gap: &ConsentGap) {
    let mut desk = agreed(&["ada"]);
    let before = desk.permit();
    desk.case(note(case, person));
    assert!(!before.is_current(), "{case:?}");
    assert!(desk.gaps().contains(gap), "{case:?}: {:?}", desk.gaps());
    let alone = desk.attempt(step(take_back(case, person, "  "))).unwrap_err();
    assert_eq!(alone, Refusal::AttorneyDecides, "{case:?}");
    for (attorney, approved_at) in [("", "9:40"), ("Jane Roe", " "), ("Jane Roe", "maybe later")] {
        let half = CaseStep::Approve {
            of: case_of(case, person),
            attorney: attorney.to_owned(),
            approved_at: approved_at.to_owned(),
        };
        assert_eq!(desk.attempt(step(half)).unwrap_err(), Refusal::ApprovalIncomplete);
    }
    desk.case(approve(case, person));
    assert!(!desk.gaps().contains(gap), "{case:?}");
    let listed = person.is_some() || case == SpecialCase::JailLine;
    assert_eq!(desk.gaps().contains(&NotListed { case }), !listed, "{case:?}");
    desk.case(CaseStep::TakeBackApproval {
        of: case_of(case, person),
        reason: "on second thought".to_owned(),
    });
    assert!(desk.gaps().contains(gap), "{case:?}");
    desk.case(take_back(case, person, "Jane Roe"));
    assert_eq!(desk.gaps(), [], "{case:?}");
    assert!(!before.is_current(), "{case:?}");
}

#[test]
fn a_jail_line_a_child_a_doubt_and_the_other_side_are_the_attorneys_to_decide() {
    for person in [None, Some("ada")] {
        let name = || person.map(str::to_owned);
        for case in [SpecialCase::Child, SpecialCase::InDoubt, SpecialCase::JailLine] {
            check_is_the_attorneys(case, person, &NotApproved { case, name: name() });
        }
        check_is_the_attorneys(SpecialCase::OtherSide, person, &OtherSide { name: name() });
    }
}

#[test]
fn an_approval_is_for_its_own_case_and_person() {
    let mut desk = agreed(&["ada", "bob"]);
    desk.case(note(SpecialCase::InDoubt, Some("ada")));
    desk.case(note(SpecialCase::InDoubt, Some("bob")));
    desk.case(note(SpecialCase::JailLine, None));
    desk.case(approve(SpecialCase::InDoubt, Some("bob")));
    desk.case(approve(SpecialCase::JailLine, None));
    assert_eq!(desk.gaps(), [NotApproved { case: SpecialCase::InDoubt, name: Some(ada()) }]);
    desk.case(approve(SpecialCase::InDoubt, Some("ada")));
    assert_eq!(desk.gaps(), []);
    let unnoted = desk.attempt(step(approve(SpecialCase::OtherSide, Some("ada")))).unwrap_err();
    assert_eq!(unnoted, Refusal::CaseNotNoted);
}

#[test]
fn who_joins_as_the_other_side_stops_the_recorder_and_coming_back_under_another_role_changes_nothing() {
    let mut desk = agreed(&["ada"]);
    let before = desk.permit();
    desk.join_as("bob", PersonRole::OtherSide);
    assert!(!before.is_current());
    assert_eq!(desk.gaps()[0], OtherSide { name: Some("bob".to_owned()) });
    desk.join_as("bob", PersonRole::Client);
    desk.explain();
    desk.answer("bob", Yes);
    desk.save();
    assert_eq!(desk.gaps(), [OtherSide { name: Some("bob".to_owned()) }]);
    desk.leave("bob");
    desk.save();
    assert_eq!(desk.gaps(), []);
    desk.join_as("bob", PersonRole::Client);
    desk.case(approve(SpecialCase::OtherSide, Some("bob")));
    desk.explain();
    desk.answer("bob", Yes);
    desk.save();
    assert_eq!(desk.gaps(), []);
}

#[test]
fn a_child_needs_the_yes_of_a_parent_or_guardian_as_well_as_the_attorneys_word() {
    let waits_for = |guardian| NoGuardian { name: Some(ada()), guardian };
    let none = || waits_for(Guardian::NotListed);
    let mut desk = agreed(&["ada"]);
    desk.case(note(SpecialCase::Child, Some("ada")));
    assert_eq!(desk.gaps(), [NotApproved { case: SpecialCase::Child, name: Some(ada()) }, none()]);
    desk.case(approve(SpecialCase::Child, Some("ada")));
    assert_eq!(desk.gaps(), [none()]);
    desk.join_as("mother", PersonRole::ParentOrGuardian);
    desk.explain();
    let mother = "mother".to_owned();
    let gaps = [waits_for(Guardian::NotAsked(mother.clone())), ConsentGap::NotAsked { name: mother }];
    assert_eq!(desk.gaps(), gaps, "she is on the line already");
    desk.answer("mother", Yes);
    desk.save();
    let permit = desk.permit();
    desk.leave("mother");
    assert!(permit.is_current(), "she may hand the telephone over");
    desk.join_as("father", PersonRole::ParentOrGuardian);
    desk.answer("father", No);
    desk.leave("father");
    desk.save();
    let father = Guardian::SaidNo("father".to_owned());
    assert_eq!(desk.gaps(), [waits_for(father)], "one parent's no stays, though he has left");
    assert!(!permit.is_current());
}

#[test]
fn a_childs_yes_is_asked_for_too() {
    let mut desk = Desk::open();
    desk.join("ada");
    desk.join_as("mother", PersonRole::ParentOrGuardian);
    desk.case(note(SpecialCase::Child, Some("ada")));
    desk.case(approve(SpecialCase::Child, Some("ada")));
    desk.explain();
    desk.answer("mother", Yes);
    desk.save();
    assert_eq!(desk.gaps(), [ConsentGap::NotAsked { name: ada() }]);
}

#[test]
fn a_guardians_yes_to_earlier_words_opens_nothing() {
    let mut desk = Desk::open();
    desk.join("ada");
    desk.join_as("mother", PersonRole::ParentOrGuardian);
    desk.explain();
    desk.answer("mother", Yes);
    desk.leave("mother");
    desk.case(note(SpecialCase::Child, Some("ada")));
    desk.case(approve(SpecialCase::Child, Some("ada")));
    desk.change_script("2");
    desk.explain();
    desk.answer("ada", Yes);
    desk.save();
    assert_eq!(desk.gaps(), [NoGuardian { name: Some(ada()), guardian: Guardian::NotListed }]);
}

#[test]
fn an_interpreter_is_asked_as_a_person() {
    let mut desk = agreed(&["ada"]);
    desk.case(note(SpecialCase::Interpreter, None));
    assert_eq!(desk.gaps(), [NotListed { case: SpecialCase::Interpreter }]);
    desk.join_as("ines", PersonRole::Interpreter);
    assert_eq!(desk.gaps(), [ConsentGap::NotHeard { name: "ines".to_owned() }]);
    desk.explain();
    desk.answer("ines", Yes);
    desk.save();
    let permit = desk.permit();
    desk.leave("ines");
    assert!(!permit.is_current(), "nobody interprets any more");
    assert_eq!(desk.gaps(), [NotListed { case: SpecialCase::Interpreter }]);
    desk.case(take_back(SpecialCase::Interpreter, None, ""));
    assert_eq!(desk.gaps(), []);
}

#[test]
fn a_place_blocks_nothing() {
    let mut desk = agreed(&["ada"]);
    let permit = desk.permit();
    desk.consent(ConsentStep::ApplyRuling(Box::new(ruling())));
    assert!(permit.is_current());
    desk.save();
    assert_eq!(desk.gaps(), []);
}

#[test]
fn a_dropped_line_makes_every_yes_lapse_each_time() {
    let mut desk = agreed(&["ada", "bob"]);
    for _ in 0..2 {
        let permit = desk.permit();
        desk.case(note(SpecialCase::LineDropped, None));
        assert!(!permit.is_current());
        let dropped = |name: &str| ConsentGap::LineDropped { name: name.to_owned() };
        assert_eq!(desk.gaps(), [NotExplained, dropped("ada"), dropped("bob")]);
        desk.explain();
        desk.answer("ada", Yes);
        desk.answer("bob", Yes);
        desk.save();
        assert_eq!(desk.gaps(), []);
    }
}

#[test]
fn a_case_is_noted_once_until_it_is_taken_back_and_then_needs_a_word_of_its_own() {
    let mut desk = agreed(&["ada"]);
    desk.case(note(SpecialCase::JailLine, None));
    desk.case(approve(SpecialCase::JailLine, None));
    let again = desk.attempt(step(note(SpecialCase::JailLine, None))).unwrap_err();
    assert_eq!(again, Refusal::CaseNotedAlready);
    desk.case(take_back(SpecialCase::JailLine, None, "Jane Roe"));
    let twice = desk.attempt(step(take_back(SpecialCase::JailLine, None, "Jane Roe"))).unwrap_err();
    assert_eq!(twice, Refusal::CaseNotNoted);
    desk.case(note(SpecialCase::JailLine, None));
    assert_eq!(desk.gaps(), [NotApproved { case: SpecialCase::JailLine, name: None }]);
    assert_eq!(desk.call.consent().cases().len(), 2, "what was noted once stays on the record");
}

#[test]
fn steps_about_a_case_are_settled_with_their_words_and_who_took_them() {
    let mut desk = agreed(&["ada"]);
    desk.case(note(SpecialCase::Relay, None));
    let settle = |words: &str, done_by: &str| CaseStep::Settle {
        of: case_of(SpecialCase::Relay, None),
        step: "2".to_owned(),
        words: words.to_owned(),
        done_by: done_by.to_owned(),
    };
    assert_eq!(desk.attempt(step(settle("", "Pat"))).unwrap_err(), Refusal::NothingWritten);
    assert_eq!(desk.attempt(step(settle("Say who listens", " "))).unwrap_err(), Refusal::NameMissing);
    desk.case(settle("Say who listens", "Pat Doe"));
    let steps = &desk.call.consent().cases()[0].steps;
    assert_eq!((steps[0].words.as_str(), steps[0].done_by.as_str()), ("Say who listens", "Pat Doe"));
    let waits = [NotListed { case: SpecialCase::Relay }];
    assert_eq!(desk.gaps(), waits, "a settled step changes nothing at the gate");
    let take_back =
        |step: &str| CaseStep::TakeStepBack { of: case_of(SpecialCase::Relay, None), step: step.to_owned() };
    assert_eq!(desk.attempt(step(take_back("7"))).unwrap_err(), Refusal::NotTicked);
    desk.case(take_back("2"));
    assert!(desk.call.consent().cases()[0].steps.is_empty());
    assert_eq!(desk.attempt(step(take_back("2"))).unwrap_err(), Refusal::NotTicked);
    assert_eq!(desk.gaps(), waits);
}

#[test]
fn a_case_is_noted_of_someone_who_is_on_the_line() {
    let mut desk = agreed(&["ada", "bob"]);
    desk.leave("bob");
    let gone = desk.attempt(step(note(SpecialCase::InDoubt, Some("bob")))).unwrap_err();
    assert_eq!(gone, Refusal::UnknownPerson);
}
