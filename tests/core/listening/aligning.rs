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
    /// From the first hour on its clock runs by this much faster.
    warms_up_ppm: f64,
    begins_ms: f64,
    buffer_ms: f64,
}

impl Device {
    /// The frame captured at a moment, in milliseconds of the monotonic clock.
    fn frame(&self, ms: f64) -> u64 {
        let warm_ms = (ms - 3_600_000.0).max(0.0);
        let gained_ms = ((ms - self.begins_ms) * self.ppm + warm_ms * self.warms_up_ppm) / 1e6;
        ((ms - self.begins_ms + gained_ms) * f64::from(RATE) / 1000.0).max(0.0).round() as u64
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
    let every = if seconds < 100 { 3_700.0 } else { 97_003.0 };
    let end = seconds as f64 * 1000.0;
    let paused_before = |ms: f64| pauses.iter().map(|(from, to)| (ms.min(*to) - from).max(0.0)).sum::<f64>();
    let is_paused = |ms: f64| pauses.iter().any(|(from, to)| (*from..*to).contains(&ms));
    let clicks: Vec<f64> =
        (1..=seconds).map(|number| number as f64 * every - every / 2.0).take_while(|ms| *ms < end).collect();
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

const MIC: Device = Device { ppm: 30.0, warms_up_ppm: 0.0, begins_ms: 0.0, buffer_ms: 21.0 };

#[test]
fn two_hours_at_a_hundred_millionths_between_the_clocks_stay_within_twenty_milliseconds() {
    for ppm in [-100.0, 100.0] {
        let far = Device { ppm: MIC.ppm + ppm, warms_up_ppm: 0.0, begins_ms: 0.0, buffer_ms: 43.0 };
        let apart = check([MIC, far], 7200, &[]);
        println!("two hours at {ppm} ppm: {apart} ms apart at most");
    }
}

#[test]
fn a_track_that_began_later_or_earlier_is_laid_where_it_belongs() {
    let late = Device { ppm: -80.0, warms_up_ppm: 0.0, begins_ms: 730.0, buffer_ms: 30.0 };
    check([MIC, late], 1800, &[]);
    check([late, MIC], 1800, &[]);
}

#[test]
fn a_clock_that_changes_its_pace_is_followed() {
    let far = Device { ppm: -90.0, warms_up_ppm: 150.0, begins_ms: 0.0, buffer_ms: 30.0 };
    check([MIC, far], 7200, &[]);
}

#[test]
fn a_short_take_with_a_pause_is_lined_up_too() {
    let far = Device { ppm: 60.0, warms_up_ppm: 0.0, begins_ms: 180.0, buffer_ms: 20.0 };
    check([MIC, far], 30, &[(8_200.0, 14_900.0), (20_100.0, 26_000.0)]);
}

#[test]
fn a_pause_is_no_drift_and_both_sides_go_on_together() {
    let far = Device { ppm: -70.0, warms_up_ppm: 0.0, begins_ms: 120.0, buffer_ms: 30.0 };
    check([MIC, far], 3600, &[(600_100.0, 660_700.0), (661_500.0, 662_100.0), (2_000_000.0, 2_900_000.0)]);
}

#[test]
fn without_the_marks_the_clocks_drift_apart_which_shows_that_the_marks_are_what_counts() {
    let mut tape = Tape::new();
    let far = Device { ppm: MIC.ppm - 100.0, warms_up_ppm: 0.0, begins_ms: 0.0, buffer_ms: 20.0 };
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
    check_filled([900, 930], 1600, &[100e3, 850e3, 950e3, 1_500e3]);
    check_filled([10, 15], 24, &[2e3, 8e3, 18e3, 22e3]);
}

/// The far device is away from one second to another; the fill brings its track a quarter of a second ahead of where it was.
fn check_filled([away, back]: [u32; 2], seconds: u32, heard: &[f64]) {
    let mut tape = Tape::new();
    let second = |number: u32| f64::from(number) * 1000.0;
    let (mic, far) = (MIC, Device { ppm: -60.0, warms_up_ppm: 0.0, begins_ms: 0.0, buffer_ms: 25.0 });
    let ahead = u64::from(RATE) / 4;
    let filled = |ms: f64| far.frame(ms) + if ms >= second(back) { ahead } else { 0 };
    let frames: [&dyn Fn(f64) -> u64; 2] = [&|ms| mic.frame(ms), &filled];
    let end = second(seconds);
    tape.take(1, RATE, mic.frame(end));
    for ((track, device), frame) in Track::ALL.into_iter().zip([mic, far]).zip(frames) {
        let places: Vec<u64> = heard.iter().map(|ms| frame(*ms)).collect();
        tape.segment(1, track, RATE, 0..frame(end), |at| i16::from(places.contains(&at)) * 30_000);
        for number in 1..seconds {
            let ms = second(number);
            tape.mark(1, track, frame(ms), ms + late(device, number.into()));
        }
    }
    let gone = GapReason::DeviceGone { device: "Headset".to_owned() };
    tape.gap(1, Some(Track::Far), far.frame(second(away)), u64::from(back - away) * 1000, gone);
    let apart = most_apart(&tape, heard.len());
    assert!(apart < 20.0, "{apart} ms apart");
}
