//! The callback's end of the ring: free of locks, allocation and waiting.

use super::PlayState;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering};

/// Frames of a block.
pub(super) const BLOCK: usize = 256;

/// Blocks in the ring: a third of a second at 48 kHz.
pub(super) const BLOCKS: usize = 64;

/// An open output. Dropping it closes the device.
pub trait Playing {}

/// What thread, callback and handle share. Each value stands for itself, so no order among them is needed.
#[derive(Default)]
pub(super) struct Shared {
    /// Number of the run whose blocks are played. Written by the thread, read by the callback.
    run: AtomicU32,
    /// Whether the callback may play. Set by the thread; taken back by the thread and the handle.
    sounds: AtomicBool,
    /// Frame of the reel that is heard. Written by the callback while it plays, else by the thread.
    at: AtomicU64,
    /// Number of the run that was played to its end. Written by the callback.
    ended: AtomicU32,
    /// Set by the sound system's thread where the device is lost.
    lost: AtomicBool,
    /// [`PlayState`] as a number. Written by the thread.
    state: AtomicU8,
}

const STATES: [PlayState; 5] =
    [PlayState::Paused, PlayState::Playing, PlayState::Ended, PlayState::NoOutput, PlayState::Unreadable];

impl Shared {
    pub(super) fn at(&self) -> u64 {
        self.at.load(Ordering::Relaxed)
    }

    pub(super) fn put_at(&self, frame: u64) {
        self.at.store(frame, Ordering::Relaxed);
    }

    pub(super) fn state(&self) -> PlayState {
        let number = usize::from(self.state.load(Ordering::Relaxed));
        STATES.get(number).copied().unwrap_or_default()
    }

    pub(super) fn put_state(&self, state: PlayState) {
        let number = STATES.iter().position(|one| *one == state).unwrap_or_default();
        self.state.store(number as u8, Ordering::Relaxed);
    }

    /// A new run, of which nothing is in the ring yet.
    pub(super) fn next_run(&self) -> u32 {
        self.run.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed) == self.run.load(Ordering::Relaxed)
    }

    pub(super) fn sound(&self) {
        self.lost.store(false, Ordering::Relaxed);
        self.sounds.store(true, Ordering::Relaxed);
    }

    pub(super) fn hush(&self) {
        self.sounds.store(false, Ordering::Relaxed);
    }

    pub(super) fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }
}

/// Some sound on its way to the device.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub(super) run: u32,
    /// Frame of the reel at its first sample.
    pub(super) at: u64,
    /// Frames of the reel a sample.
    pub(super) step: f32,
    pub(super) samples: [f32; BLOCK],
    /// How many of them count.
    pub(super) len: usize,
    /// Whether nothing comes after it.
    pub(super) is_last: bool,
}

/// Fills the device's buffers. Its calls neither lock, allocate nor wait.
pub struct Feed {
    shared: Arc<Shared>,
    ring: rtrb::Consumer<Block>,
    block: Option<Block>,
    used: usize,
}

impl Feed {
    pub(super) fn new(shared: Arc<Shared>, ring: rtrb::Consumer<Block>) -> Self {
        Self { shared, ring, block: None, used: 0 }
    }

    /// Fills a buffer of so many channels with the same sound on each, made into samples of the device by `convert`; silence
    /// where there is none yet or none is wanted.
    pub fn fill<S: Copy>(&mut self, out: &mut [S], channels: usize, convert: impl Fn(f32) -> S) {
        let sounds = self.shared.sounds.load(Ordering::Relaxed);
        let run = self.shared.run.load(Ordering::Relaxed);
        for frame in out.chunks_mut(channels.max(1)) {
            let sample = if sounds { self.next(run).unwrap_or(0.0) } else { 0.0 };
            frame.fill(convert(sample));
        }
        if let Some(block) = self.block.as_ref().filter(|block| sounds && block.run == run) {
            let at = block.at + (self.used as f32 * block.step) as u64;
            self.shared.put_at(at);
            if block.is_last && self.used >= block.len {
                self.shared.ended.store(run, Ordering::Relaxed);
            }
        }
    }

    /// Whether the thread has put nothing into the ring that would be played next.
    #[must_use]
    pub fn is_starved(&self) -> bool {
        self.ring.is_empty()
    }

    /// What raises the alarm when the device is lost; may be called on any thread.
    pub fn alarm(&self) -> impl Fn() + Send + 'static {
        let shared = Arc::clone(&self.shared);
        move || shared.lost.store(true, Ordering::Relaxed)
    }

    fn next(&mut self, run: u32) -> Option<f32> {
        loop {
            if let Some(block) = &self.block
                && block.run == run
                && self.used < block.len
            {
                let sample = block.samples.get(self.used).copied();
                self.used += 1;
                return sample;
            }
            // The last block stays, so that its end is told.
            if self.block.as_ref().is_some_and(|block| block.run == run && block.is_last) {
                return None;
            }
            self.block = Some(self.ring.pop().ok()?);
            self.used = 0;
        }
    }
}
