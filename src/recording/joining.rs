//! A far end on its way into a running take: a person asked for it, or it could not be had at the start.

use super::capture::{CaptureError, Wanted};
use super::opening::{self, Opened, Seeking};
use super::place::Reach;
use super::starting::Tools;
use std::sync::Arc;
use std::time::Duration;

/// The longest time between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(16);

/// The pause doubles: an attempt costs the sound system work, and one that hangs leaves its thread behind.
fn doubled(pause: Duration, _error: &CaptureError) -> Duration {
    (pause * 2).min(LONGEST_PAUSE)
}

/// A far end that is to join.
pub(super) struct Joining {
    wanted: Wanted,
    reach: Arc<Reach>,
    seeking: Seeking,
    is_told: bool,
}

/// What came of it.
pub(super) enum Joined {
    /// It is open. Nothing of it passes before its flow is opened.
    Opened(Opened, Arc<Reach>),
    /// It could not be had so far.
    Failed(CaptureError),
}

impl Joining {
    /// Tried at once, and again until it is there. Of the failures the first alone is told, and none where `is_told` says that
    /// the person knows already.
    pub(super) fn begin(wanted: Wanted, is_told: bool, tools: &Tools) -> Self {
        Self { wanted, reach: Arc::default(), seeking: Seeking::begin(tools.clock.awake(), doubled), is_told }
    }

    /// What there is to tell of it, if anything.
    pub(super) fn look(&mut self, tools: &Tools) -> Option<Joined> {
        let (wanted, reach) = (&self.wanted, &self.reach);
        let seek = || opening::find_and_open(&tools.backend, vec![wanted.clone()], &tools.gate, reach);
        match self.seeking.look(tools.clock.awake(), seek)? {
            Ok(opened) => Some(Joined::Opened(opened, Arc::clone(&self.reach))),
            Err(error) => {
                let is_news = !std::mem::replace(&mut self.is_told, true);
                is_news.then_some(Joined::Failed(error))
            }
        }
    }
}
