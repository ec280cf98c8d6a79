//! Opens the data folder, sets a damaged database aside, and makes safe what the last run left.

use super::keeping::Patience;
use super::{RECENT, Worker};
use crate::app::event::{Lists, StoreEvent};
use crate::app::runner::{clock, salvage};
use crate::app::trouble::Trouble;
use crate::domain::ids::CallId;
use crate::store::{ReadError, Store};

impl Worker {
    /// Opens the data folder. The call on the desk goes on: it is not made safe as one that was interrupted.
    pub(super) fn open(&mut self, desk: Option<&CallId>) {
        // The lock of a store that is open would keep this program out too.
        self.store = None;
        self.failing = false;
        let data = self.layout.data();
        if !data.exists() && data.parent().is_some_and(|place| !place.exists()) {
            let folder = data.to_path_buf();
            self.stays_closed(Trouble::PlaceMissing { folder });
            return;
        }
        match Store::open(self.layout.clone()) {
            Ok(store) => self.opened(store, desk),
            Err(error) => self.stays_closed(Trouble::from(error)),
        }
    }

    fn opened(&mut self, store: Store, desk: Option<&CallId>) {
        let lists = match lists(&store) {
            Ok(lists) => lists,
            Err(error) => return self.stays_closed(Trouble::from(error)),
        };
        self.store = Some(store);
        self.closed = None;
        self.kept_apart.clear();
        self.deleting.clear();
        self.tell(StoreEvent::Opened(lists));
        self.store_waiting(Patience::Usual);
        self.store_unsaved(desk);
        self.make_interrupted_safe(desk);
        self.look_for_unfiled(desk);
        self.resume_deletions(desk);
        self.check();
    }

    pub(super) fn set_aside(&mut self, desk: Option<&CallId>) {
        self.store = None;
        match Store::set_aside(&self.layout, clock::now()) {
            Ok(file) => {
                self.tell(StoreEvent::NotRead(Trouble::SetAside { file }));
                self.open(desk);
            }
            Err(error) => self.stays_closed(Trouble::not_set_aside(&self.layout, error)),
        }
    }

    /// Says why the data folder is not open, and that entries wait for it where some do.
    fn stays_closed(&mut self, trouble: Trouble) {
        self.store = None;
        self.closed = Some(trouble.clone());
        self.failing = false;
        self.tell(StoreEvent::NotOpened(trouble));
        self.store_waiting(Patience::Usual);
    }

    /// Salvages what the last run left unfinished, then tells the lists anew if anything was found.
    fn make_interrupted_safe(&mut self, desk: Option<&CallId>) {
        let Some(store) = &mut self.store else {
            return;
        };
        let waiting = &self.waiting;
        let found = match salvage::interrupted_calls(store, |call| desk == Some(call) || waiting.holds(call))
        {
            Ok(found) if found.is_empty() => return,
            Ok(found) => found,
            Err(error) => return self.tell(StoreEvent::NotRead(Trouble::from(error))),
        };
        for salvaged in found {
            match salvaged {
                Ok(salvaged) => {
                    if salvaged.seconds > 0 {
                        let (client, seconds) = (salvaged.client, salvaged.seconds);
                        self.tell(StoreEvent::Salvaged { client, seconds });
                    }
                    if let Some(trouble) = salvaged.left_alone {
                        self.tell(StoreEvent::NotRead(trouble));
                    }
                }
                Err(trouble) => self.tell(StoreEvent::NotRead(trouble)),
            }
        }
        self.tell_lists();
    }

    /// Closes a database that turns out to be damaged.
    pub(super) fn check(&mut self) {
        match self.store.as_ref().map(Store::check) {
            None | Some(Ok(())) => {}
            Some(Err(ReadError::Damaged { file, .. })) => self.stays_closed(Trouble::Damaged { file }),
            Some(Err(error)) => self.tell(StoreEvent::NotRead(Trouble::from(error))),
        }
    }

    pub(super) fn tell_lists(&self) {
        match self.store.as_ref().map(lists) {
            None => {}
            Some(Ok(lists)) => self.tell(StoreEvent::Lists(lists)),
            Some(Err(error)) => self.tell(StoreEvent::NotRead(Trouble::from(error))),
        }
    }
}

fn lists(store: &Store) -> Result<Lists, ReadError> {
    let (recent, unfinished) = (store.calls(Some(RECENT))?, store.unfinished()?);
    Ok(Lists { recent, unfinished, clients: store.clients()? })
}
