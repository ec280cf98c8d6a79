//! Devices that go, come back, or fall silent in mid-take: the take and the other track go on.

use crate::support::scripted::{Device, System, hang};
use crate::support::{Bench, expected_run, signal, until};
use rapport::domain::recording::{GapReason, StopReason, TakeFormat};
use rapport::domain::track::Track;
use rapport::recording::{CaptureError, RecorderCommand, RecorderEvent, StreamFault};
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

const RATE: u32 = 1_000;
const SECOND: Duration = Duration::from_secs(1);

fn far() -> Device {
    Device::named("scripted:out", "Speakers", RATE, 2)
}

/// One second of sound passes on every device given, in buffers of 50 ms, no faster than the recorder can follow.
fn sound(bench: &Bench, from: u64, devices: &[&Device]) {
    for start in (from..from + 1_000).step_by(50) {
        bench.clock.pass(Duration::from_millis(50));
        std::thread::sleep(Duration::from_millis(2));
        for device in devices {
            let channels = if device.format().device_name == "Speakers" { 2 } else { 1 };
            device.deliver(&signal(start, start + 50, channels));
        }
    }
}

/// Time passes in which nothing comes, in steps that the recorder can follow.
fn silence(bench: &Bench, seconds: u64) {
    for _ in 0..seconds * 10 {
        bench.clock.pass(SECOND / 10);
        std::thread::sleep(Duration::from_millis(12));
    }
}

/// The control thread has looked at everything that is so by now.
fn followed() {
    std::thread::sleep(Duration::from_millis(150));
}

/// From which device to which, of one track.
fn changes(bench: &Bench, wanted: Track) -> Vec<(u64, String, Option<TakeFormat>)> {
    let change = |event| match event {
        RecorderEvent::DeviceChanged { track, frame, from, to, .. } if track == wanted => {
            Some((frame, from, to))
        }
        _ => None,
    };
    bench.told.all().into_iter().filter_map(change).collect()
}

fn gone(device: &str) -> GapReason {
    GapReason::DeviceGone { device: device.to_owned() }
}

#[test]
fn a_device_that_comes_back_goes_on_in_a_new_segment_and_the_gap_is_as_long_as_it_was_away() {
    let (mic, far) = (Device::new(RATE, 1), far());
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    bench.start_both(1);
    sound(&bench, 0, &[&mic, &far]);
    mic.unplug();
    until("the device is let go", || !mic.is_open());
    sound(&bench, 1_000, &[&far]);
    until("it is told", || changes(&bench, Track::Mic) == [(1_000, "Scripted".to_owned(), None)]);
    sound(&bench, 2_000, &[&far]);
    sound(&bench, 3_000, &[&far]);
    mic.plug_in();
    let here = Cell::new(4_000);
    until("it is open again", || {
        bench.clock.pass(Duration::from_millis(50));
        far.deliver(&signal(here.get(), here.get() + 50, 2));
        here.set(here.get() + 50);
        mic.is_open()
    });
    until("it is told", || changes(&bench, Track::Mic).len() == 2);
    let (here, away) = (here.get(), here.get() - 1_000);
    sound(&bench, here, &[&mic, &far]);
    let (frames, why) = bench.stop();
    assert_eq!((frames, why), (2_000 + away, StopReason::ByHand));

    let mut wanted = expected_run(0, 1_000);
    wanted.resize(1_000 + away as usize, 0);
    wanted.extend(expected_run(here, here + 1_000));
    assert!(bench.folder.samples() == wanted, "silence stands for the time without a device");
    assert_eq!(bench.told.gaps_of(Track::Mic), [(1_000, away, gone("Scripted"))]);
    let back = &changes(&bench, Track::Mic)[1];
    assert_eq!((back.1.as_str(), back.2.clone()), ("Scripted", Some(mic.format())));
    let mut files = bench.folder.wavs();
    files.retain(|file| file.starts_with("mic"));
    assert_eq!(files, ["mic-0001.wav", "mic-0002.wav"]);

    assert!(bench.folder.samples_of(Track::Far) == expected_run(0, here + 1_000), "the other track went on");
    assert_eq!(changes(&bench, Track::Far), []);
}

#[test]
fn a_track_falls_back_to_the_systems_choice_at_once_and_names_it() {
    let other = Device::named("scripted:two", "Built-in", RATE, 1);
    let mic = Device::new(RATE, 1);
    let bench = Bench::on(&System::new(&[&other, &mic], &[]));
    bench.ask_for_take(1, Some("scripted:one"));
    until("it is open", || mic.is_open());
    bench.told.wait_for("Started", |event| matches!(event, RecorderEvent::Started { .. }).then_some(()));
    sound(&bench, 0, &[&mic]);
    mic.unplug();
    until("the other is open", || other.is_open());
    until("it is told", || {
        changes(&bench, Track::Mic) == [(1_000, "Scripted".to_owned(), Some(other.format()))]
    });
    sound(&bench, 1_000, &[&other]);
    assert_eq!(bench.stop(), (2_000, StopReason::ByHand));
    assert_eq!(bench.folder.samples(), expected_run(0, 2_000));
    assert_eq!(bench.folder.wavs(), ["mic-0001.wav", "mic-0002.wav"]);
    assert_eq!(bench.told.gaps(), []);
}

#[test]
fn a_device_of_another_rate_is_no_substitute() {
    let other = Device::named("scripted:two", "Other rate", RATE * 2, 1);
    let mic = Device::new(RATE, 1);
    let bench = Bench::on(&System::new(&[&mic, &other], &[]));
    bench.start(1);
    sound(&bench, 0, &[&mic]);
    mic.unplug();
    until("it is told", || changes(&bench, Track::Mic).len() == 1);
    assert!(!other.is_open());
    assert_eq!(changes(&bench, Track::Mic)[0].2, None);
    let error = bench.told.wait_for("DeviceFailed", |event| match event {
        RecorderEvent::DeviceFailed { take: 1, track: Track::Mic, error } => Some(error.clone()),
        _ => None,
    });
    assert_eq!(error, CaptureError::DeviceGone);
    bench.stop();
}

#[test]
fn only_after_thirty_seconds_without_any_device_the_take_ends() {
    let (mic, far) = (Device::new(RATE, 1), far());
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    bench.start_both(1);
    sound(&bench, 0, &[&mic, &far]);
    mic.unplug();
    until("it is let go", || !mic.is_open());
    for second in 1..40 {
        sound(&bench, second * 1_000, &[&far]);
        until("the writer keeps up", || bench.folder.frames_of(Track::Far) + 5_000 > second * 1_000);
    }
    far.unplug();
    until("it is let go", || !far.is_open());
    silence(&bench, 28);
    assert!(bench.recorder.position().is_some(), "the take goes on");
    silence(&bench, 3);
    let (frames, why) = bench.told.stopped();
    assert_eq!(why, StopReason::DeviceLost);
    // Silence up to the end, on both.
    assert!((70_000..=71_000).contains(&frames), "{frames}");
    let [(1_000, mic_ms, _)] = bench.told.gaps_of(Track::Mic)[..] else { panic!("{:?}", bench.told.gaps()) };
    let [(40_000, far_ms, _)] = bench.told.gaps_of(Track::Far)[..] else { panic!("{:?}", bench.told.gaps()) };
    assert_eq!((1_000 + mic_ms, 40_000 + far_ms), (frames, frames));
    assert_eq!(bench.folder.frames_of(Track::Far), frames);
}

#[test]
fn a_device_that_falls_silent_is_told_within_a_second_filled_by_the_clock_and_dated_when_it_speaks_again() {
    let (mic, far) = (Device::new(RATE, 1), far());
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    bench.start_both(1);
    sound(&bench, 0, &[&mic, &far]);
    let starved = |wanted| {
        bench.told.wait_for("Starved", |event| {
            let of_far = RecorderEvent::Starved { track: Track::Far, starved: wanted };
            (*event == of_far).then_some(())
        });
    };
    followed();
    sound(&bench, 1_000, &[&mic]);
    starved(true);
    sound(&bench, 2_000, &[&mic]);
    until("silence is written while it lasts", || bench.folder.frames_of(Track::Far) > 2_000);
    sound(&bench, 3_000, &[&mic, &far]);
    starved(false);
    bench.stop();
    let mut wanted = expected_run(0, 1_000);
    wanted.resize(3_000, 0);
    wanted.extend(expected_run(3_000, 4_000));
    assert!(bench.folder.samples_of(Track::Far) == wanted);
    assert_eq!(bench.told.gaps_of(Track::Far), [(1_000, 2_000, GapReason::NoSound)]);
    assert_eq!(bench.folder.samples(), expected_run(0, 4_000));
    assert_eq!(bench.told.gaps_of(Track::Mic), []);
    assert!(!bench.told.all().contains(&RecorderEvent::Starved { track: Track::Mic, starved: true }));
}

#[test]
fn a_gap_the_take_ends_in_is_told_with_its_length() {
    let mic = Device::new(RATE, 1);
    let bench = Bench::scripted(&mic);
    bench.start(1);
    sound(&bench, 0, &[&mic]);
    silence(&bench, 3);
    until("silence is written", || bench.folder.frames_on_disk() > 1_000);
    assert_eq!(bench.stop(), (4_000, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), [(1_000, 3_000, GapReason::NoSound)]);
    assert_eq!(bench.folder.samples().len(), 4_000);
}

#[test]
fn a_person_chooses_another_device_and_one_that_cannot_be_had_changes_nothing() {
    let (mic, other) = (Device::new(RATE, 1), Device::named("scripted:two", "Headset", RATE, 1));
    let bench = Bench::on(&System::new(&[&mic, &other], &[]));
    bench.start(1);
    sound(&bench, 0, &[&mic]);
    let go_on_from = |id: &str| {
        bench.recorder.send(RecorderCommand::GoOnFrom { track: Track::Mic, device: Some(id.to_owned()) });
    };
    go_on_from("scripted:none");
    bench.told.wait_for("DeviceFailed", |event| {
        matches!(event, RecorderEvent::DeviceFailed { error: CaptureError::DeviceGone, .. }).then_some(())
    });
    sound(&bench, 1_000, &[&mic]);
    go_on_from("scripted:two");
    until("it is told", || {
        changes(&bench, Track::Mic) == [(2_000, "Scripted".to_owned(), Some(other.format()))]
    });
    until("the first is closed", || !mic.is_open());
    sound(&bench, 2_000, &[&mic, &other]);
    assert_eq!(bench.stop(), (3_000, StopReason::ByHand));
    assert_eq!(bench.folder.samples(), expected_run(0, 3_000));
    assert_eq!(bench.folder.wavs(), ["mic-0001.wav", "mic-0002.wav"]);
}

#[test]
fn a_far_end_may_join_in_mid_take_and_stands_where_it_belongs() {
    let (mic, far) = (Device::new(RATE, 1), far());
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    bench.start(1);
    sound(&bench, 0, &[&mic]);
    bench.recorder.send(RecorderCommand::GoOnFrom { track: Track::Far, device: None });
    until("it is told", || changes(&bench, Track::Far) == [(0, String::new(), Some(far.format()))]);
    sound(&bench, 1_000, &[&mic, &far]);
    bench.stop();
    let mut wanted = vec![0; 1_000];
    wanted.extend(expected_run(1_000, 2_000));
    assert_eq!(bench.folder.samples_of(Track::Far), wanted);
    assert_eq!(bench.told.gaps_of(Track::Far), [(0, 1_000, gone("Speakers"))]);
    assert_eq!(bench.folder.session()["takes"][0]["tracks"][1]["track"], "far");
}

/// Time passes, and the far end comes into the take.
fn until_it_joins(bench: &Bench, far: &Device) {
    until("it joins", || {
        bench.clock.pass(Duration::from_millis(10));
        changes(bench, Track::Far) == [(0, String::new(), Some(far.format()))]
    });
}

#[test]
fn a_far_end_that_is_busy_at_the_start_is_told_once_and_joins_when_it_is_free() {
    let (mic, far) = (Device::new(RATE, 1), far());
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    let (refusals, busy) = (AtomicU32::new(0), far.clone());
    far.on_start(move || {
        if refusals.fetch_add(1, Ordering::SeqCst) < 3 {
            busy.refuse(CaptureError::DeviceBusy);
        }
    });
    bench.start_both(1);
    until_it_joins(&bench, &far);
    sound(&bench, 0, &[&mic, &far]);
    bench.stop();
    let refused = RecorderEvent::DeviceFailed { take: 1, track: Track::Far, error: CaptureError::DeviceBusy };
    assert_eq!(bench.told.all().iter().filter(|event| **event == refused).count(), 1);
    assert!(bench.folder.samples_of(Track::Far).ends_with(&expected_run(0, 1_000)));
}

#[test]
fn a_far_end_that_is_slow_at_the_start_joins_when_it_is_there() {
    let (mic, far) = (Device::new(RATE, 1), far());
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    let (first, slow) = (AtomicBool::new(true), far.clone());
    far.on_start(move || {
        if first.swap(false, Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(2_500));
            slow.refuse(CaptureError::DeviceBusy);
        }
    });
    bench.start_both(1);
    until_it_joins(&bench, &far);
    let refused = RecorderEvent::DeviceFailed { take: 1, track: Track::Far, error: CaptureError::NoAnswer };
    assert!(bench.told.all().contains(&refused), "and that it was late");
    sound(&bench, 0, &[&mic, &far]);
    bench.stop();
    assert!(bench.folder.samples_of(Track::Far).ends_with(&expected_run(0, 1_000)));
}

#[test]
fn a_device_that_hangs_when_it_is_sought_again_holds_up_neither_the_other_track_nor_a_command() {
    let (mic, far) = (Device::new(RATE, 1), far());
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    bench.start_both(1);
    sound(&bench, 0, &[&mic, &far]);
    far.on_prepare(hang);
    far.hang_on_close();
    far.alarm().raise(StreamFault::Failed);
    sound(&bench, 1_000, &[&mic]);
    bench.recorder.send(RecorderCommand::Pause { reason: String::new() });
    bench.told.wait_for("Paused", |event| matches!(event, RecorderEvent::Paused { .. }).then_some(()));
    assert_eq!(bench.stop(), (2_000, StopReason::ByHand));
    assert_eq!(bench.folder.samples(), expected_run(0, 2_000));
    assert_eq!(bench.folder.samples_of(Track::Far)[..1_000], expected_run(0, 1_000));
}
