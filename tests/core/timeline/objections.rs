//! What a yes that was taken back does to the takes that were made with it, and how old a lock is.

use super::custody::{check_refused, custody, heard, recorded, release, restrict};
use super::support::{Desk, answer_of};
use rapport::domain::custody::{AfterWithdrawal, Standing};
use rapport::domain::decide::{ConsentStep, CourseStep, CustodyStep};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::PersonId;
use rapport::domain::refusal::Refusal;

#[test]
fn the_rule_opens_and_touches_nothing_that_was_locked_before_for_another_reason() {
    for rule in AfterWithdrawal::ALL {
        let mut desk = recorded(1);
        custody(&mut desk, restrict(&[1]));
        let locked = desk.call.custody.of(1).unwrap().clone();
        desk.record();
        desk.withdraw();
        custody(&mut desk, CustodyStep::FollowRule(rule));
        assert_eq!(desk.call.custody.of(1), Some(&locked), "{rule:?}");
        assert_eq!(heard(&desk), [false, rule == AfterWithdrawal::Keep], "{rule:?}");
        check_refused(&mut desk, CustodyStep::FollowRule(rule), &Refusal::NoSuchTake);
    }
}

#[test]
fn a_lock_is_as_old_as_it_has_stood_without_a_break() {
    let mut desk = recorded(1);
    let since = |desk: &Desk| desk.call.custody.of(1).unwrap().since();
    custody(&mut desk, restrict(&[1]));
    let first = since(&desk);
    let why = "her brother was in the room".to_owned();
    desk.consent(ConsentStep::NoValidConsent { takes: vec![1], why: why.clone() });
    assert!(matches!(desk.call.custody.of(1), Some(Standing::Restricted { reason, .. }) if *reason == why));
    assert_eq!(since(&desk), first);
    custody(&mut desk, release(&[1]));
    custody(&mut desk, restrict(&[1]));
    assert!(since(&desk) > first, "it was open in between");
}

#[test]
fn a_no_after_a_yes_locks_what_was_made_with_that_yes_and_nothing_else() {
    let withdrawn_tick = ConsentStep::TakeAnswerBack { person: PersonId::new("bob") };
    for objects in
        [answer_of("bob", ConsentAnswer::No), answer_of("bob", ConsentAnswer::NotSure), withdrawn_tick]
    {
        let mut desk = recorded(1);
        desk.all_agree(&["bob"]);
        desk.record();
        desk.consent(objects.clone());
        assert_eq!(heard(&desk), [true, false], "{objects:?}");
        assert_eq!(desk.call.custody.undecided(), [2]);
        custody(&mut desk, CustodyStep::FollowRule(AfterWithdrawal::Keep));
        assert_eq!(heard(&desk), [true, true]);
    }
}

#[test]
fn a_no_after_the_yes_has_lapsed_locks_too_and_one_that_was_no_yes_before_locks_nothing() {
    let mut desk = recorded(1);
    desk.course(CourseStep::NoteInterruption { last_sign: desk.call.opened });
    desk.join("bob");
    desk.answer("bob", ConsentAnswer::No);
    assert_eq!(heard(&desk), [true], "nothing of it was made with his yes");
    desk.answer("ada", ConsentAnswer::NotSure);
    assert_eq!(heard(&desk), [false]);
    custody(&mut desk, release(&[1]));
    desk.answer("ada", ConsentAnswer::No);
    assert_eq!(heard(&desk), [true], "the same objection, of which the attorney knew");
}
