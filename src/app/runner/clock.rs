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

/// Notices when the wall clock is changed, or the machine slept: it compares it with the steady clock.
pub(super) struct WallClock {
    wall: Timestamp,
    steady: Instant,
}

impl WallClock {
    pub(super) fn start() -> Self {
        Self { wall: now(), steady: Instant::now() }
    }

    /// Seconds the wall clock has jumped since the last look, if it has.
    pub(super) fn jump(&mut self) -> Option<i64> {
        let (wall, steady) = (now(), Instant::now());
        let passed = steady.duration_since(self.steady);
        let told = wall.duration_since(self.wall);
        (self.wall, self.steady) = (wall, steady);
        jump_between(told.as_millis(), passed.as_millis())
    }
}

/// Whole seconds by which the wall clock ran away from the steady one, where it is more than [`JUMP`].
fn jump_between(told_ms: i128, passed_ms: u128) -> Option<i64> {
    let by = told_ms - i128::try_from(passed_ms).unwrap_or(i128::MAX);
    if by.unsigned_abs() > JUMP.as_millis() { i64::try_from(by / 1000).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::jump_between;

    #[test]
    fn a_clock_that_is_set_is_noticed_and_a_slow_look_is_not() {
        assert_eq!(jump_between(60_000, 60_000), None);
        assert_eq!(jump_between(61_500, 60_000), None);
        assert_eq!(jump_between(-3_600_000, 1_000), Some(-3601));
        assert_eq!(jump_between(7_201_000, 1_000), Some(7200));
    }
}
