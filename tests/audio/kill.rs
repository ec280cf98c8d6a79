//! `kill -9` in mid-take: the program is really killed, and a later start finishes what it left.

use crate::support::consent::{clock, consenting_call, permit};
use crate::support::folder::Folder;
use crate::support::scripted::{Device, System};
use crate::support::session::{self, Microphone};
use crate::support::stored::StoredFiles;
use crate::support::{expected_run, signal};
use rapport::domain::decide::RecordingStep;
use rapport::domain::entry::Position;
use rapport::domain::recording::StopReason;
use rapport::domain::track::Track;
use rapport::recording::cpal_backend::CpalBackend;
use rapport::recording::salvage::salvage;
use rapport::recording::{CaptureBackend, FarEnd, Recorder, RecorderCommand, RecorderEvent, StartTake};
use rapport::store::audio_folder::AudioFolder;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const RATE: u64 = 48_000;

/// Frames a buffer of the scripted devices.
const BUFFER: u64 = 480;

/// How often scripted sound is killed.
const KILLS: usize = 100;

/// So many at a time: a child waits for its disk most of the time.
const AT_A_TIME: usize = 5;

/// How often real sound is killed.
const REAL_KILLS: usize = 10;

/// Most sound that a kill may cost.
const MOST_LOST: Duration = Duration::from_millis(500);

/// What the child records: `scripted`, or the ids of a real microphone and of a real output, if any.
const DEVICE: &str = "RAPPORT_KILL_DEVICE";
const FAR: &str = "RAPPORT_KILL_FAR";

/// Where the child writes.
const FOLDER: &str = "RAPPORT_KILL_FOLDER";

/// A hundred kills keep a machine busy: real sound is not to be measured beside them.
static ONE_KILLER: Mutex<()> = Mutex::new(());

/// Frames of this side and of the far end.
type Both = [u64; 2];

/// The part of the killed program: records until it is killed, and says after each few frames how many were captured.
fn record_until_killed() {
    let (chosen, folder) = (std::env::var(DEVICE).unwrap(), std::env::var(FOLDER).unwrap());
    let mic = Device::new(RATE as u32, 1);
    let far = Device::named("scripted:out", "Speakers", RATE as u32, 1);
    let is_scripted = chosen == "scripted";
    let backend: Box<dyn CaptureBackend> =
        if is_scripted { System::new(&[&mic], &[&far]).backend() } else { Box::new(CpalBackend::new()) };
    let recorder = Recorder::spawn(backend, |event| {
        // Shown where the test fails for want of a recording.
        match event {
            RecorderEvent::Failed { error, .. } => eprintln!("{error}"),
            RecorderEvent::DeviceFailed { track, error, .. } => eprintln!("{track}: {error}"),
            _ => {}
        }
    })
    .unwrap();
    let call = consenting_call();
    let far_end = std::env::var(FAR).map_or(FarEnd::SystemChoice, FarEnd::Device);
    recorder.send(RecorderCommand::Start(Box::new(StartTake {
        permit: permit(&call),
        take: 1,
        at: clock(),
        before_ms: 0,
        device: (!is_scripted).then_some(chosen),
        far: far_end,
        files: Box::new(StoredFiles(AudioFolder::new(&folder))),
    })));
    let has_begun = |track: Track| Path::new(&folder).join(track.segment_file(1)).exists();
    let began = Instant::now();
    let mut delivered = 0;
    // The pipe breaks when whoever killed is gone as well.
    while began.elapsed() < Duration::from_mins(1) {
        std::thread::sleep(Duration::from_millis(2));
        let due = began.elapsed().as_millis() as u64 * RATE / 1_000;
        while is_scripted && delivered + BUFFER <= due {
            let sound = signal(delivered, delivered + BUFFER, 1);
            let before = recorder.position().map_or(0, |place| place.frame);
            if !mic.deliver(&sound) || recorder.position().is_none_or(|place| place.frame == before) {
                // The gate is not open yet.
                break;
            }
            far.deliver(&sound);
            delivered += BUFFER;
        }
        // What a device does not deliver yet is not lost by a kill: both have begun, and real ones have found their pace.
        let enough = if is_scripted { 0 } else { RATE * 3 / 2 };
        let begun =
            |place: &Position| place.frame > enough && Track::ALL.iter().all(|track| has_begun(*track));
        if let Some(place) = recorder.position().filter(begun) {
            println!("captured {}", place.frame);
        }
    }
}

fn spawn(test: &str, device: &str, far: Option<&str>, folder: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args(["--exact", test, "--nocapture"])
        .env(DEVICE, device)
        .env(FOLDER, folder)
        .stdout(Stdio::piped());
    if let Some(far) = far {
        child.env(FAR, far);
    }
    child.spawn().unwrap()
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

/// Salvages and gives what was lost of each track; what is left is said to be whole and readable.
fn check_salvage(folder: &Folder, captured: u64) -> [Duration; 2] {
    let call = consenting_call();
    let mut files = folder.clone();
    let marks = std::fs::read(folder.file("clock.jsonl")).unwrap_or_default();
    let found = salvage(&mut files, &call.recording.segments, 1).unwrap();
    assert_eq!(found.left_alone, []);
    let saved: Both = Track::ALL.map(|track| {
        let of_track = found.segments.iter().filter(|segment| segment.track == track);
        let saved = of_track.map(|segment| segment.frames).sum();
        assert_eq!(folder.samples_of(track).len() as u64, saved, "{track}");
        saved
    });
    assert_eq!(found.takes.first().map_or(0, |take| take.frames), saved[0].max(saved[1]));
    assert!(found.segments.iter().all(|segment| segment.salvaged && segment.rate == RATE as u32));
    // Nothing of this call was on a timeline: the start is what is missing there first.
    assert_eq!(found.steps(&call.recording).len(), found.segments.len());
    assert_eq!(salvage(&mut files, &call.recording.segments, 1).unwrap(), found);
    let marks_now = std::fs::read(folder.file("clock.jsonl")).unwrap_or_default();
    assert!(marks_now == marks, "the marks are left as they are");
    saved.map(|saved| Duration::from_micros(captured.saturating_sub(saved) * 1_000_000 / RATE))
}

fn print(what: &str, losses: &[[Duration; 2]]) {
    for track in Track::ALL {
        let of_track: Vec<_> = losses.iter().map(|both| both[track as usize]).collect();
        let (most, sum) = (of_track.iter().max().unwrap(), of_track.iter().sum::<Duration>());
        let kills = of_track.len();
        println!(
            "{kills} kills of {what}, {track}: lost at most {most:?}, {:?} in the middle",
            sum / kills as u32
        );
        assert!(*most <= MOST_LOST, "lost {most:?} of {track}");
    }
}

#[test]
fn kill_9_costs_at_most_half_a_second_of_scripted_sound() {
    const HERE: &str = "kill::kill_9_costs_at_most_half_a_second_of_scripted_sound";
    if std::env::var_os(FOLDER).is_some() {
        return record_until_killed();
    }
    let _alone = ONE_KILLER.lock().unwrap_or_else(PoisonError::into_inner);
    let some_kills = || {
        let kill = |_| {
            let dir = tempfile::tempdir().unwrap();
            let captured = kill_at_random(&mut spawn(HERE, "scripted", None, dir.path()));
            let folder = Folder::new(dir.path());
            let lost = check_salvage(&folder, captured);
            for track in Track::ALL {
                let samples = folder.samples_of(track);
                assert!(samples == expected_run(0, samples.len() as u64), "every sample is where it was");
            }
            lost
        };
        (0..KILLS / AT_A_TIME).map(kill).collect::<Vec<_>>()
    };
    let losses: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_A_TIME).map(|_| scope.spawn(some_kills)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(losses.len(), KILLS);
    print("scripted sound", &losses);
}

#[test]
fn kill_9_costs_at_most_half_a_second_of_real_sound() {
    const HERE: &str = "kill::kill_9_costs_at_most_half_a_second_of_real_sound";
    if std::env::var_os(FOLDER).is_some() {
        return record_until_killed();
    }
    let Some(_turn) = session::turn("kill -9 while recording real sound") else { return };
    let _alone = ONE_KILLER.lock().unwrap_or_else(PoisonError::into_inner);
    let microphone = Microphone::plug_in("rapport_kill");
    let far_end = Microphone::plug_in("rapport_kill_far");
    let losses: Vec<_> = (0..REAL_KILLS)
        .map(|_| {
            let dir = tempfile::tempdir().unwrap();
            let mut child = spawn(HERE, &microphone.id(), Some(&far_end.id()), dir.path());
            let captured = kill_at_random(&mut child);
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
    kill_at_random(&mut spawn(HERE, "scripted", None, dir.path()));
    let mut call = consenting_call();
    crate::support::consent::report(&mut call, RecordingStep::Request);
    let found = salvage(&mut Folder::new(dir.path()), &call.recording.segments, 1).unwrap();
    for step in found.steps(&call.recording) {
        crate::support::consent::report(&mut call, step);
    }
    let take = &call.recording.takes[0];
    assert_eq!(take.format.device_name, "Scripted");
    assert_eq!(take.far.as_ref().unwrap().device_name, "Speakers");
    let end = take.ended.as_ref().unwrap();
    assert_eq!((end.why.clone(), end.frames), (StopReason::Interrupted, found.takes[0].frames));
    assert!(!call.recording.recorded().is_zero());
}
