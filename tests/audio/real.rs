//! Real sound through the real sound system: virtual devices of a private session, see `scripts/sound-session`.

use crate::support::consent::withdraw;
use crate::support::session::{self, Microphone, RATE, chirps, find, write_wav};
use crate::support::{Bench, until};
use rapport::domain::recording::{GapReason, StopReason};
use rapport::domain::track::Track;
use rapport::recording::cpal_backend::CpalBackend;
use rapport::recording::{CaptureError, FarEnd, RecorderCommand, RecorderEvent, StartError};
use std::process::Command;
use std::time::{Duration, Instant};

/// A recorder on the real sound system that records this microphone.
fn recording(device: Option<&str>) -> Bench {
    let bench = Bench::new(Box::new(CpalBackend::new()));
    bench.ask_for_take(1, device);
    bench.told.wait_for("Started or Failed", |event| match event {
        RecorderEvent::Started { .. } => Some(()),
        RecorderEvent::Failed { error, .. } => panic!("{error}"),
        _ => None,
    });
    bench
}

fn heard(bench: &Bench) -> Vec<f64> {
    scaled(bench.folder.samples())
}

fn scaled(samples: Vec<i16>) -> Vec<f64> {
    samples.into_iter().map(|sample| f64::from(sample) / 32_767.0).collect()
}

fn frame(bench: &Bench) -> u64 {
    bench.recorder.position().map_or(0, |place| place.frame)
}

/// What is wrong with a recording that should hold every chirp, whole, and each where it belongs.
fn fault(played: &[f64], heard: &[f64]) -> Option<String> {
    let (start, alike) = find(played, heard);
    println!("played {} frames, found at {start} of {}, likeness {alike:.5}", played.len(), heard.len());
    if alike <= 0.99 {
        return Some(format!("the recording is not what was played: likeness {alike}"));
    }
    let one = RATE as usize * 3 / 5;
    played.chunks(one).enumerate().find_map(|(number, chirp)| {
        let from = start + number * one;
        let (place, alike) =
            find(chirp, &heard[from.saturating_sub(480)..(from + one + 480).min(heard.len())]);
        let shift = place.abs_diff(from.min(480));
        (alike <= 0.99 || shift > 1)
            .then(|| format!("chirp {number} is {shift} frames off, likeness {alike}"))
    })
}

#[test]
fn what_is_played_into_the_microphone_is_what_the_file_holds() {
    let Some(_turn) = session::turn("a chosen microphone") else { return };
    let microphone = Microphone::plug_in("rapport_chosen");
    let bench = recording(Some(&microphone.id()));
    let format = bench.told.wait_for("Started", |event| match event {
        RecorderEvent::Started { format, .. } => Some(format.clone()),
        _ => None,
    });
    assert_eq!((format.device_id, format.rate, format.bits), (microphone.id(), RATE, 16));
    let played = chirps(5);
    microphone.hear(&write_wav(bench.dir.path().join("played"), &played));
    let (frames, why) = bench.stop();
    assert_eq!(why, StopReason::ByHand);
    let heard = heard(&bench);
    assert_eq!(heard.len() as u64, frames);
    assert_eq!(fault(&played, &heard), None);
    let loudest = heard.iter().fold(0.0_f64, |loudest, sample| loudest.max(sample.abs()));
    assert!((0.45..0.55).contains(&loudest), "as loud as it was played: {loudest}");
    assert_eq!(bench.told.gaps(), []);
}

#[test]
fn without_a_choice_the_systems_own_is_recorded_and_named() {
    let Some(_turn) = session::turn("the system's choice") else { return };
    let bench = recording(None);
    let id = bench.told.wait_for("Started", |event| match event {
        RecorderEvent::Started { format, .. } => Some(format.device_id.clone()),
        _ => None,
    });
    assert_eq!(id, "pulseaudio:microphone");
    until("sound comes", || frame(&bench) > 0);
    bench.stop();
}

#[test]
fn the_list_names_the_microphones_and_says_which_is_the_systems_own() {
    let Some(_turn) = session::turn("the list of microphones") else { return };
    let bench = Bench::new(Box::new(CpalBackend::new()));
    bench.recorder.send(RecorderCommand::ListDevices);
    let listed = bench.told.wait_for("Microphones", |event| match event {
        RecorderEvent::Devices(listed) => Some(listed.clone().unwrap().microphones),
        _ => None,
    });
    assert!(listed.iter().all(|one| one.id.starts_with("pulseaudio:") && !one.name.is_empty()), "{listed:?}");
    let own: Vec<_> = listed.iter().filter(|one| one.is_default).map(|one| one.id.as_str()).collect();
    assert_eq!(own, ["pulseaudio:microphone"]);
}

#[test]
fn a_chosen_microphone_that_is_not_there_is_not_replaced() {
    let Some(_turn) = session::turn("a microphone that is not there") else { return };
    let bench = Bench::new(Box::new(CpalBackend::new()));
    for id in ["pulseaudio:nowhere.monitor", "pulseaudio:mic", "no such id"] {
        let seen = bench.told.all().len();
        bench.ask_for_take(1, Some(id));
        until("an answer", || {
            bench.told.all()[seen..].iter().any(|event| matches!(event, RecorderEvent::Failed { .. }))
        });
        let answer = bench.told.all().pop().unwrap();
        let error = StartError::Capture(CaptureError::DeviceGone);
        assert_eq!(answer, RecorderEvent::Failed { take: 1, error }, "{id}");
    }
}

#[test]
fn the_level_is_heard_before_a_take_and_nothing_is_kept() {
    let Some(_turn) = session::turn("the level") else { return };
    let microphone = Microphone::plug_in("rapport_level");
    let bench = Bench::new(Box::new(CpalBackend::new()));
    bench.recorder.send(RecorderCommand::Listen { device: Some(microphone.id()) });
    bench.told.wait_for("Listening", |event| matches!(event, RecorderEvent::Listening { .. }).then_some(()));
    microphone.hear(&write_wav(bench.dir.path().join("played"), &chirps(1)));
    bench.told.wait_for("a level", |event| {
        matches!(event, RecorderEvent::Level { peak, .. } if *peak > 0.4).then_some(())
    });
    bench.recorder.send(RecorderCommand::StopListening);
    assert_eq!(bench.folder.wavs(), Vec::<String>::new());
}

#[test]
fn pauses_are_cut_out_of_real_sound_and_a_withdrawal_ends_it() {
    let Some(_turn) = session::turn("pause and withdrawal") else { return };
    let microphone = Microphone::plug_in("rapport_pause");
    let mut bench = recording(Some(&microphone.id()));
    until("sound comes", || frame(&bench) > u64::from(RATE) / 4);
    bench.recorder.send(RecorderCommand::Pause { reason: String::new() });
    bench.told.wait_for("Paused", |event| matches!(event, RecorderEvent::Paused { .. }).then_some(()));
    microphone.hear(&write_wav(bench.dir.path().join("played"), &chirps(1)));
    bench.recorder.send(RecorderCommand::Resume);
    bench.told.wait_for("Resumed", |event| matches!(event, RecorderEvent::Resumed { .. }).then_some(()));
    let resumed = frame(&bench);
    until("sound comes again", || frame(&bench) > resumed);
    withdraw(&mut bench.call);
    let (frames, why) = bench.told.stopped();
    assert_eq!(why, StopReason::ConsentEnded);
    let heard = heard(&bench);
    assert_eq!(heard.len() as u64, frames);
    assert!(heard.iter().all(|&sample| sample == 0.0), "what was played in the pause is nowhere");
    let gaps = bench.told.gaps();
    assert!(gaps.len() == 1 && gaps[0].0 <= resumed && gaps[0].1 >= 600, "{gaps:?}");
}

#[test]
fn a_microphone_that_is_unplugged_is_gone_on_without_and_named_and_the_far_end_is_whole() {
    let Some(_turn) = session::turn("an unplugged microphone") else { return };
    let microphone = Microphone::plug_in("rapport_unplugged");
    let output = Microphone::plug_in("rapport_plugged");
    let bench = Bench::new(Box::new(CpalBackend::new()));
    bench.ask_for_both(1, Some(&microphone.id()), FarEnd::Device(output.id()));
    until("sound comes", || frame(&bench) > 0);
    let played = chirps(4);
    let file = write_wav(bench.dir.path().join("played"), &played);
    std::thread::scope(|scope| {
        scope.spawn(|| output.hear(&file));
        std::thread::sleep(Duration::from_secs(1));
        microphone.unplug();
        let unplugged = Instant::now();
        let change = bench.told.wait_for("DeviceChanged", |event| match event {
            RecorderEvent::DeviceChanged { track: Track::Mic, to, .. } => Some(to.clone()),
            _ => None,
        });
        println!("unplugged: told after {:?}, goes on from {change:?}", unplugged.elapsed());
        assert_ne!(change.map(|to| to.device_id), Some(microphone.id()), "it is not there");
    });
    std::thread::sleep(Duration::from_millis(500));
    let (frames, why) = bench.stop();
    assert_eq!(why, StopReason::ByHand);
    let longest = Track::ALL.map(|track| bench.folder.frames_of(track)).into_iter().max();
    assert_eq!(longest, Some(frames), "a take is as long as the side that went on");
    let far: Vec<_> = scaled(bench.folder.samples_of(Track::Far));
    assert_eq!(fault(&played, &far), None);
    assert_eq!(bench.told.gaps_of(Track::Far), []);
    let [mic, far] = Track::ALL.map(|track| bench.folder.frames_of(track));
    let behind = mic.abs_diff(far);
    println!("the tracks end {behind} frames apart; gaps {:?}", bench.told.gaps_of(Track::Mic));
    assert!(behind < u64::from(RATE) / 4, "one track is {behind} frames behind the other");
}

#[test]
fn both_sides_hear_what_is_theirs_and_stand_at_the_same_place_by_the_marks_of_the_clock() {
    let Some(_turn) = session::turn("both tracks") else { return };
    let (microphone, output) = (Microphone::plug_in("rapport_this"), Microphone::plug_in("rapport_far_end"));
    let bench = Bench::new(Box::new(CpalBackend::new()));
    bench.ask_for_both(1, Some(&microphone.id()), FarEnd::Device(output.id()));
    until("sound comes", || frame(&bench) > u64::from(RATE));
    let played = chirps(4);
    let file = write_wav(bench.dir.path().join("played"), &played);
    std::thread::scope(|scope| {
        scope.spawn(|| output.hear(&file));
        microphone.hear(&file);
    });
    assert_eq!(bench.stop().1, StopReason::ByHand);
    for track in Track::ALL {
        assert_eq!(fault(&played, &scaled(bench.folder.samples_of(track))), None, "{track}");
        let marks = bench.folder.marks(1, track);
        let lags: Vec<_> = marks.iter().map(|(frame, ms)| ms - *frame as f64 / 48.0).collect();
        println!("{track}: ms by which the clock is ahead of the frames, each second: {lags:.2?}");
        let spread =
            lags.iter().fold(f64::MIN, |a, &b| a.max(b)) - lags.iter().fold(f64::MAX, |a, &b| a.min(b));
        assert!(marks.len() >= 3 && spread < 100.0, "{track}: {marks:?}");
    }
}

#[test]
fn a_sound_server_that_dies_leaves_a_gap_and_one_that_comes_back_is_gone_on_from() {
    const HERE: &str = "real::a_sound_server_that_dies_leaves_a_gap_and_one_that_comes_back_is_gone_on_from";
    let Some(_turn) = session::turn("a sound server that dies") else { return };
    if std::env::var_os("RAPPORT_MAY_END_SERVER").is_none() {
        // In a session of its own: the other tests need theirs.
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/sound-session");
        let own = std::env::current_exe().unwrap();
        let done = Command::new(script)
            .arg(own)
            .args(["--exact", HERE, "--nocapture"])
            .env("RAPPORT_MAY_END_SERVER", "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        println!("{said}");
        assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
        return;
    }
    let bench = recording(Some("pulseaudio:mic.monitor"));
    until("sound comes", || frame(&bench) > u64::from(RATE) / 2);
    session::run("kill", &["-9", &std::env::var("SOUND_SESSION_PULSE").unwrap()]);
    let killed = Instant::now();
    bench.told.wait_for("DeviceChanged", |event| {
        matches!(event, RecorderEvent::DeviceChanged { to: None, .. }).then_some(())
    });
    println!("server killed: told after {:?}", killed.elapsed());
    let lost_at = frame(&bench);
    until("silence is written", || frame(&bench) > lost_at + u64::from(RATE));
    let mut server = Command::new("pipewire-pulse").spawn().unwrap();
    until("the server is back", || Command::new("pactl").arg("info").output().unwrap().status.success());
    // The virtual devices died with the server; the one that was recorded comes back under its name.
    let microphone = Microphone::plug_in("mic");
    assert_eq!(microphone.id(), "pulseaudio:mic.monitor");
    let back = bench.told.wait_for("DeviceChanged", |event| match event {
        RecorderEvent::DeviceChanged { to: Some(to), .. } => Some(to.device_id.clone()),
        _ => None,
    });
    println!("back after {:?}", killed.elapsed());
    until("sound comes", || frame(&bench) > lost_at + u64::from(RATE));
    std::thread::sleep(Duration::from_millis(500));
    let (frames, why) = bench.stop();
    let taken = killed.elapsed();
    let samples = bench.folder.samples().len() as u64;
    let gaps = bench.told.gaps();
    drop((bench, microphone));
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!((back.as_str(), why), ("pulseaudio:mic.monitor", StopReason::ByHand));
    assert_eq!(samples, frames);
    println!("{gaps:?}, {frames} frames, {taken:?} after the kill");
    assert!(matches!(&gaps[..], [(_, lasted, GapReason::DeviceGone { .. })] if *lasted > 900), "{gaps:?}");
}

#[test]
fn the_measure_of_likeness_tells_a_loss_of_one_buffer() {
    let played = chirps(3);
    let mut heard = vec![0.0; 1_000];
    heard.extend(&played);
    heard.extend(vec![0.0; 1_000]);
    assert_eq!(fault(&played, &heard), None);
    let mut holed = heard;
    holed.drain(40_000..41_024);
    assert!(fault(&played, &holed).is_some());
}
