//! Both sides of a real recording beside each other: what sounds in both at once is in both channels of the exported file at
//! once.

use crate::support::Bench;
use crate::support::consent::clock;
use crate::support::session::{self, Microphone, RATE, write_wav};
use rapport::domain::recording::{RecordingLog, StopReason, Take, TakeEnd, TakeFormat};
use rapport::domain::track::Track;
use rapport::listening::{AudioFormat, AudioOrder, Existing, Gaps, Reel, read_marks, write_audio};
use rapport::recording::cpal_backend::CpalBackend;
use rapport::recording::{FarEnd, RecorderEvent};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// How far apart in the two channels a click may be that was heard by both sides at once, in frames: 20 ms.
const APART: usize = RATE as usize / 50;

/// When the clicks sound, in milliseconds. No two of them are the same time apart, so none is taken for another.
const CLICKS_MS: [u32; 8] = [200, 900, 1_750, 2_450, 3_500, 4_350, 5_550, 6_500];

/// The least time between two clicks, in frames.
const BETWEEN: usize = RATE as usize / 2;

/// Short knocks that fade at once.
fn clicks() -> Vec<f64> {
    let mut samples = vec![0.0; RATE as usize * 7];
    for at in CLICKS_MS {
        for (frame, sample) in samples.iter_mut().skip((at * RATE / 1000) as usize).take(480).enumerate() {
            let time = frame as f64 / f64::from(RATE);
            *sample = 0.6 * (-time * 600.0).exp() * (std::f64::consts::TAU * 1_500.0 * time).cos();
        }
    }
    samples
}

/// Two outputs that a third plays into: each of its samples reaches both in one cycle of the sound server.
struct Both {
    source: Microphone,
    sides: [Microphone; 2],
}

impl Both {
    fn plug_in() -> Self {
        let both = Self {
            source: Microphone::plug_in("rapport_clicks"),
            sides: [Microphone::plug_in("rapport_this_side"), Microphone::plug_in("rapport_far_side")],
        };
        for side in ["rapport_this_side", "rapport_far_side"] {
            for channel in ["FL", "FR"] {
                let (from, to) =
                    (format!("rapport_clicks:monitor_{channel}"), format!("{side}:playback_{channel}"));
                session::run("pw-link", &[&from, &to]);
            }
        }
        both
    }
}

/// The frames at which something begins to sound.
fn onsets(samples: &[i16]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (frame, sample) in samples.iter().enumerate() {
        let is_new = found.last().is_none_or(|last| frame > last + BETWEEN / 2);
        if is_new && sample.unsigned_abs() > 4_000 {
            found.push(frame);
        }
    }
    found
}

/// What the timeline would tell of the take that the bench recorded.
fn log(bench: &Bench, frames: u64) -> RecordingLog {
    let (format, far): (TakeFormat, Option<TakeFormat>) =
        bench.told.wait_for("Started", |event| match event {
            RecorderEvent::Started { format, far, .. } => Some((format.clone(), far.clone())),
            _ => None,
        });
    let ended = Some(TakeEnd { at: clock(), frames, why: StopReason::ByHand });
    let mut log = RecordingLog::default();
    log.takes.push(Take { number: 1, started_at: clock(), format, far, ended });
    log.segments = bench.told.segments();
    log
}

/// Left and right of the recording, as a person gets them who asks for one file.
fn exported(bench: &Bench, frames: u64, to: &Path) -> [Vec<i16>; 2] {
    let marks = read_marks(bench.dir.path()).unwrap();
    let reel = Arc::new(Reel::of(&log(bench, frames), &marks, &BTreeSet::new()));
    let order = AudioOrder { format: AudioFormat::Wav, gaps: Gaps::Silence, existing: Existing::Keep };
    let written =
        write_audio(&reel, bench.dir.path(), to, order, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((written.channels, written.missing), (vec![Track::Mic, Track::Far], vec![]));
    let mut wav = hound::WavReader::open(to).unwrap();
    let both: Vec<i16> = wav.samples().map(Result::unwrap).collect();
    [0, 1].map(|channel| both.iter().skip(channel).step_by(2).copied().collect())
}

#[test]
fn a_click_heard_by_both_sides_at_once_is_less_than_20_ms_apart_in_the_exported_file() {
    let Some(_turn) = session::turn("a click in both sides") else { return };
    let both = Both::plug_in();
    let bench = Bench::new(Box::new(CpalBackend::new()));
    let [this, far] = &both.sides;
    bench.ask_for_both(1, Some(&this.id()), FarEnd::Device(far.id()));
    bench.told.wait_for("Started", |event| match event {
        RecorderEvent::Started { far: Some(_), .. } => Some(()),
        RecorderEvent::Started { far: None, .. } => panic!("this side alone"),
        RecorderEvent::Failed { error, .. } => panic!("{error}"),
        _ => None,
    });
    let elsewhere = tempfile::tempdir().unwrap();
    both.source.hear(&write_wav(elsewhere.path().join("clicks.wav"), &clicks()));
    let (frames, why) = bench.stop();
    assert_eq!(why, StopReason::ByHand);
    let [left, right] =
        exported(&bench, frames, &elsewhere.path().join("call.wav")).map(|side| onsets(&side));
    // A sound server that loses sound may lose a click, and the recorder tells of it; all others are still in their places.
    let lost = [Track::Mic, Track::Far].map(|track| bench.told.gaps_of(track).len());
    if lost == [0, 0] {
        assert_eq!((left.len(), right.len()), (CLICKS_MS.len(), CLICKS_MS.len()), "{left:?} {right:?}");
    }
    let apart: Vec<usize> = left
        .iter()
        .filter_map(|here| right.iter().map(|there| there.abs_diff(*here)).min())
        .filter(|apart| *apart < BETWEEN / 2)
        .collect();
    let most = apart.iter().max().copied().unwrap();
    println!(
        "{} clicks in both channels, at most {:.2} ms apart; gaps told {lost:?}",
        apart.len(),
        most as f64 / f64::from(RATE) * 1000.0
    );
    assert!(apart.len() + lost[0] + lost[1] >= CLICKS_MS.len(), "{left:?} {right:?}");
    assert!(most < APART, "{most} frames apart: {left:?} {right:?}");
}
