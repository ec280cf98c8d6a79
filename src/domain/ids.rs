//! One newtype for each kind of name. Ids are made outside (they need a clock or chance) and come in.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps a name that was made or read outside.
            pub fn new(name: impl Into<String>) -> Self {
                Self(name.into())
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// A call. Also the name of its folder: `20261124-161502-k3f9`, UTC date and time of opening plus four random
    /// letters or digits.
    CallId
);
text_id!(
    /// A client, known across calls.
    ClientId
);
text_id!(
    /// A matter (a file of the office), known across calls.
    MatterId
);
text_id!(
    /// A person on the line of one call.
    PersonId
);
text_id!(
    /// An item or a line to say, unique within its checklist.
    ItemId
);
text_id!(
    /// A question, unique within its checklist or, for one added on the spot, within its call.
    QuestionId
);

/// The number of an entry on its call's timeline: 1, 2, 3 and so on, with no gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The first entry of every timeline.
    pub const FIRST: Self = Self(1);

    /// The number that follows.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
