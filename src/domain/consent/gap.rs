//! Every reason why there is no permit. Only reads the record.

use super::case::{NotedCase, SpecialCase};
use super::person::{Lapse, OnTheLine, PersonConsent};
use super::record::ConsentRecord;
use super::said::ConsentAnswer;
use crate::domain::people::PersonRole;

/// Why there is no permit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsentGap {
    /// The call is finished.
    CallFinished,
    /// Somebody is on the other side, or somebody else is their lawyer: the supervising attorney decides.
    OtherSide {
        /// Their name; `None` where it is said of the call.
        name: Option<String>,
    },
    /// Recording is off in this case until the supervising attorney approves it.
    NotApproved {
        /// The case.
        case: SpecialCase,
        /// Whom it is about; `None` where it is said of the call.
        name: Option<String>,
    },
    /// A child is on the line, and no parent or guardian said yes to the words in force, or one of them said no.
    NoGuardian {
        /// The child's name; `None` where it was not said.
        name: Option<String>,
        /// The parent or guardian whom it waits for.
        guardian: Guardian,
    },
    /// Somebody whom the case is about, or who takes part because of it, is not on the list of those who are asked.
    NotListed {
        /// The case.
        case: SpecialCase,
    },
    /// There are no words in force that could be read, or only their name is known.
    NoWords,
    /// Nobody is on the line.
    NobodyOnTheLine,
    /// Benefits, risks and the question were not read in the words in force.
    NotExplained,
    /// Someone came after the words were read.
    NotHeard {
        /// Their name.
        name: String,
    },
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
    /// The line was dropped and came back, and this person was not asked again.
    LineDropped {
        /// Their name.
        name: String,
    },
    /// It turned out that there was no valid consent, and this person was not asked again.
    NoValidConsent {
        /// Their name.
        name: String,
    },
    /// The tick for this person's yes was taken back, and they were not asked again.
    TickTakenBack {
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

/// Where the parent or guardian of a child stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guardian {
    /// None is on the line.
    NotListed,
    /// This one is on the line and has not said yes to the words in force.
    NotAsked(String),
    /// This one said no, which counts even after they left.
    SaidNo(String),
}

impl ConsentRecord {
    /// Every reason why there is no permit now; empty when there is one. What stops the call from being recorded at all
    /// comes first, then what a person would put right, in that order.
    #[must_use]
    pub fn gaps(&self) -> Vec<ConsentGap> {
        let mut gaps = self.gaps_but_saving();
        if gaps.is_empty() && !self.is_saved() {
            gaps.push(ConsentGap::NotSavedYet);
        }
        gaps
    }

    pub(super) fn gaps_but_saving(&self) -> Vec<ConsentGap> {
        if self.is_finished() {
            return vec![ConsentGap::CallFinished];
        }
        let mut gaps: Vec<ConsentGap> = self.cases_now().flat_map(|noted| self.gaps_of_case(noted)).collect();
        if !self.text().has_words() {
            gaps.push(ConsentGap::NoWords);
        }
        if !self.is_explained() {
            gaps.push(ConsentGap::NotExplained);
        }
        if self.present().next().is_none() {
            gaps.push(ConsentGap::NobodyOnTheLine);
        }
        gaps.extend(self.present().filter_map(|someone| self.gap_of(someone)));
        gaps
    }

    /// The cases that count now: those of the call, and those of the people who are on the line.
    fn cases_now(&self) -> impl Iterator<Item = &NotedCase> {
        self.cases().iter().filter(|noted| {
            let is_here =
                noted.of.person.as_ref().is_none_or(|id| self.person(id).is_some_and(|one| one.present));
            noted.stands() && is_here
        })
    }

    fn gaps_of_case(&self, noted: &NotedCase) -> Vec<ConsentGap> {
        let case = noted.of.case;
        let name = noted.of.person.as_ref().and_then(|id| self.person(id)).map(|one| one.person.name.clone());
        let mut gaps = Vec::new();
        let is_decided = noted.approval.is_some() || !case.is_for_the_attorney();
        match case {
            _ if is_decided => {}
            SpecialCase::OtherSide => gaps.push(ConsentGap::OtherSide { name: name.clone() }),
            _ => gaps.push(ConsentGap::NotApproved { case, name: name.clone() }),
        }
        if let Some(guardian) = self.missing_guardian().filter(|_| case == SpecialCase::Child) {
            gaps.push(ConsentGap::NoGuardian { name, guardian });
        }
        // Before the attorney has decided, whoever is on the other side is to be stopped for, not added and asked.
        let is_to_be_listed = is_decided || case != SpecialCase::OtherSide;
        let lacks_role = case.needs().is_some_and(|role| !self.is_here(role));
        if is_to_be_listed && (noted.is_unlisted() || lacks_role) {
            gaps.push(ConsentGap::NotListed { case });
        }
        gaps
    }

    /// Whom a child waits for. A parent may hand the telephone over after their yes, so that one who left the line counts;
    /// so does their no.
    fn missing_guardian(&self) -> Option<Guardian> {
        let guardians = || self.people().iter().filter(|one| one.person.role == PersonRole::ParentOrGuardian);
        let name = |one: &OnTheLine| one.person.name.clone();
        if let Some(against) = guardians().find(|one| one.refused()) {
            return Some(Guardian::SaidNo(name(against)));
        }
        if guardians().any(|one| one.said_yes_to(self.script())) {
            return None;
        }
        Some(
            guardians()
                .find(|one| one.present)
                .map_or(Guardian::NotListed, |one| Guardian::NotAsked(name(one))),
        )
    }

    fn is_here(&self, role: PersonRole) -> bool {
        self.present().any(|someone| someone.person.role == role)
    }

    fn gap_of(&self, someone: &OnTheLine) -> Option<ConsentGap> {
        let name = someone.person.name.clone();
        let came_later = self.is_explained() && !self.has_heard(&someone.person.id);
        Some(match &someone.consent {
            PersonConsent::NotAsked if came_later => ConsentGap::NotHeard { name },
            PersonConsent::NotAsked => ConsentGap::NotAsked { name },
            PersonConsent::Withdrawn { .. } => ConsentGap::Withdrawn { name },
            PersonConsent::Lapsed { why: Lapse::Interrupted, .. } => ConsentGap::Interrupted { name },
            PersonConsent::Lapsed { why: Lapse::LineDropped, .. } => ConsentGap::LineDropped { name },
            PersonConsent::Lapsed { why: Lapse::NoValidConsent, .. } => ConsentGap::NoValidConsent { name },
            PersonConsent::Lapsed { why: Lapse::TickTakenBack, .. } => ConsentGap::TickTakenBack { name },
            PersonConsent::Answered { answer: ConsentAnswer::No, .. } => ConsentGap::SaidNo { name },
            PersonConsent::Answered { answer: ConsentAnswer::NotSure, .. } => ConsentGap::NotSure { name },
            PersonConsent::Answered { answer: ConsentAnswer::Yes, script, .. } => {
                if script != self.script() {
                    ConsentGap::EarlierWords { name }
                } else if came_later {
                    ConsentGap::NotHeard { name }
                } else {
                    return None;
                }
            }
        })
    }
}
