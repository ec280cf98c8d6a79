//! What an entry about consent says, in a line of plain text.

use super::entry::{name, person_name};
use crate::domain::call::Call;
use crate::domain::consent::{CaseOf, ConsentFact, PlaceKnown};
use crate::export::numbered;

pub(super) fn fact(fact: &ConsentFact, call: &Call) -> String {
    match fact {
        ConsentFact::PlaceGiven { person, place, known, .. } => {
            let guessed = if *known == PlaceKnown::Guessed { " (a guess)" } else { "" };
            format!("{}: {place}{guessed}", person_name(person, call))
        }
        ConsentFact::RulingApplied { ruling } => {
            let statute =
                if ruling.citation.is_empty() { String::new() } else { format!("; {}", ruling.citation) };
            let (rule, place) = (&ruling.rule, &ruling.set_by);
            format!("{rule}, set by {place}{statute}; checked {}, data {}", ruling.checked, ruling.version)
        }
        ConsentFact::DutySettled { words, .. } | ConsentFact::DutyTakenBack { words, .. } => words.clone(),
        ConsentFact::AnswerTakenBack { person } => person_name(person, call),
        ConsentFact::YesReconfirmed { person, script, .. } => {
            format!("{}, script {} {}", person_name(person, call), script.id, script.version)
        }
        ConsentFact::CaseNoted { of, note, .. } => {
            let note = if note.is_empty() { String::new() } else { format!(": {note}") };
            format!("{}{note}", case(of, call))
        }
        ConsentFact::CaseTakenBack { of, reason, attorney } => {
            let by = if attorney.is_empty() { String::new() } else { format!(" ({attorney} said so)") };
            format!("{}: {reason}{by}", case(of, call))
        }
        ConsentFact::CaseStepSettled { of, words, done_by, .. } => {
            format!("{}: {words} (by {done_by})", case(of, call))
        }
        ConsentFact::CaseStepTakenBack { of, words, .. } => format!("{}: {words}", case(of, call)),
        ConsentFact::CaseApproved { of, attorney, approved_at } => {
            format!("{}: approved by {attorney}, {approved_at}", case(of, call))
        }
        ConsentFact::ApprovalTakenBack { of, reason } => format!("{}: {reason}", case(of, call)),
        ConsentFact::NoValidConsent { takes, why } => format!("{}: {why}", numbered(takes)),
    }
}

fn case(of: &CaseOf, call: &Call) -> String {
    of.person
        .as_ref()
        .map_or_else(|| name(&of.case), |person| format!("{}, {}", name(&of.case), person_name(person, call)))
}
