//! What a client said in an earlier call: for showing only. It opens nothing; this call asks for itself.

use super::fact::ConsentFact;
use super::said::{ConsentAnswer, Manner};
use crate::domain::call::Call;
use crate::domain::checklist::ScriptStamp;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, PersonId};
use crate::domain::people::PersonRole;
use jiff::Timestamp;

/// A yes that a client gave in an earlier call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierYes {
    /// The call.
    pub call: CallId,
    /// The name under which the client was asked.
    pub name: String,
    /// When they said it.
    pub at: Timestamp,
    /// IANA name of the time zone it was noted in.
    pub zone: String,
    /// Under which words.
    pub script: ScriptStamp,
    /// How, and in which language.
    pub manner: Manner,
    /// What became of it later in that call.
    pub since: Since,
}

/// What became of a yes later in its own call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Nothing.
    Stood,
    /// Consent was withdrawn, or the client said something other than yes.
    Ended {
        /// When.
        at: Timestamp,
    },
    /// It turned out that there was no valid consent.
    NotValid {
        /// When that was noted.
        at: Timestamp,
    },
}

/// The newest yes of the client in `call`, which is another call than the one on screen; `None` where they never gave one.
#[must_use]
pub fn earlier_yes(call: &Call) -> Option<EarlierYes> {
    let mut clients: Vec<&PersonId> = Vec::new();
    let mut newest: Option<EarlierYes> = None;
    for entry in call.entries() {
        match &entry.fact {
            Fact::PersonJoined { person } if person.role == PersonRole::Client => clients.push(&person.id),
            Fact::ConsentAnswered { person, .. } if !clients.contains(&person) => {}
            Fact::ConsentAnswered { person, answer: ConsentAnswer::Yes, script, manner } => {
                newest = Some(said(call, entry, person, (script, manner)));
            }
            Fact::ConsentAnswered { .. } | Fact::ConsentWithdrawn { .. } => end(&mut newest, entry.at),
            Fact::Consent(ConsentFact::NoValidConsent { .. }) => {
                if let Some(yes) = &mut newest {
                    yes.since = Since::NotValid { at: entry.at };
                }
            }
            _ => {}
        }
    }
    newest
}

fn said(call: &Call, entry: &Entry, person: &PersonId, how: (&ScriptStamp, &Manner)) -> EarlierYes {
    let known = call.consent().person(person);
    EarlierYes {
        call: call.id().clone(),
        name: known.map_or_else(|| person.to_string(), |one| one.person.name.clone()),
        at: entry.at,
        zone: entry.zone.clone(),
        script: how.0.clone(),
        manner: how.1.clone(),
        since: Since::Stood,
    }
}

fn end(newest: &mut Option<EarlierYes>, at: Timestamp) {
    if let Some(yes) = newest.as_mut().filter(|yes| yes.since == Since::Stood) {
        yes.since = Since::Ended { at };
    }
}
