//! What a crash left behind is finished at the next start, and nothing is lost by trying twice.

use crate::support::consent::{consenting_call, report};
use crate::support::folder::{Folder, read, sha256};
use crate::support::scripted::{Device, System};
use crate::support::{Bench, expected_run, signal, until};
use rapport::domain::decide::RecordingStep;
use rapport::domain::recording::{RecordingState, Segment, StopReason, TakeFormat};
use rapport::domain::track::Track;
use rapport::recording::AudioFiles;
use rapport::recording::salvage::{LeftAlone, Salvage, salvage};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

const RATE: u32 = 8_000;

/// A folder with two finished takes: 3,000 and 2,000 frames.
fn two_takes() -> Bench {
    let device = Device::new(RATE, 1);
    let bench = Bench::scripted(&device);
    for (take, from, to) in [(1, 0, 3_000), (2, 3_000, 5_000)] {
        bench.start(take);
        device.deliver(&signal(from, to, 1));
        until("it is on disk", || bench.folder.frames_on_disk() == to);
        bench.recorder.send(rapport::recording::RecorderCommand::Stop { why: StopReason::ByHand });
        until("the take is over", || bench.told.segments().len() as u32 == take);
    }
    bench
}

/// Cuts a file to a length, as a crash would leave it: the header tells of `flushed` frames.
fn cut(path: &Path, length: usize, flushed: u32) {
    let mut bytes = fs::read(path).unwrap();
    bytes[4..8].copy_from_slice(&(36 + flushed * 2).to_le_bytes());
    bytes[40..44].copy_from_slice(&(flushed * 2).to_le_bytes());
    bytes.truncate(length);
    fs::write(path, bytes).unwrap();
}

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

fn set_time(path: &Path) {
    fs::File::options().write(true).open(path).unwrap().set_modified(long_ago()).unwrap();
}

fn time(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

fn told_of(segments: &[Segment]) -> Vec<(u32, String, u64, u64, bool)> {
    segments
        .iter()
        .map(|one| (one.take, one.file.clone(), one.first_frame, one.frames, one.salvaged))
        .collect()
}

#[test]
fn a_file_cut_anywhere_keeps_every_whole_sample_its_length_and_its_time() {
    let bench = two_takes();
    let path = bench.folder.file("mic-0002.wav");
    let whole = fs::read(&path).unwrap();
    let known = bench.told.segments();
    for length in (0..=60).chain([101, 999, 2_000, 4_042, 4_043, 4_044]) {
        for flushed in [0, 7, 900, 2_000] {
            fs::write(&path, &whole).unwrap();
            cut(&path, length, flushed);
            let left = fs::read(&path).unwrap();
            set_time(&path);
            let mut folder = bench.folder.clone();
            let found = salvage(&mut folder, &known[..1], 2).unwrap();
            let frames = length.saturating_sub(44) as u64 / 2;
            let wanted = [(2, "mic-0002.wav".to_owned(), 0, frames, true)];
            assert_eq!(told_of(&found.segments), wanted, "cut at {length}, flushed {flushed}");
            assert_eq!(found.segments[0].sha256, sha256(&path));
            assert_eq!(time(&path), long_ago(), "cut at {length}, flushed {flushed}");
            assert_eq!(found.last_sign, Some(long_ago().try_into().unwrap()));
            let mended = fs::read(&path).unwrap();
            assert_eq!(mended.len(), length);
            assert_eq!(mended.get(44..), left.get(44..), "not one sample is touched");
            if length >= 44 {
                assert_eq!(read(&path), expected_run(3_000, 3_000 + frames), "cut at {length}");
            }
            let again = salvage(&mut folder, &known[..1], 2).unwrap();
            assert_eq!(again, found);
            assert_eq!(fs::read(&path).unwrap(), mended);
        }
    }
}

#[test]
fn a_crash_at_any_write_of_the_salvage_loses_nothing() {
    let bench = two_takes();
    let known = bench.told.segments();
    let path = bench.folder.file("mic-0002.wav");
    let whole = fs::read(&path).unwrap();
    for zeroed in [false, true] {
        for writes in 0..4 {
            fs::write(&path, &whole).unwrap();
            cut(&path, 3_001, 10);
            if zeroed {
                let mut bytes = fs::read(&path).unwrap();
                bytes[..44].fill(0);
                fs::write(&path, bytes).unwrap();
            }
            let mut folder = bench.folder.clone();
            folder.faults.mends.store(writes, Ordering::SeqCst);
            let crashed = salvage(&mut folder, &known[..1], 2).unwrap();
            assert_eq!(crashed.left_alone.is_empty(), writes >= 2, "{writes} writes");
            folder.faults.mends.store(i64::MAX, Ordering::SeqCst);
            let found = salvage(&mut folder, &known[..1], 2).unwrap();
            assert_eq!(told_of(&found.segments), [(2, "mic-0002.wav".to_owned(), 0, 1_478, true)]);
            assert_eq!(read(&path), expected_run(3_000, 4_478));
        }
    }
}

#[test]
fn what_the_timeline_knows_is_not_touched_and_not_told_again() {
    let bench = two_takes();
    let known = bench.told.segments();
    let path = bench.folder.file("mic-0001.wav");
    cut(&path, 500, 3);
    let before = fs::read(&path).unwrap();
    let found = salvage(&mut bench.folder.clone(), &known, 2).unwrap();
    assert_eq!(found.segments, []);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn segments_that_follow_each_other_are_counted_on_from_what_the_timeline_knows() {
    let bench = two_takes();
    let known = bench.told.segments();
    for number in [3, 4] {
        fs::copy(bench.folder.file("mic-0002.wav"), bench.folder.file(&format!("mic-000{number}.wav")))
            .unwrap();
    }
    let found = salvage(&mut bench.folder.clone(), &known, 2).unwrap();
    let file = |number: u32| format!("mic-000{number}.wav");
    assert_eq!(
        told_of(&found.segments),
        [(2, file(3), 2_000, 2_000, true), (2, file(4), 4_000, 2_000, true)]
    );
    let reach: Vec<_> = found.takes.iter().map(|take| (take.take, take.frames)).collect();
    assert_eq!(reach, [(1, 3_000), (2, 6_000)]);
}

#[test]
fn a_track_is_counted_for_itself() {
    let bench = two_takes();
    let known = bench.told.segments();
    fs::copy(bench.folder.file("mic-0001.wav"), bench.folder.file("far-0001.wav")).unwrap();
    let found = salvage(&mut bench.folder.clone(), &known, 2).unwrap();
    assert_eq!(told_of(&found.segments), [(2, "far-0001.wav".to_owned(), 0, 3_000, true)]);
}

#[test]
fn files_without_session_json_belong_to_the_newest_take() {
    for session in [None, Some("{ half"), Some(r#"{"version": 9}"#)] {
        let bench = two_takes();
        let path = bench.folder.file("session.json");
        match session {
            None => fs::remove_file(&path).unwrap(),
            Some(text) => fs::write(&path, text).unwrap(),
        }
        let found = salvage(&mut bench.folder.clone(), &bench.told.segments()[..1], 2).unwrap();
        assert_eq!(told_of(&found.segments), [(2, "mic-0002.wav".to_owned(), 0, 2_000, true)]);
        assert_eq!(found.segments[0].rate, RATE);
    }
}

#[test]
fn a_file_that_no_take_explains_is_nobodys_recording() {
    let bench = two_takes();
    let path = bench.folder.file("mic-0002.wav");
    cut(&path, 3_001, 10);
    let before = fs::read(&path).unwrap();
    fs::remove_file(bench.folder.file("session.json")).unwrap();
    fs::remove_file(bench.folder.file("mic-0001.wav")).unwrap();
    let found = salvage(&mut bench.folder.clone(), &[], 0).unwrap();
    assert!(found.segments.is_empty() && found.takes.is_empty() && found.last_sign.is_none());
    let alone: Vec<_> = found.left_alone.iter().map(|left| left.file.as_str()).collect();
    assert_eq!(alone, ["mic-0002.wav"]);
    assert!(!found.may_find_more(), "no later start makes it a recording");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_no_recording_is_left_alone_and_named() {
    let bench = two_takes();
    let strangers = ["mic-0003.wav", "notes.wav", "mic-3.wav", "mic-0004.wav.part", "readme.txt"];
    for name in strangers {
        fs::write(bench.folder.file(name), [b'x'; 500]).unwrap();
    }
    let found = salvage(&mut bench.folder.clone(), &bench.told.segments(), 2).unwrap();
    assert_eq!(found.segments, []);
    let alone: Vec<_> = found.left_alone.iter().map(|LeftAlone { file, .. }| file.as_str()).collect();
    assert_eq!(alone, ["mic-0003.wav"]);
    for name in strangers {
        assert_eq!(fs::read(bench.folder.file(name)).unwrap(), [b'x'; 500]);
    }
}

#[test]
fn an_empty_folder_and_a_missing_one_hold_nothing() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(salvage(&mut Folder::new(dir.path()), &[], 0).unwrap(), Salvage::default());
    let missing = Folder::new(dir.path().join("none"));
    assert_eq!(missing.names().unwrap_err().kind(), ErrorKind::NotFound);
}

fn format() -> TakeFormat {
    TakeFormat { device_id: "scripted:one".into(), device_name: "Scripted".into(), rate: RATE, bits: 16 }
}

/// The timeline of a call whose second take was cut off after `noted` said what it could.
fn cut_off_call(bench: &Bench, noted: Option<RecordingStep>) -> rapport::domain::call::Call {
    let mut call = consenting_call();
    report(&mut call, RecordingStep::Request);
    report(&mut call, RecordingStep::Started { take: 1, format: format(), far: None });
    report(&mut call, RecordingStep::SegmentFinished(bench.told.segments()[0].clone()));
    let why = StopReason::ByHand;
    report(&mut call, RecordingStep::Stopped { take: 1, frames: 3_000, rate: RATE, why });
    report(&mut call, RecordingStep::Request);
    if let Some(step) = noted {
        report(&mut call, step);
    }
    call
}

#[test]
fn the_steps_put_the_timeline_right_whatever_it_had_noted() {
    let bench = two_takes();
    let interrupted =
        RecordingStep::Stopped { take: 2, frames: 2_000, rate: RATE, why: StopReason::Interrupted };
    for noted in [None, Some(RecordingStep::Started { take: 2, format: format(), far: None })] {
        let was_noted = noted.is_some();
        let mut call = cut_off_call(&bench, noted);
        let found = salvage(&mut bench.folder.clone(), &call.recording.segments, 2).unwrap();
        let mut wanted = vec![RecordingStep::SegmentFinished(found.segments[0].clone()), interrupted.clone()];
        if !was_noted {
            wanted.insert(0, RecordingStep::Started { take: 2, format: format(), far: None });
        }
        assert_eq!(found.steps(&call.recording), wanted);
        for step in found.steps(&call.recording) {
            report(&mut call, step);
        }
        assert_eq!(call.recording.state(), RecordingState::Idle);
        assert_eq!(call.recording.takes[1].ended.as_ref().unwrap().frames, 2_000);
        let again = salvage(&mut bench.folder.clone(), &call.recording.segments, 2).unwrap();
        assert_eq!(again.steps(&call.recording), []);
    }
}

#[test]
fn a_take_that_never_came_to_a_file_ends_all_the_same() {
    let bench = two_takes();
    fs::remove_file(bench.folder.file("mic-0002.wav")).unwrap();
    let call = cut_off_call(&bench, None);
    let found = salvage(&mut bench.folder.clone(), &call.recording.segments, 2).unwrap();
    assert!(matches!(found.steps(&call.recording).as_slice(), [RecordingStep::Failed { take: 2, .. }]));
    let call = cut_off_call(&bench, Some(RecordingStep::Started { take: 2, format: format(), far: None }));
    let steps = found.steps(&call.recording);
    let why = StopReason::Interrupted;
    assert_eq!(steps, [RecordingStep::Stopped { take: 2, frames: 0, rate: RATE, why }]);
}

/// Rate of the far end where there is one.
const FAR_RATE: u32 = 4_000;

/// A take of both tracks of which the timeline heard nothing: 3,000 frames of this side, 1,800 of the far end, which lasted
/// longer, and marks of the clock whose last line is torn.
fn both_tracks() -> Bench {
    let mic = Device::new(RATE, 1);
    let far = Device::named("scripted:out", "Speakers", FAR_RATE, 1);
    let bench = Bench::on(&System::new(&[&mic], &[&far]));
    bench.start_both(1);
    mic.deliver(&signal(0, 3_000, 1));
    far.deliver(&signal(0, 1_800, 1));
    until("both are on disk", || {
        bench.folder.frames_on_disk() == 3_000 && bench.folder.frames_of(Track::Far) == 1_800
    });
    bench.stop();
    let path = bench.folder.file("clock.jsonl");
    let marks = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{marks}{{\"take\":1,\"tra")).unwrap();
    for (file, length) in [("mic-0001.wav", 6_001), ("far-0001.wav", 3_500)] {
        cut(&bench.folder.file(file), length, 10);
        set_time(&bench.folder.file(file));
    }
    set_time(&path);
    bench
}

#[test]
fn both_tracks_of_a_crashed_take_are_finished_each_by_its_own_length_and_rate() {
    let bench = both_tracks();
    let marks = fs::read(bench.folder.file("clock.jsonl")).unwrap();
    let mut call = consenting_call();
    report(&mut call, RecordingStep::Request);
    let found = salvage(&mut bench.folder.clone(), &call.recording.segments, 1).unwrap();
    let wanted =
        [(1, "mic-0001.wav".to_owned(), 0, 2_978, true), (1, "far-0001.wav".to_owned(), 0, 1_728, true)];
    assert_eq!(told_of(&found.segments), wanted);
    let tracks: Vec<_> = found.segments.iter().map(|one| (one.track, one.rate)).collect();
    assert_eq!(tracks, [(Track::Mic, RATE), (Track::Far, FAR_RATE)]);
    assert_eq!(bench.folder.samples(), expected_run(0, 2_978));
    assert_eq!(bench.folder.samples_of(Track::Far), expected_run(0, 1_728));
    for file in ["mic-0001.wav", "far-0001.wav", "clock.jsonl"] {
        assert_eq!(time(&bench.folder.file(file)), long_ago(), "{file}");
    }
    assert_eq!(fs::read(bench.folder.file("clock.jsonl")).unwrap(), marks, "marks are left as they are");
    for step in found.steps(&call.recording) {
        report(&mut call, step);
    }
    let take = &call.recording.takes[0];
    assert_eq!(take.format.device_name, "Scripted");
    assert_eq!(take.far.as_ref().unwrap().device_name, "Speakers");
    // The far end lasted longer: 1,728 frames at half the rate.
    assert_eq!(take.ended.as_ref().unwrap().frames, 2 * 1_728);
    assert_eq!(salvage(&mut bench.folder.clone(), &call.recording.segments, 1).unwrap().segments, []);
}

#[test]
fn a_crash_at_any_write_of_the_salvage_of_both_tracks_loses_nothing_of_either() {
    for writes in 0..8 {
        let bench = both_tracks();
        let mut folder = bench.folder.clone();
        folder.faults.mends.store(writes, Ordering::SeqCst);
        let crashed = salvage(&mut folder, &[], 1).unwrap();
        folder.faults.mends.store(i64::MAX, Ordering::SeqCst);
        // What the timeline heard before the crash is not told again.
        let found = salvage(&mut folder, &crashed.segments, 1).unwrap();
        let all: Vec<_> = crashed.segments.iter().chain(&found.segments).collect();
        let frames = |track| all.iter().filter(|one| one.track == track).map(|one| one.frames).sum::<u64>();
        assert_eq!((frames(Track::Mic), frames(Track::Far)), (2_978, 1_728), "{writes} writes");
        assert_eq!(bench.folder.samples(), expected_run(0, 2_978));
        assert_eq!(bench.folder.samples_of(Track::Far), expected_run(0, 1_728));
    }
}

#[test]
fn a_far_end_that_was_planned_and_never_came_is_not_claimed() {
    let bench = both_tracks();
    fs::remove_file(bench.folder.file("far-0001.wav")).unwrap();
    let found = salvage(&mut bench.folder.clone(), &[], 1).unwrap();
    assert_eq!((found.takes[0].far.clone(), found.takes[0].frames), (None, 2_978));
}

#[test]
fn a_far_end_whose_microphone_left_nothing_is_saved_all_the_same() {
    let bench = both_tracks();
    fs::remove_file(bench.folder.file("mic-0001.wav")).unwrap();
    let mut call = consenting_call();
    report(&mut call, RecordingStep::Request);
    let found = salvage(&mut bench.folder.clone(), &[], 1).unwrap();
    for step in found.steps(&call.recording) {
        report(&mut call, step);
    }
    assert_eq!(call.recording.segments.len(), 1);
    assert_eq!(call.recording.takes[0].ended.as_ref().unwrap().frames, 2 * 1_728);
}

#[test]
fn sound_that_the_clock_tells_of_and_no_file_holds_is_missing_on_the_timeline() {
    for gone in [&["mic-0001.wav"][..], &["mic-0001.wav", "far-0001.wav"], &[]] {
        let bench = both_tracks();
        let mut marks = r#"{"take":1,"track":"mic","frame":8000}"#.to_owned();
        for file in gone {
            fs::remove_file(bench.folder.file(file)).unwrap();
            marks.push_str(&["\n{\"take\":1,\"track\":\"", &file[..3], "\",\"frame\":88000}"].concat());
        }
        fs::write(bench.folder.file("clock.jsonl"), marks).unwrap();
        let mut call = consenting_call();
        report(&mut call, RecordingStep::Request);
        let found = salvage(&mut bench.folder.clone(), &[], 1).unwrap();
        let missing: Vec<_> = found.missing.iter().map(|one| one.file.as_str()).collect();
        assert_eq!(missing, gone);
        for step in found.steps(&call.recording) {
            report(&mut call, step);
        }
        match &call.recording.takes[0].ended.as_ref().unwrap().why {
            StopReason::Failed { what } => assert!(gone.iter().all(|file| what.contains(file)), "{what}"),
            other => assert_eq!((other, gone.len()), (&StopReason::Interrupted, 0)),
        }
    }
}
