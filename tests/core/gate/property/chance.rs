//! What may happen in a call, by chance.

use super::story::{CASES, Did, PEOPLE, Says, Whom};
use proptest::prelude::*;
use rapport::domain::consent::SpecialCase;
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::people::PersonRole;

fn whom() -> impl Strategy<Value = Whom> {
    prop_oneof![2 => prop::sample::select(&PEOPLE[..]).prop_map(Some), 1 => Just(None)]
}

fn case() -> impl Strategy<Value = (SpecialCase, Whom)> {
    (prop::sample::select(&CASES[..]), whom())
}

/// Weighted so that most sequences record, more than once.
pub fn anything() -> impl Strategy<Value = Vec<Did>> {
    let who = || prop::sample::select(&PEOPLE[..]);
    let role = || {
        let seldom = prop::sample::select(&PersonRole::ALL[..]);
        prop_oneof![3 => Just(PersonRole::Client), 3 => seldom]
    };
    let doubt = prop::sample::select(&[ConsentAnswer::No, ConsentAnswer::NotSure][..]);
    let says = prop::sample::select(&[Says::Paralegal, Says::Attorney][..]);
    let step = prop_oneof![
        3 => (who(), role()).prop_map(|(id, role)| Did::Join(id, role)),
        3 => who().prop_map(Did::Leave),
        1 => who().prop_map(Did::Place),
        1 => Just(Did::Ruling),
        2 => Just(Did::Explain),
        4 => who().prop_map(|id| Did::Answer(id, ConsentAnswer::Yes)),
        1 => who().prop_map(Did::AnswerOnForm),
        1 => who().prop_map(Did::Untick),
        2 => (who(), doubt).prop_map(|(id, answer)| Did::Answer(id, answer)),
        3 => who().prop_map(Did::Reconfirm),
        1 => Just(Did::Withdraw),
        1 => prop::sample::select(&["1", "2"][..]).prop_map(Did::UseWords),
        1 => Just(Did::Interrupt),
        3 => case().prop_map(|(case, whom)| Did::Case(case, whom)),
        1 => Just(Did::Case(SpecialCase::LineDropped, None)),
        3 => (case(), says).prop_map(|((case, whom), says)| Did::TakeBack(case, whom, says)),
        1 => case().prop_map(|(case, whom)| Did::Settle(case, whom)),
        4 => case().prop_map(|(case, whom)| Did::Approve(case, whom)),
        1 => case().prop_map(|(case, whom)| Did::Unapprove(case, whom)),
        2 => (case(), who()).prop_map(|((case, _), who)| Did::Name(case, who)),
        1 => Just(Did::NotValid),
        3 => Just(Did::Write),
        2 => Just(Did::Save),
        2 => Just(Did::Start),
        2 => Just(Did::Pause),
        2 => Just(Did::Resume),
        2 => Just(Did::Stop),
    ];
    let some = prop_oneof![
        6 => step.prop_map(|did| vec![did]),
        1 => Just(agreement()),
        1 => case().prop_map(|(case, whom)| vec![Did::Case(case, whom), Did::Approve(case, whom)]),
        1 => case().prop_map(|(case, whom)| ticked_by_mistake(case, whom)),
        1 => (who(), who()).prop_map(|(one, other)| guardians(one, other)),
        1 => (case(), who(), role()).prop_map(|((case, _), who, role)| listed(case, who, role)),
        1 => (who(), who()).prop_map(|(one, other)| second_listener(one, other)),
    ];
    let end = prop_oneof![3 => Just(vec![]), 1 => Just(vec![Did::Stop, Did::Finish])];
    (who(), prop::collection::vec(some, 1..24), end).prop_map(|(first, steps, end)| {
        let begin = [vec![Did::Join(first, PersonRole::Client)], agreement()].concat();
        begin.into_iter().chain(steps.concat()).chain(end).collect()
    })
}

/// A step of a case and something the rule adds, each ticked and taken back.
fn ticked_by_mistake(case: SpecialCase, whom: Whom) -> Vec<Did> {
    let of_the_case = [Did::Case(case, whom), Did::Settle(case, whom), Did::Unsettle(case, whom)];
    [&of_the_case[..], &[Did::Ruling, Did::Duty, Did::DutyBack]].concat()
}

/// A child is on the line with the attorney's word; one guardian says yes, and maybe another one says no and leaves.
fn guardians(one: &'static str, other: &'static str) -> Vec<Did> {
    let child = [Did::Case(SpecialCase::Child, None), Did::Approve(SpecialCase::Child, None)];
    let join = |who| Did::Join(who, PersonRole::ParentOrGuardian);
    let no = [join(other), Did::Answer(other, ConsentAnswer::No), Did::Leave(other), Did::Save, Did::Start];
    [&child[..], &[join(one)], &agreement(), &no].concat()
}

/// Somebody is noted who is not on the list; the attorney says yes; they are added, named and asked.
fn listed(case: SpecialCase, who: &'static str, role: PersonRole) -> Vec<Did> {
    let noted = [Did::Case(case, None), Did::Approve(case, None)];
    [&noted[..], &[Did::Join(who, role), Did::Name(case, who)], &agreement()].concat()
}

/// One listener is on the list with a case of their own when somebody else is heard, and may be given their name.
fn second_listener(one: &'static str, other: &'static str) -> Vec<Did> {
    let case = SpecialCase::ThirdPerson;
    let first = [Did::Join(one, PersonRole::Relative), Did::Case(case, Some(one))];
    let second =
        [Did::Case(case, None), Did::Save, Did::Start, Did::Name(case, other), Did::Save, Did::Start];
    [&first[..], &agreement(), &second].concat()
}

/// The words are read to everyone, everyone says yes, and again on the take that begins: a door chance alone seldom reaches.
fn agreement() -> Vec<Did> {
    let yes = PEOPLE.map(|who| Did::Answer(who, ConsentAnswer::Yes));
    let again = PEOPLE.map(Did::Reconfirm);
    [&[Did::Explain][..], &yes, &[Did::Save, Did::Stop, Did::Start], &again].concat()
}
