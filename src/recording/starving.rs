//! Notices when no buffers come, and when they come again; knows no device.

use std::time::Duration;

/// How long no buffer may come before the person is told.
const STARVED_AFTER: Duration = Duration::from_secs(1);

/// Whether buffers come.
pub(super) struct Starving {
    buffers: u64,
    since: Duration,
    is_told: bool,
}

impl Starving {
    pub(super) fn begin(awake: Duration) -> Self {
        Self { buffers: 0, since: awake, is_told: false }
    }

    /// Whatever came or did not come before is over.
    pub(super) fn begin_again(&mut self, awake: Duration) {
        self.since = awake;
    }

    /// What is news: true when no buffer came for too long, false when they come again. `buffers` counts those of the
    /// present device; any other figure than before means that some came.
    pub(super) fn look(&mut self, buffers: u64, awake: Duration) -> Option<bool> {
        if buffers != self.buffers {
            // A device that is gone, or new, has a count of 0: nothing came.
            if buffers != 0 {
                self.since = awake;
            }
            self.buffers = buffers;
        }
        let starved = awake.saturating_sub(self.since) >= STARVED_AFTER;
        (starved != std::mem::replace(&mut self.is_told, starved)).then_some(starved)
    }
}
