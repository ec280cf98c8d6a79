//! The call note: one document tree, one small renderer a format. Bytes out; writing files is not its business.

use crate::domain::call::Call;
use crate::domain::chain::Hash;

/// A format of the call note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown.
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
/// # Errors
/// Where the document could not be put together.
pub fn call_note(_call: &Call, _head: &Hash, _format: Format) -> Result<Vec<u8>, ExportError> {
    todo!()
}
