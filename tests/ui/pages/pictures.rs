//! Pictures of every page: both themes, twice the size of text, and the large window.

use super::scene::Scene;
use eframe::egui::Vec2;
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::NodeT as _;
use rapport::app::action::{CallAction, ClosingAction, DeskAction, RecorderAction, WordsAction};
use rapport::app::drafts::{CustodyChoice, CustodyDraft, ReasonDraft, Skips};
use rapport::app::event::{JobEvent, Place, StoreEvent};
use rapport::app::playback::{EchoTold, PlaybackEvent};
use rapport::app::{Action, Event, SoundDevice, SoundDevices, Trouble};
use rapport::domain::decide::{ConsentStep, CourseStep, CustodyStep, ItemStep, NoteStep, Step};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{ItemId, Seq};
use rapport::domain::notes::{Due, Note, NoteKind, Settlement};
use rapport::domain::open_ends::{CarriedOver, OpenEnd};
use rapport::domain::people::PersonRole;
use rapport::domain::readiness::Reading;
use rapport::domain::recording::StopReason;
use rapport::domain::stage::Stage;
use rapport::domain::track::Track;
use rapport::recording::RecorderEvent;
use rapport::ui::theme::{Appearance, ThemeChoice};
use std::path::PathBuf;

pub(super) const SMALL: Vec2 = Vec2::new(900.0, 600.0);
pub(super) const TALL: Vec2 = Vec2::new(900.0, 1500.0);
const LARGE: Vec2 = Vec2::new(1180.0, 780.0);

/// A page by its name, and the state it shows.
type Page = (&'static str, fn() -> Scene);

/// Every page.
const PAGES: [Page; 14] = [
    ("today", Scene::today),
    ("prepare", prepare),
    ("sound-check", sound_check),
    ("roles", roles),
    ("consent", consent),
    ("spanish", spanish),
    ("first-words", first_words),
    ("interview", interview),
    ("close", close),
    ("finished", finished),
    ("settings", settings),
    ("trouble", trouble),
    ("paused", paused),
    ("alarms", alarms),
];

pub(super) fn look(theme: ThemeChoice, text_percent: u16) -> Appearance {
    Appearance { theme, text_percent }
}

/// Pictures of every page.
fn check_pictures(name: &str, appearance: Appearance) {
    let mut results = SnapshotResults::new();
    for (page, scene) in PAGES {
        let mut harness = scene().window(SMALL, appearance);
        harness.run();
        results.add(harness.try_snapshot(format!("pages/{page}-{name}")));
    }
}

#[test]
fn the_pages_look_as_they_did_in_light() {
    check_pictures("light", look(ThemeChoice::Light, 100));
}

#[test]
fn the_pages_look_as_they_did_in_dark() {
    check_pictures("dark", look(ThemeChoice::Dark, 100));
}

#[test]
fn the_pages_look_as_they_did_at_twice_the_size_of_text() {
    check_pictures("light-200", look(ThemeChoice::Light, 200));
}

#[test]
fn the_first_start_and_the_large_window_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for (name, scene, size) in [
        ("first-start-light", Scene::first_start as fn() -> Scene, SMALL),
        ("consent-light-large", consent, LARGE),
        ("words-wait-light-tall", other_words_wait, TALL),
        ("spanish-light-wide", spanish, Vec2::new(1500.0, 1900.0)),
        ("first-words-light-tall", first_words, TALL),
        ("interview-light-large", interview, LARGE),
        ("custody-light-tall", custody, TALL),
        ("withdrawn-light-tall", withdrawn, TALL),
    ] {
        let mut harness = scene().window(size, look(ThemeChoice::Light, 100));
        harness.run();
        results.add(harness.try_snapshot(format!("pages/{name}")));
    }
}

#[test]
fn nothing_reaches_past_the_sides_of_the_window_at_any_size_of_text() {
    for (page, scene) in PAGES {
        for (size, percent) in [(SMALL, 100), (SMALL, 200), (LARGE, 150), (Vec2::new(720.0, 480.0), 200)] {
            let mut harness = scene().window(size, look(ThemeChoice::Light, percent));
            harness.run();
            for node in harness.root().children_recursive() {
                let Some(bounds) = node.accesskit_node().raw_bounds() else { continue };
                let inside = bounds.x0 >= -0.5 && bounds.x1 <= f64::from(size.x) + 0.5;
                assert!(inside, "{page} at {percent} % in {size}: {bounds:?} {node:?}");
            }
        }
    }
}

fn prepare() -> Scene {
    let mut scene = Scene::preparing();
    let note = |kind, text: &str, due| Note {
        seq: Seq(1),
        at: "2026-11-20T15:00:00Z".parse().unwrap(),
        position: None,
        kind,
        text: text.to_owned(),
        question: None,
        corrected: false,
        struck: None,
        settled: None,
        due,
    };
    let due = Due { owner: "Kim Oduya".to_owned(), by: "2026-11-25T17:00".parse().unwrap() };
    let call = scene.state.call.as_ref().unwrap().call.id().clone();
    let carried = CarriedOver {
        open: vec![OpenEnd::Concern { note: Seq(9), text: "Afraid of losing her job over this".to_owned() }],
        promises: vec![note(NoteKind::Promise, "Send the records request form", Some(due))],
        attorney_questions: vec![],
        issues: vec![note(NoteKind::Issue, "Medical bills are due before the hearing", None)],
    };
    scene.tell(Event::Store(StoreEvent::CarriedOver { call, carried }));
    scene.tell(Event::Sensed(Reading::Disk { minutes: 3_000 }));
    scene.tell(Event::Sensed(Reading::Power { mains: true, charge_percent: Some(80) }));
    scene.tell(Event::Sensed(Reading::ChatPrograms { running: vec!["Slack".to_owned()] }));
    scene.heard(RecorderEvent::Listening { device_name: "USB headset".to_owned() });
    scene.heard(RecorderEvent::Level { peak: 0.16, far: None });
    let by_hand: Vec<ItemId> = prepare_items(&scene);
    scene.tick([by_hand[0].clone()]);
    scene.step(Step::Item(ItemStep::Defer(by_hand[1].clone())));
    scene
}

/// This side is being played back before dialling.
fn sound_check() -> Scene {
    let mut scene = prepare();
    scene.act(Action::Recorder(RecorderAction::CheckSound));
    scene.heard(RecorderEvent::SoundChecked { peak: 0.3 });
    let told = EchoTold::Playing { left_ms: 2_600, level: 0.22 };
    scene.tell(Event::Playback(PlaybackEvent::Echo(told)));
    scene
}

fn prepare_items(scene: &Scene) -> Vec<ItemId> {
    let items = &scene.state.call.as_ref().unwrap().call.checklist.stages.prepare.items;
    items.iter().filter(|item| item.sensor.is_none()).map(|item| item.id.clone()).collect()
}

fn roles() -> Scene {
    let mut scene = prepare();
    scene.pass(4);
    scene.go(Stage::Roles);
    let lines = scene.role_lines();
    scene.tick(lines.into_iter().take(2));
    scene
}

fn consent() -> Scene {
    let mut scene = roles();
    let lines = scene.role_lines();
    scene.tick(lines.into_iter().skip(2));
    scene.step(Step::Course(CourseStep::AgreeTime { minutes: 45 }));
    scene.pass(2);
    scene.go(Stage::Consent);
    scene.step(Step::Consent(ConsentStep::Explain));
    scene.drafts.person = "Luz Vega".to_owned();
    scene.drafts.person_role = PersonRole::Interpreter;
    scene.act(Action::Call(CallAction::AddPerson));
    scene.answer("p1", ConsentAnswer::Yes);
    scene.save();
    scene
}

/// The words were read again for whoever came later.
pub(super) fn everyone_said_yes() -> Scene {
    let mut scene = consent();
    scene.step(Step::Consent(ConsentStep::Explain));
    scene.answer("p2", ConsentAnswer::Yes);
    scene.save();
    scene
}

/// A take has just begun: the first words are read on it, and one yes is heard.
fn first_words() -> Scene {
    let mut scene = everyone_said_yes();
    scene.record(14);
    scene.say_yes_again(["p1"]);
    scene.reach(21);
    scene.go(Stage::Interview);
    scene
}

/// Everyone said yes, and the paralegal chose another language afterwards.
fn other_words_wait() -> Scene {
    let mut scene = everyone_said_yes();
    scene.act(Action::Words(WordsAction::Choose("es".to_owned())));
    scene
}

/// The client speaks Spanish.
fn spanish() -> Scene {
    let mut scene = consent();
    scene.step(Step::Consent(ConsentStep::Withdraw { person: None }));
    scene.act(Action::Words(WordsAction::Choose("es".to_owned())));
    scene
}

fn interview() -> Scene {
    let mut scene = everyone_said_yes();
    scene.pass(1);
    scene.record(14);
    scene.say_yes_again(["p1", "p2"]);
    scene.go(Stage::Interview);
    let question = rapport::app::view::question_on_screen(&scene.state).unwrap();
    scene.drafts.answers.insert(question.id, "A pallet came down on her left foot in aisle nine.".to_owned());
    scene.act(Action::Call(CallAction::AddAnswer));
    scene.reach(185);
    scene.pass(3);
    scene.write(NoteKind::Plain, "Manager Rob Ellis was called over and wrote something down");
    scene.write(NoteKind::Concern, "Afraid of losing her job over this");
    scene.step(Step::Note(NoteStep::Mark));
    scene.reach(724);
    scene.pass(9);
    scene.write(NoteKind::Assumption, "The store’s cameras cover aisle nine");
    scene.write(NoteKind::Promise, "Send the records request form");
    scene.drafts.note.text = "She will look for the".to_owned();
    scene
}

fn close() -> Scene {
    let mut scene = interview();
    scene.drafts.note.text.clear();
    scene.write(NoteKind::Issue, "Medical bills are due before the hearing");
    let concern = seq_of(&scene, NoteKind::Concern);
    let words = "Told her the firm has seen this before and whom to call".to_owned();
    scene.step(Step::Note(NoteStep::Settle { note: concern, how: Settlement::Answered, words }));
    scene.pass(20);
    scene.go(Stage::Close);
    scene
}

fn seq_of(scene: &Scene, kind: NoteKind) -> Seq {
    scene.state.call.as_ref().unwrap().call.notebook.of_kind(kind).next().unwrap().seq
}

fn finished() -> Scene {
    let mut scene = close();
    scene.act(Action::Closing(ClosingAction::Finish));
    let (take, rate) = (1, 48_000);
    scene.heard(RecorderEvent::Stopped { take, frames: 1_980 * 48_000, rate, why: StopReason::ByHand });
    let call = scene.state.call.as_ref().unwrap().call.id().clone();
    let path = PathBuf::from("/documents/Ana Bell 2026-11-24 call note.docx");
    let (format, sha256, place) = ("docx", "a".repeat(64), Place::Elsewhere);
    scene.tell(Event::Job(JobEvent::Written { call, path, format, sha256, place }));
    scene
}

fn settings() -> Scene {
    let mut scene = Scene::today();
    scene.act(Action::Desk(DeskAction::ShowSettings));
    let headset = SoundDevice { id: "usb".to_owned(), name: "USB headset".to_owned(), is_default: true };
    scene.heard(RecorderEvent::Devices(Ok(SoundDevices {
        microphones: vec![headset],
        ..SoundDevices::default()
    })));
    scene
}

/// A message above a page, and a question why something is left out within it.
fn trouble() -> Scene {
    let mut scene = interview();
    scene.heard(RecorderEvent::Stopped {
        take: 1,
        frames: 724 * 48_000,
        rate: 48_000,
        why: StopReason::DeviceLost,
    });
    scene.tell(Event::Store(StoreEvent::NotSaved(Trouble::DiskFull)));
    let question = rapport::app::view::question_on_screen(&scene.state).unwrap().id;
    scene.drafts.reason =
        Some(ReasonDraft { skips: Skips::Question(question), text: "She has told me".to_owned() });
    scene
}

pub(super) fn devices() -> SoundDevices {
    let device = |id: &str, name: &str, is_default| SoundDevice {
        id: id.to_owned(),
        name: name.to_owned(),
        is_default,
    };
    SoundDevices {
        microphones: vec![device("usb", "USB headset", true), device("web", "Laptop microphone", false)],
        far_ends: vec![device("usb.monitor", "USB headset", true)],
        no_far_end: None,
    }
}

/// Both sides are recorded, and the take is paused with nothing said about why.
fn paused() -> Scene {
    let mut scene = both_sides();
    scene.heard(RecorderEvent::DiskLeft { minutes: 200 });
    scene.heard(RecorderEvent::Paused { take: 1, reason: String::new() });
    scene.pass(3);
    scene
}

pub(super) fn both_sides() -> Scene {
    let mut scene = everyone_said_yes();
    scene.heard(RecorderEvent::Devices(Ok(devices())));
    scene.record_both(724);
    scene.say_yes_again(["p1", "p2"]);
    scene.go(Stage::Interview);
    scene.write(NoteKind::Plain, "Manager Rob Ellis was called over and wrote something down");
    scene.drafts.note.text = "She will look for the".to_owned();
    scene
}

/// A microphone is gone and the disk is nearly full.
fn alarms() -> Scene {
    let mut scene = both_sides();
    scene.heard(RecorderEvent::DiskLeft { minutes: 24 });
    let from = "USB headset".to_owned();
    scene.heard(RecorderEvent::DeviceChanged {
        take: 1,
        track: Track::Mic,
        frame: 34_752_000,
        from,
        to: None,
    });
    scene
}

/// Consent was withdrawn: what was recorded is locked by the office's rule.
fn withdrawn() -> Scene {
    let mut scene = both_sides();
    scene.step(Step::Consent(ConsentStep::Withdraw { person: None }));
    let (take, rate) = (1, 48_000);
    scene.heard(RecorderEvent::Stopped { take, frames: 724 * 48_000, rate, why: StopReason::ConsentEnded });
    scene.go(Stage::Consent);
    scene
}

/// A finished call whose take was locked and is about to be deleted.
fn custody() -> Scene {
    let mut scene = finished();
    scene.act(Action::Call(CallAction::Step(Step::Custody(CustodyStep::Restrict {
        takes: vec![1],
        reason: "The client asked on the telephone, after the call".to_owned(),
    }))));
    let (call, matter) = {
        let call = &scene.state.call.as_ref().unwrap().call;
        (call.id().clone(), call.matter.as_ref().unwrap().id.clone())
    };
    scene.tell(Event::Store(StoreEvent::Holds { call, matter, holds: vec![] }));
    scene.drafts.custody = Some(CustodyDraft {
        choice: CustodyChoice::Delete,
        takes: vec![1],
        reason: "Asked for by the client in writing".to_owned(),
        by: String::new(),
    });
    scene.drafts.export.folder = String::new();
    scene
}
