//! The rule that was applied, and what became of each thing it adds, take by take.

use crate::domain::call::Call;
use crate::domain::consent::{ConsentFact, HowMet, Ruling, RulingDuty};
use crate::domain::fact::Fact;
use crate::export::report::{Moment, Place};
use serde::Serialize;
use std::collections::BTreeSet;

/// A rule that was written down.
#[derive(Debug, Serialize)]
pub struct Applied {
    /// It.
    #[serde(flatten)]
    pub ruling: Ruling,
    /// When.
    pub at: Moment,
    /// What it adds that was said or ticked, in order.
    pub settled: Vec<DutyDone>,
    /// Where each thing it adds stands, in its order.
    pub held: Vec<DutyHeld>,
}

/// What a rule adds, once it was said or ticked.
#[derive(Debug, Serialize)]
pub struct DutyDone {
    /// Its name for programs.
    pub duty: String,
    /// When.
    pub at: Moment,
    /// Where the recording stood.
    pub position: Option<Place>,
}

/// For which takes the record held something a rule adds as said or ticked.
#[derive(Debug, Serialize)]
pub struct DutyHeld {
    /// Its name for programs.
    pub duty: String,
    /// How it is met.
    pub how: HowMet,
    /// Takes during which it was open all the while.
    pub not_on_takes: Vec<u32>,
    /// Whether it was open at the end of the call, or is now.
    pub open: bool,
}

pub(super) fn ruling(call: &Call) -> Option<Applied> {
    let mut newest: Option<Applied> = None;
    for entry in call.entries() {
        match &entry.fact {
            Fact::Consent(ConsentFact::RulingApplied { ruling }) => {
                let settled = newest.map(|one| one.settled).unwrap_or_default();
                let (ruling, at) = (ruling.clone(), Moment::of(entry));
                newest = Some(Applied { ruling, at, settled, held: Vec::new() });
            }
            Fact::Consent(ConsentFact::DutySettled { duty, .. }) => {
                if let Some(applied) = &mut newest {
                    let (at, position) = (Moment::of(entry), entry.position.map(Place::from));
                    applied.settled.push(DutyDone { duty: duty.clone(), at, position });
                }
            }
            Fact::Consent(ConsentFact::DutyTakenBack { duty, .. }) => {
                if let Some(applied) = &mut newest {
                    applied.settled.retain(|done| done.duty != *duty);
                }
            }
            _ => {}
        }
    }
    newest.map(|applied| Applied { held: held(call, &applied.ruling.duties), ..applied })
}

/// Asks the record anew, as it stood after each entry: whoever joins, and what makes everyone be asked again, opens what was
/// said or ticked before.
fn held(call: &Call, duties: &[RulingDuty]) -> Vec<DutyHeld> {
    let mut takes: Vec<Take> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut entries = call.entries().iter().cloned();
    let Ok(mut so_far) = Call::fold(entries.next()) else {
        return Vec::new();
    };
    for entry in entries {
        match &entry.fact {
            Fact::RecordingStarted { take, .. } => takes.push(Take::begun(*take)),
            Fact::RecordingStopped { take, frames, .. } => {
                let ended = takes.iter_mut().rev().find(|one| one.number == *take);
                if let Some(ended) = ended {
                    (ended.runs, ended.is_empty) = (false, *frames == 0);
                }
            }
            _ => {}
        }
        // What turns out later opens nothing that was done in the call.
        let is_over = so_far.finished.is_some();
        if so_far.append(entry).is_err() || is_over {
            break;
        }
        let mut settled: Vec<&str> = Vec::new();
        open.clear();
        for (duty, at) in so_far.consent().duties() {
            if at.is_some() { settled.push(&duty.id) } else { open.push(duty.id.clone()) }
        }
        for take in takes.iter_mut().filter(|take| take.runs) {
            take.held.extend(settled.iter().map(|duty| (*duty).to_owned()));
        }
    }
    let of = |duty: &RulingDuty| {
        let lacks = |take: &&Take| !take.is_empty && !take.held.contains(&duty.id);
        let not_on_takes = takes.iter().filter(lacks).map(|take| take.number).collect();
        DutyHeld { duty: duty.id.clone(), how: duty.how, not_on_takes, open: open.contains(&duty.id) }
    };
    duties.iter().map(of).collect()
}

/// A take that is gone through, and what was held as said or ticked while it ran.
struct Take {
    number: u32,
    runs: bool,
    is_empty: bool,
    held: BTreeSet<String>,
}

impl Take {
    fn begun(number: u32) -> Self {
        Self { number, runs: true, is_empty: false, held: BTreeSet::new() }
    }
}
