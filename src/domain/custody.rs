//! What becomes of a recording afterwards: kept, restricted, released or deleted; and holds on a matter.

mod record;

pub use record::{Custody, Objection};

use super::ids::CallId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the firm's rule says of the takes that a yes was given to which was taken back, until somebody decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterWithdrawal {
    /// They stay as they are.
    Keep,
    /// They are locked from playback and export until the supervising attorney decides.
    #[default]
    Restrict,
    /// They are locked, and whether to delete them is asked. Nothing is deleted before somebody says so.
    AskToDelete,
}

impl AfterWithdrawal {
    /// Every rule, the usual one second.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Restrict, Self::AskToDelete];
}

impl<'de> Deserialize<'de> for AfterWithdrawal {
    /// A rule that is not known locks: that can be put right later.
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match String::deserialize(from)?.as_str() {
            "keep" => Self::Keep,
            "ask_to_delete" => Self::AskToDelete,
            _ => Self::Restrict,
        })
    }
}

/// Who decided what becomes of a take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// Somebody at the desk, or the attorney they name.
    #[default]
    ByPerson,
    /// The firm's rule, the moment a yes was taken back.
    ByRule,
}

/// An audio file that is to go, or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletedFile {
    /// Its name within the call's audio folder.
    pub file: String,
    /// SHA-256 it has on the timeline, lower-case hex.
    pub sha256: String,
}

/// What became of files that were to be deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// What went, each with the SHA-256 it had when it went.
    #[serde(rename = "files")]
    pub gone: Vec<DeletedFile>,
    /// What was not there any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What could not be deleted, each with what the system said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<String>,
}

impl Deletion {
    /// Whether this file went, or was not there.
    #[must_use]
    pub fn is_rid_of(&self, file: &str) -> bool {
        self.gone.iter().map(|gone| &gone.file).chain(&self.missing).any(|known| known == file)
    }

    /// Takes in what another try came to. What went once cannot be missed by it.
    fn go_on(&mut self, another: &Self) {
        let gone: Vec<_> = another.gone.iter().filter(|file| !self.gone.contains(file)).cloned().collect();
        self.gone.extend(gone);
        let missing: Vec<_> = another.missing.iter().filter(|file| !self.is_rid_of(file)).cloned().collect();
        self.missing.extend(missing);
        self.left.clone_from(&another.left);
    }
}

/// A decision on the recording, as it stands on the timeline. The `kind` in the JSON is the variant's name in `snake_case`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CustodyFact {
    /// Takes are kept: they may be played and exported.
    AudioKept {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// Who decided.
        decided: Decided,
        /// Why; may be empty.
        reason: String,
    },
    /// Takes are locked from playback and export until the supervising attorney decides.
    AudioRestricted {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// Who decided.
        decided: Decided,
        /// Why; may be empty where the firm's rule decided.
        reason: String,
    },
    /// The supervising attorney released restricted takes.
    AudioReleased {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// The attorney's name.
        attorney: String,
        /// Why; may be empty.
        reason: String,
    },
    /// The deletion of takes was decided. On disk before any file is touched.
    DeletionDecided {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// Who decided: a name.
        decided_by: String,
        /// Why.
        reason: String,
        /// The files that are to go.
        files: Vec<DeletedFile>,
    },
    /// The audio of takes was deleted, or as much of it as could be.
    AudioDeleted {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// What became of their files.
        #[serde(flatten)]
        deletion: Deletion,
    },
    /// The matter is on hold: nothing of it is deleted until the hold is lifted.
    HoldPlaced {
        /// Why.
        reason: String,
        /// Who ordered it; may be empty.
        ordered_by: String,
    },
    /// The hold was lifted.
    HoldLifted {
        /// Why.
        reason: String,
        /// Who ordered it: a name.
        ordered_by: String,
    },
}

/// Where one take stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was decided: it can be played and exported.
    #[default]
    Open,
    /// Somebody, or the firm's rule, decided to keep it.
    Kept {
        /// When.
        at: Timestamp,
        /// Who.
        decided: Decided,
        /// Why; may be empty.
        reason: String,
    },
    /// It is locked from playback and export until the supervising attorney decides.
    Restricted {
        /// Since when nobody could hear it, whatever was said of the lock later.
        at: Timestamp,
        /// Who decided last.
        decided: Decided,
        /// Why, as was said last.
        reason: String,
    },
    /// The supervising attorney released it: it can be played and exported.
    Released {
        /// When.
        at: Timestamp,
        /// The attorney's name.
        attorney: String,
        /// Why; may be empty.
        reason: String,
    },
    /// Its deletion was decided, and is not done yet.
    Going {
        /// When it was decided.
        at: Timestamp,
        /// Who decided it.
        decided_by: String,
        /// Why.
        reason: String,
        /// What came of the tries so far: all that went or was not there, and what the last one left.
        tried: Deletion,
    },
    /// Its audio is gone.
    Deleted {
        /// When it was deleted.
        at: Timestamp,
        /// Who decided it.
        decided_by: String,
        /// Why.
        reason: String,
        /// What went.
        deletion: Deletion,
    },
}

impl Standing {
    /// Its name in JSON.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept { .. } => "kept",
            Self::Restricted { .. } => "restricted",
            Self::Released { .. } => "released",
            Self::Going { .. } => "deletion_decided",
            Self::Deleted { .. } => "deleted",
        }
    }

    /// Since when it stands there; `None` where nothing was decided.
    #[must_use]
    pub fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Open => None,
            Self::Kept { at, .. }
            | Self::Restricted { at, .. }
            | Self::Released { at, .. }
            | Self::Going { at, .. }
            | Self::Deleted { at, .. } => Some(*at),
        }
    }

    /// Whether it may be played and exported.
    #[must_use]
    pub fn may_be_heard(&self) -> bool {
        match self {
            Self::Open | Self::Kept { .. } | Self::Released { .. } => true,
            Self::Restricted { .. } | Self::Going { .. } | Self::Deleted { .. } => false,
        }
    }
}

/// A hold on a matter: nothing of it is deleted while it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The call on whose timeline it stands.
    pub call: CallId,
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// Who ordered it; may be empty.
    pub ordered_by: String,
}

/// What is known of holds on the matter that stand on the timelines of other calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HoldsElsewhere {
    /// They were not read yet. Nothing is deleted before they are.
    #[default]
    NotRead,
    /// They were read: these stand.
    Read(Vec<Hold>),
}
