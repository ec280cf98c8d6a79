//! Each person on the line: where they were, each answer, and each yes said again on the recording.

use crate::domain::call::Call;
use crate::domain::checklist::ScriptStamp;
use crate::domain::consent::{ConsentFact, HowGiven, PlaceKnown, name_of_the_card};
use crate::domain::entry::Entry;
use crate::domain::fact::{ConsentAnswer, Fact};
use crate::domain::ids::PersonId;
use crate::domain::people::{ClientCard, PersonRole};
use crate::export::report::{Moment, Place};
use serde::Serialize;

/// A person on the line.
#[derive(Debug, Serialize)]
pub struct OnTheLine {
    /// Unique within the call.
    pub id: PersonId,
    /// The name under which they were asked last.
    pub name: String,
    /// What they are there for.
    pub role: PersonRole,
    /// When they joined.
    pub joined: Moment,
    /// When they left, if they did before the end.
    pub left: Option<Moment>,
    /// Where they were, each time it was noted, in order.
    pub places: Vec<Whereabouts>,
    /// Each answer, in order.
    pub answers: Vec<Said>,
}

/// Where a person was.
#[derive(Debug, Serialize)]
pub struct Whereabouts {
    /// Code of the place; `unknown` where nobody knew.
    pub place: String,
    /// Its name; empty where that was not noted.
    pub name: String,
    /// How it was known.
    pub known: PlaceKnown,
    /// When it was noted.
    pub at: Moment,
}

/// What someone said when asked.
#[derive(Debug, Serialize)]
pub struct Said {
    /// How many places had been noted of them by then.
    #[serde(skip)]
    pub places_by_then: usize,
    /// What.
    pub answer: ConsentAnswer,
    /// Under which words.
    pub script: ScriptStamp,
    /// How the answer was given.
    pub given: HowGiven,
    /// BCP 47 language tag; empty where it was not noted.
    pub language: String,
    /// Who asked: the one at the desk.
    pub asked_by: String,
    /// When.
    pub at: Moment,
    /// When the tick for it was taken back, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<Moment>,
    /// Each time they said yes again on the recording, before their next answer.
    pub on_the_recording: Vec<SaidAgain>,
}

/// A yes that can be heard.
#[derive(Debug, Serialize)]
pub struct SaidAgain {
    /// What they were asked; empty where that was not noted.
    pub asked: String,
    /// When.
    pub at: Moment,
    /// Where it is on the recording.
    pub position: Option<Place>,
}

pub(super) fn people(call: &Call) -> Vec<OnTheLine> {
    let mut people = Vec::new();
    for entry in call.entries() {
        note(&mut people, entry);
    }
    people
}

fn note(people: &mut Vec<OnTheLine>, entry: &Entry) {
    match &entry.fact {
        Fact::PersonJoined { person } => people.push(OnTheLine {
            id: person.id.clone(),
            name: person.name.clone(),
            role: person.role,
            joined: Moment::of(entry),
            left: None,
            places: Vec::new(),
            answers: Vec::new(),
        }),
        Fact::CardUpdated { card } => name_client(people, card),
        Fact::Attached { client, .. } => name_client(people, &client.card),
        Fact::PersonLeft { person } => {
            if let Some(someone) = newest(people, person) {
                someone.left = Some(Moment::of(entry));
            }
        }
        Fact::ConsentAnswered { person, answer, script, manner } => {
            let said = |places_by_then| Said {
                places_by_then,
                answer: *answer,
                script: script.clone(),
                given: manner.given,
                language: manner.language.clone(),
                asked_by: entry.by.clone(),
                at: Moment::of(entry),
                taken_back: None,
                on_the_recording: Vec::new(),
            };
            if let Some(someone) = newest(people, person) {
                someone.answers.push(said(someone.places.len()));
            }
        }
        Fact::Consent(ConsentFact::PlaceGiven { person, place, name, known }) => {
            let (place, name, known) = (place.clone(), name.clone(), *known);
            if let Some(someone) = newest(people, person) {
                someone.places.push(Whereabouts { place, name, known, at: Moment::of(entry) });
            }
        }
        Fact::Consent(ConsentFact::AnswerTakenBack { person }) => {
            if let Some(said) = newest(people, person).and_then(|someone| someone.answers.last_mut()) {
                said.taken_back = Some(Moment::of(entry));
            }
        }
        Fact::Consent(ConsentFact::YesReconfirmed { person, asked, .. }) => {
            let (asked, position) = (asked.clone(), entry.position.map(Place::from));
            if let Some(said) = newest(people, person).and_then(|someone| someone.answers.last_mut()) {
                said.on_the_recording.push(SaidAgain { asked, at: Moment::of(entry), position });
            }
        }
        _ => {}
    }
}

/// Calls the client what the record of consent calls them.
fn name_client(people: &mut [OnTheLine], card: &ClientCard) {
    let client = people.iter().find(|someone| someone.role == PersonRole::Client);
    let Some(client) = client.map(|someone| someone.id.clone()).and_then(|id| newest(people, &id)) else {
        return;
    };
    if let Some(name) = name_of_the_card(card, &client.name, !client.answers.is_empty()) {
        client.name = name;
    }
}

/// Whoever came back stands on the list once more: what follows is said of the newest.
fn newest<'a>(people: &'a mut [OnTheLine], id: &PersonId) -> Option<&'a mut OnTheLine> {
    people.iter_mut().rev().find(|someone| someone.id == *id)
}
