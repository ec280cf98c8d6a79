//! The call note for programs: the facts of a report under keys that stay.
//!
//! A time is `{"time": RFC 3339, "zone": IANA name}`, a place in the recording `{"take", "frame", "rate", "elapsed_ms"}`,
//! texts are as they were typed. Keys may be added; none is renamed or dropped without another `version`.

use super::ExportError;
use super::report::{
    Addendum, Chain, Consent, Course, Exported, Item, Marker, NextContact, Note, OnTheLine, Question,
    Recording, Report, StageTime,
};
use super::words;
use crate::domain::notes::NoteKind;
use serde::Serialize;

/// The whole document.
#[derive(Serialize)]
struct CallNote<'a> {
    /// Always `rapport-call-note`.
    format: &'static str,
    /// Version of the keys.
    version: u32,
    /// Who, when, how long, by which checklist, and how it ended.
    call: &'a Course,
    /// Everyone who was on the line, with each answer about being recorded.
    people: &'a [OnTheLine],
    /// The consent line, the script and what happened to consent.
    consent: WithLine<'a>,
    /// Stages entered and left out.
    stages: &'a [StageTime],
    /// Items to confirm and lines to say.
    items: &'a [Item],
    /// Every question, with its answers.
    answers: &'a [Question],
    /// Notes of every kind, the struck ones included.
    notes: &'a [Note],
    /// Markers.
    markers: &'a [Marker],
    /// Of the notes, promises and requests not struck out.
    promises: Vec<&'a Note>,
    /// Of the notes, questions for the supervising attorney not struck out.
    attorney_questions: Vec<&'a Note>,
    /// Of the notes, concerns not struck out.
    concerns: Vec<&'a Note>,
    /// Of the notes, assumptions not struck out.
    assumptions: Vec<&'a Note>,
    /// Of the notes, main issues not struck out.
    issues: Vec<&'a Note>,
    /// The next contact as last agreed.
    next_contact: Option<&'a NextContact>,
    /// Takes, gaps, files, and what went wrong.
    recording: &'a Recording,
    /// Added after the call was finished.
    addenda: &'a [Addendum],
    /// Documents made before this one.
    exports: &'a [Exported],
    /// How many entries there were, and the hash of the newest.
    chain: &'a Chain,
}

/// The consent certificate.
#[derive(Serialize)]
struct Certificate<'a> {
    /// Always `rapport-consent-certificate`.
    format: &'static str,
    /// Version of the keys.
    version: u32,
    /// Who, when, how long, by which checklist, and how it ended.
    call: &'a Course,
    /// Everyone who was on the line, with each answer about being recorded.
    people: &'a [OnTheLine],
    /// The consent line, the rule, the words and what happened to consent.
    consent: WithLine<'a>,
    /// Takes, gaps, files, and what went wrong.
    recording: &'a Recording,
    /// How many entries there were, and the hash of the newest.
    chain: &'a Chain,
}

#[derive(Serialize)]
struct WithLine<'a> {
    /// The consent line in its fixed wording.
    line: String,
    #[serde(flatten)]
    consent: &'a Consent,
}

/// The report as JSON, indented, with a line break at its end.
pub fn render(report: &Report) -> Result<Vec<u8>, ExportError> {
    let of_kind = |kind| report.of_kind(kind).collect();
    let note = CallNote {
        format: "rapport-call-note",
        version: 1,
        call: &report.call,
        people: &report.consent.people,
        consent: WithLine { line: words::consent_line(report), consent: &report.consent },
        stages: &report.stages,
        items: &report.items,
        answers: &report.questions,
        notes: &report.notes,
        markers: &report.markers,
        promises: of_kind(NoteKind::Promise),
        attorney_questions: of_kind(NoteKind::AttorneyQuestion),
        concerns: of_kind(NoteKind::Concern),
        assumptions: of_kind(NoteKind::Assumption),
        issues: of_kind(NoteKind::Issue),
        next_contact: report.next_contact.as_ref(),
        recording: &report.recording,
        addenda: &report.addenda,
        exports: &report.exports,
        chain: &report.chain,
    };
    written(&note)
}

/// The consent certificate as JSON.
pub fn certificate(report: &Report) -> Result<Vec<u8>, ExportError> {
    written(&Certificate {
        format: "rapport-consent-certificate",
        version: 1,
        call: &report.call,
        people: &report.consent.people,
        consent: WithLine { line: words::consent_line(report), consent: &report.consent },
        recording: &report.recording,
        chain: &report.chain,
    })
}

fn written(document: &impl Serialize) -> Result<Vec<u8>, ExportError> {
    let mut json = serde_json::to_vec_pretty(document)?;
    json.push(b'\n');
    Ok(json)
}
