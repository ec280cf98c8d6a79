//! The thread that owns the database. Entries that cannot be stored are kept, in order, and tried again.

mod copies;
mod custody;
mod earlier;
mod keeping;
mod opening;
mod reading;
mod refiling;
mod unsaved;
mod waiting;

use super::Outbox;
use super::going::Going;
use super::jobs::JobOrder;
use crate::app::action::SoundOrder;
use crate::app::event::{Event, StoreEvent};
use crate::app::trouble::Trouble;
use crate::domain::decide::{CourseStep, CustodyStep};
use crate::domain::entry::Entry;
use crate::domain::ids::{CallId, ClientId, MatterId};
use crate::export::Writing;
use crate::store::{Layout, Store};
use earlier::Earlier;
use keeping::Patience;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError};
use std::time::Duration;
use waiting::Waiting;

/// Time between two tries to store what could not be stored.
const RETRY: Duration = Duration::from_secs(2);

/// Calls the search on the first screen reaches: years of work.
const RECENT: usize = 5000;

/// An order to the store.
pub(super) enum StoreOrder {
    Open {
        desk: Option<CallId>,
    },
    SetAside {
        desk: Option<CallId>,
    },
    Lists,
    Append {
        call: CallId,
        entry: Box<Entry>,
    },
    Load {
        call: CallId,
        reading: u32,
    },
    CarriedOver {
        client: ClientId,
        matter: Option<MatterId>,
        other_than: CallId,
    },
    Note {
        call: CallId,
        step: Box<CourseStep>,
    },
    Holds {
        call: CallId,
        matter: MatterId,
    },
    DeleteAudio(CallId),
    NoteCustody {
        call: CallId,
        step: Box<CustodyStep>,
    },
    FileNotes(CallId),
    FileMessage(CallId),
    FileTimeline(CallId),
    EarlierAnswer {
        client: ClientId,
        call: CallId,
    },
    Export {
        call: CallId,
        writing: Writing,
        folder: PathBuf,
    },
    CountTalk(CallId),
    ExportSound {
        call: CallId,
        order: SoundOrder,
        going: Going,
    },
    Text(CallId),
    /// Give the jobs thread what can be given, and let it go.
    ReleaseJobs,
}

/// Owns the database.
pub(super) struct Worker {
    layout: Layout,
    outbox: Outbox,
    /// The jobs thread, until it is let go.
    jobs: Option<SyncSender<JobOrder>>,
    store: Option<Store>,
    /// Why the store is not open, once that was told.
    closed: Option<Trouble>,
    waiting: Waiting,
    /// Whether it was told that storing fails.
    failing: bool,
    /// Calls of which entries went to a file, since the store was opened.
    kept_apart: BTreeMap<CallId, PathBuf>,
    /// Orders that wait until the entries of their call are stored.
    held: Vec<StoreOrder>,
    /// Calls whose audio is being deleted, until it is noted what became of it.
    deleting: BTreeSet<CallId>,
    /// Finished calls whose folder is to be looked at.
    unfiled: VecDeque<CallId>,
    /// Earlier calls in which a yes is looked for.
    earlier: Earlier,
    /// Calls of which entries were stored that the plain files in their folders do not tell yet.
    out_of_date: BTreeSet<CallId>,
}

impl Worker {
    pub(super) fn new(layout: Layout, outbox: Outbox, jobs: SyncSender<JobOrder>) -> Self {
        Self {
            layout,
            outbox,
            jobs: Some(jobs),
            store: None,
            closed: None,
            waiting: Waiting::default(),
            failing: false,
            kept_apart: BTreeMap::new(),
            held: Vec::new(),
            deleting: BTreeSet::new(),
            unfiled: VecDeque::new(),
            earlier: Earlier::default(),
            out_of_date: BTreeSet::new(),
        }
    }

    pub(super) fn run(mut self, orders: &Receiver<StoreOrder>) {
        loop {
            match self.next(orders) {
                Ok(order) => self.carry_out(order),
                Err(RecvTimeoutError::Timeout) => self.store_waiting(Patience::Usual),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.give_up_waiting();
        self.bring_all_up_to_date();
    }

    /// The next order. While there is none, plain files are brought up to date, and earlier and finished calls are looked at.
    fn next(&mut self, orders: &Receiver<StoreOrder>) -> Result<StoreOrder, RecvTimeoutError> {
        while !(self.out_of_date.is_empty() && self.earlier.is_done() && self.unfiled.is_empty()) {
            match orders.try_recv() {
                Ok(order) => return Ok(order),
                Err(TryRecvError::Disconnected) => return Err(RecvTimeoutError::Disconnected),
                Err(TryRecvError::Empty) if !self.out_of_date.is_empty() => self.bring_next_up_to_date(),
                Err(TryRecvError::Empty) if !self.earlier.is_done() => self.look_at_next_earlier(),
                Err(TryRecvError::Empty) => self.look_at_next_unfiled(),
            }
        }
        if self.waiting.is_empty() {
            orders.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            orders.recv_timeout(RETRY)
        }
    }

    fn tell(&self, event: StoreEvent) {
        self.outbox.put(Event::Store(event));
    }

    fn carry_out(&mut self, order: StoreOrder) {
        let Some(order) = self.hold(order) else {
            return;
        };
        match order {
            StoreOrder::Open { desk } => self.open(desk.as_ref()),
            StoreOrder::SetAside { desk } => self.set_aside(desk.as_ref()),
            StoreOrder::Lists => self.tell_lists(),
            StoreOrder::Append { call, entry } => {
                self.waiting.add(call, entry);
                self.store_waiting(Patience::Usual);
            }
            StoreOrder::Load { call, reading } => self.load(&call, reading),
            StoreOrder::CarriedOver { client, matter, other_than } => {
                self.tell_carried_over(&client, matter.as_ref(), &other_than);
            }
            StoreOrder::Holds { call, matter } => self.tell_holds(call, matter),
            StoreOrder::DeleteAudio(call) => self.delete_audio(&call),
            StoreOrder::NoteCustody { call, step } => self.note_custody(&call, *step),
            StoreOrder::Note { call, step } => self.note(&call, *step),
            StoreOrder::FileNotes(call) => self.with_timeline(&call, JobOrder::FileNotes),
            StoreOrder::FileTimeline(call) => self.file_timeline(&call),
            StoreOrder::FileMessage(call) => self.with_timeline(&call, JobOrder::FileMessage),
            StoreOrder::EarlierAnswer { client, call } => self.look_for_earlier_answer(&client, call),
            StoreOrder::Export { call, writing, folder } => {
                self.with_timeline(&call, |timeline| JobOrder::Export { timeline, writing, folder });
            }
            StoreOrder::CountTalk(call) => self.with_timeline(&call, JobOrder::CountTalk),
            StoreOrder::ExportSound { call, order, going } => {
                self.with_timeline(&call, |timeline| JobOrder::ExportSound { timeline, order, going });
            }
            StoreOrder::Text(call) => self.with_timeline(&call, JobOrder::Text),
            StoreOrder::ReleaseJobs => {
                self.store_waiting(Patience::None);
                self.jobs = None;
            }
        }
    }
}
