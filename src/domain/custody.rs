//! What becomes of a recording afterwards: kept, restricted, released or deleted; and holds on a matter.

use super::consent::ConsentFact;
use super::entry::Entry;
use super::fact::Fact;
use super::ids::CallId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the firm's rule says of the takes of a call in which consent was withdrawn, until somebody decides.
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
    /// The firm's rule, the moment consent was withdrawn.
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
        /// Since when.
        at: Timestamp,
        /// Who.
        decided: Decided,
        /// Why.
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

/// What the timeline of one call says of its takes and of a hold placed there.
#[derive(Debug, Default)]
pub struct Custody {
    takes: BTreeMap<u32, Standing>,
    hold: Option<Hold>,
}

impl Custody {
    /// Every take that has or had audio, or is about to, with where it stands, in order.
    pub fn takes(&self) -> impl Iterator<Item = (u32, &Standing)> {
        self.takes.iter().map(|(take, standing)| (*take, standing))
    }

    /// Where a take stands; `None` where there is no such take.
    #[must_use]
    pub fn of(&self, take: u32) -> Option<&Standing> {
        self.takes.get(&take)
    }

    /// Whether a take may be played and exported. A take that is not known may not.
    #[must_use]
    pub fn may_be_heard(&self, take: u32) -> bool {
        self.of(take).is_some_and(Standing::may_be_heard)
    }

    /// The hold that was placed on this call's timeline and stands.
    #[must_use]
    pub fn hold(&self) -> Option<&Hold> {
        self.hold.as_ref()
    }

    /// Takes whose deletion was decided and is not done.
    #[must_use]
    pub fn going(&self) -> Vec<u32> {
        let is_going =
            |(take, standing): (&u32, &Standing)| matches!(standing, Standing::Going { .. }).then_some(*take);
        self.takes.iter().filter_map(is_going).collect()
    }

    /// Whether an attempt to delete came to what the timeline says already: nothing went, and the same is left.
    #[must_use]
    pub fn is_told(&self, takes: &[u32], deletion: &Deletion) -> bool {
        let same = |take: &u32| matches!(self.takes.get(take), Some(Standing::Going { tried, .. }) if tried.left == deletion.left);
        let nothing_went = deletion.gone.is_empty() && deletion.missing.is_empty();
        nothing_went && !deletion.left.is_empty() && takes.iter().all(same)
    }

    /// Takes in an entry of `call`.
    pub(super) fn fold(&mut self, call: &CallId, entry: &Entry) {
        let at = entry.at;
        match &entry.fact {
            Fact::RecordingRequested { take } | Fact::RecordingStarted { take, .. } => {
                self.takes.entry(*take).or_default();
            }
            Fact::RecordingFailed { take, .. } => {
                self.takes.remove(take);
            }
            // Locked by the withdrawal itself: a rule that could not be written down any more opens nothing.
            Fact::ConsentWithdrawn { .. } => self.lock_all(at),
            Fact::Consent(ConsentFact::NoValidConsent { takes, why }) => {
                let decided = Decided::ByPerson;
                self.set(takes, |_| Standing::Restricted { at, decided, reason: why.clone() });
            }
            Fact::SegmentFinished { take, file, .. } => self.find(*take, file),
            Fact::Custody(fact) => self.fold_decision(call, at, fact),
            _ => {}
        }
    }

    /// A file that is found after its take was deleted is to go too, as it was decided.
    fn find(&mut self, take: u32, file: &str) {
        let Some(standing) = self.takes.get_mut(&take) else { return };
        *standing = match std::mem::take(standing) {
            Standing::Deleted { at, decided_by, reason, deletion: tried } if !tried.is_rid_of(file) => {
                Standing::Going { at, decided_by, reason, tried }
            }
            other => other,
        };
    }

    fn fold_decision(&mut self, call: &CallId, at: Timestamp, fact: &CustodyFact) {
        match fact {
            CustodyFact::AudioKept { takes, decided, reason } => {
                self.set(takes, |_| Standing::Kept { at, decided: *decided, reason: reason.clone() });
            }
            CustodyFact::AudioRestricted { takes, decided, reason } => {
                self.set(takes, |_| Standing::Restricted { at, decided: *decided, reason: reason.clone() });
            }
            CustodyFact::AudioReleased { takes, attorney, reason } => self.set(takes, |_| {
                Standing::Released { at, attorney: attorney.clone(), reason: reason.clone() }
            }),
            CustodyFact::DeletionDecided { takes, decided_by, reason, .. } => {
                self.set(takes, |_| Standing::Going {
                    at,
                    decided_by: decided_by.clone(),
                    reason: reason.clone(),
                    tried: Deletion::default(),
                });
            }
            CustodyFact::AudioDeleted { takes, deletion } => {
                self.set(takes, |before| deleted(before, at, deletion));
            }
            CustodyFact::HoldPlaced { reason, ordered_by } => {
                let (reason, ordered_by) = (reason.clone(), ordered_by.clone());
                self.hold = Some(Hold { call: call.clone(), at, reason, ordered_by });
            }
            CustodyFact::HoldLifted { .. } => self.hold = None,
        }
    }

    fn lock_all(&mut self, at: Timestamp) {
        for standing in self.takes.values_mut().filter(|standing| standing.may_be_heard()) {
            *standing = Standing::Restricted { at, decided: Decided::ByRule, reason: String::new() };
        }
    }

    fn set(&mut self, takes: &[u32], to: impl Fn(Standing) -> Standing) {
        for take in takes {
            let standing = self.takes.entry(*take).or_default();
            // What is gone stays gone, whatever is said of it later.
            if !matches!(standing, Standing::Deleted { .. }) {
                *standing = to(std::mem::take(standing));
            }
        }
    }
}

/// What became of a take after a try to delete it: gone only when nothing of it was left.
fn deleted(before: Standing, at: Timestamp, deletion: &Deletion) -> Standing {
    let (decided_at, decided_by, reason, mut tried) = match before {
        Standing::Going { at, decided_by, reason, tried } => (at, decided_by, reason, tried),
        _ => (at, String::new(), String::new(), Deletion::default()),
    };
    tried.go_on(deletion);
    if tried.left.is_empty() {
        Standing::Deleted { at, decided_by, reason, deletion: tried }
    } else {
        Standing::Going { at: decided_at, decided_by, reason, tried }
    }
}
