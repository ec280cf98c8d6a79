//! What a schema cannot say of a script: names that are unique and well formed, words that are there, blanks that fill.

use crate::checklists::names::{fault_of_id, fault_of_language, fault_of_version, faults_of_blanks, text_of};
use crate::content::{Finding, Kind, Node};
use crate::domain::script::{BLANKS, PERSON, blanks_in};
use std::collections::BTreeMap;

/// Blanks of what is said to one person at a time.
const TO_ONE: [&str; 6] = ["client", "paralegal", "title", "firm", "attorney", PERSON];

/// Everything in a file that breaks a rule. Fields of the wrong shape are passed over: they are named elsewhere.
pub(super) fn check(root: &Node) -> Vec<Finding> {
    let mut rules = Rules::default();
    rules.names(root);
    rules.lines(root, &BLANKS);
    rules.words(root, "question");
    if let Some(again) = root.field("on_recording") {
        rules.lines(again, &BLANKS);
        rules.words(again, "question");
        rules.asks_by_name(again);
        rules.words(again, "thanks");
    }
    if let Some(after) = root.field("after") {
        for field in ["no", "not_sure", "withdrawal"] {
            rules.words(after, field);
        }
    }
    if let Some(Kind::Group(cases)) = root.field("cases").map(|cases| &cases.kind) {
        for case in cases {
            rules.steps(&case.value);
            rules.lines(&case.value, &TO_ONE);
        }
    }
    rules.findings
}

/// Whether anything is left to say once the blanks are taken out.
pub(super) fn has_words(text: &str) -> bool {
    let without =
        blanks_in(text).iter().fold(text.to_owned(), |text, blank| text.replace(&format!("{{{blank}}}"), ""));
    without.chars().any(char::is_alphabetic)
}

/// The entries of a list; none where it is no list.
pub(super) fn entries(list: Option<&Node>) -> &[Node] {
    match list.map(|list| &list.kind) {
        Some(Kind::List(nodes)) => nodes,
        _ => &[],
    }
}

#[derive(Default)]
struct Rules<'a> {
    /// The line each id was first seen on.
    ids: BTreeMap<&'a str, usize>,
    findings: Vec<Finding>,
}

impl<'a> Rules<'a> {
    fn names(&mut self, root: &Node) {
        if let Some((line, id)) = text_of(root, "id") {
            self.find_all(line, fault_of_id(id));
        }
        if let Some((line, version)) = text_of(root, "version") {
            self.find_all(line, fault_of_version(version));
        }
        if let Some((line, tag)) = text_of(root, "language") {
            self.find_all(line, fault_of_language(tag));
        }
        if let Some((line, title)) = text_of(root, "title") {
            self.plain(line, title, "the title");
        }
    }

    fn lines(&mut self, parent: &'a Node, blanks: &[&str]) {
        for entry in entries(parent.field("lines")) {
            let id = text_of(entry, "id");
            if let Some((line, id)) = id {
                self.find_all(line, fault_of_id(id));
                let first = *self.ids.entry(id).or_insert(line);
                let taken = format!("the id “{id}” is taken on line {first}; expected one used nowhere else");
                self.find_all(line, (first != line).then_some(taken));
            }
            if let Some((line, say)) = text_of(entry, "say") {
                let name = id.map_or_else(|| "a line".to_owned(), |(_, id)| format!("the line “{id}”"));
                self.spoken(line, say, &name, blanks);
            }
        }
    }

    fn words(&mut self, parent: &Node, field: &str) {
        if let Some((line, words)) = text_of(parent, field) {
            self.spoken(line, words, &format!("“{field}”"), &TO_ONE);
        }
    }

    fn asks_by_name(&mut self, again: &Node) {
        let asked = text_of(again, "question").filter(|(_, words)| !blanks_in(words).contains(&PERSON));
        if let Some((line, _)) = asked {
            let what = "the question on the recording names nobody; expected the blank {person} in it";
            self.find_all(line, [what.to_owned()]);
        }
    }

    fn steps(&mut self, case: &Node) {
        for step in entries(case.field("steps")) {
            if let Some(words) = step.text() {
                self.plain(step.line, words, "a step");
            }
        }
    }

    fn spoken(&mut self, line: usize, words: &str, name: &str, blanks: &[&str]) {
        if has_words(words) {
            self.find_all(line, faults_of_blanks(words, blanks));
        } else {
            self.find_all(line, [format!("{name} has no words; expected what is to be said")]);
        }
    }

    /// Words that are read and not said.
    fn plain(&mut self, line: usize, words: &str, name: &str) {
        if words.contains(['{', '}']) {
            self.find_all(
                line,
                [format!("{name} holds a brace; expected none: only words to say have blanks")],
            );
        } else if !has_words(words) {
            self.find_all(line, [format!("{name} has no words; expected some")]);
        }
    }

    fn find_all(&mut self, line: usize, faults: impl IntoIterator<Item = String>) {
        self.findings.extend(faults.into_iter().map(|what| Finding::new(line, what)));
    }
}
