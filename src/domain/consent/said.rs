//! What someone said, how it was said, and to which words. Knows no rule of its own.

use serde::{Deserialize, Serialize};

/// What someone said when asked whether the call may be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not sure, silent, or unclear: counts as no.
    NotSure,
}

/// How an answer was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowGiven {
    /// Aloud.
    #[default]
    Spoken,
    /// Through an operator or a device of a relay for hearing or speech.
    ThroughRelay,
    /// On a form that was signed.
    SignedForm,
}

impl HowGiven {
    /// All ways, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Spoken, Self::ThroughRelay, Self::SignedForm];

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
    fn is_spoken(&self) -> bool {
        *self == Self::Spoken
    }
}

/// How, and in which language, an answer was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manner {
    /// How.
    #[serde(default, skip_serializing_if = "HowGiven::is_spoken")]
    pub given: HowGiven,
    /// BCP 47 language tag; empty where it was not noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
}

/// The words that ask for permission to record, as they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptText {
    /// BCP 47 language tag.
    pub language: String,
    /// In the order they are read, the question last.
    pub lines: Vec<String>,
}

impl ScriptText {
    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether anything is there to be read aloud: lines of blanks are nothing.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.lines.iter().any(|line| !line.trim().is_empty())
    }
}
