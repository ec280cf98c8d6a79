//! The record: folds the entries of one call into where each of its takes stands.

use super::{CustodyFact, Decided, Deletion, Hold, Standing};
use crate::domain::consent::{ConsentAnswer, ConsentFact, ConsentRecord, OnTheLine};
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, PersonId, Seq};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What the timeline of one call says of its takes and of a hold placed there.
#[derive(Debug, Default)]
pub struct Custody {
    takes: BTreeMap<u32, Standing>,
    /// Everyone whose yes stood when a take was asked for or began. A parent may have left the line after theirs.
    agreed: BTreeMap<u32, BTreeSet<PersonId>>,
    /// Takes locked because a yes was taken back, of which nothing was said since.
    undecided: BTreeSet<u32>,
    objections: Vec<Objection>,
    hold: Option<Hold>,
}

/// Somebody with whose yes takes were made gave another answer, or the tick for that yes was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The entry that says so.
    pub seq: Seq,
    /// Who.
    pub person: PersonId,
    /// Takes that were made with their yes.
    pub takes: Vec<u32>,
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

    /// Takes that were locked the moment a yes was taken back, and of which neither a rule nor anybody has said anything
    /// since. What was locked before that for another reason is not among them.
    #[must_use]
    pub fn undecided(&self) -> Vec<u32> {
        self.undecided.iter().copied().collect()
    }

    /// Each time somebody with whose yes takes were made said something else later, in order. A withdrawal is not among
    /// them: that is an entry of its own.
    #[must_use]
    pub fn objections(&self) -> &[Objection] {
        &self.objections
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

    /// Takes in an entry of `call`, whose consent stood as `before` just before it.
    pub(in crate::domain) fn fold(&mut self, call: &CallId, before: &ConsentRecord, entry: &Entry) {
        let at = entry.at;
        match &entry.fact {
            Fact::RecordingRequested { take } | Fact::RecordingStarted { take, .. } => {
                self.takes.entry(*take).or_default();
                let agreed = before.people().iter().filter(|someone| someone.said_yes());
                let agreed = agreed.map(|someone| someone.person.id.clone());
                self.agreed.entry(*take).or_default().extend(agreed);
            }
            Fact::RecordingFailed { take, .. } => {
                self.takes.remove(take);
                self.agreed.remove(take);
                self.undecided.remove(take);
            }
            // Locked by the entry itself: a rule that could not be written down any more opens nothing.
            Fact::ConsentWithdrawn { .. } => {
                let all: Vec<u32> = self.takes.keys().copied().collect();
                self.lock(&all, at);
            }
            Fact::ConsentAnswered { person, answer: ConsentAnswer::No | ConsentAnswer::NotSure, .. }
            | Fact::Consent(ConsentFact::AnswerTakenBack { person }) => self.object(before, entry, person),
            Fact::Consent(ConsentFact::NoValidConsent { takes, why }) => {
                self.set(takes, |before| restricted(&before, at, Decided::ByPerson, why));
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
                self.set(takes, |before| restricted(&before, at, *decided, reason));
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

    /// Locks what was made with somebody's yes that counts no longer. A no said once more, or in another manner, is the no
    /// it was.
    fn object(&mut self, before: &ConsentRecord, entry: &Entry, person: &PersonId) {
        if before.person(person).is_some_and(OnTheLine::refused) {
            return;
        }
        let theirs = self.agreed.iter().filter(|(_, agreed)| agreed.contains(person));
        let takes: Vec<u32> = theirs.map(|(take, _)| *take).collect();
        if !takes.is_empty() {
            self.lock(&takes, entry.at);
            self.objections.push(Objection { seq: entry.seq, person: person.clone(), takes });
        }
    }

    fn lock(&mut self, takes: &[u32], at: Timestamp) {
        for take in takes {
            if let Some(standing) = self.takes.get_mut(take).filter(|standing| standing.may_be_heard()) {
                *standing = Standing::Restricted { at, decided: Decided::ByRule, reason: String::new() };
                self.undecided.insert(*take);
            }
        }
    }

    fn set(&mut self, takes: &[u32], to: impl Fn(Standing) -> Standing) {
        for take in takes {
            self.undecided.remove(take);
            let standing = self.takes.entry(*take).or_default();
            // What is gone stays gone, whatever is said of it later.
            if !matches!(standing, Standing::Deleted { .. }) {
                *standing = to(std::mem::take(standing));
            }
        }
    }
}

/// A lock that stands already was there since it began, whatever is said of it now.
fn restricted(before: &Standing, at: Timestamp, decided: Decided, reason: &str) -> Standing {
    let since = if let Standing::Restricted { at: since, .. } = before { *since } else { at };
    Standing::Restricted { at: since, decided, reason: reason.to_owned() }
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
