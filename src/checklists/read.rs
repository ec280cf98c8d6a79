//! Reads one checklist: its form, and where its id stands.

use super::rules;
use super::schema::schema;
use crate::content::{Fault, Form, locate_in};
use crate::domain::checklist::Checklist;
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;

/// Made once: start-up reads several files.
static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

fn form() -> Form<'static> {
    Form { name: "a checklist", schema: &SCHEMA, rules: rules::check }
}

/// Reads one checklist file and checks it.
///
/// # Errors
/// Every fault found, in the order of the lines.
pub fn read_file(file: &Path) -> Result<Checklist, Vec<Fault>> {
    form().read_file(file)
}

/// Reads one checklist and checks it. A byte order mark at the start is passed over.
///
/// # Errors
/// Every fault found, in the order of the lines.
pub fn read(file: &Path, text: &str) -> Result<Checklist, Vec<Fault>> {
    form().read(file, text)
}

/// The text of a checklist file.
pub(super) fn text_of(file: &Path) -> Result<String, Fault> {
    form().text_of(file)
}

/// The line on which the id of a checklist stands.
pub(super) fn line_of_id(text: &str) -> Option<usize> {
    Some(locate_in(text)?.field("id")?.line)
}
