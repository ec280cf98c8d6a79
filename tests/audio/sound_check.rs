//! The sound check before dialling: what goes into the microphone comes out of the output, and is nowhere else.

use crate::support::consent::{call_being_prepared, consenting_call, now};
use crate::support::scripted::{Device, System};
use crate::support::session::{Microphone, Monitor, RATE, chirps, find, heard, turn, write_wav};
use crate::support::{Bench, until};
use rapport::app::action::{CallAction, DeskAction, RecorderAction};
use rapport::app::runner::{Runner, Sound, Surroundings};
use rapport::app::state::SoundCheck;
use rapport::app::{Action, CaptureError, Drafts, Effect, Settings, State, apply, react};
use rapport::domain::decide::{CourseStep, Step, decide};
use rapport::domain::sound_check::BeforeDialling;
use rapport::domain::stage::Stage;
use rapport::listening::cpal_output::CpalOutput;
use rapport::listening::{Feed, Output, OutputError, Playing};
use rapport::recording::cpal_backend::CpalBackend;
use rapport::recording::{CaptureBackend, RecorderCommand, RecorderEvent};
use rapport::store::Layout;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;

const SLOW: u32 = 8_000;

fn pass() -> BeforeDialling {
    call_being_prepared().before_dialling().unwrap()
}

/// The real program without a window: state, drafts, and its threads.
struct Program {
    state: State,
    drafts: Drafts,
    runner: Runner,
    dir: TempDir,
}

impl Program {
    fn start(microphone: Box<dyn CaptureBackend>, id: Option<String>, output: impl MakesOutput) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let surroundings = Surroundings {
            data: Layout::new(dir.path().join("data")),
            config: None,
            documents: dir.path().join("documents"),
        };
        let sound = Sound { microphone: Some(microphone), output: output.maker() };
        let runner = Runner::start(surroundings, sound, Arc::new(|_| {})).unwrap();
        let settings = Settings { microphone: id, ..Settings::default() };
        let state = State { settings, ..State::default() };
        let mut program = Self { state, drafts: Drafts::default(), runner, dir };
        program.carry_out(vec![Effect::OpenStore, Effect::LoadChecklists]);
        program.until("checklists are read", |state| !state.library.checklists.is_empty());
        "Ada Lovelace".clone_into(&mut program.drafts.opening.client);
        program.act(Action::Desk(DeskAction::StartCall));
        program.until("the microphone is open", |state| state.recorder.heard_through.is_some());
        program
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        self.runner.carry_out(effects, &self.state);
    }

    fn act(&mut self, action: Action) {
        let moment = self.runner.moment(&self.state);
        let effects = apply(&mut self.state, &mut self.drafts, action, &moment);
        self.carry_out(effects);
    }

    fn check_sound(&mut self) {
        self.act(Action::Recorder(RecorderAction::CheckSound));
    }

    fn listen_to_events(&mut self) {
        while let Some(event) = self.runner.next_event() {
            let moment = self.runner.moment(&self.state);
            let effects = react(&mut self.state, &mut self.drafts, event, &moment);
            self.carry_out(effects);
        }
    }

    fn until(&mut self, what: &str, holds: impl Fn(&State) -> bool) {
        let program = Mutex::new(self);
        until(what, || {
            let mut program = program.lock().unwrap_or_else(PoisonError::into_inner);
            program.listen_to_events();
            holds(&program.state)
        });
    }

    fn check(&self) -> Option<SoundCheck> {
        self.state.recorder.check
    }

    /// Every file there is below the program's folder.
    fn files(&self) -> Vec<PathBuf> {
        files_below(self.dir.path())
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

trait MakesOutput {
    fn maker(self) -> Option<rapport::app::runner::MakeOutput>;
}

struct RealOutput;
struct NoOutput;

impl MakesOutput for RealOutput {
    fn maker(self) -> Option<rapport::app::runner::MakeOutput> {
        Some(Box::new(|| Box::new(CpalOutput::new())))
    }
}

impl MakesOutput for NoOutput {
    fn maker(self) -> Option<rapport::app::runner::MakeOutput> {
        None
    }
}

/// An output that plays as fast as it is fed, and keeps what it played.
#[derive(Clone, Default)]
struct Loudspeaker {
    played: Arc<Mutex<Vec<f32>>>,
    feed: Arc<Mutex<Option<Feed>>>,
}

impl MakesOutput for Loudspeaker {
    fn maker(self) -> Option<rapport::app::runner::MakeOutput> {
        Some(Box::new(move || Box::new(self.clone())))
    }
}

struct Connected(Loudspeaker);

impl Playing for Connected {}

impl Drop for Connected {
    fn drop(&mut self) {
        *self.0.feed.lock().unwrap() = None;
    }
}

impl Output for Loudspeaker {
    fn rate(&mut self, wanted: u32) -> Result<u32, OutputError> {
        Ok(wanted)
    }

    fn open(&mut self, _rate: u32, feed: Feed) -> Result<Box<dyn Playing>, OutputError> {
        *self.feed.lock().unwrap() = Some(feed);
        Ok(Box::new(Connected(self.clone())))
    }
}

impl Loudspeaker {
    /// One buffer of the device; nothing while it is closed.
    fn turn(&self) {
        if let Some(feed) = self.feed.lock().unwrap().as_mut() {
            let mut buffer = [0.0_f32; 256];
            feed.fill(&mut buffer, 1, |sample| sample);
            self.played.lock().unwrap().extend(buffer);
        }
    }

    fn is_open(&self) -> bool {
        self.feed.lock().unwrap().is_some()
    }

    fn loudest(&self) -> f32 {
        self.played.lock().unwrap().iter().fold(0.0, |most, sample| sample.abs().max(most))
    }
}

/// Half a second of a voice this loud.
fn deliver(device: &Device, level: f32) {
    device.deliver(&vec![level; SLOW as usize / 2]);
}

#[test]
fn what_goes_into_the_microphone_comes_out_of_the_output_and_is_in_no_file() {
    let Some(_turn) = turn("a sound check") else { return };
    let microphone = Microphone::plug_in("rapport_check");
    let backend = Box::new(CpalBackend::new());
    let mut program = Program::start(backend, Some(microphone.id()), RealOutput);
    let before = program.files();
    let folder = tempfile::tempdir().unwrap();
    let spoken = chirps(5);
    let file = write_wav(folder.path().join("spoken"), &spoken);
    let came_out = folder.path().join("heard.raw");
    let monitor = Monitor::listen(&came_out);
    program.check_sound();
    program.until(
        "it is heard",
        |state| matches!(state.recorder.check, Some(SoundCheck::Hearing { left_ms }) if left_ms < 4_000),
    );
    std::thread::scope(|scope| {
        scope.spawn(|| microphone.hear(&file));
        program.until(
            "it is played",
            |state| matches!(state.recorder.check, Some(SoundCheck::Playing { level, .. }) if level > 0.3),
        );
    });
    assert_eq!(program.files(), before, "while it is played");
    program.until("it was played", |state| state.recorder.check == Some(SoundCheck::Played));
    // The player may begin a little late: what is surely within four seconds is three chirps.
    let surely = &spoken[..RATE as usize * 9 / 5];
    until("the monitor has heard it", || heard(&came_out).len() > RATE as usize * 4);
    drop(monitor);
    let (at, alike) = find(surely, &heard(&came_out));
    println!("heard at {at}, likeness {alike:.5}");
    assert!(alike > 0.98, "{alike}");
    assert_eq!(program.files(), before, "no file more than before");
    program.until("the level is heard again", |state| state.recorder.heard_through.is_some());
    program.runner.finish();
}

#[test]
fn it_stops_at_once_when_the_page_is_left_while_it_is_played() {
    let (device, loudspeaker) = (Device::new(SLOW, 1), Loudspeaker::default());
    let mut program = Program::start(device.backend(), None, loudspeaker.clone());
    program.check_sound();
    let (voice, out) = (device.clone(), loudspeaker.clone());
    program.until("it is played", move |state| {
        deliver(&voice, 0.4);
        out.turn();
        matches!(state.recorder.check, Some(SoundCheck::Playing { .. })) && out.loudest() > 0.3
    });
    program.act(Action::Call(CallAction::Step(Step::Course(CourseStep::Go(Stage::Roles)))));
    assert_eq!(program.check(), None);
    until("the output is closed", || !loudspeaker.is_open());
    until("the microphone is closed", || !device.is_open());
    program.listen_to_events();
    assert_eq!(program.check(), None, "what the player still told is of no check any more");
    program.check_sound();
    assert_eq!(program.check(), None, "somebody may be on the line");
    program.act(Action::Call(CallAction::Step(Step::Course(CourseStep::Go(Stage::Prepare)))));
    program.check_sound();
    assert_eq!(program.check(), None, "and on going back too");
    program.runner.finish();
}

#[test]
fn it_stops_at_once_when_it_is_stopped_while_it_hears_and_the_level_goes_on() {
    let (device, loudspeaker) = (Device::new(SLOW, 1), Loudspeaker::default());
    let mut program = Program::start(device.backend(), None, loudspeaker.clone());
    program.check_sound();
    until("the microphone is open", || device.opened() == 2);
    deliver(&device, 0.4);
    program.until("it counts down", |state| {
        matches!(state.recorder.check, Some(SoundCheck::Hearing { left_ms: 3_500 }))
    });
    program.act(Action::Recorder(RecorderAction::StopSoundCheck));
    assert_eq!(program.check(), None);
    until("the microphone is open for its level", || device.opened() == 3);
    let voice = device.clone();
    program.until("the level is heard", move |state| {
        deliver(&voice, 0.25);
        (state.recorder.level - 0.25).abs() < 0.001
    });
    assert!(!loudspeaker.is_open());
    assert_eq!(program.check(), None);
    program.runner.finish();
}

#[test]
fn where_nothing_is_heard_nothing_is_played() {
    let (device, loudspeaker) = (Device::new(SLOW, 1), Loudspeaker::default());
    let mut program = Program::start(device.backend(), None, loudspeaker.clone());
    program.check_sound();
    let voice = device.clone();
    // The noise of a muted headset.
    program.until("nothing was heard", move |state| {
        deliver(&voice, 0.0008);
        state.recorder.check == Some(SoundCheck::NothingHeard)
    });
    assert!(!loudspeaker.is_open());
    program.runner.finish();
}

#[test]
fn a_microphone_that_delivers_nothing_was_not_heard() {
    let (device, loudspeaker) = (Device::new(SLOW, 1), Loudspeaker::default());
    let mut program = Program::start(device.backend(), None, loudspeaker);
    program.check_sound();
    program.until("nothing was heard", |state| state.recorder.check == Some(SoundCheck::NothingHeard));
    program.runner.finish();
}

#[test]
fn without_an_output_nothing_is_taken_in_at_all() {
    let device = Device::new(SLOW, 1);
    let mut program = Program::start(device.backend(), None, NoOutput);
    program.check_sound();
    program.until("it is told", |state| state.recorder.check == Some(SoundCheck::NoOutput));
    assert_eq!(device.opened(), 1, "for the level alone");
    program.runner.finish();
}

#[test]
fn the_recorder_hears_no_check_while_a_take_runs_and_a_take_ends_one() {
    let device = Device::new(SLOW, 1);
    let bench = Bench::scripted(&device);
    let echo = Arc::new(Mutex::new(None));
    let check = |pass| {
        let kept = Arc::clone(&echo);
        let play = Box::new(move |echo| *kept.lock().unwrap() = Some(echo));
        bench.recorder.send(RecorderCommand::CheckSound { pass, device: None, play });
    };
    check(pass());
    until("the microphone is open", || device.is_open());
    device.deliver(&vec![0.4; SLOW as usize * 4]);
    until("the sound is handed over", || echo.lock().unwrap().is_some());
    let peak = bench.told.wait_for("SoundChecked", |event| match event {
        RecorderEvent::SoundChecked { peak } => Some(*peak),
        _ => None,
    });
    assert!((peak - 0.4).abs() < 0.001, "{peak}");
    assert!(!echo.lock().unwrap().as_ref().unwrap().is_over());
    bench.start(1);
    assert!(echo.lock().unwrap().as_ref().unwrap().is_over(), "a take ends what a check has heard");
    check(pass());
    bench.told.wait_for("ListenFailed", |event| match event {
        RecorderEvent::ListenFailed(CaptureError::DeviceBusy) => Some(()),
        _ => None,
    });
    bench.stop();
}

#[test]
fn the_far_end_is_never_opened_for_a_check() {
    let (mic, far) = (Device::new(SLOW, 1), Device::named("scripted:far", "Far", SLOW, 1));
    let system = System::new(&[&mic], &[&far]);
    let mut program = Program::start(system.backend(), None, Loudspeaker::default());
    program.check_sound();
    let voice = mic.clone();
    program.until("it is played", move |state| {
        deliver(&voice, 0.4);
        matches!(state.recorder.check, Some(SoundCheck::Playing { .. }))
    });
    assert_eq!(far.opened(), 0);
    program.runner.finish();
}

#[test]
fn a_pass_is_given_while_the_call_has_never_left_prepare_and_never_again() {
    let mut call = call_being_prepared();
    assert!(call.before_dialling().is_some());
    for stage in [Stage::Roles, Stage::Prepare] {
        let entry = decide(&call, Step::Course(CourseStep::Go(stage)), &now()).unwrap();
        call.append(entry).unwrap();
        assert!(call.before_dialling().is_none(), "{stage:?}");
    }
    let mut finished = call_being_prepared();
    let entry = decide(&finished, Step::Course(CourseStep::Finish), &now()).unwrap();
    finished.append(entry).unwrap();
    assert!(finished.before_dialling().is_none());
    assert!(consenting_call().before_dialling().is_none());
}

#[test]
fn dropping_the_recorder_ends_what_is_played() {
    let (device, loudspeaker) = (Device::new(SLOW, 1), Loudspeaker::default());
    let mut program = Program::start(device.backend(), None, loudspeaker.clone());
    program.check_sound();
    let voice = device.clone();
    program.until("it is played", move |state| {
        deliver(&voice, 0.4);
        matches!(state.recorder.check, Some(SoundCheck::Playing { .. }))
    });
    until("the output is open", || loudspeaker.is_open());
    program.runner.finish();
    until("the output is closed", || !loudspeaker.is_open());
    let length = loudspeaker.played.lock().unwrap().len();
    assert!(length < SLOW as usize * 4, "it was not played to its end: {length}");
}
