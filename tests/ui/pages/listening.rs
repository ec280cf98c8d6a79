//! Listening back in pictures: a finished call with two tracks, gaps and markers.

use super::pictures::{SMALL, TALL, everyone_said_yes, look};
use super::scene::Scene;
use eframe::egui::{Key, Role, Vec2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::NodeT as _;
use rapport::app::action::{ClosingAction, RecorderAction, SoundOrder};
use rapport::app::event::JobEvent;
use rapport::app::playback::{PlayState, PlayStatus, PlaybackAction, PlaybackEvent};
use rapport::app::{Action, AudioFormat, Event};
use rapport::domain::decide::{CustodyStep, NoteStep, Step};
use rapport::domain::notes::NoteKind;
use rapport::domain::recording::{GapReason, Segment, StopReason, TakeFormat};
use rapport::domain::sound_export::Gaps;
use rapport::domain::stage::Stage;
use rapport::domain::track::Track;
use rapport::listening::{Reel, Waveform};
use rapport::recording::RecorderEvent;
use rapport::ui::Focus;
use rapport::ui::theme::ThemeChoice;
use std::f64::consts::TAU;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// Few frames a second make the same picture.
const RATE: u32 = 2_000;

/// Length of the take.
const SECONDS: u64 = 300;

/// A side that speaks in turns: sentences with breaths in them, and silence while the other speaks.
fn voice(path: &Path, speaks: impl Fn(u64) -> bool) {
    let sample_format = hound::SampleFormat::Int;
    let spec = hound::WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format };
    let mut wav = hound::WavWriter::create(path, spec).unwrap();
    for frame in 0..SECONDS * u64::from(RATE) {
        let time = frame as f64 / f64::from(RATE);
        let loud = if speaks(time as u64) { 0.15 + 0.5 * (TAU * time / 3.7).sin().abs() } else { 0.004 };
        let sample = loud * (TAU * 170.0 * time).sin() * (TAU * time * 2.1).cos();
        wav.write_sample((sample * 32_767.0) as i16).unwrap();
    }
    wav.finalize().unwrap();
}

/// A finished call of five minutes: a pause, a stretch without the far end, a marker, notes, and one is in the middle.
pub fn finished() -> Scene {
    let mut scene = everyone_said_yes();
    scene.act(Action::Recorder(RecorderAction::Start));
    let format = TakeFormat {
        device_id: "usb".to_owned(),
        device_name: "USB headset".to_owned(),
        rate: RATE,
        bits: 16,
    };
    let far = Some(TakeFormat { device_id: "usb.monitor".to_owned(), ..format.clone() });
    scene.heard(RecorderEvent::Started { take: 1, format, far });
    scene.go(Stage::Interview);
    let rate = u64::from(RATE);
    scene.stand_at(1, 41 * rate, RATE);
    scene.write(NoteKind::Plain, "Manager Rob Ellis was called over and wrote something down");
    scene.stand_at(1, 118 * rate, RATE);
    scene.step(Step::Note(NoteStep::Mark));
    let paused = GapReason::Paused { reason: "card or account number".to_owned() };
    let gap = |track, second: u64, lasted_ms, reason| RecorderEvent::Gap {
        take: 1,
        track,
        frame: second * rate,
        lasted_ms,
        reason,
    };
    scene.heard(gap(None, 150, 42_000, paused));
    scene.stand_at(1, 176 * rate, RATE);
    scene.write(NoteKind::Concern, "Afraid of losing her job over this");
    scene.heard(gap(Some(Track::Far), 210, 22_000, GapReason::NoSound));
    scene.pass(6);
    scene.go(Stage::Close);
    scene.act(Action::Closing(ClosingAction::Finish));
    for track in Track::ALL {
        scene.heard(RecorderEvent::SegmentFinished(Segment {
            take: 1,
            track,
            file: track.segment_file(1),
            first_frame: 0,
            frames: SECONDS * rate,
            rate: RATE,
            sha256: "0".repeat(64),
            salvaged: false,
        }));
    }
    let (take, frames) = (1, SECONDS * rate);
    scene.heard(RecorderEvent::Stopped { take, frames, rate: RATE, why: StopReason::ByHand });
    open_recording(&mut scene);
    scene
}

fn open_recording(scene: &mut Scene) {
    let folder = tempfile::tempdir().unwrap();
    voice(&folder.path().join(Track::Mic.segment_file(1)), |second| second % 40 < 9);
    voice(&folder.path().join(Track::Far.segment_file(1)), |second| {
        second % 40 >= 10 && !(210..232).contains(&second)
    });
    let call = &scene.state.call.as_ref().unwrap().call;
    let (id, reel) = (call.id().clone(), Arc::new(Reel::of_call(call, &[])));
    let mut waveform = Waveform::load(Arc::clone(&reel), folder.path());
    waveform.make_missing(folder.path(), |_| ControlFlow::Continue(()));
    let waveform = Arc::new(waveform);
    scene.tell(Event::Playback(PlaybackEvent::Opened { call: id, reel, waveform, peaks_left: 0 }));
    let status = PlayStatus { at_ms: 124_000, state: PlayState::Playing };
    scene.tell(Event::Playback(PlaybackEvent::At(status)));
}

/// The same while its sound is being exported.
fn exporting() -> Scene {
    let mut scene = finished();
    let order = SoundOrder { format: AudioFormat::Flac, gaps: Gaps::Cut, folder: "/documents".into() };
    scene.act(Action::Closing(ClosingAction::ExportSound(order)));
    let call = scene.state.call.as_ref().unwrap().call.id().clone();
    scene.tell(Event::Job(JobEvent::SoundProgress { call, done: 0.37 }));
    scene
}

/// The same, restricted: nothing of it is heard or exported.
fn restricted() -> Scene {
    let mut scene = finished();
    let (takes, reason) = (vec![1], "The client asked on the telephone, after the call".to_owned());
    scene.step(Step::Custody(CustodyStep::Restrict { takes, reason }));
    open_recording(&mut scene);
    scene
}

#[test]
fn listening_back_looks_as_it_did() {
    let mut results = SnapshotResults::new();
    for (name, theme, percent, size) in [
        ("listen-light", ThemeChoice::Light, 100, SMALL),
        ("listen-light-tall", ThemeChoice::Light, 100, TALL),
        ("listen-dark-tall", ThemeChoice::Dark, 100, TALL),
        ("listen-light-200", ThemeChoice::Light, 200, SMALL),
        ("listen-dark-200-tall", ThemeChoice::Dark, 200, Vec2::new(900.0, 2600.0)),
    ] {
        let mut harness = finished().window(size, look(theme, percent));
        harness.run();
        results.add(harness.try_snapshot(format!("pages/{name}")));
    }
    for (name, scene) in
        [("exporting-light-tall", exporting as fn() -> Scene), ("restricted-light-tall", restricted)]
    {
        let mut harness = scene().window(TALL, look(ThemeChoice::Light, 100));
        harness.run();
        results.add(harness.try_snapshot(format!("pages/{name}")));
    }
}

#[test]
fn every_control_of_listening_back_is_within_the_window_and_its_picture_says_what_is_in_it() {
    for (size, percent) in [(SMALL, 100), (SMALL, 200), (Vec2::new(720.0, 480.0), 200)] {
        let mut harness = finished().window(size, look(ThemeChoice::Light, percent));
        harness.run();
        for node in harness.root().children_recursive() {
            let Some(bounds) = node.accesskit_node().raw_bounds() else { continue };
            let inside = bounds.x0 >= -0.5 && bounds.x1 <= f64::from(size.x) + 0.5;
            assert!(inside, "at {percent} % in {size}: {bounds:?} {node:?}");
        }
    }
    let mut harness = finished().window(TALL, look(ThemeChoice::Light, 100));
    harness.run();
    let nodes: Vec<_> = harness.root().children_recursive().collect();
    let picture = nodes.iter().find(|node| node.accesskit_node().role() == Role::Slider).unwrap();
    let told = picture.accesskit_node().description().unwrap_or_default();
    for part in ["This side", "Far end", "2 gaps", "1 marker"] {
        assert!(told.contains(part), "{part} is not in {told:?}");
    }
}

#[test]
fn at_twice_the_size_of_text_the_meters_say_what_is_heard_and_from_where() {
    let mut scene = everyone_said_yes();
    scene.record_both(30);
    let mut harness = scene.window(SMALL, look(ThemeChoice::Light, 200));
    harness.run();
    let nodes: Vec<_> = harness.root().children_recursive().collect();
    let meters = nodes.iter().filter(|node| node.accesskit_node().role() == Role::Meter);
    let told: Vec<_> = meters
        .map(|node| {
            let node = node.accesskit_node();
            (node.label().unwrap_or_default(), node.description().unwrap_or_default())
        })
        .collect();
    let expected = [
        ("Microphone level", "This side · USB headset: quiet"),
        ("Far end level", "Far end · USB headset: heard"),
    ];
    assert_eq!(told, expected.map(|(name, told)| (name.to_owned(), told.to_owned())));
}

#[test]
fn space_plays_and_pauses_where_the_keyboard_is_after_the_call_is_finished() {
    let mut scene = finished();
    scene.focus = Some(Focus::Page);
    let mut harness = scene.window(TALL, look(ThemeChoice::Light, 100));
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    let is_play = |done: &&Action| matches!(done, Action::Playback(PlaybackAction::PlayOrPause));
    assert_eq!(harness.state().done.iter().filter(is_play).count(), 1);
    assert!(harness.root().children_recursive().any(|node| node.is_focused()), "the keyboard is on the page");
}
