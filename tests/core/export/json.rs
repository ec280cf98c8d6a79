//! JSON, read back through `serde_json`.

use super::{bytes, calls, desk};
use rapport::export::Format;
use serde_json::Value;

/// Every text of the document, a line each.
pub fn text_of(json: &str) -> String {
    fn collect(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::String(text) => into.push(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| collect(value, into)),
            Value::Object(fields) => fields.values().for_each(|value| collect(value, into)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut texts = Vec::new();
    collect(&serde_json::from_str(json).unwrap(), &mut texts);
    texts.join("\n")
}

#[test]
fn the_keys_are_the_ones_programs_rely_on() {
    let note: Value = serde_json::from_slice(&bytes(&calls::full(), Format::Json)).unwrap();
    let keys: Vec<&str> = note.as_object().unwrap().keys().map(String::as_str).collect();
    let mut promised = vec![
        "format",
        "version",
        "call",
        "people",
        "consent",
        "stages",
        "items",
        "answers",
        "notes",
        "markers",
        "promises",
        "attorney_questions",
        "concerns",
        "assumptions",
        "issues",
        "next_contact",
        "recording",
        "addenda",
        "exports",
        "chain",
    ];
    promised.sort_unstable();
    assert_eq!(
        keys.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        promised
    );
    assert_eq!(note["format"], "rapport-call-note");
    assert_eq!(note["call"]["status"], "finished");
    assert_eq!(note["chain"]["head"], *desk::head(&calls::full()).as_str());
    assert_eq!(note["chain"]["entries"], calls::full().entries().len());
    assert_eq!(note["recording"]["files"][2]["salvaged"], true);
    assert_eq!(note["recording"]["gaps"][0]["position"]["elapsed_ms"], 270_000);
    assert_eq!(note["promises"][1]["due"]["by"]["time"], "2026-11-25T17:00:00-05:00");
    assert_eq!(note["call"]["started"]["time"], "2026-11-24T10:15:02-06:00");
    assert_eq!(note["call"]["started"]["zone"], "America/Chicago");
}

#[test]
fn texts_are_as_they_were_typed() {
    let typed = "a\u{0}b\r\n\u{202E}c | \u{FFFE}";
    let note: Value = serde_json::from_slice(&bytes(&calls::typed(typed), Format::Json)).unwrap();
    assert_eq!(note["notes"][0]["text"], typed);
}
