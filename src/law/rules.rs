//! What a schema cannot say of a law file: codes that are well formed, unique and complete, a real date, words that are
//! there, addresses that are addresses, duties of places that exist.

use super::load::SHIPPED;
use super::place::UNKNOWN;
use crate::content::{Finding, Kind, Node, locate_in};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Fields that hold a date, a code, a name for programs or a version, and are looked at by themselves.
const NOT_WORDS: [&str; 5] = ["$schema", "version", "checked", "code", "id"];

/// The places of the shipped file: a firm's own may add some, and must leave out none.
static SHIPPED_CODES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = locate_in(SHIPPED.1);
    let places = root.as_ref().and_then(|root| root.field("places"));
    let codes = places.map(entries).unwrap_or_default().iter().filter_map(|place| text_of(place, "code"));
    codes.map(|(_, code)| code.to_owned()).collect()
});

/// Everything in a file that breaks a rule. Fields of the wrong shape are passed over: they are named elsewhere.
pub(super) fn check(root: &Node) -> Vec<Finding> {
    let mut rules = Rules::default();
    rules.words(root, "the file");
    rules.head(root);
    if let Some(places) = root.field("places") {
        rules.places(places);
    }
    for duty in root.field("duties").map(entries).unwrap_or_default() {
        rules.duty(duty);
    }
    rules.findings
}

#[derive(Default)]
struct Rules<'a> {
    /// The line each code was first seen on.
    codes: BTreeMap<&'a str, usize>,
    /// The line each other name of a place was first seen on, in small letters.
    also: BTreeMap<String, usize>,
    /// The line each duty was first seen on.
    duties: BTreeMap<&'a str, usize>,
    findings: Vec<Finding>,
}

impl<'a> Rules<'a> {
    fn head(&mut self, root: &'a Node) {
        if let Some((line, checked)) = text_of(root, "checked")
            && !is_date(checked)
        {
            self.find(line, format!("“{checked}” is no date; expected one such as 2026-11-24"));
        }
        if let Some((line, version)) = text_of(root, "version") {
            let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'-';
            if !version.starts_with(|c: char| c.is_ascii_digit()) || !version.bytes().all(plain) {
                let what = format!("the version “{version}” has the wrong form; expected one such as 1.0.0");
                self.find(line, what);
            }
        }
    }

    fn places(&mut self, places: &'a Node) {
        for place in entries(places) {
            if let Some((line, code)) = text_of(place, "code") {
                self.code(line, code);
            }
            let also = place.field("also").map(entries).unwrap_or_default().iter();
            for (line, name) in also.filter_map(|name| Some((name.line, name.text()?))) {
                self.also(line, name);
            }
            for source in place.field("sources").map(entries).unwrap_or_default() {
                self.source(source);
            }
        }
        for code in SHIPPED_CODES.iter() {
            if !self.codes.contains_key(code.as_str()) {
                let what = format!("places lacks {code}; expected every place of the shipped law file");
                self.find(places.line, what);
            }
        }
    }

    fn code(&mut self, line: usize, code: &'a str) {
        if !is_code(code) {
            let what = format!("the code “{code}” has the wrong form; expected one such as GB or US-CA");
            self.find(line, what);
        }
        if let Some(first) = self.codes.insert(code, line) {
            let what = format!("the code “{code}” stands on line {first} already; expected each place once");
            self.find(line, what);
        }
    }

    fn also(&mut self, line: usize, name: &str) {
        if let Some(first) = self.also.insert(name.to_lowercase(), line) {
            self.find(line, format!("“{name}” stands on line {first} already; expected it under one place"));
        }
    }

    fn source(&mut self, source: &'a Node) {
        let is_address = |text: &str| {
            let (_, rest) = text.split_once("://").filter(|(start, _)| ["http", "https"].contains(start))?;
            (!rest.is_empty() && rest.bytes().all(|b| b.is_ascii_graphic())).then_some(())
        };
        if let Some(text) = source.text()
            && is_address(text).is_none()
        {
            self.find(source.line, format!("“{text}” is no address; expected one that begins with https://"));
        }
    }

    fn duty(&mut self, duty: &'a Node) {
        if let Some((line, id)) = text_of(duty, "id") {
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
            if id.is_empty() || !id.bytes().all(plain) {
                let what = format!(
                    "the id “{id}” has the wrong form; expected small letters joined by _, such as use_in_court"
                );
                self.find(line, what);
            }
            if let Some(first) = self.duties.insert(id, line) {
                self.find(
                    line,
                    format!("the id “{id}” is taken on line {first}; expected one used nowhere else"),
                );
            }
        }
        let [telephone, in_person] =
            ["telephone", "in_person"].map(|medium| duty.field(medium).map(entries).unwrap_or_default());
        if telephone.is_empty() && in_person.is_empty() {
            self.find(
                duty.line,
                "the duty holds nowhere; expected a place under telephone or in_person".to_owned(),
            );
        }
        for place in telephone.iter().chain(in_person) {
            if let Some(code) = place.text()
                && code != UNKNOWN
                && !self.codes.contains_key(code)
            {
                let what = format!("there is no place “{code}”; expected one of those above, or {UNKNOWN}");
                self.find(place.line, what);
            }
        }
    }

    /// Walks everything: what a person reads is there, on one line, and free of anything that is not seen.
    fn words(&mut self, node: &'a Node, field: &str) {
        match &node.kind {
            Kind::Group(members) => {
                for member in members {
                    self.words(&member.value, &member.name);
                }
            }
            Kind::List(nodes) => {
                for node in nodes {
                    self.words(node, field);
                }
            }
            Kind::Text(text) if !NOT_WORDS.contains(&field) => {
                if text.trim().is_empty() {
                    self.find(node.line, format!("“{field}” is empty; expected words"));
                }
                if text.chars().any(char::is_control) {
                    let what =
                        format!("“{field}” holds a line break, tab or control character; expected none");
                    self.find(node.line, what);
                }
            }
            Kind::Text(_) | Kind::Number | Kind::Truth | Kind::Null => {}
        }
    }

    fn find(&mut self, line: usize, what: String) {
        self.findings.push(Finding::new(line, what));
    }
}

fn entries(list: &Node) -> &[Node] {
    match &list.kind {
        Kind::List(nodes) => nodes,
        _ => &[],
    }
}

fn text_of<'a>(node: &'a Node, field: &str) -> Option<(usize, &'a str)> {
    let node = node.field(field)?;
    Some((node.line, node.text()?))
}

/// `YYYY-MM-DD`, and a day there is.
fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok_and(|date| date.to_string() == text)
}

/// Two capitals, or two capitals, a hyphen and up to three capitals or digits, as ISO 3166 has it.
fn is_code(code: &str) -> bool {
    let (country, part) = code.split_once('-').map_or((code, None), |(country, part)| (country, Some(part)));
    let is_part = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()) && part.is_none_or(is_part)
}
