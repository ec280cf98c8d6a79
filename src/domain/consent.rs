//! Who is on the line, what each said, and the one way to a [`RecordingPermit`].
//!
//! A permit cannot be made by hand:
//!
//! ```compile_fail
//! # use rapport::domain::{consent::RecordingPermit, ids::CallId};
//! let forged = RecordingPermit { call: CallId::new("a") };
//! ```
//!
//! nor copied:
//!
//! ```compile_fail
//! # use rapport::domain::consent::RecordingPermit;
//! fn twice(permit: RecordingPermit) -> (RecordingPermit, RecordingPermit) {
//!     (permit.clone(), permit)
//! }
//! ```
//!
//! nor read from a file:
//!
//! ```compile_fail
//! # use rapport::domain::consent::RecordingPermit;
//! fn load(text: &str) -> RecordingPermit {
//!     serde_json::from_str(text).unwrap()
//! }
//! ```
//!
//! nor used for two takes, because a take consumes it. What does compile is to pass it on:
//!
//! ```
//! # use rapport::domain::consent::RecordingPermit;
//! fn once(permit: RecordingPermit) -> RecordingPermit {
//!     permit
//! }
//! ```

use super::checklist::ScriptStamp;
use super::entry::Entry;
use super::fact::{ConsentAnswer, Fact};
use super::ids::{CallId, PersonId, Seq};
use super::people::Person;
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The revision of a record that is gone: no permit bears it.
const NO_RECORD: u64 = u64::MAX;

/// Proof that everyone on the line of one call said yes to the words in force.
///
/// Made only by [`ConsentRecord::permit`]. It is neither `Clone` nor serde, and a take consumes it. It goes stale by
/// itself, at once and for good, when someone joins, says no or withdraws, when the words change, when the call is
/// finished, and when the record is dropped.
#[derive(Debug)]
pub struct RecordingPermit {
    call: CallId,
    revision: u64,
    /// Written by the record on the interface thread, read by the audio callback. Release and Acquire, so that whatever
    /// ended the consent is visible before the gate is seen closed.
    current: Arc<AtomicU64>,
    answered_by: Seq,
}

impl RecordingPermit {
    /// The call it is for.
    #[must_use]
    pub fn call(&self) -> &CallId {
        &self.call
    }

    /// The newest entry the permit rests on.
    #[must_use]
    pub fn answered_by(&self) -> Seq {
        self.answered_by
    }

    /// Whether the consent it proves still stands. Wait-free: the audio callback asks before each buffer.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.current.load(Ordering::Acquire) == self.revision
    }

    /// A watch on this permit, for whoever must end the take when the permit itself went into the audio callback.
    #[must_use]
    pub fn watch(&self) -> PermitWatch {
        PermitWatch { revision: self.revision, current: Arc::clone(&self.current) }
    }
}

/// Sees whether a permit still stands. It proves nothing and opens nothing.
#[derive(Debug)]
pub struct PermitWatch {
    revision: u64,
    current: Arc<AtomicU64>,
}

impl PermitWatch {
    /// Whether the consent behind the permit still stands.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.current.load(Ordering::Acquire) == self.revision
    }
}

/// Why there is no permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsentGap {
    /// The call is finished.
    CallFinished,
    /// Nobody is on the line.
    NobodyOnTheLine,
    /// Benefits, risks and the question were not read in the words in force.
    NotExplained,
    /// Someone was not asked.
    NotAsked {
        /// Their name.
        name: String,
    },
    /// Someone said no.
    SaidNo {
        /// Their name.
        name: String,
    },
    /// Someone was not sure, which counts as no.
    NotSure {
        /// Their name.
        name: String,
    },
    /// Consent was withdrawn, and this person was not asked again.
    Withdrawn {
        /// Their name.
        name: String,
    },
    /// Someone said yes to earlier words.
    EarlierWords {
        /// Their name.
        name: String,
    },
    /// An answer is not on disk yet.
    NotSavedYet,
}

/// Where one person's consent stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonConsent {
    /// Not asked yet.
    NotAsked,
    /// Answered.
    Answered {
        /// What they said.
        answer: ConsentAnswer,
        /// Under which words.
        script: ScriptStamp,
        /// When.
        at: Timestamp,
    },
    /// Consent was withdrawn since.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// A person on the line and where their consent stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTheLine {
    /// Who.
    pub person: Person,
    /// Where their consent stands.
    pub consent: PersonConsent,
    /// False once they left the line.
    pub present: bool,
}

/// The record of consent of one call, folded from its timeline.
///
/// It is not `Clone`: the permits it made watch this one record.
#[derive(Debug)]
pub struct ConsentRecord {
    call: CallId,
    script: ScriptStamp,
    explained: Option<(ScriptStamp, Timestamp)>,
    people: Vec<OnTheLine>,
    finished: bool,
    revision: u64,
    current: Arc<AtomicU64>,
    newest: Seq,
    saved: Seq,
}

impl ConsentRecord {
    pub(super) fn new(call: CallId, script: ScriptStamp) -> Self {
        Self {
            call,
            script,
            explained: None,
            people: Vec::new(),
            finished: false,
            revision: 0,
            current: Arc::new(AtomicU64::new(0)),
            newest: Seq::FIRST,
            saved: Seq(0),
        }
    }

    /// The words in force.
    #[must_use]
    pub fn script(&self) -> &ScriptStamp {
        &self.script
    }

    /// When benefits, risks and question were read, in which words.
    #[must_use]
    pub fn explained(&self) -> Option<&(ScriptStamp, Timestamp)> {
        self.explained.as_ref()
    }

    /// Everyone who was on the line, in the order they joined, the departed included.
    #[must_use]
    pub fn people(&self) -> &[OnTheLine] {
        &self.people
    }

    /// Those on the line now.
    pub fn present(&self) -> impl Iterator<Item = &OnTheLine> {
        self.people.iter().filter(|someone| someone.present)
    }

    /// One person.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&OnTheLine> {
        self.people.iter().find(|someone| someone.person.id == *id)
    }

    /// Says that every entry up to and with `seq` is on disk. A permit waits for that.
    pub fn confirm_saved(&mut self, seq: Seq) {
        self.saved = self.saved.max(seq);
    }

    /// The only maker of permits.
    ///
    /// # Errors
    /// Every reason why there is none, in the order a person would put them right. Anything unknown is a reason.
    pub fn permit(&self) -> Result<RecordingPermit, Vec<ConsentGap>> {
        let gaps = self.gaps();
        if !gaps.is_empty() {
            return Err(gaps);
        }
        Ok(RecordingPermit {
            call: self.call.clone(),
            revision: self.revision,
            current: Arc::clone(&self.current),
            answered_by: self.newest,
        })
    }

    /// Every reason why there is no permit now; empty when there is one.
    #[must_use]
    pub fn gaps(&self) -> Vec<ConsentGap> {
        if self.finished {
            return vec![ConsentGap::CallFinished];
        }
        let mut gaps = Vec::new();
        if self.explained.as_ref().is_none_or(|(script, _)| *script != self.script) {
            gaps.push(ConsentGap::NotExplained);
        }
        if self.present().next().is_none() {
            gaps.push(ConsentGap::NobodyOnTheLine);
        }
        gaps.extend(self.present().filter_map(|someone| self.gap_of(someone)));
        if gaps.is_empty() && self.saved < self.newest {
            gaps.push(ConsentGap::NotSavedYet);
        }
        gaps
    }

    fn gap_of(&self, someone: &OnTheLine) -> Option<ConsentGap> {
        let name = someone.person.name.clone();
        match &someone.consent {
            PersonConsent::NotAsked => Some(ConsentGap::NotAsked { name }),
            PersonConsent::Withdrawn { .. } => Some(ConsentGap::Withdrawn { name }),
            PersonConsent::Answered { answer: ConsentAnswer::No, .. } => Some(ConsentGap::SaidNo { name }),
            PersonConsent::Answered { answer: ConsentAnswer::NotSure, .. } => {
                Some(ConsentGap::NotSure { name })
            }
            PersonConsent::Answered { answer: ConsentAnswer::Yes, script, .. } => {
                (*script != self.script).then_some(ConsentGap::EarlierWords { name })
            }
        }
    }

    /// Takes in an entry. What weakens consent raises the revision in the same step, so that every permit made before is
    /// stale before anyone else hears of the entry.
    pub(super) fn fold(&mut self, entry: &Entry) {
        match &entry.fact {
            Fact::PersonJoined { person } => {
                self.people.push(OnTheLine {
                    person: person.clone(),
                    consent: PersonConsent::NotAsked,
                    present: true,
                });
                self.weaken();
            }
            Fact::PersonLeft { person } => self.change(person, |someone| someone.present = false),
            Fact::ConsentExplained { script } => self.explained = Some((script.clone(), entry.at)),
            Fact::ConsentAnswered { person, answer, script } => {
                let (answer, script, at) = (*answer, script.clone(), entry.at);
                self.change(person, |someone| {
                    someone.consent = PersonConsent::Answered { answer, script, at };
                });
                if answer != ConsentAnswer::Yes {
                    self.weaken();
                }
            }
            Fact::ConsentWithdrawn { .. } => {
                self.withdraw(entry.at);
                self.weaken();
            }
            Fact::ConsentScriptChanged { script } => {
                self.script = script.clone();
                self.weaken();
            }
            Fact::Finished { .. } => {
                self.finished = true;
                self.weaken();
            }
            Fact::Interrupted { .. } => {
                // The line was dropped with the program: a fresh yes is needed before another take.
                self.withdraw(entry.at);
                self.weaken();
            }
            _ => return,
        }
        self.newest = entry.seq;
    }

    /// Everyone who had answered must be asked again.
    fn withdraw(&mut self, at: Timestamp) {
        self.explained = None;
        for someone in &mut self.people {
            if someone.consent != PersonConsent::NotAsked {
                someone.consent = PersonConsent::Withdrawn { at };
            }
        }
    }

    fn change(&mut self, person: &PersonId, how: impl FnOnce(&mut OnTheLine)) {
        if let Some(someone) = self.people.iter_mut().find(|someone| someone.person.id == *person) {
            how(someone);
        }
    }

    fn weaken(&mut self) {
        self.revision += 1;
        self.current.store(self.revision, Ordering::Release);
    }
}

impl Drop for ConsentRecord {
    fn drop(&mut self) {
        self.current.store(NO_RECORD, Ordering::Release);
    }
}
