//! The far end, and what happens to devices while they are open, on the virtual devices of `scripts/sound-session`.

use crate::support::consent::{consenting_call, permit};
use crate::support::session::{self, Microphone, RATE, chirps, find, write_wav};
use crate::support::until;
use rapport::domain::call::Call;
use rapport::domain::track::Track;
use rapport::recording::cpal_backend::CpalBackend;
use rapport::recording::gate::Gate;
use rapport::recording::steady::SystemClock;
use rapport::recording::{
    CaptureBackend, CaptureError, Flow, Intake, OpenStream, Source, StreamFault, Tap, TapFormat, Wanted,
};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Within which a lost device must be told.
const TOLD_WITHIN: Duration = Duration::from_secs(1);

/// Buffers that come in a second and a half: several looks of whoever watches the device.
const SEVERAL_LOOKS: u64 = 70;

fn wanted(track: Track, device: Option<&str>, rate: Option<u32>) -> Wanted {
    Wanted { track, device: device.map(str::to_owned), rate }
}

/// An open device of one side, of a call in which everyone agreed.
struct Open {
    source: Source,
    intake: Intake,
    _gate: Gate,
    _call: Call,
    _stream: Box<dyn OpenStream>,
}

impl Open {
    fn new(backend: &CpalBackend, wanted: &Wanted) -> Self {
        let call = consenting_call();
        let prepared = backend.prepare(wanted).unwrap();
        let source = prepared.source().clone();
        let format = TapFormat { rate: source.rate, channels: source.channels };
        let gate = Tap::for_take(permit(&call), Arc::new(SystemClock::new()));
        let (tap, intake) = gate.tap(format, &Arc::default());
        let stream = prepared.start(tap).unwrap();
        gate.open();
        intake.flow().open();
        Self { source, intake, _gate: gate, _call: call, _stream: stream }
    }

    fn flow(&self) -> &Flow {
        self.intake.flow()
    }

    fn heard(&mut self) -> Vec<f64> {
        let mut all = vec![0; self.flow().captured() as usize];
        let filled = self.intake.take_out(&mut all);
        all[..filled].iter().map(|&sample| f64::from(sample) / 32_767.0).collect()
    }

    /// Waits until it has been looked at several times, with sound coming.
    fn goes_on(&self) {
        let from = self.flow().buffers();
        until("buffers come", || self.flow().buffers() > from + SEVERAL_LOOKS);
        assert_eq!(self.flow().fault(), None);
    }

    /// Waits until it is told as lost; how long that took.
    fn is_lost(&self, what: &str) {
        let from = Instant::now();
        until("the device is told as lost", || self.flow().fault().is_some());
        let took = from.elapsed();
        println!("{what}: told after {took:?}");
        assert_eq!(self.flow().fault(), Some(StreamFault::Lost));
        assert!(took < TOLD_WITHIN, "{what}: told after {took:?}");
    }
}

/// The streams of this process on the server: their number, and the number of the source each is attached to.
fn own_streams() -> Vec<(String, String)> {
    let owner = format!("application.process.id = \"{}\"", std::process::id());
    let listed = session::run("pactl", &["list", "source-outputs"]);
    let own = listed.split("Source Output #").filter(|stream| stream.contains(&owner));
    own.map(|stream| {
        let number = stream.lines().next().unwrap();
        let source = stream.lines().find_map(|line| line.trim().strip_prefix("Source: ")).unwrap();
        (number.to_owned(), source.to_owned())
    })
    .collect()
}

fn source_number(name: &str) -> String {
    let listed = session::run("pactl", &["list", "short", "sources"]);
    let mut rows = listed.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    rows.find(|row| row[1] == name).unwrap()[0].to_owned()
}

/// Whether the system's mixer may put the stream on `from` onto another device.
fn may_move(from: &str, to: &str) -> bool {
    let number = source_number(from);
    let (stream, _) = own_streams().into_iter().find(|(_, source)| *source == number).unwrap();
    let order = Command::new("pactl").args(["move-source-output", &stream, to]).output().unwrap();
    order.status.success()
}

/// Does as somebody does who draws a wire in a patch bay: what hears `from` hears `to` as well.
fn patch(from: &str, to: &str) {
    let drawn = session::run("pw-link", &["--links", "--id"]);
    let port = format!("{from}:monitor_FL");
    let mut after = drawn.lines().skip_while(|line| line.contains("|<-") || !line.ends_with(&port));
    let wire: Vec<_> = after.nth(1).unwrap().split_whitespace().collect();
    session::run("pw-link", &[&format!("{to}:monitor_FL"), wire[2]]);
}

#[test]
fn outputs_are_listed_as_far_ends_under_their_own_names_and_none_is_a_microphone() {
    let Some(_turn) = session::turn("the list of far ends") else { return };
    let listed = CpalBackend::new().devices().unwrap();
    assert_eq!(listed.no_far_end, None);
    let call = listed.far_ends.iter().find(|one| one.id == "pulseaudio:call.monitor").unwrap();
    assert_eq!((call.name.as_str(), call.is_default), ("Virtual-call", true));
    assert_eq!(listed.far_ends.iter().filter(|one| one.is_default).count(), 1);
    assert!(listed.microphones.iter().all(|one| !one.id.ends_with(".monitor")), "{listed:#?}");
    assert!(listed.far_ends.iter().all(|one| one.id.ends_with(".monitor")), "{listed:#?}");
}

#[test]
fn what_the_computer_plays_is_what_the_far_end_holds() {
    let Some(_turn) = session::turn("the far end") else { return };
    let output = Microphone::plug_in("rapport_far");
    let dir = tempfile::tempdir().unwrap();
    let mut far = Open::new(&CpalBackend::new(), &wanted(Track::Far, Some(&output.id()), None));
    assert_eq!((far.source.id.clone(), far.source.rate), (output.id(), RATE));
    let played = chirps(3);
    output.hear(&write_wav(dir.path().join("played"), &played));
    let (_, alike) = find(&played, &far.heard());
    assert!(alike > 0.99, "likeness {alike}");
    assert_eq!(far.flow().lost(), 0);
}

#[test]
fn a_wanted_rate_is_met_exactly() {
    let Some(_turn) = session::turn("a wanted rate") else { return };
    let output = Microphone::plug_in("rapport_rate");
    let dir = tempfile::tempdir().unwrap();
    let backend = CpalBackend::new();
    for track in [Track::Mic, Track::Far] {
        let mut open = Open::new(&backend, &wanted(track, Some(&output.id()), Some(RATE / 2)));
        assert_eq!(open.source.rate, RATE / 2);
        let played = chirps(2);
        output.hear(&write_wav(dir.path().join("played"), &played));
        // The chirps stay far below the half rate's limit, so every other sample is the same sound.
        let half: Vec<f64> = played.into_iter().step_by(2).collect();
        let (_, alike) = find(&half, &open.heard());
        assert!(alike > 0.99, "{track:?}: likeness {alike}");
    }
    let refused = backend.prepare(&wanted(Track::Mic, None, Some(1_000_000_000)));
    assert_eq!(refused.err(), Some(CaptureError::OtherRate));
}

#[test]
fn the_far_end_without_a_choice_is_the_output_the_system_plays_on() {
    let Some(_turn) = session::turn("the system's output") else { return };
    let backend = CpalBackend::new();
    let source = backend.prepare(&wanted(Track::Far, None, None)).unwrap().source().clone();
    assert_eq!((source.id.as_str(), source.name.as_str()), ("pulseaudio:call.monitor", "Virtual-call"));
    for id in ["pulseaudio:microphone", "pulseaudio:call", "pulseaudio:nowhere.monitor", "no such id"] {
        let refused = backend.prepare(&wanted(Track::Far, Some(id), None));
        assert_eq!(refused.err(), Some(CaptureError::DeviceGone), "{id}");
    }
}

/// Gives the session its own microphone back.
struct AsItWas;

impl Drop for AsItWas {
    fn drop(&mut self) {
        let sources = session::run("pactl", &["list", "short", "sources"]);
        if !sources.lines().any(|line| line.split('\t').nth(1) == Some("microphone")) {
            let name = "source_properties=device.description=Virtual-microphone";
            let remap =
                ["load-module", "module-remap-source", "source_name=microphone", "master=mic.monitor", name];
            session::run("pactl", &remap);
        }
        session::run("pactl", &["set-default-source", "microphone"]);
        until("the session's microphone is the default", || {
            session::run("pactl", &["get-default-source"]) == "microphone"
        });
    }
}

fn set_default_source(name: &str) {
    session::run("pactl", &["set-default-source", name]);
    until("another default source", || session::run("pactl", &["get-default-source"]) == name);
}

#[test]
fn what_hears_an_output_is_never_the_systems_choice_of_a_microphone() {
    let Some(_turn) = session::turn("a monitor as the default source") else { return };
    let _after = AsItWas;
    let backend = CpalBackend::new();
    set_default_source("call.monitor");
    let own = backend.devices().unwrap().microphones.into_iter().find(|one| one.is_default).unwrap();
    assert_eq!(own.id, "pulseaudio:microphone");
    let source = backend.prepare(&wanted(Track::Mic, None, None)).unwrap().source().clone();
    assert_eq!(source.id, "pulseaudio:microphone");

    let modules = session::run("pactl", &["list", "short", "modules"]);
    let remap = modules.lines().find(|line| line.contains("source_name=microphone")).unwrap();
    session::run("pactl", &["unload-module", remap.split('\t').next().unwrap()]);
    until("there is no microphone", || backend.devices().unwrap().microphones.is_empty());
    let refused = backend.prepare(&wanted(Track::Mic, None, None));
    assert_eq!(refused.err(), Some(CaptureError::NoMicrophone));
}

#[test]
fn the_systems_mixer_cannot_take_an_open_stream_to_another_device() {
    let Some(_turn) = session::turn("a stream somebody wants to move") else { return };
    let one = Microphone::plug_in("rapport_held");
    let backend = CpalBackend::new();
    let held = Open::new(&backend, &wanted(Track::Far, Some(&one.id()), None));
    let before = own_streams();
    assert!(!may_move("rapport_held.monitor", "call.monitor"));
    held.goes_on();
    assert_eq!(own_streams(), before);
}

#[test]
fn a_stream_that_is_made_to_hear_another_device_is_told_and_the_other_side_goes_on() {
    let Some(_turn) = session::turn("a patched stream") else { return };
    let (one, _other) = (Microphone::plug_in("rapport_one"), Microphone::plug_in("rapport_other"));
    let backend = CpalBackend::new();
    for track in [Track::Mic, Track::Far] {
        let moved = Open::new(&backend, &wanted(track, Some(&one.id()), None));
        let stays = Open::new(&backend, &wanted(Track::Far, Some("pulseaudio:call.monitor"), None));
        moved.goes_on();
        patch("rapport_one", "rapport_other");
        moved.is_lost(&format!("{track:?}, another device patched in"));
        stays.goes_on();
    }
}

#[test]
fn an_output_that_is_unplugged_is_told() {
    let Some(_turn) = session::turn("an unplugged output") else { return };
    let output = Microphone::plug_in("rapport_gone");
    let backend = CpalBackend::new();
    let gone = Open::new(&backend, &wanted(Track::Far, Some(&output.id()), None));
    let stays = Open::new(&backend, &wanted(Track::Mic, None, None));
    gone.goes_on();
    output.unplug();
    gone.is_lost("output unplugged");
    stays.goes_on();
    let back = Microphone::plug_in("rapport_gone");
    let again = Open::new(&backend, &wanted(Track::Far, Some(&back.id()), Some(gone.source.rate)));
    again.goes_on();
}

#[test]
fn other_defaults_change_nothing_for_an_open_device() {
    let Some(_turn) = session::turn("changed defaults") else { return };
    let _after = AsItWas;
    let (one, _other) = (Microphone::plug_in("rapport_stays"), Microphone::plug_in("rapport_default"));
    let backend = CpalBackend::new();
    let chosen = Open::new(&backend, &wanted(Track::Mic, Some(&one.id()), None));
    let systems_own = Open::new(&backend, &wanted(Track::Mic, None, None));
    let far = Open::new(&backend, &wanted(Track::Far, None, None));
    assert_eq!(systems_own.source.id, "pulseaudio:microphone");
    let before = own_streams();
    assert_eq!(before.len(), 3);
    set_default_source("rapport_default.monitor");
    session::run("pactl", &["set-default-sink", "rapport_default"]);
    until("another default sink", || session::run("pactl", &["get-default-sink"]) == "rapport_default");
    // A list beside it, as the window asks for one, changes nothing either.
    backend.devices().unwrap();
    chosen.goes_on();
    systems_own.goes_on();
    far.goes_on();
    assert_eq!(own_streams(), before);
    session::run("pactl", &["set-default-sink", "call"]);
    until("the default sink is back", || session::run("pactl", &["get-default-sink"]) == "call");
}

/// What a verb of the program prints as JSON.
fn told_by(verb: &str) -> serde_json::Value {
    let data = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_rapport"));
    let said = program.args([verb, "--json", "--data"]).arg(data.path()).output().unwrap();
    serde_json::from_slice(&said.stdout).unwrap()
}

#[test]
fn the_command_line_lists_far_ends_and_says_that_they_can_be_recorded() {
    let Some(_turn) = session::turn("far ends on the command line") else { return };
    let devices = told_by("devices");
    let call =
        serde_json::json!({ "id": "pulseaudio:call.monitor", "name": "Virtual-call", "default": true });
    assert!(devices["far_end"].as_array().unwrap().contains(&call), "{devices:#}");
    assert!(devices["far_end_reason"].is_null(), "{devices:#}");
    let report = told_by("doctor");
    let checks = report["checks"].as_array().unwrap();
    let far_end = checks.iter().find(|check| check["name"] == "far_end").unwrap();
    assert_eq!(far_end["state"], "ok", "{far_end}");
    assert!(far_end["says"].as_str().unwrap().starts_with("Far end: Virtual-call"), "{far_end}");
}
