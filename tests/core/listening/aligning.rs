//! Two tracks by two clocks: a click that both sides heard is heard at once.

use super::support::{Tape, clicks};
use rapport::domain::recording::GapReason;
use rapport::domain::track::Track;
use rapport::listening::Gaps;

/// Frames a second: few, so that hours fit on the disk.
const RATE: u32 = 400;

/// A device: how its clock runs, when it began, how late its buffers come out.
#[derive(Clone, Copy)]
struct Device {
    ppm: f64,
    begins_ms: f64,
    buffer_ms: f64,
}

impl Device {
    /// The frame captured at a moment, in milliseconds of the monotonic clock.
    fn frame(&self, ms: f64) -> u64 {
        ((ms - self.begins_ms) * f64::from(RATE) / 1000.0 * (1.0 + self.ppm / 1e6)).max(0.0).round() as u64
    }
}

/// Lateness of the mark of a second: anything up to a buffer, in no pattern.
fn late(device: Device, second: u64) -> f64 {
    device.buffer_ms * (second.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as f64 / f64::from(1 << 24)
}

/// Moments that are not recorded, from and to, in milliseconds.
type Pause = (f64, f64);

/// Records `seconds` with a click every so often; gives the moments of the clicks on the axis of recorded time.
fn record(tape: &mut Tape, devices: [Device; 2], seconds: u64, pauses: &[Pause]) -> usize {
    let end = seconds as f64 * 1000.0;
    let paused_before = |ms: f64| pauses.iter().map(|(from, to)| (ms.min(*to) - from).max(0.0)).sum::<f64>();
    let is_paused = |ms: f64| pauses.iter().any(|(from, to)| (*from..*to).contains(&ms));
    let clicks: Vec<f64> =
        (1..).map(|number| f64::from(number) * 97_003.0 - 50_000.0).take_while(|ms| *ms < end).collect();
    let heard: Vec<f64> = clicks.into_iter().filter(|ms| !is_paused(*ms)).collect();
    // Capture is as if the clock stood still in a pause.
    let captured = |device: &Device, ms: f64| device.frame(ms - paused_before(ms));
    tape.take(1, RATE, captured(&devices[0], end));
    for (device, track) in devices.iter().zip(Track::ALL) {
        let places: Vec<u64> = heard.iter().map(|ms| captured(device, *ms)).collect();
        let mut next = places.iter().peekable();
        tape.segment(1, track, RATE, 0..captured(device, end), |frame| {
            if next.next_if_eq(&&frame).is_some() { 30_000 } else { 0 }
        });
        for second in 1..seconds {
            let ms = second as f64 * 1000.0;
            if !is_paused(ms) {
                tape.mark(1, track, captured(device, ms), ms + late(*device, second));
            }
        }
    }
    for (from, to) in pauses {
        let reason = GapReason::Paused { reason: String::new() };
        tape.gap(1, None, captured(&devices[0], *from), (to - from) as u64, reason);
    }
    heard.len()
}

/// Exports, and gives by how many milliseconds the clicks of the two sides are apart at most.
fn most_apart(tape: &Tape, clicks_made: usize) -> f64 {
    let (_, sides) = tape.heard(&tape.reel(), Gaps::Cut);
    let [mic, far] = [clicks(&sides[0], RATE), clicks(&sides[1], RATE)];
    assert_eq!((mic.len(), far.len()), (clicks_made, clicks_made), "{mic:?} {far:?}");
    let apart = mic.iter().zip(&far).map(|(mic, far)| mic.abs_diff(*far));
    apart.max().unwrap() as f64 * 1000.0 / f64::from(RATE)
}

fn check(devices: [Device; 2], seconds: u64, pauses: &[Pause]) -> f64 {
    let mut tape = Tape::new();
    let made = record(&mut tape, devices, seconds, pauses);
    let apart = most_apart(&tape, made);
    assert!(apart < 20.0, "{apart} ms apart");
    apart
}

const MIC: Device = Device { ppm: 30.0, begins_ms: 0.0, buffer_ms: 21.0 };

#[test]
fn two_hours_at_a_hundred_millionths_between_the_clocks_stay_within_twenty_milliseconds() {
    for ppm in [-100.0, 100.0] {
        let far = Device { ppm: MIC.ppm + ppm, begins_ms: 0.0, buffer_ms: 43.0 };
        let apart = check([MIC, far], 7200, &[]);
        println!("two hours at {ppm} ppm: {apart} ms apart at most");
    }
}

#[test]
fn a_track_that_began_later_or_earlier_is_laid_where_it_belongs() {
    let late = Device { ppm: -80.0, begins_ms: 730.0, buffer_ms: 30.0 };
    check([MIC, late], 1800, &[]);
    check([late, MIC], 1800, &[]);
}

#[test]
fn a_pause_is_no_drift_and_both_sides_go_on_together() {
    let far = Device { ppm: -70.0, begins_ms: 120.0, buffer_ms: 30.0 };
    check([MIC, far], 3600, &[(600_100.0, 660_700.0), (661_500.0, 662_100.0), (2_000_000.0, 2_900_000.0)]);
}

#[test]
fn without_the_marks_the_clocks_drift_apart_which_shows_that_the_marks_are_what_counts() {
    let mut tape = Tape::new();
    let far = Device { ppm: MIC.ppm - 100.0, begins_ms: 0.0, buffer_ms: 20.0 };
    let made = record(&mut tape, [MIC, far], 7200, &[]);
    tape.reel();
    std::fs::remove_file(tape.beside("clock.jsonl")).unwrap();
    let reel = std::sync::Arc::new(rapport::listening::Reel::of(&tape.log, &[], &Default::default()));
    let (_, sides) = tape.heard(&reel, Gaps::Cut);
    let last = sides.iter().map(|side| clicks(side, RATE)[made - 1]).collect::<Vec<_>>();
    assert!(last[0].abs_diff(last[1]) > 240, "{last:?}");
}

#[test]
fn a_track_that_was_filled_after_a_lost_device_is_lined_up_on_both_sides_of_the_fill() {
    // The far device is away from second 900 to 930; the fill brings its track 250 ms ahead of where it was.
    let mut tape = Tape::new();
    let (mic, far) = (MIC, Device { ppm: -60.0, begins_ms: 0.0, buffer_ms: 25.0 });
    let frame = |ms: f64| far.frame(ms) + if ms >= 930_000.0 { 100 } else { 0 };
    let heard: Vec<f64> = [100e3, 850e3, 950e3, 1_500e3].to_vec();
    tape.take(1, RATE, mic.frame(1_600e3));
    let places: Vec<u64> = heard.iter().map(|ms| mic.frame(*ms)).collect();
    tape.segment(1, Track::Mic, RATE, 0..mic.frame(1_600e3), |at| i16::from(places.contains(&at)) * 30_000);
    let places: Vec<u64> = heard.iter().map(|ms| frame(*ms)).collect();
    tape.segment(1, Track::Far, RATE, 0..frame(1_600e3), |at| i16::from(places.contains(&at)) * 30_000);
    for second in 1..1600 {
        let ms = f64::from(second) * 1000.0;
        tape.mark(1, Track::Mic, mic.frame(ms), ms + late(mic, second as u64));
        tape.mark(1, Track::Far, frame(ms), ms + late(far, second as u64));
    }
    let gone = GapReason::DeviceGone { device: "Headset".to_owned() };
    tape.gap(1, Some(Track::Far), far.frame(900_000.0), 30_000, gone);
    let apart = most_apart(&tape, heard.len());
    assert!(apart < 20.0, "{apart} ms apart");
}
