//! Who a call is with, what it is about, and who makes it.

use super::ids::{ClientId, MatterId, PersonId};
use serde::{Deserialize, Serialize};

/// What helps in talking with a client; shown before dialling, brought up to date at the close.
///
/// Every field but the name may be empty. The words belong in a file the client may one day read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientCard {
    /// Full name as the office files it.
    pub name: String,
    /// How the client likes to be addressed; empty means by `name`.
    pub preferred_name: String,
    /// Telephone number as the office writes it.
    pub phone: String,
    /// Time zone of the client in the office's words ("Pacific", "same as ours").
    pub time_zone: String,
    /// Hours at which it is safe and welcome to call, and what not to do (no voicemail, ask for nobody).
    pub safe_to_call: String,
    /// Language and any need for an interpreter.
    pub language: String,
    /// Pace that suits: brisk, slow, with pauses.
    pub pace: String,
    /// Channel the client prefers: telephone, e-mail, letter.
    pub channel: String,
    /// Signs of worry to listen for.
    pub cues: String,
    /// What helps when the talk is hard.
    pub helps: String,
}

/// The name a quick capture bears until the caller has said theirs.
pub const UNKNOWN_CALLER: &str = "Unknown caller";

impl ClientCard {
    /// The name they are asked and shown by.
    #[must_use]
    pub fn known_as(&self) -> &str {
        if self.preferred_name.trim().is_empty() { &self.name } else { &self.preferred_name }
    }

    /// Whether it is the card of a caller who has not said their name yet.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.name == UNKNOWN_CALLER
    }

    /// The name to say aloud; empty while nobody knows it.
    #[must_use]
    pub fn spoken_name(&self) -> &str {
        match self.known_as() {
            UNKNOWN_CALLER => "",
            name => name,
        }
    }
}

/// A client with the card as it was when it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Known across calls.
    pub id: ClientId,
    /// What helps in talking with this client.
    #[serde(flatten)]
    pub card: ClientCard,
}

/// A file of the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Known across calls.
    pub id: MatterId,
    /// Title or number as the office writes it.
    pub title: String,
}

/// The paralegal at the desk, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Operator {
    /// Name said aloud and written as author.
    pub name: String,
    /// Title, such as "paralegal".
    pub title: String,
    /// Name of the firm.
    pub firm: String,
    /// The supervising attorney.
    pub attorney: String,
}

/// What a person on the line is there for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// The client, or the caller of a quick capture.
    Client,
    /// Someone who interprets.
    Interpreter,
    /// The operator of a relay for hearing or speech, who passes on what is said.
    RelayOperator,
    /// Family or a friend who helps.
    Relative,
    /// A parent or guardian of a child on the line.
    ParentOrGuardian,
    /// An attorney of the firm.
    Attorney,
    /// Someone on the other side, or with a lawyer of their own.
    OtherSide,
    /// An officer of a court, a jail or the police.
    Officer,
    /// Anyone else.
    #[default]
    Other,
}

impl PersonRole {
    /// All roles, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::Client,
        Self::Interpreter,
        Self::RelayOperator,
        Self::Relative,
        Self::ParentOrGuardian,
        Self::Attorney,
        Self::OtherSide,
        Self::Officer,
        Self::Other,
    ];
}

/// A person on the line besides the paralegal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Unique within the call.
    pub id: PersonId,
    /// Name as given.
    pub name: String,
    /// What they are there for.
    pub role: PersonRole,
}
