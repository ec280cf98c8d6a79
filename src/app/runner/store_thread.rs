//! The thread that owns the database. Entries that cannot be stored are kept, in order, and tried again.

use super::jobs::JobOrder;
use super::{Outbox, clock, salvage};
use crate::app::event::{Event, Lists, StoreEvent};
use crate::app::trouble::Trouble;
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::decide::{CourseStep, Step, decide};
use crate::domain::entry::Entry;
use crate::domain::ids::{CallId, ClientId, MatterId};
use crate::domain::open_ends::{CarriedOver, carried_over};
use crate::export::Format;
use crate::store::{Layout, ReadError, Store, StoredEntry};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

/// Time between two tries to store what could not be stored.
const RETRY: Duration = Duration::from_secs(2);

/// Calls shown on the first screen.
const RECENT: usize = 200;

/// An order to the store.
pub(super) enum StoreOrder {
    Open,
    SetAside,
    Lists,
    Append { call: CallId, entry: Box<Entry> },
    Load(CallId),
    CarriedOver { client: ClientId, matter: Option<MatterId>, other_than: CallId },
    NoteExport { call: CallId, format: String, sha256: String },
    FileNotes(CallId),
    FileTimeline(CallId),
    Export { call: CallId, format: Format, folder: PathBuf },
    Text(CallId),
}

/// Owns the database.
pub(super) struct Worker {
    layout: Layout,
    outbox: Outbox,
    jobs: SyncSender<JobOrder>,
    store: Option<Store>,
    waiting: VecDeque<(CallId, Box<Entry>)>,
    failing: bool,
}

impl Worker {
    pub(super) fn new(layout: Layout, outbox: Outbox, jobs: SyncSender<JobOrder>) -> Self {
        Self { layout, outbox, jobs, store: None, waiting: VecDeque::new(), failing: false }
    }

    pub(super) fn run(mut self, orders: &Receiver<StoreOrder>) {
        loop {
            let order = if self.waiting.is_empty() {
                orders.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                orders.recv_timeout(RETRY)
            };
            match order {
                Ok(order) => self.carry_out(order),
                Err(RecvTimeoutError::Timeout) => self.store_waiting(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn tell(&self, event: StoreEvent) {
        self.outbox.put(Event::Store(event));
    }

    fn carry_out(&mut self, order: StoreOrder) {
        match order {
            StoreOrder::Open => self.open(),
            StoreOrder::SetAside => self.set_aside(),
            StoreOrder::Lists => self.tell_lists(StoreEvent::Lists),
            StoreOrder::Append { call, entry } => {
                self.waiting.push_back((call, entry));
                self.store_waiting();
            }
            StoreOrder::Load(call) => self.load(&call),
            StoreOrder::CarriedOver { client, matter, other_than } => {
                self.tell_carried_over(&client, matter.as_ref(), &other_than);
            }
            StoreOrder::NoteExport { call, format, sha256 } => self.note_export(&call, format, sha256),
            StoreOrder::FileNotes(call) => self.with_timeline(&call, JobOrder::FileNotes),
            StoreOrder::FileTimeline(call) => self.with_timeline(&call, JobOrder::FileTimeline),
            StoreOrder::Export { call, format, folder } => {
                self.with_timeline(&call, |timeline| JobOrder::Export { timeline, format, folder });
            }
            StoreOrder::Text(call) => self.with_timeline(&call, JobOrder::Text),
        }
    }

    /// A data folder is made where there is none, but never the place around it: that would hide a drive which is not
    /// plugged in behind an empty folder.
    fn open(&mut self) {
        self.store = None;
        let data = self.layout.data();
        if !data.exists() && data.parent().is_some_and(|place| !place.exists()) {
            let folder = data.to_path_buf();
            self.tell(StoreEvent::NotOpened(Trouble::PlaceMissing { folder }));
            return;
        }
        match Store::open(self.layout.clone()) {
            Ok(store) => {
                self.store = Some(store);
                self.tell_lists(StoreEvent::Opened);
                self.make_interrupted_safe();
                self.check();
            }
            Err(error) => self.tell(StoreEvent::NotOpened(Trouble::from(error))),
        }
    }

    fn set_aside(&mut self) {
        self.store = None;
        match Store::set_aside(&self.layout, clock::now()) {
            Ok(file) => {
                self.tell(StoreEvent::NotRead(Trouble::SetAside { file }));
                self.open();
            }
            Err(error) => self.tell(StoreEvent::NotOpened(Trouble::from(error))),
        }
    }

    /// Salvages what the last run left unfinished, then tells the lists anew if anything was found.
    fn make_interrupted_safe(&mut self) {
        let Some(store) = &mut self.store else {
            return;
        };
        match salvage::interrupted_calls(store) {
            Ok(found) if found.is_empty() => {}
            Ok(found) => {
                for salvaged in found.into_iter().filter(|salvaged| salvaged.seconds > 0) {
                    self.tell(StoreEvent::Salvaged { client: salvaged.client, seconds: salvaged.seconds });
                }
                self.tell_lists(StoreEvent::Lists);
            }
            Err(trouble) => self.tell(StoreEvent::NotRead(trouble)),
        }
    }

    fn check(&mut self) {
        let damaged = self.store.as_ref().is_some_and(|store| store.check().is_err());
        if damaged {
            self.store = None;
            self.tell(StoreEvent::NotOpened(Trouble::Damaged { file: self.layout.database() }));
        }
    }

    fn tell_lists(&self, event: fn(Lists) -> StoreEvent) {
        let Some(store) = &self.store else {
            return;
        };
        let lists = || -> Result<Lists, ReadError> {
            let (recent, unfinished) = (store.calls(Some(RECENT))?, store.unfinished()?);
            Ok(Lists { recent, unfinished, clients: store.clients()? })
        };
        match lists() {
            Ok(lists) => self.tell(event(lists)),
            Err(error) => self.tell(StoreEvent::NotRead(Trouble::from(error))),
        }
    }

    /// Stores what waits, oldest first; stops at the first that cannot be stored.
    fn store_waiting(&mut self) {
        let Some(store) = &mut self.store else {
            return;
        };
        while let Some((call, entry)) = self.waiting.front() {
            match store.append(call, entry) {
                Ok(head) => {
                    let saved = StoreEvent::Saved { call: call.clone(), seq: entry.seq, head };
                    self.waiting.pop_front();
                    self.failing = false;
                    self.outbox.put(Event::Store(saved));
                }
                Err(error) => {
                    if !std::mem::replace(&mut self.failing, true) {
                        self.outbox.put(Event::Store(StoreEvent::NotSaved(Trouble::from(error))));
                    }
                    return;
                }
            }
        }
    }

    fn timeline(&self, call: &CallId) -> Option<Vec<StoredEntry>> {
        match self.store.as_ref()?.timeline(call) {
            Ok(timeline) => Some(timeline),
            Err(error) => {
                self.tell(StoreEvent::NotRead(Trouble::from(error)));
                None
            }
        }
    }

    /// The call is not on the desk, so nobody else adds to its timeline meanwhile.
    fn note_export(&mut self, id: &CallId, format: String, sha256: String) {
        let Some(timeline) = self.timeline(id) else {
            return;
        };
        let Ok(call) = Call::fold(timeline.into_iter().map(|stored| stored.entry)) else {
            return;
        };
        let now = clock::moment(call.operator.name.clone(), None).now;
        if let Ok(entry) = decide(&call, Step::Course(CourseStep::NoteExport { format, sha256 }), &now) {
            self.carry_out(StoreOrder::Append { call: id.clone(), entry: Box::new(entry) });
        }
    }

    fn load(&self, id: &CallId) {
        let Some(timeline) = self.timeline(id) else {
            return;
        };
        let head = timeline.last().map_or_else(Hash::none, |stored| stored.hash.clone());
        match Call::fold(timeline.into_iter().map(|stored| stored.entry)) {
            Ok(call) => self.tell(StoreEvent::Loaded { call: Box::new(call), head }),
            Err(error) => self.tell(StoreEvent::NotRead(Trouble::NotRead { system: error.to_string() })),
        }
    }

    fn tell_carried_over(&self, client: &ClientId, matter: Option<&MatterId>, other_than: &CallId) {
        let last =
            self.store.as_ref().and_then(|store| store.last_call(client, matter, other_than).ok().flatten());
        let carried = last
            .and_then(|call| self.timeline(&call))
            .and_then(|timeline| Call::fold(timeline.into_iter().map(|stored| stored.entry)).ok())
            .map_or_else(CarriedOver::default, |call| carried_over(&call));
        self.tell(StoreEvent::CarriedOver { call: other_than.clone(), carried });
    }

    fn with_timeline(&self, call: &CallId, order: impl FnOnce(Vec<StoredEntry>) -> JobOrder) {
        if let Some(timeline) = self.timeline(call) {
            // The jobs thread is gone only when the program ends.
            self.jobs.send(order(timeline)).ok();
        }
    }
}
