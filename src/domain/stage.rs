//! The five stages of a call, in their order.

use serde::{Deserialize, Serialize};

/// One of the five stages a call is walked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before you dial: DO-CONFIRM, at most nine lines.
    Prepare,
    /// Opening the call: READ-DO, who I am and what I may not do, and what is expected of the client.
    Roles,
    /// The question whether the call may be recorded, and each person's answer.
    Consent,
    /// Questions, answers and notes.
    Interview,
    /// Before you hang up: what is still open, what was agreed, thanks.
    Close,
}

impl Stage {
    /// All stages in the order of a call.
    pub const ALL: [Self; 5] = [Self::Prepare, Self::Roles, Self::Consent, Self::Interview, Self::Close];

    /// The stage after this one; `None` after the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| *stage > self)
    }

    /// The name in files and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Roles => "roles",
            Self::Consent => "consent",
            Self::Interview => "interview",
            Self::Close => "close",
        }
    }
}
