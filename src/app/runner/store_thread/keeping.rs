//! Stores what waits. What fails for now is tried again; what can never be stored goes to a file in the call's folder.

use super::{RETRY, Worker};
use crate::app::event::StoreEvent;
use crate::app::trouble::Trouble;
use crate::domain::ids::CallId;
use crate::store::{SaveError, keep_unsaved};

/// How long an entry waits for the ones before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// As long as a window may take to send a whole timeline anew.
    Usual,
    /// Not at all: nobody will send anything more.
    None,
}

/// What an error of storing means for the entry.
enum Fate {
    /// Another time it may be stored.
    Passing,
    /// Entries before it are missing; they may be on their way.
    Gap,
    /// It will never be stored.
    Lasting,
}

impl Worker {
    /// Stores what waits, call by call, oldest first.
    pub(super) fn store_waiting(&mut self, patience: Patience) {
        let mut round = Round::default();
        for call in self.waiting.calls() {
            self.store_waiting_of(&call, patience, &mut round);
        }
        if self.store.is_none() && !self.waiting.is_empty() {
            round.failed = Some(self.why_closed());
        }
        match round.failed {
            // What was stored of another call has said that all is well.
            Some(trouble) if round.saved || !self.failing => self.not_saved(trouble),
            Some(_) => {}
            None => self.failing = false,
        }
        self.carry_out_held();
    }

    fn not_saved(&mut self, trouble: Trouble) {
        self.failing = true;
        self.tell(StoreEvent::NotSaved(trouble));
    }

    fn store_waiting_of(&mut self, call: &CallId, patience: Patience, round: &mut Round) {
        while let Some(entry) = self.waiting.first(call) {
            let Some(store) = &mut self.store else {
                return;
            };
            let seq = entry.seq;
            match store.append(call, entry) {
                Ok(head) => {
                    if let Some(stored) = self.waiting.stored(call) {
                        self.note_stored(call, &stored);
                    }
                    round.saved = true;
                    self.tell(StoreEvent::Saved { call: call.clone(), seq, head });
                }
                Err(error) => {
                    self.not_stored(call, error, patience, round);
                    return;
                }
            }
        }
    }

    fn not_stored(&mut self, call: &CallId, error: SaveError, patience: Patience, round: &mut Round) {
        match fate(&error) {
            Fate::Gap if self.may_be_filled(call, patience) => {}
            Fate::Gap | Fate::Lasting => self.keep_apart(call, round),
            Fate::Passing => {
                let looks = !self.failing && matches!(error, SaveError::Database(_));
                round.failed = Some(Trouble::from(error));
                if looks {
                    self.check();
                }
            }
        }
    }

    fn may_be_filled(&mut self, call: &CallId, patience: Patience) -> bool {
        patience == Patience::Usual
            && !self.kept_apart.contains_key(call)
            && self.waiting.gap_since(call).is_some_and(|since| since.elapsed() < RETRY)
    }

    /// Writes all that waits of a call to a file of its own, so that it holds up nobody and is not lost.
    fn keep_apart(&mut self, call: &CallId, round: &mut Round) {
        let begun = self.kept_apart.get(call);
        match keep_unsaved(&self.layout, call, begun.map(AsRef::as_ref), self.waiting.entries(call)) {
            Ok(file) => {
                self.waiting.remove(call);
                self.kept_apart.insert(call.clone(), file.clone());
                let trouble = Trouble::EntriesKeptApart { file };
                self.tell(StoreEvent::Unstorable { call: call.clone(), trouble });
            }
            Err(error) => round.failed = Some(Trouble::from(error)),
        }
    }

    /// The last thing before the program ends: what can still not be stored goes to files.
    pub(super) fn give_up_waiting(&mut self) {
        self.store_waiting(Patience::None);
        for call in self.waiting.calls() {
            self.keep_apart(&call, &mut Round::default());
        }
    }

    fn why_closed(&self) -> Trouble {
        let why = self.closed.as_ref().map_or_else(String::new, |trouble| trouble.told().what);
        Trouble::NotSavedWhileClosed { why }
    }
}

/// What became of one round through everything that waits.
#[derive(Default)]
pub(super) struct Round {
    saved: bool,
    failed: Option<Trouble>,
}

fn fate(error: &SaveError) -> Fate {
    match error {
        SaveError::OutOfOrder { newest, found } if *found > newest.saturating_add(1) => Fate::Gap,
        SaveError::OutOfOrder { .. } | SaveError::NotOpened { .. } | SaveError::Unreadable { .. } => {
            Fate::Lasting
        }
        SaveError::DiskFull
        | SaveError::Unwritable { .. }
        | SaveError::InUse { .. }
        | SaveError::Database(_) => Fate::Passing,
    }
}
