//! Ends the workers so that everything ordered is stored and written, though nobody reads events any more.

use super::store_thread::StoreOrder;
use crate::app::event::{Event, JobEvent, Place};
use crate::domain::decide::{CourseStep, CustodyStep};
use crate::domain::entry::Entry;
use crate::domain::ids::CallId;
use crate::recording::Recorder;
use crate::store::{Layout, keep_unsaved};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often the reader of events looks whether it may end.
const LOOK: Duration = Duration::from_millis(20);

/// What is left of a runner that ends.
pub(super) struct Ending {
    pub(super) data: Layout,
    pub(super) events: Receiver<Event>,
    /// Orders that the store did not take yet.
    pub(super) backlog: VecDeque<StoreOrder>,
    pub(super) store: SyncSender<StoreOrder>,
    pub(super) store_thread: JoinHandle<()>,
    pub(super) jobs_thread: JoinHandle<()>,
    pub(super) recorder: Option<Recorder>,
}

impl Ending {
    /// Ends them. A worker with an event to tell is never kept waiting: events are read to the end, and documents that
    /// were written without the interface hearing of it are noted on the timeline here.
    pub(super) fn carry_out(self) {
        let Self { data, events, backlog, store, store_thread, jobs_thread, recorder } = self;
        let may_end = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&may_end);
        let reader = std::thread::Builder::new()
            .name("last-events".to_owned())
            .spawn(move || documents_told(&events, &until));
        drop(recorder);
        let mut lost = Vec::new();
        for order in backlog.into_iter().chain([StoreOrder::ReleaseJobs]) {
            if let Err(refused) = store.send(order) {
                lost.push(refused.0);
            }
        }
        // A worker that panicked has told so on standard error; there is nothing left to wait for.
        jobs_thread.join().ok();
        may_end.store(true, Ordering::Release);
        let told = reader.ok().and_then(|reader| reader.join().ok()).unwrap_or_default();
        for order in told {
            // A document that is not noted is noted at the next start.
            store.send(order).ok();
        }
        drop(store);
        store_thread.join().ok();
        keep(&data, lost);
    }
}

/// What must be noted of the documents that events tell of, up to the last event after it may end.
fn documents_told(events: &Receiver<Event>, may_end: &AtomicBool) -> Vec<StoreOrder> {
    let mut orders = Vec::new();
    loop {
        let ends = may_end.load(Ordering::Acquire);
        match events.recv_timeout(LOOK) {
            Ok(Event::Job(JobEvent::Sealed { call, file, sha256 })) => {
                let step = Box::new(CourseStep::NoteSealed { file: file.to_owned(), sha256 });
                orders.push(StoreOrder::Note { call, step });
            }
            Ok(Event::Job(JobEvent::Written { call, path, format, sha256, place })) => {
                let (format, file) = (format.to_owned(), place.name_in_call_folder(&path));
                let step = Box::new(CourseStep::NoteExport { format, sha256, file });
                orders.push(StoreOrder::Note { call: call.clone(), step });
                if place == Place::CallFolder {
                    orders.push(StoreOrder::FileTimeline(call));
                }
            }
            Ok(Event::Job(JobEvent::SoundWritten { call, format, sha256, sound, .. })) => {
                let step = Box::new(CourseStep::NoteSoundExport { format: format.to_owned(), sha256, sound });
                orders.push(StoreOrder::Note { call, step });
            }
            Ok(Event::Job(JobEvent::TalkCounted { call, talk })) => {
                orders.push(StoreOrder::Note { call, step: Box::new(CourseStep::NoteTalk(talk)) });
            }
            Ok(Event::Job(JobEvent::AudioDeleted { call, takes, files })) => {
                let step = Box::new(CustodyStep::NoteDeletion { takes, deletion: files });
                orders.push(StoreOrder::NoteCustody { call, step });
            }
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) if !ends => {}
            Err(_) => return orders,
        }
    }
}

/// Entries that no thread is there to store go to files, as those that cannot be stored do.
fn keep(data: &Layout, lost: Vec<StoreOrder>) {
    let mut entries: BTreeMap<CallId, Vec<Box<Entry>>> = BTreeMap::new();
    for order in lost {
        if let StoreOrder::Append { call, entry } = order {
            entries.entry(call).or_default().push(entry);
        }
    }
    for (call, entries) in entries {
        // The disk is the last resort; there is nobody left to tell.
        keep_unsaved(data, &call, None, entries.iter().map(Box::as_ref)).ok();
    }
}
