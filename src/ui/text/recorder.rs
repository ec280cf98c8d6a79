//! Words of the recorder's strip.

use super::{length, position};
use crate::app::NoFarEnd;
use crate::domain::track::Track;
use std::time::Duration;

pub const START: &str = "Start recording";
pub const PAUSE: &str = "Pause recording";
pub const RESUME: &str = "Resume recording";
pub const STOP: &str = "Stop recording";
pub const ADD_MARKER: &str = "Add marker";
pub const HEARD: &str = "heard";
pub const QUIET: &str = "quiet";
pub const MICROPHONE_LEVEL: &str = "Microphone level";
pub const FAR_LEVEL: &str = "Far end level";
pub const NO_DEVICE: &str = "no device";
pub const NOTHING_ARRIVES: &str = "no sound arrives";
pub const UNDERSTOOD: &str = "Understood";
pub const STILL_ON_THE_CALL: &str = "Still on the call?";
pub const STILL_ON_THE_CALL_ADVICE: &str =
    "Nothing was heard from anybody for five minutes. The recording goes on until you end it";
pub const STILL_TALKING: &str = "Still on the call";
pub const END_RECORDING: &str = "End the recording";
pub const WHY_PAUSED: &str = "Why paused?";
pub const PAUSE_REASON: &str = "Reason for the pause";
pub const PAUSE_REASONS: [&str; 3] =
    ["card or account number", "another client in the room", "asked to pause"];
pub const OTHER_REASON: &str = "Another reason…";
pub const NO_REASON: &str = "Leave without";
pub const LONG_PAUSE: &str = "Paused for more than two minutes. Nothing is captured until you resume";
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

pub const THIS_SIDE_ONLY: &str = "Only this side will be recorded: the far end is off in Settings";
pub const NO_FAR_END_ADVICE: &str =
    "Put the call on a speaker beside one microphone, so that both sides are heard; or record this side only";
pub const FAR_END_NOT_THERE: &str = "The output chosen for the far end is not there";
pub const FAR_END_NOT_THERE_ADVICE: &str = "Plug it in, or choose another in Settings";

/// Both sides will be recorded.
#[must_use]
pub fn both_sides(device: &str) -> String {
    format!(
        "If everyone says yes, both sides are recorded: the far end is whatever the computer plays on {device}. Turn off music and notices"
    )
}

/// Why the far end cannot be recorded.
#[must_use]
pub fn no_far_end(why: NoFarEnd) -> &'static str {
    match why {
        NoFarEnd::NotOnThisSystem => "The far end of the call cannot be recorded on this computer",
        NoFarEnd::NoOutput => "There is no loudspeaker or headset of which the far end could be recorded",
    }
}

/// A side of the call.
#[must_use]
pub fn side(track: Track) -> &'static str {
    match track {
        Track::Mic => "This side",
        Track::Far => "Far end",
    }
}

/// A side of the call with its device.
#[must_use]
pub fn side_from(track: Track, device: &str) -> String {
    format!("{} · {device}", side(track))
}

/// A side of which nothing was heard for long: no alarm, because whoever listens is quiet.
#[must_use]
pub fn nothing_for(quiet: Duration) -> String {
    let seconds = quiet.as_secs();
    if seconds < 60 {
        // In steps, so that the words do not change with every look.
        return format!("nothing heard for {} s", seconds / 10 * 10);
    }
    format!("nothing heard for {} min", seconds / 60)
}

/// No buffers arrive.
#[must_use]
pub fn no_buffers(track: Track, device: Option<&str>) -> String {
    match device {
        Some(device) => format!("No sound arrives from “{device}” ({})", side(track).to_lowercase()),
        None => format!("No sound arrives ({})", side(track).to_lowercase()),
    }
}

/// What to do where no buffers arrive.
#[must_use]
pub fn no_buffers_advice(track: Track) -> &'static str {
    match track {
        Track::Mic => {
            "Check its plug and its switch. The file goes on with silence, and the gap is on the timeline"
        }
        Track::Far => {
            "It may only be that nothing is played. The file goes on with silence, and the gap is on the timeline"
        }
    }
}

pub const DISK_BEHIND: &str = "The disk does not take the recording at the moment";
pub const DISK_BEHIND_ADVICE: &str =
    "The newest sound waits in memory, where there is room for ten seconds. See to the drive or the network";
pub const DISK_LOSES: &str = "Sound is being lost: the disk does not take the recording";
pub const DISK_LOSES_ADVICE: &str = "Note down what is said now, or have it said again later. Silence stands for what is lost, and the gap will be on the timeline";

/// A device is gone, and none was found in its place.
#[must_use]
pub fn device_gone(track: Track, from: &str) -> String {
    format!("“{from}” is gone. {} is not recorded for now", side(track))
}

/// What to do about it.
pub const DEVICE_GONE_ADVICE: &str = "The recording goes on, with silence there, and tries the device again every second. You can go on from another";

/// A side goes on from another device, or begins where it was recorded from none.
#[must_use]
pub fn device_changed(track: Track, from: &str, to: &str) -> String {
    if from.is_empty() {
        return format!("{} is recorded too now, from “{to}”", side(track));
    }
    if from == to {
        return format!("“{to}” is back. {} is recorded from it again", side(track));
    }
    format!("{} is recorded from “{to}” now, not from “{from}”", side(track))
}

/// The computer plays on another output than the one the far end is recorded from.
#[must_use]
pub fn output_changed(plays_on: &str, recorded_from: &str) -> String {
    format!("The computer now plays on “{plays_on}”; the far end is still recorded from “{recorded_from}”")
}

/// What to do about it.
pub const OUTPUT_CHANGED_ADVICE: &str = "If you hear the client there, go on from it: what is played elsewhere is not recorded. The change is on the timeline";

/// What to do about it.
pub const DEVICE_CHANGED_ADVICE: &str =
    "The change and the gap are on the timeline. You can go on from another device";

/// A button that goes on from a device.
#[must_use]
pub fn go_on_from(device: &str) -> String {
    format!("Go on from {device}")
}

/// Room on the disk, in hours and minutes of recording.
#[must_use]
pub fn room(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("Room for {minutes} min"),
        (hours, 0) => format!("Room for {hours} h"),
        (hours, minutes) => format!("Room for {hours} h {minutes} min"),
    }
}

/// Little room: in steps, so that a screen reader says it a few times and not every minute.
#[must_use]
pub fn little_room(minutes: u64) -> &'static str {
    match minutes {
        0..=5 => "The disk has room for less than five minutes of recording",
        6..=10 => "The disk has room for about ten minutes of recording",
        _ => "The disk has room for less than half an hour of recording",
    }
}

pub const LITTLE_ROOM_ADVICE: &str =
    "Make room now. With two minutes left the recording is ended in good order; your notes go on";

/// The reason a pause that is over has not got yet.
#[must_use]
pub fn why_paused(lasted: Duration) -> String {
    format!("Why paused for {}?", length(lasted))
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
