//! Whether long work is still wanted: asked by the work after every piece, told by whoever may give it up.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Kept by the work and by whoever may give it up.
#[derive(Clone, Default)]
pub(super) struct Going(Arc<AtomicBool>);

impl Going {
    /// It is not wanted any more.
    pub(super) fn give_up(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it goes on.
    pub(super) fn on(&self) -> ControlFlow<()> {
        if self.0.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
