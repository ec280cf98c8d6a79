//! Reads the shipped scripts that ask for permission to record and the firm's own; knows nothing of calls or window.
//!
//! A firm's file with the id and language of a shipped one stands in its place, one in another language beside it. It may
//! put every line in other words and add lines, but must keep each locked one. A file with a fault is left out and named,
//! and the shipped script stays in force. In reading order: `library` gathers the files, `rules` says what a schema cannot,
//! `locks` holds a firm's file against the shipped one.
//!
//! # For the Consent page
//!
//! The runner loads the library with the checklists, from the folder `consent` beside the settings, and tells its faults
//! in the same place. When a call opens, and when another language is chosen, the page takes
//! [`Library::in_language`] for the client's language; its stamp is what comes into force
//! (`ConsentStep::ChangeScript`), and the English one is shown beside it. What the page does with a script stands in
//! [`crate::domain::consent_script`].

mod library;
mod locks;
mod rules;

pub use library::{Library, SHIPPED, load, shipped_in};

use crate::content::{Fault, Form};
use crate::domain::consent_script::RecordingScript;
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;

/// Made once: start-up reads several files.
static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// What a file is called in a sentence.
const NAME: &str = "a script that asks for permission to record";

/// The JSON Schema of a script file, generated from the types.
#[must_use]
pub fn schema() -> Value {
    schemars::schema_for!(RecordingScript).to_value()
}

/// Reads one script and checks it by itself. A byte order mark at the start is passed over.
///
/// # Errors
/// Every fault found, in the order of the lines.
pub fn read(file: &Path, text: &str) -> Result<RecordingScript, Vec<Fault>> {
    Form { name: NAME, schema: &SCHEMA, rules: rules::check }.read(file, text)
}

/// Reads one of the firm's scripts, checks it by itself and against the shipped one.
///
/// # Errors
/// Every fault found, in the order of the lines.
pub fn read_firm_owned(file: &Path, text: &str) -> Result<RecordingScript, Vec<Fault>> {
    let script = firm_owned().read(file, text)?;
    let faults = locks::faults_of(file, text, &script);
    if faults.is_empty() { Ok(script) } else { Err(faults) }
}

fn firm_owned() -> Form<'static> {
    let rules = |root: &_| {
        let mut findings = rules::check(root);
        findings.extend(locks::check(root));
        findings
    };
    Form { name: NAME, schema: &SCHEMA, rules }
}
