//! Tells events from a thread of its own, so that a listener who never returns holds up no recording.

use super::control::RecorderEvent;
use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// With so many events waiting, the next level or progress says nothing that anyone could still see.
const MANY: usize = 64;

/// What waits to be told.
#[derive(Default)]
struct Waiting {
    events: VecDeque<RecorderEvent>,
    closed: bool,
}

/// Where events are put. Never waits for the listener. The queue has no fixed bound: what must not be dropped (files, gaps,
/// states) comes a few times a minute, what comes often is dropped.
#[derive(Clone, Default)]
pub(super) struct Teller {
    /// Locked for a push or a pop, never while the listener runs.
    waiting: Arc<(Mutex<Waiting>, Condvar)>,
}

impl Teller {
    /// Starts the thread. The receiver hears when everything was told after [`Teller::close`].
    pub(super) fn spawn(
        listener: impl Fn(RecorderEvent) + Send + 'static,
    ) -> io::Result<(Self, Receiver<()>)> {
        let teller = Self::default();
        let (all_told, hear) = sync_channel(1);
        let own = teller.clone();
        thread::Builder::new().name("recorder-events".to_owned()).spawn(move || {
            while let Some(event) = own.next() {
                listener(event);
            }
            // The recorder may be gone already.
            all_told.send(()).ok();
        })?;
        Ok((teller, hear))
    }

    /// Has an event told.
    pub(super) fn tell(&self, event: RecorderEvent) {
        let passing = matches!(
            event,
            RecorderEvent::Level { .. } | RecorderEvent::Progress { .. } | RecorderEvent::SoundCheck { .. }
        );
        let mut waiting = self.lock();
        if passing && waiting.events.len() >= MANY {
            return;
        }
        waiting.events.push_back(event);
        self.waiting.1.notify_one();
    }

    /// Nothing more will come.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.waiting.1.notify_one();
    }

    fn next(&self) -> Option<RecorderEvent> {
        let mut waiting = self.lock();
        loop {
            if let Some(event) = waiting.events.pop_front() {
                return Some(event);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.waiting.1.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
