//! The reader: every fault with its line, firm-owned files, and bytes of any kind.

use super::{check_fault, in_repository, shipped_text};
use proptest::prelude::*;
use rapport::checklists::{Fault, LARGEST_FILE_BYTES, SHIPPED, load, read, read_file};
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// A small checklist without a fault; tests put faults into it.
const GOOD: &str = include_str!("../../fixtures/checklists/firm/lease-review.en.json");

/// The faults of the good checklist with each `from` replaced by its `to`.
#[track_caller]
fn faults_with(changes: &[(&str, &str)]) -> Vec<Fault> {
    let mut text = GOOD.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "the fixture has no {from}");
        text = text.replacen(from, to, 1);
    }
    read(Path::new("firm.json"), &text).unwrap_err()
}

/// The line of the good checklist on which `words` stand.
#[track_caller]
fn line_of(words: &str) -> usize {
    1 + GOOD.lines().position(|line| line.contains(words)).unwrap()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    File::create(folder.join(name)).unwrap().write_all(bytes).unwrap();
}

#[test]
fn the_fixture_has_no_fault() {
    let checklist = read(Path::new("firm.json"), GOOD).unwrap();
    assert_eq!((checklist.id.as_str(), checklist.stages.prepare.items.len()), ("lease-review", 2));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    assert!(read(Path::new("firm.json"), &format!("\u{feff}{GOOD}")).is_ok());
}

#[test]
fn a_missing_comma_is_named_with_its_line() {
    let faults = faults_with(&[("\"version\": \"2.1\",", "\"version\": \"2.1\"")]);
    assert_eq!(faults.len(), 1);
    check_fault(&faults, line_of("\"version\": \"2.1\"") + 1, "expected `,` or `}`");
}

#[test]
fn a_text_that_ends_too_early_is_named() {
    let half: String = GOOD.chars().take(GOOD.len() / 2).collect();
    let faults = read(Path::new("firm.json"), &half).unwrap_err();
    check_fault(&faults, half.lines().count(), "ends too early");
}

#[test]
fn an_empty_file_is_named() {
    check_fault(&read(Path::new("firm.json"), "").unwrap_err(), 1, "ends too early");
}

#[test]
fn a_file_that_is_no_group_is_named() {
    check_fault(&read(Path::new("firm.json"), "\n[1]").unwrap_err(), 2, "a list [ … ]; expected a group");
}

#[test]
fn an_unknown_field_is_named_with_the_known_ones() {
    let faults = faults_with(&[("\"help\":", "\"hint\":")]);
    check_fault(&faults, line_of("\"help\":"), "unknown field “hint”; expected: ");
    check_fault(&faults, line_of("\"help\":"), "sensor");
}

#[test]
fn a_missing_field_is_named_with_what_it_is_for() {
    let faults = faults_with(&[("\"text\": \"Lease at hand\",", "")]);
    check_fault(&faults, line_of("\"id\": \"lease\"") - 1, "stages.prepare.items #1 lacks the field “text”");
    check_fault(&faults, line_of("\"id\": \"lease\"") - 1, "The item in a few words");
}

#[test]
fn a_value_of_the_wrong_kind_is_named() {
    let faults = faults_with(&[("\"version\": \"2.1\"", "\"version\": 2.1")]);
    check_fault(&faults, line_of("\"version\": \"2.1\""), "version is a number; expected a text in quotes");
}

#[test]
fn a_field_that_stands_twice_is_named() {
    let faults = faults_with(&[("\"language\": \"en\",", "\"language\": \"en\",\n\"language\": \"es\",")]);
    check_fault(&faults, line_of("\"language\"") + 1, "“language” stands twice");
}

#[test]
fn every_fault_is_named_in_the_order_of_the_lines() {
    let faults = faults_with(&[
        ("\"version\": \"2.1\"", "\"version\": \"next\""),
        ("\"help\":", "\"hint\":"),
        ("{attorney}", "{lawyer}"),
        ("\"question\": \"May we record?\",", ""),
    ]);
    assert_eq!(faults.len(), 4, "{faults:#?}");
    assert!(faults.is_sorted_by_key(|fault| fault.line));
}

#[test]
fn a_tenth_item_at_a_pause_point_is_named_on_its_line() {
    let many: Vec<String> =
        (0..9).map(|n| format!("{{\"id\": \"item-{n}\", \"text\": \"One\"}},\n")).collect();
    let start = "\"items\": [\n";
    let faults = faults_with(&[(start, &format!("{start}{}", many.concat()))]);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    check_fault(
        &faults,
        line_of("\"items\"") + 10,
        "stages.prepare.items has 11 entries; expected at most 9",
    );
}

#[test]
fn an_empty_list_is_named() {
    let faults = faults_with(&[("[\"You may say no.\"]", "[]")]);
    check_fault(&faults, line_of("You may say no."), "has 0 entries; expected at least 1");
}

#[test]
fn an_id_used_twice_is_named_wherever_it_stands() {
    let faults = faults_with(&[("\"id\": \"what-lease\"", "\"id\": \"lease\"")]);
    let first = line_of("\"id\": \"lease\"");
    check_fault(&faults, line_of("what-lease"), &format!("the id “lease” is taken on line {first}"));
}

#[test]
fn an_id_of_the_wrong_form_is_named() {
    for id in ["", "Lease", "lease_one", "-lease", "lease--one", "mietvertrag-ü", "a/../b", &"a".repeat(65)]
    {
        let faults = faults_with(&[("\"id\": \"lease\"", &format!("\"id\": \"{id}\""))]);
        assert_eq!(faults.len(), 1, "{faults:#?}");
        check_fault(&faults, line_of("\"id\": \"lease\""), "expected small letters and digits");
    }
    let faults = faults_with(&[("\"id\": \"lease-review\"", "\"id\": \"Lease review\"")]);
    check_fault(&faults, line_of("lease-review"), "has the wrong form");
}

#[test]
fn a_version_of_the_wrong_form_is_named() {
    for version in ["", " ", "next", "1.0 beta"] {
        let faults = faults_with(&[("\"version\": \"2.1\"", &format!("\"version\": \"{version}\""))]);
        check_fault(&faults, line_of("\"version\": \"2.1\""), "expected one such as 1.0.0");
    }
    let faults = faults_with(&[("\"version\": \"1\"", "\"version\": \"\"")]);
    check_fault(&faults, line_of("\"version\": \"1\""), "expected one such as 1.0.0");
}

#[test]
fn a_language_of_the_wrong_form_is_named() {
    for tag in ["", "english", "e", "en_US", "en-", "en-überall"] {
        let faults = faults_with(&[("\"language\": \"en\"", &format!("\"language\": \"{tag}\""))]);
        check_fault(&faults, line_of("\"language\""), "expected one such as en or es-MX");
    }
    for tag in ["es", "es-MX", "zh-Hant-TW", "gsw"] {
        let text = GOOD.replacen("\"language\": \"en\"", &format!("\"language\": \"{tag}\""), 1);
        assert!(read(Path::new("firm.json"), &text).is_ok(), "{tag}");
    }
}

#[test]
fn empty_words_are_named_wherever_they_stand() {
    for words in
        ["Lease at hand", "What does the lease say?", "You may say no.", "Lease review", "Who signed it?"]
    {
        let faults = faults_with(&[(&format!("\"{words}\""), "\" \\t\"")]);
        assert_eq!(faults.len(), 1, "{faults:#?}");
        check_fault(&faults, line_of(&format!("\"{words}\"")), "is empty; expected words");
    }
}

#[test]
fn an_unknown_blank_is_named_with_the_known_ones() {
    let faults = faults_with(&[("{attorney}", "{lawyer}")]);
    check_fault(&faults, line_of("{attorney}"), "unknown blank “{lawyer}”; expected one of: {client}, ");
    for broken in ["{attorney", "attorney}", "{{attorney}}", "{ attorney }", "{}"] {
        check_fault(&faults_with(&[("{attorney}", broken)]), line_of("{attorney}"), "expected");
    }
}

#[test]
fn a_blank_where_none_is_filled_is_named() {
    let faults = faults_with(&[("Lease at hand", "Lease of {client} at hand")]);
    check_fault(&faults, line_of("Lease at hand"), "only words to say have blanks");
}

#[test]
fn a_sensor_is_used_once_and_must_be_known() {
    let faults =
        faults_with(&[("\"text\": \"Lease at hand\",", "\"text\": \"Lease\", \"sensor\": \"microphone\",")]);
    check_fault(&faults, line_of("\"sensor\""), "the sensor “microphone” is used on line");
    let faults = faults_with(&[("\"sensor\": \"microphone\"", "\"sensor\": \"camera\"")]);
    check_fault(
        &faults,
        line_of("\"sensor\""),
        "“camera”; expected one of: microphone, disk, power, chat_programs",
    );
}

#[test]
fn a_fault_prints_as_file_line_and_words() {
    let faults = faults_with(&[("\"help\":", "\"hint\":")]);
    let line = line_of("\"help\":");
    assert!(faults[0].to_string().starts_with(&format!("firm.json:{line}: ")), "{}", faults[0]);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let size = usize::try_from(LARGEST_FILE_BYTES).unwrap() + 1;
    put(folder.path(), "large.json", &vec![b' '; size]);
    check_fault(&read_file(&folder.path().join("large.json")).unwrap_err(), 0, "larger than 1 MB");
}

#[test]
fn bytes_that_are_not_utf8_are_named_with_their_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = GOOD.as_bytes().to_vec();
    let at = GOOD.find("Lease at hand").unwrap();
    bytes[at] = 0xe9;
    put(folder.path(), "latin.json", &bytes);
    let faults = read_file(&folder.path().join("latin.json")).unwrap_err();
    check_fault(&faults, line_of("Lease at hand"), "not UTF-8");
    put(folder.path(), "utf16.json", b"\xff\xfe{\0}\0");
    check_fault(&read_file(&folder.path().join("utf16.json")).unwrap_err(), 1, "saved as UTF-16");
}

#[test]
fn what_is_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("folder.json")).unwrap();
    check_fault(&load(Some(folder.path())).faults, 0, "is not a file");
    check_fault(&read_file(&folder.path().join("absent.json")).unwrap_err(), 0, "cannot be read");
}

#[test]
fn a_missing_folder_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let library = load(Some(&folder.path().join("absent")));
    assert_eq!((library.checklists.len(), library.faults.len()), (SHIPPED.len(), 0));
}

#[test]
fn a_folder_that_is_a_file_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let library = load(Some(file.path()));
    assert_eq!(library.checklists.len(), SHIPPED.len());
    check_fault(&library.faults, 0, "cannot be listed");
}

#[test]
fn a_firm_owned_file_is_added() {
    let library = load(Some(&in_repository("tests/fixtures/checklists/firm")));
    assert_eq!(library.faults, []);
    assert_eq!(library.checklists.len(), SHIPPED.len() + 1);
    assert!(library.checklists.iter().any(|checklist| checklist.id == "lease-review"));
    assert!(library.checklists.is_sorted_by_key(|checklist| &checklist.title));
}

#[test]
fn a_firm_owned_file_stands_in_place_of_a_shipped_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = shipped_text("general-intake").replace("\"General intake\"", "\"Our intake\"");
    put(folder.path(), "ours.JSON", text.as_bytes());
    let library = load(Some(folder.path()));
    assert_eq!((library.checklists.len(), library.faults.len()), (SHIPPED.len(), 0));
    let intake = library.checklists.iter().find(|checklist| checklist.id == "general-intake").unwrap();
    assert_eq!(intake.title, "Our intake");
}

#[test]
fn another_language_stands_beside_a_shipped_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = shipped_text("general-intake").replace("\"language\": \"en\"", "\"language\": \"es\"");
    put(folder.path(), "es.json", text.as_bytes());
    assert_eq!(load(Some(folder.path())).checklists.len(), SHIPPED.len() + 1);
}

#[test]
fn of_two_firm_owned_files_with_one_name_the_first_wins() {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        "b.json",
        GOOD.replace("Lease review", "Second").replace("\"en\"", "\"EN\"").as_bytes(),
    );
    put(folder.path(), "a.json", GOOD.replace("Lease review", "First").as_bytes());
    let library = load(Some(folder.path()));
    let titles: Vec<_> = library.checklists.iter().map(|checklist| checklist.title.as_str()).collect();
    assert!(titles.contains(&"First") && !titles.contains(&"Second"), "{titles:?}");
    assert_eq!(library.faults[0].file, folder.path().join("b.json"));
    check_fault(&library.faults, line_of("\"id\": \"lease-review\""), "of a.json, which is used");
}

#[test]
fn a_faulty_firm_owned_file_leaves_the_shipped_one_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let text = shipped_text("general-intake").replace("\"title\": \"General intake\"", "\"titel\": \"Ours\"");
    put(folder.path(), "ours.json", text.as_bytes());
    let library = load(Some(folder.path()));
    assert!(library.checklists.iter().any(|checklist| checklist.title == "General intake"));
    assert_eq!(library.faults.len(), 2, "{:#?}", library.faults);
}

#[test]
fn what_is_not_a_checklist_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["notes.txt", "._ours.json", "checklist.schema.json", "ours.json~"] {
        put(folder.path(), name, b"no checklist");
    }
    assert_eq!(load(Some(folder.path())).faults, []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_bytes_of_shipped_files_are_read_or_refused_with_a_fault(
        which in 0..SHIPPED.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..6),
    ) {
        let (name, text) = SHIPPED[which];
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte, how) in edits {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.drain(at..(at + usize::from(byte)).min(bytes.len() - 1))),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let lines = 1 + text.matches('\n').count();
        if let Err(faults) = read(Path::new(name), &text) {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| fault.line.is_some_and(|line| (1..=lines).contains(&line))));
        }
    }

    #[test]
    fn bytes_of_any_kind_in_a_file_are_refused_with_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "any.json", &bytes);
        let faults = read_file(&folder.path().join("any.json")).unwrap_err();
        prop_assert!(!faults.is_empty());
    }
}
