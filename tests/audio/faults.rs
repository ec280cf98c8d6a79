//! What can go wrong in a take: the disk, the device, the sound system.

use crate::support::folder::sha256;
use crate::support::scripted::{Device, hang};
use crate::support::{Bench, expected_run, signal, until};
use rapport::domain::recording::{GapReason, StopReason};
use rapport::recording::{AudioFiles, CaptureError, RecorderCommand, RecorderEvent, StartError, StreamFault};
use std::sync::MutexGuard;
use std::sync::atomic::Ordering;

const RATE: u32 = 8_000;

fn start_error(bench: &Bench) -> StartError {
    bench.told.wait_for("Failed", |event| match event {
        RecorderEvent::Failed { error, .. } => Some(error.clone()),
        _ => None,
    })
}

#[test]
fn a_full_disk_ends_the_take_and_all_that_was_written_is_readable_and_hashed() {
    // Cut inside a sample, at a sample, and inside the header.
    for room in [20_001, 20_044, 30, 0] {
        let device = Device::new(RATE, 1);
        let bench = Bench::scripted(&device);
        bench.start(1);
        bench.folder.faults.room.store(room, Ordering::SeqCst);
        for from in (0..40_000).step_by(1_000) {
            device.deliver(&signal(from, from + 1_000, 1));
        }
        let (frames, why) = bench.told.stopped();
        assert_eq!(why, StopReason::DiskFull, "with room for {room} bytes");
        let fit = u64::try_from((room - 44).max(0) / 2).unwrap();
        assert_eq!(frames, fit, "with room for {room} bytes");
        let segments = bench.told.segments();
        if room >= 44 {
            assert_eq!(bench.folder.samples(), expected_run(0, fit));
        }
        let told: Vec<_> = segments.iter().map(|segment| (segment.file.clone(), segment.frames)).collect();
        assert_eq!(told, [("mic-0001.wav".to_owned(), fit)]);
        assert_eq!(segments[0].sha256, sha256(&bench.folder.file("mic-0001.wav")));
    }
}

#[test]
fn a_disk_that_is_full_before_the_start_opens_no_device() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.folder.faults.room.store(0, Ordering::SeqCst);
    bench.ask_for_take(1, None);
    assert_eq!(start_error(&bench), StartError::DiskFull);
    assert_eq!(device.opened(), 0);
}

#[test]
fn a_device_that_cannot_be_opened_leaves_no_file_behind() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    device.refuse(CaptureError::DeviceBusy);
    bench.ask_for_take(1, None);
    assert_eq!(start_error(&bench), StartError::Capture(CaptureError::DeviceBusy));
    assert_eq!(bench.folder.wavs(), Vec::<String>::new());
    assert_eq!(bench.recorder.position(), None);
    bench.start(2);
    device.deliver(&signal(0, 100, 1));
    assert_eq!(bench.stop(), (100, StopReason::ByHand));
}

#[test]
fn a_device_without_a_rate_is_refused() {
    let device = Device::new(0, 1);
    let bench = Bench::scripted(&device);
    bench.ask_for_take(1, None);
    assert!(matches!(start_error(&bench), StartError::Capture(CaptureError::System(_))));
    assert_eq!(device.opened(), 0);
}

#[test]
fn what_overflows_the_ring_is_counted_filled_with_silence_and_told() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    let stalled = stall(&bench, &device);
    for from in (800..120_000).step_by(800) {
        device.deliver(&signal(from, from + 800, 1));
    }
    drop(stalled);
    until("the ring is empty", || bench.folder.frames_on_disk() >= 80_000);
    device.deliver(&signal(120_000, 130_000, 1));
    assert_eq!(bench.stop(), (130_000, StopReason::ByHand));
    check_loss(&bench, 130_000, 120_000);
}

#[test]
fn a_loss_that_lasts_until_the_stop_is_filled_too() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    let stalled = stall(&bench, &device);
    device.deliver(&signal(800, 120_000, 1));
    drop(stalled);
    assert_eq!(bench.stop(), (120_000, StopReason::ByHand));
    check_loss(&bench, 120_000, 120_000);
}

/// Hands over 800 frames and stalls the writer while it writes them.
fn stall<'a>(bench: &'a Bench, device: &Device) -> MutexGuard<'a, ()> {
    let stalled = bench.folder.faults.stall.lock().unwrap();
    device.deliver(&signal(0, 800, 1));
    until("the writer is stalled", || bench.folder.faults.stalled.load(Ordering::SeqCst) > 0);
    stalled
}

/// One gap, which ends at `end`: silence as long as it says, and the signal everywhere else.
fn check_loss(bench: &Bench, frames: u64, end: u64) {
    let gaps = bench.told.gaps();
    let [(frame, lasted_ms, GapReason::Overflow)] = gaps.as_slice() else { panic!("{gaps:?}") };
    // What the writer had taken out of the ring before it stalled, and ten seconds in the ring.
    assert!((80_000..=80_800).contains(frame), "{frame}");
    assert_eq!(*lasted_ms, (end - frame) * 1_000 / u64::from(RATE));
    let mut wanted = expected_run(0, frames);
    wanted[usize::try_from(*frame).unwrap()..usize::try_from(end).unwrap()].fill(0);
    assert!(bench.folder.samples() == wanted);
}

#[test]
fn a_slow_hash_holds_up_no_sample() {
    const SLOW: u32 = 1_000;
    let device = Device::new(SLOW, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    let stalled = bench.folder.faults.stall_hash.lock().unwrap();
    let frames = 330 * u64::from(SLOW);
    for from in (0..frames).step_by(5_000) {
        device.deliver(&signal(from, from + 5_000, 1));
        until("it is on disk", || bench.folder.frames_on_disk() == from + 5_000);
    }
    drop(stalled);
    assert_eq!(bench.stop(), (frames, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), []);
    assert_eq!(bench.told.segments().len(), 2);
}

#[test]
fn a_file_that_cannot_be_read_back_is_said_to_be_so() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&signal(0, 100, 1));
    bench.folder.faults.unreadable.store(true, Ordering::SeqCst);
    let (frames, why) = bench.stop();
    assert_eq!(frames, 100);
    assert!(matches!(why, StopReason::Failed { what } if what.contains("mic-0001.wav")));
    assert_eq!(bench.folder.samples(), expected_run(0, 100));
}

#[cfg(unix)]
#[test]
fn what_lies_under_the_name_of_a_file_that_was_written_is_not_told_as_it() {
    for how in ["link", "other", "cut"] {
        let device = Device::new(RATE, 1);
        let bench = Bench::scripted(&device);
        bench.start(1);
        device.deliver(&signal(0, 100, 1));
        until("it is on disk", || bench.folder.frames_on_disk() == 100);
        let (file, aside) = (bench.folder.file("mic-0001.wav"), bench.folder.file("aside"));
        std::fs::rename(&file, &aside).unwrap();
        match how {
            "link" => std::os::unix::fs::symlink(&aside, &file).unwrap(),
            "other" => std::fs::write(&file, b"x").unwrap(),
            _ => std::fs::write(&file, &std::fs::read(&aside).unwrap()[..200]).unwrap(),
        }
        let (_, why) = bench.stop();
        assert!(
            matches!(&why, StopReason::Failed { what } if what.contains("mic-0001.wav")),
            "{how}: {why:?}"
        );
        assert_eq!(bench.told.segments(), [], "{how}");
    }
}

#[test]
fn a_microphone_lost_while_listening_is_told() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.recorder.send(RecorderCommand::Listen { device: None });
    until("the device is open", || device.is_open());
    device.alarm().raise(StreamFault::Lost);
    let error = bench.told.wait_for("ListenFailed", |event| match event {
        RecorderEvent::ListenFailed(error) => Some(error.clone()),
        _ => None,
    });
    assert_eq!(error, CaptureError::Lost);
    until("the device is closed", || !device.is_open());
}

#[test]
fn sound_the_system_lost_by_itself_is_marked() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    device.deliver(&signal(0, 500, 1));
    device.alarm().glitch();
    assert_eq!(bench.stop(), (500, StopReason::ByHand));
    assert_eq!(bench.told.gaps(), [(500, 0, GapReason::Overflow)]);
}

#[test]
fn a_device_that_hangs_while_it_is_closed_does_not_hang_the_recorder() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    device.hang_on_close();
    bench.start(1);
    device.deliver(&signal(0, 500, 1));
    assert_eq!(bench.stop(), (500, StopReason::ByHand));
    device.deliver(&signal(500, 900, 1));
    assert_eq!(bench.folder.samples(), expected_run(0, 500));
}

#[test]
fn a_device_that_hangs_while_it_is_opened_is_given_up_and_captures_nothing_later() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    device.on_start(hang);
    bench.ask_for_take(1, None);
    assert_eq!(start_error(&bench), StartError::Capture(CaptureError::NoAnswer));
    assert_eq!(bench.recorder.position(), None);
    assert_eq!(bench.folder.wavs(), Vec::<String>::new());
}

#[test]
fn a_sound_system_that_lists_nothing_holds_up_no_take() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    device.on_list(hang);
    bench.recorder.send(RecorderCommand::ListDevices);
    device.deliver(&signal(0, 500, 1));
    assert_eq!(bench.stop(), (500, StopReason::ByHand));
    let before = bench.told.all().iter().any(|event| matches!(event, RecorderEvent::Devices(_)));
    assert!(!before, "the take was over before the sound system was given up");
    let answer = bench.told.wait_for("Microphones", |event| match event {
        RecorderEvent::Devices(answer) => Some(answer.clone()),
        _ => None,
    });
    assert_eq!(answer, Err(CaptureError::NoAnswer));
}

#[test]
fn an_existing_file_is_never_written_over() {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    bench.start(1);
    std::fs::write(bench.folder.file("mic-0001.wav"), "someone else's").unwrap();
    device.deliver(&signal(0, 500, 1));
    let (frames, why) = bench.told.stopped();
    assert_eq!(frames, 0);
    assert!(matches!(why, StopReason::Failed { .. }), "{why:?}");
    assert_eq!(std::fs::read(bench.folder.file("mic-0001.wav")).unwrap(), b"someone else's");
    assert_eq!(bench.folder.names().unwrap().len(), 2);
}
