//! What makes a permit stale, at once and for good, and what does not.

use super::{ada, agreed};
use crate::timeline::support::Desk;
use rapport::domain::consent::{ConsentGap, RecordingPermit};
use rapport::domain::decide::{ConsentStep, CourseStep, NoteStep, RecordingStep, Step};
use rapport::domain::fact::ConsentAnswer::{No, NotSure, Yes};
use rapport::domain::ids::PersonId;
use rapport::domain::notes::NoteKind;
use rapport::domain::people::ClientCard;
use rapport::domain::refusal::Refusal;

/// Whatever `weaken` does makes an earlier permit stale for good, and leaves `gaps`.
fn check_goes_stale(ids: &[&str], weaken: impl FnOnce(&mut Desk), gaps: &[ConsentGap]) {
    let mut desk = agreed(ids);
    let permit = desk.permit();
    weaken(&mut desk);
    assert!(!permit.is_current());
    desk.save();
    assert!(!permit.is_current());
    assert_eq!(desk.call.consent().gaps(), gaps);
    assert_eq!(desk.attempt(Step::Recording(RecordingStep::Request)).unwrap_err(), refused(gaps));
}

fn refused(gaps: &[ConsentGap]) -> Refusal {
    match gaps {
        [ConsentGap::CallFinished] => Refusal::CallFinished,
        gaps => Refusal::NoConsent(gaps.to_vec()),
    }
}

#[test]
fn a_permit_goes_stale_when_someone_joins() {
    let bob = ConsentGap::NotHeard { name: "bob".to_owned() };
    check_goes_stale(&["ada"], |desk| desk.join("bob"), &[bob]);
}

#[test]
fn a_permit_goes_stale_when_someone_changes_their_mind() {
    check_goes_stale(&["ada"], |desk| desk.answer("ada", No), &[ConsentGap::SaidNo { name: ada() }]);
    check_goes_stale(&["ada"], |desk| desk.answer("ada", NotSure), &[ConsentGap::NotSure { name: ada() }]);
}

#[test]
fn a_permit_goes_stale_when_consent_is_withdrawn_whoever_said_it() {
    let withdrawn = |name: &str| ConsentGap::Withdrawn { name: name.to_owned() };
    let gaps = [ConsentGap::NotExplained, withdrawn("ada"), withdrawn("bob")];
    for person in [None, Some(PersonId::new("bob")), Some(PersonId::new("somebody in the room"))] {
        let step = ConsentStep::Withdraw { person };
        check_goes_stale(&["ada", "bob"], |desk| desk.consent(step), &gaps);
    }
}

#[test]
fn a_permit_goes_stale_when_the_words_change() {
    let gaps = [ConsentGap::NotExplained, ConsentGap::EarlierWords { name: ada() }];
    check_goes_stale(&["ada"], |desk| desk.change_script("2"), &gaps);
}

#[test]
fn a_permit_goes_stale_even_when_the_same_words_are_put_in_force_again() {
    let mut desk = agreed(&["ada"]);
    let permit = desk.permit();
    desk.change_script("1");
    desk.save();
    assert!(!permit.is_current());
    assert!(desk.permit().is_current());
}

#[test]
fn a_permit_goes_stale_when_the_call_is_finished() {
    check_goes_stale(&["ada"], |desk| desk.course(CourseStep::Finish), &[ConsentGap::CallFinished]);
}

#[test]
fn a_permit_goes_stale_when_the_call_was_interrupted() {
    let gaps = [ConsentGap::NotExplained, ConsentGap::Interrupted { name: ada() }];
    let interrupt = |desk: &mut Desk| {
        let last_sign = desk.call.opened;
        desk.course(CourseStep::NoteInterruption { last_sign });
        desk.course(CourseStep::Resume);
    };
    check_goes_stale(&["ada"], interrupt, &gaps);
}

#[test]
fn a_permit_goes_stale_when_nobody_is_left_on_the_line() {
    check_goes_stale(&["ada"], |desk| desk.leave("ada"), &[ConsentGap::NobodyOnTheLine]);
}

#[test]
fn a_permit_goes_stale_when_its_record_is_dropped() {
    let desk = agreed(&["ada"]);
    let permit = desk.permit();
    drop(desk);
    assert!(!permit.is_current());
}

#[test]
fn a_stale_permit_stays_stale_when_everyone_says_yes_again() {
    let mut desk = agreed(&["ada"]);
    let first = desk.permit();
    desk.withdraw();
    desk.explain();
    desk.answer("ada", Yes);
    desk.save();
    assert!(!first.is_current());
    assert!(desk.permit().is_current());
}

#[test]
fn what_is_no_business_of_consent_leaves_a_permit_alone() {
    let mut desk = agreed(&["ada", "bob"]);
    let permit = desk.permit();
    let note = NoteStep::Add { kind: NoteKind::Concern, text: "worried".to_owned(), question: None };
    desk.add(Step::Note(note));
    let card = ClientCard { name: "Countess of Lovelace".to_owned(), ..Default::default() };
    desk.course(CourseStep::UpdateCard(Box::new(card)));
    desk.course(CourseStep::NoteClockChange { by_seconds: -3600 });
    let take = desk.record();
    desk.stop(take, 48_000);
    desk.explain();
    desk.answer("ada", Yes);
    desk.leave("bob");
    assert!(permit.is_current());
    desk.save();
    assert!(desk.permit().is_current());
}

#[test]
fn a_permit_can_go_to_another_thread_and_is_seen_to_go_stale_there() {
    let mut desk = agreed(&["ada"]);
    let permit: RecordingPermit = desk.permit();
    let (withdrawn, heard) = std::sync::mpsc::sync_channel(0);
    let recorder = std::thread::Builder::new()
        .spawn(move || {
            let before = permit.is_current();
            heard.recv().unwrap();
            heard.recv().unwrap();
            (before, permit.is_current())
        })
        .unwrap();
    withdrawn.send(()).unwrap();
    desk.withdraw();
    withdrawn.send(()).unwrap();
    assert_eq!(recorder.join().unwrap(), (true, false));
}
