//! Who spoke how much in a call, as it was counted from its two tracks. A track is a side, not a person.

use super::track::Track;
use serde::{Deserialize, Serialize};

/// A count. Times are in milliseconds of recorded time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkCount {
    /// How much was counted: recorded time of the takes that have both tracks and may be heard.
    pub heard_ms: u64,
    /// How long this side spoke.
    pub this_side_ms: u64,
    /// How long the far end spoke.
    pub far_end_ms: u64,
    /// How long both spoke at once; it is part of both figures above.
    pub both_ms: u64,
    /// The longest stretch in which the far end, hence the client, said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest_without_far_end: Option<Stretch>,
    /// Who began while the other was speaking, and went on, in the order of time.
    pub interruptions: Vec<CutIn>,
}

/// A stretch of the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Where it begins.
    pub at_ms: u64,
    /// How long it lasts.
    pub lasted_ms: u64,
}

/// An interruption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutIn {
    /// Where it was.
    pub at_ms: u64,
    /// Who began.
    pub by: Track,
}

impl TalkCount {
    /// Percent of all that was spoken that a side spoke, rounded; both 0 where nobody spoke.
    #[must_use]
    pub fn percent(&self, track: Track) -> u64 {
        let all = self.this_side_ms + self.far_end_ms;
        (self.spoken_ms(track) * 100 + all / 2).checked_div(all).unwrap_or(0)
    }

    /// How long a side spoke.
    #[must_use]
    pub fn spoken_ms(&self, track: Track) -> u64 {
        if track.is_this_side() { self.this_side_ms } else { self.far_end_ms }
    }
}
