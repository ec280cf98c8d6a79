//! What one device left in its ring, in order: buffers, samples and losses; knows no file and no time.

use super::tap::{Intake, Loss, Stamp};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Samples moved at a time.
const BLOCK: usize = 8192;

/// One device as the writer sees it.
pub(super) struct Feed {
    intake: Intake,
    /// Number of the device within the track, from 1.
    pub(super) number: u32,
    /// Frames of the track before this device, and silence written since it began.
    pub(super) base: u64,
    /// Samples taken out of the ring.
    popped: u64,
    /// Frames told as lost.
    lost: u64,
    next_loss: Option<Loss>,
    stamps: VecDeque<Stamp>,
    /// Frames captured from this device with the newest buffer that was taken up.
    end: u64,
    /// Since when the first stamp waits to be taken up.
    waits_since: Option<Instant>,
    block: Vec<i16>,
}

/// What comes next.
pub(super) enum Next<'a> {
    /// So many frames found the ring full.
    Lost(u64),
    /// A buffer begins here. It comes again until it is taken up.
    Buffer(Stamp),
    Samples(&'a [i16]),
    Nothing,
}

impl Feed {
    pub(super) fn new(intake: Intake, number: u32, base: u64) -> Self {
        Self {
            intake,
            number,
            base,
            popped: 0,
            lost: 0,
            next_loss: None,
            stamps: VecDeque::new(),
            end: 0,
            waits_since: None,
            block: vec![0; BLOCK],
        }
    }

    pub(super) fn next(&mut self) -> Next<'_> {
        // The ring first: a loss and a stamp are told before the samples that follow them.
        let waiting = self.intake.ring.slots();
        self.look();
        let until_loss = self.next_loss.map(|loss| loss.after.saturating_sub(self.popped));
        if until_loss == Some(0) {
            let frames = self.next_loss.take().map_or(0, |loss| loss.frames);
            self.lost += frames;
            return Next::Lost(frames);
        }
        let until_buffer =
            self.stamps.front().map(|stamp| (*stamp, stamp.before.saturating_sub(self.popped)));
        if let Some((stamp, 0)) = until_buffer {
            self.waits_since.get_or_insert_with(Instant::now);
            return Next::Buffer(stamp);
        }
        let until = until_loss.into_iter().chain(until_buffer.map(|(_, until)| until)).min();
        let most = until.map_or(BLOCK, |frames| usize::try_from(frames).unwrap_or(BLOCK)).min(BLOCK);
        let into = self.block.get_mut(..waiting.min(most)).unwrap_or_default();
        let (filled, _) = self.intake.ring.pop_partial_slice(into);
        self.popped += filled.len() as u64;
        if filled.is_empty() { Next::Nothing } else { Next::Samples(filled) }
    }

    fn look(&mut self) {
        if self.next_loss.is_none() {
            self.next_loss = self.intake.losses.pop().ok();
        }
        while let Ok(stamp) = self.intake.stamps.pop() {
            self.stamps.push_back(stamp);
        }
    }

    /// The first buffer was taken up.
    pub(super) fn taken_up(&mut self) {
        self.end = self.stamps.pop_front().map_or(self.end, |stamp| stamp.end);
        self.waits_since = None;
    }

    /// Whether the first buffer has waited so long to be taken up, whatever the take's clock says.
    pub(super) fn has_waited(&self, long: Duration) -> bool {
        self.waits_since.is_some_and(|since| since.elapsed() >= long)
    }

    /// The buffers that wait and came up to then.
    pub(super) fn stamps_until(&self, awake: Duration) -> impl Iterator<Item = &Stamp> {
        self.stamps.iter().take_while(move |stamp| stamp.at <= awake)
    }

    /// Whether nothing waits to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.stamps.is_empty() && self.intake.ring.is_empty() && self.intake.stamps.is_empty()
    }

    /// Frames of the track up to what this device delivered last, written or not. A buffer is stamped before it is counted.
    pub(super) fn captured(&self) -> u64 {
        self.base + self.intake.flow.captured().max(self.end)
    }

    /// Frames that found the ring full until the device was closed, and so were never told of.
    pub(super) fn lost_in_the_end(&mut self) -> u64 {
        let frames = self.intake.flow.lost().saturating_sub(self.lost);
        self.lost += frames;
        frames
    }
}
