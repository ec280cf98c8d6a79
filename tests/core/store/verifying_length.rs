//! Sound that is gone before anything told of it is missed all the same.

use super::recorded::{put, verify};
use super::support::*;
use rapport::domain::chain::Hash;
use rapport::domain::custody::CustodyFact;
use rapport::domain::fact::Fact;
use rapport::domain::recording::StopReason::{self, ByHand, Interrupted};
use rapport::domain::recording::TakeFormat;
use rapport::domain::track::Track::{self, Far, Mic};
use rapport::store::verify::{Fault, FaultKind, Place};
use rapport::store::write_sums;

const RATE: u32 = 1_000;

fn format() -> TakeFormat {
    TakeFormat { device_id: "d".into(), device_name: "D".into(), rate: RATE, bits: 16 }
}

fn frames(seconds: f64) -> u64 {
    (seconds * f64::from(RATE)) as u64
}

/// A file of so many seconds.
fn sound(seconds: f64) -> Vec<u8> {
    vec![1; 44 + 2 * frames(seconds) as usize]
}

/// A file of so many seconds is told.
fn told(track: Track, seconds: f64) -> Fact {
    Fact::SegmentFinished {
        take: 1,
        track,
        file: track.segment_file(1),
        first_frame: 0,
        frames: frames(seconds),
        rate: RATE,
        sha256: Hash::of(&sound(seconds)).to_string(),
        salvaged: false,
    }
}

fn stopped(seconds: f64, why: StopReason) -> Fact {
    Fact::RecordingStopped { take: 1, frames: frames(seconds), rate: RATE, why }
}

fn joined() -> Fact {
    let to = Some(format());
    Fact::DeviceChanged { take: 1, track: Far, frame: 0, from: String::new(), to }
}

/// A call with a take of these tracks, of which `facts` tell and `files` lie in the folder, and whose clock was marked up to
/// so many seconds.
struct Case {
    far: Option<TakeFormat>,
    facts: Vec<Fact>,
    files: Vec<(Track, f64)>,
    marked: f64,
}

impl Case {
    fn both(facts: Vec<Fact>, marked: f64) -> Self {
        let files = facts.iter().filter_map(|fact| match fact {
            Fact::SegmentFinished { track, frames, .. } => Some((*track, *frames as f64 / f64::from(RATE))),
            _ => None,
        });
        Self { far: Some(format()), files: files.collect(), facts, marked }
    }

    fn faults(self) -> Vec<Fault> {
        let begun = vec![
            opened(),
            Fact::RecordingRequested { take: 1 },
            Fact::RecordingStarted { take: 1, format: format(), far: self.far },
        ];
        let desk = Desk::with_call([begun, self.facts].concat());
        let track = |track: Track| {
            serde_json::json!({
                "track": track, "device_id": "d", "device_name": "D", "rate": RATE, "bits": 16, "first_segment": 1
            })
        };
        let session = serde_json::json!({ "version": 1, "call": CALL, "takes": [{
            "take": 1, "started_at": "2026-11-24T16:16:02Z", "consent_entry": 1, "before_ms": 0,
            "tracks": Track::ALL.map(track)
        }]});
        put(&desk, "audio/session.json", session.to_string().as_bytes());
        let marks = Track::ALL.map(|track| {
            format!("{{\"take\":1,\"track\":\"{track}\",\"frame\":{},\"ms\":1.0}}\n", frames(self.marked))
        });
        put(&desk, "audio/clock.jsonl", [&marks.concat(), "{\"take\":1,\"tra"].concat().as_bytes());
        for (track, seconds) in self.files {
            put(&desk, &format!("audio/{}", track.segment_file(1)), &sound(seconds));
        }
        let timeline = desk.store().timeline(&call_id()).unwrap();
        write_sums(&desk.layout(), &call_id(), timeline.iter().map(|stored| &stored.entry)).unwrap();
        verify(&desk).faults
    }
}

fn fault(what: FaultKind, track: Track) -> Fault {
    Fault { what, place: Place::File(format!("audio/{}", track.segment_file(1))) }
}

fn missing(track: Track) -> Fault {
    fault(FaultKind::FileMissing, track)
}

fn cut(track: Track) -> Fault {
    fault(FaultKind::FileCutOff, track)
}

#[test]
fn a_track_of_a_stopped_take_that_is_not_told_is_missed() {
    let end = || stopped(20.0, ByHand);
    assert_eq!(Case::both(vec![told(Mic, 20.0), told(Far, 19.5), end()], 19.0).faults(), []);
    assert_eq!(Case::both(vec![told(Far, 20.0), end()], 0.0).faults(), [missing(Mic)]);
    assert_eq!(Case::both(vec![told(Mic, 20.0), told(Far, 3.0), end()], 0.0).faults(), [cut(Far)]);
    let unread = StopReason::Failed { what: "a file could not be read back".to_owned() };
    let facts = vec![told(Far, 20.0), stopped(20.0, unread)];
    assert_eq!(Case::both(facts, 0.0).faults(), [missing(Mic)]);
}

#[test]
fn what_a_kill_left_is_held_against_the_clock_beside_it() {
    let end = |seconds| stopped(seconds, Interrupted);
    assert_eq!(Case::both(vec![told(Far, 11.4), end(11.4)], 11.0).faults(), [missing(Mic)]);
    assert_eq!(Case::both(vec![end(0.0)], 11.0).faults(), [missing(Mic), missing(Far)]);
    let all = |seconds| vec![told(Mic, seconds), told(Far, seconds), end(seconds)];
    assert_eq!(Case::both(all(3.0), 11.0).faults(), [cut(Mic), cut(Far)]);
    assert_eq!(Case::both(all(10.5), 11.0).faults(), []);
}

#[test]
fn a_take_that_runs_is_measured_by_its_files() {
    let with = |files| Case { far: Some(format()), facts: vec![], files, marked: 11.0 }.faults();
    assert_eq!(with(vec![(Mic, 11.2), (Far, 11.1)]), []);
    assert_eq!(with(vec![(Far, 11.2)]), [missing(Mic)]);
    assert_eq!(with(vec![(Mic, 3.0), (Far, 11.2)]), [cut(Mic)]);
}

#[test]
fn a_far_end_that_joined_need_not_have_come_to_a_file() {
    let facts = || vec![joined(), told(Mic, 20.0), stopped(20.0, ByHand)];
    let case = |marked| Case { far: None, facts: facts(), files: vec![(Mic, 20.0)], marked }.faults();
    assert_eq!(case(0.0), []);
    assert_eq!(case(15.0), [missing(Far)]);
}

#[test]
fn nothing_is_missed_of_a_take_whose_deletion_was_decided() {
    let decided = Fact::Custody(CustodyFact::DeletionDecided {
        takes: vec![1],
        decided_by: "Jo Marsh".to_owned(),
        reason: "the client asked".to_owned(),
        files: vec![],
    });
    assert_eq!(Case::both(vec![stopped(20.0, ByHand), finished(), decided], 20.0).faults().len(), 1);
}

#[test]
fn a_file_that_cannot_hold_what_is_told_is_cut_off_whatever_its_hash_says() {
    let mut facts = vec![told(Mic, 20.0), told(Far, 20.0), stopped(20.0, ByHand)];
    if let Fact::SegmentFinished { sha256, .. } = &mut facts[0] {
        *sha256 = Hash::of(&sound(2.0)).to_string();
    }
    let mut case = Case::both(facts, 20.0);
    case.files = vec![(Mic, 2.0), (Far, 20.0)];
    assert_eq!(case.faults(), [cut(Mic)]);
}
