//! Tests of the words that ask for permission to record: what they hold, how well they read, and a firm's own.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that panics has failed; the scores are printed"
)]

#[cfg(feature = "gui")]
mod drawn;
mod english;
mod firm;
mod locks;
mod reading;
mod shipped;
mod spanish;
mod stamps;
mod words;

use rapport::checklists::consent_scripts::{SHIPPED, read};
use rapport::domain::consent_script::RecordingScript;
use rapport::domain::people::{ClientCard, Operator, Person, PersonRole};
use rapport::domain::script::Filling;
use std::path::Path;

/// The text of a shipped file.
fn text_in(language: &str) -> &'static str {
    SHIPPED.iter().find(|(name, _)| name.ends_with(&format!(".{language}.json"))).unwrap().1
}

pub fn script_in(language: &str) -> RecordingScript {
    read(Path::new("shipped.json"), text_in(language)).unwrap()
}

/// The words with every blank filled, as they are said to the client.
fn as_said(words: &str) -> String {
    let client = ClientCard { name: "Ana Cruz".to_owned(), ..ClientCard::default() };
    let operator = Operator {
        name: "Sam Hill".to_owned(),
        title: "paralegal".to_owned(),
        firm: "Ash and Elm".to_owned(),
        attorney: "Jo Ash".to_owned(),
    };
    let filling = Filling { client: &client, operator: &operator };
    filling.fill_for(words, &person("Ana Cruz"))
}

fn person(name: &str) -> Person {
    Person { id: rapport::domain::ids::PersonId::new("one"), name: name.to_owned(), role: PersonRole::Client }
}
