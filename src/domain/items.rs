//! The state of items to confirm and lines to say, as folded from a timeline.

use super::entry::Entry;
use super::fact::Fact;
use super::ids::ItemId;
use super::readiness::Reading;
use super::stage::Stage;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Where an item stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemState {
    /// Ticked by hand, or said.
    Ticked {
        /// When.
        at: Timestamp,
    },
    /// Ticked by its sensor.
    Sensed {
        /// When.
        at: Timestamp,
        /// What was read.
        reading: Reading,
    },
    /// Put off until the close.
    Deferred {
        /// When.
        at: Timestamp,
    },
    /// Left out.
    Skipped {
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl ItemState {
    /// Whether the item is done.
    #[must_use]
    pub fn is_ticked(&self) -> bool {
        matches!(self, Self::Ticked { .. } | Self::Sensed { .. })
    }

    /// Whether nothing more is owed before the stage may be left: done, or knowingly skipped.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.is_ticked() || matches!(self, Self::Skipped { .. })
    }
}

/// An item of the record: its stage and words as they were on screen, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemEntry {
    /// The stage it stands in.
    pub stage: Stage,
    /// Its words.
    pub words: String,
    /// Where it stands.
    pub state: ItemState,
}

/// The items a call has touched. An item not in here is open.
#[derive(Debug, Default)]
pub struct Items {
    touched: BTreeMap<ItemId, ItemEntry>,
    /// When each was put off by hand, until a hand settles it otherwise.
    put_off: BTreeMap<ItemId, Timestamp>,
    order: Vec<ItemId>,
}

impl Items {
    /// Where an item stands; `None` while it is open.
    #[must_use]
    pub fn state(&self, item: &ItemId) -> Option<&ItemState> {
        self.touched.get(item).map(|entry| &entry.state)
    }

    /// Everything touched, in the order it was first touched.
    pub fn iter(&self) -> impl Iterator<Item = (&ItemId, &ItemEntry)> {
        self.order.iter().filter_map(|id| self.touched.get_key_value(id))
    }

    /// Takes in an entry. A sensor takes back only what a sensor ticked: what was put off or left out by hand stays so.
    pub(super) fn fold(&mut self, entry: &Entry) {
        let at = entry.at;
        match &entry.fact {
            Fact::ItemTicked { item, stage, words, sensed } => {
                let state = match sensed {
                    Some(reading) => ItemState::Sensed { at, reading: reading.clone() },
                    None => ItemState::Ticked { at },
                };
                if sensed.is_none() {
                    self.put_off.remove(item);
                }
                self.set(item, *stage, words, state);
            }
            Fact::ItemDeferred { item, stage, words } => {
                self.put_off.insert(item.clone(), at);
                self.set(item, *stage, words, ItemState::Deferred { at });
            }
            Fact::ItemSkipped { item, stage, words, reason } => {
                self.put_off.remove(item);
                self.set(item, *stage, words, ItemState::Skipped { at, reason: reason.clone() });
            }
            Fact::ItemCleared { item, sensed: None } => {
                self.put_off.remove(item);
                self.touched.remove(item);
            }
            Fact::ItemCleared { item, sensed: Some(_) } => self.take_sensed_back(item),
            _ => {}
        }
    }

    /// What a hand had put off before its sensor ticked it is put off again.
    fn take_sensed_back(&mut self, item: &ItemId) {
        let is_sensed = |entry: &&mut ItemEntry| matches!(entry.state, ItemState::Sensed { .. });
        let Some(entry) = self.touched.get_mut(item).filter(is_sensed) else {
            return;
        };
        match self.put_off.get(item) {
            Some(at) => entry.state = ItemState::Deferred { at: *at },
            None => drop(self.touched.remove(item)),
        }
    }

    fn set(&mut self, item: &ItemId, stage: Stage, words: &str, state: ItemState) {
        if !self.order.contains(item) {
            self.order.push(item.clone());
        }
        self.touched.insert(item.clone(), ItemEntry { stage, words: words.to_owned(), state });
    }
}
