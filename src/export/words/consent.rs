//! Consent in words: places, rule, special cases, answers and where they can be heard.

use super::{answer, capital, long_day, moment, numbered, place, role, script, stamp};
use crate::domain::consent::{HowGiven, HowMet, PlaceKnown, Ruling, SpecialCase};
use crate::domain::fact::ConsentAnswer;
use crate::domain::ids::CallId;
use crate::export::report::{
    Applied, DutyDone, DutyHeld, Happened, Moment, OnTheLine, Read, Said, SaidAgain, Whereabouts,
};

pub fn certificate_title(client: &str) -> String {
    format!("Consent certificate: {client}")
}

pub fn person_and_role(someone: &OnTheLine) -> String {
    format!("{}, {}", someone.name, role(someone.role))
}

/// Where a person was, as it was noted last.
pub fn place_of(noted: &[Whereabouts]) -> String {
    noted.last().map_or_else(|| "not noted".to_owned(), whereabouts)
}

fn whereabouts(at: &Whereabouts) -> String {
    where_is(&at.place, &at.name, at.known)
}

/// A place that was noted after another, or after an answer.
pub fn place_noted(name: &str, before: Option<&Whereabouts>, at: &Whereabouts) -> String {
    let before = before.map_or_else(String::new, |before| format!(", before that {}", whereabouts(before)));
    format!("Place of {name} noted as {}{before}", whereabouts(at))
}

fn where_is(code: &str, name: &str, known: PlaceKnown) -> String {
    let guess = if known == PlaceKnown::Guessed { " (a guess)" } else { "" };
    let place = match (code, name) {
        ("unknown", _) => "not known".to_owned(),
        (code, "") => code.to_owned(),
        (code, name) => format!("{name} ({code})"),
    };
    format!("{place}{guess}")
}

/// An answer, and how it was given.
pub fn said(said: &Said) -> String {
    let language =
        if said.language.is_empty() { String::new() } else { format!(", language {}", said.language) };
    format!("{}, {}{language}{}", answer(said.answer), given(said.given), taken_back(said))
}

/// An answer by itself.
pub fn answered(said: &Said) -> String {
    format!("{}{}", answer(said.answer), taken_back(said))
}

fn taken_back(said: &Said) -> String {
    said.taken_back.as_ref().map_or_else(String::new, |at| format!("; tick taken back {}", moment(at)))
}

fn given(given: HowGiven) -> &'static str {
    match given {
        HowGiven::Spoken => "spoken",
        HowGiven::ThroughRelay => "through a relay",
        HowGiven::SignedForm => "on a signed form",
    }
}

pub fn day_and_call(started: &Moment, call: &CallId) -> String {
    format!("{} (call {call})", long_day(started))
}

/// When an answer was given, and who asked where it was not the one who made the call.
pub fn when_and_by_whom(said: &Said, made_by: &str) -> String {
    if said.asked_by.trim().is_empty() || said.asked_by == made_by {
        moment(&said.at)
    } else {
        format!("{}, asked by {}", moment(&said.at), said.asked_by)
    }
}

/// Where a yes can be heard; empty where it was not said again.
pub fn heard_at(again: &[SaidAgain]) -> String {
    let one = |again: &SaidAgain| {
        again.position.as_ref().map_or_else(
            || moment(&again.at),
            |at| format!("yes at {}, take {} frame {}", place(at), at.take, at.frame),
        )
    };
    again.iter().map(one).collect::<Vec<_>>().join("; ")
}

pub fn rule(ruling: &Ruling) -> String {
    let talk = match ruling.medium.as_str() {
        "telephone" => ", on the telephone",
        "in_person" => ", in person",
        _ => "",
    };
    let rule = match ruling.rule.as_str() {
        "all_party" => "all-party: everyone must agree",
        "one_party" => "one-party: the yes of one participant is enough",
        other => other,
    };
    format!("{rule}{talk}")
}

pub fn set_by(ruling: &Ruling) -> String {
    let of = match ruling.places.as_slice() {
        [] | [_] => String::new(),
        places => format!("; places it was asked of: {}", places.join(", ")),
    };
    let statute = if ruling.citation.is_empty() { "no statute given" } else { &ruling.citation };
    let desk = if ruling.desk.is_empty() {
        String::new()
    } else {
        format!("; the paralegal was in {}", ruling.desk)
    };
    format!("{}: {statute}{of}{desk}", ruling.set_by)
}

pub fn checked(applied: &Applied) -> String {
    let Ruling { checked, version, .. } = &applied.ruling;
    format!("{checked}, data version {version}. A supervising attorney must confirm it")
}

pub fn no_rule() -> String {
    "No rule was written down in this call.".to_owned()
}

/// The first page a rule rests on, and how many more the call note names.
pub fn first_source(sources: &[String]) -> String {
    match sources {
        [] => String::new(),
        [only] => only.clone(),
        [first, more @ ..] => format!("{first} and {} more, named in the call note", more.len()),
    }
}

pub fn with_attorney(asked_by: &str, attorney: &str) -> String {
    format!("{asked_by}; supervising attorney: {attorney}")
}

/// How many entries a head stands for.
pub fn of_entries(count: usize) -> String {
    if count == 1 { "of 1 entry".to_owned() } else { format!("of {count} entries") }
}

/// Something a rule adds, each time it was said or ticked, and the takes for which that does not count.
pub fn duty(words: &str, done: &[&DutyDone], held: Option<&DutyHeld>) -> String {
    if done.is_empty() {
        return format!("{words} (not noted as said)");
    }
    let one = |done: &&DutyDone| {
        let take = done.position.as_ref().map_or_else(String::new, |at| format!(", take {}", at.take));
        format!("{}{take}", stamp(&done.at, done.position.as_ref()))
    };
    let times: Vec<String> = done.iter().map(one).collect();
    format!("{words} (said or ticked {}{})", times.join("; "), held.map_or_else(String::new, open_for))
}

fn open_for(held: &DutyHeld) -> String {
    let not_on = held.not_on_takes.as_slice();
    match (not_on, held.how) {
        ([], _) if held.open => "; open again since".to_owned(),
        ([], _) => String::new(),
        (takes, HowMet::SaidOnRecording) => format!("; not said on {}", numbered(takes)),
        (takes, HowMet::Ticked) => format!("; open during {}", numbered(takes)),
    }
}

/// Another answer than yes, after a yes.
pub fn no_longer_yes(name: &str, said: ConsentAnswer) -> String {
    format!("{name} no longer said yes: {}", answer(said))
}

/// Which words were read, when, and by whom.
pub fn read(read: &Read) -> String {
    let language = if read.text.language.is_empty() {
        String::new()
    } else {
        format!(", language {}", read.text.language)
    };
    let by = if read.by.trim().is_empty() { String::new() } else { format!(" by {}", read.by) };
    format!("{}{language}, read {}{by}", script(&read.script), moment(&read.at))
}

/// A question asked by name on the recording, and where the yes to it is.
pub fn asked_by_name(again: &SaidAgain) -> String {
    let place = again.position.as_ref().map_or_else(|| moment(&again.at), place);
    format!("“{}” (yes at {place})", again.asked.trim())
}

/// What the timeline holds of the words said while recording.
pub fn other_words_on_the_recording() -> String {
    "Other words said there are heard on the recording itself.".to_owned()
}

pub fn words_not_kept() -> String {
    "The timeline holds the name of these words alone.".to_owned()
}

pub fn nothing_was_read() -> String {
    "No words were noted as read.".to_owned()
}

pub fn files_and_head_stand_apart() -> String {
    "The audio files with their hashes, and the head of the entry chain, stand in this call note under their own \
     headings."
        .to_owned()
}

pub fn case(case: SpecialCase) -> &'static str {
    match case {
        SpecialCase::Child => "A child is on the line",
        SpecialCase::Interpreter => "Someone interprets",
        SpecialCase::ThirdPerson => "Someone else can hear the call",
        SpecialCase::InDoubt => "It is in doubt whether they follow or answer freely",
        SpecialCase::JailLine => "The line is one of a jail or prison",
        SpecialCase::Relay => "The call goes through a relay for hearing or speech",
        SpecialCase::OtherSide => "On the other side, or with a lawyer of their own",
        SpecialCase::LineDropped => "The line was dropped and came back",
    }
}

fn about(which: SpecialCase, name: Option<&String>) -> String {
    name.map_or_else(|| case(which).to_owned(), |name| format!("{} ({name})", case(which)))
}

/// What happened to consent, where it is more than joining, reading, answering and withdrawing.
pub fn more_of_consent(what: &Happened) -> String {
    match what {
        Happened::PlaceGiven { name, place, place_name, known } => {
            format!("Place of {name}: {}", where_is(place, place_name, *known))
        }
        Happened::RulingApplied { ruling } => {
            let sentence = if ruling.sentence.is_empty() { rule(ruling) } else { ruling.sentence.clone() };
            format!("Rule written down: {sentence}")
        }
        Happened::DutySettled { words, .. } => format!("Said or ticked: {words}"),
        Happened::DutyTakenBack { words, .. } => format!("Ticked by mistake, taken back: {words}"),
        Happened::AnswerTakenBack { name } => {
            format!("The tick for the yes of {name} was taken back; {name} was to be asked again")
        }
        Happened::Reconfirmed { name } => format!("{name} said yes again on the recording"),
        Happened::NoValidConsent { takes, why } => format!(
            "It was noted that no valid consent existed for {}: {why}. {} locked from playback and export until the \
             supervising attorney decides",
            numbered(takes),
            capital(takes)
        ),
        other => of_a_case(other),
    }
}

fn of_a_case(what: &Happened) -> String {
    match what {
        Happened::CaseNoted { case, name, note } => {
            let note = if note.is_empty() { String::new() } else { format!(": {note}") };
            format!("{}{note}", about(*case, name.as_ref()))
        }
        Happened::CaseTakenBack { case, name, reason, attorney } => {
            let said = if attorney.is_empty() { String::new() } else { format!("; {attorney} said so") };
            format!("Does not apply after all: {}: {reason}{said}", about(*case, name.as_ref()))
        }
        Happened::CaseStepSettled { case, name, words, done_by } => {
            format!("{}: {words} (done by {done_by})", about(*case, name.as_ref()))
        }
        Happened::CaseStepTakenBack { case, name, words } => {
            format!("{}: ticked by mistake, taken back: {words}", about(*case, name.as_ref()))
        }
        Happened::CaseApproved { case, name, attorney, approved_at } => {
            format!("{}: recording approved by {attorney}, {approved_at}", about(*case, name.as_ref()))
        }
        Happened::ApprovalTakenBack { case, name, reason } => {
            format!("{}: approval taken back: {reason}", about(*case, name.as_ref()))
        }
        _ => String::new(),
    }
}
