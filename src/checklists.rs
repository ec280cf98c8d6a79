//! Reads shipped and firm-owned checklists. A file with a fault is left out and named; nothing here panics.

use crate::domain::checklist::Checklist;
use std::path::{Path, PathBuf};

/// What is wrong with a checklist file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1, where it can be told.
    pub line: Option<usize>,
    /// What was found and what was expected, in words a person can act on.
    pub what: String,
}

/// Every checklist that can walk a call.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Sorted by title; a firm-owned one stands in place of a shipped one with the same id and language.
    pub checklists: Vec<Checklist>,
    /// Files that were left out.
    pub faults: Vec<Fault>,
}

/// Shipped checklists and those in the firm's folder. A missing folder is no fault.
#[must_use]
pub fn load(_firm_folder: Option<&Path>) -> Library {
    todo!()
}

/// Reads one checklist and checks it.
///
/// # Errors
/// Every fault found.
pub fn read(_file: &Path, _text: &str) -> Result<Checklist, Vec<Fault>> {
    todo!()
}

/// The JSON Schema of a checklist file, generated from the types.
#[must_use]
pub fn schema() -> serde_json::Value {
    todo!()
}
