//! The call note and what is made like it: one document tree, one small renderer a format. Bytes out; writing files is not its business.
//!
//! `certificate` is the consent certificate, a page of the call note and a document by itself, and the message for the
//! supervising attorney where no valid consent existed. `report` tells the facts of a call in no format and no words; `document` lays them out in the fixed words of `words`;
//! `markdown`, `docx` and `text` render that one tree, and `json` the facts themselves. `typed` keeps what a person typed
//! from becoming anything but words.

mod certificate;
mod document;
mod docx;
mod json;
mod markdown;
mod report;
mod text;
mod typed;
mod words;
mod writing;

pub(crate) use words::numbered;
pub use writing::{Writing, asked_for_a_recording};

use crate::domain::call::Call;
use crate::domain::chain::Hash;
use document::Document;
use report::Report;

/// A format of the call note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown: `CommonMark` with the tables of GitHub.
    Markdown,
    /// Word.
    Docx,
    /// JSON, for programs.
    Json,
    /// Plain text, for the clipboard.
    Text,
}

/// Why a call note could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The DOCX package could not be put together.
    #[error("the Word document could not be put together")]
    Docx(#[source] std::io::Error),
    /// The JSON could not be put together.
    #[error("the JSON could not be put together")]
    Json(#[from] serde_json::Error),
}

impl Format {
    /// The formats written into a call's folder.
    pub const FILED: [Self; 3] = [Self::Markdown, Self::Docx, Self::Json];

    /// The name on the command line, which is the file extension too.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Json => "json",
            Self::Text => "txt",
        }
    }
}

/// The call note in one format. `head` is the head of the call's entry chain; times are told in the zone of each entry.
///
/// The same call and head give the same bytes.
///
/// # Errors
/// Where the document could not be put together.
pub fn call_note(call: &Call, head: &Hash, format: Format) -> Result<Vec<u8>, ExportError> {
    let report = Report::of(call, head);
    match format {
        Format::Markdown => Ok(markdown::render(&Document::of(&report)).into_bytes()),
        Format::Text => Ok(text::render(&Document::of(&report)).into_bytes()),
        Format::Docx => docx::render(&Document::of(&report)),
        Format::Json => json::render(&report),
    }
}

/// The consent certificate in one format: who was asked, where they were, the rule and its source, the exact words, each
/// answer with its time and its place on the recording, the hashes of the audio files, and `head`, the head of the call's
/// entry chain.
///
/// The same call and head give the same bytes.
///
/// # Errors
/// Where the document could not be put together.
pub fn certificate(call: &Call, head: &Hash, format: Format) -> Result<Vec<u8>, ExportError> {
    let report = Report::of(call, head);
    let document = || certificate::document(&report);
    match format {
        Format::Markdown => Ok(markdown::render(&document()).into_bytes()),
        Format::Text => Ok(text::render(&document()).into_bytes()),
        Format::Docx => docx::render(&document()),
        Format::Json => json::certificate(&report),
    }
}

/// The message for the supervising attorney about takes for which no valid consent existed, as plain text; `None` where
/// nothing of the kind was noted. It tells what the record holds and gives no view on what follows.
#[must_use]
pub fn message_to_attorney(call: &Call) -> Option<String> {
    certificate::message(call)
}
