//! What the window shows of the recorder's passing events, so that one that changes nothing to be seen gets no frame.

use crate::app::State;
use crate::app::view::glance::{Glance, Levels};
use crate::domain::entry::frames_as_time;
use crate::domain::readiness::Sensor;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// No levels: not of the sound of this moment, so that the first that comes is seen.
const NO_LEVELS: u32 = u32::MAX;

/// No seconds on disk yet.
const NO_SECONDS: u64 = u64::MAX;

/// Written by the window with each frame, read by the threads that wake it. Relaxed: a look that comes in between is followed
/// by the next event of its kind.
#[derive(Debug, Default)]
pub struct Shown {
    levels: AtomicU32,
    seconds: AtomicU64,
}

impl Shown {
    /// A frame shows this state.
    pub fn note(&self, state: &State) {
        let recorder = &state.recorder;
        // Until the microphone was heard of, the page says that it is looked for: even silence looks different then.
        let is_known = recorder.progress.is_some() || state.readings.contains_key(&Sensor::Microphone);
        let levels = Levels::of(recorder.level, recorder.far_level).to_bits();
        self.levels.store(if is_known { levels } else { NO_LEVELS }, Ordering::Relaxed);
        let seconds = recorder
            .progress
            .map_or(NO_SECONDS, |progress| frames_as_time(progress.on_disk, progress.rate).as_secs());
        self.seconds.store(seconds, Ordering::Relaxed);
    }

    /// Whether the window would look different.
    pub fn differs_from(&self, glance: Glance) -> bool {
        match glance {
            Glance::Levels(levels) => self.levels.load(Ordering::Relaxed) != levels.to_bits(),
            Glance::Moving => true,
            Glance::Seconds(seconds) => self.seconds.load(Ordering::Relaxed) != seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Progress;
    use crate::domain::readiness::Reading;

    #[test]
    fn the_first_that_is_heard_of_a_microphone_is_seen_even_where_it_is_silent() {
        let shown = Shown::default();
        let mut state = State::default();
        shown.note(&state);
        let silence = Glance::Levels(Levels::of(0.0, None));
        assert!(shown.differs_from(silence));
        assert!(shown.differs_from(Glance::Seconds(0)));
        state.readings.insert(Sensor::Microphone, Reading::Microphone { peak: 0.0 });
        shown.note(&state);
        assert!(!shown.differs_from(silence));
    }

    #[test]
    fn only_what_would_be_seen_differs_from_what_is_shown() {
        let shown = Shown::default();
        let mut state = State::default();
        state.recorder.level = 0.6;
        state.recorder.far_level = Some(0.0);
        state.recorder.progress = Some(Progress { captured: 96_000, on_disk: 90_000, rate: 48_000 });
        shown.note(&state);
        assert!(!shown.differs_from(Glance::Levels(Levels::of(0.62, Some(0.0)))));
        assert!(shown.differs_from(Glance::Levels(Levels::of(0.6, Some(0.3)))));
        assert!(!shown.differs_from(Glance::Seconds(1)));
        assert!(shown.differs_from(Glance::Seconds(2)));
    }
}
