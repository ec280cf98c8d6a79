//! What becomes of a recording: who may decide what, and what a withdrawal does by itself.

use super::support::{Desk, now};
use rapport::domain::call::Call;
use rapport::domain::custody::{
    AfterWithdrawal, CustodyFact, Decided, DeletedFile, Deletion, Hold, HoldsElsewhere, Standing,
};
use rapport::domain::decide::{CourseStep, CustodyStep, RecordingStep, Step};
use rapport::domain::entry::Entry;
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, Seq};
use rapport::domain::recording::{GapReason, RecordingState, Segment, StopReason};
use rapport::domain::refusal::Refusal;
use rapport::domain::track::Track;

fn words() -> String {
    "as was agreed".to_owned()
}

fn attorney() -> String {
    "Jane Roe".to_owned()
}

/// A call with so many takes of two files each, none of which runs.
pub(super) fn recorded(takes: u32) -> Desk {
    let mut desk = Desk::open();
    desk.all_agree(&["ada"]);
    for take in 1..=takes {
        desk.record();
        for track in Track::ALL {
            desk.recording(RecordingStep::SegmentFinished(segment(take, track)));
        }
        desk.stop(take, 48_000);
    }
    desk
}

fn segment(take: u32, track: Track) -> Segment {
    Segment {
        take,
        track,
        file: track.segment_file(take),
        first_frame: 0,
        frames: 48_000,
        rate: 48_000,
        sha256: format!("{take}{track}"),
        salvaged: false,
    }
}

fn files(take: u32) -> Vec<DeletedFile> {
    Track::ALL
        .map(|track| DeletedFile { file: track.segment_file(take), sha256: format!("{take}{track}") })
        .to_vec()
}

fn delete(takes: &[u32]) -> CustodyStep {
    delete_with(takes, HoldsElsewhere::Read(vec![]))
}

fn delete_with(takes: &[u32], elsewhere: HoldsElsewhere) -> CustodyStep {
    CustodyStep::Delete { takes: takes.to_vec(), decided_by: attorney(), reason: words(), elsewhere }
}

pub(super) fn restrict(takes: &[u32]) -> CustodyStep {
    CustodyStep::Restrict { takes: takes.to_vec(), reason: words() }
}

pub(super) fn release(takes: &[u32]) -> CustodyStep {
    CustodyStep::Release { takes: takes.to_vec(), attorney: attorney(), reason: String::new() }
}

fn keep(takes: &[u32]) -> CustodyStep {
    CustodyStep::Keep { takes: takes.to_vec(), reason: String::new() }
}

fn gone() -> CustodyStep {
    let deletion = Deletion { gone: files(1), ..Deletion::default() };
    CustodyStep::NoteDeletion { takes: vec![1], deletion }
}

fn place_hold() -> CustodyStep {
    CustodyStep::PlaceHold { reason: words(), ordered_by: String::new() }
}

fn lift_hold() -> CustodyStep {
    CustodyStep::LiftHold { reason: words(), ordered_by: attorney() }
}

pub(super) fn check_refused(desk: &mut Desk, step: CustodyStep, refusal: &Refusal) {
    let said = format!("{step:?}");
    let newest = desk.call.next_seq();
    assert_eq!(desk.attempt(Step::Custody(step)).map(|entry| entry.fact), Err(refusal.clone()), "{said}");
    assert_eq!(desk.call.next_seq(), newest);
}

pub(super) fn custody(desk: &mut Desk, step: CustodyStep) {
    desk.add(Step::Custody(step));
}

pub(super) fn heard(desk: &Desk) -> Vec<bool> {
    desk.call.custody.takes().map(|(_, standing)| standing.may_be_heard()).collect()
}

#[test]
fn a_take_may_be_heard_until_something_else_is_decided() {
    let mut desk = recorded(2);
    assert_eq!(heard(&desk), [true, true]);
    custody(&mut desk, restrict(&[2]));
    assert_eq!(heard(&desk), [true, false]);
    assert!(!desk.call.custody.may_be_heard(3), "a take that is not known");
    custody(&mut desk, release(&[2]));
    assert_eq!(heard(&desk), [true, true]);
    custody(&mut desk, keep(&[1, 2]));
    assert!(matches!(desk.call.custody.of(1), Some(Standing::Kept { decided: Decided::ByPerson, .. })));
}

#[test]
fn a_withdrawal_locks_every_take_even_where_no_rule_was_written_down_after_it() {
    let mut desk = recorded(1);
    desk.record();
    desk.withdraw();
    assert_eq!(heard(&desk), [false, false]);
    let why = StopReason::ConsentEnded;
    desk.recording(RecordingStep::Stopped { take: 2, frames: 480, rate: 48_000, why });
    assert_eq!(heard(&desk), [false, false]);
}

#[test]
fn a_take_that_begins_while_consent_is_withdrawn_is_locked_too_and_one_with_a_fresh_yes_is_not() {
    let mut desk = recorded(0);
    desk.recording(RecordingStep::Request);
    desk.withdraw();
    desk.recording(RecordingStep::Started { take: 1, format: super::support::format(), far: None });
    let why = StopReason::ConsentEnded;
    desk.recording(RecordingStep::Stopped { take: 1, frames: 480, rate: 48_000, why });
    desk.all_agree(&["bob"]);
    desk.answer("ada", rapport::domain::fact::ConsentAnswer::Yes);
    desk.save();
    desk.record();
    assert_eq!(heard(&desk), [false, true]);
}

#[test]
fn each_rule_is_written_down_and_only_keep_opens_anything() {
    for rule in AfterWithdrawal::ALL {
        let mut desk = recorded(2);
        desk.withdraw();
        custody(&mut desk, CustodyStep::FollowRule(rule));
        assert_eq!(heard(&desk), [rule == AfterWithdrawal::Keep; 2], "{rule:?}");
        let fact = &desk.call.entries().last().unwrap().fact;
        let by_rule = matches!(
            fact,
            Fact::Custody(
                CustodyFact::AudioKept { takes, decided: Decided::ByRule, .. }
                | CustodyFact::AudioRestricted { takes, decided: Decided::ByRule, .. },
            ) if takes == &[1, 2]
        );
        assert!(by_rule, "{fact:?}");
    }
    check_refused(
        &mut recorded(0),
        CustodyStep::FollowRule(AfterWithdrawal::default()),
        &Refusal::NoSuchTake,
    );
}

#[test]
fn a_rule_that_is_not_known_restricts() {
    let read = |json: &str| serde_json::from_str::<AfterWithdrawal>(json).unwrap();
    for rule in AfterWithdrawal::ALL {
        assert_eq!(read(&serde_json::to_string(&rule).unwrap()), rule);
    }
    assert_eq!(read("\"burn\""), AfterWithdrawal::Restrict);
    assert_eq!(AfterWithdrawal::default(), AfterWithdrawal::Restrict);
}

#[test]
fn what_is_restricted_is_released_only_with_the_attorneys_name_and_kept_in_no_other_way() {
    let mut desk = recorded(2);
    check_refused(&mut desk, release(&[1]), &Refusal::NotRestricted);
    custody(&mut desk, restrict(&[1]));
    let nameless = CustodyStep::Release { takes: vec![1], attorney: " ".to_owned(), reason: words() };
    check_refused(&mut desk, nameless, &Refusal::AttorneyMissing);
    check_refused(&mut desk, keep(&[1, 2]), &Refusal::Restricted);
    check_refused(&mut desk, release(&[1, 2]), &Refusal::NotRestricted);
    assert_eq!(heard(&desk), [false, true]);
    custody(&mut desk, release(&[1]));
    let Some(Standing::Released { attorney: by, .. }) = desk.call.custody.of(1) else {
        panic!("not released");
    };
    assert_eq!(*by, attorney());
}

#[test]
fn nothing_is_decided_about_no_take_or_one_that_is_not_there() {
    let steps: [fn(&[u32]) -> CustodyStep; 4] = [keep, restrict, release, delete];
    for step in steps {
        check_refused(&mut recorded(1), step(&[]), &Refusal::NoSuchTake);
        check_refused(&mut recorded(1), step(&[1, 2]), &Refusal::NoSuchTake);
    }
}

#[test]
fn a_restriction_a_deletion_and_a_hold_each_need_a_reason() {
    let mut desk = recorded(1);
    let blank = || "  ".to_owned();
    let steps = [
        CustodyStep::Restrict { takes: vec![1], reason: blank() },
        CustodyStep::Delete {
            takes: vec![1],
            decided_by: attorney(),
            reason: blank(),
            elsewhere: HoldsElsewhere::Read(vec![]),
        },
        CustodyStep::PlaceHold { reason: blank(), ordered_by: attorney() },
    ];
    for step in steps {
        check_refused(&mut desk, step, &Refusal::ReasonMissing);
    }
    custody(&mut desk, place_hold());
    let lift = CustodyStep::LiftHold { reason: blank(), ordered_by: attorney() };
    check_refused(&mut desk, lift, &Refusal::ReasonMissing);
}

#[test]
fn a_deletion_names_who_decided_it_and_the_files_as_the_timeline_tells_them() {
    let mut desk = recorded(2);
    let mut again = segment(2, Track::Mic);
    again.sha256 = "mended".to_owned();
    desk.recording(RecordingStep::SegmentFinished(again));
    let nameless = CustodyStep::Delete {
        takes: vec![2],
        decided_by: String::new(),
        reason: words(),
        elsewhere: HoldsElsewhere::Read(vec![]),
    };
    check_refused(&mut desk, nameless, &Refusal::DeciderMissing);
    custody(&mut desk, delete(&[2]));
    let Fact::Custody(CustodyFact::DeletionDecided { takes, decided_by, reason, files: going }) =
        &desk.call.entries().last().unwrap().fact
    else {
        panic!("no deletion was decided");
    };
    let mut expected = files(2);
    "mended".clone_into(&mut expected[0].sha256);
    assert_eq!((takes.as_slice(), decided_by, reason, going), (&[2][..], &attorney(), &words(), &expected));
    assert_eq!(heard(&desk), [true, false]);
    assert_eq!(desk.call.custody.going(), [2]);
}

#[test]
fn a_take_is_gone_once_nothing_of_it_is_left() {
    let mut desk = recorded(2);
    custody(&mut desk, delete(&[1]));
    let note = |gone, left| {
        let deletion = Deletion { gone, left, missing: vec![] };
        CustodyStep::NoteDeletion { takes: vec![1], deletion }
    };
    custody(&mut desk, note(vec![], vec!["mic-0001.wav (in use)".to_owned()]));
    assert_eq!(desk.call.custody.going(), [1]);
    custody(&mut desk, note(files(1), vec![]));
    assert!(desk.call.custody.going().is_empty());
    let Some(Standing::Deleted { decided_by, reason, deletion: Deletion { gone, .. }, .. }) =
        desk.call.custody.of(1)
    else {
        panic!("not gone");
    };
    assert_eq!((decided_by, reason, gone), (&attorney(), &words(), &files(1)));
}

#[test]
fn what_is_gone_or_going_is_decided_about_no_more() {
    let steps: [fn(&[u32]) -> CustodyStep; 4] = [keep, restrict, release, delete];
    let mut desk = recorded(2);
    custody(&mut desk, delete(&[1]));
    for step in steps {
        check_refused(&mut desk, step(&[1]), &Refusal::AudioGone);
    }
    custody(&mut desk, gone());
    for step in steps {
        check_refused(&mut desk, step(&[1, 2]), &Refusal::AudioGone);
    }
    desk.withdraw();
    custody(&mut desk, CustodyStep::FollowRule(AfterWithdrawal::Keep));
    assert!(matches!(desk.call.custody.of(1), Some(Standing::Deleted { .. })));
    assert_eq!(heard(&desk), [false, true]);
}

#[test]
fn nothing_is_deleted_while_a_take_runs() {
    for paused in [false, true] {
        let mut desk = recorded(1);
        let take = desk.record();
        if paused {
            desk.recording(RecordingStep::Paused { take, reason: String::new() });
        }
        check_refused(&mut desk, delete(&[1]), &Refusal::StillRecording);
        desk.stop(take, 480);
        custody(&mut desk, delete(&[1]));
    }
}

#[test]
fn nothing_is_deleted_while_the_matter_is_on_hold_here_or_elsewhere_or_while_that_is_not_known() {
    let mut desk = recorded(1);
    check_refused(&mut desk, delete_with(&[1], HoldsElsewhere::NotRead), &Refusal::HoldsNotRead);
    let elsewhere =
        Hold { call: CallId::new("another"), at: now(0).at, reason: words(), ordered_by: String::new() };
    check_refused(&mut desk, delete_with(&[1], HoldsElsewhere::Read(vec![elsewhere])), &Refusal::OnHold);
    custody(&mut desk, place_hold());
    check_refused(&mut desk, delete(&[1]), &Refusal::OnHold);
    custody(&mut desk, lift_hold());
    custody(&mut desk, delete(&[1]));
}

#[test]
fn a_hold_is_lifted_where_it_was_placed_and_with_a_name() {
    let mut desk = recorded(1);
    check_refused(&mut desk, lift_hold(), &Refusal::NoHoldHere);
    custody(&mut desk, place_hold());
    let hold = desk.call.custody.hold().unwrap();
    assert_eq!((&hold.call, &hold.reason), (desk.call.id(), &words()));
    let nameless = CustodyStep::LiftHold { reason: words(), ordered_by: String::new() };
    check_refused(&mut desk, nameless, &Refusal::DeciderMissing);
    custody(&mut desk, lift_hold());
    assert_eq!(desk.call.custody.hold(), None);
}

#[test]
fn every_decision_may_follow_a_finished_call() {
    let mut desk = recorded(2);
    desk.course(CourseStep::Finish);
    custody(&mut desk, restrict(&[1]));
    custody(&mut desk, release(&[1]));
    custody(&mut desk, keep(&[1]));
    custody(&mut desk, place_hold());
    custody(&mut desk, lift_hold());
    custody(&mut desk, delete(&[1]));
    custody(&mut desk, gone());
}

#[test]
fn a_take_that_could_not_begin_has_nothing_to_decide_about() {
    let mut desk = recorded(0);
    desk.recording(RecordingStep::Request);
    desk.recording(RecordingStep::Failed { take: 1, what: "no microphone".to_owned() });
    check_refused(&mut desk, keep(&[1]), &Refusal::NoSuchTake);
}

#[test]
fn a_pause_gets_its_reason_while_it_lasts_or_afterwards() {
    let mut desk = recorded(0);
    let explain = |words: &str| Step::Recording(RecordingStep::ExplainPause { reason: words.to_owned() });
    assert_eq!(desk.attempt(explain("too early")).unwrap_err(), Refusal::NothingPaused);
    let take = desk.record();
    desk.recording(RecordingStep::Paused { take, reason: String::new() });
    assert_eq!(desk.attempt(explain(" ")).unwrap_err(), Refusal::ReasonMissing);
    desk.add(explain("card number"));
    assert_eq!(desk.call.recording.newest_pause().unwrap().reason, "card number");
    let gap = |reason: &str| RecordingStep::Gap {
        take,
        track: None,
        frame: 48_000,
        lasted_ms: 2_500,
        reason: GapReason::Paused { reason: reason.to_owned() },
    };
    desk.recording(gap("card number"));
    desk.recording(RecordingStep::Resumed { take });
    desk.recording(RecordingStep::Paused { take, reason: String::new() });
    desk.recording(gap(""));
    desk.recording(RecordingStep::Resumed { take });
    assert_eq!(desk.call.recording.state(), RecordingState::Running);
    desk.add(explain("another client in the room"));
    let reasons: Vec<_> = desk.call.recording.gaps.iter().map(|gap| gap.reason.clone()).collect();
    let paused = |reason: &str| GapReason::Paused { reason: reason.to_owned() };
    assert_eq!(reasons, [paused("card number"), paused("another client in the room")]);
}

#[test]
fn a_pause_of_an_earlier_take_is_explained_no_more() {
    let mut desk = recorded(0);
    let take = desk.record();
    desk.recording(RecordingStep::Paused { take, reason: String::new() });
    desk.stop(take, 480);
    desk.record();
    let explain = Step::Recording(RecordingStep::ExplainPause { reason: words() });
    assert_eq!(desk.attempt(explain).unwrap_err(), Refusal::NothingPaused);
}

#[test]
fn a_timeline_of_before_there_were_decisions_folds_with_what_was_withdrawn_locked() {
    let mut desk = recorded(1);
    desk.withdraw();
    let entries: Vec<Entry> = desk.call.entries().to_vec();
    assert_eq!(entries.last().unwrap().seq, Seq(entries.len() as u64));
    assert!(!Call::fold(entries).unwrap().custody.may_be_heard(1));
}
