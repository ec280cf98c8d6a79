//! Items to confirm and lines to say.

use super::reason;
use crate::domain::call::Call;
use crate::domain::fact::Fact;
use crate::domain::ids::ItemId;
use crate::domain::readiness::{Reading, Sensor};
use crate::domain::refusal::Refusal;
use crate::domain::script::Filling;
use crate::domain::stage::Stage;

/// A step with an item or a line.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemStep {
    /// Tick an item, or say that a line was said.
    Tick(ItemId),
    /// Take a tick, a deferral or a skip back.
    Clear(ItemId),
    /// Put an item off until the close.
    Defer(ItemId),
    /// Leave an item out.
    Skip {
        /// Which.
        item: ItemId,
        /// Why.
        reason: String,
    },
    /// A sensor read something.
    Sense {
        /// The item that hangs on the sensor.
        item: ItemId,
        /// What it read.
        reading: Reading,
    },
}

pub(super) fn decide(call: &Call, step: ItemStep) -> Result<Fact, Refusal> {
    match step {
        ItemStep::Tick(item) => {
            let found = find(call, &item)?;
            if found.sensor.is_some() {
                return Err(Refusal::TicksItself);
            }
            Ok(Fact::ItemTicked { item, stage: found.stage, words: found.words, sensed: None })
        }
        ItemStep::Clear(item) => find(call, &item).map(|_| Fact::ItemCleared { item, sensed: None }),
        ItemStep::Defer(item) => {
            let found = find(call, &item)?;
            Ok(Fact::ItemDeferred { item, stage: found.stage, words: found.words })
        }
        ItemStep::Skip { item, reason: why } => {
            let found = find(call, &item)?;
            Ok(Fact::ItemSkipped { item, stage: found.stage, words: found.words, reason: reason(&why)? })
        }
        ItemStep::Sense { item, reading } => sense(call, item, reading),
    }
}

fn sense(call: &Call, item: ItemId, reading: Reading) -> Result<Fact, Refusal> {
    let found = find(call, &item)?;
    if found.sensor != Some(reading.sensor()) {
        return Err(Refusal::UnknownItem);
    }
    if reading.is_ready() {
        Ok(Fact::ItemTicked { item, stage: found.stage, words: found.words, sensed: Some(reading) })
    } else {
        Ok(Fact::ItemCleared { item, sensed: Some(reading) })
    }
}

struct Found {
    stage: Stage,
    words: String,
    sensor: Option<Sensor>,
}

/// The item with its words as they are on screen: lines with their blanks filled.
fn find(call: &Call, id: &ItemId) -> Result<Found, Refusal> {
    let stages = &call.checklist.stages;
    if let Some(item) = stages.prepare.items.iter().find(|item| item.id == *id) {
        return Ok(Found { stage: Stage::Prepare, words: item.text.clone(), sensor: item.sensor });
    }
    let filling = Filling { client: &call.client.card, operator: &call.operator };
    let line = |stage, say: &str| Found { stage, words: filling.fill(say), sensor: None };
    if let Some(found) = call.checklist.role_lines().find(|line| line.id == *id) {
        return Ok(line(Stage::Roles, &found.say));
    }
    if let Some(found) = stages.close.lines.iter().find(|line| line.id == *id) {
        return Ok(line(Stage::Close, &found.say));
    }
    Err(Refusal::UnknownItem)
}
