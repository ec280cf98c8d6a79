//! What happened to consent, in order.

use super::OnTheLine;
use crate::domain::checklist::ScriptStamp;
use crate::domain::consent::{CaseOf, ConsentFact, PlaceKnown, Ruling, SpecialCase};
use crate::domain::fact::{ConsentAnswer, Fact};
use crate::domain::ids::PersonId;
use crate::domain::people::PersonRole;
use crate::export::report::{Moment, Place};
use serde::Serialize;

/// Something that happened to consent.
#[derive(Debug, Serialize)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// Who was at the desk.
    pub by: String,
    /// Where the recording stood.
    pub position: Option<Place>,
    /// What.
    #[serde(flatten)]
    pub what: Happened,
}

/// What happened to consent.
#[derive(Debug, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happened {
    /// Someone joined.
    Joined {
        /// Their name.
        name: String,
        /// What they are there for.
        role: PersonRole,
    },
    /// Someone left.
    Left {
        /// Their name.
        name: String,
    },
    /// Where someone is was noted.
    PlaceGiven {
        /// Their name.
        name: String,
        /// Code of the place.
        place: String,
        /// Its name; may be empty.
        place_name: String,
        /// How it is known.
        known: PlaceKnown,
    },
    /// The rule for everyone's places was written down.
    RulingApplied {
        /// It.
        ruling: Ruling,
    },
    /// The tick for someone's yes was taken back.
    AnswerTakenBack {
        /// Their name.
        name: String,
    },
    /// What a rule adds was said or ticked.
    DutySettled {
        /// Its name for programs.
        duty: String,
        /// Its words.
        words: String,
    },
    /// What a rule adds was ticked by mistake.
    DutyTakenBack {
        /// Its name for programs.
        duty: String,
        /// Its words.
        words: String,
    },
    /// Benefits and risks were explained and the question was read.
    Explained {
        /// In which words.
        script: ScriptStamp,
    },
    /// Someone answered.
    Answered {
        /// Their name.
        name: String,
        /// What they said.
        answer: ConsentAnswer,
        /// Under which words.
        script: ScriptStamp,
    },
    /// Someone said yes again on the recording.
    Reconfirmed {
        /// Their name.
        name: String,
    },
    /// Consent was withdrawn.
    Withdrawn {
        /// By whom, where it was said.
        name: Option<String>,
    },
    /// Words came into force.
    ScriptChanged {
        /// Which.
        script: ScriptStamp,
    },
    /// A special case was noted.
    CaseNoted {
        /// Which.
        case: SpecialCase,
        /// Whom it is about; `null` for the call.
        name: Option<String>,
        /// In the paralegal's words; may be empty.
        note: String,
    },
    /// A case does not apply after all.
    CaseTakenBack {
        /// Which.
        case: SpecialCase,
        /// Whom it was about.
        name: Option<String>,
        /// Why.
        reason: String,
        /// The attorney who said so; may be empty.
        attorney: String,
    },
    /// A step about a case was taken.
    CaseStepSettled {
        /// Which case.
        case: SpecialCase,
        /// Whom it is about.
        name: Option<String>,
        /// Its words.
        words: String,
        /// Who took it.
        done_by: String,
    },
    /// A step about a case was ticked by mistake.
    CaseStepTakenBack {
        /// Which case.
        case: SpecialCase,
        /// Whom it is about.
        name: Option<String>,
        /// Its words.
        words: String,
    },
    /// The supervising attorney approved recording in a case.
    CaseApproved {
        /// Which.
        case: SpecialCase,
        /// Whom it is about.
        name: Option<String>,
        /// The attorney's name.
        attorney: String,
        /// When, as typed.
        approved_at: String,
    },
    /// An approval no longer holds.
    ApprovalTakenBack {
        /// Of which case.
        case: SpecialCase,
        /// Whom it is about.
        name: Option<String>,
        /// Why.
        reason: String,
    },
    /// It turned out that takes were made without a valid consent.
    NoValidConsent {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// What turned out.
        why: String,
    },
}

/// What a fact says of consent; `None` where it says nothing of it.
pub(super) fn happened(people: &[OnTheLine], fact: &Fact) -> Option<Happened> {
    let name = |id: &PersonId| name_of(people, id);
    Some(match fact {
        Fact::PersonJoined { person } => Happened::Joined { name: person.name.clone(), role: person.role },
        Fact::PersonLeft { person } => Happened::Left { name: name(person) },
        Fact::ConsentExplained { script, .. } => Happened::Explained { script: script.clone() },
        Fact::ConsentAnswered { person, answer, script, .. } => {
            Happened::Answered { name: name(person), answer: *answer, script: script.clone() }
        }
        Fact::ConsentWithdrawn { person } => Happened::Withdrawn { name: person.as_ref().map(name) },
        Fact::ConsentScriptChanged { script, .. } => Happened::ScriptChanged { script: script.clone() },
        Fact::Consent(fact) => more(people, fact),
        _ => return None,
    })
}

fn more(people: &[OnTheLine], fact: &ConsentFact) -> Happened {
    let about = |of: &CaseOf| (of.case, of.person.as_ref().map(|id| name_of(people, id)));
    match fact.clone() {
        ConsentFact::PlaceGiven { person, place, name, known } => {
            Happened::PlaceGiven { name: name_of(people, &person), place, place_name: name, known }
        }
        ConsentFact::RulingApplied { ruling } => Happened::RulingApplied { ruling },
        ConsentFact::DutySettled { duty, words } => Happened::DutySettled { duty, words },
        ConsentFact::DutyTakenBack { duty, words } => Happened::DutyTakenBack { duty, words },
        ConsentFact::AnswerTakenBack { person } => {
            Happened::AnswerTakenBack { name: name_of(people, &person) }
        }
        ConsentFact::YesReconfirmed { person, .. } => {
            Happened::Reconfirmed { name: name_of(people, &person) }
        }
        ConsentFact::CaseNoted { of, note, .. } => {
            let (case, name) = about(&of);
            Happened::CaseNoted { case, name, note }
        }
        ConsentFact::CaseTakenBack { of, reason, attorney } => {
            let (case, name) = about(&of);
            Happened::CaseTakenBack { case, name, reason, attorney }
        }
        ConsentFact::CaseStepSettled { of, words, done_by, .. } => {
            let (case, name) = about(&of);
            Happened::CaseStepSettled { case, name, words, done_by }
        }
        ConsentFact::CaseStepTakenBack { of, words, .. } => {
            let (case, name) = about(&of);
            Happened::CaseStepTakenBack { case, name, words }
        }
        ConsentFact::CaseApproved { of, attorney, approved_at } => {
            let (case, name) = about(&of);
            Happened::CaseApproved { case, name, attorney, approved_at }
        }
        ConsentFact::ApprovalTakenBack { of, reason } => {
            let (case, name) = about(&of);
            Happened::ApprovalTakenBack { case, name, reason }
        }
        ConsentFact::NoValidConsent { takes, why } => Happened::NoValidConsent { takes, why },
    }
}

fn name_of(people: &[OnTheLine], id: &PersonId) -> String {
    people.iter().rev().find(|one| one.id == *id).map_or_else(|| id.to_string(), |one| one.name.clone())
}
