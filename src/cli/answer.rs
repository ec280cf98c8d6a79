//! What a verb came to: text and a status. Knows no verb.

use super::{NO, Problem, say};
use serde::Serialize;
use std::io::{ErrorKind, Write};

/// What a verb came to.
pub(super) struct Answer {
    text: String,
    status: u8,
    complaint: Option<String>,
}

impl Answer {
    /// Done, or yes.
    pub(super) fn yes(text: String) -> Self {
        Self { text, status: 0, complaint: None }
    }

    /// A negative answer.
    pub(super) fn no(text: String) -> Self {
        Self { text, status: NO, complaint: None }
    }

    /// An answer of which a part could not be given: with another status, and a line on standard error.
    pub(super) fn in_part(text: String, status: u8, complaint: String) -> Self {
        Self { text, status, complaint: Some(complaint) }
    }

    /// Prints the answer and gives its status.
    ///
    /// # Errors
    /// Where standard output cannot be written. One that was closed by its reader is no error: who reads only the first
    /// lines wants no more.
    pub(super) fn print(self, out: &mut dyn Write, err: &mut dyn Write) -> Result<u8, Problem> {
        match out.write_all(self.text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(Problem::Output(error)),
            _ => {}
        }
        if let Some(complaint) = self.complaint {
            say(&complaint, err);
        }
        Ok(self.status)
    }
}

/// A value as indented JSON with a line break at its end.
pub(super) fn json(value: &impl Serialize) -> Result<String, Problem> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| Problem::Output(error.into()))?;
    text.push('\n');
    Ok(text)
}
