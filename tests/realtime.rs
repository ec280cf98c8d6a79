//! The audio callback neither allocates nor frees: an allocator that aborts the program stands around it. Nor does it ask
//! anything of the system: see `asks`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails, says why, and may write files as it likes"
)]

#[cfg(target_os = "linux")]
#[path = "realtime/asks.rs"]
mod asks;
#[path = "audio/support/consent.rs"]
mod consent;

use assert_no_alloc::{AllocDisabler, assert_no_alloc};
use consent::{call_being_prepared, consenting_call, permit, withdraw};
use rapport::domain::call::Call;
use rapport::domain::recording::{RecordingLog, Segment, Take, TakeFormat};
use rapport::domain::track::Track;
use rapport::echo;
use rapport::listening::{Feed, Output, OutputError, Player, Playing, Reel};
use rapport::recording::{Gate, Intake, Place, Reach, StreamFault, SystemClock, Tap, TapFormat};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

#[global_allocator]
static ALLOCATOR: AllocDisabler = AllocDisabler;

const FORMAT: TapFormat = TapFormat { rate: 1_000, channels: 2 };

/// Frames in the ring.
const ROOM: u64 = 10_000;

/// Half a second, and a sample too many for a whole frame.
fn buffer() -> Vec<f32> {
    vec![0.5; 1_001]
}

/// A gate that is open, and a tap behind it.
fn opened(call: &Call) -> (Gate, Tap, Intake) {
    let gate = Tap::for_take(permit(call), Arc::new(SystemClock::new()));
    let (tap, intake) = gate.tap(FORMAT, &Arc::new(Reach::leading(Arc::new(Place::default()))));
    intake.flow().open();
    gate.open();
    (gate, tap, intake)
}

fn drain(intake: &mut Intake) -> u64 {
    let mut block = vec![0; 4_096];
    std::iter::from_fn(|| Some(intake.take_out(&mut block)).filter(|&count| count > 0)).sum::<usize>() as u64
}

#[test]
fn the_allocator_notices_an_allocation() {
    // Aborting is the allocator's only answer, so this looks from outside.
    if std::env::var_os("RAPPORT_ALLOCATE").is_some() {
        assert_no_alloc(|| drop(std::hint::black_box(vec![1_u8; 64])));
        return;
    }
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_allocator_notices_an_allocation"])
        .env("RAPPORT_ALLOCATE", "1")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(!status.success());
}

#[test]
fn measuring_the_level_allocates_nothing() {
    let (mut tap, flow) = Tap::for_level(FORMAT);
    let samples = buffer();
    assert_no_alloc(|| tap.take_in(&samples));
    assert!((flow.take_peak() - 0.5).abs() < f32::EPSILON);
}

#[test]
fn hearing_for_a_sound_check_allocates_nothing_until_enough_was_heard_and_after() {
    let (ear, echo, life) = echo::begin(call_being_prepared().before_dialling().unwrap(), FORMAT.rate);
    let (mut tap, flow) = Tap::for_check(FORMAT, ear);
    let samples = buffer();
    for _ in 0..9 {
        assert_no_alloc(|| tap.take_in(&samples));
    }
    assert_eq!((echo.frames_to_hear(), echo.loudest()), (0, 0.5));
    drop(echo);
    assert_no_alloc(|| tap.take_in(&samples));
    drop(life);
    assert_no_alloc(|| tap.take_in(&samples));
    assert!((flow.take_peak() - 0.5).abs() < f32::EPSILON);
}

#[test]
fn keeping_samples_allocates_nothing_in_any_state_of_the_gate_and_the_ring() {
    let mut call = consenting_call();
    let (gate, mut tap, mut intake) = opened(&call);
    let flow = Arc::clone(intake.flow());
    let alarm = tap.alarm();
    let samples = buffer();

    // Open.
    assert_no_alloc(|| tap.take_in(&samples));
    assert_eq!((flow.captured(), drain(&mut intake)), (500, 500));

    // Another format.
    let integers = vec![i16::MIN; 1_000];
    assert_no_alloc(|| tap.take_in_as(&integers, |sample| f32::from(sample) / 32_768.0));
    assert_eq!((flow.captured(), drain(&mut intake)), (1_000, 500));

    // Paused.
    gate.pause();
    assert_no_alloc(|| tap.take_in(&samples));
    assert_eq!((flow.captured(), drain(&mut intake)), (1_000, 0));
    gate.resume();

    // Full, then with room again, then full until the end.
    for _ in 0..25 {
        assert_no_alloc(|| tap.take_in(&samples));
    }
    assert_eq!((flow.captured(), flow.lost()), (13_500, 12_500 - ROOM));
    assert_eq!(drain(&mut intake), ROOM);
    assert_no_alloc(|| tap.take_in(&samples));
    assert_eq!((flow.lost(), drain(&mut intake)), (12_500 - ROOM, 500));

    // More losses than the writer can be told of.
    for _ in 0..400 {
        for _ in 0..21 {
            assert_no_alloc(|| tap.take_in(&samples));
        }
        drain(&mut intake);
    }
    assert!(flow.lost() > 400 * 500);

    // Trouble.
    assert_no_alloc(|| {
        alarm.glitch();
        alarm.raise(StreamFault::Lost);
    });

    // Stale.
    drain(&mut intake);
    let before = flow.captured();
    withdraw(&mut call);
    assert_no_alloc(|| tap.take_in(&samples));
    assert_eq!((flow.captured(), drain(&mut intake)), (before, 0));
    assert!(!gate.has_consent());
}

#[test]
fn a_closed_gate_allocates_nothing_and_never_opens_again() {
    let call = consenting_call();
    let (gate, mut tap, mut intake) = opened(&call);
    let (mut other, mut from_other) = gate.tap(FORMAT, &Arc::default());
    from_other.flow().open();
    gate.close();
    gate.resume();
    gate.open();
    let samples = buffer();
    assert_no_alloc(|| {
        tap.take_in(&samples);
        other.take_in(&samples);
    });
    assert_eq!((intake.flow().captured(), drain(&mut intake)), (0, 0));
    assert_eq!((from_other.flow().captured(), drain(&mut from_other)), (0, 0));
}

#[test]
fn a_closed_device_allocates_nothing_and_holds_up_no_other() {
    let call = consenting_call();
    let (gate, mut tap, mut intake) = opened(&call);
    let (mut other, mut from_other) = gate.tap(FORMAT, &Arc::default());
    let samples = buffer();
    assert_no_alloc(|| other.take_in(&samples));
    assert_eq!(drain(&mut from_other), 0, "not opened yet");
    from_other.flow().open();
    intake.flow().close(Duration::ZERO);
    intake.flow().open();
    assert_no_alloc(|| {
        tap.take_in(&samples);
        other.take_in(&samples);
    });
    assert_eq!((drain(&mut intake), drain(&mut from_other)), (0, 500));
}

#[test]
fn a_writer_that_is_gone_costs_the_callback_nothing() {
    let call = consenting_call();
    let (_gate, mut tap, intake) = opened(&call);
    let flow = Arc::clone(intake.flow());
    drop(intake);
    let samples = buffer();
    for _ in 0..30 {
        assert_no_alloc(|| tap.take_in(&samples));
    }
    assert_eq!(flow.captured(), 15_000);
}

/// An output that hands its feed to the test.
struct Scripted(std::sync::mpsc::SyncSender<Feed>);

struct Closed;

impl Playing for Closed {}

impl Output for Scripted {
    fn rate(&mut self, wanted: u32) -> Result<u32, OutputError> {
        Ok(wanted)
    }

    fn open(&mut self, _rate: u32, feed: Feed) -> Result<Box<dyn Playing>, OutputError> {
        self.0.send(feed).map_err(|_| OutputError::NoDevice)?;
        Ok(Box::new(Closed))
    }
}

#[test]
fn playing_allocates_nothing_whatever_is_in_the_ring() {
    let folder = tempfile::tempdir().unwrap();
    let (rate, frames) = (8_000, 40_000);
    let file = Track::Mic.segment_file(1);
    let sample_format = hound::SampleFormat::Int;
    let spec = hound::WavSpec { channels: 1, sample_rate: rate, bits_per_sample: 16, sample_format };
    let mut wav = hound::WavWriter::create(folder.path().join(&file), spec).unwrap();
    (0..frames).for_each(|_| wav.write_sample(16_384_i16).unwrap());
    wav.finalize().unwrap();
    let mut log = RecordingLog::default();
    let format = TakeFormat { device_id: "d".into(), device_name: "D".into(), rate, bits: 16 };
    let started_at = "2026-11-24T16:15:02Z".parse().unwrap();
    log.takes.push(Take { number: 1, started_at, format, far: None, ended: None });
    let (first_frame, sha256) = (0, String::new());
    let segment =
        Segment { take: 1, track: Track::Mic, file, first_frame, frames, rate, sha256, salvaged: false };
    log.segments.push(segment);
    let reel = Arc::new(Reel::of(&log, &[], &BTreeSet::new()));

    let (feeds, received) = std::sync::mpsc::sync_channel(1);
    let player = Player::new(reel, folder.path().into(), Box::new(Scripted(feeds))).unwrap();
    player.play();
    let mut feed = received.recv().unwrap();
    let (mut floats, mut integers) = (vec![0.0_f32; 1_000], vec![0_i16; 1_001]);
    while feed.is_starved() {
        std::thread::yield_now();
    }
    // Sound, of either kind; and on until nothing is left in the ring.
    assert_no_alloc(|| feed.fill(&mut floats, 2, |sample| sample));
    assert!((floats[0] - 0.5).abs() < f32::EPSILON && (floats[1] - 0.5).abs() < f32::EPSILON);
    for _ in 0..100 {
        assert_no_alloc(|| feed.fill(&mut integers, 1, |sample| (sample * 32_768.0) as i16));
    }
    // A seek leaves a ring full of what is passed over.
    player.seek(3_000);
    while player.status().at_ms < 3_000 {
        assert_no_alloc(|| feed.fill(&mut floats, 2, |sample| sample));
    }
    player.pause();
    assert_no_alloc(|| feed.fill(&mut floats, 2, |sample| sample));
    assert!(floats.iter().all(|sample| *sample == 0.0));
}
