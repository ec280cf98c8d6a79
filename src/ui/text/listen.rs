//! Words of listening back.

use super::{count, length, position};
use crate::domain::talk::TalkCount;
use crate::domain::track::Track;
use std::time::Duration;

pub const HEADING: &str = "Listen";
pub const OPENING: &str = "Opening the recording…";
pub const RECORDING: &str = "Recording";
pub const PLAY: &str = "Play";
pub const PAUSE: &str = "Pause";
pub const SPEED: &str = "Speed";
pub const HEAR: &str = "Hear";
pub const BOTH: &str = "Both sides";
pub const GAPS: &str = "Gaps";
pub const SKIP_GAPS: &str = "Skip gaps";
pub const HEAR_GAPS: &str = "Keep gaps";
pub const LOCKED: &str = "What is hatched all along is restricted: it is not played until the supervising attorney has released it";
pub const HERE: &str = "heard now";
pub const MARKER: &str = "Marker";
pub const WRITTEN_HELP: &str = "Choose a line to hear from five seconds before it was written";
pub const SPACE: &str = "Space";

/// What went wrong, and what to do.
pub const NO_OUTPUT: (&str, &str) = (
    "There is nothing to play it on",
    "Plug in headphones or speakers, then press Play. The recording itself is safe",
);

/// What went wrong, and what to do.
pub const UNREADABLE: (&str, &str) = (
    "The recording could not be read",
    "Check that the data folder is there and readable, then open the call again. Nothing was changed",
);

/// The recording could not be opened to be heard.
#[must_use]
pub fn cannot_be_opened(system: &str) -> String {
    format!("The recording could not be opened ({system}). It is still in the call's folder")
}

pub const COUNT_TALK: &str = "Count who spoke how much";
pub const COUNTING: &str = "Counting who spoke…";
pub const NOT_COUNTED: &str = "Who spoke could not be counted: there are no two tracks to compare";

/// Who spoke how much, a line each.
#[must_use]
pub fn talk(count: &TalkCount) -> Vec<(&'static str, String)> {
    let time = Duration::from_millis;
    let part = |track| {
        format!("{} % of what was said, {}", count.percent(track), length(time(count.spoken_ms(track))))
    };
    vec![
        ("This side spoke", part(Track::Mic)),
        ("The far end spoke", part(Track::Far)),
        (
            "Longest without the far end",
            count.longest_without_far_end.map_or_else(
                || "none".to_owned(),
                |quiet| format!("{}, at {}", length(time(quiet.lasted_ms)), written_at(quiet.at_ms)),
            ),
        ),
        ("Interruptions", count.interruptions.len().to_string()),
    ]
}

/// Whose sound a track is.
#[must_use]
pub fn track(track: Track) -> &'static str {
    match track {
        Track::Mic => "This side",
        Track::Far => "Far end",
    }
}

/// A speed: `1.25×`.
#[must_use]
pub fn speed(times: f32) -> String {
    format!("{times}×")
}

/// How many pieces of the picture are still to be drawn.
#[must_use]
pub fn drawing(left: usize) -> String {
    format!("Drawing the sound, {} to go", count(left, "piece", "pieces"))
}

/// What there is to see beside the tracks: `2 gaps, 1 marker`.
#[must_use]
pub fn about(gaps: usize, markers: usize) -> String {
    let gaps = (gaps > 0).then(|| count(gaps, "gap", "gaps"));
    let markers = (markers > 0).then(|| count(markers, "marker", "markers"));
    gaps.into_iter().chain(markers).collect::<Vec<_>>().join(", ")
}

/// Where one is: `1:05 of 32:10`.
#[must_use]
pub fn place(at_ms: u64, length_ms: u64) -> String {
    let time = |ms| position(Duration::from_millis(ms));
    format!("{} of {}", time(at_ms), time(length_ms))
}

/// When something was written; the line that is heard now says so.
#[must_use]
pub fn written_at(ms: u64) -> String {
    position(Duration::from_millis(ms))
}
