//! All that an audio callback may touch: no lock, no allocation, no file, no log, no panic.
//!
//! Samples are kept only by a tap behind a [`Gate`], and a gate is made from a [`RecordingPermit`] alone:
//!
//! ```
//! # use rapport::domain::consent::RecordingPermit;
//! # use rapport::recording::{Gate, SystemClock, Tap};
//! # use std::sync::Arc;
//! fn with_a_permit(permit: RecordingPermit) -> Gate {
//!     Tap::for_take(permit, Arc::new(SystemClock::new()))
//! }
//! ```
//!
//! There is no other way to make one:
//!
//! ```compile_fail,E0308
//! # use rapport::domain::consent::RecordingPermit;
//! # use rapport::recording::{Gate, SystemClock, Tap};
//! # use std::sync::Arc;
//! fn without_a_permit() -> Gate {
//!     Tap::for_take((), Arc::new(SystemClock::new()))
//! }
//! ```
//!
//! One permit makes one take, however many tracks and devices that take has:
//!
//! ```
//! # use rapport::domain::consent::RecordingPermit;
//! # use rapport::recording::{Reach, SystemClock, Tap, TapFormat};
//! # use std::sync::Arc;
//! fn both_tracks(permit: RecordingPermit, format: TapFormat, mic: &Arc<Reach>, far: &Arc<Reach>) {
//!     let gate = Tap::for_take(permit, Arc::new(SystemClock::new()));
//!     let this_side = gate.tap(format, mic);
//!     let far_end = gate.tap(format, far);
//! }
//! ```
//!
//! and not two of them:
//!
//! ```compile_fail,E0382
//! # use rapport::domain::consent::RecordingPermit;
//! # use rapport::recording::{Reach, SystemClock, Tap, TapFormat};
//! # use std::sync::Arc;
//! fn two_takes(permit: RecordingPermit, format: TapFormat, mic: &Arc<Reach>, far: &Arc<Reach>) {
//!     let first = Tap::for_take(permit, Arc::new(SystemClock::new()));
//!     let second = Tap::for_take(permit, Arc::new(SystemClock::new()));
//! }
//! ```
//!
//! Nor is there a tap that keeps samples without a gate:
//!
//! ```compile_fail,E0624
//! # use rapport::recording::{Gate, Reach, Tap, TapFormat};
//! # use std::sync::Arc;
//! fn past_the_gate(format: TapFormat, reach: Arc<Reach>) {
//!     let tap = Tap::behind(Arc::default(), format, reach);
//! }
//! ```
//!
//! A tap for a sound check hands this side's own sound to an [`Ear`], which nobody has without a pass of the time before
//! dialling, and from which it goes to an output and nowhere else: see [`crate::echo`].

use super::flow::{Flow, StreamFault};
use super::gate::{Gate, Inside};
use super::level::{mix, to_pcm16};
use super::place::Reach;
use super::steady::SteadyClock;
use crate::domain::consent::RecordingPermit;
use crate::echo::Ear;
use rtrb::{Consumer, Producer, RingBuffer};
use std::sync::Arc;
use std::time::Duration;

/// How much sound the ring holds, in seconds: a disk may stall that long before a sample is lost.
pub const RING_SECONDS: u32 = 10;

/// How many separate losses the writer can be behind with.
const MOST_LOSSES: usize = 256;

/// How many stamps the writer can be behind with: those of [`RING_SECONDS`], and some.
const MOST_STAMPS: usize = 2048;

/// Stamps need not follow each other faster: a hundred a second.
const STAMPS_A_SECOND: u32 = 100;

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

/// When a buffer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Samples that went into the ring before it.
    pub(super) before: u64,
    /// Frames captured from this device with it, lost ones included.
    pub(super) end: u64,
    /// The clock, while it was handed over.
    pub(super) at: Duration,
    /// How often the sound system had lost sound by itself.
    pub(super) glitches: u32,
}

/// All that an audio callback may touch.
pub struct Tap {
    channels: usize,
    flow: Arc<Flow>,
    feed: Option<Feed>,
    ear: Option<Ear>,
}

/// The end of a tap where the samples come out.
pub struct Intake {
    pub(super) ring: Consumer<i16>,
    pub(super) losses: Consumer<Loss>,
    pub(super) stamps: Consumer<Stamp>,
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
        (Self { channels: channels(format), flow: Arc::clone(&flow), feed: None, ear: None }, flow)
    }

    /// A tap that measures the level, and lets an ear hear until that has heard enough.
    #[must_use]
    pub fn for_check(format: TapFormat, ear: Ear) -> (Self, Arc<Flow>) {
        let (tap, flow) = Self::for_level(format);
        (Self { ear: Some(ear), ..tap }, flow)
    }

    /// The gate of a take, from which the taps of both its tracks are made. The permit is used up.
    #[must_use]
    pub fn for_take(permit: RecordingPermit, clock: Arc<dyn SteadyClock>) -> Gate {
        Gate::new(permit, clock)
    }

    /// A tap that keeps samples while the gate is open.
    pub(super) fn behind(gate: Arc<Inside>, format: TapFormat, reach: Arc<Reach>) -> (Self, Intake) {
        let flow = Arc::new(Flow::default());
        let rate = format.rate.max(1);
        let room = rate.saturating_mul(RING_SECONDS) as usize;
        let (ring, out) = RingBuffer::new(room);
        let (losses, losses_out) = RingBuffer::new(MOST_LOSSES);
        let (stamps, stamps_out) = RingBuffer::new(MOST_STAMPS);
        let feed = Feed {
            gate,
            ring,
            losses,
            stamps,
            reach,
            room_to_go_on: room / 10,
            least_between_stamps: u64::from(rate / STAMPS_A_SECOND),
            stamped: None,
            pushed: 0,
            captured: 0,
            lost: 0,
            open_loss: 0,
        };
        let intake = Intake { ring: out, losses: losses_out, stamps: stamps_out, flow: Arc::clone(&flow) };
        (Self { channels: channels(format), flow, feed: Some(feed), ear: None }, intake)
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
        let Self { channels, flow, feed, ear } = self;
        flow.count_buffer();
        let may_pass = flow.enter();
        let keep = match feed {
            Some(feed) if feed.gate.has_consent() => (may_pass && feed.gate.is_open()).then_some(feed),
            Some(_) => {
                flow.leave();
                return;
            }
            None => None,
        };
        let frames = samples.chunks_exact(*channels).map(|frame| mix(frame.iter().map(|&s| as_f32(s))));
        match keep {
            Some(feed) => feed.keep(frames, flow),
            None => flow.peak.note(frames.fold(0.0, |peak, sample| {
                if let Some(ear) = ear {
                    ear.take_in(sample);
                }
                sample.abs().max(peak)
            })),
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
    gate: Arc<Inside>,
    ring: Producer<i16>,
    losses: Producer<Loss>,
    stamps: Producer<Stamp>,
    reach: Arc<Reach>,
    /// Free room at which a full ring is trusted again: one gap of a second is better than a hundred short ones.
    room_to_go_on: usize,
    /// Frames that must lie between two stamps that follow each other at once.
    least_between_stamps: u64,
    /// Frames and clock of the newest stamp.
    stamped: Option<(u64, Duration)>,
    pushed: u64,
    captured: u64,
    lost: u64,
    /// Frames of the loss that is going on; 0 for none.
    open_loss: u64,
}

impl Feed {
    fn keep(&mut self, frames: impl ExactSizeIterator<Item = f32>, flow: &Flow) {
        let count = frames.len() as u64;
        // Before the samples: a writer that sees them finds their stamp.
        self.stamp(count, flow);
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
        self.reach.add(count);
    }

    /// Notes when this buffer came. Where the writer is too far behind to be told, nothing is noted.
    fn stamp(&mut self, frames: u64, flow: &Flow) {
        const SOON: Duration = Duration::from_millis(50);
        let stamp = Stamp {
            before: self.pushed,
            end: self.captured + frames,
            at: self.gate.clock.awake(),
            glitches: flow.glitches(),
        };
        let follows_at_once = self.stamped.is_some_and(|(end, at)| {
            stamp.end - end < self.least_between_stamps && stamp.at.saturating_sub(at) < SOON
        });
        if !follows_at_once && self.stamps.push(stamp).is_ok() {
            self.stamped = Some((stamp.end, stamp.at));
        }
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
