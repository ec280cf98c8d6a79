//! Who is on the line, what each said, and the one way to a [`RecordingPermit`].

mod permit;

pub use permit::{PermitWatch, RecordingPermit};

use super::checklist::ScriptStamp;
use super::entry::Entry;
use super::fact::{ConsentAnswer, Fact};
use super::ids::{CallId, PersonId, Seq};
use super::people::{ClientCard, Person, PersonRole, UNKNOWN_CALLER};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The revision of a record that is gone: no permit bears it.
const NO_RECORD: u64 = u64::MAX;

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
    /// The call was interrupted, and this person was not asked again.
    Interrupted {
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
    /// The call was interrupted since: whoever is on the line now has to be asked again.
    Lapsed {
        /// When the interruption was noted.
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

    /// When benefits, risks and question were read, in which words; `None` again once consent was withdrawn.
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
        Ok(RecordingPermit::new(self.call.clone(), self.revision, Arc::clone(&self.current), self.newest))
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
            PersonConsent::Lapsed { .. } => Some(ConsentGap::Interrupted { name }),
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
                self.join(person);
                self.weaken();
            }
            Fact::CardUpdated { card } => return self.rename_client(card),
            Fact::Attached { client, .. } => return self.rename_client(&client.card),
            Fact::PersonLeft { person } => {
                self.change(person, |someone| someone.present = false);
                if self.present().next().is_none() {
                    self.weaken();
                }
            }
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
                self.ask_again(&PersonConsent::Withdrawn { at: entry.at });
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
            Fact::Interrupted { .. } | Fact::Resumed => {
                // The line was dropped, with the program or with the call put away: a fresh yes is needed before another take.
                self.ask_again(&PersonConsent::Lapsed { at: entry.at });
                self.weaken();
            }
            _ => return,
        }
        self.newest = entry.seq;
    }

    /// Whoever joins is asked; a person who comes back is asked again.
    fn join(&mut self, person: &Person) {
        let joined = OnTheLine { person: person.clone(), consent: PersonConsent::NotAsked, present: true };
        match self.people.iter_mut().find(|someone| someone.person.id == person.id) {
            Some(back) => *back = joined,
            None => self.people.push(joined),
        }
    }

    /// The client is asked under the name the card now bears; an answer keeps the name under which it was given, unless that
    /// was none. Nothing of their consent changes. Of two clients on the line it is the first.
    fn rename_client(&mut self, card: &ClientCard) {
        let is_to_be_asked = |one: &OnTheLine| {
            !matches!(one.consent, PersonConsent::Answered { .. }) || one.person.name == UNKNOWN_CALLER
        };
        let client = self.people.iter_mut().find(|one| one.person.role == PersonRole::Client);
        if let Some(client) = client.filter(|client| is_to_be_asked(client)) {
            card.known_as().clone_into(&mut client.person.name);
        }
    }

    /// Everyone who had said yes must be asked again. A no stays a no.
    fn ask_again(&mut self, since: &PersonConsent) {
        self.explained = None;
        for someone in &mut self.people {
            if matches!(someone.consent, PersonConsent::Answered { answer: ConsentAnswer::Yes, .. }) {
                someone.consent = since.clone();
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
