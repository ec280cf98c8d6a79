//! Special cases: what the paralegal has to heed, and what to say to whom.

use super::is_false;
use crate::domain::ids::ItemId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What to do and say in special cases. None may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cases {
    /// A child is on the line, with or without a parent.
    pub child: CaseWords,
    /// Somebody interprets.
    pub interpreter: CaseWords,
    /// Somebody else is with the client.
    pub third_person: CaseWords,
    /// It is in doubt whether the client follows, or answers freely.
    pub in_doubt: CaseWords,
    /// The line is one of a jail or prison.
    pub jail_line: CaseWords,
    /// The call goes through a relay for hearing or speech.
    pub relay: CaseWords,
    /// The person is on the other side, or somebody else is their lawyer.
    pub other_side: CaseWords,
    /// Someone joins while the call runs.
    pub someone_joins: CaseWords,
    /// The line was dropped and came back.
    pub line_dropped: CaseWords,
    /// It turns out afterwards that somebody had not said yes.
    pub no_consent_found: CaseWords,
}

/// A special case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// [`Cases::child`]
    Child,
    /// [`Cases::interpreter`]
    Interpreter,
    /// [`Cases::third_person`]
    ThirdPerson,
    /// [`Cases::in_doubt`]
    InDoubt,
    /// [`Cases::jail_line`]
    JailLine,
    /// [`Cases::relay`]
    Relay,
    /// [`Cases::other_side`]
    OtherSide,
    /// [`Cases::someone_joins`]
    SomeoneJoins,
    /// [`Cases::line_dropped`]
    LineDropped,
    /// [`Cases::no_consent_found`]
    NoConsentFound,
}

impl Case {
    /// Every case, in the order of the file.
    pub const ALL: [Self; 10] = [
        Self::Child,
        Self::Interpreter,
        Self::ThirdPerson,
        Self::InDoubt,
        Self::JailLine,
        Self::Relay,
        Self::OtherSide,
        Self::SomeoneJoins,
        Self::LineDropped,
        Self::NoConsentFound,
    ];

    /// Its field in the file.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Interpreter => "interpreter",
            Self::ThirdPerson => "third_person",
            Self::InDoubt => "in_doubt",
            Self::JailLine => "jail_line",
            Self::Relay => "relay",
            Self::OtherSide => "other_side",
            Self::SomeoneJoins => "someone_joins",
            Self::LineDropped => "line_dropped",
            Self::NoConsentFound => "no_consent_found",
        }
    }
}

impl Cases {
    /// What to do and say in one case.
    #[must_use]
    pub fn of(&self, case: Case) -> &CaseWords {
        match case {
            Case::Child => &self.child,
            Case::Interpreter => &self.interpreter,
            Case::ThirdPerson => &self.third_person,
            Case::InDoubt => &self.in_doubt,
            Case::JailLine => &self.jail_line,
            Case::Relay => &self.relay,
            Case::OtherSide => &self.other_side,
            Case::SomeoneJoins => &self.someone_joins,
            Case::LineDropped => &self.line_dropped,
            Case::NoConsentFound => &self.no_consent_found,
        }
    }

    /// Every line of every case, in the order of the file.
    pub fn lines(&self) -> impl Iterator<Item = &CaseLine> {
        Case::ALL.into_iter().flat_map(|case| &self.of(case).lines)
    }
}

/// What to do and say in one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseWords {
    /// For the paralegal alone, in order: the risk in plain words, and what to do. Holds no blanks.
    #[schemars(length(min = 1))]
    pub steps: Vec<String>,
    /// What to say, and to whom, in order.
    #[schemars(length(min = 1))]
    pub lines: Vec<CaseLine>,
}

/// Words for one hearer. May hold the blank `{person}` as well: the one who is spoken to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseLine {
    /// Unique within the file, the same in every language.
    pub id: ItemId,
    /// Who hears it.
    pub to: Hearer,
    /// Whether a firm's own script must keep the line. It may put it in other words.
    #[serde(default, skip_serializing_if = "is_false")]
    pub locked: bool,
    /// The words.
    pub say: String,
}

/// Who hears a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hearer {
    /// Everyone on the line.
    Everyone,
    /// The client.
    Client,
    /// The client who is a child, or a child on the line.
    Child,
    /// A parent or guardian.
    Parent,
    /// Whoever interprets.
    Interpreter,
    /// The operator of a relay.
    Operator,
    /// Whoever is with the client, or joined the call.
    Companion,
    /// Someone on the other side, or with a lawyer of their own.
    OtherSide,
    /// The supervising attorney.
    Attorney,
}
