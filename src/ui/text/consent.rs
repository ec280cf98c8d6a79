//! Words of the Consent page.

use super::time_of_day;
use super::words::given;
use crate::domain::consent::{Lapse, PersonConsent};
use crate::domain::fact::ConsentAnswer;

pub const TITLE: &str = "May the call be recorded?";
pub const HELP: &str =
    "Nothing is recorded until everyone on the line has said yes. A no changes nothing else";
pub const QUESTION: &str = "The question";
pub const EXPLAINED: &str = "I read this aloud and asked the question";
pub const ANSWERS: &str = "On the line";
pub const NOT_SURE: &str = "Not sure";
pub const LEFT: &str = "Left the line";
pub const ADD_PERSON: &str = "Add person";
pub const PERSON: &str = "Someone else on the line";
pub const PERSON_HINT: &str = "Name";
pub const NAME_FIRST: &str = "Type the name first";
pub const ROLE: &str = "Who they are";
pub const WITHDRAW: &str = "Withdraw consent";
pub const WITHDRAW_SHORT: &str = "Withdraw";
pub const CAME_LATER: &str = " · came later: read the words again, then ask";
pub const EARLIER_WORDS: &str = ", to earlier words: ask again";
pub const AFTER_NO: &str = "After a no, say";
pub const AFTER_WITHDRAWAL: &str = "Say";
pub const READY: &str = "Everyone said yes. Start recording when you are ready, then ask once more so that the yes is heard on it";
pub const NO_LONGER_RECORDED: &str =
    "Nothing more is recorded. Notes, stamps and the call note work just the same";
pub const NOT_RECORDED: &str =
    "This call is not recorded. Notes, stamps and the call note work just the same";

/// Name of the tick box: outsiders rely on it.
#[must_use]
pub fn agrees(person: &str) -> String {
    format!("{person} agrees to being recorded")
}

/// Name of the button: outsiders rely on it.
#[must_use]
pub fn says_no(person: &str) -> String {
    format!("{person} says no")
}

/// Name of the button.
#[must_use]
pub fn not_sure(person: &str) -> String {
    format!("{person} is not sure")
}

/// Name of the button.
#[must_use]
pub fn left(person: &str) -> String {
    format!("{person} left the line")
}

/// Where a person's consent stands.
#[must_use]
pub fn state(consent: &PersonConsent) -> String {
    match consent {
        PersonConsent::NotAsked => "not asked yet".to_owned(),
        PersonConsent::Answered { answer, at, manner, .. } => {
            let said = match answer {
                ConsentAnswer::Yes => "said yes",
                ConsentAnswer::No => "said no",
                ConsentAnswer::NotSure => "was not sure, counts as no",
            };
            format!("{said}, {}{}", time_of_day(*at), given(manner.given))
        }
        PersonConsent::Lapsed { at, why } => {
            let since = match why {
                Lapse::Interrupted => "the interruption",
                Lapse::LineDropped => "the line was dropped",
                Lapse::NoValidConsent => "an earlier yes was found not to count",
                Lapse::TickTakenBack => "the tick was taken back",
            };
            format!("to be asked again since {since}, {}", time_of_day(*at))
        }
        PersonConsent::Withdrawn { at } => format!("withdrawn, {}", time_of_day(*at)),
    }
}
