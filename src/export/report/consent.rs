//! Who was on the line, who was asked for permission to record, and what each said.

use super::moment::{Moment, Place};
use crate::domain::call::Call;
use crate::domain::checklist::ScriptStamp;
use crate::domain::consent::ConsentRecord;
use crate::domain::entry::Entry;
use crate::domain::fact::{ConsentAnswer, Fact};
use crate::domain::ids::PersonId;
use crate::domain::people::PersonRole;
use crate::domain::stage::Stage;
use serde::Serialize;

/// Who was asked for permission to record, and what each said.
#[derive(Debug, Serialize)]
pub struct Consent {
    /// The script in force at the end.
    pub script: ScriptStamp,
    /// Everyone who was on the line, in the order they joined; `people` in the JSON.
    #[serde(skip)]
    pub people: Vec<OnTheLine>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// The reason, if the stage was left out.
    pub skipped: Option<String>,
    /// For each take whether, when it was asked for, the record held a yes of everyone on the line.
    pub takes: Vec<TakeConsent>,
}

/// A person on the line.
#[derive(Debug, Serialize)]
pub struct OnTheLine {
    /// Unique within the call.
    pub id: PersonId,
    /// Name as given.
    pub name: String,
    /// What they are there for.
    pub role: PersonRole,
    /// When they joined.
    pub joined: Moment,
    /// When they left, if they did before the end.
    pub left: Option<Moment>,
    /// Each answer, in order.
    pub answers: Vec<Said>,
}

/// What someone said when asked.
#[derive(Debug, Serialize)]
pub struct Said {
    /// What.
    pub answer: ConsentAnswer,
    /// Under which words.
    pub script: ScriptStamp,
    /// When.
    pub at: Moment,
}

/// Something that happened to consent.
#[derive(Debug, Serialize)]
pub struct Event {
    /// When.
    pub at: Moment,
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
    /// Consent was withdrawn.
    Withdrawn {
        /// By whom, where it was said.
        name: Option<String>,
    },
    /// Other words came into force.
    ScriptChanged {
        /// Which.
        script: ScriptStamp,
    },
}

/// Whether everyone had said yes when a take was asked for.
#[derive(Debug, Serialize)]
pub struct TakeConsent {
    /// Number of the take.
    pub take: u32,
    /// True when the record held a yes of everyone on the line, to the words in force.
    pub everyone_said_yes: bool,
}

impl Consent {
    pub(super) fn of(call: &Call) -> Self {
        let mut people: Vec<OnTheLine> = Vec::new();
        let mut events = Vec::new();
        for entry in call.entries() {
            note_person(&mut people, entry);
            let what = happened(&people, &entry.fact);
            let position = entry.position.map(Place::from);
            events.extend(what.map(|what| Event { at: Moment::of(entry), position, what }));
        }
        let skipped = call.skipped_stages.iter().rev().find(|(stage, _)| *stage == Stage::Consent);
        Self {
            script: call.consent().script().clone(),
            people,
            events,
            skipped: skipped.map(|(_, reason)| reason.clone()),
            takes: takes(call),
        }
    }
}

fn note_person(people: &mut Vec<OnTheLine>, entry: &Entry) {
    match &entry.fact {
        Fact::PersonJoined { person } => people.push(OnTheLine {
            id: person.id.clone(),
            name: person.name.clone(),
            role: person.role,
            joined: Moment::of(entry),
            left: None,
            answers: Vec::new(),
        }),
        Fact::PersonLeft { person } => {
            if let Some(someone) = people.iter_mut().find(|someone| someone.id == *person) {
                someone.left = Some(Moment::of(entry));
            }
        }
        Fact::ConsentAnswered { person, answer, script, .. } => {
            if let Some(someone) = people.iter_mut().find(|someone| someone.id == *person) {
                let (answer, script, at) = (*answer, script.clone(), Moment::of(entry));
                someone.answers.push(Said { answer, script, at });
            }
        }
        _ => {}
    }
}

fn happened(people: &[OnTheLine], fact: &Fact) -> Option<Happened> {
    let name = |id: &PersonId| {
        people.iter().find(|someone| someone.id == *id).map_or_else(|| id.to_string(), |one| one.name.clone())
    };
    Some(match fact {
        Fact::PersonJoined { person } => Happened::Joined { name: person.name.clone(), role: person.role },
        Fact::PersonLeft { person } => Happened::Left { name: name(person) },
        Fact::ConsentExplained { script, .. } => Happened::Explained { script: script.clone() },
        Fact::ConsentAnswered { person, answer, script, .. } => {
            Happened::Answered { name: name(person), answer: *answer, script: script.clone() }
        }
        Fact::ConsentWithdrawn { person } => Happened::Withdrawn { name: person.as_ref().map(name) },
        Fact::ConsentScriptChanged { script, .. } => Happened::ScriptChanged { script: script.clone() },
        _ => return None,
    })
}

/// Asks the record anew, as it stood when each take was asked for, so that the call note repeats no claim it has not
/// checked.
fn takes(call: &Call) -> Vec<TakeConsent> {
    let mut takes: Vec<TakeConsent> = Vec::new();
    for (index, entry) in call.entries().iter().enumerate() {
        // A take is asked for before it starts; one that was never asked for is judged by its start.
        let (Fact::RecordingRequested { take } | Fact::RecordingStarted { take, .. }) = entry.fact else {
            continue;
        };
        if takes.iter().all(|known| known.take != take) {
            let before = Call::fold(call.entries().iter().take(index).cloned());
            let everyone_said_yes = before.is_ok_and(|before| stands(before.consent()));
            takes.push(TakeConsent { take, everyone_said_yes });
        }
    }
    takes
}

fn stands(record: &ConsentRecord) -> bool {
    record.everyone_said_yes()
}
