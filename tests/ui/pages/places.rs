//! Where people are, the rule and what it adds: by keys, by names, and in pictures.

use super::scene::Scene;
use crate::support::Desk;
use eframe::egui::{Key, OutputCommand, Role, Vec2};
use egui_kittest::SnapshotResults;
use rapport::app::Action;
use rapport::app::action::{CallAction, PlacesAction};
use rapport::app::drafts::PlaceDraft;
use rapport::domain::decide::{ConsentStep, Step};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::PersonId;
use rapport::domain::people::PersonRole;
use rapport::domain::stage::Stage;
use rapport::store::settings::load;
use rapport::ui::theme::{Appearance, ThemeChoice};
use std::path::Path;

fn give(scene: &mut Scene, person: &str, place: &str) {
    let draft = PlaceDraft { text: place.to_owned(), refused: false };
    scene.drafts.places.of.insert(PersonId::new(person), draft);
    scene.act(Action::Places(PlacesAction::Give(PersonId::new(person))));
}

/// Nobody was asked where they are: a guess from the client's number, and a place that is none.
fn guessing() -> Scene {
    let mut scene = Scene::preparing();
    scene.go(Stage::Consent);
    scene.drafts.person = "Luz Vega".to_owned();
    scene.drafts.person_role = PersonRole::Interpreter;
    scene.act(Action::Call(CallAction::AddPerson));
    give(&mut scene, "p2", "Calfornia");
    scene
}

/// Two states, a low confidence, and lines to tick and to say.
fn ruled() -> Scene {
    let mut scene = guessing();
    scene.state.settings.place = Some("US-PA".to_owned());
    give(&mut scene, "p1", "Georgia");
    scene.pass(1);
    give(&mut scene, "p2", "Michigan");
    scene.act(Action::Places(PlacesAction::CopySource));
    scene.step(Step::Consent(ConsentStep::Explain));
    scene.act(Action::Places(PlacesAction::Settle {
        duty: "parent_for_child".to_owned(),
        words: "No child is on the line".to_owned(),
    }));
    scene
}

/// A take runs, and what the rule adds is still to be said on it.
fn recording() -> Scene {
    let mut scene = guessing();
    give(&mut scene, "p1", "Virginia");
    give(&mut scene, "p2", "Virginia");
    scene.step(Step::Consent(ConsentStep::Explain));
    for person in ["p1", "p2"] {
        scene.answer(person, ConsentAnswer::Yes);
    }
    scene.save();
    scene.record(12);
    scene.say_yes_again(["p1", "p2"]);
    for line in scene.role_lines() {
        scene.tick([line]);
    }
    scene.go(Stage::Interview);
    scene
}

/// The first words are still on screen: one tick says that they were read.
fn first_words() -> Scene {
    let mut scene = guessing();
    give(&mut scene, "p1", "Virginia");
    scene.step(Step::Consent(ConsentStep::Explain));
    for person in ["p1", "p2"] {
        scene.answer(person, ConsentAnswer::Yes);
    }
    scene.save();
    scene.record(12);
    scene
}

/// The same call at its close.
fn closing() -> Scene {
    let mut scene = recording();
    scene.go(Stage::Close);
    scene
}

#[test]
fn places_rule_and_what_it_adds_look_as_they_did() {
    let mut results = SnapshotResults::new();
    let (tall, taller) = (Vec2::new(1180.0, 1500.0), Vec2::new(1180.0, 2000.0));
    for (name, scene, size, theme, text_percent) in [
        ("places-guess-light", guessing as fn() -> Scene, tall, ThemeChoice::Light, 100),
        ("places-guess-dark", guessing, tall, ThemeChoice::Dark, 100),
        ("places-ruled-light", ruled, Vec2::new(1180.0, 4100.0), ThemeChoice::Light, 100),
        ("places-ruled-dark", ruled, tall, ThemeChoice::Dark, 100),
        ("places-ruled-light-200", ruled, taller, ThemeChoice::Light, 200),
        ("places-first-words-light", first_words, tall, ThemeChoice::Light, 100),
        ("places-recording-light", recording, Vec2::new(1180.0, 780.0), ThemeChoice::Light, 100),
        ("places-closing-light", closing, Vec2::new(1180.0, 1100.0), ThemeChoice::Light, 100),
    ] {
        let mut harness = scene().window(size, Appearance { theme, text_percent });
        harness.run();
        results.add(harness.try_snapshot(format!("pages/{name}")));
    }
}
