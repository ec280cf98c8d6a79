//! What a schema cannot say of a checklist: names that are unique and well formed, words that are there, blanks that
//! fill, sensors used once.

use crate::content::{Finding, Kind, Node};
use crate::domain::script::{BLANKS, blanks_in};
use std::collections::BTreeMap;

/// Fields whose words are said aloud, and in which blanks are filled.
const SPOKEN: [&str; 9] =
    ["say", "ask", "why", "probes", "benefits", "risks", "question", "after_no", "after_withdrawal"];

/// Most characters of a name.
const LONGEST_NAME: usize = 64;

/// Everything in a file that breaks a rule. Fields of the wrong shape are passed over: they are named elsewhere.
pub(super) fn check(root: &Node) -> Vec<Finding> {
    let mut rules = Rules::default();
    rules.names_of_the_file(root);
    if let Some(stages) = root.field("stages") {
        rules.stages(stages, "");
    }
    rules.findings
}

#[derive(Default)]
struct Rules<'a> {
    /// The line each id was first seen on.
    ids: BTreeMap<&'a str, usize>,
    /// The line each sensor was first seen on.
    sensors: BTreeMap<&'a str, usize>,
    findings: Vec<Finding>,
}

impl<'a> Rules<'a> {
    fn names_of_the_file(&mut self, root: &'a Node) {
        if let Some((line, id)) = text_of(root, "id") {
            self.id_is_well_formed(line, id);
        }
        if let Some((line, version)) = text_of(root, "version") {
            self.version_is_well_formed(line, version);
        }
        if let Some((line, tag)) = text_of(root, "language")
            && !is_language_tag(tag)
        {
            self.find(
                line,
                format!("the language “{tag}” is no language tag; expected one such as en or es-MX"),
            );
        }
        for name in ["title", "about"] {
            if let Some((line, words)) = text_of(root, name) {
                self.words(line, words, name);
            }
        }
    }

    /// Walks everything below `stages`; `field` is the nearest name above.
    fn stages(&mut self, node: &'a Node, field: &'a str) {
        match &node.kind {
            Kind::Group(members) => {
                for member in members {
                    self.stages(&member.value, &member.name);
                }
            }
            Kind::List(nodes) => {
                for node in nodes {
                    self.stages(node, field);
                }
            }
            Kind::Text(text) => self.text(node.line, text, field),
            Kind::Number | Kind::Truth | Kind::Null => {}
        }
    }

    fn text(&mut self, line: usize, text: &'a str, field: &str) {
        match field {
            "id" => {
                self.id_is_well_formed(line, text);
                if let Some(first) = self.ids.get(text) {
                    let first = *first;
                    self.find(
                        line,
                        format!("the id “{text}” is taken on line {first}; expected one used nowhere else"),
                    );
                } else {
                    self.ids.insert(text, line);
                }
            }
            "sensor" => {
                if let Some(first) = self.sensors.get(text) {
                    let first = *first;
                    self.find(
                        line,
                        format!("the sensor “{text}” is used on line {first}; expected it once a file"),
                    );
                } else {
                    self.sensors.insert(text, line);
                }
            }
            "version" => self.version_is_well_formed(line, text),
            _ => self.words(line, text, field),
        }
    }

    fn words(&mut self, line: usize, words: &str, field: &str) {
        if words.trim().is_empty() {
            self.find(line, format!("“{field}” is empty; expected words"));
        }
        let blanks = blanks_in(words);
        if !SPOKEN.contains(&field) {
            if words.contains(['{', '}']) {
                let what = format!("“{field}” holds a brace; expected none: only words to say have blanks");
                self.find(line, what);
            }
            return;
        }
        let known = || BLANKS.map(|blank| format!("{{{blank}}}")).join(", ");
        for blank in &blanks {
            if !BLANKS.contains(blank) {
                self.find(line, format!("unknown blank “{{{blank}}}”; expected one of: {}", known()));
            }
        }
        if words.matches('{').count() != blanks.len() || words.matches('}').count() != blanks.len() {
            let what = format!("a brace has no partner; expected whole blanks such as {}", known());
            self.find(line, what);
        }
    }

    fn id_is_well_formed(&mut self, line: usize, id: &str) {
        let plain = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if id.len() > LONGEST_NAME || !id.split('-').all(plain) {
            let what = format!(
                "the id “{id}” has the wrong form; expected small letters and digits joined by hyphens, \
                 such as conflict-check, at most {LONGEST_NAME} characters"
            );
            self.find(line, what);
        }
    }

    fn version_is_well_formed(&mut self, line: usize, version: &str) {
        let starts_well = version.starts_with(|c: char| c.is_ascii_digit());
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'-';
        if !starts_well || version.len() > LONGEST_NAME || !version.bytes().all(plain) {
            self.find(
                line,
                format!("the version “{version}” has the wrong form; expected one such as 1.0.0"),
            );
        }
    }

    fn find(&mut self, line: usize, what: String) {
        self.findings.push(Finding::new(line, what));
    }
}

fn text_of<'a>(node: &'a Node, field: &str) -> Option<(usize, &'a str)> {
    let node = node.field(field)?;
    Some((node.line, node.text()?))
}

/// Whether this is formed as BCP 47 asks: a language of two or three letters, then parts of one to eight letters or digits.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
