//! Pictures of special cases, and of a recording for which there was no valid consent.

use super::scene::Scene;
use eframe::egui::Vec2;
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::NodeT as _;
use rapport::app::action::{CallAction, CasesAction, ClosingAction, DeskAction, RecorderAction};
use rapport::app::drafts::{Choosing, NoConsentDraft};
use rapport::app::event::{JobEvent, Place, StoreEvent};
use rapport::app::view::cases::{hearer, step_name};
use rapport::app::{Action, Event, Writing};
use rapport::domain::consent::{CaseOf, ConsentAnswer, EarlierAnswer, Manner, Since, SpecialCase};
use rapport::domain::consent_script::Hearer;
use rapport::domain::decide::{ConsentStep, Step};
use rapport::domain::ids::{CallId, PersonId};
use rapport::domain::people::PersonRole;
use rapport::domain::recording::StopReason;
use rapport::domain::stage::Stage;
use rapport::recording::RecorderEvent;
use rapport::ui::theme::{Appearance, ThemeChoice};
use std::path::PathBuf;

fn of(case: SpecialCase, person: Option<&str>) -> CaseOf {
    CaseOf { case, person: person.map(PersonId::new) }
}

fn consent() -> Scene {
    let mut scene = Scene::preparing();
    scene.go(Stage::Consent);
    scene.pass(2);
    scene.step(Step::Consent(ConsentStep::Explain));
    scene.answer("p1", ConsentAnswer::Yes);
    scene.save();
    let yes = EarlierAnswer {
        answer: ConsentAnswer::Yes,
        call: CallId::new("call-2"),
        name: "Ms. Bell".to_owned(),
        at: "2026-11-03T20:05:00Z".parse().unwrap(),
        zone: "UTC".to_owned(),
        script: scene.state.call.as_ref().unwrap().call.consent().script().clone(),
        manner: Manner { language: "en".to_owned(), ..Manner::default() },
        since: Since::Stood,
    };
    let call = scene.state.call.as_ref().unwrap().call.id().clone();
    scene.tell(Event::Store(StoreEvent::EarlierAnswer { call, earlier: Some(Box::new(yes)) }));
    scene
}

fn settle(scene: &mut Scene, case: &CaseOf, step: &str, words: &str) {
    let (of, step, words) = (case.clone(), step.to_owned(), words.to_owned());
    scene.act(Action::Cases(CasesAction::Settle { of, step, words }));
}

/// A child, half gone through.
fn child() -> Scene {
    let mut scene = consent();
    let case = of(SpecialCase::Child, Some("p1"));
    scene.act(Action::Cases(CasesAction::Note(case.clone())));
    scene.pass(1);
    let call = &scene.state.call.as_ref().unwrap().call;
    assert_eq!(hearer(call, &case, Hearer::Child).name, "Ms. Bell");
    settle(&mut scene, &case, &step_name(0), "A child cannot give this permission alone.");
    settle(&mut scene, &case, "child-parent", "I need your answer as the parent or guardian.");
    scene.save();
    scene
}

/// A child and the operator of a relay who are not on the list, and a parent who joined since.
fn unlisted() -> Scene {
    let mut scene = consent();
    scene.act(Action::Cases(CasesAction::Note(of(SpecialCase::Child, None))));
    scene.drafts.person = "Rosa Bell".to_owned();
    scene.drafts.person_role = PersonRole::ParentOrGuardian;
    scene.act(Action::Call(CallAction::AddPerson));
    scene.act(Action::Cases(CasesAction::Note(of(SpecialCase::Relay, None))));
    scene.save();
    scene
}

/// The choice is open.
fn choosing() -> Scene {
    let mut scene = consent();
    scene.drafts.cases.choosing = Some(Choosing::Case);
    scene
}

/// An interpreter is offered while a jail line is approved.
fn approved() -> Scene {
    let mut scene = consent();
    let case = of(SpecialCase::JailLine, None);
    scene.act(Action::Cases(CasesAction::Note(case.clone())));
    let draft = scene.drafts.cases.approvals.entry(case.clone()).or_default();
    draft.approved_at = "today 2:10 PM, by telephone".to_owned();
    draft.attorney = Some("Jane Roe".to_owned());
    scene.act(Action::Cases(CasesAction::Approve(case)));
    scene.save();
    scene.record(14);
    scene.drafts.person = "Luz Vega".to_owned();
    scene.drafts.person_role = PersonRole::Interpreter;
    scene.act(Action::Call(CallAction::AddPerson));
    scene.save();
    scene
}

/// A finished call whose take was recorded without a valid consent.
fn no_consent() -> Scene {
    let mut scene = consent();
    scene.record(14);
    scene.act(Action::Recorder(RecorderAction::Stop));
    let (take, rate) = (1, 48_000);
    scene.heard(RecorderEvent::Stopped { take, frames: 724 * 48_000, rate, why: StopReason::ByHand });
    scene.act(Action::Closing(ClosingAction::Finish));
    scene.pass(30);
    let why = "Her brother was in the room and was not asked".to_owned();
    scene.drafts.cases.no_consent = Some(NoConsentDraft { takes: [1].into(), why });
    scene.act(Action::Cases(CasesAction::FindNoConsent));
    let call = scene.state.call.as_ref().unwrap().call.id().clone();
    scene.tell(Event::Job(JobEvent::Written {
        call,
        path: PathBuf::from("/data/rapport/calls/x/message-to-attorney-20261124-203200.txt"),
        format: Writing::Message.name(),
        sha256: "a".repeat(64),
        place: Place::CallFolder,
    }));
    scene.act(Action::Cases(CasesAction::CopyMessage));
    scene.act(Action::Desk(DeskAction::ShowCall));
    scene
}

type Shown = (&'static str, fn() -> Scene, Vec2, ThemeChoice, u16);

const TALL: Vec2 = Vec2::new(900.0, 1800.0);

#[test]
fn the_pages_with_a_case_look_as_they_did() {
    let small = Vec2::new(900.0, 600.0);
    let light = ThemeChoice::Light;
    let shown: [Shown; 9] = [
        ("cases-choice-light", choosing, small, light, 100),
        ("cases-child-light-tall", child, TALL, light, 100),
        ("cases-child-dark-tall", child, TALL, ThemeChoice::Dark, 100),
        ("cases-child-light-200-tall", child, Vec2::new(1180.0, 3000.0), light, 200),
        ("cases-child-light", child, small, light, 100),
        ("cases-approved-light-tall", approved, TALL, light, 100),
        ("cases-unlisted-light-tall", unlisted, TALL, light, 100),
        ("no-consent-light-tall", no_consent, TALL, light, 100),
        ("no-consent-light-200-tall", no_consent, Vec2::new(1180.0, 3000.0), light, 200),
    ];
    let mut results = SnapshotResults::new();
    for (name, scene, size, theme, text_percent) in shown {
        let mut harness = scene().window(size, Appearance { theme, text_percent });
        harness.run();
        results.add(harness.try_snapshot(format!("pages/{name}")));
    }
}

#[test]
fn nothing_of_a_case_reaches_past_the_sides_of_the_window() {
    for (page, scene) in [
        ("choice", choosing as fn() -> Scene),
        ("child", child),
        ("approved", approved),
        ("unlisted", unlisted),
        ("no consent", no_consent),
    ] {
        for (size, percent) in [(Vec2::new(900.0, 600.0), 200), (Vec2::new(720.0, 480.0), 200)] {
            let appearance = Appearance { theme: ThemeChoice::Light, text_percent: percent };
            let mut harness = scene().window(size, appearance);
            harness.run();
            for node in harness.root().children_recursive() {
                let Some(bounds) = node.accesskit_node().raw_bounds() else { continue };
                let inside = bounds.x0 >= -0.5 && bounds.x1 <= f64::from(size.x) + 0.5;
                assert!(inside, "{page} at {percent} % in {size}: {bounds:?} {node:?}");
            }
        }
    }
}
