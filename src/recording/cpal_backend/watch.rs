//! Notices that an open device is gone, or that the sound server attached the stream to another: neither says a word of
//! it, and the callbacks just go on.

use crate::recording::flow::StreamFault;
use crate::recording::tap::Alarm;
use cpal::traits::{DeviceTrait, HostTrait};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// How often is looked. Two looks and what they take are well under a second.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Looks in a row at which a device may be missing: a list may be asked for at an unlucky moment.
const MISSES: u32 = 2;

/// What was seen of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// It is there, and the stream is attached to it.
    There,
    /// It is not there at the moment, or nothing can be seen.
    Missing,
    /// It is gone, or the stream is attached to another.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only a server's books say so"))]
    Gone,
}

/// What looks after one open device.
pub(super) enum Eye {
    /// At the list of devices.
    List { host: Arc<cpal::Host>, id: String },
    /// At the sound server's own books.
    #[cfg(target_os = "linux")]
    Books(super::attached::Books),
}

impl Eye {
    fn look(&mut self) -> Seen {
        match self {
            Self::List { host, id } => {
                let is_there = host.devices().is_ok_and(|mut devices| {
                    devices.any(|device| device.id().is_ok_and(|found| found.to_string() == *id))
                });
                if is_there { Seen::There } else { Seen::Missing }
            }
            #[cfg(target_os = "linux")]
            Self::Books(books) => books.look(),
        }
    }
}

/// Raises the alarm when the device is gone.
pub(super) struct Watch {
    /// Dropped with the stream: the thread hears of that, and ends.
    _open: SyncSender<()>,
}

impl Watch {
    /// `None` where no thread can be had: the stream's own errors are still heard.
    pub(super) fn begin(eye: Eye, alarm: Alarm) -> Option<Self> {
        let (open, closed) = sync_channel(0);
        thread::Builder::new()
            .name("device-watch".to_owned())
            .spawn(move || watch(eye, &alarm, &closed))
            .ok()
            .map(|_| Self { _open: open })
    }
}

fn watch(mut eye: Eye, alarm: &Alarm, closed: &Receiver<()>) {
    let mut missed = 0;
    while let Err(RecvTimeoutError::Timeout) = closed.recv_timeout(LOOK_EVERY) {
        missed = match eye.look() {
            Seen::There => 0,
            Seen::Missing => missed + 1,
            Seen::Gone => MISSES,
        };
        if missed >= MISSES {
            alarm.raise(StreamFault::Lost);
            return;
        }
    }
}
