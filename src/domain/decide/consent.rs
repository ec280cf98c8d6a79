//! Who is on the line, and what they say to being recorded.

use crate::domain::call::Call;
use crate::domain::checklist::ScriptStamp;
use crate::domain::consent::{OnTheLine, PersonConsent};
use crate::domain::fact::{ConsentAnswer, Fact};
use crate::domain::ids::PersonId;
use crate::domain::people::Person;
use crate::domain::refusal::Refusal;

/// A step of consent.
#[derive(Clone, Debug, PartialEq)]
pub enum ConsentStep {
    /// Someone is on the line.
    Join(Person),
    /// Someone left the line.
    Leave(PersonId),
    /// Benefits, risks and the question were read.
    Explain,
    /// Someone answered.
    Answer {
        /// Who.
        person: PersonId,
        /// What.
        answer: ConsentAnswer,
    },
    /// Someone took their yes back, or objected in any way.
    Withdraw {
        /// Who, where it was said.
        person: Option<PersonId>,
    },
    /// Other words are in force.
    ChangeScript(ScriptStamp),
}

pub(super) fn decide(call: &Call, step: ConsentStep) -> Result<Fact, Refusal> {
    let record = call.consent();
    match step {
        ConsentStep::Join(person) => {
            if person.name.trim().is_empty() {
                return Err(Refusal::NameMissing);
            }
            Ok(Fact::PersonJoined { person })
        }
        ConsentStep::Leave(person) => present(call, &person).map(|_| Fact::PersonLeft { person }),
        ConsentStep::Explain => Ok(Fact::ConsentExplained { script: record.script().clone() }),
        ConsentStep::Answer { person, answer } => {
            present(call, &person)?;
            let explained = record.explained().is_some_and(|(script, _)| script == record.script());
            if answer == ConsentAnswer::Yes && !explained {
                return Err(Refusal::NotExplained);
            }
            Ok(Fact::ConsentAnswered { person, answer, script: record.script().clone() })
        }
        ConsentStep::Withdraw { person } => {
            let said_yes = |someone: &OnTheLine| {
                matches!(someone.consent, PersonConsent::Answered { answer: ConsentAnswer::Yes, .. })
            };
            if record.people().iter().any(said_yes) {
                Ok(Fact::ConsentWithdrawn { person })
            } else {
                Err(Refusal::NothingToWithdraw)
            }
        }
        ConsentStep::ChangeScript(script) => Ok(Fact::ConsentScriptChanged { script }),
    }
}

fn present<'a>(call: &'a Call, id: &PersonId) -> Result<&'a OnTheLine, Refusal> {
    call.consent().person(id).filter(|someone| someone.present).ok_or(Refusal::UnknownPerson)
}
