//! Tests of checklists: the reader through its public door, the shipped content, its words, and chat programs.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod chat;
mod reader;
mod shipped;
mod words;

use rapport::checklists::{Fault, SHIPPED, read};
use rapport::domain::checklist::Checklist;
use std::path::{Path, PathBuf};

/// The shipped checklists with their file names.
fn shipped() -> Vec<(&'static str, Checklist)> {
    SHIPPED.iter().map(|(name, text)| (*name, read(Path::new(name), text).unwrap())).collect()
}

/// The text of a shipped file.
fn shipped_text(id: &str) -> &'static str {
    SHIPPED.iter().find(|(name, _)| name.contains(id)).unwrap().1
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Checks that there is a fault on `line` (0: on none) whose words hold `words`.
#[track_caller]
pub fn check_fault(faults: &[Fault], line: usize, words: &str) {
    let line = (line > 0).then_some(line);
    let found = faults.iter().any(|fault| fault.line == line && fault.what.contains(words));
    assert!(found, "no fault on line {line:?} with “{words}” in {faults:#?}");
}
