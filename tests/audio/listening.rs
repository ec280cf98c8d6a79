//! A recording played on a real output, heard by the output's monitor.

use crate::support::session::{Monitor, RATE, chirps, find, heard, turn, write_wav};
use crate::support::until;
use rapport::domain::recording::{RecordingLog, Segment, StopReason, Take, TakeEnd, TakeFormat};
use rapport::domain::track::Track;
use rapport::listening::cpal_output::CpalOutput;
use rapport::listening::{PlayState, Player, Reel};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// A call with one take, whose microphone heard this.
fn recorded(folder: &Path, samples: &[f64]) -> Arc<Reel> {
    let file = Track::Mic.segment_file(1);
    write_wav(folder.join(&file), samples);
    let frames = samples.len() as u64;
    let mut log = RecordingLog::default();
    let format = TakeFormat { device_id: "d".into(), device_name: "D".into(), rate: RATE, bits: 16 };
    let started_at = "2026-11-24T16:15:02Z".parse().unwrap();
    let ended = Some(TakeEnd { at: started_at, frames, why: StopReason::ByHand });
    log.takes.push(Take { number: 1, started_at, format, far: None, ended });
    let (first_frame, sha256) = (0, String::new());
    let segment = Segment {
        take: 1,
        track: Track::Mic,
        file,
        first_frame,
        frames,
        rate: RATE,
        sha256,
        salvaged: false,
    };
    log.segments.push(segment);
    Arc::new(Reel::of(&log, &[], &BTreeSet::new()))
}

#[test]
fn a_recording_is_heard_on_the_output_and_the_place_follows() {
    let Some(_turn) = turn("a_recording_is_heard_on_the_output") else { return };
    let folder = tempfile::tempdir().unwrap();
    let chirps = chirps(5);
    let reel = recorded(folder.path(), &chirps);
    let file = folder.path().join("heard.raw");
    let monitor = Monitor::listen(&file);
    let player = Player::new(Arc::clone(&reel), folder.path().into(), Box::new(CpalOutput::new())).unwrap();
    player.play();
    let places = RefCell::new(Vec::new());
    until("the recording is at its end", || {
        places.borrow_mut().push(player.status().at_ms);
        player.status().state != PlayState::Playing && player.status().at_ms > 0
    });
    assert_eq!(player.status().state, PlayState::Ended);
    assert_eq!(player.status().at_ms, reel.length_ms());
    assert!(places.into_inner().is_sorted());
    // The device is closed as the last samples are handed over; the last chirp may lack its end.
    let played = &chirps[..RATE as usize * 2];
    until("the monitor has heard it", || heard(&file).len() > chirps.len() + RATE as usize / 2);
    drop(monitor);
    let (at, alike) = find(played, &heard(&file));
    println!("heard at {at}, likeness {alike:.5}");
    assert!(alike > 0.98, "{alike}");
}
