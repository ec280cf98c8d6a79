//! Reads one checklist: from bytes to text, from text to a checklist, with every fault on the way.

use super::faults::{Fault, Finding};
use super::located::locate;
use super::schema::schema;
use super::{rules, shape};
use crate::domain::checklist::Checklist;
use serde_json::Value;
use serde_json::error::Category;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::LazyLock;

/// Largest file that is read, in bytes. The longest shipped checklist has about 30 kB.
pub const LARGEST_FILE_BYTES: u64 = 1_000_000;

/// Made once: start-up reads several files.
static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// Reads one checklist file and checks it.
///
/// # Errors
/// Every fault found, in the order of the lines.
pub fn read_file(file: &Path) -> Result<Checklist, Vec<Fault>> {
    let text = text_of(file).map_err(|fault| vec![fault])?;
    read(file, &text)
}

/// The text of a checklist file.
pub(super) fn text_of(file: &Path) -> Result<String, Fault> {
    String::from_utf8(bytes_of(file)?)
        .map_err(|error| not_utf8(file, error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// The line on which the id of a checklist stands.
pub(super) fn line_of_id(text: &str) -> Option<usize> {
    Some(locate(without_mark(text))?.field("id")?.line)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Reads one checklist and checks it. A byte order mark at the start is passed over.
///
/// # Errors
/// Every fault found, in the order of the lines.
pub fn read(file: &Path, text: &str) -> Result<Checklist, Vec<Fault>> {
    let text = without_mark(text);
    if text.len() as u64 > LARGEST_FILE_BYTES {
        return Err(vec![too_large(file)]);
    }
    let mut findings = match serde_json::from_str::<Value>(text) {
        Ok(_) => differences(text),
        Err(error) => vec![not_json(&error)],
    };
    if findings.is_empty() {
        match serde_json::from_str(text) {
            Ok(checklist) => return Ok(checklist),
            Err(error) => findings.push(Finding::new(error.line(), without_place(&error))),
        }
    }
    findings.sort_by_key(|finding| finding.line);
    Err(findings.into_iter().map(|found| Fault::on_line(file, found.line, found.what)).collect())
}

fn differences(text: &str) -> Vec<Finding> {
    let Some(root) = locate(text) else {
        return vec![Finding::new(1, "this JSON cannot be taken apart; expected a checklist")];
    };
    let mut findings = shape::check(&SCHEMA, &root);
    findings.extend(rules::check(&root));
    findings
}

fn not_json(error: &serde_json::Error) -> Finding {
    let what = without_place(error);
    let what = match error.classify() {
        Category::Eof => format!("the file ends too early ({what}); expected the rest of the JSON text"),
        _ => format!("this is not JSON at column {}: {what}", error.column()),
    };
    Finding::new(error.line().max(1), what)
}

/// The parser's words without the line and column it adds at the end.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((what, _)) => what.to_owned(),
        None => text,
    }
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, Fault> {
    let unreadable = |error: &io::Error| {
        Fault::of_file(file, format!("cannot be read: {error}; expected a readable file"))
    };
    // Asked first: opening a pipe would wait for ever.
    let metadata = std::fs::metadata(file).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(Fault::of_file(file, "is not a file; expected a checklist in JSON"));
    }
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(|error| unreadable(&error))?;
    opened.take(LARGEST_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LARGEST_FILE_BYTES { Err(too_large(file)) } else { Ok(bytes) }
}

fn too_large(file: &Path) -> Fault {
    let most = LARGEST_FILE_BYTES / 1_000_000;
    Fault::of_file(file, format!("is larger than {most} MB; expected a checklist, which is far smaller"))
}

fn not_utf8(file: &Path, bytes: &[u8], valid: usize) -> Fault {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Fault::on_line(
            file,
            1,
            "is saved as UTF-16; expected UTF-8: save it again with that encoding",
        );
    }
    let line = 1 + bytes.iter().take(valid).filter(|byte| **byte == b'\n').count();
    let what = "holds a character that is not UTF-8; expected UTF-8: save it again with that encoding";
    Fault::on_line(file, line, what)
}
