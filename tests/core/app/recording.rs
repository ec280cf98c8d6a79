//! The recorder in the hands of a person, and what its faults leave alone.

use super::office::{Office, stops};
use crate::timeline::support::format;
use rapport::app::action::{DeskAction, RecorderAction};
use rapport::app::effect::RecorderOrder;
use rapport::app::state::Progress;
use rapport::app::{CaptureError, Effect, Event, StartError, Trouble};
use rapport::domain::entry::Position;
use rapport::domain::notes::NoteKind;
use rapport::domain::recording::{GapReason, RecordingState, StopReason};
use rapport::domain::refusal::Refusal;
use rapport::recording::RecorderEvent;

/// A take runs; a note is filed, and every field holds half a word.
fn busy() -> Office {
    let mut office = Office::recorded("Ada Lovelace");
    office.write_note(NoteKind::Plain, "filed before");
    office.drafts.note.text = "half a no".to_owned();
    office.drafts.note.kind = NoteKind::Concern;
    office.drafts.own_question = "half a ques".to_owned();
    office.drafts.person = "half a na".to_owned();
    office.drafts.minutes = "3".to_owned();
    let question = office.call().checklist.stages.interview.questions[0].id.clone();
    office.drafts.answers.insert(question, "half an ans".to_owned());
    office
}

/// Whatever happens to the recorder, what was typed and filed is as it was.
fn check_leaves_the_notes(happens: impl FnOnce(&mut Office)) -> Office {
    let mut office = busy();
    let typed = office.typed();
    happens(&mut office);
    assert_eq!(office.typed(), typed);
    assert_eq!(office.call().notebook.notes[0].text, "filed before");
    office
}

#[test]
fn pausing_and_resuming_leave_every_letter_and_are_dated() {
    let office = check_leaves_the_notes(|office| {
        let effects = office.recorder(RecorderAction::Pause);
        assert!(matches!(&effects[..], [Effect::Recorder(RecorderOrder::Pause { .. })]), "{effects:?}");
        assert_eq!(office.recording(), RecordingState::Running, "it is paused when the recorder says so");
        office.heard(RecorderEvent::Paused { take: 1, reason: String::new() });
        assert_eq!(office.recording(), RecordingState::Paused);
        assert!(office.recorder(RecorderAction::Pause).is_empty());
        let effects = office.recorder(RecorderAction::Resume);
        assert!(matches!(&effects[..], [Effect::Recorder(RecorderOrder::Resume)]));
        office.heard(RecorderEvent::Resumed { take: 1 });
        let reason = GapReason::Paused { reason: String::new() };
        office.heard(RecorderEvent::Gap { take: 1, track: None, frame: 48_000, lasted_ms: 9_000, reason });
    });
    assert_eq!(office.recording(), RecordingState::Running);
    assert_eq!(office.call().recording.gaps.len(), 1);
    assert_eq!(office.state.troubles, [], "a pause is no fault");
}

#[test]
fn stopping_leaves_every_letter_and_the_next_take_may_begin() {
    let mut office = check_leaves_the_notes(|office| {
        assert_eq!(stops(&office.recorder(RecorderAction::Stop)), Some(StopReason::ByHand));
        office.end_take(StopReason::ByHand);
    });
    assert_eq!(office.recording(), RecordingState::Idle);
    assert_eq!(office.state.recorder.progress, None);
    assert_eq!(office.state.recorder.listening_to, Some(None), "the meter goes on");
    assert!(super::office::starts(&office.recorder(RecorderAction::Start)));
}

#[test]
fn every_way_a_take_can_end_by_itself_leaves_every_letter_and_says_what_happened() {
    let failed = || StopReason::Failed { what: "the file could not be written".to_owned() };
    let told = || Trouble::RecordingFailed { what: "the file could not be written".to_owned() };
    for (why, trouble) in [
        (StopReason::DeviceLost, Trouble::MicrophoneLost),
        (StopReason::DiskFull, Trouble::RecordingDiskFull),
        (StopReason::DiskReserve, Trouble::RecordingDiskReserve),
        (failed(), told()),
    ] {
        let office = check_leaves_the_notes(|office| drop(office.end_take(why.clone())));
        assert_eq!(office.state.troubles, [trouble]);
        assert_eq!(office.recording(), RecordingState::Idle);
        assert_eq!(office.call().recording.takes[0].ended.as_ref().unwrap().why, why);
        assert_eq!(office.state.recorder.progress, None);
    }
}

#[test]
fn a_take_that_does_not_begin_is_told_and_dated_and_can_be_tried_again() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    office.drafts.note.text = "half a no".to_owned();
    for _ in 0..2 {
        office.recorder(RecorderAction::Start);
        let take = office.call().recording.newest_take();
        let error = StartError::Capture(CaptureError::DeviceBusy);
        office.heard(RecorderEvent::Failed { take, error: error.clone() });
        assert_eq!(
            office.state.troubles,
            [Trouble::NotStarted(error)],
            "told once, however often it happens"
        );
        assert_eq!(office.recording(), RecordingState::Idle);
        assert_eq!(office.drafts.note.text, "half a no");
    }
    assert_eq!(office.call().recording.failures.len(), 2);
    assert_eq!(office.call().recording.takes, []);
}

#[test]
fn sound_that_was_lost_is_told_once_and_every_gap_is_dated() {
    let office = check_leaves_the_notes(|office| {
        for frame in [1_000, 2_000] {
            let reason = GapReason::Overflow;
            office.heard(RecorderEvent::Gap { take: 1, track: None, frame, lasted_ms: 50, reason });
        }
    });
    assert_eq!(office.state.troubles, [Trouble::Overflow]);
    assert_eq!(office.call().recording.gaps.len(), 2);
}

#[test]
fn silence_of_the_device_is_shown_while_it_lasts() {
    let office = check_leaves_the_notes(|office| {
        office.heard(RecorderEvent::Starved { track: rapport::domain::track::Track::Mic, starved: true });
        assert_eq!(office.state.recorder.starved, [rapport::domain::track::Track::Mic]);
        office.heard(RecorderEvent::Starved { track: rapport::domain::track::Track::Mic, starved: false });
        assert!(office.state.recorder.starved.is_empty());
        office.heard(RecorderEvent::Starved { track: rapport::domain::track::Track::Mic, starved: true });
        office.end_take(StopReason::DeviceLost);
    });
    assert!(office.state.recorder.starved.is_empty(), "with no take there is nothing to wait for");
}

#[test]
fn a_note_bears_the_place_in_the_recording_and_none_where_nothing_runs() {
    let mut office = Office::recorded("Ada Lovelace");
    office.write_note(NoteKind::Plain, "while it runs");
    office.end_take(StopReason::ByHand);
    office.write_note(NoteKind::Plain, "afterwards");
    let notes = &office.call().notebook.notes;
    assert_eq!(notes[0].position, Some(Position { take: 1, frame: 48_000, rate: 48_000, before_ms: 0 }));
    assert_eq!(notes[1].position, None);
}

#[test]
fn seconds_on_disk_are_the_recorders_and_end_with_the_take() {
    let mut office = Office::recorded("Ada Lovelace");
    let progress = office.state.recorder.progress;
    assert_eq!(progress, Some(Progress { captured: 48_000, on_disk: 24_000, rate: 48_000 }));
    office.end_take(StopReason::ByHand);
    office.heard(RecorderEvent::Progress { captured: 9, on_disk: 9, rate: 48_000 });
    assert_eq!(office.state.recorder.progress, None, "a late report of a take that ended shows nothing");
}

#[test]
fn with_no_take_there_is_nothing_to_pause_resume_or_stop() {
    let mut office = Office::open();
    for action in [RecorderAction::Pause, RecorderAction::Resume, RecorderAction::Stop] {
        assert!(office.recorder(action.clone()).is_empty());
    }
    office.start_call("Ada Lovelace");
    for action in [RecorderAction::Pause, RecorderAction::Resume, RecorderAction::Stop] {
        assert!(office.recorder(action).is_empty());
    }
}

#[test]
fn while_a_take_runs_no_other_call_comes_onto_the_desk() {
    let mut office = Office::open();
    let other = office.start_call("Grace Hopper");
    office.save();
    office.desk(DeskAction::LeaveCall);
    office.desk(DeskAction::OpenCall(other.clone()));
    // Before the other call was read, the person has started this one and records.
    let this = office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    office.recorder(RecorderAction::Start);
    office.begin_take();
    office.drafts.opening.client = "Someone else".to_owned();
    for action in [
        DeskAction::StartCall,
        DeskAction::QuickCapture,
        DeskAction::OpenCall(other.clone()),
        DeskAction::LeaveCall,
    ] {
        assert!(office.desk(action).is_empty());
        assert_eq!(office.state.refused, Some(Refusal::StillRecording));
    }
    office.load(&other);
    assert_eq!(*office.call().id(), this, "what the recorder tells belongs to the call it records");
    office.end_take(StopReason::ByHand);
    assert_eq!(office.call().recording.segments.len(), 1);
}

#[test]
fn what_the_recorder_tells_with_no_call_on_the_desk_harms_nothing() {
    let mut office = Office::open();
    office.heard(RecorderEvent::Started { take: 1, format: format(), far: None });
    office.heard(RecorderEvent::Level { peak: 0.5, far: None });
    office.heard(RecorderEvent::Stopped { take: 1, frames: 0, rate: 48_000, why: StopReason::ByHand });
    assert!(office.state.call.is_none());
    assert!(office.shelf.is_empty());
}

#[test]
fn a_clock_that_jumps_is_dated_while_a_call_is_open_and_no_other_time() {
    let mut office = Office::open();
    assert!(office.tell(Event::ClockJumped { by_seconds: -3600 }).is_empty());
    office.start_call("Ada Lovelace");
    assert_eq!(office.tell(Event::ClockJumped { by_seconds: -3600 }).len(), 1);
}

#[test]
fn a_machine_that_slept_is_told_as_sleep() {
    let mut office = Office::open();
    assert!(office.tell(Event::Slept { seconds: 540 }).is_empty());
    office.start_call("Ada Lovelace");
    office.tell(Event::Slept { seconds: 540 });
    assert_eq!(office.call().recording.sleeps[0].1.as_secs(), 540);
}
