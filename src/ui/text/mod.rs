//! Every word a person reads in the window, by page. Words of scripts and questions are in `checklists/`, words for what
//! goes wrong in `app::trouble`.
//!
//! Sentence case; no full stop on one short sentence; `…` on a button that asks for more; things are named, not the
//! system. Never: legal, compliant, privileged, tamper-proof.

#![expect(missing_docs, reason = "a constant here is the very words it names")]

pub mod call;
pub mod cases;
pub mod close;
pub mod consent;
pub mod custody;
pub mod gate;
pub mod interview;
pub mod listen;
pub mod places;
pub mod recorder;
pub mod settings;
pub mod sound_check;
pub mod today;
pub mod words;

pub use gate::{consent_gap, consent_gaps};

use crate::domain::people::PersonRole;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::time::Duration;

/// The page beside the rail, for a screen reader.
pub const THE_PAGE: &str = "Page";

/// A take runs that must end first.
pub const STOP_FIRST: &str = "A recording is running. Stop it first";

/// Name of the program.
pub const RAPPORT: &str = "Rapport";

/// Why there is no window, for whoever sees no terminal. Calls and recordings are not affected: nothing was opened yet.
#[must_use]
pub fn no_window(why: &str) -> String {
    format!(
        "Rapport could not open its window.\n\nIt needs OpenGL 2.1. Install the maker's driver for the graphics card; in a \
         virtual machine, or over a remote desktop, have its graphics acceleration switched on.\n\nFor your IT department: \
         {why}"
    )
}

/// Names of the five stages: outsiders rely on them.
#[must_use]
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Prepare => "Prepare",
        Stage::Roles => "Roles",
        Stage::Consent => "Consent",
        Stage::Interview => "Interview",
        Stage::Close => "Close",
    }
}

/// What a person on the line is there for.
#[must_use]
pub fn role(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Client => "Client",
        PersonRole::Interpreter => "Interpreter",
        PersonRole::Relative => "Family or friend",
        PersonRole::ParentOrGuardian => "Parent or guardian",
        PersonRole::Attorney => "Attorney of the firm",
        PersonRole::OtherSide => "Other side, or has a lawyer",
        PersonRole::Officer => "Officer",
        PersonRole::Other => "Someone else",
    }
}

/// One or many: `1 line`, `3 lines`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// Hour and minute where the person sits: `2:05 PM`.
#[must_use]
pub fn time_of_day(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::system()).strftime("%-I:%M %p").to_string()
}

/// Day and time where the person sits: `Tue Nov 24, 2:05 PM`.
#[must_use]
pub fn day_and_time(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::system()).strftime("%a %b %-d, %-I:%M %p").to_string()
}

/// A local day and time: `Tue Nov 24, 2:05 PM`.
#[must_use]
pub fn local(at: DateTime) -> String {
    at.strftime("%a %b %-d, %-I:%M %p").to_string()
}

/// A length of time: `45 seconds`, `12 minutes`, `1 hour 5 minutes`.
#[must_use]
pub fn length(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => count(seconds as usize, "second", "seconds"),
        (0, minutes) => count(minutes as usize, "minute", "minutes"),
        (hours, 0) => count(hours as usize, "hour", "hours"),
        (hours, minutes) => {
            format!(
                "{} {}",
                count(hours as usize, "hour", "hours"),
                count(minutes as usize, "minute", "minutes")
            )
        }
    }
}

/// A place in a recording: `4:05`, `1:04:05`.
#[must_use]
pub fn position(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

/// Why something asked for was not done.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::CallFinished => "The call is finished. Add what came later as an addendum".to_owned(),
        Refusal::CallNotFinished => "The call still runs. Finish it first".to_owned(),
        Refusal::RolesNotSaid { lines_left } => format!(
            "The interview opens when the role lines are said, or skipped with a reason: {} left",
            count(*lines_left, "line", "lines")
        ),
        Refusal::ReasonMissing => "Type a reason in a few words".to_owned(),
        Refusal::NothingWritten => "There is nothing written yet".to_owned(),
        Refusal::NameMissing => "Type a name".to_owned(),
        Refusal::TooLong { bytes } => format!(
            "That is {} KB of text; one note holds 64 KB. Nothing was taken away: split it, or file it as a document",
            bytes / 1024
        ),
        Refusal::PasteTooLong { bytes } => format!(
            "That is {} KB of text; one note holds 64 KB. It is still on the clipboard: file it as a document",
            bytes / 1024
        ),
        Refusal::UnknownItem => "That line is not on this call's checklist".to_owned(),
        Refusal::TicksItself => {
            "This line ticks itself. Skip it with a reason if it does not matter now".to_owned()
        }
        Refusal::UnknownPerson => "That person is not on the line".to_owned(),
        Refusal::NothingToWithdraw => "Nobody has said yes, so there is nothing to withdraw".to_owned(),
        Refusal::NoConsent(gaps) => format!("Recording cannot start. {}", consent_gaps(gaps)),
        Refusal::StillRecording => STOP_FIRST.to_owned(),
        Refusal::UnknownNote => "That note is not there, or was struck out".to_owned(),
        Refusal::NoTime => "Type at least one minute".to_owned(),
        Refusal::AlreadyAttached => "The call belongs to a matter already".to_owned(),
        other => gate::refusal(other).unwrap_or_else(|| custody::refusal(other)).to_owned(),
    }
}
