//! People about whom a case was noted before they were on the list of those who are asked.

use super::agreed;
use super::cases::{approve, case_of, note, step, take_back};
use rapport::domain::consent::ConsentGap::{self, NotListed};
use rapport::domain::consent::SpecialCase;
use rapport::domain::decide::CaseStep;
use rapport::domain::fact::ConsentAnswer::Yes;
use rapport::domain::people::PersonRole;
use rapport::domain::refusal::Refusal;

#[test]
fn a_third_person_is_named_and_asked_and_holds_nothing_up_once_they_left() {
    let mut desk = agreed(&["ada"]);
    desk.case(note(SpecialCase::ThirdPerson, None));
    assert_eq!(desk.gaps(), [NotListed { case: SpecialCase::ThirdPerson }]);
    desk.join_as("bob", PersonRole::Relative);
    desk.case(CaseStep::Name(case_of(SpecialCase::ThirdPerson, Some("bob"))));
    assert_eq!(desk.gaps(), [ConsentGap::NotHeard { name: "bob".to_owned() }]);
    desk.leave("bob");
    desk.save();
    assert_eq!(desk.gaps(), [], "nobody else was noted");
}

#[test]
fn whoever_was_listed_with_a_case_of_their_own_is_nobody_who_is_noted_afterwards() {
    let mut desk = agreed(&["ada", "bob"]);
    desk.case(note(SpecialCase::ThirdPerson, Some("bob")));
    let permit = desk.permit();
    desk.case(note(SpecialCase::ThirdPerson, None));
    assert!(!permit.is_current(), "somebody else can hear the call");
    assert_eq!(desk.gaps(), [NotListed { case: SpecialCase::ThirdPerson }]);
    let bob = CaseStep::Name(case_of(SpecialCase::ThirdPerson, Some("bob")));
    assert_eq!(desk.attempt(step(bob)).unwrap_err(), Refusal::CaseNotedAlready);
    desk.case(take_back(SpecialCase::ThirdPerson, None, ""));
    assert_eq!(desk.gaps(), []);
}

#[test]
fn one_listener_after_another_is_noted_and_named() {
    let mut desk = agreed(&["ada"]);
    for who in ["bob", "eve"] {
        desk.case(note(SpecialCase::ThirdPerson, None));
        desk.join_as(who, PersonRole::Relative);
        desk.case(CaseStep::Name(case_of(SpecialCase::ThirdPerson, Some(who))));
        desk.explain();
        desk.answer(who, Yes);
        desk.save();
        assert_eq!(desk.gaps(), [], "{who}");
    }
    assert_eq!(desk.call.consent().cases().len(), 2);
}

#[test]
fn whoever_a_case_is_about_is_on_the_list_before_anything_is_recorded() {
    for (case, role) in [
        (SpecialCase::Child, PersonRole::Other),
        (SpecialCase::InDoubt, PersonRole::Relative),
        (SpecialCase::OtherSide, PersonRole::OtherSide),
    ] {
        let mut desk = agreed(&["ada"]);
        desk.join_as("mother", PersonRole::ParentOrGuardian);
        desk.explain();
        desk.answer("mother", Yes);
        desk.case(note(case, None));
        desk.case(approve(case, None));
        assert_eq!(desk.gaps(), [NotListed { case }], "{case:?}");
        desk.join_as("bob", role);
        desk.save();
        assert!(desk.gaps().contains(&NotListed { case }), "{case:?}: nobody said that it is bob");
        desk.case(CaseStep::Name(case_of(case, Some("bob"))));
        assert_eq!(desk.gaps(), [ConsentGap::NotHeard { name: "bob".to_owned() }], "{case:?}");
        desk.explain();
        desk.answer("bob", Yes);
        desk.save();
        assert_eq!(desk.gaps(), [], "{case:?}: the attorney's word was for this person");
        let named = &desk.call.consent().cases()[0];
        assert_eq!((desk.call.consent().cases().len(), &named.of), (1, &case_of(case, Some("bob"))));
    }
}

#[test]
fn nobody_is_named_where_nobody_unlisted_was_noted() {
    let mut desk = agreed(&["ada"]);
    let name = |case, person| step(CaseStep::Name(case_of(case, person)));
    let child = SpecialCase::Child;
    assert_eq!(desk.attempt(name(child, Some("ada"))).unwrap_err(), Refusal::CaseNotNoted);
    desk.case(note(SpecialCase::Relay, None));
    assert_eq!(desk.attempt(name(SpecialCase::Relay, Some("ada"))).unwrap_err(), Refusal::CaseNotNoted);
    desk.case(note(child, None));
    assert_eq!(desk.attempt(name(child, Some("bob"))).unwrap_err(), Refusal::UnknownPerson);
    assert_eq!(desk.attempt(name(child, None)).unwrap_err(), Refusal::UnknownPerson);
}

#[test]
fn a_case_noted_of_a_person_is_no_answer_for_somebody_who_was_not_listed() {
    let mut desk = agreed(&["ada", "bob"]);
    desk.case(note(SpecialCase::ThirdPerson, None));
    desk.case(note(SpecialCase::ThirdPerson, Some("bob")));
    assert_eq!(desk.gaps(), [NotListed { case: SpecialCase::ThirdPerson }], "nobody said that it is bob");
    desk.case(CaseStep::Name(case_of(SpecialCase::ThirdPerson, Some("bob"))));
    assert_eq!(desk.gaps(), []);
}

#[test]
fn a_relay_waits_for_its_operator_as_long_as_it_applies() {
    let mut desk = agreed(&["ada"]);
    let permit = desk.permit();
    desk.case(note(SpecialCase::Relay, None));
    assert!(!permit.is_current());
    assert_eq!(desk.gaps(), [NotListed { case: SpecialCase::Relay }]);
    desk.join_as("op 12", PersonRole::RelayOperator);
    desk.explain();
    desk.answer("op 12", Yes);
    desk.save();
    assert_eq!(desk.gaps(), []);
    desk.leave("op 12");
    assert_eq!(desk.gaps(), [NotListed { case: SpecialCase::Relay }], "another operator takes over");
    desk.case(take_back(SpecialCase::Relay, None, ""));
    assert_eq!(desk.gaps(), [], "automatic captions have no operator");
}
