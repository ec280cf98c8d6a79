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

/// What a client answered in an earlier call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierAnswer {
    /// The call.
    pub call: CallId,
    /// The name under which the client was asked.
    pub name: String,
    /// What they said.
    pub answer: ConsentAnswer,
    /// When they said it.
    pub at: Timestamp,
    /// IANA name of the time zone it was noted in.
    pub zone: String,
    /// Under which words.
    pub script: ScriptStamp,
    /// How, and in which language.
    pub manner: Manner,
    /// What became of a yes later in that call.
    pub since: Since,
}

/// What became of a yes later in its own call; a no stands.
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

/// What the client said in `call`, which is another call than the one on screen: the newest yes and what became of it, or the
/// newest other answer where they never said yes. `None` where nothing they said is noted.
#[must_use]
pub fn earlier_answer(call: &Call) -> Option<EarlierAnswer> {
    let mut clients: Vec<&PersonId> = Vec::new();
    let mut newest: Option<EarlierAnswer> = None;
    for entry in call.entries() {
        match &entry.fact {
            Fact::PersonJoined { person } if person.role == PersonRole::Client => clients.push(&person.id),
            Fact::ConsentAnswered { person, .. } if !clients.contains(&person) => {}
            Fact::ConsentAnswered { person, answer, .. } => {
                let had_said_yes = newest.as_ref().is_some_and(|one| one.answer == ConsentAnswer::Yes);
                if *answer != ConsentAnswer::Yes && had_said_yes {
                    end(&mut newest, entry.at);
                } else {
                    newest = said(call, entry, person);
                }
            }
            // Whether they had said it is not known: it is told as little as if nobody had been asked.
            Fact::Consent(ConsentFact::AnswerTakenBack { person }) if clients.contains(&person) => {
                newest = None;
            }
            Fact::ConsentWithdrawn { .. } => end(&mut newest, entry.at),
            Fact::Consent(ConsentFact::NoValidConsent { .. }) => {
                if let Some(yes) = newest.as_mut().filter(|one| one.answer == ConsentAnswer::Yes) {
                    yes.since = Since::NotValid { at: entry.at };
                }
            }
            _ => {}
        }
    }
    newest
}

fn said(call: &Call, entry: &Entry, person: &PersonId) -> Option<EarlierAnswer> {
    let Fact::ConsentAnswered { answer, script, manner, .. } = &entry.fact else {
        return None;
    };
    let known = call.consent().person(person);
    Some(EarlierAnswer {
        call: call.id().clone(),
        name: known.map_or_else(|| person.to_string(), |one| one.person.name.clone()),
        answer: *answer,
        at: entry.at,
        zone: entry.zone.clone(),
        script: script.clone(),
        manner: manner.clone(),
        since: Since::Stood,
    })
}

fn end(newest: &mut Option<EarlierAnswer>, at: Timestamp) {
    let stands = |one: &&mut EarlierAnswer| one.answer == ConsentAnswer::Yes && one.since == Since::Stood;
    if let Some(yes) = newest.as_mut().filter(stands) {
        yes.since = Since::Ended { at };
    }
}
