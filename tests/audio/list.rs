//! Devices that come and go while a microphone is tried or a take runs, and a disk that does not keep up.

use crate::support::scripted::{Device, System};
use crate::support::session::{self, Microphone};
use crate::support::{Bench, signal, until};
use rapport::domain::recording::StopReason;
use rapport::recording::cpal_backend::CpalBackend;
use rapport::recording::{DiskPace, RecorderCommand, RecorderEvent, SoundDevices, StartError};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

const RATE: u32 = 8_000;

/// All lists that were told, in order.
fn lists(bench: &Bench) -> Vec<SoundDevices> {
    let list = |event| match event {
        RecorderEvent::Devices(list) => list.ok(),
        _ => None,
    };
    bench.told.all().into_iter().filter_map(list).collect()
}

fn microphones(bench: &Bench) -> Option<usize> {
    Some(lists(bench).last()?.microphones.len())
}

#[test]
fn a_device_that_comes_or_goes_is_told_once_while_a_take_runs_and_while_a_microphone_is_tried() {
    let (mic, other) = (Device::new(RATE, 1), Device::named("scripted:two", "Other", RATE, 1));
    let bench = Bench::on(&System::new(&[&mic, &other], &[]));
    bench.recorder.send(RecorderCommand::ListDevices);
    until("the list is told", || microphones(&bench) == Some(2));
    bench.recorder.send(RecorderCommand::Listen { device: None });
    until("the microphone is open", || mic.is_open());
    other.pull_out();
    until("it is told", || microphones(&bench) == Some(1));
    bench.start(1);
    mic.deliver(&signal(0, 500, 1));
    other.plug_in();
    until("it is told", || microphones(&bench) == Some(2));
    assert_eq!(bench.stop(), (500, StopReason::ByHand));
    assert_eq!(lists(&bench).len(), 3, "each change once");
}

#[test]
fn another_default_output_is_told_within_a_second() {
    let Some(_turn) = session::turn("another default output") else { return };
    let bench = Bench::new(Box::new(CpalBackend::new()));
    bench.recorder.send(RecorderCommand::ListDevices);
    bench.recorder.send(RecorderCommand::Listen { device: None });
    let plays_on = |id: &str| {
        lists(&bench)
            .last()
            .is_some_and(|list| list.far_ends.iter().any(|one| one.is_default && one.id == id))
    };
    until("the list is told", || plays_on("pulseaudio:call.monitor"));
    let headset = Microphone::plug_in("rapport_headset");
    until("the headset is told", || {
        lists(&bench).last().is_some_and(|list| list.far_ends.iter().any(|one| one.id == headset.id()))
    });
    session::run("pactl", &["set-default-sink", "rapport_headset"]);
    let from = Instant::now();
    until("it is the default", || plays_on(&headset.id()));
    let took = from.elapsed();
    println!("another default output: told after {took:?}");
    assert!(took < Duration::from_millis(1_500), "told after {took:?}");
    let told = lists(&bench).len();
    session::run("pactl", &["set-default-sink", "call"]);
    until("the default is back", || plays_on("pulseaudio:call.monitor"));
    assert_eq!(lists(&bench).len(), told + 1, "told once");
}

#[test]
fn a_disk_that_does_not_take_the_recording_is_told_before_sound_is_lost_and_when_it_is() {
    let mic = Device::new(RATE, 1);
    let bench = Bench::scripted(&mic);
    bench.start(1);
    mic.deliver(&signal(0, 800, 1));
    until("it is on disk", || bench.folder.frames_on_disk() == 800);
    let paces = || {
        let pace = |event| match event {
            RecorderEvent::DiskPace(pace) => Some(pace),
            _ => None,
        };
        bench.told.all().into_iter().filter_map(pace).collect::<Vec<_>>()
    };
    let stalled = bench.folder.faults.stall.lock().unwrap();
    mic.deliver(&signal(800, 1_600, 1));
    until("the writer is stalled", || bench.folder.faults.stalled.load(Ordering::SeqCst) > 0);
    mic.deliver(&signal(1_600, 33_600, 1));
    until("it is told", || paces() == [DiskPace::Behind]);
    mic.deliver(&signal(33_600, 96_800, 1));
    until("the loss is told", || paces() == [DiskPace::Behind, DiskPace::Loses]);
    assert_eq!(bench.told.gaps(), [], "the writer itself could not tell");
    drop(stalled);
    until("the ring is empty", || bench.folder.frames_on_disk() >= 80_000);
    mic.deliver(&signal(96_800, 97_600, 1));
    until("it has caught up", || paces() == [DiskPace::Behind, DiskPace::Loses, DiskPace::KeepsUp]);
    bench.stop();
}

#[test]
fn with_hardly_any_room_nothing_is_begun() {
    let mic = Device::new(RATE, 1);
    let bench = Bench::scripted(&mic);
    bench.folder.faults.free.store(i64::from(RATE) * 2 * 60 * 2, Ordering::SeqCst);
    bench.ask_for_take(1, None);
    let error = bench.told.wait_for("Failed", |event| match event {
        RecorderEvent::Failed { error, .. } => Some(error.clone()),
        _ => None,
    });
    assert_eq!(error, StartError::LittleRoom { minutes: 2 });
    assert_eq!(mic.opened(), 0);
    assert_eq!(bench.folder.wavs(), Vec::<String>::new());
}
