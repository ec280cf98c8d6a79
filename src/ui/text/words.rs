//! Words around the consent script: its language, what each line is for, and the first words on the recording.

use super::position;
use crate::domain::consent::HowGiven;
use crate::domain::consent_script::Duty;
use crate::domain::language::{ANOTHER, name_of};
use std::time::Duration;

pub const READ_ALOUD: &str = "Read aloud";
pub const LANGUAGE: &str = "Language";
pub const ANOTHER_LANGUAGE: &str = "Another language";
pub const LINES_HELP: &str = "Lines under a heading must be said. The others help the talk along";
pub const NOTHING_TO_READ: &str = "There is nothing to read yet: put the words in force first";
pub const PUT_IN_FORCE: &str = "Put these words in force";
pub const EARLIER_WORDS: &str =
    "These words are from an earlier version. They stay in force until others are";
pub const FIRST_WORDS: &str = "First words on the recording";
pub const FIRST_WORDS_HELP: &str =
    "Read this, then ask each person by name. If anyone says no, withdraw consent: the recorder goes off";
pub const SKIP: &str = "Skip";
pub const SKIP_FIRST_WORDS: &str = "Skip the first words on the recording";
pub const WAIT_FOR_THE_RECORDER: &str = "The recorder is not running";

/// A language as it is chosen.
#[must_use]
pub fn language(tag: &str) -> &str {
    if tag == ANOTHER { ANOTHER_LANGUAGE } else { name_of(tag) }
}

/// What the client card says of languages.
#[must_use]
pub fn on_the_card(words: &str) -> String {
    format!("On the client card: {words}")
}

/// There is no script in a language.
#[must_use]
pub fn no_script(tag: &str) -> String {
    let language = if tag == ANOTHER { "their language" } else { name_of(tag) };
    format!("There is no script in {language}. Read the English words; an interpreter says each line in it")
}

/// The interpreter is on the line too.
pub const ASK_THE_INTERPRETER: &str = "Add the interpreter to the people on the line: they are asked as well";

/// Words in another language wait.
#[must_use]
pub fn language_waits(tag: &str) -> String {
    format!("The {} words are not in force yet", name_of(tag))
}

/// Other words in the same language wait.
#[must_use]
pub fn words_wait(version: &str) -> String {
    format!("Other words are there now, version {version}")
}

/// What putting them in force does, where a yes stands or a take runs.
pub const ENDS_EVERY_YES: &str =
    "Putting them in force ends every yes: everyone hears the words and is asked again";
pub const ENDS_THE_TAKE: &str = "Putting them in force ends every yes and the running recording: everyone hears the words and is asked again";
pub const HEAR_AGAIN: &str = "Read them aloud again after that, then ask";

/// Go on with the words in force.
#[must_use]
pub fn keep(tag: &str) -> String {
    format!("Keep the {} words", name_of(tag))
}

/// What a line has to tell.
#[must_use]
pub fn duty(duty: Duty) -> &'static str {
    match duty {
        Duty::Purpose => "What it is for",
        Duty::WholeCall => "The whole talk",
        Duty::WhoKeepsAndListens => "Who keeps it, and who can listen",
        Duty::HowLong => "How long it is kept",
        Duty::Benefit => "What it is good for",
        Duty::Risk => "What to know before saying yes",
        Duty::UseInCourt => "Use in the matter and in court",
        Duty::NoChangesNothing => "A no changes nothing",
        Duty::StopAnyTime => "Stop at any time",
        Duty::RecordingNow => "The recorder is on",
        Duty::AskedBefore => "Everyone was asked before",
    }
}

/// Whom the question is asked by name.
#[must_use]
pub fn ask_each(names: &[&str]) -> String {
    format!("Ask each by name: {}", names.join(", "))
}

/// How an answer was given, at the end of a sentence; empty for one that was spoken.
#[must_use]
pub fn given(given: HowGiven) -> &'static str {
    match given {
        HowGiven::Spoken => "",
        HowGiven::ThroughRelay => ", through a relay",
        HowGiven::SignedForm => ", on a signed form",
    }
}

/// Name of the choice how a person answers.
#[must_use]
pub fn how(person: &str) -> String {
    format!("How {person} answers")
}

/// Name of the button: outsiders rely on it.
#[must_use]
pub fn said_yes(person: &str) -> String {
    format!("{person} said yes on the recording")
}

/// A yes that can be heard, in a list of moments.
#[must_use]
pub fn yes_of(person: &str) -> String {
    format!("{person}’s yes")
}

/// Where a yes can be heard, at the end of a sentence.
#[must_use]
pub fn heard_at(at: Duration) -> String {
    format!(", again on the recording at {}", position(at))
}

/// What to say once the yes was heard.
pub const AFTER_THE_YES: &str = "After the yes";
