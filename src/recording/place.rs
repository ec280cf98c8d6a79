//! Where the running take and each of its tracks stand: atomics that anyone may read without waiting.

use crate::domain::entry::Position;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

/// The place of the running take, in frames of this side's track.
#[derive(Debug, Default)]
pub struct Place {
    /// Number of the take; 0 while none runs. Written by the control thread, last at a start and first at an end, with
    /// Release; readers see with Acquire all that was written before.
    take: AtomicU32,
    rate: AtomicU32,
    before_ms: AtomicU64,
    /// Added to by the callback of the running take, and by its writer where silence stands for sound.
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

/// How far one track has come, over all devices it was recorded from.
#[derive(Debug, Default)]
pub struct Reach {
    /// Frames of sound and of silence in its place. Added to by the callback and by the writer. Release and Acquire.
    captured: AtomicU64,
    /// Frames flushed and synced. Written by the writer. Release and Acquire.
    on_disk: AtomicU64,
    /// Set by the control thread when every sample is in the ring. Release and Acquire: the writer drains what came before.
    finish: AtomicBool,
    /// The take's place, where this track leads it.
    place: Option<Arc<Place>>,
    /// Set by the control thread when the take is over, before another can begin: a writer that a slow disk held up may still
    /// add what it wrote, and must not move the place of the next take. Release and Acquire.
    is_over: AtomicBool,
}

impl Reach {
    /// The track whose frames are the take's place.
    #[must_use]
    pub fn leading(place: Arc<Place>) -> Self {
        Self { place: Some(place), ..Self::default() }
    }

    /// Frames captured; silence in the place of sound counts too.
    #[must_use]
    pub fn captured(&self) -> u64 {
        self.captured.load(Ordering::Acquire)
    }

    /// Frames flushed and synced.
    #[must_use]
    pub fn on_disk(&self) -> u64 {
        self.on_disk.load(Ordering::Acquire)
    }

    pub(super) fn add(&self, frames: u64) {
        self.captured.fetch_add(frames, Ordering::AcqRel);
        if let Some(place) = self.place.as_ref().filter(|_| !self.is_over.load(Ordering::Acquire)) {
            place.frame.fetch_add(frames, Ordering::AcqRel);
        }
    }

    /// The take is over: whatever is still added moves its place no more.
    pub(super) fn end(&self) {
        self.is_over.store(true, Ordering::Release);
    }

    pub(super) fn note_on_disk(&self, frames: u64) {
        self.on_disk.store(frames, Ordering::Release);
    }

    pub(super) fn finish(&self) {
        self.finish.store(true, Ordering::Release);
    }

    pub(super) fn finishes(&self) -> bool {
        self.finish.load(Ordering::Acquire)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Reach};
    use std::sync::Arc;

    #[test]
    fn what_a_writer_adds_that_was_left_behind_moves_the_place_of_no_later_take() {
        let place = Arc::new(Place::default());
        let left_behind = Reach::leading(Arc::clone(&place));
        place.begin(1, 8_000, 0);
        left_behind.add(10);
        assert_eq!(place.now().map(|now| now.frame), Some(10));
        left_behind.end();
        place.end();
        place.begin(2, 8_000, 0);
        left_behind.add(5);
        assert_eq!(place.now().map(|now| now.frame), Some(0));
        assert_eq!(left_behind.captured(), 15);
    }
}
