//! Where the running take stands: atomics that the callback writes and anyone may read without waiting.

use crate::domain::entry::Position;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// The place of the running take.
#[derive(Debug, Default)]
pub struct Place {
    /// Number of the take; 0 while none runs. Written by the control thread, last at a start and first at an end, with
    /// Release; readers see with Acquire all that was written before.
    take: AtomicU32,
    rate: AtomicU32,
    before_ms: AtomicU64,
    /// Written by the callback of the running take.
    frame: AtomicU64,
}

impl Place {
    pub(super) fn begin(&self, take: u32, rate: u32, before_ms: u64) {
        self.frame.store(0, Ordering::Release);
        self.rate.store(rate, Ordering::Release);
        self.before_ms.store(before_ms, Ordering::Release);
        self.take.store(take, Ordering::Release);
    }

    pub(super) fn end(&self) {
        self.take.store(0, Ordering::Release);
    }

    pub(super) fn reach(&self, frame: u64) {
        self.frame.store(frame, Ordering::Release);
    }

    /// The place now; `None` while no take runs. Never waits.
    #[must_use]
    pub fn now(&self) -> Option<Position> {
        let take = self.take.load(Ordering::Acquire);
        let place = Position {
            take,
            frame: self.frame.load(Ordering::Acquire),
            rate: self.rate.load(Ordering::Acquire),
            before_ms: self.before_ms.load(Ordering::Acquire),
        };
        // A take that ended or began between the reads would mix two places.
        (take != 0 && self.take.load(Ordering::Acquire) == take).then_some(place)
    }
}
