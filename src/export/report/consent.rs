//! Who was on the line, who was asked for permission to record, what each said, and on what ground each take was made.

mod happened;
mod people;
mod ruling;

pub use happened::{Event, Happened};
pub use people::{OnTheLine, Said, SaidAgain, Whereabouts};
pub use ruling::{Applied, DutyDone, DutyHeld};

use super::course::pick;
use super::moment::{Moment, Place};
use crate::domain::call::Call;
use crate::domain::checklist::ScriptStamp;
use crate::domain::consent::{PersonConsent, ScriptText};
use crate::domain::custody::Objection;
use crate::domain::entry::Entry;
use crate::domain::fact::{ConsentAnswer, Fact};
use crate::domain::people::PersonRole;
use crate::domain::script::Filling;
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
    /// The rule for everyone's places, as it was written down last.
    pub ruling: Option<Applied>,
    /// The words that were read, each of them once, as they were read first.
    pub words: Vec<Read>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// The reason, if the stage was left out.
    pub skipped: Option<String>,
    /// For each take whether, when it was asked for, the record held a yes of everyone on the line.
    pub takes: Vec<TakeConsent>,
    /// Each time somebody with whose yes takes were made said something else later, in order.
    pub objections: Vec<SaidOtherwise>,
}

/// Somebody with whose yes takes were made gave another answer, or the tick for that yes was taken back.
#[derive(Debug, Serialize)]
pub struct SaidOtherwise {
    /// Their name.
    pub name: String,
    /// What they were there for.
    pub role: PersonRole,
    /// What they said; `null` where the tick was taken back.
    pub said: Option<ConsentAnswer>,
    /// When.
    pub at: Moment,
    /// Numbers of the takes that were made with their yes.
    pub takes: Vec<u32>,
}

/// Words that were read.
#[derive(Debug, Serialize)]
pub struct Read {
    /// By name.
    pub script: ScriptStamp,
    /// The words; none where the timeline holds only their name.
    pub text: ScriptText,
    /// When they were read first.
    pub at: Moment,
    /// By whom.
    pub by: String,
}

/// Whether everyone had said yes when a take was asked for.
#[derive(Debug, Serialize)]
pub struct TakeConsent {
    /// Number of the take.
    pub take: u32,
    /// True when the record held a yes of everyone on the line, to the words in force.
    pub everyone_said_yes: bool,
    /// Who was on the line then.
    pub line: Vec<AtTheStart>,
}

/// Someone on the line when a take was asked for.
#[derive(Debug, Serialize)]
pub struct AtTheStart {
    /// Their name.
    pub name: String,
    /// What they were there for.
    pub role: PersonRole,
    /// What they had said that still counted; `null` where nothing did.
    pub said: Option<ConsentAnswer>,
}

impl Consent {
    pub(in crate::export) fn of(call: &Call) -> Self {
        let people = people::people(call);
        let events = pick(call, |entry| {
            let position = entry.position.map(Place::from);
            let what = happened::happened(&people, &entry.fact)?;
            Some(Event { at: Moment::of(entry), by: entry.by.clone(), position, what })
        });
        let skipped = call.skipped_stages.iter().rev().find(|(stage, _)| *stage == Stage::Consent);
        Self {
            script: call.consent().script().clone(),
            objections: objections(call),
            people,
            ruling: ruling::ruling(call),
            words: words(call),
            events,
            skipped: skipped.map(|(_, reason)| reason.clone()),
            takes: takes(call),
        }
    }
}

/// An earlier version of the program wrote down the name alone; where that is the name of the checklist's own words, those
/// stand on the timeline as well.
fn words(call: &Call) -> Vec<Read> {
    let mut read: Vec<Read> = Vec::new();
    for entry in call.entries() {
        let Fact::ConsentExplained { script, words } = &entry.fact else { continue };
        let is_the_checklists = words.is_empty() && *script == call.checklist.consent_script();
        let text = if is_the_checklists { checklists_own(call) } else { words.clone() };
        if read.iter().all(|one| one.script != *script || one.text != text) {
            let (script, at, by) = (script.clone(), Moment::of(entry), entry.by.clone());
            read.push(Read { script, text, at, by });
        }
    }
    read
}

fn checklists_own(call: &Call) -> ScriptText {
    let filling = Filling { client: &call.client.card, operator: &call.operator };
    let ScriptText { language, lines } = call.checklist.consent_text();
    ScriptText { language, lines: lines.iter().map(|line| filling.fill(line)).collect() }
}

fn objections(call: &Call) -> Vec<SaidOtherwise> {
    let told = |one: &Objection| {
        let entry = call.entries().iter().find(|entry| entry.seq == one.seq)?;
        let known = call.consent().person(&one.person)?;
        let said = if let Fact::ConsentAnswered { answer, .. } = &entry.fact { Some(*answer) } else { None };
        let (name, role) = (known.person.name.clone(), known.person.role);
        Some(SaidOtherwise { name, role, said, at: Moment::of(entry), takes: one.takes.clone() })
    };
    call.custody.objections().iter().filter_map(told).collect()
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
        let is_known = takes.iter().any(|known| known.take == take);
        if is_known || could_not_begin(call.entries(), take) {
            continue;
        }
        let before = Call::fold(call.entries().iter().take(index).cloned());
        takes.push(before.map_or_else(
            |_| TakeConsent { take, everyone_said_yes: false, line: Vec::new() },
            |before| as_it_stood(take, &before),
        ));
    }
    takes
}

fn could_not_begin(entries: &[Entry], take: u32) -> bool {
    let any = |is_it: fn(&Fact) -> Option<u32>| entries.iter().any(|entry| is_it(&entry.fact) == Some(take));
    let failed = |fact: &Fact| if let Fact::RecordingFailed { take, .. } = fact { Some(*take) } else { None };
    let began = |fact: &Fact| if let Fact::RecordingStarted { take, .. } = fact { Some(*take) } else { None };
    any(failed) && !any(began)
}

fn as_it_stood(take: u32, before: &Call) -> TakeConsent {
    let record = before.consent();
    let line = record.present().map(|someone| AtTheStart {
        name: someone.person.name.clone(),
        role: someone.person.role,
        said: match &someone.consent {
            PersonConsent::Answered { answer, .. } => Some(*answer),
            PersonConsent::NotAsked | PersonConsent::Withdrawn { .. } | PersonConsent::Lapsed { .. } => None,
        },
    });
    TakeConsent { take, everyone_said_yes: record.everyone_said_yes(), line: line.collect() }
}
