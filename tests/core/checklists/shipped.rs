//! Shipped checklists: the schema, their make-up, and what every one of them must hold.

use super::{in_repository, shipped, shipped_text};
use rapport::checklists::{SHIPPED, load, schema};
use rapport::domain::checklist::Checklist;
use rapport::domain::people::{ClientCard, Operator};
use rapport::domain::readiness::Sensor;
use rapport::domain::script::Filling;
use std::fs::File;
use std::io::Write;

/// Most lines a pause point may have. Gawande and Boorman advise five to nine; longer lists are abandoned.
const MOST_ITEMS_AT_A_PAUSE_POINT: usize = 9;

/// Every text that is said aloud, or shown where a blank would be filled.
pub(super) fn spoken(checklist: &Checklist) -> Vec<&str> {
    let stages = &checklist.stages;
    let mut texts: Vec<&str> = checklist.role_lines().map(|line| line.say.as_str()).collect();
    texts.extend(stages.close.lines.iter().map(|line| line.say.as_str()));
    for question in &stages.interview.questions {
        texts.push(&question.ask);
        texts.extend(question.why.as_deref());
        texts.extend(question.probes.iter().map(String::as_str));
    }
    texts
}

#[test]
fn the_shipped_checklists_are_all_there_and_without_fault() {
    let library = load(None);
    assert_eq!(library.faults, []);
    let mut files: Vec<String> = std::fs::read_dir(in_repository("checklists"))
        .unwrap()
        .map(|entry| format!("checklists/{}", entry.unwrap().file_name().display()))
        .filter(|name| !name.ends_with(".schema.json"))
        .collect();
    files.sort();
    let mut named: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
    named.sort_unstable();
    assert_eq!(files, named);
    assert_eq!(library.checklists.len(), named.len());
}

/// Set `UPDATE_SNAPSHOTS=1` to write the schema anew, as for pictures.
#[test]
fn the_schema_beside_the_checklists_is_current() {
    let path = in_repository("checklists/checklist.schema.json");
    let current = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        File::create(&path).unwrap().write_all(current.as_bytes()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == current, "{} is out of date: run the tests with UPDATE_SNAPSHOTS=1", path.display());
}

#[test]
fn every_shipped_checklist_follows_the_schema_by_an_independent_reader() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for (name, text) in SHIPPED {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert_eq!(value["$schema"], "./checklist.schema.json");
        assert!(!validator.is_valid(&serde_json::json!({ "$schema": value["$schema"] })));
    }
}

#[test]
fn the_schema_and_the_domain_agree_on_the_length_of_a_pause_point() {
    let definitions = &schema()["$defs"];
    for (stage, list) in [("PrepareStage", "items"), ("CloseStage", "lines")] {
        assert_eq!(definitions[stage]["properties"][list]["maxItems"], MOST_ITEMS_AT_A_PAUSE_POINT);
    }
}

#[test]
fn a_file_is_named_for_its_id_and_language() {
    for (name, checklist) in shipped() {
        assert_eq!(name, format!("checklists/{}.{}.json", checklist.id, checklist.language));
    }
}

#[test]
fn no_pause_point_has_more_lines_than_people_bear() {
    for (name, checklist) in shipped() {
        let stages = &checklist.stages;
        let lengths = [stages.prepare.items.len(), checklist.role_lines().count(), stages.close.lines.len()];
        assert!(lengths.iter().all(|length| *length <= MOST_ITEMS_AT_A_PAUSE_POINT), "{name}: {lengths:?}");
    }
}

#[test]
fn every_blank_fills() {
    let client = ClientCard { name: "Ana".to_owned(), ..ClientCard::default() };
    let operator = Operator {
        name: "Sam".to_owned(),
        title: "paralegal".to_owned(),
        firm: "Ash & Elm".to_owned(),
        attorney: "Jo Ash".to_owned(),
    };
    let filling = Filling { client: &client, operator: &operator };
    for (name, checklist) in shipped() {
        for text in spoken(&checklist) {
            assert!(!filling.fill(text).contains(['{', '}', '[', ']']), "{name}: {text}");
        }
    }
}

#[test]
fn the_one_who_calls_is_named_with_firm_attorney_and_limits() {
    for (name, checklist) in shipped() {
        let roles: String = checklist.role_lines().map(|line| line.say.as_str()).collect();
        for words in [
            "{client}",
            "{paralegal}",
            "{title}",
            "{firm}",
            "{attorney}",
            "not a lawyer",
            "legal advice",
            "confidential",
        ] {
            assert!(roles.contains(words), "{name} lacks {words}");
        }
    }
}

#[test]
fn every_call_prepares_for_the_conflict_check_the_file_the_phone_and_the_microphone() {
    for (name, checklist) in shipped() {
        let items = &checklist.stages.prepare.items;
        let ids: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
        let first = if checklist.id == "status-update" { "file-read" } else { "conflict-check" };
        for id in [first, "file-read", "client-card", "quiet-room"] {
            assert!(ids.contains(&id), "{name} lacks {id}");
        }
        let sensors: Vec<Sensor> = items.iter().filter_map(|item| item.sensor).collect();
        assert!(sensors.contains(&Sensor::Microphone) && sensors.contains(&Sensor::ChatPrograms), "{name}");
        assert!(items.iter().all(|item| item.help.is_some()), "{name}");
    }
}

#[test]
fn an_interview_has_the_length_of_its_kind_of_call() {
    for (id, least, most) in
        [("general-intake", 14, 18), ("personal-injury", 20, 25), ("family", 18, 24), ("status-update", 5, 8)]
    {
        let Some((_, checklist)) = shipped().into_iter().find(|(_, checklist)| checklist.id == id) else {
            panic!("{id} is not shipped");
        };
        let count = checklist.stages.interview.questions.len();
        assert!((least..=most).contains(&count), "{id} has {count} questions");
    }
}

#[test]
fn every_question_says_why_it_is_asked_and_how_to_go_on() {
    for (name, checklist) in shipped() {
        for question in &checklist.stages.interview.questions {
            assert!(question.why.is_some(), "{name}: {}", question.id);
            assert!((2..=4).contains(&question.probes.len()), "{name}: {}", question.id);
        }
    }
}

#[test]
fn what_cannot_wait_is_flagged() {
    let flags_of = |id: &str| shipped_text(id).split("\"red_flags\"").count() - 1;
    assert!(flags_of("general-intake") >= 14);
    let family = shipped_text("family");
    assert!(family.find("\"safe-to-talk\"").unwrap() < family.find("\"what-brings-you\"").unwrap());
}
