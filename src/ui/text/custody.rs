//! Words for what becomes of a recording.

use super::{day_and_time, position};
use crate::app::drafts::CustodyChoice;
use crate::domain::custody::{AfterWithdrawal, Decided, Hold, Standing};
use crate::domain::refusal::Refusal;
use jiff::Timestamp;
use std::time::Duration;

pub const HEADING: &str = "What becomes of the recording";
pub const HELP: &str =
    "Each decision stands on the timeline and in the call note, with its reason and who took it";
pub const KEEP: &str = "Keep";
pub const RESTRICT: &str = "Restrict…";
pub const RELEASE: &str = "Release…";
pub const DELETE: &str = "Delete…";
pub const TRY_AGAIN: &str = "Try again";
pub const PLACE_HOLD: &str = "Put the matter on hold…";
pub const LIFT_HOLD: &str = "Lift the hold…";
pub const OPEN_THAT_CALL: &str = "Open that call";
pub const REASON: &str = "Reason for this decision";
pub const ATTORNEY: &str = "Supervising attorney who releases it";
pub const DECIDED_BY: &str = "Who decided this";
pub const ORDERED_BY: &str = "Who ordered it";
pub const CANCEL: &str = "Cancel";
pub const REASON_FIRST: &str = "Write the reason first";
pub const NAME_FIRST: &str = "Write the name first";
pub const HELD: &str = "The matter is on hold: nothing of it is deleted";
pub const HOLD_HELP: &str = "While a matter is on hold, no audio of any of its calls can be deleted";
pub const ASKS_TO_DELETE: &str =
    "A yes to it was taken back. The office’s rule is to ask now whether the recording is deleted";
pub const AFTER_WITHDRAWAL: &str = "When consent is withdrawn";
pub const AFTER_WITHDRAWAL_HELP: &str = "What happens at once to what was recorded in that call. Whatever is chosen, somebody can decide otherwise later";
pub const RULE: &str = "The recording so far";

/// A rule for what was recorded before a withdrawal.
#[must_use]
pub fn rule(rule: AfterWithdrawal) -> &'static str {
    match rule {
        AfterWithdrawal::Keep => "Stays as it is",
        AfterWithdrawal::Restrict => "Is locked until the supervising attorney decides",
        AfterWithdrawal::AskToDelete => "Is locked, and Rapport asks whether to delete it",
    }
}

/// Takes by their numbers: `Take 1`, `Takes 1, 2 and 4`.
#[must_use]
pub fn takes(takes: &[u32]) -> String {
    match takes {
        [] => String::new(),
        [one] => format!("Take {one}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(u32::to_string).collect();
            format!("Takes {} and {last}", first.join(", "))
        }
    }
}

/// Takes with the time they hold.
#[must_use]
pub fn takes_of(numbers: &[u32], recorded: Duration) -> String {
    format!("{} · {}", takes(numbers), position(recorded))
}

/// Where a take stands.
#[must_use]
pub fn standing(standing: &Standing) -> String {
    match standing {
        Standing::Open => "Kept. Nothing was decided yet".to_owned(),
        Standing::Kept { at, decided, reason } => {
            format!("Kept{}, {}{}", by(*decided), day_and_time(*at), why(*decided, reason))
        }
        Standing::Restricted { at, decided, reason } => format!(
            "Locked{} since {}{}. It can neither be played nor exported until the supervising attorney decides",
            by(*decided),
            day_and_time(*at),
            why(*decided, reason)
        ),
        Standing::Released { at, attorney, reason } => {
            format!("Released by {attorney}, {}{}", day_and_time(*at), because(reason))
        }
        Standing::Going { at, decided_by, reason, tried } if tried.left.is_empty() => {
            format!("Being deleted. Decided by {decided_by}, {}{}", day_and_time(*at), because(reason))
        }
        Standing::Going { at, decided_by, reason, tried } => format!(
            "Could not be deleted yet: {}. Decided by {decided_by}, {}{}",
            tried.left.join("; "),
            day_and_time(*at),
            because(reason)
        ),
        Standing::Deleted { at, decided_by, reason, .. } => {
            format!("Deleted {}, decided by {decided_by}{}", day_and_time(*at), because(reason))
        }
    }
}

fn by(decided: Decided) -> &'static str {
    match decided {
        Decided::ByPerson => "",
        Decided::ByRule => " by the office’s rule",
    }
}

/// The rule gives no reason of its own: it is followed for one.
fn why(decided: Decided, reason: &str) -> String {
    let of_the_rule = decided == Decided::ByRule && reason.is_empty();
    because(if of_the_rule { "a yes was taken back" } else { reason })
}

fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(": {reason}") }
}

/// A file that went, with its hash.
#[must_use]
pub fn gone(file: &str, sha256: &str) -> String {
    format!("{file}, SHA-256 {sha256}")
}

/// A hold that stands.
#[must_use]
pub fn hold(hold: &Hold) -> String {
    format!("The matter is on hold since {}: {}{}", day_and_time(hold.at), hold.reason, ordered(hold))
}

/// A hold that stands in another call.
#[must_use]
pub fn hold_elsewhere(hold: &Hold) -> String {
    format!(
        "The matter is on hold since {}: {}{}. It was placed in another call of the matter",
        day_and_time(hold.at),
        hold.reason,
        ordered(hold)
    )
}

fn ordered(hold: &Hold) -> String {
    if hold.ordered_by.is_empty() { String::new() } else { format!(", ordered by {}", hold.ordered_by) }
}

/// What is about to be decided.
#[must_use]
pub fn asked(choice: CustodyChoice) -> &'static str {
    match choice {
        CustodyChoice::Keep => "Keep it",
        CustodyChoice::Restrict => {
            "It will be locked from playback and export until the supervising attorney releases it"
        }
        CustodyChoice::Release => "It can be played and exported again",
        CustodyChoice::Delete => {
            "The sound cannot be brought back. The timeline keeps that it was deleted, when, why, by whom, and the hash of each file"
        }
        CustodyChoice::PlaceHold => HOLD_HELP,
        CustodyChoice::LiftHold => "Audio of the matter can be deleted again",
    }
}

/// The button that decides.
#[must_use]
pub fn confirm(choice: CustodyChoice) -> &'static str {
    match choice {
        CustodyChoice::Keep => "Keep the recording",
        CustodyChoice::Restrict => "Restrict the recording",
        CustodyChoice::Release => "Release the recording",
        CustodyChoice::Delete => "Delete the recording",
        CustodyChoice::PlaceHold => "Place the hold",
        CustodyChoice::LiftHold => "Lift the hold",
    }
}

/// Name of the field for whoever decided.
#[must_use]
pub fn who(choice: CustodyChoice) -> &'static str {
    match choice {
        CustodyChoice::Release => ATTORNEY,
        CustodyChoice::PlaceHold | CustodyChoice::LiftHold => ORDERED_BY,
        CustodyChoice::Keep | CustodyChoice::Restrict | CustodyChoice::Delete => DECIDED_BY,
    }
}

/// A button beside one of several groups of takes, by a name of its own.
#[must_use]
pub fn named(button: &str, numbers: &[u32]) -> String {
    format!("{}: {}", button.trim_end_matches('…'), takes(numbers).to_lowercase())
}

/// When the deletion of nothing that is left was noted.
#[must_use]
pub fn missing(files: &[String], at: Timestamp) -> String {
    format!("Not there any more when it was deleted, {}: {}", day_and_time(at), files.join(", "))
}

/// Why a decision on a recording was not taken.
#[must_use]
pub fn refusal(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NothingPaused => "There was no pause to give a reason for",
        Refusal::NoSuchTake => "There is no such recording in this call",
        Refusal::AudioGone => "That recording is deleted, or its deletion was decided",
        Refusal::AttorneyMissing => "Type the name of the supervising attorney who releases it",
        Refusal::DeciderMissing => "Type the name of whoever decided this",
        Refusal::Restricted => {
            "That recording is restricted: the supervising attorney releases it, and nobody else"
        }
        Refusal::NotRestricted => "That recording is not restricted, so there is nothing to release",
        Refusal::OnHold => "The matter is on hold: nothing of it is deleted until the hold is lifted",
        Refusal::HoldsNotRead => {
            "Whether the matter is on hold was not read yet. Try again in a moment; until then nothing is deleted"
        }
        Refusal::NoHoldHere => "The hold was placed in another call. Open that call to lift it",
        _ => "That was not done",
    }
}
