//! Locked lines, each line of the shipped script in turn: none is left out, emptied, unmarked or made into another.

use super::firm::{faults_with, line_in, line_of, text_with};
use super::text_in;
use crate::checklists::check_fault;
use rapport::checklists::Fault;
use rapport::checklists::consent_scripts::read_firm_owned;
use rapport::domain::consent_script::RecordingScript;
use serde_json::{Value, json};
use std::path::Path;

/// Every list of lines of a script with its place, in the order of the file.
fn lists(script: &mut Value) -> Vec<(String, &mut Vec<Value>)> {
    let mut lists = Vec::new();
    for (field, part) in script.as_object_mut().unwrap() {
        match field.as_str() {
            "lines" => lists.push(("lines".to_owned(), part.as_array_mut().unwrap())),
            "on_recording" => {
                lists.push(("on_recording.lines".to_owned(), part["lines"].as_array_mut().unwrap()));
            }
            "cases" => {
                for (case, words) in part.as_object_mut().unwrap() {
                    lists.push((format!("cases.{case}.lines"), words["lines"].as_array_mut().unwrap()));
                }
            }
            _ => {}
        }
    }
    lists
}

/// Does something to one line after another of the shipped script, each time from the start, and hands what came of it to
/// `check` with the place, the line as it was, and the text.
fn with_each_line(
    change: impl Fn(&mut Vec<Value>, usize),
    check: impl Fn(&str, &Value, &str, Result<RecordingScript, Vec<Fault>>),
) {
    let mut seen = 0;
    for at in 0.. {
        let mut script: Value = serde_json::from_str(&text_with(&[])).unwrap();
        let mut before = at;
        let Some((place, line)) = lists(&mut script).into_iter().find_map(|(place, list)| {
            if before >= list.len() {
                before -= list.len();
                return None;
            }
            let line = list[before].clone();
            change(list, before);
            Some((place, line))
        }) else {
            break;
        };
        let text = serde_json::to_string_pretty(&script).unwrap();
        check(&place, &line, &text, read_firm_owned(Path::new("firm.json"), &text));
        seen += 1;
    }
    assert_eq!(seen, text_in("en").matches("\"say\"").count());
}

#[test]
fn a_locked_line_that_is_left_out_is_named_and_any_other_may_go() {
    with_each_line(
        |list, at| drop(list.remove(at)),
        |place, line, text, read| {
            let id = line["id"].as_str().unwrap();
            if line["locked"] == true {
                let faults = read.unwrap_err();
                assert_eq!(faults.len(), 1, "{faults:#?}");
                assert!(
                    faults[0].what.starts_with(&format!("{place} lacks the locked line “{id}”")),
                    "{faults:#?}"
                );
                assert!(faults[0].what.contains(line["say"].as_str().unwrap()), "{faults:#?}");
                let on_line = text.lines().nth(faults[0].line.unwrap() - 1).unwrap();
                assert_eq!(on_line.trim(), "\"lines\": [");
            } else {
                assert!(read.is_ok(), "{id}: {read:#?}");
            }
        },
    );
}

#[test]
fn a_line_without_words_is_named_whatever_else_it_holds() {
    for nothing in ["", "  ", "{client}", "… — {firm}!"] {
        with_each_line(
            |list, at| list[at]["say"] = json!(nothing),
            |_, line, text, read| {
                let faults = read.unwrap_err();
                let id = line["id"].as_str().unwrap();
                assert_eq!(faults.len(), 1, "{faults:#?}");
                check_fault(
                    &faults,
                    line_in(text, &format!("\"say\": \"{nothing}\"")),
                    &format!("the line “{id}” has no words"),
                );
            },
        );
    }
}

#[test]
fn a_locked_line_stays_marked_as_such() {
    with_each_line(
        |list, at| drop(list[at].as_object_mut().unwrap().remove("locked")),
        |_, line, text, read| {
            let id = line["id"].as_str().unwrap();
            if line["locked"] == true {
                let faults = read.unwrap_err();
                assert_eq!(faults.len(), 1, "{faults:#?}");
                let what = format!("the line “{id}” is a locked one");
                assert!(faults[0].what.starts_with(&what), "{faults:#?}");
                let object = text.lines().skip(faults[0].line.unwrap() - 1).take(4).collect::<String>();
                assert!(object.contains(id), "{object}");
            } else {
                assert!(read.is_ok());
            }
        },
    );
}

#[test]
fn a_locked_line_keeps_its_duty_and_its_hearer() {
    let change = |list: &mut Vec<Value>, at: usize| {
        for (field, one, other) in [("duty", "risk", "benefit"), ("to", "attorney", "child")] {
            if let Some(value) = list[at].get_mut(field) {
                *value = json!(if *value == one { other } else { one });
            }
        }
    };
    with_each_line(change, |_, line, _, read| {
        let id = line["id"].as_str().unwrap();
        if line["locked"] == true {
            let field = if line.get("duty").is_some() { "duty" } else { "to" };
            let (faults, was) = (read.unwrap_err(), line[field].as_str().unwrap());
            assert_eq!(faults.len(), 1, "{faults:#?}");
            assert!(
                faults[0].what.starts_with(&format!("the locked line “{id}” has the {field} ")),
                "{faults:#?}"
            );
            assert!(faults[0].what.ends_with(&format!("; expected {was}")), "{faults:#?}");
        } else {
            assert!(read.is_ok(), "{id}");
        }
    });
    let faults = faults_with(&[("\"duty\": \"purpose\",", "")]);
    check_fault(&faults, line_of("\"id\": \"purpose\"") - 1, "has the duty nothing; expected purpose");
}
