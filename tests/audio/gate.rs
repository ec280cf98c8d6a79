//! The gate in front of the samples: no take without consent, none after it.

use crate::support::consent::{consenting_call, permit, start, withdraw};
use crate::support::folder::Folder;
use crate::support::scripted::{Device, hang};
use crate::support::{Bench, expected_run, signal, until};
use rapport::domain::recording::StopReason;
use rapport::recording::{AudioFiles, FarEnd, Recorder, RecorderCommand, RecorderEvent, StartError};
use std::sync::{Arc, Mutex};

const RATE: u32 = 8_000;

fn start_error(bench: &Bench) -> StartError {
    bench.told.wait_for("Failed", |event| match event {
        RecorderEvent::Failed { error, .. } => Some(error.clone()),
        _ => None,
    })
}

#[test]
fn a_permit_that_is_stale_before_the_start_opens_nothing_and_writes_nothing() {
    let device = Device::new(RATE, 1);
    let mut bench = Bench::scripted(&device);
    let stale = permit(&bench.call);
    withdraw(&mut bench.call);
    bench.recorder.send(start(stale, FarEnd::Off, Box::new(bench.folder.clone())));
    assert_eq!(start_error(&bench), StartError::ConsentEnded);
    assert_eq!(device.opened(), 0);
    assert_eq!(bench.folder.names().unwrap(), Vec::<String>::new());
}

#[test]
fn consent_withdrawn_while_the_device_is_sought_opens_nothing() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    let call = Arc::new(Mutex::new(consenting_call()));
    let other = Arc::clone(&call);
    device.on_prepare(move || withdraw(&mut other.lock().unwrap()));
    bench.recorder.send(start(permit(&call.lock().unwrap()), FarEnd::Off, Box::new(bench.folder.clone())));
    assert_eq!(start_error(&bench), StartError::ConsentEnded);
    assert_eq!(device.opened(), 0);
    assert_eq!(bench.folder.wavs(), Vec::<String>::new());
}

#[test]
fn not_one_buffer_after_the_withdrawal_is_kept_and_the_take_ends_by_itself() {
    let device = Device::new(RATE, 2);
    let mut bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&signal(0, 5_000, 2));
    withdraw(&mut bench.call);
    device.deliver(&signal(5_000, 9_000, 2));
    assert_eq!(bench.told.stopped(), (5_000, StopReason::ConsentEnded));
    assert_eq!(bench.folder.samples(), expected_run(0, 5_000));
    assert!(!device.is_open(), "the device is closed");
}

#[test]
fn a_withdrawal_ends_a_take_whose_device_delivers_nothing() {
    let device = Device::new(RATE, 1);
    let mut bench = Bench::scripted(&device);
    bench.start(1);
    withdraw(&mut bench.call);
    assert_eq!(bench.told.stopped(), (0, StopReason::ConsentEnded));
    assert_eq!(bench.folder.wavs(), Vec::<String>::new());
}

#[test]
fn a_withdrawal_works_while_nobody_reads_events() {
    let device = Device::new(RATE, 1);
    let recorder = Recorder::spawn(device.backend(), |_| hang()).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path());
    let mut call = consenting_call();
    recorder.send(start(permit(&call), FarEnd::Off, Box::new(folder.clone())));
    // What comes before the gate opens is not kept.
    until("sound is kept", || {
        device.deliver(&signal(0, 10, 1));
        recorder.position().is_some_and(|place| place.frame > 0)
    });
    let kept = recorder.position().unwrap().frame;
    withdraw(&mut call);
    device.deliver(&signal(4_000, 8_000, 1));
    until("the take is over", || recorder.position().is_none());
    assert!(!device.is_open(), "the device is closed");
    assert_eq!(folder.samples(), expected_run(0, 10).repeat(kept as usize / 10));
}

#[test]
fn a_withdrawal_while_paused_ends_the_take_and_resuming_does_not_help() {
    let device = Device::new(RATE, 1);
    let mut bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&signal(0, 1_000, 1));
    bench.recorder.send(RecorderCommand::Pause { reason: "card number".into() });
    bench.told.wait_for("Paused", |event| matches!(event, RecorderEvent::Paused { .. }).then_some(()));
    withdraw(&mut bench.call);
    bench.recorder.send(RecorderCommand::Resume);
    device.deliver(&signal(1_000, 2_000, 1));
    assert_eq!(bench.told.stopped(), (1_000, StopReason::ConsentEnded));
    assert_eq!(bench.folder.samples(), expected_run(0, 1_000));
    assert!(!bench.told.all().iter().any(|event| matches!(event, RecorderEvent::Resumed { .. })));
}

#[test]
fn listening_for_the_level_keeps_nothing() {
    let device = Device::new(RATE, 2);
    let bench = Bench::scripted(&device);
    bench.recorder.send(RecorderCommand::Listen { device: None });
    until("the device is open", || device.is_open());
    device.deliver(&[0.25, 0.25, -0.5, -0.5]);
    let peak = bench.told.wait_for("a level", |event| match event {
        RecorderEvent::Level { peak, .. } if *peak > 0.0 => Some(*peak),
        _ => None,
    });
    assert!((peak - 0.5).abs() < 1e-6, "{peak}");
    assert_eq!(bench.recorder.position(), None);
    bench.recorder.send(RecorderCommand::StopListening);
    until("the device is closed", || !device.is_open());
    assert_eq!(bench.folder.names().unwrap(), Vec::<String>::new());
}

#[test]
fn a_take_closes_the_microphone_that_was_open_for_its_level_first() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.recorder.send(RecorderCommand::Listen { device: None });
    until("the device is open", || device.is_open());
    let (watched, was_open) = (device.clone(), Arc::new(Mutex::new(None)));
    let seen = Arc::clone(&was_open);
    device.on_start(move || *seen.lock().unwrap() = Some(watched.is_open()));
    bench.start(1);
    assert_eq!(*was_open.lock().unwrap(), Some(false));
    bench.recorder.send(RecorderCommand::Listen { device: None });
    bench
        .told
        .wait_for("ListenFailed", |event| matches!(event, RecorderEvent::ListenFailed(_)).then_some(()));
    device.deliver(&signal(0, 100, 1));
    assert_eq!(bench.stop(), (100, StopReason::ByHand));
}
