//! All that an audio callback may touch: no lock, no allocation, no file, no log, no panic.
//!
//! Samples are kept only by a tap that consumed a [`RecordingPermit`]. There is no other way to make one:
//!
//! ```compile_fail
//! # use rapport::recording::{Place, Tap, TapFormat};
//! # use std::sync::Arc;
//! let format = TapFormat { rate: 48_000, channels: 2 };
//! let (tap, intake) = Tap::for_take((), format, Arc::new(Place::default()));
//! ```
//!
//! nor to use a permit for two of them:
//!
//! ```compile_fail
//! # use rapport::domain::consent::RecordingPermit;
//! # use rapport::recording::{Place, Tap, TapFormat};
//! # use std::sync::Arc;
//! fn twice(permit: RecordingPermit, format: TapFormat, place: Arc<Place>) {
//!     let first = Tap::for_take(permit, format, Arc::clone(&place));
//!     let second = Tap::for_take(permit, format, place);
//! }
//! ```
//!
//! What does compile is one tap from one permit:
//!
//! ```
//! # use rapport::domain::consent::RecordingPermit;
//! # use rapport::recording::{Place, Tap, TapFormat};
//! # use std::sync::Arc;
//! fn once(permit: RecordingPermit, format: TapFormat, place: Arc<Place>) {
//!     let first = Tap::for_take(permit, format, Arc::clone(&place));
//! }
//! ```

use super::flow::{Flow, StreamFault};
use super::level::{mix, to_pcm16};
use super::place::Place;
use crate::domain::consent::RecordingPermit;
use rtrb::{Consumer, Producer, RingBuffer};
use std::sync::Arc;

/// How much sound the ring holds, in seconds: a disk may stall that long before a sample is lost.
pub const RING_SECONDS: u32 = 10;

/// How many separate losses the writer can be behind with.
const MOST_LOSSES: usize = 256;

/// Frames converted at a time, on the stack.
const BLOCK: usize = 256;

/// Rate and channels as the device delivers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TapFormat {
    /// Frames a second.
    pub rate: u32,
    /// Samples a frame.
    pub channels: u16,
}

/// A stretch of frames that found the ring full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loss {
    /// Samples that went into the ring before it.
    pub(super) after: u64,
    /// Frames that are missing.
    pub(super) frames: u64,
}

/// All that an audio callback may touch.
pub struct Tap {
    channels: usize,
    flow: Arc<Flow>,
    feed: Option<Feed>,
}

/// The end of a tap where the samples come out.
pub struct Intake {
    pub(super) ring: Consumer<i16>,
    pub(super) losses: Consumer<Loss>,
    pub(super) flow: Arc<Flow>,
}

/// Trouble of an open device is told here, from any thread; it only sets a flag.
#[derive(Clone, Debug)]
pub struct Alarm(Arc<Flow>);

impl Alarm {
    /// The device can no longer be used. The first fault counts.
    pub fn raise(&self, fault: StreamFault) {
        self.0.raise(fault);
    }

    /// The sound system lost sound by itself, nobody knows how much, and goes on.
    pub fn glitch(&self) {
        self.0.note_glitch();
    }
}

impl Tap {
    /// A tap that measures the level and keeps nothing.
    #[must_use]
    pub fn for_level(format: TapFormat) -> (Self, Arc<Flow>) {
        let flow = Arc::new(Flow::default());
        (Self { channels: channels(format), flow: Arc::clone(&flow), feed: None }, flow)
    }

    /// A tap that keeps samples while the permit stands. The permit is used up.
    #[must_use]
    pub fn for_take(permit: RecordingPermit, format: TapFormat, place: Arc<Place>) -> (Self, Intake) {
        let flow = Arc::new(Flow::default());
        let room = format.rate.max(1).saturating_mul(RING_SECONDS) as usize;
        let (ring, out) = RingBuffer::new(room);
        let (losses, losses_out) = RingBuffer::new(MOST_LOSSES);
        let feed = Feed {
            permit,
            ring,
            losses,
            place,
            room_to_go_on: room / 10,
            pushed: 0,
            captured: 0,
            lost: 0,
            open_loss: 0,
        };
        let intake = Intake { ring: out, losses: losses_out, flow: Arc::clone(&flow) };
        (Self { channels: channels(format), flow, feed: Some(feed) }, intake)
    }

    /// Where trouble of the device is told.
    #[must_use]
    pub fn alarm(&self) -> Alarm {
        Alarm(Arc::clone(&self.flow))
    }

    /// Takes in one buffer of interleaved samples, -1 to 1.
    pub fn take_in(&mut self, samples: &[f32]) {
        self.take_in_as(samples, |sample| sample);
    }

    /// Takes in one buffer of interleaved samples of any kind; `as_f32` gives their value, -1 to 1.
    pub fn take_in_as<S: Copy>(&mut self, samples: &[S], as_f32: impl Fn(S) -> f32) {
        let Self { channels, flow, feed } = self;
        flow.count_buffer();
        let may_pass = flow.enter();
        let keep = match feed {
            Some(feed) if feed.permit.is_current() => may_pass.then_some(feed),
            Some(_) => {
                flow.note_consent_ended();
                flow.leave();
                return;
            }
            None => None,
        };
        let frames = samples.chunks_exact(*channels).map(|frame| mix(frame.iter().map(|&s| as_f32(s))));
        match keep {
            Some(feed) => feed.keep(frames, flow),
            None => flow.peak.note(frames.fold(0.0, |peak, sample| sample.abs().max(peak))),
        }
        flow.leave();
    }
}

fn channels(format: TapFormat) -> usize {
    usize::from(format.channels).max(1)
}

/// The part of a tap that keeps samples.
struct Feed {
    /// Asked before every buffer.
    permit: RecordingPermit,
    ring: Producer<i16>,
    losses: Producer<Loss>,
    place: Arc<Place>,
    /// Free room at which a full ring is trusted again: one gap of a second is better than a hundred short ones.
    room_to_go_on: usize,
    pushed: u64,
    captured: u64,
    lost: u64,
    /// Frames of the loss that is going on; 0 for none.
    open_loss: u64,
}

impl Feed {
    fn keep(&mut self, frames: impl Iterator<Item = f32>, flow: &Flow) {
        let mut block = [0_i16; BLOCK];
        let mut peak = 0.0_f32;
        let mut filled = 0;
        for sample in frames {
            peak = peak.max(sample.abs());
            if let Some(slot) = block.get_mut(filled) {
                *slot = to_pcm16(sample);
                filled += 1;
            }
            if filled == BLOCK {
                self.push(&block, flow);
                filled = 0;
            }
        }
        self.push(block.get(..filled).unwrap_or_default(), flow);
        flow.peak.note(peak);
        flow.note_captured(self.captured);
        self.place.reach(self.captured);
    }

    fn push(&mut self, block: &[i16], flow: &Flow) {
        self.captured += block.len() as u64;
        let kept = if self.open_loss == 0 || self.close_loss() {
            let (kept, _) = self.ring.push_partial_slice(block);
            kept.len()
        } else {
            0
        };
        self.pushed += kept as u64;
        let missed = (block.len() - kept) as u64;
        if missed > 0 {
            self.open_loss += missed;
            self.lost += missed;
            flow.note_lost(self.lost);
        }
    }

    /// Tells the writer of the loss that was going on; false while there is no room to go on.
    fn close_loss(&mut self) -> bool {
        let loss = Loss { after: self.pushed, frames: self.open_loss };
        let closed = self.ring.slots() >= self.room_to_go_on && self.losses.push(loss).is_ok();
        if closed {
            self.open_loss = 0;
        }
        closed
    }
}

impl Intake {
    /// The state shared with the callback.
    #[must_use]
    pub fn flow(&self) -> &Arc<Flow> {
        &self.flow
    }

    /// Moves samples out of the ring; how many. Losses are not told here.
    pub fn take_out(&mut self, into: &mut [i16]) -> usize {
        let (filled, _) = self.ring.pop_partial_slice(into);
        filled.len()
    }
}
