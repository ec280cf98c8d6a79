//! Whether a track keeps pace with the clock: pure arithmetic on when buffers came; knows no ring, no file and no device.
//!
//! A device delivers a buffer a little after its sound was. How much later the clock is than the frames, when a buffer comes,
//! is the *lag*. It hovers above a least value, which creeps as the device's own clock drifts, and rises for a moment where
//! the machine is busy and buffers come late, but all of them. Only where it rises and stays is sound missing: then silence
//! as long as the rise keeps the track's frames and the clock together.

use std::time::Duration;

/// How far the lag must rise before one looks closer: buffers come later than usual that often, and nothing is missing.
const SUSPICIOUS: Duration = Duration::from_millis(100);

/// What is missing for less than this is not filled, but kept in mind: it is within what clocks and buffers differ by.
const TOLERANCE: Duration = Duration::from_millis(20);

/// How long a least value is looked for.
const WINDOW: Duration = Duration::from_secs(1);

/// How a track keeps pace. Lags are in frames, later than the clock is above zero.
#[derive(Debug)]
pub(super) struct Pace {
    rate: u32,
    /// When the window began, and the least lag in it.
    now: Option<(Duration, i64)>,
    /// The least lag in the window before.
    before: Option<i64>,
    /// Frames that were missing and are not filled yet; below zero where more came than time had passed.
    owed: i64,
    /// What the newest buffer was heard with.
    heard: Option<Signs>,
}

/// What may tell, besides the lag, that sound is missing before a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs {
    /// Number of the device within the track.
    pub(super) device: u32,
    /// How often the take's time stood still before it.
    pub(super) stops: usize,
    /// How often the sound system had lost sound by itself.
    pub(super) glitches: u32,
}

/// Why one must look closer before a buffer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suspicion {
    /// It comes late, or is the first of a device.
    Late,
    /// The sound system said that it lost sound.
    Glitch,
    /// Time stood still: each track was cut somewhere in a buffer.
    Stop,
}

impl Pace {
    pub(super) fn new(rate: u32) -> Self {
        Self { rate, now: None, before: None, owed: 0, heard: None }
    }

    /// Frames in a stretch of time.
    pub(super) fn frames(&self, time: Duration) -> i64 {
        frames_in(time, self.rate)
    }

    /// The lag that buffers come with, when all is well.
    pub(super) fn usual(&self) -> i64 {
        match (self.now, self.before) {
            (Some((_, now)), Some(before)) => now.min(before),
            (now, before) => now.map(|(_, lag)| lag).or(before).unwrap_or(0),
        }
    }

    /// Whether sound may be missing before a buffer that comes with this lag.
    pub(super) fn suspects(&self, lag: i64, signs: Signs) -> Option<Suspicion> {
        let is_late = lag - self.usual() > self.frames(SUSPICIOUS);
        // A device that takes its time to begin misses sound like any other.
        let Some(heard) = self.heard else { return is_late.then_some(Suspicion::Late) };
        if is_late || signs.device != heard.device {
            Some(Suspicion::Late)
        } else if signs.glitches != heard.glitches {
            Some(Suspicion::Glitch)
        } else {
            (signs.stops != heard.stops).then_some(Suspicion::Stop)
        }
    }

    /// Frames of silence that belong before a suspected buffer. `lag` is the least among those that came with it and soon
    /// after it.
    pub(super) fn settle(&mut self, lag: i64) -> u64 {
        self.owed += lag - self.usual();
        let missing = if self.owed > self.frames(TOLERANCE) { self.owed } else { 0 };
        self.owed -= missing;
        (self.now, self.before) = (None, Some(lag - missing));
        u64::try_from(missing).unwrap_or(0)
    }

    /// Takes in a buffer that nothing is missing before.
    pub(super) fn hear(&mut self, passed: Duration, lag: i64, signs: Signs) {
        self.heard = Some(signs);
        self.now = match self.now {
            Some((began, least)) if passed.saturating_sub(began) < WINDOW => Some((began, least.min(lag))),
            Some((_, least)) => {
                self.before = Some(least);
                Some((passed, lag))
            }
            None => Some((passed, lag)),
        };
    }
}

/// Frames in a stretch of time.
pub(super) fn frames_in(time: Duration, rate: u32) -> i64 {
    i64::try_from(time.as_nanos() * u128::from(rate) / 1_000_000_000).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Pace, Signs, Suspicion};
    use std::time::Duration;

    const RATE: u32 = 1_000;
    const SIGNS: Signs = Signs { device: 1, stops: 0, glitches: 0 };

    /// Buffers of 20 frames; gives what is filled before each. `came` says after how many milliseconds each came.
    fn fills(pace: &mut Pace, came: &[(i64, Signs)]) -> Vec<u64> {
        let (mut filled, mut fills) = (0_i64, Vec::new());
        let lag =
            |number: usize, filled: i64| came[number].0 - i64::try_from(number + 1).unwrap() * 20 - filled;
        for number in 0..came.len() {
            let soon = came[number].0 + 150;
            let mut fill = 0;
            if pace.suspects(lag(number, filled), came[number].1).is_some() {
                let with_it = (number..came.len()).take_while(|&later| came[later].0 <= soon);
                fill = pace.settle(with_it.map(|later| lag(later, filled)).min().unwrap());
            }
            filled += i64::try_from(fill).unwrap();
            fills.push(fill);
            let passed = Duration::from_millis(came[number].0 as u64);
            pace.hear(passed, lag(number, filled), came[number].1);
        }
        fills
    }

    /// Buffers that come on time but for a change from the tenth on.
    fn with(change: impl Fn(i64) -> (i64, Signs)) -> Vec<u64> {
        let came: Vec<_> = (0..60)
            .map(|number| {
                let on_time = (number + 1) * 20 + 7;
                if number < 10 { (on_time, SIGNS) } else { change(on_time) }
            })
            .collect();
        fills(&mut Pace::new(RATE), &came)
    }

    fn only_the_tenth(frames: u64) -> Vec<u64> {
        (0..60).map(|number| if number == 10 { frames } else { 0 }).collect()
    }

    #[test]
    fn buffers_on_time_need_no_silence_and_one_hole_is_filled_to_its_length() {
        assert_eq!(with(|on_time| (on_time, SIGNS)), only_the_tenth(0));
        assert_eq!(with(|on_time| (on_time + 700, SIGNS)), only_the_tenth(700));
    }

    #[test]
    fn buffers_that_come_late_all_at_once_need_no_silence() {
        assert_eq!(with(|on_time| (on_time.max(600), SIGNS)), only_the_tenth(0));
    }

    #[test]
    fn a_loss_too_short_to_be_seen_is_filled_where_the_sound_system_tells_of_it() {
        assert_eq!(with(|on_time| (on_time + 60, SIGNS)), only_the_tenth(0));
        let glitch = Signs { glitches: 1, ..SIGNS };
        assert_eq!(with(|on_time| (on_time + 60, glitch)), only_the_tenth(60));
        assert_eq!(with(|on_time| (on_time, glitch)), only_the_tenth(0));
    }

    #[test]
    fn what_a_pause_cuts_off_is_made_up_for_when_it_comes_to_enough() {
        let mut pace = Pace::new(RATE);
        // Each pause costs 15 frames more than time: the second one brings it over what is let be.
        let came: Vec<_> = (0..30)
            .map(|number| {
                (20 * (number + 1) + 15 * (number / 10), Signs { stops: number as usize / 10, ..SIGNS })
            })
            .collect();
        let fills = fills(&mut pace, &came);
        assert_eq!(fills.iter().enumerate().filter(|(_, fill)| **fill > 0).collect::<Vec<_>>(), [(20, &30)]);
    }

    #[test]
    fn drift_is_not_taken_for_a_hole_and_a_late_beginning_is() {
        let mut pace = Pace::new(RATE);
        // A device three thousandths too slow, for a minute, that begins 90 ms late.
        let came: Vec<_> =
            (0..3_000).map(|number| (90 + (number + 1) * 20 + number * 60 / 1_000, SIGNS)).collect();
        assert_eq!(fills(&mut pace, &came), vec![0; 3_000]);
        let mut late = Pace::new(RATE);
        let came: Vec<_> = (0..100).map(|number| (4_000 + (number + 1) * 20, SIGNS)).collect();
        assert_eq!(fills(&mut late, &came)[0], 4_000);
    }

    #[test]
    fn another_device_is_looked_at_closer() {
        let mut pace = Pace::new(RATE);
        pace.hear(Duration::ZERO, 5, SIGNS);
        let other = Signs { device: 2, ..SIGNS };
        assert_eq!((pace.suspects(5, SIGNS), pace.suspects(5, other)), (None, Some(Suspicion::Late)));
    }
}
