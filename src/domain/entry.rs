//! An entry: one dated fact on a call's timeline.

use super::fact::Fact;
use super::ids::Seq;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One dated fact on a timeline. Entries are appended, never changed: a correction is a new entry that names the one it
/// corrects.
///
/// The JSON of an entry is the record itself: it is stored as written and the chain hashes those bytes. So a field or a
/// `kind` that has once been written stays readable for good; `tests/fixtures/timeline/v1.jsonl` holds one of each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Number on the timeline, from 1, with no gap.
    pub seq: Seq,
    /// Wall clock, as the machine had it.
    pub at: Timestamp,
    /// IANA name of the machine's time zone then, such as "America/Chicago".
    pub zone: String,
    /// Who was at the desk, by the name in the settings.
    pub by: String,
    /// Where the recording stood, if a take was running or paused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// What happened.
    #[serde(flatten)]
    pub fact: Fact,
}

/// A place in a recording: counted in frames captured, never in wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Number of the take within the call, from 1.
    pub take: u32,
    /// Frames captured in this take before the moment.
    pub frame: u64,
    /// Frames a second.
    pub rate: u32,
    /// Milliseconds of all earlier takes of the call together.
    pub before_ms: u64,
}

impl Position {
    /// Time from the start of the call's first recorded frame, pauses not counted.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        Duration::from_millis(self.before_ms).saturating_add(frames_as_time(self.frame, self.rate))
    }
}

/// The time that `frames` take at `rate` frames a second; zero at a rate of zero.
#[must_use]
pub fn frames_as_time(frames: u64, rate: u32) -> Duration {
    if rate == 0 {
        return Duration::ZERO;
    }
    let rate = u64::from(rate);
    let nanos = (frames % rate) * 1_000_000_000 / rate;
    Duration::from_secs(frames / rate) + Duration::from_nanos(nanos)
}

/// Frames at one rate that last as long as these do at another; the same where either rate is not known.
#[must_use]
pub fn frames_at_rate(frames: u64, rate: u32, wanted: u32) -> u64 {
    if rate == wanted || rate == 0 || wanted == 0 {
        return frames;
    }
    u64::try_from(u128::from(frames) * u128::from(wanted) / u128::from(rate)).unwrap_or(u64::MAX)
}

/// The moment an action happens, as the world outside tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    /// Wall clock.
    pub at: Timestamp,
    /// IANA name of the machine's time zone.
    pub zone: String,
    /// Who is at the desk.
    pub by: String,
    /// Where the recording stands.
    pub position: Option<Position>,
}
