//! Watches the list of devices while somebody needs to know of it: a device that comes, goes, or becomes the system's choice.

use super::capture::{CaptureBackend, CaptureError, SoundDevices};
use super::control::RecorderEvent;
use super::telling::Teller;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often is looked. A look and what it takes are within a second.
const LOOK_EVERY: Duration = Duration::from_millis(700);

/// What was told of the devices last; `None` before they were asked for.
#[derive(Clone, Default)]
pub(super) struct Known(Arc<Mutex<Option<Result<SoundDevices, CaptureError>>>>);

impl Known {
    /// Has an answer told.
    pub(super) fn tell(&self, found: Result<SoundDevices, CaptureError>, teller: &Teller) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some(found.clone());
        // Under the lock, so that what is told last is what is known.
        teller.tell(RecorderEvent::Devices(found));
    }

    /// Has the devices told where they are others than was told last. Nobody waits for them before they were asked for.
    fn tell_news(&self, found: &SoundDevices, teller: &Teller) {
        let is_news = {
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.as_ref().is_some_and(|known| known.as_ref() != Ok(found))
        };
        if is_news {
            self.tell(Ok(found.clone()), teller);
        }
    }
}

/// The watch. Its thread ends when this is dropped; one that hangs in the sound system is left behind.
pub(super) struct ListWatch {
    _ends: SyncSender<()>,
}

impl ListWatch {
    /// `None` where no thread can be had: lists are still told when they are asked for.
    pub(super) fn begin(backend: &Arc<dyn CaptureBackend>, known: &Known, teller: &Teller) -> Option<Self> {
        let (ends, ended) = sync_channel(0);
        let (backend, known, teller) = (Arc::clone(backend), known.clone(), teller.clone());
        thread::Builder::new()
            .name("device-list".to_owned())
            .spawn(move || watch(backend.as_ref(), &known, &teller, &ended))
            .ok()
            .map(|_| Self { _ends: ends })
    }
}

fn watch(backend: &dyn CaptureBackend, known: &Known, teller: &Teller, ended: &Receiver<()>) {
    let mut signs = backend.signs();
    let mut found = None;
    loop {
        if signs.any() || found.is_none() {
            // A system that does not answer at this moment is asked again.
            found = backend.devices().ok();
        }
        if ended.recv_timeout(Duration::ZERO) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
        if let Some(found) = &found {
            known.tell_news(found, teller);
        }
        if ended.recv_timeout(LOOK_EVERY) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}
