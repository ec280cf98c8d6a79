//! The gate of one take: holds its permit, and says for every tap whether samples may pass.

use super::place::Reach;
use super::steady::SteadyClock;
use super::tap::{Intake, Tap, TapFormat};
use crate::domain::consent::RecordingPermit;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// Nothing passes yet.
const SHUT: u8 = 0;
/// Samples may pass, as long as the permit stands.
const OPEN: u8 = 1;
/// Nothing passes until resumed.
const PAUSED: u8 = 2;
/// Nothing passes any more.
const CLOSED: u8 = 3;

/// The gate of one take. Made by [`Tap::for_take`], which uses the permit up; every tap of the take, on either track and for
/// a device opened later too, asks this one permit and this one gate before each buffer.
pub struct Gate(Arc<Inside>);

/// What the taps of a take share.
pub(super) struct Inside {
    permit: RecordingPermit,
    /// Written by the control thread, read by the callbacks. Sequentially consistent together with the flows' own marks, so
    /// that after closing and then seeing nobody inside no further sample can pass.
    state: AtomicU8,
    /// Set by a callback when it finds the permit stale. Release and Acquire.
    consent_ended: AtomicBool,
    pub(super) clock: Arc<dyn SteadyClock>,
}

impl fmt::Debug for Gate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Gate").field("state", &self.0.state).finish_non_exhaustive()
    }
}

impl Gate {
    pub(super) fn new(permit: RecordingPermit, clock: Arc<dyn SteadyClock>) -> Self {
        let (state, consent_ended) = (AtomicU8::new(SHUT), AtomicBool::new(false));
        Self(Arc::new(Inside { permit, state, consent_ended, clock }))
    }

    /// The same gate, for the thread that opens a device.
    pub(super) fn another(&self) -> Self {
        Self(Arc::clone(&self.0))
    }

    /// A tap behind this gate, and the end where its samples come out. `reach` counts for its track.
    #[must_use]
    pub fn tap(&self, format: TapFormat, reach: &Arc<Reach>) -> (Tap, Intake) {
        Tap::behind(Arc::clone(&self.0), format, Arc::clone(reach))
    }

    /// Lets samples pass from now on.
    pub fn open(&self) {
        self.change(SHUT, OPEN);
    }

    /// Lets nothing pass until resumed, on any track.
    pub fn pause(&self) {
        self.change(OPEN, PAUSED);
    }

    /// Lets samples pass again; a closed gate stays closed.
    pub fn resume(&self) {
        self.change(PAUSED, OPEN);
    }

    /// Lets nothing pass for good, on any track.
    pub fn close(&self) {
        self.0.state.store(CLOSED, Ordering::SeqCst);
    }

    /// Whether the consent the take rests on still stands.
    #[must_use]
    pub fn has_consent(&self) -> bool {
        self.0.permit.is_current() && !self.0.consent_ended.load(Ordering::Acquire)
    }

    /// Whether the take has begun.
    pub(super) fn has_begun(&self) -> bool {
        self.0.state.load(Ordering::SeqCst) != SHUT
    }

    fn change(&self, from: u8, to: u8) {
        self.0.state.compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst).ok();
    }
}

impl Inside {
    /// For the callback: whether the permit still stands; one that does not is noted.
    pub(super) fn has_consent(&self) -> bool {
        let stands = self.permit.is_current();
        if !stands {
            self.consent_ended.store(true, Ordering::Release);
        }
        stands
    }

    /// For the callback, once it is inside.
    pub(super) fn is_open(&self) -> bool {
        self.state.load(Ordering::SeqCst) == OPEN
    }
}
