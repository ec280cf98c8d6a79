//! Words around every stage of a call: rail, notes, Prepare and Roles.

use super::{count, length, time_of_day};
use crate::app::view::StageState;
use crate::domain::notes::NoteKind;
use crate::domain::readiness::Reading;
use jiff::Timestamp;
use std::time::Duration;

pub const PUT_AWAY: &str = "Put away";
pub const SKIP_STAGE: &str = "Skip this stage…";
pub const SKIP_NOW: &str = "Skip";
pub const STRIKE: &str = "Strike out";

pub const NOTES: &str = "Notes";
pub const NOTE: &str = "Note";
pub const NOTE_HINT: &str = "Type, then Enter";
pub const ADD_NOTE: &str = "Add note";
pub const CORRECT: &str = "Correct";
pub const STRIKE_OUT: &str = "Strike out…";
pub const SAVE_CORRECTION: &str = "Save correction";
pub const KIND: &str = "Kind of note";
pub const CORRECTED: &str = "corrected";
pub const WHY_STRIKE: &str = "Why strike it out? Its words stay on the timeline";
pub const MARKER: &str = "Marker";
pub const NO_NOTES: &str = "Notes you type appear here, with the time";

pub const PREPARE_TITLE: &str = "Before you dial";
pub const PREPARE_HELP: &str = "Do it from memory, then confirm each line";
pub const CARD_HEADING: &str = "Client card";
pub const CARD_EMPTY: &str = "Nothing noted about this client yet";
pub const EDIT_CARD: &str = "Edit card";
pub const SAVE_CARD: &str = "Save card";
pub const LAST_CALL_HEADING: &str = "From the last call";
pub const CANCEL: &str = "Cancel";
pub const PROMISED: &str = "Promised";
pub const ASKED_ATTORNEY: &str = "Asked the attorney";
pub const ISSUE: &str = "Issue";
pub const NOT_READ: &str = "looking…";
pub const ITEMS_HEADING: &str = "Checklist";

pub const ROLES_TITLE: &str = "Opening the call";
pub const ROLES_HELP: &str = "Read each line aloud, then tick it";
pub const ROLES_YOU: &str = "Your part";
pub const ROLES_CLIENT: &str = "The client's part";
pub const ROLES_TIME: &str = "Is now still good?";
pub const MINUTES: &str = "Minutes the client has";
pub const MINUTES_PROBLEM: &str = "Type a whole number, such as 30";
pub const MINUTES_FIRST: &str = "Type the minutes first";
pub const NAMES_MISSING: &str =
    "Your name and firm were not set when this call was opened. Settings fills them in from the next call on";
pub const AGREE_MINUTES: &str = "Note the time";

pub const NAME: &str = "Full name";
pub const PREFERRED: &str = "Likes to be called";
pub const PHONE: &str = "Telephone";
pub const TIME_ZONE: &str = "Time zone";
pub const SAFE_TO_CALL: &str = "When and how it is safe to call";
pub const LANGUAGE: &str = "Language, interpreter";
pub const PACE: &str = "Pace";
pub const CHANNEL: &str = "Prefers";
pub const CUES: &str = "Signs of worry";
pub const HELPS: &str = "What helps";

pub const ATTACH_HEADING: &str = "Attach to a matter";
pub const ATTACH: &str = "Attach";
pub const ATTACH_FIRST: &str = "Type the matter first";
pub const ATTACH_CLIENT_HINT: &str = "Leave empty to keep the caller's name";

/// State of a stage, spoken and shown in the rail.
#[must_use]
pub fn stage_state(state: &StageState) -> String {
    match state {
        StageState::Current => "on screen".to_owned(),
        StageState::Done => "done".to_owned(),
        StageState::Skipped(reason) => format!("skipped: {reason}"),
        StageState::Left(left) => format!("{left} left"),
        StageState::Locked(left) => format!("opens after {}", count(*left, "role line", "role lines")),
        StageState::Ahead => "ahead".to_owned(),
        StageState::Entered(at) => time_of_day(*at),
    }
}

/// What kind of note it is.
#[must_use]
pub fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Plain => "Plain",
        NoteKind::Concern => "Concern",
        NoteKind::Assumption => "Assumption",
        NoteKind::Promise => "Promise",
        NoteKind::AttorneyQuestion => "For the attorney",
        NoteKind::Issue => "Issue",
    }
}

/// What a sensor read.
#[must_use]
pub fn reading(reading: &Reading) -> String {
    match reading {
        Reading::Microphone { .. } if reading.is_ready() => "heard".to_owned(),
        Reading::Microphone { .. } => "not heard yet: say a word".to_owned(),
        Reading::Disk { minutes } if *minutes >= 60 => {
            format!("room for {}", count((minutes / 60) as usize, "hour", "hours"))
        }
        Reading::Disk { minutes } => {
            format!("room for {} only", count(*minutes as usize, "minute", "minutes"))
        }
        Reading::Power { mains: true, .. } => "plugged in".to_owned(),
        Reading::Power { charge_percent: Some(percent), .. } => format!("on battery, {percent} %"),
        Reading::Power { .. } => "on battery".to_owned(),
        Reading::ChatPrograms { running } if running.is_empty() => "none running".to_owned(),
        Reading::ChatPrograms { running } => format!("running: {}", running.join(", ")),
    }
}

/// Length of the call so far, and of the time agreed.
#[must_use]
pub fn call_length(passed: Duration, agreed_minutes: Option<u32>) -> String {
    let minutes = passed.as_secs() / 60;
    match agreed_minutes {
        Some(agreed) => format!("{minutes} of {agreed} min"),
        None => format!("{minutes} min"),
    }
}

/// Stamp of a note: time of day, and place in the recording.
#[must_use]
pub fn stamp(at: Timestamp, position: Option<Duration>) -> String {
    match position {
        Some(position) => format!("{} · {}", time_of_day(at), super::position(position)),
        None => time_of_day(at),
    }
}

/// An item put off or left out.
#[must_use]
pub fn skipped(reason: &str) -> String {
    format!("skipped: {reason}")
}

/// Time agreed with the client.
#[must_use]
pub fn agreed(minutes: u32) -> String {
    format!("{} agreed", length(Duration::from_secs(u64::from(minutes) * 60)))
}

/// Leads to the next stage.
#[must_use]
pub fn next(stage: &str) -> String {
    format!("Next: {stage}")
}

/// Asks for the reason.
#[must_use]
pub fn reason_for(what: &str) -> String {
    format!("Why skip “{what}”?")
}

/// A note struck out.
#[must_use]
pub fn struck(reason: &str) -> String {
    format!("struck out: {reason}")
}
