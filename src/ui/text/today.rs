//! Words of the first screen.

use super::{count, length};
use std::time::Duration;

pub const TODAY: &str = "Today";
pub const NEW_CALL: &str = "New call";
pub const SEARCH: &str = "Search";
pub const SEARCH_HINT: &str = "Client or matter";
pub const SETTINGS: &str = "Settings";
pub const BACK_TO_CALL: &str = "Back to the call";
pub const BACK_TO_FINISHED: &str = "Back to the call note";

pub const NAMES_MISSING: &str = "Welcome. Rapport does not know your name yet";
pub const NAMES_MISSING_ADVICE: &str = "Your name, firm and supervising attorney fill the words you read aloud and the call note. You can also start at once";
pub const OPEN_SETTINGS: &str = "Open settings";
pub const START_HEADING: &str = "Start a call";
pub const CLIENT: &str = "Client";
pub const CLIENT_HINT: &str = "Name";
pub const WHICH_OF_THAT_NAME: &str = "Known by this name";
pub const NEW_OF_THAT_NAME: &str = "Somebody else of this name";
pub const SAY_WHICH: &str = "Several clients have this name: choose one above";
pub const MATTER: &str = "Matter";
pub const MATTER_HINT: &str = "Title or file number";
pub const CHECKLIST: &str = "Checklist";
pub const START_CALL: &str = "Start call";
pub const QUICK_CAPTURE: &str = "Quick capture";
pub const QUICK_CAPTURE_HELP: &str =
    "Someone is on the line and has no file yet: take notes now, attach them later";
pub const TYPE_A_NAME: &str = "Type the client's name first";
pub const TYPE_A_MATTER_LATER: &str = "Leave the matter empty if there is none yet";

pub const GO_ON_HEADING: &str = "Not finished yet";
pub const RECENT_HEADING: &str = "Recent calls";
pub const NO_CALLS_TITLE: &str = "No calls yet";
pub const NO_CALLS_HELP: &str = "Type a client's name above and press Enter";
pub const NO_MATCHES: &str = "No call matches";
pub const NO_MATTER: &str = "No matter yet";
pub const OPENING: &str = "Opening your calls…";
pub const TRY_AGAIN: &str = "Try again";
pub const SET_ASIDE: &str = "Set it aside and begin a new one";
pub const DISMISS: &str = "Dismiss";
pub const NOT_FINISHED: &str = "not finished";
pub const INTERRUPTED: &str = "interrupted";

/// Greets nobody; says what the day holds so far.
#[must_use]
pub fn subtitle(unfinished: usize, calls: usize) -> String {
    match (unfinished, calls) {
        (0, 0) => "Ready for the first call".to_owned(),
        (0, _) => "Every call is finished".to_owned(),
        _ => format!("{} not finished", count(unfinished, "call is", "calls are")),
    }
}

/// How much was recorded.
#[must_use]
pub fn recorded(ms: u64) -> String {
    format!("{} recorded", length(Duration::from_millis(ms)))
}

/// An interrupted recording was made safe.
#[must_use]
pub fn salvaged(client: &str, seconds: u64) -> String {
    format!(
        "The call with {client} was interrupted. {} of recording are safe",
        length(Duration::from_secs(seconds))
    )
}

/// Name of the button that opens a call of the list.
#[must_use]
pub fn open_call(client: &str, when: &str) -> String {
    format!("Open the call with {client}, {when}")
}

/// Name of the button that goes on with a call.
#[must_use]
pub fn go_on_with(client: &str) -> String {
    format!("Go on with {client}")
}

/// A client who is known by a name, told apart by what is known.
#[must_use]
pub fn known_client(detail: &str) -> String {
    if detail.is_empty() { "No matter yet".to_owned() } else { detail.to_owned() }
}
