//! What the timeline says of takes, gaps and files, and where a moment stands in the recording.

use super::support::{Desk, format};
use rapport::domain::decide::{CourseStep, RecordingStep};
use rapport::domain::entry::{Position, frames_as_time};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::recording::{GapReason, RecordingState, Segment, StopReason};
use std::time::Duration;

fn desk() -> Desk {
    let mut desk = Desk::open();
    desk.all_agree(&["ada"]);
    desk
}

#[test]
fn takes_are_numbered_on_and_their_time_adds_up() {
    let mut desk = desk();
    for seconds in [90, 30] {
        let take = desk.record();
        desk.stop(take, seconds * 48_000);
    }
    let numbers: Vec<_> = desk.call.recording.takes.iter().map(|take| take.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(desk.call.recording.recorded(), Duration::from_mins(2));
}

#[test]
fn a_take_that_could_not_begin_uses_up_its_number_and_frees_the_recorder() {
    let mut desk = desk();
    desk.recording(RecordingStep::Request);
    desk.recording(RecordingStep::Failed { take: 1, what: "the microphone is busy".to_owned() });
    assert_eq!(desk.call.recording.state(), RecordingState::Idle);
    assert_eq!(desk.call.recording.failures, ["the microphone is busy"]);
    assert_eq!(desk.record(), 2);
}

#[test]
fn a_take_goes_through_its_states() {
    let mut desk = desk();
    let take = desk.record();
    desk.recording(RecordingStep::Paused { take, reason: "a word aside".to_owned() });
    assert_eq!(desk.call.recording.state(), RecordingState::Paused);
    desk.recording(RecordingStep::Resumed { take });
    assert_eq!(desk.call.recording.state(), RecordingState::Running);
    desk.recording(RecordingStep::Gap {
        take,
        track: None,
        frame: 48_000,
        lasted_ms: 2_500,
        reason: GapReason::Overflow,
    });
    assert_eq!(desk.call.recording.gaps[0].lasted, Duration::from_millis(2_500));
    desk.stop(take, 96_000);
    assert_eq!(desk.call.recording.state(), RecordingState::Idle);
    let end = desk.call.recording.takes[0].ended.as_ref().unwrap();
    assert_eq!((end.frames, &end.why), (96_000, &StopReason::ByHand));
}

#[test]
fn withdrawal_is_on_the_record_while_the_take_still_ends() {
    let mut desk = desk();
    let take = desk.record();
    desk.withdraw();
    assert_eq!(desk.call.recording.state(), RecordingState::Running);
    let why = StopReason::ConsentEnded;
    desk.recording(RecordingStep::Stopped { take, frames: 480, rate: 48_000, why });
    assert_eq!(desk.call.recording.state(), RecordingState::Idle);
    assert!(desk.call.consent().permit().is_err());
}

#[test]
fn an_interruption_ends_whatever_take_there_was_so_that_the_call_can_be_finished() {
    for begun in [false, true] {
        let mut desk = desk();
        desk.recording(RecordingStep::Request);
        if begun {
            desk.recording(RecordingStep::Started { take: 1, format: format(), far: None });
        }
        let last_sign = desk.call.opened;
        desk.course(CourseStep::NoteInterruption { last_sign });
        assert_eq!(desk.call.recording.state(), RecordingState::Idle);
        assert_eq!(desk.call.interruptions, [last_sign]);
        desk.course(CourseStep::Finish);
    }
}

#[test]
fn after_an_interruption_a_fresh_yes_begins_the_next_take() {
    let mut desk = desk();
    desk.record();
    let last_sign = desk.call.opened;
    desk.course(CourseStep::NoteInterruption { last_sign });
    desk.course(CourseStep::Resume);
    desk.explain();
    desk.answer("ada", ConsentAnswer::Yes);
    desk.save();
    assert_eq!(desk.record(), 2);
}

#[test]
fn a_finished_file_is_kept_as_it_was_told() {
    let mut desk = desk();
    let segment = Segment {
        take: 1,
        track: rapport::domain::track::Track::Mic,
        file: "mic-0001.wav".to_owned(),
        first_frame: 0,
        frames: 14_400_000,
        rate: 48_000,
        sha256: "ab".repeat(32),
        salvaged: true,
    };
    desk.recording(RecordingStep::SegmentFinished(segment.clone()));
    assert_eq!(desk.call.recording.segments, [segment]);
}

#[test]
fn frames_are_time() {
    assert_eq!(frames_as_time(48_000, 48_000), Duration::from_secs(1));
    assert_eq!(frames_as_time(1, 44_100), Duration::from_nanos(22_675));
    assert_eq!(frames_as_time(44_100 * 3600 + 22_050, 44_100), Duration::from_millis(3_600_500));
    assert_eq!(frames_as_time(12_345, 0), Duration::ZERO);
    assert_eq!(frames_as_time(u64::MAX, 1), Duration::from_secs(u64::MAX));
    assert!(frames_as_time(u64::MAX, u32::MAX) > Duration::from_secs(4_000_000_000));
}

#[test]
fn a_position_counts_on_over_earlier_takes_and_never_overflows() {
    let at = |frame, before_ms| Position { take: 2, frame, rate: 48_000, before_ms };
    assert_eq!(at(24_000, 90_000).elapsed(), Duration::from_millis(90_500));
    assert_eq!(at(0, 0).elapsed(), Duration::ZERO);
    let absurd = Position { take: 1, frame: u64::MAX, rate: 1, before_ms: u64::MAX };
    assert_eq!(absurd.elapsed(), Duration::MAX);
}
