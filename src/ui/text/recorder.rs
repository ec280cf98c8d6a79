//! Words of the recorder's strip.

use super::position;
use std::time::Duration;

pub const START: &str = "Start recording";
pub const PAUSE: &str = "Pause recording";
pub const RESUME: &str = "Resume recording";
pub const STOP: &str = "Stop recording";
pub const ADD_MARKER: &str = "Add marker";
pub const HEARD: &str = "heard";
pub const QUIET: &str = "quiet";
pub const NO_BUFFERS: &str = "No sound is arriving. Check the microphone's plug and switch";
pub const STARTING: &str = "Starting…";
pub const READY: &str = "Ready to record";
pub const OFF: &str = "Not recording";
pub const MICROPHONE_CLOSED: &str = "Microphone closed";

/// Recording: the seconds that are on disk, as counted there.
#[must_use]
pub fn recording(on_disk: Duration) -> String {
    format!("Recording, {} on disk", position(on_disk))
}

/// Paused: nothing is captured.
#[must_use]
pub fn paused(on_disk: Duration) -> String {
    format!("Paused, nothing is captured, {} on disk", position(on_disk))
}

/// Recording, where room is short.
#[must_use]
pub fn recording_short(on_disk: Duration) -> String {
    format!("Recording {}", position(on_disk))
}

/// Paused, where room is short.
#[must_use]
pub fn paused_short(on_disk: Duration) -> String {
    format!("Paused {}", position(on_disk))
}

/// Not recording, after takes, where room is short.
#[must_use]
pub fn kept_short(recorded: Duration) -> String {
    format!("{} kept", position(recorded))
}

/// Not recording, after takes.
#[must_use]
pub fn stopped(recorded: Duration) -> String {
    format!("Not recording, {} kept", position(recorded))
}

pub const CLOSE_WHILE_RECORDING: &str = "A recording is running";
pub const CLOSE_WHILE_RECORDING_ADVICE: &str =
    "Rapport can stop it properly, keep everything, and then close";
pub const STOP_AND_CLOSE: &str = "Stop recording and close";
pub const CLOSE_WHILE_UNSAVED: &str = "The newest entries are not stored yet";
pub const CLOSE_WHILE_UNSAVED_ADVICE: &str =
    "If you close now they are lost. Make room on the disk first, or copy your notes";
pub const CLOSE_ANYWAY: &str = "Close and lose them";
pub const STAY: &str = "Stay";
