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
    },
    /// Somebody interprets who is not on the list of those who are asked.
    InterpreterNotListed,
    /// Somebody else can hear the call who is not on the list of those who are asked.
    ThirdPersonNotListed,
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
        match case {
            _ if noted.approval.is_some() || !case.is_for_the_attorney() => {}
            SpecialCase::OtherSide => gaps.push(ConsentGap::OtherSide { name: name.clone() }),
            _ => gaps.push(ConsentGap::NotApproved { case, name: name.clone() }),
        }
        match case {
            SpecialCase::Child if !self.a_guardian_agrees() => gaps.push(ConsentGap::NoGuardian { name }),
            SpecialCase::Interpreter if !self.is_here(PersonRole::Interpreter) => {
                gaps.push(ConsentGap::InterpreterNotListed);
            }
            SpecialCase::ThirdPerson if noted.of.person.is_none() && !self.third_person_is_listed() => {
                gaps.push(ConsentGap::ThirdPersonNotListed);
            }
            _ => {}
        }
        gaps
    }

    /// A parent may hand the telephone over after their yes, so that one who left the line counts; so does their no.
    fn a_guardian_agrees(&self) -> bool {
        let mut guardians =
            self.people().iter().filter(|one| one.person.role == PersonRole::ParentOrGuardian);
        guardians.clone().any(|one| one.said_yes_to(self.script())) && !guardians.any(OnTheLine::refused)
    }

    fn is_here(&self, role: PersonRole) -> bool {
        self.present().any(|someone| someone.person.role == role)
    }

    /// Whether the third person got a name: the case was noted again, of somebody who is on the line.
    fn third_person_is_listed(&self) -> bool {
        self.cases_now().any(|noted| noted.of.case == SpecialCase::ThirdPerson && noted.of.person.is_some())
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
