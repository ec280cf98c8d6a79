//! The clock, the zone, and chance.

use crate::app::Moment;
use crate::domain::entry::{Now, Position};
use jiff::Timestamp;
use std::time::{Duration, Instant};

/// Letters and digits that are told apart when read aloud.
const CLEAR: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// Length of the token of a moment.
const TOKEN_LETTERS: usize = 4;

/// How far wall clock and steady clock may drift apart between two looks before it counts as a jump.
const JUMP: Duration = Duration::from_secs(2);

/// The wall clock.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the runner is where the clock is read")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The present moment.
#[must_use]
pub fn moment(by: String, position: Option<Position>) -> Moment {
    let zone = jiff::tz::TimeZone::system().iana_name().unwrap_or("UTC").to_owned();
    let token =
        (0..TOKEN_LETTERS).filter_map(|_| CLEAR.get(fastrand::usize(..CLEAR.len()))).map(|&b| char::from(b));
    Moment { now: Now { at: now(), zone, by, position }, token: token.collect() }
}

/// What happened to the machine's clocks between two looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Jump {
    /// The wall clock was changed by so many seconds.
    Set(i64),
    /// The machine slept for so many seconds.
    Slept(u64),
}

/// Notices when the wall clock is changed and when the machine slept. The steady clock stands still in sleep on Linux and
/// macOS; the time since the machine was started does not, and does not move when the wall clock is set. On Windows the
/// steady clock runs on in sleep, so that sleep looks like any other time.
pub(super) struct WallClock {
    wall: Timestamp,
    steady: Instant,
    /// Since when the machine has been up, counted when it was last asked: it is not asked at every look.
    up: (Option<Duration>, Instant),
    /// What is told at the next look.
    also: Option<Jump>,
}

impl WallClock {
    pub(super) fn start() -> Self {
        let steady = Instant::now();
        Self { wall: now(), steady, up: (uptime(), steady), also: None }
    }

    /// What happened since the last look, if anything did.
    pub(super) fn jump(&mut self) -> Option<Jump> {
        if let Some(jump) = self.also.take() {
            return Some(jump);
        }
        let (wall, steady) = (now(), Instant::now());
        let passed = steady.duration_since(self.steady);
        let told = wall.duration_since(self.wall).as_millis();
        (self.wall, self.steady) = (wall, steady);
        if jumps_between(told, passed, Duration::ZERO) == (None, None) {
            return None;
        }
        let (up_before, asked) = std::mem::replace(&mut self.up, (uptime(), steady));
        let was_up = self.up.0.zip(up_before).map_or(Duration::ZERO, |(now, then)| now.saturating_sub(then));
        let slept = was_up.saturating_sub(steady.duration_since(asked));
        let (slept, set) = jumps_between(told, passed, slept);
        self.also = slept.and(set);
        slept.or(set)
    }
}

/// Whole seconds since the machine was started, sleep included; `None` where the system does not say.
fn uptime() -> Option<Duration> {
    sysinfo::System::uptime().ok().map(Duration::from_secs)
}

/// What the wall clock tells beyond the time that passed and was slept is a change of it. Both only where they are more
/// than [`JUMP`].
fn jumps_between(told_ms: i128, passed: Duration, slept: Duration) -> (Option<Jump>, Option<Jump>) {
    let slept = if slept > JUMP { slept } else { Duration::ZERO };
    let known = i128::try_from((passed + slept).as_millis()).unwrap_or(i128::MAX);
    let by = told_ms - known;
    let set = (by.unsigned_abs() > JUMP.as_millis()).then(|| i64::try_from(by / 1000).ok()).flatten();
    let slept = (!slept.is_zero()).then_some(Jump::Slept(slept.as_secs()));
    (slept, set.map(Jump::Set))
}

#[cfg(test)]
mod tests {
    use super::{Jump, jumps_between};
    use std::time::Duration;

    fn check(told_ms: i128, passed_ms: u64, slept_ms: u64, expected: (Option<Jump>, Option<Jump>)) {
        let (passed, slept) = (Duration::from_millis(passed_ms), Duration::from_millis(slept_ms));
        assert_eq!(jumps_between(told_ms, passed, slept), expected, "{told_ms} {passed_ms} {slept_ms}");
    }

    #[test]
    fn a_clock_that_is_set_is_noticed_and_a_slow_look_is_not() {
        check(60_000, 60_000, 0, (None, None));
        check(61_500, 60_000, 0, (None, None));
        check(-3_600_000, 1_000, 0, (None, Some(Jump::Set(-3601))));
        check(7_201_000, 1_000, 0, (None, Some(Jump::Set(7200))));
    }

    #[test]
    fn a_machine_that_slept_is_told_as_sleep_and_not_as_a_clock_that_was_set() {
        // The machine counts its own time in whole seconds.
        check(601_400, 1_000, 600_000, (Some(Jump::Slept(600)), None));
        check(601_400, 1_000, 601_000, (Some(Jump::Slept(601)), None));
        check(-2_999_000, 1_000, 600_000, (Some(Jump::Slept(600)), Some(Jump::Set(-3600))));
    }
}
