//! Calls that are read from the data folder: what is told of them meanwhile, and takes that nobody ended.

use super::office::Office;
use rapport::app::action::{ClosingAction, DeskAction};
use rapport::app::event::{JobEvent, Place};
use rapport::app::{Effect, Event};
use rapport::domain::custody::Deletion;
use rapport::domain::ids::CallId;
use rapport::domain::recording::Segment;
use rapport::domain::track::Track;
use rapport::recording::RecorderEvent;
use std::path::PathBuf;

fn exported(call: CallId) -> JobEvent {
    let (path, sha256) = (PathBuf::from("/elsewhere/x.md"), "b".repeat(64));
    JobEvent::Written { call, path, format: "md", sha256, place: Place::Elsewhere }
}

fn deleted(call: CallId) -> JobEvent {
    JobEvent::AudioDeleted { call, takes: vec![1], files: Deletion::default() }
}

#[test]
fn what_is_told_of_a_call_while_it_is_being_read_is_read_with_it() {
    for told in [exported, deleted] {
        let mut office = Office::open();
        let id = office.start_call("Ada Lovelace");
        office.closing(ClosingAction::Finish);
        office.save();
        office.desk(DeskAction::LeaveCall);
        office.desk(DeskAction::OpenCall(id.clone()));
        let too_early = office.state.readings_of_calls;
        let effects = office.tell(Event::Job(told(id.clone())));
        let reading = office.state.readings_of_calls;
        let asked = matches!(&effects[..],
            [Effect::Note { call: noted, .. } | Effect::NoteCustody { call: noted, .. }, Effect::LoadCall { call, reading: of }]
            if noted == call && *call == id && *of == reading);
        assert!(asked, "the store adds it, and then reads the call: {effects:?}");
        office.load_as(&id, too_early);
        assert!(office.state.call.is_none(), "what was read before it lacks an entry");
        office.load_as(&id, reading);
        assert_eq!(office.call().id(), &id);
    }
}

#[test]
fn a_take_that_nobody_ended_is_as_long_as_its_longest_track() {
    let mut office = Office::recorded("Ada Lovelace");
    let id = office.call().id().clone();
    let segment = |track: Track, first_frame, frames, rate| Segment {
        take: 1,
        track,
        file: track.segment_file(if first_frame == 0 { 1 } else { 2 }),
        first_frame,
        frames,
        rate,
        sha256: "a".repeat(64),
        salvaged: false,
    };
    let (first, second) =
        (segment(Track::Mic, 0, 96_000, 48_000), segment(Track::Mic, 96_000, 48_000, 48_000));
    let far = segment(Track::Far, 0, 160_000, 16_000);
    for told in [&first, &second, &second, &far, &far] {
        office.heard(RecorderEvent::SegmentFinished(told.clone()));
    }
    let shelf = office.shelf;
    let mut office = Office::open();
    office.shelf = shelf;
    office.desk(DeskAction::OpenCall(id.clone()));
    office.load(&id);
    let take = &office.call().recording.takes[0];
    assert_eq!(
        take.ended.as_ref().map(|end| end.frames),
        Some(480_000),
        "ten seconds, at the rate of this side"
    );
}
