//! Special cases of a call: which there are, what each asks for, and what was noted, settled and approved.

use crate::domain::ids::PersonId;
use crate::domain::people::PersonRole;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something about a call, or about one person on it, that asks for more care than the words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialCase {
    /// A child is on the line.
    Child,
    /// Somebody interprets.
    Interpreter,
    /// Somebody else is with a person on the line.
    ThirdPerson,
    /// It is in doubt whether a person follows, or answers freely.
    InDoubt,
    /// The line is one of a jail or prison.
    JailLine,
    /// The call goes through a relay for hearing or speech.
    Relay,
    /// A person is on the other side, or somebody else is their lawyer.
    OtherSide,
    /// The line was dropped and came back.
    LineDropped,
}

impl SpecialCase {
    /// All cases, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Child,
        Self::Interpreter,
        Self::ThirdPerson,
        Self::InDoubt,
        Self::JailLine,
        Self::Relay,
        Self::OtherSide,
        Self::LineDropped,
    ];

    /// Whether nothing is recorded before the supervising attorney approved it.
    #[must_use]
    pub fn is_for_the_attorney(self) -> bool {
        matches!(self, Self::Child | Self::InDoubt | Self::JailLine | Self::OtherSide)
    }

    /// Whether it is about one person, rather than about the call.
    #[must_use]
    pub fn is_about_one_person(self) -> bool {
        matches!(self, Self::Child | Self::ThirdPerson | Self::InDoubt | Self::OtherSide)
    }

    /// What somebody must be on the line for as long as it applies.
    #[must_use]
    pub fn needs(self) -> Option<PersonRole> {
        match self {
            Self::Interpreter => Some(PersonRole::Interpreter),
            Self::Relay => Some(PersonRole::RelayOperator),
            _ => None,
        }
    }

    /// The name it bears in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Interpreter => "interpreter",
            Self::ThirdPerson => "third_person",
            Self::InDoubt => "in_doubt",
            Self::JailLine => "jail_line",
            Self::Relay => "relay",
            Self::OtherSide => "other_side",
            Self::LineDropped => "line_dropped",
        }
    }
}

/// A case, and whom it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CaseOf {
    /// Which case.
    pub case: SpecialCase,
    /// Whom it is about; absent where it is about the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// A case that was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedCase {
    /// Which, and whom it is about.
    pub of: CaseOf,
    /// In the paralegal's words; may be empty.
    pub note: String,
    /// When it was noted.
    pub at: Timestamp,
    /// What was done about it, in order.
    pub steps: Vec<SettledStep>,
    /// The supervising attorney's approval, while it stands.
    pub approval: Option<Approval>,
    /// When it was found not to apply after all; it no longer counts.
    pub taken_back: Option<Timestamp>,
}

impl NotedCase {
    /// Whether it counts.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.taken_back.is_none()
    }

    /// Whether it counts, and is about somebody who is not on the list of those who are asked.
    #[must_use]
    pub fn is_unlisted(&self) -> bool {
        self.stands() && self.of.person.is_none() && self.of.case.is_about_one_person()
    }
}

/// A step that was taken about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledStep {
    /// Its name in the script, or its number there.
    pub step: String,
    /// Its words as they were on screen.
    pub words: String,
    /// Who took it.
    pub done_by: String,
    /// When it was noted.
    pub at: Timestamp,
}

/// What the supervising attorney said, as the paralegal typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The attorney's name.
    pub attorney: String,
    /// When the attorney gave it, as typed.
    pub approved_at: String,
    /// When it was entered.
    pub at: Timestamp,
}

impl Approval {
    /// Whether what was typed names a time of day: “maybe later” is no approval.
    #[must_use]
    pub fn tells_when(typed: &str) -> bool {
        let word = typed.trim().to_lowercase();
        typed.contains(char::is_numeric) || word.contains("noon") || word.contains("midnight")
    }
}
