//! Items to confirm and lines to say, and where each stands.

use super::moment::Moment;
use crate::domain::call::Call;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::ItemId;
use crate::domain::readiness::Reading;
use crate::domain::script::Filling;
use crate::domain::stage::Stage;
use serde::Serialize;
use std::collections::BTreeMap;

/// An item to confirm or a line to say.
#[derive(Debug, Serialize)]
pub struct Item {
    /// Its id in the checklist.
    pub id: ItemId,
    /// The stage it stands in.
    pub stage: Stage,
    /// Its words as they were on screen.
    pub words: String,
    /// Where it stands.
    #[serde(flatten)]
    pub standing: Standing,
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Standing {
    /// Confirmed by hand, or said.
    Ticked {
        /// When.
        at: Moment,
    },
    /// Sensed by the program.
    Sensed {
        /// When.
        at: Moment,
        /// What was read.
        reading: Reading,
    },
    /// Put off and not done.
    Deferred {
        /// When.
        at: Moment,
    },
    /// Left out.
    Skipped {
        /// When.
        at: Moment,
        /// Why.
        reason: String,
    },
    /// Neither done nor left out.
    Open {
        /// What the sensor last read, for an item that ticks itself.
        reading: Option<Reading>,
    },
}

pub(super) fn items(call: &Call) -> Vec<Item> {
    let mut touched: BTreeMap<&ItemId, (Option<&str>, Standing)> = BTreeMap::new();
    for entry in call.entries() {
        if let Some((item, words, standing)) = touch(entry) {
            touched.insert(item, (words, standing));
        }
    }
    offered(call)
        .into_iter()
        .map(|(id, stage, words)| {
            let (said, standing) =
                touched.get(id).cloned().unwrap_or((None, Standing::Open { reading: None }));
            let words = said.map_or(words, str::to_owned);
            Item { id: id.clone(), stage, words, standing }
        })
        .collect()
}

fn touch(entry: &Entry) -> Option<(&ItemId, Option<&str>, Standing)> {
    let at = Moment::of(entry);
    Some(match &entry.fact {
        Fact::ItemTicked { item, words, sensed: Some(reading), .. } => {
            (item, Some(words), Standing::Sensed { at, reading: reading.clone() })
        }
        Fact::ItemTicked { item, words, sensed: None, .. } => (item, Some(words), Standing::Ticked { at }),
        Fact::ItemDeferred { item, words, .. } => (item, Some(words), Standing::Deferred { at }),
        Fact::ItemSkipped { item, words, reason, .. } => {
            (item, Some(words), Standing::Skipped { at, reason: reason.clone() })
        }
        Fact::ItemCleared { item, sensed } => (item, None, Standing::Open { reading: sensed.clone() }),
        _ => return None,
    })
}

/// Every item and line of the checklist with its words, blanks filled as on screen.
fn offered(call: &Call) -> Vec<(&ItemId, Stage, String)> {
    let stages = &call.checklist.stages;
    let filling = Filling { client: &call.client.card, operator: &call.operator };
    let prepare = stages.prepare.items.iter().map(|item| (&item.id, Stage::Prepare, item.text.clone()));
    let roles = call.checklist.role_lines().map(|line| (&line.id, Stage::Roles, filling.fill(&line.say)));
    let close = stages.close.lines.iter().map(|line| (&line.id, Stage::Close, filling.fill(&line.say)));
    prepare.chain(roles).chain(close).collect()
}
