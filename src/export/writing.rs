//! What is made of a call, by name: the call note, the consent certificate, the message for the supervising attorney.

use super::{ExportError, Format, call_note, certificate, message_to_attorney};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::fact::Fact;

/// Something that is made of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Writing {
    /// The call note.
    CallNote(Format),
    /// The consent certificate.
    Certificate(Format),
    /// The message for the supervising attorney, as plain text.
    Message,
}

impl Writing {
    /// What is written into the folder of a finished call, the call note last: once it is told of, so is all the rest.
    #[must_use]
    pub fn filed(call: &Call) -> Vec<Self> {
        let certificates = [Format::Markdown, Format::Docx].map(Self::Certificate);
        let due = certificates.into_iter().filter(|_| asked_for_a_recording(call));
        due.chain(Format::FILED.map(Self::CallNote)).collect()
    }

    /// What can be asked for on the command line.
    pub fn exported() -> impl Iterator<Item = Self> {
        Format::FILED.map(Self::CallNote).into_iter().chain(Format::FILED.map(Self::Certificate))
    }

    /// The name on the command line and on the timeline.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CallNote(format) => format.name(),
            Self::Certificate(Format::Markdown) => "certificate-md",
            Self::Certificate(Format::Docx) => "certificate-docx",
            Self::Certificate(Format::Json) => "certificate-json",
            Self::Certificate(Format::Text) => "certificate-txt",
            Self::Message => "message-to-attorney",
        }
    }

    /// The file extension.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::CallNote(format) | Self::Certificate(format) => format.name(),
            Self::Message => Format::Text.name(),
        }
    }

    /// Its bytes. `head` is the head of the call's entry chain. The same call and head give the same bytes; a message about
    /// nothing is empty.
    ///
    /// # Errors
    /// Where the document could not be put together.
    pub fn render(self, call: &Call, head: &Hash) -> Result<Vec<u8>, ExportError> {
        match self {
            Self::CallNote(format) => call_note(call, head, format),
            Self::Certificate(format) => certificate(call, head, format),
            Self::Message => Ok(message_to_attorney(call).unwrap_or_default().into_bytes()),
        }
    }
}

/// Whether anyone was asked for permission to record, or a take was asked for: there is something a certificate tells.
#[must_use]
pub fn asked_for_a_recording(call: &Call) -> bool {
    call.entries().iter().any(|entry| {
        matches!(
            entry.fact,
            Fact::ConsentExplained { .. } | Fact::ConsentAnswered { .. } | Fact::RecordingRequested { .. }
        )
    })
}
