//! A take that goes as it should.

use crate::support::consent::{clock, permit};
use crate::support::folder::{read, sha256};
use crate::support::scripted::Device;
use crate::support::{Bench, expected, expected_run, signal, until};
use rapport::domain::entry::Position;
use rapport::domain::recording::{GapReason, StopReason, TakeFormat};
use rapport::recording::{CaptureError, FarEnd, RecorderCommand, RecorderEvent, StartError, StartTake};
use std::sync::{Arc, Mutex};

const RATE: u32 = 8_000;

#[test]
fn a_take_is_written_sample_by_sample_hashed_and_told() {
    let device = Device::new(RATE, 2);
    let bench = Bench::scripted(&device);
    bench.start(1);
    for from in (0..40_000).step_by(1_000) {
        device.deliver(&signal(from, from + 1_000, 2));
    }
    assert_eq!(bench.stop(), (40_000, StopReason::ByHand));
    assert_eq!(bench.folder.samples(), expected_run(0, 40_000));
    let segments = bench.told.segments();
    assert_eq!(segments.len(), 1);
    let segment = &segments[0];
    assert_eq!((segment.file.as_str(), segment.take), ("mic-0001.wav", 1));
    assert_eq!((segment.first_frame, segment.frames, segment.rate), (0, 40_000, RATE));
    assert_eq!(segment.sha256, sha256(&bench.folder.file("mic-0001.wav")));
    assert!(!segment.salvaged);
    let events = bench.told.all();
    let place = |wanted: fn(&RecorderEvent) -> bool| events.iter().position(wanted).unwrap();
    assert!(
        place(|event| matches!(event, RecorderEvent::SegmentFinished(_)))
            < place(|event| matches!(event, RecorderEvent::Stopped { .. }))
    );
    assert_eq!(bench.told.gaps(), []);
}

#[test]
fn channels_are_mixed_clamped_and_never_wrap() {
    let device = Device::new(RATE, 2);
    let bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&[
        1.0,
        0.0,
        3.0,
        3.0,
        -9.0,
        -9.0,
        f32::NAN,
        0.5,
        f32::INFINITY,
        f32::NEG_INFINITY,
        -1.0,
        1.0,
    ]);
    bench.stop();
    assert_eq!(bench.folder.samples(), [16_384, 32_767, -32_767, 0, 0, 0]);
}

#[test]
fn session_json_is_on_disk_before_the_device_is_opened() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    let (folder, seen) = (bench.folder.clone(), Arc::new(Mutex::new(None)));
    let found = Arc::clone(&seen);
    device.on_start(move || *found.lock().unwrap() = Some(folder.session()));
    bench.start(1);
    let session = seen.lock().unwrap().take().unwrap();
    assert_eq!(session["version"], 1);
    assert_eq!(session["call"], bench.call.id().as_str());
    let take = &session["takes"][0];
    assert_eq!(take["take"], 1);
    assert_eq!(take["started_at"], clock().to_string());
    assert_eq!(take["consent_entry"], bench.call.entries().last().unwrap().seq.0);
    let track = &take["tracks"][0];
    assert_eq!(track["track"], "mic");
    assert_eq!((&track["device_id"], &track["device_name"]), (&"scripted:one".into(), &"Scripted".into()));
    assert_eq!(
        (&track["rate"], &track["bits"], &track["first_segment"]),
        (&8_000.into(), &16.into(), &1.into())
    );
}

#[test]
fn started_names_the_device_and_the_position_follows_the_frames() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    assert_eq!(bench.recorder.position(), None);
    bench.recorder.send(RecorderCommand::Start(Box::new(StartTake {
        permit: permit(&bench.call),
        take: 3,
        at: clock(),
        before_ms: 65_000,
        device: Some("scripted:one".into()),
        far: FarEnd::Off,
        files: Box::new(bench.folder.clone()),
    })));
    let format = bench.told.wait_for("Started", |event| match event {
        RecorderEvent::Started { take: 3, format, .. } => Some(format.clone()),
        _ => None,
    });
    let wanted =
        TakeFormat { device_id: "scripted:one".into(), device_name: "Scripted".into(), rate: RATE, bits: 16 };
    assert_eq!(format, wanted);
    device.deliver(&signal(0, 1_234, 1));
    let place = Position { take: 3, frame: 1_234, rate: RATE, before_ms: 65_000 };
    assert_eq!(bench.recorder.position(), Some(place));
    bench.stop();
    assert_eq!(bench.recorder.position(), None);
}

#[test]
fn progress_and_level_are_told_and_what_is_on_disk_is_readable_before_the_stop() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&signal(0, 3_000, 1));
    bench.told.wait_for("everything on disk", |event| match event {
        RecorderEvent::Progress { captured: 3_000, on_disk: 3_000, rate: RATE } => Some(()),
        _ => None,
    });
    bench.told.wait_for("a level", |event| {
        matches!(event, RecorderEvent::Level { peak, .. } if *peak > 0.0).then_some(())
    });
    assert_eq!(read(&bench.folder.file("mic-0001.wav")), expected_run(0, 3_000));
    bench.stop();
}

#[test]
fn paused_means_never_captured_and_leaves_a_gap() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&signal(0, 2_500, 1));
    bench.recorder.send(RecorderCommand::Pause { reason: "another client".into() });
    bench.told.wait_for("Paused", |event| match event {
        RecorderEvent::Paused { take: 1, reason } if reason == "another client" => Some(()),
        _ => None,
    });
    device.deliver(&signal(100_000, 104_000, 1));
    assert_eq!(bench.recorder.position().unwrap().frame, 2_500);
    bench.recorder.send(RecorderCommand::Resume);
    bench.told.wait_for("Resumed", |event| matches!(event, RecorderEvent::Resumed { take: 1 }).then_some(()));
    device.deliver(&signal(2_500, 4_000, 1));
    bench.recorder.send(RecorderCommand::Pause { reason: String::new() });
    bench.told.wait_for("second pause", |event| {
        matches!(event, RecorderEvent::Paused { reason, .. } if reason.is_empty()).then_some(())
    });
    assert_eq!(bench.stop(), (4_000, StopReason::ByHand));
    assert_eq!(bench.folder.samples(), expected_run(0, 4_000));
    let places: Vec<_> = bench.told.gaps().into_iter().map(|(frame, _, reason)| (frame, reason)).collect();
    let paused = |reason: &str| GapReason::Paused { reason: reason.into() };
    assert_eq!(places, [(2_500, paused("another client")), (4_000, paused(""))]);
}

#[test]
fn a_long_take_rolls_over_every_five_minutes_without_losing_a_sample() {
    const SLOW: u32 = 1_000;
    let device = Device::new(SLOW, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    let whole = 300 * u64::from(SLOW);
    let frames = 2 * whole + 777;
    let mut from = 0;
    while from < frames {
        // No more than the ring holds, as a real device would in ten seconds.
        let to = (from + 9_000).min(frames);
        device.deliver(&signal(from, to, 1));
        from = to;
        until("it is on disk", || bench.folder.frames_on_disk() == from);
    }
    assert_eq!(bench.stop(), (frames, StopReason::ByHand));
    let told: Vec<_> = bench
        .told
        .segments()
        .into_iter()
        .map(|segment| (segment.file, segment.first_frame, segment.frames))
        .collect();
    let file = |number: u32| format!("mic-000{number}.wav");
    assert_eq!(told, [(file(1), 0, whole), (file(2), whole, whole), (file(3), 2 * whole, 777)]);
    assert!(bench.folder.samples().into_iter().eq((0..frames).map(expected)));
    assert_eq!(bench.told.gaps(), []);
}

#[test]
fn a_second_take_gets_files_of_its_own_and_stands_beside_the_first_in_session_json() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&signal(0, 100, 1));
    bench.stop();
    bench.start(2);
    device.deliver(&signal(100, 300, 1));
    bench.recorder.send(RecorderCommand::Stop { why: StopReason::ByHand });
    bench.told.wait_for("second stop", |event| {
        matches!(event, RecorderEvent::Stopped { take: 2, .. }).then_some(())
    });
    assert_eq!(bench.folder.wavs(), ["mic-0001.wav", "mic-0002.wav"]);
    let second = bench.told.segments().pop().unwrap();
    assert_eq!((second.file.as_str(), second.take, second.first_frame), ("mic-0002.wav", 2, 0));
    let session = bench.folder.session();
    let firsts = |index: usize| session["takes"][index]["tracks"][0]["first_segment"].clone();
    assert_eq!((firsts(0), firsts(1)), (1.into(), 2.into()));
}

#[test]
fn a_second_start_is_refused_and_leaves_the_running_take_alone() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    bench.ask_for_take(2, None);
    let error = bench.told.wait_for("Failed", |event| match event {
        RecorderEvent::Failed { take: 2, error } => Some(error.clone()),
        _ => None,
    });
    assert_eq!(error, StartError::AlreadyRecording);
    device.deliver(&signal(0, 100, 1));
    assert_eq!(bench.stop(), (100, StopReason::ByHand));
}

#[test]
fn a_chosen_microphone_that_is_gone_is_never_replaced_by_another() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.ask_for_take(1, Some("scripted:two"));
    let error = bench.told.wait_for("Failed", |event| match event {
        RecorderEvent::Failed { error, .. } => Some(error.clone()),
        _ => None,
    });
    assert_eq!(error, StartError::Capture(CaptureError::DeviceGone));
    assert_eq!(device.opened(), 0);
}

#[test]
fn dropping_the_recorder_closes_a_running_take_properly() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&signal(0, 7_000, 1));
    let Bench { recorder, told, folder, call: _call, dir: _dir, .. } = bench;
    drop(recorder);
    assert_eq!(folder.samples(), expected_run(0, 7_000));
    assert_eq!(told.stopped(), (7_000, StopReason::ByHand));
    assert!(!device.is_open());
}

#[test]
fn fields_of_session_json_that_this_version_does_not_know_are_kept() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    bench.stop();
    let path = bench.folder.file("session.json");
    let mut session = bench.folder.session();
    session["weather"] = "rain".into();
    session["takes"][0]["tracks"][0]["gain"] = 7.into();
    std::fs::write(&path, session.to_string()).unwrap();
    bench.start(2);
    let session = bench.folder.session();
    assert_eq!(session["weather"], "rain");
    assert_eq!(session["takes"][0]["tracks"][0]["gain"], 7);
    assert_eq!(session["takes"].as_array().unwrap().len(), 2);
}

#[test]
fn a_damaged_session_json_is_kept_and_stops_nobody_and_one_of_a_later_version_is_refused() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    let path = bench.folder.file("session.json");
    std::fs::write(&path, "{ half a fil").unwrap();
    bench.start(1);
    assert_eq!(bench.folder.session()["damaged"], "{ half a fil");
    bench.stop();
    std::fs::write(&path, r#"{"version": 2}"#).unwrap();
    bench.ask_for_take(2, None);
    let error = bench.told.wait_for("Failed", |event| match event {
        RecorderEvent::Failed { error, .. } => Some(error.clone()),
        _ => None,
    });
    assert!(matches!(error, StartError::Disk(_)), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), r#"{"version": 2}"#);
}
