//! The three things that can be said to being recorded.

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
