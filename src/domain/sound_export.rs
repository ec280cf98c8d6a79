//! The recording of a call as one sound file for others: what is said of it.

use serde::{Deserialize, Serialize};

/// What becomes of gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gaps {
    /// Silence stands for them, as long as they lasted.
    #[default]
    Silence,
    /// They are cut out: the sound goes on at once.
    Cut,
}

impl Gaps {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Silence => "silence",
            Self::Cut => "cut",
        }
    }
}

/// How a recording was written as one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoundExport {
    /// What became of gaps.
    pub gaps: Gaps,
    /// Numbers of the takes that were left out because they are not to be heard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<u32>,
}
