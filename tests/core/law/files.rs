//! Law files of a firm: taken as a whole, or left out with every fault named by its line.

use super::ruling;
use proptest::prelude::*;
use rapport::content::Fault;
use rapport::law::{Medium, Rule, SHIPPED, Source, load, read};
use rapport::store::ConfigLayout;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The shipped text with `from` replaced by `to` where it first stands after `after`.
#[track_caller]
fn with(after: &str, from: &str, to: &str) -> String {
    let text = SHIPPED.1;
    let at = text.find(after).unwrap();
    let (before, rest) = text.split_at(at);
    assert!(rest.contains(from), "no {from} after {after}");
    before.to_owned() + &rest.replacen(from, to, 1)
}

/// The line on which `words` first stand in `text` from where `after` stands in the shipped text, from 1.
#[track_caller]
fn line_of(text: &str, after: &str, words: &str) -> usize {
    let start = SHIPPED.1.find(after).unwrap();
    let at = start + text[start..].find(words).unwrap();
    1 + text[..at].matches('\n').count()
}

#[track_caller]
fn faults(text: &str) -> Vec<Fault> {
    read(Path::new("firm.json"), text).unwrap_err()
}

/// Checks that a change leads to one fault, on the line of `on` after `after`, with these words in it.
#[track_caller]
fn check_fault(after: &str, from: &str, to: &str, on: &str, words: &str) {
    let text = with(after, from, to);
    let line = line_of(&text, after, on);
    let faults = faults(&text);
    assert!(
        faults.iter().any(|fault| fault.line == Some(line) && fault.what.contains(words)),
        "no fault on line {line} with “{words}” in {faults:#?}"
    );
    assert!(faults.iter().all(|fault| fault.file == Path::new("firm.json")));
}

fn put(folder: &Path, text: &str) -> PathBuf {
    let file = ConfigLayout::new(folder).recording_law();
    File::create(&file).unwrap().write_all(text.as_bytes()).unwrap();
    file
}

#[test]
fn each_fault_is_named_with_its_line() {
    let texas = "\"code\": \"US-TX\"";
    check_fault(
        texas,
        "\"one_party\"",
        "\"everyone\"",
        "\"everyone\"",
        "expected one of: one_party, all_party",
    );
    check_fault(texas, "\"note\"", "\"notes\"", "\"notes\"", "unknown field “notes”");
    check_fault(texas, "Tex. Penal", " \\tTex. Penal", "\\tTex.", "control character");
    check_fault(texas, "\"http://www.rcfp", "\"file:///www.rcfp", "file:///", "is no address");
    check_fault(texas, "\"Texas\"", "\" \"", "\" \"", "“name” is empty");
    check_fault(
        "\"name\": \"United Kingdom\"",
        "\"UK\"",
        "\"Ontario\"",
        "\"Ontario\"",
        "expected it under one place",
    );
    check_fault("\"also\"", "\"D.C.\"", "\"\"", "\"\"", "is empty");
    check_fault("\"checked\"", "2026-11-24", "2026-11-31", "2026-11-31", "is no date");
    check_fault("\"checked\"", "2026-11-24", "24 November", "24 November", "is no date");
    check_fault("\"version\"", "1.0.0", "first", "first", "wrong form");
    check_fault("\"use_in_court\"", "\"US-VA\"", "\"US-XX\"", "\"US-XX\"", "there is no place “US-XX”");
    check_fault(
        "\"id\": \"use_in_court\"",
        "use_in_court",
        "recording_now",
        "recording_now",
        "is taken on line",
    );
    check_fault("\"id\": \"use_in_court\"", "use_in_court", "Use in court", "Use in court", "wrong form");
}

#[test]
fn a_code_that_is_missing_twice_there_or_badly_formed_is_named() {
    let places = |text: &str| line_of(text, "\"places\"", "\"places\"");
    let text = with("\"US-TX\"", "US-TX", "us-tx");
    let found = faults(&text);
    let on = line_of(&text, "\"US-TX\"", "\"us-tx\"");
    assert!(found.iter().any(|f| f.line == Some(on) && f.what.contains("wrong form")), "{found:#?}");
    assert!(
        found.iter().any(|f| f.line == Some(places(&text)) && f.what.contains("lacks US-TX")),
        "{found:#?}"
    );

    let text = with("\"US-TX\"", "US-TX", "US-CA");
    let found = faults(&text);
    let [first, second] =
        ["\"name\": \"California\"", "\"name\": \"Texas\""].map(|name| line_of(&text, name, name) - 1);
    let twice = found.iter().find(|fault| fault.what.contains("“US-CA” stands")).unwrap();
    assert_eq!(twice.line, Some(second));
    assert!(twice.what.contains(&format!("line {first} ")), "{twice:?}");
}

#[test]
fn a_duty_that_holds_nowhere_is_named() {
    let text = with("\"parent_for_child\"", "[\"US-GA\"]", "[]");
    let found = faults(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    // The duty begins on the line before its id.
    assert_eq!(found[0].line, Some(line_of(&text, "\"parent_for_child\"", "parent_for_child") - 1));
    assert!(found[0].what.contains("holds nowhere"), "{found:#?}");
}

#[test]
fn a_file_with_a_fault_leaves_the_shipped_law_in_force_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let text = with("\"code\": \"US-CA\"", "\"all_party\"", "\"nobody\"");
    let file = put(folder.path(), &text);
    let loaded = load(Some(&file));
    assert_eq!(loaded.source, Source::Shipped);
    assert_eq!(ruling(&loaded.law, &["US-CA"], Medium::Telephone).rule, Rule::AllParty);
    let [fault] = loaded.faults.as_slice() else { panic!("{:?}", loaded.faults) };
    assert_eq!((&fault.file, fault.line), (&file, Some(line_of(&text, "\"US-CA\"", "\"nobody\""))));

    put(folder.path(), "{ not JSON");
    assert_eq!(load(Some(&file)).faults[0].line, Some(1));
    put(folder.path(), "");
    assert_eq!(load(Some(&file)).faults.len(), 1);
}

#[test]
fn what_cannot_be_read_leaves_the_shipped_law_in_force() {
    let folder = tempfile::tempdir().unwrap();
    let loaded = load(Some(folder.path()));
    assert_eq!((loaded.source, loaded.faults.len()), (Source::Shipped, 1));
    assert!(loaded.faults[0].what.contains("expected a law file"), "{:?}", loaded.faults);
}

#[test]
fn no_file_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let loaded = load(Some(&ConfigLayout::new(folder.path()).recording_law()));
    assert_eq!((loaded.source, loaded.faults.len()), (Source::Shipped, 0));
    assert_eq!(loaded.law, load(None).law);
}

#[test]
fn a_firms_file_without_a_fault_stands_in_place_of_the_shipped_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = with("\"code\": \"US-TX\"", "\"one_party\"", "\"all_party\"");
    let text = text.replacen("2026-11-24", "2027-01-02", 1).replacen("\"1.0.0\"", "\"1.0.0-firm\"", 1);
    let file = put(folder.path(), &format!("\u{feff}{text}"));
    let loaded = load(Some(&file));
    assert_eq!((loaded.source, loaded.faults), (Source::Firm(file), vec![]));
    let ruling = ruling(&loaded.law, &["US-TX"], Medium::Telephone);
    assert_eq!(
        (ruling.rule, ruling.checked.as_str(), ruling.version.as_str()),
        (Rule::AllParty, "2027-01-02", "1.0.0-firm")
    );
}

#[test]
fn a_state_is_never_weaker_than_the_federal_floor() {
    let text = with("\"code\": \"US\"", "\"one_party\"", "\"all_party\"");
    let law = read(Path::new("firm.json"), &text).unwrap();
    let texas = ruling(&law, &["US-TX"], Medium::Telephone);
    assert_eq!((texas.rule, texas.set_by.as_str()), (Rule::AllParty, "US"));
    let codes: Vec<&str> = texas.places.iter().map(|place| place.code.as_str()).collect();
    assert_eq!(codes, ["US-TX", "US"]);
    assert!(texas.sentence().starts_with("United States (federal) sets the rule"));
    let with_california = ruling(&law, &["US-TX", "US-CA"], Medium::Telephone);
    assert_eq!(with_california.rule, Rule::AllParty);
    assert_eq!(ruling(&law, &["US-TX"], Medium::InPerson).rule, Rule::OneParty);
    assert_eq!(ruling(&law, &["US"], Medium::Telephone).places.len(), 1);
}

#[test]
fn a_duty_of_the_federal_floor_holds_in_every_state_and_in_no_other_country() {
    let text = with("\"joiners\"", "[\"US-MA\"]", "[\"US\"]");
    let law = read(Path::new("firm.json"), &text).unwrap();
    let held = |codes: &[&str]| {
        let ruling = ruling(&law, codes, Medium::Telephone);
        ruling.duties.into_iter().find(|duty| duty.id == "joiners").map(|duty| duty.places)
    };
    assert_eq!(held(&["US-TX"]), Some(vec!["United States (federal)".to_owned()]));
    assert_eq!(held(&["US", "US-TX"]), Some(vec!["United States (federal)".to_owned()]));
    assert_eq!(held(&["GB"]), None);
}

#[test]
fn a_firm_may_add_a_place() {
    let germany = r#"{"code": "DE", "name": "Germany", "telephone": "all_party", "in_person": "all_party",
        "announcement_suffices": "no", "confidence": "medium", "citation": "StGB § 201", "note": "Ask.",
        "sources": ["https://example.org/"]}, "#;
    let text = SHIPPED.1.replacen("\"places\": [", &format!("\"places\": [{germany}"), 1);
    let law = read(Path::new("firm.json"), &text).unwrap();
    let place = law.place("DE").unwrap();
    assert_eq!(law.jurisdiction(place.code()).unwrap().name, "Germany");
    assert_eq!(law.state_of_the_same_letters(&place).unwrap().name, "Delaware");
}

proptest! {
    #[test]
    fn bytes_of_any_kind_leave_the_shipped_law_in_force(bytes: Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let file = ConfigLayout::new(folder.path()).recording_law();
        File::create(&file).unwrap().write_all(&bytes).unwrap();
        let loaded = load(Some(&file));
        prop_assert_eq!(loaded.source, Source::Shipped);
        prop_assert!(!loaded.faults.is_empty());
        prop_assert_eq!(loaded.law.places().count(), 60);
    }

    #[test]
    fn a_text_cut_off_anywhere_is_refused(end in 0..SHIPPED.1.len() - 3) {
        let end = (0..=end).rev().find(|end| SHIPPED.1.is_char_boundary(*end)).unwrap();
        prop_assert!(read(Path::new("firm.json"), &SHIPPED.1[..end]).is_err());
    }
}
