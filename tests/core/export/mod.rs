//! Tests of the call note: each format is read back by a reader that is not Rapport's.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may stop at once, helpers included, and says aloud what it leaves out"
)]

mod asked;
mod calls;
mod certificate;
mod changed;
mod contents;
mod desk;
mod docx;
mod hostile;
mod json;
mod markdown;

use rapport::domain::call::Call;
use rapport::export::{Format, call_note};

fn bytes(call: &Call, format: Format) -> Vec<u8> {
    call_note(call, &desk::head(call), format).unwrap()
}

fn words(call: &Call, format: Format) -> String {
    String::from_utf8(bytes(call, format)).unwrap()
}

/// The words of a call note as a reader of its format sees them.
fn read(call: &Call, format: Format) -> String {
    match format {
        Format::Markdown => markdown::text_of(&words(call, format)),
        Format::Docx => docx::body_text(call),
        Format::Json => json::text_of(&words(call, format)),
        Format::Text => words(call, format),
    }
}

const FORMATS: [Format; 4] = [Format::Markdown, Format::Docx, Format::Json, Format::Text];

/// With every stretch of blanks as one space: where lines are broken is the format's business.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What every call note of a call must say word for word: everything typed, every hash, and the head.
fn told(call: &Call) -> Vec<String> {
    let notebook = &call.notebook;
    let mut told = vec![call.client.card.name.clone(), desk::head(call).to_string()];
    told.extend(call.matter.iter().map(|matter| matter.title.clone()));
    for note in &notebook.notes {
        told.push(note.text.clone());
        told.extend(note.struck.clone());
        told.extend(note.settled.iter().map(|(_, words)| words.clone()));
        told.extend(note.due.iter().map(|due| due.owner.clone()));
    }
    told.extend(notebook.answers.iter().flat_map(|answer| [answer.asked.clone(), answer.text.clone()]));
    told.extend(notebook.skipped_questions.iter().map(|(_, reason)| reason.clone()));
    told.extend(call.skipped_stages.iter().map(|(_, reason)| reason.clone()));
    told.extend(call.items.iter().map(|(_, item)| item.words.clone()));
    told.extend(call.consent().people().iter().map(|someone| someone.person.name.clone()));
    told.extend(call.recording.segments.iter().flat_map(|one| [one.file.clone(), one.sha256.clone()]));
    told.extend(call.recording.failures.iter().cloned());
    told.extend(call.next_contact.iter().map(|(_, how)| how.clone()));
    told.extend(call.addenda.iter().map(|(_, text)| text.clone()));
    told.retain(|words| !words.is_empty());
    told
}
