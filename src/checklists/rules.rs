//! What a schema cannot say of a checklist: names that are unique and well formed, words that are there, blanks that
//! fill, sensors used once.

use super::names::{fault_of_id, fault_of_language, fault_of_version, faults_of_blanks, text_of};
use crate::content::{Finding, Kind, Node};
use crate::domain::script::BLANKS;
use std::collections::BTreeMap;

/// Fields whose words are said aloud, and in which blanks are filled.
const SPOKEN: [&str; 9] =
    ["say", "ask", "why", "probes", "benefits", "risks", "question", "after_no", "after_withdrawal"];

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
            self.find_all(line, fault_of_id(id));
        }
        if let Some((line, version)) = text_of(root, "version") {
            self.find_all(line, fault_of_version(version));
        }
        if let Some((line, tag)) = text_of(root, "language") {
            self.find_all(line, fault_of_language(tag));
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
                self.find_all(line, fault_of_id(text));
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
            "version" => self.find_all(line, fault_of_version(text)),
            _ => self.words(line, text, field),
        }
    }

    fn words(&mut self, line: usize, words: &str, field: &str) {
        if words.trim().is_empty() {
            self.find(line, format!("“{field}” is empty; expected words"));
        }
        if !SPOKEN.contains(&field) {
            if words.contains(['{', '}']) {
                let what = format!("“{field}” holds a brace; expected none: only words to say have blanks");
                self.find(line, what);
            }
            return;
        }
        self.find_all(line, faults_of_blanks(words, &BLANKS));
    }

    fn find_all(&mut self, line: usize, faults: impl IntoIterator<Item = String>) {
        self.findings.extend(faults.into_iter().map(|what| Finding::new(line, what)));
    }

    fn find(&mut self, line: usize, what: String) {
        self.findings.push(Finding::new(line, what));
    }
}
