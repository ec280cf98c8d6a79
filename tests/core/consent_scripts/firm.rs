//! A firm's own scripts: in place of ours or beside them, never without a locked line; every fault with its line.

use super::{script_in, text_in};
use crate::checklists::check_fault;
use rapport::checklists::Fault;
use rapport::checklists::consent_scripts::{Library, load, read_firm_owned};
use rapport::domain::consent_script::Case;
use std::fs::File;
use std::io::Write;
use std::path::Path;

fn put(folder: &Path, name: &str, text: &str) {
    File::create(folder.join(name)).unwrap().write_all(text.as_bytes()).unwrap();
}

/// The shipped English text under another version, with each `from` replaced by its `to`.
#[track_caller]
pub fn text_with(changes: &[(&str, &str)]) -> String {
    let mut text = text_in("en").replace("\"version\": \"1.0.0\"", "\"version\": \"1.0.0-firm\"");
    for (from, to) in changes {
        assert!(text.contains(from), "the script has no {from}");
        text = text.replacen(from, to, 1);
    }
    text
}

#[track_caller]
pub fn faults_with(changes: &[(&str, &str)]) -> Vec<Fault> {
    read_firm_owned(Path::new("firm.json"), &text_with(changes)).unwrap_err()
}

/// The line of the shipped script on which `words` stand.
#[track_caller]
pub fn line_of(words: &str) -> usize {
    line_in(text_in("en"), words)
}

#[track_caller]
pub fn line_in(text: &str, words: &str) -> usize {
    1 + text.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words} in {text}"))
}

#[test]
fn a_firm_may_say_it_in_its_own_words_and_more() {
    let text = text_with(&[
        ("It may be used in your matter, and that includes in court.", "A judge may hear it one day."),
        ("\"id\": \"sound-only\"", "\"id\": \"five-years\""),
    ]);
    let script = read_firm_owned(Path::new("firm.json"), &text).unwrap();
    assert!(script.said().any(|words| words == "A judge may hear it one day."));
    assert_ne!(script.stamp().words, script_in("en").stamp().words);
}

#[test]
fn other_words_need_another_version() {
    let text = text_in("en").replace("Then I just take notes.", "Then I take notes.");
    let faults = read_firm_owned(Path::new("firm.json"), &text).unwrap_err();
    assert_eq!(faults.len(), 1);
    check_fault(&faults, line_of("\"version\""), "the version “1.0.0” is that of the shipped words");
    assert!(
        read_firm_owned(Path::new("firm.json"), text_in("en")).is_ok(),
        "the same words may keep their version"
    );
    let elsewhere = text.replace("\"language\": \"en\"", "\"language\": \"en-GB\"");
    assert!(
        read_firm_owned(Path::new("firm.json"), &elsewhere).is_ok(),
        "another script has versions of its own"
    );
}

#[test]
fn a_case_that_is_left_out_is_named_and_none_is_made_up() {
    for case in Case::ALL {
        let field = case.field();
        let faults = faults_with(&[(&format!("\"{field}\": {{"), "\"somewhere\": {")]);
        check_fault(&faults, line_of(&format!("\"{field}\": {{")), "unknown field “somewhere”");
        check_fault(&faults, line_of("\"cases\""), &format!("cases lacks the field “{field}”"));
    }
}

#[test]
fn the_question_on_the_recording_names_the_person() {
    let faults = faults_with(&[("{person}, do I have", "Do I have")]);
    check_fault(&faults, line_of("do I have your"), "expected the blank {person} in it");
}

#[test]
fn what_is_said_to_all_names_no_one_person() {
    let faults = faults_with(&[("I would like to ask you something", "{person}, I would like to ask you")]);
    check_fault(
        &faults,
        line_of("\"id\": \"opening\"") + 1,
        "unknown blank “{person}”; expected one of: {client}, ",
    );
}

#[test]
fn every_other_fault_is_named_on_its_line() {
    for (from, to, what) in [
        ("\"May I record our talk today?", "\"May {we} record?", "unknown blank “{we}”"),
        ("\"id\": \"whole-call\"", "\"id\": \"Whole call\"", "has the wrong form; expected small letters"),
        ("\"id\": \"sound-only\"", "\"id\": \"who-keeps\"", "the id “who-keeps” is taken on line"),
        ("\"id\": \"jail-line-apart\"", "\"id\": \"who-keeps\"", "the id “who-keeps” is taken on line"),
        ("\"duty\": \"how_long\"", "\"duty\": \"forever\"", "“forever”; expected one of: purpose, "),
        ("\"to\": \"operator\"", "\"to\": \"nobody\"", "“nobody”; expected one of: everyone, "),
        ("\"title\": \"Permission", "\"title\": \"{firm} permission", "the title holds a brace"),
        ("\"language\": \"en\"", "\"language\": \"english\"", "expected one such as en or es-MX"),
        ("\"version\": \"1.0.0-firm\"", "\"version\": \"ours\"", "expected one such as 1.0.0"),
        ("\"id\": \"recording\"", "\"id\": \"Recording\"", "expected small letters and digits"),
        ("\"A child cannot", "\"{client} cannot", "a step holds a brace"),
        ("\"thanks\":", "\"thank\":", "unknown field “thank”"),
    ] {
        let faults = faults_with(&[(from, to)]);
        check_fault(&faults, line_in(&text_with(&[]), from), what);
    }
    for field in ["no", "not_sure", "withdrawal", "question", "thanks"] {
        let (text, key) = (text_in("en"), format!("\"{field}\": \""));
        let words = text.split(&key).nth(1).unwrap().split('"').next().unwrap();
        let faults = faults_with(&[(&format!("{key}{words}"), &key)]);
        check_fault(&faults, line_of(&key), &format!("“{field}” has no words"));
    }
}

#[test]
fn all_faults_are_named_at_once_in_the_order_of_the_lines() {
    let faults = faults_with(&[
        ("\"id\": \"stop-any-time\"", "\"id\": \"stop\""),
        ("{attorney} can hear", "{lawyer} can hear"),
        ("\"not_sure\":", "\"unsure\":"),
        ("\"to\": \"interpreter\"", "\"to\": \"child\""),
    ]);
    assert_eq!(faults.len(), 5, "{faults:#?}");
    assert!(faults.is_sorted_by_key(|fault| fault.line));
}

/// What is loaded when these are the files of the firm's folder.
fn loaded(files: &[(&str, &str)]) -> Library {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        put(folder.path(), name, text);
    }
    load(Some(folder.path()))
}

/// Checks how many scripts there are and which version stands for a language.
#[track_caller]
fn check_in_force(library: &Library, count: usize, language: &str, version: &str) {
    assert_eq!(library.scripts.len(), count);
    assert_eq!(
        library.in_language("recording", language).map(|script| script.version.as_str()),
        Some(version)
    );
}

#[test]
fn a_firm_owned_script_stands_in_place_of_the_shipped_one() {
    let library = loaded(&[("ours.json", &text_with(&[("Then I just take notes.", "Then I take notes.")]))]);
    assert_eq!(library.faults, []);
    check_in_force(&library, 2, "en", "1.0.0-firm");
    check_in_force(&library, 2, "es", "1.0.0");
}

#[test]
fn a_faulty_one_leaves_the_shipped_one_in_force() {
    let library = loaded(&[("ours.json", &text_with(&[("\"id\": \"stop-any-time\"", "\"id\": \"stop\"")]))]);
    check_in_force(&library, 2, "en", "1.0.0");
    assert_eq!(library.faults.len(), 1);
    check_fault(
        &library.faults,
        line_of("\"lines\""),
        "lacks the locked line “stop-any-time” (duty: stop_any_time)",
    );
    assert!(library.faults[0].to_string().contains("ours.json:7: lines lacks"), "{}", library.faults[0]);
}

#[test]
fn another_language_stands_beside_and_keeps_the_locked_lines_too() {
    let vietnamese = |text: String| text.replace("\"language\": \"en\"", "\"language\": \"vi\"");
    let library = loaded(&[("vi.json", &vietnamese(text_with(&[])))]);
    check_in_force(&library, 3, "vi-VN", "1.0.0-firm");
    let library =
        loaded(&[("vi.json", &vietnamese(text_with(&[("\"id\": \"how-long\"", "\"id\": \"long\"")])))]);
    assert_eq!((library.scripts.len(), library.in_language("recording", "vi")), (2, None));
    check_fault(&library.faults, line_of("\"lines\""), "lacks the locked line “how-long”");
}

#[test]
fn a_script_of_another_name_keeps_the_locked_lines_too() {
    let named = |text: String| text.replace("\"id\": \"recording\"", "\"id\": \"short\"");
    assert_eq!(loaded(&[("short.json", &named(text_with(&[])))]).scripts.len(), 3);
    let library = loaded(&[("short.json", &named(text_with(&[("\"id\": \"purpose\"", "\"id\": \"why\"")])))]);
    assert_eq!((library.scripts.len(), library.faults.len()), (2, 1));
}

#[test]
fn the_nearest_language_is_found_and_none_where_there_is_none() {
    let mexican =
        text_in("es").replace("\"language\": \"es\"", "\"language\": \"es-MX\"").replace("1.0.0", "2");
    let library = loaded(&[("mx.json", &mexican)]);
    check_in_force(&library, 3, "ES-mx", "2");
    check_in_force(&library, 3, "es-419", "1.0.0");
    check_in_force(&library, 3, "es", "1.0.0");
    assert_eq!(library.in_language("recording", "so"), None);
    assert_eq!(library.in_language("other", "en"), None);
}

#[test]
fn of_two_with_one_name_the_first_wins() {
    let second = text_with(&[]).replace("1.0.0-firm", "3");
    let library = loaded(&[("a.json", &text_with(&[])), ("b.json", &second)]);
    check_in_force(&library, 2, "en", "1.0.0-firm");
    check_fault(&library.faults, line_of("\"id\": \"recording\""), "of a.json, which is used");
}

#[test]
fn what_is_no_script_is_named_or_passed_over() {
    let library = loaded(&[("notes.txt", "x"), (".hidden.json", "x"), ("consent-script.schema.json", "x")]);
    assert_eq!(library.faults, []);
    let library = loaded(&[("broken.json", "{\n\"id\": \"recording\""), ("list.json", "[]")]);
    assert_eq!(library.faults.len(), 2);
    check_fault(&library.faults, 2, "ends too early");
    check_fault(&library.faults, 1, "expected a group");
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(load(Some(&folder.path().join("absent"))).faults, []);
    std::fs::create_dir(folder.path().join("folder.json")).unwrap();
    let faults = load(Some(folder.path())).faults;
    check_fault(&faults, 0, "is not a file; expected a script that asks for permission to record");
    let file = tempfile::NamedTempFile::new().unwrap();
    check_fault(&load(Some(file.path())).faults, 0, "cannot be listed");
}

#[test]
fn a_byte_order_mark_is_passed_over_and_the_lines_stay_right() {
    let marked = format!("\u{feff}{}", text_with(&[("\"id\": \"purpose\"", "\"id\": \"why\"")]));
    check_fault(
        &read_firm_owned(Path::new("firm.json"), &marked).unwrap_err(),
        line_of("\"lines\""),
        "“purpose”",
    );
}
