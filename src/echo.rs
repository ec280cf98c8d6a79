//! A few seconds of this side's own sound, on their way from its microphone to its own ear: kept in memory, heard once,
//! gone. Knows no device, no file and no take.
//!
//! This is the one place where samples are kept without a permit, and so they can go nowhere but to an output. An [`Echo`]
//! has no copy, no serial form and no way to its samples for anybody outside this crate; within it, `listening::player`
//! alone takes them out (`tests/core/architecture.rs` holds that), each once, into the feed of an output. What is left goes
//! with the last of its three ends: the [`Ear`] in the audio callback, the [`Echo`] that is played, and the [`Life`], by which
//! whoever began the check ends it at any moment, wherever the sound is by then.
//!
//! It begins with a pass:
//!
//! ```
//! # use rapport::domain::sound_check::BeforeDialling;
//! # use rapport::echo::{self, Ear, Echo, Life};
//! fn begin(pass: BeforeDialling) -> (Ear, Echo, Life) {
//!     echo::begin(pass, 48_000)
//! }
//! ```
//!
//! and not without one:
//!
//! ```compile_fail,E0308
//! # use rapport::echo::{self, Ear, Echo, Life};
//! fn begin() -> (Ear, Echo, Life) {
//!     echo::begin((), 48_000)
//! }
//! ```
//!
//! It can be passed on:
//!
//! ```
//! # use rapport::echo::Echo;
//! fn pass_on(echo: Echo) -> Echo {
//!     echo
//! }
//! ```
//!
//! but not copied:
//!
//! ```compile_fail,E0599
//! # use rapport::echo::Echo;
//! fn copy(echo: Echo) -> (Echo, Echo) {
//!     (echo.clone(), echo)
//! }
//! ```
//!
//! not written:
//!
//! ```compile_fail,E0277
//! # use rapport::echo::Echo;
//! fn write(echo: Echo) -> Option<String> {
//!     serde_json::to_string(&echo).ok()
//! }
//! ```
//!
//! and its samples are not to be had:
//!
//! ```compile_fail,E0616
//! # use rapport::echo::Echo;
//! fn samples(echo: Echo) -> usize {
//!     echo.ring.slots()
//! }
//! ```
//!
//! ```compile_fail,E0624
//! # use rapport::echo::Echo;
//! fn samples(mut echo: Echo, into: &mut [f32]) -> usize {
//!     echo.hand_out(into)
//! }
//! ```

use crate::domain::sound_check::BeforeDialling;
use rtrb::{Consumer, Producer, RingBuffer};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How much is heard, in seconds.
pub const SECONDS: u32 = 4;

/// What the three ends share. Each value stands for itself, so no order among them is needed.
#[derive(Debug, Default)]
struct Shared {
    /// Nothing is taken in or handed out any more. Set by whoever began the check.
    over: AtomicBool,
    /// Samples taken in. Written by the callback.
    heard: AtomicU32,
    /// Bits of the loudest of them, 0 to 1; never negative, so that they sort like their value. Written by the callback.
    loudest: AtomicU32,
}

/// The end in the audio callback: it neither locks, allocates nor waits.
pub struct Ear {
    ring: Producer<f32>,
    shared: Arc<Shared>,
}

/// The sound of one check, to be played and dropped.
pub struct Echo {
    ring: Consumer<f32>,
    rate: u32,
    shared: Arc<Shared>,
}

/// Dropping it ends the check: nothing of its sound is heard any more.
pub struct Life(Arc<Shared>);

/// Room for [`SECONDS`] of sound at so many frames a second; the pass is used up.
#[must_use]
pub fn begin(_pass: BeforeDialling, rate: u32) -> (Ear, Echo, Life) {
    let rate = rate.max(1);
    let (ring, out) = RingBuffer::new(rate.saturating_mul(SECONDS) as usize);
    let shared = Arc::new(Shared::default());
    let ear = Ear { ring, shared: Arc::clone(&shared) };
    (ear, Echo { ring: out, rate, shared: Arc::clone(&shared) }, Life(shared))
}

impl Ear {
    /// Takes in a sample of -1 to 1, until there are enough or the check is over.
    pub fn take_in(&mut self, sample: f32) {
        if self.shared.over.load(Ordering::Relaxed) || self.ring.push(sample).is_err() {
            return;
        }
        self.shared.heard.fetch_add(1, Ordering::Relaxed);
        self.shared.loudest.fetch_max(sample.abs().to_bits(), Ordering::Relaxed);
    }
}

impl Echo {
    /// Frames a second.
    #[must_use]
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Frames that are still to be taken in.
    #[must_use]
    pub fn frames_to_hear(&self) -> u32 {
        self.rate.saturating_mul(SECONDS).saturating_sub(self.shared.heard.load(Ordering::Relaxed))
    }

    /// The loudest sample taken in, 0 to 1 of full scale.
    #[must_use]
    pub fn loudest(&self) -> f32 {
        f32::from_bits(self.shared.loudest.load(Ordering::Relaxed))
    }

    /// Whether the check was ended.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.shared.over.load(Ordering::Relaxed)
    }

    /// Frames that can be handed out now.
    pub(crate) fn frames_to_play(&self) -> usize {
        if self.is_over() { 0 } else { self.ring.slots() }
    }

    /// Hands samples out for good, into an output's feed; how many. None once the check is over.
    pub(crate) fn hand_out(&mut self, into: &mut [f32]) -> usize {
        if self.is_over() {
            return 0;
        }
        let (filled, _) = self.ring.pop_partial_slice(into);
        filled.len()
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Relaxed);
    }
}
