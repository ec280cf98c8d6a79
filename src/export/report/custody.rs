//! What became of the recording afterwards, and devices that changed while it was made.

use super::course::pick;
use super::moment::{Moment, Place};
use crate::domain::call::Call;
use crate::domain::custody::CustodyFact;
use crate::domain::fact::Fact;
use crate::domain::recording::TakeFormat;
use crate::domain::track::Track;
use serde::Serialize;

/// A decision on the recording, or what was done by it.
#[derive(Debug, Serialize)]
pub struct Decision {
    /// When.
    pub at: Moment,
    /// Who was at the desk.
    pub by: String,
    /// What.
    #[serde(flatten)]
    pub what: CustodyFact,
}

/// A side that went on from another device, or from none.
#[derive(Debug, Serialize)]
pub struct DeviceChange {
    /// When it was noticed.
    pub at: Moment,
    /// Where the recording stood.
    pub position: Option<Place>,
    /// Number of the take.
    pub take: u32,
    /// Which side.
    pub track: Track,
    /// Name of the device before.
    pub from: String,
    /// The device after; `null` where there was none for then.
    pub to: Option<TakeFormat>,
}

/// The computer played on another output than before.
#[derive(Debug, Serialize)]
pub struct OutputChange {
    /// When it was noticed.
    pub at: Moment,
    /// Where the recording stood.
    pub position: Option<Place>,
    /// Number of the take.
    pub take: u32,
    /// Name of the output it played on from then.
    pub plays_on: String,
    /// Name of the output the far end was recorded from.
    pub recorded_from: String,
}

/// The machine slept.
#[derive(Debug, Serialize)]
pub struct Sleep {
    /// When it was noticed, which is when it was over.
    pub at: Moment,
    /// For how many seconds.
    pub seconds: u64,
}

pub(super) fn decisions(call: &Call) -> Vec<Decision> {
    pick(call, |entry| match &entry.fact {
        Fact::Custody(what) => {
            Some(Decision { at: Moment::of(entry), by: entry.by.clone(), what: what.clone() })
        }
        _ => None,
    })
}

pub(super) fn device_changes(call: &Call) -> Vec<DeviceChange> {
    pick(call, |entry| match &entry.fact {
        Fact::DeviceChanged { take, track, from, to, .. } => Some(DeviceChange {
            at: Moment::of(entry),
            position: entry.position.map(Place::from),
            take: *take,
            track: *track,
            from: from.clone(),
            to: to.clone(),
        }),
        _ => None,
    })
}

pub(super) fn output_changes(call: &Call) -> Vec<OutputChange> {
    pick(call, |entry| match &entry.fact {
        Fact::OutputChanged { take, plays_on, recorded_from } => Some(OutputChange {
            at: Moment::of(entry),
            position: entry.position.map(Place::from),
            take: *take,
            plays_on: plays_on.clone(),
            recorded_from: recorded_from.clone(),
        }),
        _ => None,
    })
}

pub(super) fn sleeps(call: &Call) -> Vec<Sleep> {
    pick(call, |entry| match &entry.fact {
        Fact::Slept { seconds } => Some(Sleep { at: Moment::of(entry), seconds: *seconds }),
        _ => None,
    })
}
