//! How long the disk has room for while a take runs; asked on a thread of its own, as a disk may not answer.

use super::files::AudioFiles;
use super::patience::patiently;
use super::wav::BITS;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// How often the disk is asked.
const ASK_EVERY: Duration = Duration::from_secs(3);

/// How long a start waits for the disk to say how much room there is.
const ASK_TIMEOUT: Duration = Duration::from_millis(500);

/// At so many minutes left the take ends in good order, so that there is room for the notes.
pub(super) const RESERVE_MINUTES: u64 = 2;

/// Watches the room on the disk. The thread ends when this is dropped.
pub(super) struct Room {
    answers: Receiver<Option<u64>>,
    _ends: SyncSender<()>,
    told: Option<u64>,
}

impl Room {
    /// `None` where no thread can be had: a full disk is noticed all the same.
    pub(super) fn watch(files: Box<dyn AudioFiles>) -> Option<Self> {
        let (tell, answers) = sync_channel(1);
        let (ends, ended) = sync_channel::<()>(0);
        thread::Builder::new()
            .name("disk-room".to_owned())
            .spawn(move || {
                while tell.send(files.free_bytes()).is_ok()
                    && ended.recv_timeout(ASK_EVERY) == Err(RecvTimeoutError::Timeout)
                {}
            })
            .ok()
            .map(|_| Self { answers, _ends: ends, told: None })
    }

    /// Whole minutes that are left for tracks of these rates, where that is another figure than the last one.
    pub(super) fn news(&mut self, rates: impl Iterator<Item = u32>) -> Option<u64> {
        let free = self.answers.try_iter().flatten().last()?;
        let minutes = minutes(free, rates);
        (self.told.replace(minutes) != Some(minutes)).then_some(minutes)
    }
}

/// Whether there is room to begin with tracks of these rates. Where the disk does not tell, or not soon, there is.
pub(super) fn is_enough(files: Box<dyn AudioFiles>, rates: impl Iterator<Item = u32>) -> bool {
    let free = patiently("disk-room", ASK_TIMEOUT, move || files.free_bytes()).flatten();
    free.is_none_or(|free| minutes(free, rates) > RESERVE_MINUTES)
}

/// Whole minutes of tracks of these rates.
fn minutes(free: u64, rates: impl Iterator<Item = u32>) -> u64 {
    let a_minute = rates.map(u64::from).sum::<u64>() * u64::from(BITS / 8) * 60;
    free / a_minute.max(1)
}
