//! `kill -9` in mid-take: the program is really killed, and a later start finishes what it left.

use crate::support::consent::{clock, consenting_call, permit};
use crate::support::folder::Folder;
use crate::support::scripted::Device;
use crate::support::session::{self, Microphone};
use crate::support::{expected_run, signal};
use rapport::domain::decide::RecordingStep;
use rapport::domain::recording::StopReason;
use rapport::recording::cpal_backend::CpalBackend;
use rapport::recording::salvage::salvage;
use rapport::recording::{CaptureBackend, FarEnd, Recorder, RecorderCommand, StartTake};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const RATE: u64 = 48_000;

/// Frames a buffer of the scripted device.
const BUFFER: u64 = 480;

/// How often each test kills.
const KILLS: u32 = 10;

/// Most sound that a kill may cost.
const MOST_LOST: Duration = Duration::from_millis(500);

/// What the child records: `scripted`, or the id of a real microphone.
const DEVICE: &str = "RAPPORT_KILL_DEVICE";

/// Where the child writes.
const FOLDER: &str = "RAPPORT_KILL_FOLDER";

/// The part of the killed program: records until it is killed, and says after each few frames how many were captured.
fn record_until_killed() {
    let (chosen, folder) = (std::env::var(DEVICE).unwrap(), std::env::var(FOLDER).unwrap());
    let scripted = Device::new(RATE as u32, 1);
    let is_scripted = chosen == "scripted";
    let backend: Box<dyn CaptureBackend> =
        if is_scripted { scripted.backend() } else { Box::new(CpalBackend::new()) };
    let recorder = Recorder::spawn(backend, |_| ()).unwrap();
    let call = consenting_call();
    recorder.send(RecorderCommand::Start(Box::new(StartTake {
        permit: permit(&call),
        take: 1,
        at: clock(),
        before_ms: 0,
        device: (!is_scripted).then_some(chosen),
        far: FarEnd::Off,
        files: Box::new(Folder::new(folder)),
    })));
    let began = Instant::now();
    let mut delivered = 0;
    // The pipe breaks when whoever killed is gone as well.
    while began.elapsed() < Duration::from_mins(1) {
        std::thread::sleep(Duration::from_millis(2));
        let due = began.elapsed().as_millis() as u64 * RATE / 1_000;
        while is_scripted && delivered + BUFFER <= due {
            delivered += if scripted.deliver(&signal(delivered, delivered + BUFFER, 1)) { BUFFER } else { 0 };
            if delivered == 0 {
                break;
            }
        }
        if let Some(place) = recorder.position() {
            println!("captured {}", place.frame);
        }
    }
}

fn spawn(test: &str, device: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(DEVICE, device)
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets the child record for a random time, kills it, and gives the frames it had captured.
fn kill_at_random(child: &mut Child) -> u64 {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let captured = |line: String| line.strip_prefix("captured ")?.parse::<u64>().ok();
    let mut newest = 0;
    while newest == 0 {
        newest = captured(lines.next().expect("the child records").unwrap()).unwrap_or(0);
    }
    let reader = std::thread::spawn(move || lines.map_while(Result::ok).filter_map(captured).last());
    std::thread::sleep(Duration::from_millis(fastrand::u64(0..800)));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap().unwrap_or(newest)
}

/// Salvages and gives what was lost; what is left is said to be whole and readable.
fn check_salvage(folder: &Folder, captured: u64) -> Duration {
    let call = consenting_call();
    let mut files = folder.clone();
    let found = salvage(&mut files, &call.recording.segments, 1).unwrap();
    assert_eq!(found.left_alone, []);
    let saved: u64 = found.segments.iter().map(|segment| segment.frames).sum();
    assert_eq!(folder.samples().len() as u64, saved);
    assert_eq!(found.takes[0].frames, saved);
    assert!(found.segments.iter().all(|segment| segment.salvaged && segment.rate == RATE as u32));
    // Nothing of this call was on a timeline: the start is what is missing there first.
    assert_eq!(found.steps(&call.recording).len(), found.segments.len());
    assert_eq!(salvage(&mut files, &call.recording.segments, 1).unwrap(), found);
    Duration::from_micros(captured.saturating_sub(saved) * 1_000_000 / RATE)
}

fn print(what: &str, losses: &[Duration]) {
    let most = losses.iter().max().unwrap();
    println!("{} kills while recording {what}: lost at most {most:?}; {losses:?}", losses.len());
    assert!(*most <= MOST_LOST, "lost {most:?}");
}

#[test]
fn kill_9_costs_at_most_half_a_second_of_scripted_sound() {
    const HERE: &str = "kill::kill_9_costs_at_most_half_a_second_of_scripted_sound";
    if std::env::var_os(FOLDER).is_some() {
        return record_until_killed();
    }
    let losses: Vec<_> = (0..KILLS)
        .map(|_| {
            let dir = tempfile::tempdir().unwrap();
            let captured = kill_at_random(&mut spawn(HERE, "scripted", dir.path()));
            let folder = Folder::new(dir.path());
            let lost = check_salvage(&folder, captured);
            let samples = folder.samples();
            assert!(samples == expected_run(0, samples.len() as u64), "every sample is where it was");
            lost
        })
        .collect();
    print("scripted sound", &losses);
}

#[test]
fn kill_9_costs_at_most_half_a_second_of_real_sound() {
    const HERE: &str = "kill::kill_9_costs_at_most_half_a_second_of_real_sound";
    if std::env::var_os(FOLDER).is_some() {
        return record_until_killed();
    }
    let Some(_turn) = session::turn("kill -9 while recording real sound") else { return };
    let microphone = Microphone::plug_in("rapport_kill");
    let losses: Vec<_> = (0..KILLS)
        .map(|_| {
            let dir = tempfile::tempdir().unwrap();
            let captured = kill_at_random(&mut spawn(HERE, &microphone.id(), dir.path()));
            check_salvage(&Folder::new(dir.path()), captured)
        })
        .collect();
    print("real sound", &losses);
}

#[test]
fn an_interrupted_take_is_noted_as_interrupted() {
    const HERE: &str = "kill::an_interrupted_take_is_noted_as_interrupted";
    if std::env::var_os(FOLDER).is_some() {
        return record_until_killed();
    }
    let dir = tempfile::tempdir().unwrap();
    kill_at_random(&mut spawn(HERE, "scripted", dir.path()));
    let mut call = consenting_call();
    crate::support::consent::report(&mut call, RecordingStep::Request);
    let found = salvage(&mut Folder::new(dir.path()), &call.recording.segments, 1).unwrap();
    for step in found.steps(&call.recording) {
        crate::support::consent::report(&mut call, step);
    }
    let take = &call.recording.takes[0];
    assert_eq!(take.format.device_name, "Scripted");
    let end = take.ended.as_ref().unwrap();
    assert_eq!((end.why.clone(), end.frames), (StopReason::Interrupted, found.takes[0].frames));
    assert!(!call.recording.recorded().is_zero());
}
