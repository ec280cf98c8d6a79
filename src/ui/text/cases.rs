//! Words for special cases, a client's earlier answer, and a consent that turned out not to be valid.

use super::custody::takes;
use super::{day_and_time, gate, time_of_day};
use crate::domain::consent::{
    Approval, CaseOf, ConsentAnswer, EarlierAnswer, SettledStep, Since, SpecialCase,
};
use crate::domain::consent_script::Hearer;
use crate::domain::language::name_of;
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub const ASK: &str = "Something special about this call?";
pub const WHICH: &str = "What is special about this call?";
pub const SOMEONE_JOINS: &str = "Someone joins";
pub const LINE_DROPPED: &str = "The line was dropped and came back";
pub const NEVER_MIND: &str = "Nothing, close this";
pub const NOT_LISTED: &str = "Someone not on the list yet";
pub const ADD_FIRST: &str = "That is noted already: add that person first, then note the next one";
pub const ADD_THEM: &str = "Add them as a person";
pub const WHO_IS_IT: &str = "Who is it?";
pub const NO_OPERATOR: &str = "Where no person passes the words on, as with automatic captions or a relay program, there is nobody \
                               to add: press “Does not apply after all…” and write what is used. What is said here about words \
                               in writing still holds";
pub const JOINS_WHILE_ON: &str = "The recorder is on. Say no more about the matter until they are added: the recorder stops the \
                                  moment you add them, and the words to say are here then";
pub const JOINS_UNRECORDED: &str =
    "Nothing was recorded yet. Add them, read the words to everyone, and ask each person";
pub const ADD_WHO_JOINED: &str = "Add who joined";
pub const ANOTHER_CASE: &str = "Something else";
pub const NOT_SO: &str = "Not needed";
pub const FOR_YOU: &str = "For you, not to be read aloud";
pub const HOLDS_NOTHING_UP: &str = "This holds nothing up";
pub const ATTORNEY: &str = "Supervising attorney";
pub const APPROVED_AT: &str = "When they approved it";
pub const APPROVED_AT_HINT: &str = "today 2:15 PM, by telephone";
pub const APPROVE: &str = "Approve";
pub const APPROVE_HELP: &str =
    "Only once the supervising attorney has said yes to recording in this case. It stands on the timeline";
pub const ATTORNEY_FIRST: &str = "Type the supervising attorney’s name first";
pub const TIME_FIRST: &str = "Type when they approved it first, such as 2:15 PM";
pub const TAKE_APPROVAL_BACK: &str = "Take the approval back…";
pub const TAKE_BACK: &str = "Does not apply after all…";
pub const CONFIRM: &str = "Take it back";
pub const REASON: &str = "Why it does not apply";
pub const APPROVAL_REASON: &str = "Why the approval no longer holds";
pub const SAID_SO: &str = "Supervising attorney who said so";
pub const REASON_FIRST: &str = "Write the reason first";
pub const CANCEL: &str = "Cancel";
pub const READ: &str = "Close these words";
pub const SAID_IT: &str = "Said";

pub const NO_CONSENT: &str = "There was no valid consent after all…";
pub const NO_CONSENT_HEADING: &str = "There was no valid consent";
pub const NO_CONSENT_WHY: &str = "What turned out";
pub const NO_CONSENT_HINT: &str = "Her brother was in the room and was not asked";
pub const LOCK: &str = "Lock the recording";
pub const WHY_FIRST: &str = "Write what turned out first";
pub const TAKES_FIRST: &str = "Choose what was recorded without it first";
pub const STOPS_NOW: &str = "The recording that runs is ended";
pub const MESSAGE: &str = "Message for the supervising attorney";
pub const MESSAGE_HELP: &str = "Copy it into your mail. Rapport sends nothing";
pub const COPY_MESSAGE: &str = "Copy the message";
pub const COPIED: &str = "The message is on the clipboard";
pub const CERTIFICATE: &str = "Consent certificate";
pub const SAY_LATER: &str = "When you tell them";

pub const ASKED_ANYWAY: &str = "That was for that call. Ask again for this one";

/// The heading of a case.
#[must_use]
pub fn heading(case: SpecialCase, name: Option<&str>) -> String {
    let case = gate::special_case(case);
    name.map_or_else(|| case.to_owned(), |name| format!("{case}: {name}"))
}

/// Whom a case is about.
#[must_use]
pub fn who(case: SpecialCase) -> &'static str {
    match case {
        SpecialCase::Child => "Who is the child?",
        SpecialCase::InDoubt => "Of whom is it in doubt?",
        SpecialCase::OtherSide => "Who is on the other side, or has a lawyer?",
        _ => "Who can hear the call?",
    }
}

/// A person on the line of whom a case may have been noted before they were on the list.
#[must_use]
pub fn it_is(name: &str) -> String {
    format!("It is {name}")
}

/// Somebody on the other side who no longer hears the call.
#[must_use]
pub fn other_side_left(name: &str) -> String {
    format!(
        "{name} has left the line: what is said here is about the time they were on it, and no longer keeps the recorder off. \
         Tell the supervising attorney who called, and whether {name} can be heard on a recording"
    )
}

/// When somebody whom a case is about is gone.
#[must_use]
pub fn if_gone(case: SpecialCase) -> Option<&'static str> {
    match case {
        SpecialCase::ThirdPerson => Some(
            "If they can no longer hear the call, press “Does not apply after all…” and write that they left",
        ),
        SpecialCase::Relay => Some(NO_OPERATOR),
        _ => None,
    }
}

/// When a case was noted.
#[must_use]
pub fn noted(at: Timestamp) -> String {
    format!("Noted {}", time_of_day(at))
}

/// Who took a step, and when.
#[must_use]
pub fn done(step: &SettledStep) -> String {
    format!("{}, {}", step.done_by, time_of_day(step.at))
}

/// An approval that was entered.
#[must_use]
pub fn approved(approval: &Approval) -> String {
    format!(
        "Approved by {}, {} · entered {}",
        approval.attorney,
        approval.approved_at,
        time_of_day(approval.at)
    )
}

/// A control of one of several cases, by a name of its own.
#[must_use]
pub fn named(words: &str, heading: &str) -> String {
    format!("{}: {heading}", words.trim_end_matches('…'))
}

/// A button that goes through what a person's role implies.
#[must_use]
pub fn go_through(name: &str) -> String {
    format!("Go through it for {name}")
}

/// What a person's role implies.
#[must_use]
pub fn implied(of: &CaseOf, name: &str) -> String {
    match of.case {
        SpecialCase::Interpreter => format!("{name} interprets. There is something to say to both of them"),
        SpecialCase::Child => format!("{name} is a parent or guardian. Is a child on the line?"),
        _ => format!("{name} can hear the call. There is something to know and to say"),
    }
}

/// Who hears a line.
#[must_use]
pub fn to(hearer: Hearer, name: &str) -> String {
    if !name.is_empty() {
        return format!("Say to {name}");
    }
    let hearer = match hearer {
        Hearer::Everyone => "everyone",
        Hearer::Client => "the client",
        Hearer::Child => "the child",
        Hearer::Parent => "the parent or guardian",
        Hearer::Interpreter => "the interpreter",
        Hearer::Operator => "the operator of the relay",
        Hearer::Companion => "whoever is there too",
        Hearer::OtherSide => "the person on the other side",
        Hearer::Attorney => "the supervising attorney",
    };
    format!("Say to {hearer}")
}

const WAS_FINE: &str = "That was fine and changed nothing else";

/// An answer of an earlier call: when and under which words, how a yes was given, and what became of it. A no is told as
/// calmly: it counts for that call alone.
#[must_use]
pub fn earlier(one: &EarlierAnswer) -> String {
    let zone = TimeZone::get(&one.zone).unwrap_or_else(|_| TimeZone::system());
    let when = one.at.to_zoned_datetime(zone).strftime("%b %-d, %Y, %-I:%M %p").to_string();
    let to = format!("to the words {} {}", one.script.id, one.script.version);
    match one.answer {
        ConsentAnswer::Yes => {}
        ConsentAnswer::No => {
            return format!("{} said no in an earlier call, {when}, {to}. {WAS_FINE}", one.name);
        }
        ConsentAnswer::NotSure => {
            return format!("{} was not sure in an earlier call, {when}, {to}. {WAS_FINE}", one.name);
        }
    }
    let language = &one.manner.language;
    let language = if language.is_empty() { String::new() } else { format!(", in {}", name_of(language)) };
    let how = gate::how_given(one.manner.given).to_lowercase();
    format!("{} said yes in an earlier call, {when} ({how}{language}), {to}. {}", one.name, since(&one.since))
}

fn since(since: &Since) -> String {
    match since {
        Since::Stood => "It stood to the end of that call".to_owned(),
        Since::Ended { at } => format!("It ended in that call, {}", day_and_time(*at)),
        Since::NotValid { at } => format!("It was found later not to count, {}", day_and_time(*at)),
    }
}

/// Takes that are locked because no valid consent existed, and why.
#[must_use]
pub fn locked(numbers: &[u32], at: Timestamp, why: &str) -> String {
    let (noun, is) = (takes(numbers), if numbers.len() == 1 { "is" } else { "are" });
    format!(
        "{noun} {is} locked since {}: nobody can play or export {}. Nothing was erased. What turned out: {why}",
        day_and_time(at),
        if numbers.len() == 1 { "it" } else { "them" }
    )
}

/// A take to be chosen.
#[must_use]
pub fn take(number: u32) -> String {
    takes(&[number])
}

/// Where the message was saved.
#[must_use]
pub fn saved_as(file: &str) -> String {
    format!("Saved in the call’s folder: {file}")
}
