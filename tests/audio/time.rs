//! Time and the recording: marks of the clock, holes, sleep of the machine, and a working day.

use crate::support::clock::TestClock;
use crate::support::consent::{consenting_call, permit, start};
use crate::support::counting::CountingFiles;
use crate::support::scripted::{Device, System};
use crate::support::stored::StoredFiles;
use crate::support::{Bench, Told, expected_run, signal, until};
use rapport::domain::recording::{GapReason, StopReason};
use rapport::domain::track::Track;
use rapport::recording::{AudioFiles, FarEnd, Recorder, RecorderCommand, RecorderEvent};
use rapport::store::audio_folder::AudioFolder;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

const RATE: u32 = 1_000;

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// A device and a recorder on it, in a take.
fn running() -> (Device, Bench) {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    (device, bench)
}

/// Frames `from..to` come in buffers of 20 ms, each when it is over.
fn come(bench: &Bench, device: &Device, from: u64, to: u64) {
    for start in (from..to).step_by(20) {
        bench.clock.pass(ms(20));
        device.deliver(&signal(start, start + 20, 1));
    }
}

fn written(bench: &Bench, frames: u64) {
    until("it is on disk", || bench.folder.frames_on_disk() >= frames);
}

#[test]
fn each_second_leaves_a_mark_of_frame_and_time_on_either_track() {
    let mic = Device::new(RATE, 1);
    let far = Device::named("scripted:out", "Speakers", RATE * 2, 1);
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    bench.start_both(1);
    for start in (0..5_000).step_by(20) {
        bench.clock.pass(ms(20));
        mic.deliver(&signal(start, start + 20, 1));
        // Its clock is a hundredth fast, and it is 10 frames ahead of the other side's.
        far.deliver(&signal(0, if start % 100 == 0 { 42 } else { 40 }, 1));
    }
    bench.recorder.send(RecorderCommand::Pause { reason: String::new() });
    bench.told.wait_for("Paused", |event| matches!(event, RecorderEvent::Paused { .. }).then_some(()));
    bench.clock.pass(ms(60_000));
    bench.recorder.send(RecorderCommand::Resume);
    bench.told.wait_for("Resumed", |event| matches!(event, RecorderEvent::Resumed { .. }).then_some(()));
    come(&bench, &mic, 5_000, 7_000);
    bench.stop();
    let marks = bench.folder.marks(1, Track::Mic);
    assert!((7..=9).contains(&marks.len()), "{marks:?}");
    assert!(
        marks.iter().all(|(frame, ms)| (*frame as f64 - ms).abs() < 0.1),
        "a pause is not in it: {marks:?}"
    );
    let marks = bench.folder.marks(1, Track::Far);
    assert!((5..=9).contains(&marks.len()), "{marks:?}");
    for (frame, ms) in marks.iter().filter(|(_, ms)| *ms <= 5_000.0) {
        let wanted = ms * 2.0 + (ms / 100.0).ceil() * 2.0;
        assert!((*frame as f64 - wanted).abs() <= 2.0, "{frame} at {ms}: {wanted}");
    }
}

#[test]
fn a_mark_that_a_crash_cut_off_stays_and_spoils_none_of_the_next_take() {
    let (device, bench) = running();
    come(&bench, &device, 0, 2_000);
    bench.stop();
    let path = bench.folder.file("clock.jsonl");
    let torn = r#"{"take":1,"track":"mic","fra"#;
    std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(torn.as_bytes()).unwrap();
    bench.start(2);
    come(&bench, &device, 2_000, 4_000);
    bench.recorder.send(RecorderCommand::Stop { why: StopReason::ByHand });
    until("the second take is over", || bench.told.segments().len() == 2);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(torn), "nothing is taken away");
    for take in [1, 2] {
        assert!(bench.folder.marks(take, Track::Mic).len() >= 2, "take {take}: {text}");
    }
}

#[test]
fn the_stores_folder_ends_a_cut_off_line_before_the_next_and_keeps_what_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut files = StoredFiles(AudioFolder::new(dir.path().join("audio")));
    for (text, wanted) in
        [("one\ntw", "one\ntw"), ("three\n", "one\ntw\nthree\n"), ("four\n", "one\ntw\nthree\nfour\n")]
    {
        let mut file = files.append_to("clock.jsonl").unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.flush().unwrap();
        assert_eq!(std::fs::read_to_string(dir.path().join("audio/clock.jsonl")).unwrap(), wanted);
    }
}

#[test]
fn a_hole_shorter_than_an_alarm_is_filled_and_dated_too() {
    let (device, bench) = running();
    come(&bench, &device, 0, 2_000);
    bench.clock.pass(ms(600));
    come(&bench, &device, 2_600, 4_000);
    assert_eq!(bench.stop(), (4_000, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), [(2_000, 600, GapReason::NoSound)]);
    let mut wanted = expected_run(0, 4_000);
    wanted[2_000..2_600].fill(0);
    assert_eq!(bench.folder.samples(), wanted);
}

#[test]
fn buffers_that_come_late_but_all_of_them_are_no_hole() {
    let (device, bench) = running();
    come(&bench, &device, 0, 2_000);
    bench.clock.pass(ms(700));
    for start in (2_000..2_700).step_by(20) {
        device.deliver(&signal(start, start + 20, 1));
    }
    come(&bench, &device, 2_700, 4_000);
    assert_eq!(bench.stop(), (4_000, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), []);
    assert_eq!(bench.folder.samples(), expected_run(0, 4_000));
}

#[test]
fn what_the_sound_system_says_it_lost_is_measured_by_the_clock() {
    let (device, bench) = running();
    come(&bench, &device, 0, 2_000);
    device.alarm().glitch();
    bench.clock.pass(ms(60));
    come(&bench, &device, 2_060, 3_000);
    assert_eq!(bench.stop(), (3_000, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), [(2_000, 60, GapReason::Overflow)], "once, with its length");
    let mut wanted = expected_run(0, 3_000);
    wanted[2_000..2_060].fill(0);
    assert_eq!(bench.folder.samples(), wanted);
}

#[test]
fn what_nobody_can_measure_is_marked_once_however_often_it_happened() {
    let (device, bench) = running();
    come(&bench, &device, 0, 2_000);
    (0..100).for_each(|_| device.alarm().glitch());
    let mut end = 2_000;
    while bench.told.gaps().is_empty() {
        come(&bench, &device, end, end + 20);
        end += 20;
        std::thread::sleep(ms(2));
    }
    let gaps = bench.told.gaps();
    assert!(matches!(gaps[..], [(2_000.., 0, GapReason::Overflow)]), "{gaps:?}");
    assert_eq!(bench.stop(), (end, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), gaps);
    assert_eq!(bench.folder.samples(), expected_run(0, end));
}

#[test]
fn a_device_whose_clock_is_slow_is_not_filled_up() {
    let (device, bench) = running();
    for number in 0..1_500_u64 {
        // A thousandth slow: five times as much as the worst of crystals.
        bench.clock.pass(Duration::from_micros(20_020));
        device.deliver(&signal(number * 20, number * 20 + 20, 1));
        if number % 250 == 249 {
            written(&bench, (number + 1) * 20);
        }
    }
    assert_eq!(bench.stop(), (30_000, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), []);
    let (frame, at) = *bench.folder.marks(1, Track::Mic).last().unwrap();
    assert!((at / frame as f64 - 1.001).abs() < 1e-5, "the marks tell of it: {frame} at {at}");
}

#[test]
fn a_sleep_of_the_machine_is_dated_not_filled_and_the_recording_goes_on() {
    let (device, bench) = running();
    come(&bench, &device, 0, 2_000);
    written(&bench, 2_000);
    std::thread::sleep(ms(150));
    bench.clock.sleep(Duration::from_hours(2));
    until("it is told", || bench.told.gaps() == [(2_000, 7_200_000, GapReason::Slept)]);
    come(&bench, &device, 2_000, 4_000);
    assert_eq!(bench.stop(), (4_000, StopReason::ByHand));
    assert_eq!(bench.folder.samples(), expected_run(0, 4_000));
    assert_eq!(bench.told.gaps().len(), 1);
    assert!(bench.folder.marks(1, Track::Mic).iter().all(|(frame, ms)| (*frame as f64 - ms).abs() < 0.01));
}

#[test]
fn a_sleep_within_a_pause_is_part_of_it() {
    let (device, bench) = running();
    come(&bench, &device, 0, 1_000);
    bench.recorder.send(RecorderCommand::Pause { reason: "lunch".into() });
    bench.told.wait_for("Paused", |event| matches!(event, RecorderEvent::Paused { .. }).then_some(()));
    bench.clock.sleep(Duration::from_hours(1));
    bench.clock.pass(Duration::from_mins(1));
    std::thread::sleep(ms(150));
    bench.recorder.send(RecorderCommand::Resume);
    bench.told.wait_for("Resumed", |event| matches!(event, RecorderEvent::Resumed { .. }).then_some(()));
    come(&bench, &device, 1_000, 2_000);
    assert_eq!(bench.stop(), (2_000, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), [(1_000, 3_660_000, GapReason::Paused { reason: "lunch".into() })]);
}

#[test]
fn on_a_system_that_does_not_tell_sleep_apart_a_long_standstill_counts_as_one() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.clock.tells_no_sleep();
    bench.start(1);
    come(&bench, &device, 0, 2_000);
    written(&bench, 2_000);
    std::thread::sleep(ms(150));
    bench.clock.pass(Duration::from_hours(2));
    until("it is told", || bench.told.gaps() == [(2_000, 7_200_000, GapReason::Slept)]);
    come(&bench, &device, 2_000, 3_000);
    assert_eq!(bench.stop(), (3_000, StopReason::ByHand));
    assert_eq!(bench.folder.samples(), expected_run(0, 3_000));
}

/// Set in the process that records a working day: what it measures of its memory is its own.
const ALONE: &str = "RAPPORT_EIGHT_HOURS";

#[test]
fn eight_hours_on_both_tracks_lose_no_frame_and_need_no_more_memory_than_one() {
    const HERE: &str = "time::eight_hours_on_both_tracks_lose_no_frame_and_need_no_more_memory_than_one";
    if std::env::var_os(ALONE).is_some() {
        return record_eight_hours();
    }
    let own = std::env::current_exe().unwrap();
    let done = std::process::Command::new(own)
        .args(["--exact", HERE, "--nocapture"])
        .env(ALONE, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    println!("{said}");
    assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
}

fn record_eight_hours() {
    const HOURS: u64 = 8;
    const SLOW: u32 = 500;
    // Eight seconds: as much as a ring holds without a loss.
    const STEP: u64 = 8 * SLOW as u64;
    let mic = Device::new(SLOW, 1);
    let far = Device::named("scripted:out", "Speakers", SLOW, 2);
    let (clock_of_take, files, told) = (TestClock::default(), CountingFiles::default(), Told::default());
    let listener = told.clone();
    let backend = System::new(&[&mic], &[&far]).backend();
    let recorder = Recorder::spawn_by(Arc::new(clock_of_take.clone()), backend, move |event| {
        let passes = matches!(event, RecorderEvent::Level { .. } | RecorderEvent::Progress { .. });
        if !passes {
            listener.push(event);
        }
    })
    .unwrap();
    let call = consenting_call();
    recorder.send(start(permit(&call), FarEnd::SystemChoice, Box::new(files.clone())));
    told.wait_for("Started", |event| matches!(event, RecorderEvent::Started { .. }).then_some(()));
    let began = Instant::now();
    let frames = HOURS * 3_600 * u64::from(SLOW);
    let mut memory = Vec::new();
    for from in (0..frames).step_by(STEP as usize) {
        for start in (from..frames.min(from + STEP)).step_by(250) {
            clock_of_take.pass(ms(500));
            mic.deliver(&signal(start, start + 250, 1));
            far.deliver(&signal(start, start + 250, 2));
        }
        let here = frames.min(from + STEP);
        until("it is written", || Track::ALL.iter().all(|&track| files.frames(track) == here));
        if from / (frames / HOURS) != here / (frames / HOURS) {
            memory.push(resident_kib());
        }
    }
    recorder.send(RecorderCommand::Stop { why: StopReason::ByHand });
    assert_eq!(told.stopped(), (frames, StopReason::ByHand));
    println!("eight hours in {:?}; KiB after each hour: {memory:?}", began.elapsed());
    assert_eq!(files.frames(Track::Mic), frames);
    assert_eq!(files.frames(Track::Far), frames);
    assert_eq!(files.wrong(), 0, "every sample is the one that came");
    let told_frames = |track| -> u64 {
        told.segments().iter().filter(|one| one.track == track).map(|one| one.frames).sum()
    };
    assert_eq!((told_frames(Track::Mic), told_frames(Track::Far)), (frames, frames));
    assert_eq!(told.gaps(), []);
    // What the test itself keeps of 192 segments is far below this.
    let (first, last) = (memory[0], *memory.last().unwrap());
    assert!(last < first + 2_048, "KiB after each hour: {memory:?}");
}

/// Memory this process holds, in KiB; 0 where the system does not tell in this way.
fn resident_kib() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = text.split_whitespace().nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    pages * 4
}
