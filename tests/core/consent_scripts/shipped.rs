//! The shipped scripts: the schema, their make-up, and that both languages hold the same.

use super::{as_said, script_in, text_in};
use rapport::checklists::consent_scripts::{SHIPPED, load, schema};
use rapport::domain::consent_script::{Case, Duty, RecordingScript, ScriptLine};
use rapport::domain::people::{ClientCard, Operator, Person, PersonRole, UNKNOWN_CALLER};
use rapport::domain::script::Filling;
use std::fs::File;
use std::io::Write;
use std::path::Path;

#[test]
fn the_shipped_scripts_are_all_there_and_without_fault() {
    let library = load(None);
    assert_eq!(library.faults, []);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/consent");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| format!("assets/consent/{}", entry.unwrap().file_name().display()))
        .filter(|name| !name.ends_with(".schema.json"))
        .collect();
    files.sort();
    assert_eq!(files, SHIPPED.map(|(name, _)| name));
    let named = library.scripts.iter().map(|one| format!("assets/consent/{}.{}.json", one.id, one.language));
    assert_eq!(files, named.collect::<Vec<_>>());
}

/// Set `UPDATE_SNAPSHOTS=1` to write the schema anew, as for pictures.
#[test]
fn the_schema_beside_the_scripts_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/consent/consent-script.schema.json");
    let current = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        File::create(&path).unwrap().write_all(current.as_bytes()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == current, "{} is out of date: run the tests with UPDATE_SNAPSHOTS=1", path.display());
}

#[test]
fn every_shipped_script_follows_the_schema_by_an_independent_reader() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for (name, text) in SHIPPED {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert_eq!(value["$schema"], "./consent-script.schema.json");
        assert!(!validator.is_valid(&serde_json::json!({ "$schema": value["$schema"] })));
    }
}

fn make_up(lines: &[ScriptLine]) -> Vec<(String, Option<Duty>, bool)> {
    lines.iter().map(|line| (line.id.to_string(), line.duty, line.locked)).collect()
}

#[test]
fn english_and_spanish_have_the_same_lines_with_the_same_duties_in_the_same_order() {
    let (english, spanish) = (script_in("en"), script_in("es"));
    assert_eq!((&english.id, &english.version), (&spanish.id, &spanish.version));
    assert_eq!(make_up(&english.lines), make_up(&spanish.lines));
    assert_eq!(make_up(&english.on_recording.lines), make_up(&spanish.on_recording.lines));
    for case in Case::ALL {
        let of = |script: &RecordingScript| {
            let words = script.cases.of(case);
            let lines = words.lines.iter().map(|line| (line.id.to_string(), line.to, line.locked));
            (words.steps.len(), lines.collect::<Vec<_>>())
        };
        assert_eq!(of(&english), of(&spanish), "{case:?}");
    }
}

#[test]
fn english_stands_beside_every_spanish_line_and_is_not_the_same() {
    let (english, spanish) = (script_in("en"), script_in("es"));
    let ids = spanish.script_lines().map(|line| &line.id).chain(spanish.cases.lines().map(|line| &line.id));
    for id in ids {
        let (ours, theirs) = (spanish.words_of(id).unwrap(), english.words_of(id));
        assert!(theirs.is_some_and(|theirs| theirs != ours), "{id}");
    }
}

#[test]
fn both_languages_leave_the_same_blanks_in_each_line() {
    let (english, spanish) = (script_in("en"), script_in("es"));
    for (ours, theirs) in english.said().zip(spanish.said()) {
        let blanks = |words: &str| {
            let names = ["client", "person", "paralegal", "title", "firm", "attorney"];
            names.map(|name| words.contains(&format!("{{{name}}}")))
        };
        assert_eq!(blanks(ours), blanks(theirs), "{ours} | {theirs}");
    }
}

#[test]
fn each_duty_has_a_locked_line_before_and_again_on_the_recording() {
    for language in ["en", "es"] {
        let script = script_in(language);
        let locked = |lines: &[ScriptLine], duty: &Duty| {
            lines.iter().any(|line| line.locked && line.duty.as_ref() == Some(duty))
        };
        assert!(Duty::BEFORE.iter().all(|duty| locked(&script.lines, duty)), "{language}");
        let again = &script.on_recording.lines;
        assert!(Duty::ON_RECORDING.iter().all(|duty| locked(again, duty)), "{language}");
        assert!(script.script_lines().all(|line| !line.locked || line.duty.is_some()), "{language}");
        for case in Case::ALL {
            assert!(script.cases.of(case).lines.iter().any(|line| line.locked), "{language} {case:?}");
        }
    }
}

#[test]
fn every_blank_fills() {
    for language in ["en", "es"] {
        for words in script_in(language).said() {
            assert!(!as_said(words).contains(['{', '}', '[', ']']), "{words}");
        }
    }
}

/// Checks what becomes of words for a caller without a name.
#[track_caller]
fn check_unnamed(words: &str, said: &str) {
    let client = ClientCard { name: UNKNOWN_CALLER.to_owned(), ..ClientCard::default() };
    let operator = Operator::default();
    let caller = Person {
        id: rapport::domain::ids::PersonId::new("caller"),
        name: UNKNOWN_CALLER.to_owned(),
        role: PersonRole::Client,
    };
    assert_eq!(Filling { client: &client, operator: &operator }.fill_for(words, &caller), said);
}

#[test]
fn a_caller_without_a_name_is_addressed_without_one_but_not_asked_without_one() {
    let english = script_in("en");
    check_unnamed(&english.on_recording.thanks, "Thank you. Whenever you want it off, just say stop.");
    check_unnamed(
        &english.on_recording.question,
        "[person], do I have your permission to record our talk? Please say yes or no out loud.",
    );
    check_unnamed("Gracias, {person}.", "Gracias.");
}

#[test]
fn the_name_of_a_person_is_said_as_it_is_whatever_it_holds() {
    let client = ClientCard { name: "{firm}".to_owned(), ..ClientCard::default() };
    let operator = Operator { firm: "{client}".to_owned(), ..Operator::default() };
    let filling = Filling { client: &client, operator: &operator };
    let words = filling.fill_for("{person}, {client}, {firm}.", &super::person("{attorney} {person}"));
    assert_eq!(words, "{attorney} {person}, {firm}, {client}.");
}

#[test]
fn the_text_of_a_file_is_what_is_read() {
    let script = script_in("es");
    assert!(script.said().all(|words| text_in("es").contains(&serde_json::to_string(words).unwrap())));
    assert_eq!(script.said().count(), text_in("es").matches("\"say\"").count() + 6);
}
