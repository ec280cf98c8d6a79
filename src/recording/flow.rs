//! What the audio callback, the writer and the control thread share of one open device: atomics, and nothing else.

use super::level::Peak;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Nothing passes yet.
const SHUT: u8 = 0;
/// Samples may pass, as far as the gate of the take lets them.
const OPEN: u8 = 1;
/// Nothing passes any more.
const CLOSED: u8 = 2;

/// What went wrong with an open device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamFault {
    /// It vanished, or the sound system did.
    Lost,
    /// The system took the permission to use it away.
    Denied,
    /// The sound system failed in another way.
    Failed,
}

/// The state one open device shares with its callback.
#[derive(Debug, Default)]
pub struct Flow {
    /// Written by the control thread, read by the callback. Sequentially consistent together with `inside`, so that after
    /// closing and then seeing nobody inside no further sample can pass.
    state: AtomicU8,
    /// True while the callback handles a buffer.
    inside: AtomicBool,
    /// Buffers delivered, whatever became of them. Callback to control; relaxed, it only has to move.
    buffers: AtomicU64,
    /// Frames captured, lost ones included. Written by the callback. Release and Acquire.
    captured: AtomicU64,
    /// Frames that found the ring full. Written by the callback. Release and Acquire.
    lost: AtomicU64,
    /// The first fault, as 1 + its place in [`StreamFault`]; 0 for none. Any thread; the first one stays.
    fault: AtomicU8,
    /// Times the sound system said that it lost sound itself, by an unknown length.
    glitches: AtomicU32,
    pub(super) peak: Peak,
}

impl Flow {
    /// Lets samples of this device pass, as far as the gate of the take does; a closed one stays closed.
    pub fn open(&self) {
        self.state.compare_exchange(SHUT, OPEN, Ordering::SeqCst, Ordering::SeqCst).ok();
    }

    /// Lets nothing of this device pass for good, and waits until the callback has left the buffer it may be in, or `limit`
    /// is over.
    pub fn close(&self, limit: Duration) {
        self.state.store(CLOSED, Ordering::SeqCst);
        let began = Instant::now();
        while self.inside.load(Ordering::SeqCst) && began.elapsed() < limit {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Frames captured; frames that found the ring full count too, because silence stands for them in the file.
    #[must_use]
    pub fn captured(&self) -> u64 {
        self.captured.load(Ordering::Acquire)
    }

    /// Frames that found the ring full.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Acquire)
    }

    /// Buffers delivered so far.
    #[must_use]
    pub fn buffers(&self) -> u64 {
        self.buffers.load(Ordering::Relaxed)
    }

    /// The loudest sample since the last time, 0 to 1 of full scale.
    #[must_use]
    pub fn take_peak(&self) -> f32 {
        self.peak.take()
    }

    /// The first fault, if there was one.
    #[must_use]
    pub fn fault(&self) -> Option<StreamFault> {
        match self.fault.load(Ordering::Acquire) {
            1 => Some(StreamFault::Lost),
            2 => Some(StreamFault::Denied),
            3 => Some(StreamFault::Failed),
            _ => None,
        }
    }

    pub(super) fn raise(&self, fault: StreamFault) {
        let code = match fault {
            StreamFault::Lost => 1,
            StreamFault::Denied => 2,
            StreamFault::Failed => 3,
        };
        self.fault.compare_exchange(0, code, Ordering::AcqRel, Ordering::Relaxed).ok();
    }

    pub(super) fn note_glitch(&self) {
        self.glitches.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn glitches(&self) -> u32 {
        self.glitches.load(Ordering::Relaxed)
    }

    /// The callback enters a buffer; whether samples of this device may pass.
    pub(super) fn enter(&self) -> bool {
        self.inside.store(true, Ordering::SeqCst);
        self.state.load(Ordering::SeqCst) == OPEN
    }

    pub(super) fn leave(&self) {
        self.inside.store(false, Ordering::SeqCst);
    }

    pub(super) fn count_buffer(&self) {
        self.buffers.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn note_captured(&self, frames: u64) {
        self.captured.store(frames, Ordering::Release);
    }

    pub(super) fn note_lost(&self, frames: u64) {
        self.lost.store(frames, Ordering::Release);
    }
}
