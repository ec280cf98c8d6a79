//! A far end on its way into a running take: a person asked for it, or it could not be had at the start.

use super::capture::{CaptureError, Wanted};
use super::opening::{self, Opened, UnderWay};
use super::place::Reach;
use super::starting::Tools;
use std::sync::Arc;
use std::time::Duration;

/// How long the first attempt is waited after. It doubles with each that fails, as an attempt costs the sound system work,
/// and one that hangs leaves its thread behind.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The longest time between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(16);

/// A far end that is to join.
pub(super) struct Joining {
    wanted: Wanted,
    reach: Arc<Reach>,
    attempt: Option<UnderWay<Opened>>,
    /// The clock when the next attempt is due.
    next_try: Duration,
    pause: Duration,
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
        Self {
            wanted,
            reach: Arc::default(),
            attempt: None,
            next_try: tools.clock.awake(),
            pause: FIRST_PAUSE,
            is_told,
        }
    }

    /// What there is to tell of it, if anything.
    pub(super) fn look(&mut self, tools: &Tools) -> Option<Joined> {
        let now = tools.clock.awake();
        let Some(attempt) = &self.attempt else {
            if now >= self.next_try {
                self.seek(tools);
            }
            return None;
        };
        let answer = attempt.look()?;
        self.attempt = None;
        match answer {
            Ok(opened) => Some(Joined::Opened(opened, Arc::clone(&self.reach))),
            Err(error) => {
                self.next_try = now + self.pause;
                self.pause = (self.pause * 2).min(LONGEST_PAUSE);
                let is_news = !std::mem::replace(&mut self.is_told, true);
                is_news.then_some(Joined::Failed(error))
            }
        }
    }

    fn seek(&mut self, tools: &Tools) {
        let wanted = vec![self.wanted.clone()];
        self.attempt = Some(opening::find_and_open(&tools.backend, wanted, &tools.gate, &self.reach));
    }
}
