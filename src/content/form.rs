//! Reads one file of a kind: from bytes to text, from text to a value, with every fault on the way.

use super::faults::{Fault, Finding};
use super::located::{Node, locate};
use super::shape;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Largest file that is read, in bytes. The longest shipped file has about 70 kB.
pub const LARGEST_FILE_BYTES: u64 = 1_000_000;

/// A kind of content file.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// Its name in a sentence: “a checklist”.
    pub name: &'static str,
    /// Its JSON Schema, generated from the type it is read into.
    pub schema: &'a Value,
    /// Everything in a file that a schema cannot say. Fields of the wrong shape are named elsewhere.
    pub rules: fn(&Node) -> Vec<Finding>,
}

impl Form<'_> {
    /// Reads one file and checks it.
    ///
    /// # Errors
    /// Every fault found, in the order of the lines.
    pub fn read_file<T: DeserializeOwned>(&self, file: &Path) -> Result<T, Vec<Fault>> {
        let text = self.text_of(file).map_err(|fault| vec![fault])?;
        self.read(file, &text)
    }

    /// The text of a file.
    ///
    /// # Errors
    /// Where it cannot be read, is too large, or is not UTF-8.
    pub fn text_of(&self, file: &Path) -> Result<String, Fault> {
        String::from_utf8(self.bytes_of(file)?)
            .map_err(|error| not_utf8(file, error.as_bytes(), error.utf8_error().valid_up_to()))
    }

    /// Reads a text and checks it. A byte order mark at the start is passed over.
    ///
    /// # Errors
    /// Every fault found, in the order of the lines.
    pub fn read<T: DeserializeOwned>(&self, file: &Path, text: &str) -> Result<T, Vec<Fault>> {
        let text = without_mark(text);
        if text.len() as u64 > LARGEST_FILE_BYTES {
            return Err(vec![self.too_large(file)]);
        }
        let mut findings = match serde_json::from_str::<Value>(text) {
            Ok(_) => self.differences(text),
            Err(error) => vec![not_json(&error)],
        };
        if findings.is_empty() {
            match serde_json::from_str(text) {
                Ok(value) => return Ok(value),
                Err(error) => findings.push(Finding::new(error.line(), without_place(&error))),
            }
        }
        findings.sort_by_key(|finding| finding.line);
        Err(findings.into_iter().map(|found| Fault::on_line(file, found.line, found.what)).collect())
    }

    fn differences(&self, text: &str) -> Vec<Finding> {
        let Some(root) = locate(text) else {
            let what = format!("this JSON cannot be taken apart; expected {}", self.name);
            return vec![Finding::new(1, what)];
        };
        let mut findings = shape::check(self.schema, &root);
        findings.extend((self.rules)(&root));
        findings
    }

    fn bytes_of(&self, file: &Path) -> Result<Vec<u8>, Fault> {
        let unreadable = |error: &io::Error| {
            Fault::of_file(file, format!("cannot be read: {error}; expected a readable file"))
        };
        // Asked first: opening a pipe would wait for ever.
        let metadata = std::fs::metadata(file).map_err(|error| unreadable(&error))?;
        if !metadata.is_file() {
            return Err(Fault::of_file(file, format!("is not a file; expected {} in JSON", self.name)));
        }
        let mut bytes = Vec::new();
        let opened = File::open(file).map_err(|error| unreadable(&error))?;
        opened.take(LARGEST_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        if bytes.len() as u64 > LARGEST_FILE_BYTES { Err(self.too_large(file)) } else { Ok(bytes) }
    }

    fn too_large(&self, file: &Path) -> Fault {
        let most = LARGEST_FILE_BYTES / 1_000_000;
        let what = format!("is larger than {most} MB; expected {}, which is far smaller", self.name);
        Fault::of_file(file, what)
    }
}

/// A text taken apart, with the line of every value; `None` where it is no JSON. A byte order mark is passed over.
#[must_use]
pub fn locate_in(text: &str) -> Option<Node> {
    let text = without_mark(text);
    // The parser bounds the depth.
    serde_json::from_str::<Value>(text).ok()?;
    locate(text)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
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
