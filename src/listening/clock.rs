//! The clock marks of a call: which frame each track had reached, and when; knows no sound.

use super::reel::Reel;
use crate::domain::call::Call;
use crate::domain::track::Track;
use serde::Deserialize;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Name of the marks' file within an audio folder.
pub const CLOCK_FILE: &str = "clock.jsonl";

/// A moment at which the writer of a track noted how far it was.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Mark {
    /// Number of the take.
    pub take: u32,
    /// The track.
    pub track: Track,
    /// Frames of the take written by then, in the track's own rate.
    pub frame: u64,
    /// Monotonic time since the take began, in milliseconds. Whether pauses count is all the same: a jump is noticed.
    pub ms: f64,
}

/// The marks in an audio folder; none where there is no such file: the recording is older, or one track was all there was.
///
/// # Errors
/// Where the file is there and cannot be read.
pub fn read_marks(folder: &Path) -> io::Result<Vec<Mark>> {
    match std::fs::read(folder.join(CLOCK_FILE)) {
        Ok(text) => Ok(marks_in(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// A call whose audio is in this folder, laid out by the marks there; takes that may not be heard are locked.
///
/// # Errors
/// As [`read_marks`].
pub fn read_reel(call: &Call, folder: &Path) -> io::Result<Arc<Reel>> {
    Ok(Arc::new(Reel::of_call(call, &read_marks(folder)?)))
}

/// Marks from their text, one JSON object a line. A line that a crash tore, or that says nothing usable, is left out.
#[must_use]
pub fn marks_in(text: &[u8]) -> Vec<Mark> {
    let lines = text.split(|&byte| byte == b'\n');
    let marks = lines.filter_map(|line| serde_json::from_slice::<Mark>(line).ok());
    marks.filter(|mark| mark.ms.is_finite() && mark.ms >= 0.0).collect()
}
