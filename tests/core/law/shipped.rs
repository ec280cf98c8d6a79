//! The shipped law: the schema, the facts of the table it was made from, and what a person reads.

use super::{MEDIA, ruling, shipped};
use rapport::law::{CONFIRM, Confidence, Medium, POLICY, Rule, SHIPPED, schema};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// The facts of the table of sources, without its notes: tab-separated, headings first.
const FACTS: &str = include_str!("../../fixtures/law/places.tsv");

/// Words that would be a verdict. A statute may have one in its name.
const VERDICTS: [&str; 9] = [
    "legal",
    "legally",
    "lawful",
    "lawfully",
    "compliant",
    "compliance",
    "privileged",
    "admissible",
    "legal advice",
];

/// Set `UPDATE_SNAPSHOTS=1` to write the schema anew, as for pictures.
#[test]
fn the_schema_beside_the_law_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/recording-law.schema.json");
    let current = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        File::create(&path).unwrap().write_all(current.as_bytes()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == current, "{} is out of date: run the tests with UPDATE_SNAPSHOTS=1", path.display());
}

#[test]
fn the_shipped_law_follows_the_schema_by_an_independent_reader() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let value: Value = serde_json::from_str(SHIPPED.1).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(value["$schema"], "./recording-law.schema.json");
    assert!(!validator.is_valid(&json!({ "$schema": value["$schema"] })));
}

#[test]
fn every_fact_of_the_table_of_sources_stands_in_the_law() {
    let law = shipped();
    let mut places = law.places();
    for line in FACTS.lines().skip(1) {
        let facts: Vec<&str> = line.split('\t').collect();
        let (_, place) = places.next().unwrap();
        let word = |value: Value| value.as_str().unwrap().to_owned();
        let found = [
            place.code.clone(),
            place.name.clone(),
            word(json!(place.telephone)),
            word(json!(place.in_person)),
            word(json!(place.announcement_suffices)),
            word(json!(place.confidence)),
            place.sources.len().to_string(),
            place.citation.clone(),
        ];
        assert_eq!(found.as_slice(), facts, "{}", place.code);
    }
    assert_eq!((places.next(), FACTS.lines().count()), (None, 61));
}

#[test]
fn the_day_it_was_checked_and_who_must_confirm_it_are_always_said() {
    let law = shipped();
    for (place, _) in law.places() {
        for medium in MEDIA {
            let ruling = law.rule_for(std::slice::from_ref(&place), medium);
            assert_eq!((ruling.checked.as_str(), ruling.version.as_str()), ("2026-11-24", "1.0.0"));
            let line = ruling.checked_line();
            assert!(line.contains("2026-11-24") && line.contains(CONFIRM), "{line}");
        }
    }
    assert!(CONFIRM.contains("supervising attorney must confirm"));
    assert!(POLICY.contains("ask everyone"));
}

#[test]
fn entries_of_low_or_medium_confidence_say_so_and_others_do_not() {
    let law = shipped();
    let mut doubtful = 0;
    for (place, jurisdiction) in law.places() {
        let doubts = law.rule_for(std::slice::from_ref(&place), Medium::Telephone).doubts();
        let word = match jurisdiction.confidence {
            Confidence::High => {
                assert_eq!(doubts, [""; 0], "{}", jurisdiction.name);
                continue;
            }
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        };
        doubtful += 1;
        assert!(doubts[0].contains(&jurisdiction.name) && doubts[0].contains(word), "{doubts:?}");
    }
    assert_eq!(doubtful, 14, "as many as in the table of sources");
    assert_eq!(ruling(&law, &["US-DE", "US-TX", "US-GU"], Medium::Telephone).doubts().len(), 2);
}

#[test]
fn one_plain_sentence_says_which_place_set_the_rule() {
    let law = shipped();
    let says = |codes: &[&str], medium, words: &str| {
        assert_eq!(ruling(&law, codes, medium).sentence(), words);
    };
    says(
        &["US-TX", "US-CA"],
        Medium::Telephone,
        "California sets the rule: everyone on the call must agree.",
    );
    says(&["US-OR"], Medium::InPerson, "Oregon sets the rule: everyone in the room must agree.");
    says(&["US-OR"], Medium::Telephone, "Oregon sets the rule: one participant's yes is enough.");
    says(
        &["US-TX", "US-NY"],
        Medium::Telephone,
        "New York sets the rule: one participant's yes is enough, there and in every other place named.",
    );
    says(
        &["US-TX", "unknown"],
        Medium::Telephone,
        "It is not known where everyone is, so everyone on the call must agree.",
    );
    says(
        &["GB"],
        Medium::Telephone,
        "United Kingdom sets the rule: what it asks for depends on the case, so everyone on the call must agree.",
    );
    says(
        &["US-GU"],
        Medium::InPerson,
        "Guam sets the rule: what it asks for is not settled, so everyone in the room must agree.",
    );
}

#[test]
fn nothing_said_of_any_place_is_a_verdict() {
    let law = shipped();
    let codes = law.places().map(|(place, _)| place).chain([rapport::law::Place::unknown()]);
    for place in codes {
        for medium in MEDIA {
            let ruling = law.rule_for(std::slice::from_ref(&place), medium);
            let mut said = vec![ruling.sentence(), ruling.checked_line(), POLICY.to_owned()];
            said.extend(ruling.doubts());
            said.extend(ruling.duties.iter().flat_map(|duty| [duty.line(), duty.why.clone()]));
            said.extend(ruling.places.iter().flat_map(|place| {
                [place.name.clone(), place.note.clone(), place.rule_in_words().to_owned()]
            }));
            let said = said.join(" ").to_lowercase();
            for verdict in VERDICTS {
                let words: Vec<&str> = said.split(|c: char| !c.is_alphanumeric() && c != ' ').collect();
                let found = words.iter().any(|part| format!(" {part} ").contains(&format!(" {verdict} ")));
                assert!(!found, "{}: {verdict}", place.code());
            }
        }
    }
}

#[test]
fn notes_are_short_and_of_one_line() {
    for (_, place) in shipped().places() {
        assert!((20..600).contains(&place.note.chars().count()), "{}: {}", place.code, place.note.len());
        assert!(place.note.ends_with('.') && !place.note.contains("  "), "{}", place.code);
    }
}

#[test]
fn a_ruling_can_be_kept_and_read_back() {
    let ruling = ruling(&shipped(), &["US-VA", "EU", "unknown"], Medium::InPerson);
    let text = serde_json::to_string(&ruling).unwrap();
    assert_eq!(serde_json::from_str::<rapport::law::Ruling>(&text).unwrap(), ruling);
    assert_eq!(ruling.rule, Rule::AllParty);
    assert_eq!(ruling.setter().map(|place| place.code.as_str()), Some("EU"));
}
