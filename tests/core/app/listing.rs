//! People a case was noted of before they were on the list, in the hands of a paralegal.

use super::cases::{agreed, gaps, of};
use super::office::{Office, starts, stops};
use rapport::app::action::{CasesAction, RecorderAction};
use rapport::app::drafts::Joining;
use rapport::app::view::cases;
use rapport::domain::consent::{CaseOf, ConsentGap as Gap, SpecialCase};
use rapport::domain::decide::ConsentStep;
use rapport::domain::fact::ConsentAnswer::Yes;
use rapport::domain::ids::PersonId;
use rapport::domain::people::PersonRole;
use rapport::domain::recording::StopReason;

/// The listener is on the list with a case of their own and has said yes, and a take runs.
fn recorded_with_a_listener() -> Office {
    let mut office = agreed();
    office.join("Bob Byron", PersonRole::Relative);
    office.note_case(SpecialCase::ThirdPerson, Some("p2"));
    office.consent(ConsentStep::Explain);
    office.answer("p2", Yes);
    office.save();
    assert!(starts(&office.recorder(RecorderAction::Start)));
    office.begin_take();
    office
}

#[test]
fn somebody_who_could_hear_gets_a_name_when_they_are_added() {
    let mut office = agreed();
    office.note_case(SpecialCase::ThirdPerson, None);
    let third = Gap::NotListed { case: SpecialCase::ThirdPerson };
    assert_eq!(gaps(&office), std::slice::from_ref(&third));
    office.join("Anne Byron", PersonRole::Relative);
    assert!(!gaps(&office).contains(&third));
    let standing: Vec<&CaseOf> = cases::standing(office.call()).into_iter().map(|noted| &noted.of).collect();
    assert_eq!(standing, [&of(SpecialCase::ThirdPerson, Some("p2"))]);
}

#[test]
fn a_second_listener_who_is_not_listed_ends_the_take_and_has_a_card_that_leads_to_their_name() {
    let mut office = recorded_with_a_listener();
    let effects = office.note_case(SpecialCase::ThirdPerson, None);
    assert_eq!(stops(&effects), Some(StopReason::ConsentEnded));
    let unlisted = of(SpecialCase::ThirdPerson, None);
    let standing = |office: &Office| -> Vec<CaseOf> {
        cases::standing(office.call()).into_iter().map(|noted| noted.of.clone()).collect()
    };
    assert_eq!(standing(&office), [of(SpecialCase::ThirdPerson, Some("p2")), unlisted.clone()]);
    let third = Gap::NotListed { case: SpecialCase::ThirdPerson };
    assert_eq!(cases::gaps_of(office.call(), &unlisted), std::slice::from_ref(&third));
    let noted = office.call().consent().unlisted(SpecialCase::ThirdPerson).unwrap();
    assert_eq!(
        cases::may_be_unlisted(office.call(), noted).count(),
        0,
        "the first listener is somebody else"
    );
    office.join("Eve Byron", PersonRole::Other);
    assert!(!gaps(&office).contains(&third), "who joins now is taken to be them");
    assert_eq!(standing(&office)[1], of(SpecialCase::ThirdPerson, Some("p3")));
}

#[test]
fn a_listener_who_left_holds_nothing_up() {
    let mut office = agreed();
    office.note_case(SpecialCase::ThirdPerson, None);
    office.join("Bob Byron", PersonRole::Relative);
    office.consent(ConsentStep::Leave(PersonId::new("p2")));
    office.save();
    assert_eq!(gaps(&office), []);
    assert!(cases::standing(office.call()).is_empty());
}

#[test]
fn who_joins_is_taken_to_be_nobody_where_they_can_be_one_of_two() {
    let mut office = agreed();
    office.note_case(SpecialCase::Child, None);
    office.note_case(SpecialCase::ThirdPerson, None);
    office.join("Tim Byron", PersonRole::Relative);
    let third = Gap::NotListed { case: SpecialCase::ThirdPerson };
    let child = Gap::NotListed { case: SpecialCase::Child };
    assert!(gaps(&office).contains(&third) && gaps(&office).contains(&child), "{:?}", gaps(&office));
    office.cases(CasesAction::Name(of(SpecialCase::Child, Some("p2"))));
    assert!(gaps(&office).contains(&third) && !gaps(&office).contains(&child), "{:?}", gaps(&office));
}

#[test]
fn a_child_nobody_listed_is_not_recorded_with_a_parents_yes_alone() {
    let mut office = agreed();
    let child = of(SpecialCase::Child, None);
    office.note_case(SpecialCase::Child, None);
    office.approve(&child, "today 9:40");
    office.save();
    office.join("Anne Byron", PersonRole::ParentOrGuardian);
    office.consent(ConsentStep::Explain);
    office.answer("p2", Yes);
    office.save();
    let unlisted = Gap::NotListed { case: SpecialCase::Child };
    assert_eq!(gaps(&office), [unlisted]);
    assert!(!starts(&office.recorder(RecorderAction::Start)));
    office.join("Tim Byron", PersonRole::Other);
    office.cases(CasesAction::Name(of(SpecialCase::Child, Some("p3"))));
    assert_eq!(gaps(&office), [Gap::NotHeard { name: "Tim Byron".to_owned() }]);
}

#[test]
fn who_left_the_other_side_holds_nothing_up_and_stays_on_screen() {
    let mut office = Office::recorded("Ada Lovelace");
    office.join("Lord Byron", PersonRole::OtherSide);
    let other = of(SpecialCase::OtherSide, Some("p2"));
    office.drafts.cases.joining = Joining::Asked;
    assert!(!cases::someone_joins(office.call(), &office.drafts.cases), "nobody asks the other side");
    office.consent(ConsentStep::Leave(PersonId::new("p2")));
    office.save();
    assert_eq!(gaps(&office), []);
    assert!(cases::has_left(office.call(), &other));
    assert_eq!(cases::standing(office.call())[0].of, other);
}
