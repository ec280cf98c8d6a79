//! Two tracks from one yes: they begin, pause and end together, and neither hurts the other.

use crate::support::consent::{consenting_call, permit, start, withdraw};
use crate::support::folder::{Folder, read, sha256};
use crate::support::scripted::{Device, System, hang};
use crate::support::{Bench, expected_run, signal, until};
use rapport::domain::recording::StopReason;
use rapport::domain::track::Track;
use rapport::recording::{AudioFiles, CaptureError, FarEnd, Recorder, RecorderCommand, RecorderEvent};
use std::io::Write;
use std::process::Command;
use std::sync::atomic::Ordering;

const RATE: u32 = 8_000;
const FAR_RATE: u32 = 4_000;

/// A microphone, and an output at half its rate.
fn devices() -> (Device, Device) {
    (Device::new(RATE, 1), Device::named("scripted:out", "Speakers", FAR_RATE, 2))
}

fn bench(mic: &Device, far: &Device) -> Bench {
    Bench::on(&System::new(&[mic], &[far]))
}

#[test]
fn both_sides_are_written_each_to_files_of_its_own_at_its_own_rate() {
    let (mic, far) = devices();
    let bench = bench(&mic, &far);
    bench.start_both(1);
    mic.deliver(&signal(0, 4_000, 1));
    far.deliver(&signal(7_000, 9_000, 2));
    bench.told.wait_for("both levels", |event| {
        let heard =
            matches!(event, RecorderEvent::Level { peak, far: Some(far) } if *peak > 0.0 && *far > 0.2);
        heard.then_some(())
    });
    assert_eq!(bench.stop(), (4_000, StopReason::ByHand));
    assert_eq!(bench.folder.wavs(), ["far-0001.wav", "mic-0001.wav"]);
    assert_eq!(bench.folder.samples(), expected_run(0, 4_000));
    assert_eq!(bench.folder.samples_of(Track::Far), expected_run(7_000, 9_000));
    let segments = bench.told.segments();
    let of = |track| segments.iter().find(|segment| segment.track == track).unwrap();
    assert_eq!((of(Track::Mic).frames, of(Track::Mic).rate), (4_000, RATE));
    assert_eq!((of(Track::Far).frames, of(Track::Far).rate), (2_000, FAR_RATE));
    assert_eq!(of(Track::Far).sha256, sha256(&bench.folder.file("far-0001.wav")));
    let started = bench.told.wait_for("Started", |event| match event {
        RecorderEvent::Started { take: 1, format, far } => Some((format.clone(), far.clone())),
        _ => None,
    });
    assert_eq!(started, (mic.format(), Some(far.format())));
    let tracks = bench.folder.session()["takes"][0]["tracks"].clone();
    assert_eq!((&tracks[0]["track"], &tracks[1]["track"]), (&"mic".into(), &"far".into()));
    assert_eq!((&tracks[1]["device_name"], &tracks[1]["rate"]), (&"Speakers".into(), &FAR_RATE.into()));
    assert_eq!(bench.told.gaps(), []);
}

#[test]
fn the_far_end_is_not_touched_before_consent_nor_without_being_asked_for() {
    let (mic, far) = devices();
    let mut bench = bench(&mic, &far);
    bench.recorder.send(RecorderCommand::Listen { device: None });
    until("the microphone is open for its level", || mic.is_open());
    let stale = permit(&bench.call);
    withdraw(&mut bench.call);
    bench.recorder.send(start(stale, FarEnd::SystemChoice, Box::new(bench.folder.clone())));
    bench.told.wait_for("Failed", |event| matches!(event, RecorderEvent::Failed { .. }).then_some(()));
    assert_eq!(far.opened(), 0);
    bench.call = consenting_call();
    bench.start(2);
    mic.deliver(&signal(0, 100, 1));
    bench.stop();
    assert_eq!(far.opened(), 0);
}

/// The take begins with this side, and it is told why the far end is not there.
fn check_far_end_missing(bench: &Bench, mic: &Device, error: &CaptureError) {
    bench.start_both(1);
    let told = bench.told.wait_for("DeviceFailed", |event| match event {
        RecorderEvent::DeviceFailed { take: 1, track: Track::Far, error } => Some(error.clone()),
        _ => None,
    });
    assert_eq!(told, *error);
    assert!(bench.told.all().iter().any(|event| matches!(event, RecorderEvent::Started { far: None, .. })));
    mic.deliver(&signal(0, 500, 1));
    assert_eq!(bench.stop(), (500, StopReason::ByHand));
    assert_eq!(bench.folder.wavs(), ["mic-0001.wav"]);
}

#[test]
fn a_far_end_that_cannot_be_had_at_the_start_keeps_this_side_from_nothing() {
    let (mic, far) = devices();
    check_far_end_missing(&Bench::scripted(&mic), &mic, &CaptureError::NoFarEnd);

    far.refuse(CaptureError::DeviceBusy);
    check_far_end_missing(&bench(&mic, &far), &mic, &CaptureError::DeviceBusy);

    let (mic, hanging) = devices();
    hanging.on_start(hang);
    check_far_end_missing(&bench(&mic, &hanging), &mic, &CaptureError::NoAnswer);
}

#[test]
fn a_pause_cuts_both_tracks_at_the_same_buffer_and_nothing_of_it_is_anywhere() {
    let (mic, far) = devices();
    let bench = bench(&mic, &far);
    bench.start_both(1);
    mic.deliver(&signal(0, 2_000, 1));
    far.deliver(&signal(0, 1_000, 2));
    bench.recorder.send(RecorderCommand::Pause { reason: "card number".into() });
    bench.told.wait_for("Paused", |event| matches!(event, RecorderEvent::Paused { .. }).then_some(()));
    bench.clock.pass(std::time::Duration::from_secs(40));
    mic.deliver(&signal(9_000, 9_999, 1));
    far.deliver(&signal(9_000, 9_999, 2));
    bench.recorder.send(RecorderCommand::Resume);
    bench.told.wait_for("Resumed", |event| matches!(event, RecorderEvent::Resumed { .. }).then_some(()));
    mic.deliver(&signal(2_000, 3_000, 1));
    far.deliver(&signal(1_000, 1_500, 2));
    assert_eq!(bench.stop(), (3_000, StopReason::ByHand));
    assert_eq!(bench.folder.samples(), expected_run(0, 3_000));
    assert_eq!(bench.folder.samples_of(Track::Far), expected_run(0, 1_500));
    let gaps: Vec<_> = bench.told.gaps().into_iter().map(|(frame, lasted, _)| (frame, lasted)).collect();
    assert_eq!(gaps, [(2_000, 40_000)], "one gap, the same for both");
    assert!(!bench.told.all().iter().any(|event| matches!(event, RecorderEvent::Starved { .. })));
}

#[test]
fn not_one_buffer_of_either_side_is_kept_after_a_withdrawal_though_the_interface_hangs() {
    let (mic, far) = devices();
    let recorder = Recorder::spawn(System::new(&[&mic], &[&far]).backend(), |_| hang()).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path());
    let mut call = consenting_call();
    recorder.send(start(permit(&call), FarEnd::SystemChoice, Box::new(folder.clone())));
    // What comes before the gate opens is not kept.
    let both = |from: u64, to: u64| {
        mic.deliver(&signal(from, to, 1));
        far.deliver(&signal(from, to, 2));
    };
    until("sound is kept", || {
        both(0, 10);
        recorder.position().is_some_and(|place| place.frame > 0)
    });
    withdraw(&mut call);
    both(10_000, 14_000);
    until("the devices are closed", || !mic.is_open() && !far.is_open());
    until("the take is over", || recorder.position().is_none());
    for track in Track::ALL {
        let samples = folder.samples_of(track);
        assert!(!samples.is_empty(), "{track}");
        assert!(samples.iter().all(|&sample| sample <= 10), "{track}: nothing from after the withdrawal");
    }
}

#[test]
fn a_track_whose_file_cannot_be_written_dies_alone() {
    let (mic, far) = devices();
    let bench = bench(&mic, &far);
    bench.start_both(1);
    std::fs::write(bench.folder.file("far-0001.wav"), "someone else's").unwrap();
    far.deliver(&signal(0, 500, 2));
    mic.deliver(&signal(0, 500, 1));
    let what = bench.told.wait_for("TrackBroke", |event| match event {
        RecorderEvent::TrackBroke { track: Track::Far, what, .. } => Some(what.clone()),
        _ => None,
    });
    assert!(what.contains("disk"), "{what}");
    until("its device is closed", || !far.is_open());
    mic.deliver(&signal(500, 900, 1));
    let (frames, why) = bench.stop();
    assert!(matches!(why, StopReason::Failed { .. }), "not all is well: {why:?}");
    assert_eq!((frames, bench.folder.samples()), (900, expected_run(0, 900)));
    assert_eq!(std::fs::read(bench.folder.file("far-0001.wav")).unwrap(), b"someone else's");
}

#[test]
fn a_take_is_as_long_as_the_side_that_went_on() {
    let (mic, far) = devices();
    let bench = bench(&mic, &far);
    bench.start_both(1);
    std::fs::write(bench.folder.file("mic-0001.wav"), "someone else's").unwrap();
    mic.deliver(&signal(0, 500, 1));
    until("its device is closed", || !mic.is_open());
    far.deliver(&signal(0, 3_000, 2));
    let (frames, why) = bench.stop();
    assert!(matches!(why, StopReason::Failed { .. }), "not all is well: {why:?}");
    assert_eq!(bench.folder.samples_of(Track::Far), expected_run(0, 3_000));
    assert_eq!(frames, 6_000, "at the rate of this side");
}

#[test]
fn the_room_on_the_disk_is_told_in_minutes_and_the_take_ends_while_there_is_room_for_the_notes() {
    let (mic, far) = devices();
    let bench = bench(&mic, &far);
    // 16-bit samples of both tracks.
    let a_minute = i64::from((RATE + FAR_RATE) * 2 * 60);
    let free = |minutes: i64| bench.folder.faults.free.store(minutes * a_minute, Ordering::SeqCst);
    free(31);
    bench.start_both(1);
    let told = |wanted: u64| {
        bench.told.wait_for("DiskLeft", |event| {
            (*event == RecorderEvent::DiskLeft { minutes: wanted }).then_some(())
        });
    };
    told(31);
    mic.deliver(&signal(0, 500, 1));
    far.deliver(&signal(0, 250, 2));
    free(2);
    told(2);
    assert_eq!(bench.told.stopped(), (500, StopReason::DiskReserve));
    assert_eq!(bench.folder.samples(), expected_run(0, 500));
    assert_eq!(bench.folder.samples_of(Track::Far), expected_run(0, 250));
    assert_eq!(bench.told.segments().len(), 2);
}

#[test]
fn a_disk_that_is_full_for_both_tracks_leaves_both_readable_and_hashed() {
    let (mic, far) = devices();
    let bench = bench(&mic, &far);
    bench.start_both(1);
    bench.folder.faults.room.store(30_001, Ordering::SeqCst);
    for from in (0..40_000).step_by(1_000) {
        mic.deliver(&signal(from, from + 1_000, 1));
        far.deliver(&signal(from, from + 1_000, 2));
    }
    let (_, why) = bench.told.stopped();
    assert_eq!(why, StopReason::DiskFull);
    check_readable(&bench);
}

/// Every file there is is a recording from its first sample on, and told with its hash.
fn check_readable(bench: &Bench) {
    let segments = bench.told.segments();
    assert_eq!(segments.len(), bench.folder.wavs().len());
    for segment in segments {
        let path = bench.folder.file(&segment.file);
        let samples = read(&path);
        assert_eq!(samples.len() as u64, segment.frames, "{}", segment.file);
        assert!(samples == expected_run(0, segment.frames), "{}", segment.file);
        assert_eq!(segment.sha256, sha256(&path));
    }
}

/// A real disk of so many megabytes; unmounted when dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`, said loudly, where one may not mount.
    fn mount(size: &str) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mount = ["-t", "tmpfs", "-o", &format!("size={size}"), "none", dir.path().to_str().unwrap()];
        let done = Command::new("mount").args(mount).output();
        if done.is_ok_and(|done| done.status.success()) {
            return Some(Self(dir));
        }
        let said = "\n*** LEFT OUT, as only root may mount: a disk that is really full in mid-take ***\n";
        std::io::stderr().write_all(said.as_bytes()).ok();
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg(self.0.path()).status().ok();
    }
}

#[test]
fn a_real_disk_that_is_full_in_mid_take_leaves_both_tracks_readable() {
    let Some(disk) = SmallDisk::mount("2m") else { return };
    let (mic, far) = devices();
    let mut bench = bench(&mic, &far);
    bench.folder = Folder::new(disk.0.path());
    bench.start_both(1);
    let mut from = 0;
    // Three megabytes and more for a disk of two.
    while bench.recorder.position().is_some() && from < 1_000_000 {
        mic.deliver(&signal(from, from + 4_000, 1));
        far.deliver(&signal(from, from + 4_000, 2));
        from += 4_000;
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let (frames, why) = bench.told.stopped();
    assert_eq!(why, StopReason::DiskFull);
    assert!(frames > 200_000, "{frames}");
    assert!(bench.folder.frames_of(Track::Far) > 200_000);
    let session = bench.folder.load_session().unwrap();
    assert!(session.is_some());
    for segment in bench.told.segments() {
        let samples = read(&bench.folder.file(&segment.file));
        assert_eq!(samples.len() as u64, segment.frames);
        assert_eq!(segment.sha256, sha256(&bench.folder.file(&segment.file)));
    }
}

#[test]
fn on_a_real_disk_made_of_memory_the_take_ends_while_there_is_room_for_the_notes() {
    let Some(disk) = SmallDisk::mount("8m") else { return };
    let (mic, far) = devices();
    let mut bench = bench(&mic, &far);
    bench.folder = Folder::new(disk.0.path());
    bench.folder.faults.asks_disk.store(true, Ordering::SeqCst);
    bench.start_both(1);
    let room = bench.told.wait_for("DiskLeft", |event| match event {
        RecorderEvent::DiskLeft { minutes } => Some(*minutes),
        _ => None,
    });
    let wholly = (8 << 20) / (u64::from(RATE + FAR_RATE) * 2 * 60);
    assert!((wholly - 1..=wholly).contains(&room), "room for {room} min of {wholly}");
    // Five megabytes and more.
    for from in (0..1_400_000).step_by(4_000) {
        mic.deliver(&signal(from, from + 4_000, 1));
        far.deliver(&signal(from, from + 4_000, 2));
        until("it is on disk", || {
            bench.recorder.position().is_none() || bench.folder.frames_of(Track::Far) >= from
        });
    }
    let (frames, why) = bench.told.stopped();
    assert_eq!(why, StopReason::DiskReserve);
    assert!(frames > 1_000_000, "{frames}");
    assert!(bench.folder.free_bytes().unwrap() > 1 << 20, "there is room for the notes");
}
