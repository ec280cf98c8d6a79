//! The call note: one document tree, one small renderer a format. Bytes out; writing files is not its business.
//!
//! `report` tells the facts of a call in no format and no words; `document` lays them out in the fixed words of `words`;
//! `markdown`, `docx` and `text` render that one tree, and `json` the facts themselves. `typed` keeps what a person typed
//! from becoming anything but words.

mod document;
mod docx;
mod json;
mod markdown;
mod report;
mod text;
mod typed;
mod words;

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
