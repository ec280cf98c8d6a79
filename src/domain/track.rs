//! The two sides of a recorded call, and how their files are named.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A side of the call that has a file of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// This side: the microphone.
    #[default]
    Mic,
    /// The far end: what the computer plays.
    Far,
}

impl Track {
    /// Both, this side first.
    pub const ALL: [Self; 2] = [Self::Mic, Self::Far];

    /// Its name in files and JSON: `mic` or `far`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mic => "mic",
            Self::Far => "far",
        }
    }

    /// Whether it is this side's.
    #[must_use]
    pub fn is_this_side(&self) -> bool {
        *self == Self::Mic
    }

    /// The name of a segment's file: `mic-0001.wav`. Numbers count from 1 and may pass four digits.
    #[must_use]
    pub fn segment_file(self, number: u32) -> String {
        format!("{}-{number:04}.wav", self.name())
    }

    /// Track and number of the segment in a file of that name; `None` for any other file.
    #[must_use]
    pub fn of_segment_file(file: &str) -> Option<(Self, u32)> {
        let (name, number) = file.strip_suffix(".wav")?.rsplit_once('-')?;
        let track = Self::ALL.into_iter().find(|track| track.name() == name)?;
        let number = number.parse().ok()?;
        (track.segment_file(number) == file).then_some((track, number))
    }
}

impl fmt::Display for Track {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
