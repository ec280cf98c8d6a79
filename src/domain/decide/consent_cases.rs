//! Special cases: what is noted, settled and approved, and who may say so.

use super::consent::present;
use super::{named, reason, written};
use crate::domain::call::Call;
use crate::domain::consent::{Approval, CaseOf, ConsentFact, NotedCase, SpecialCase};
use crate::domain::refusal::Refusal;

/// A step about a special case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseStep {
    /// Note a case, of the call or of one person.
    Note {
        /// Which, and whom it is about.
        of: CaseOf,
        /// In the paralegal's words; may be empty.
        note: String,
    },
    /// Say which person on the line it is of whom a case was noted before they were on the list.
    Name(CaseOf),
    /// Say that a case does not apply after all.
    TakeBack {
        /// Which, and whom it was about.
        of: CaseOf,
        /// Why.
        reason: String,
        /// The supervising attorney who said so. Needed where the case is the attorney's to decide.
        attorney: String,
    },
    /// Settle a step about a case.
    Settle {
        /// Which case, and whom it is about.
        of: CaseOf,
        /// The step's name in the script, or its number there.
        step: String,
        /// Its words as they are on screen.
        words: String,
        /// Who took it.
        done_by: String,
    },
    /// Say that a step about a case was ticked by mistake.
    TakeStepBack {
        /// Which case, and whom it is about.
        of: CaseOf,
        /// The step's name in the script, or its number there.
        step: String,
    },
    /// Enter the supervising attorney's approval.
    Approve {
        /// Of which case, and whom it is about.
        of: CaseOf,
        /// The attorney's name.
        attorney: String,
        /// When the attorney gave it, as typed.
        approved_at: String,
    },
    /// Take an approval back.
    TakeBackApproval {
        /// Of which case, and whom it is about.
        of: CaseOf,
        /// Why.
        reason: String,
    },
}

pub(super) fn decide(call: &Call, step: CaseStep) -> Result<ConsentFact, Refusal> {
    match step {
        CaseStep::Note { of, note } => {
            if let Some(person) = &of.person {
                present(call, person)?;
            }
            // A line can be dropped more than once; any other case either applies or does not.
            if of.case != SpecialCase::LineDropped && call.consent().case(&of).is_some() {
                return Err(Refusal::CaseNotedAlready);
            }
            Ok(ConsentFact::CaseNoted { of, note: note.trim().to_owned(), listed_since: false })
        }
        CaseStep::Name(of) => {
            let record = call.consent();
            let note = record.unlisted(of.case).ok_or(Refusal::CaseNotNoted)?.note.clone();
            present(call, of.person.as_ref().ok_or(Refusal::UnknownPerson)?)?;
            if !record.may_be_unlisted(&of) {
                return Err(Refusal::CaseNotedAlready);
            }
            Ok(ConsentFact::CaseNoted { of, note, listed_since: true })
        }
        CaseStep::TakeBack { of, reason: why, attorney } => {
            noted(call, &of)?;
            let attorney = attorney.trim().to_owned();
            if of.case.is_for_the_attorney() && attorney.is_empty() {
                return Err(Refusal::AttorneyDecides);
            }
            Ok(ConsentFact::CaseTakenBack { of, reason: reason(&why)?, attorney })
        }
        CaseStep::Settle { of, step, words, done_by } => {
            noted(call, &of)?;
            let (words, done_by) = (written(&words)?, named(&done_by, Refusal::NameMissing)?);
            Ok(ConsentFact::CaseStepSettled { of, step, words, done_by })
        }
        CaseStep::TakeStepBack { of, step } => {
            let settled = noted(call, &of)?.steps.iter().find(|settled| settled.step == step);
            let words = settled.ok_or(Refusal::NotTicked)?.words.clone();
            Ok(ConsentFact::CaseStepTakenBack { of, step, words })
        }
        CaseStep::Approve { of, attorney, approved_at } => {
            noted(call, &of)?;
            let attorney = named(&attorney, Refusal::ApprovalIncomplete)?;
            let approved_at = named(&approved_at, Refusal::ApprovalIncomplete)?;
            if !Approval::tells_when(&approved_at) {
                return Err(Refusal::ApprovalIncomplete);
            }
            Ok(ConsentFact::CaseApproved { of, attorney, approved_at })
        }
        CaseStep::TakeBackApproval { of, reason: why } => {
            noted(call, &of)?.approval.as_ref().ok_or(Refusal::NotApproved)?;
            Ok(ConsentFact::ApprovalTakenBack { of, reason: reason(&why)? })
        }
    }
}

fn noted<'a>(call: &'a Call, of: &CaseOf) -> Result<&'a NotedCase, Refusal> {
    call.consent().case(of).ok_or(Refusal::CaseNotNoted)
}
