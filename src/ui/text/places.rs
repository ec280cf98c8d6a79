//! Words about where people are, the rule on recording that follows, and what it adds.

use super::time_of_day;
use crate::app::view::places::{NoPlace, Whereabouts};
use crate::domain::consent::{HowMet, RulingDuty};
use crate::law::{Guess, Law};
use jiff::Timestamp;

pub const WHERE: &str = "Ask where everyone is";
pub const HINT: &str = "State or country";
pub const TALK: &str = "How you talk";
pub const MEDIUMS: [&str; 2] = ["Phone or video", "In person"];
pub const NOBODY_KNOWS: &str = "Nobody knows";
pub const OWN: &str = "Where are you right now?";
pub const OWN_HELP: &str = "Asked once, and kept in Settings: your place counts like everyone's";
pub const YOUR_PLACE: &str = "Your place";
pub const YOUR_PLACE_HELP: &str =
    "The state or country you work in. It counts in the rule on recording like everyone's place";
pub const PLACE_FIRST: &str = "Your place is none that Rapport knows";

pub const RULE: &str = "The rule for the whole call";
pub const EVERYONE: &str = "Everyone must agree";
pub const NOT_READ: &str = "The law on recording is not read yet: counts as everyone must agree";
pub const FIRMS_OWN: &str = "From the firm's own law file";
pub const COPY: &str = "Copy citation and source";
pub const COPIED: &str = "On the clipboard: each place with its citation and its sources";

pub const DUTIES: &str = "What the rule adds";
pub const DUTIES_HELP: &str =
    "None of it holds up the recording. What a place asks for and stays open is named at the close";
pub const SAY_LATER: &str = "To say once the recorder runs";
pub const SAY_NOW: &str = "To say on the recording";
pub const FIRST_WORDS_SAID: &str = "I read the first words on the recording";
pub const ADDED_ON_RECORDING: &str = "The rule adds, on the recording";
pub const SKIP: &str = "Skip";
pub const SKIP_ADDED: &str = "Skip what the rule adds";
pub const DUTY_OPEN: &str = "The rule on recording adds, not noted as done";
pub const DUTY_SAY_OPEN: &str = "The rule on recording adds, not noted as said";
pub const NOT_RUNNING: &str = "It is said while the recorder runs. The call note names it as not noted";

/// Name of the field.
#[must_use]
pub fn where_is(person: &str) -> String {
    format!("Where is {person} right now?")
}

/// Name of the button.
#[must_use]
pub fn nobody_knows(person: &str) -> String {
    format!("Nobody knows where {person} is")
}

/// Confirms a guess; name of the button.
#[must_use]
pub fn is_there(person: &str, guess: &Guess, law: &Law) -> String {
    format!("{person} is in {}", law.name_of(guess.place.code()))
}

/// Where the one at the desk is.
#[must_use]
pub fn you_are_in(place: &str) -> String {
    format!("You are in {place}, as Settings has it")
}

/// How a place is known, below its field.
#[must_use]
pub fn how_known(whereabouts: &Whereabouts) -> String {
    match whereabouts {
        Whereabouts::Told { at, .. } => noted(*at),
        Whereabouts::NobodyKnows { at } => format!("Nobody knows, {}", time_of_day(*at)),
        Whereabouts::Guessed(guess) => {
            let Guess { area_code, region, .. } = guess;
            format!("A guess from the number's area code ({area_code}, {region}), which proves nothing: ask")
        }
        Whereabouts::Gone { .. } => "The law file has no such place any more: ask again".to_owned(),
        Whereabouts::NotNoted => String::new(),
    }
}

fn noted(at: Timestamp) -> String {
    format!("Noted at {}", time_of_day(at))
}

/// Why somebody's place does not count by its own rule; `None` where it does.
#[must_use]
pub fn counts_as_all(person: &str, whereabouts: &Whereabouts) -> Option<String> {
    let why = match whereabouts {
        Whereabouts::Told { .. } => return None,
        Whereabouts::NobodyKnows { .. } => format!("Nobody knows where {person} is"),
        Whereabouts::Guessed(_) => format!("{person}'s place is only a guess"),
        Whereabouts::Gone { name } => format!("{person} was noted in {name}, which is not in the law file"),
        Whereabouts::NotNoted => format!("{person}'s place is not noted"),
    };
    Some(format!("{why}: counts as everyone must agree"))
}

/// The place of the one at the desk is not known.
pub const OWN_COUNTS_AS_ALL: &str = "Your place is not noted: counts as everyone must agree";

/// Whose place is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceOf {
    /// Somebody's on the line.
    Person,
    /// That of the one at the desk.
    Desk,
}

/// What was typed is no place.
#[must_use]
pub fn no_place(why: &NoPlace, whose: PlaceOf) -> String {
    match why {
        NoPlace::NoSuch { typed } => {
            let otherwise = match whose {
                PlaceOf::Person => format!("press “{NOBODY_KNOWS}”"),
                PlaceOf::Desk => "leave it empty".to_owned(),
            };
            format!("“{typed}” is no place Rapport knows. Type a state or country, or {otherwise}")
        }
        NoPlace::MayBeTwo { typed, country, state } => {
            format!("“{typed}” may be {state} or {country}. Type its name")
        }
    }
}

/// Who asks for something the rule adds, and why.
#[must_use]
pub fn asked_for_because(duty: &RulingDuty) -> String {
    let by = asked_for(duty);
    if duty.why.is_empty() { by } else { format!("{by}. {}", duty.why) }
}

/// Who asks for something the rule adds.
#[must_use]
pub fn asked_for(duty: &RulingDuty) -> String {
    if duty.places.is_empty() {
        "Added while a place is not known".to_owned()
    } else {
        format!("Asked for in {}", duty.places.join(", "))
    }
}

/// Words that are still to be said.
#[must_use]
pub fn to_say(words: &str) -> String {
    format!("“{words}”")
}

/// What kind of end an open duty is.
#[must_use]
pub fn open_duty(how: HowMet) -> &'static str {
    match how {
        HowMet::Ticked => DUTY_OPEN,
        HowMet::SaidOnRecording => DUTY_SAY_OPEN,
    }
}

/// The law in force, in Settings.
#[must_use]
pub fn law_in_force(law: &Law) -> String {
    format!("Law on recording, version {}, checked on {}", law.version(), law.checked())
}
