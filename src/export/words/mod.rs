//! The fixed words of the call note: one function a message; `labels` holds headings and names.
//!
//! They say what was done and what was said, and judge nothing: what follows from it is for the supervising attorney.

mod consent;
mod gaps;
pub mod labels;
mod message;
mod recording;
mod talk;
mod times;

pub use consent::*;
pub use gaps::*;
pub use message::*;
pub use recording::*;
pub use talk::*;
pub use times::*;

use super::report::{
    Course, Exported, Interruption, Item, NextContact, Note, Settled, Standing, Status, Zone,
};
use crate::domain::checklist::{ChecklistStamp, ScriptStamp};
use crate::domain::fact::ConsentAnswer;
use crate::domain::notes::{NoteKind, Settlement};
use crate::domain::people::{Matter, PersonRole};
use crate::domain::readiness::Reading;
use crate::domain::stage::Stage;

pub fn title(client: &str) -> String {
    format!("Call note: {client}")
}

/// The words before the number of the page, and before the number of pages.
pub fn page_of() -> (&'static str, &'static str) {
    ("Page ", " of ")
}

pub fn none() -> String {
    "None".to_owned()
}

pub fn not_known() -> String {
    "not known".to_owned()
}

pub fn or_not_given(words: &str) -> String {
    if words.trim().is_empty() { "not given".to_owned() } else { words.to_owned() }
}

/// What is not blank, with commas.
pub fn joined<'a>(parts: impl IntoIterator<Item = &'a String>) -> String {
    let parts: Vec<&str> =
        parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

pub fn matter(matter: Option<&Matter>) -> String {
    matter.map_or_else(|| "not attached to a matter".to_owned(), |matter| matter.title.clone())
}

pub fn attached(matter: &str, at: &super::report::Moment) -> String {
    format!("{matter}, attached {}", moment(at))
}

pub fn not_finished() -> String {
    "This call is not finished.".to_owned()
}

pub fn not_finished_interrupted() -> String {
    "This call is not finished: it was interrupted.".to_owned()
}

pub fn finished(left_open: usize) -> String {
    match left_open {
        0 => "finished, no ends left open".to_owned(),
        1 => "finished, 1 end left open".to_owned(),
        many => format!("finished, {many} ends left open"),
    }
}

pub fn left_open(count: usize) -> String {
    let ends = if count == 1 { "1 end" } else { &format!("{count} ends") };
    format!(
        "The call was finished with {ends} left open: what was put off, concerns and assumptions marked open, and promises without a date."
    )
}

pub fn no_end(newest: &super::report::Moment) -> String {
    format!("not finished; newest entry {}", moment(newest))
}

pub fn call_length(call: &Course) -> String {
    let Some(seconds) = call.length_seconds else { return "not known: the clock was set back".to_owned() };
    let lasted = length(std::time::Duration::from_secs(seconds));
    let so_far = if call.status == Status::Finished { "" } else { " up to the newest entry" };
    let away = match (call.interruptions.is_empty(), call.put_away) {
        (true, 0) => "",
        (true, _) => "time it was put away not counted",
        (false, 0) => "interruptions not counted",
        (false, _) => "interruptions and time it was put away not counted",
    };
    let clock = if call.clock_changes.is_empty() { "" } else { "changes of the clock taken out" };
    let without: Vec<&str> = [away, clock].into_iter().filter(|words| !words.is_empty()).collect();
    let comma = if without.is_empty() { "" } else { ", " };
    format!("{lasted}{so_far}{comma}{}", without.join(" and "))
}

pub fn interruption(one: &Interruption) -> String {
    let after = one.resumed.as_ref().map_or_else(
        || format!("found {}", moment(&one.found)),
        |resumed| format!("gone on with {}", moment(resumed)),
    );
    format!("last sign of life {}; {after}", moment(&one.last_sign))
}

pub fn agreed_time(agreed: &[super::report::AgreedTime]) -> String {
    let one = |time: &super::report::AgreedTime| {
        let minutes = if time.minutes == 1 { "minute" } else { "minutes" };
        format!("{} {minutes} (said {})", time.minutes, moment(&time.at))
    };
    if agreed.is_empty() {
        "none agreed".to_owned()
    } else {
        agreed.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

pub fn zones(zones: &[Zone]) -> String {
    let one = |zone: &Zone| {
        if zone.known {
            zone.name.clone()
        } else {
            format!("“{}” (not known here: its times are told in UTC)", zone.name)
        }
    };
    zones.iter().map(one).collect::<Vec<_>>().join("; ")
}

pub fn checklist(stamp: &ChecklistStamp) -> String {
    let ChecklistStamp { id, version, title, language } = stamp;
    format!("{title} ({id}, version {version}, language {language})")
}

pub fn card_updated(at: &super::report::Moment) -> String {
    format!("brought up to date {}", moment(at))
}

pub fn program(version: &str) -> String {
    format!("Rapport {version}")
}

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Prepare => "Prepare",
        Stage::Roles => "Roles",
        Stage::Consent => "Consent",
        Stage::Interview => "Interview",
        Stage::Close => "Close",
    }
}

/// The heading over the items and lines of a stage.
pub fn items_of(stage: Stage) -> &'static str {
    match stage {
        Stage::Prepare => "Before dialing",
        Stage::Roles => "Opening the call",
        Stage::Consent => "Asking to record",
        Stage::Interview => "Interview",
        Stage::Close => "Before hanging up",
    }
}

pub fn entered() -> String {
    "entered".to_owned()
}

pub fn left_out(reason: &str) -> String {
    format!("left out: {reason}")
}

pub fn role(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Client => "client",
        PersonRole::Interpreter => "interpreter",
        PersonRole::RelayOperator => "relay operator",
        PersonRole::Relative => "family or friend",
        PersonRole::ParentOrGuardian => "parent or guardian",
        PersonRole::Attorney => "attorney",
        PersonRole::OtherSide => "other side, or with a lawyer of their own",
        PersonRole::Officer => "officer",
        PersonRole::Other => "other",
    }
}

pub fn answer(answer: ConsentAnswer) -> String {
    match answer {
        ConsentAnswer::Yes => "yes",
        ConsentAnswer::No => "no",
        ConsentAnswer::NotSure => "not sure, which counts as no",
    }
    .to_owned()
}

pub fn was_not_asked() -> String {
    "was not asked".to_owned()
}

pub fn script(script: &ScriptStamp) -> String {
    format!("{}, version {}", script.id, script.version)
}

pub fn joined_the_line(name: &str, as_role: PersonRole) -> String {
    format!("On the line: {name} ({})", role(as_role))
}

pub fn left_the_line(name: &str) -> String {
    format!("Left the line: {name}")
}

pub fn explained(words: &ScriptStamp) -> String {
    format!("Benefits and risks were explained and the question was read (script {})", script(words))
}

pub fn withdrawn(name: Option<&str>) -> String {
    name.map_or_else(
        || "Consent was withdrawn; who said it was not noted".to_owned(),
        |name| format!("Consent was withdrawn by {name}"),
    )
}

pub fn script_changed(words: &ScriptStamp) -> String {
    format!("These words came into force (script {})", script(words))
}

pub fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Plain => "Note",
        NoteKind::Concern => "Concern",
        NoteKind::Assumption => "Assumption",
        NoteKind::Promise => "Promise or request",
        NoteKind::AttorneyQuestion => "Question for the supervising attorney",
        NoteKind::Issue => "Main issue",
    }
}

pub fn note_label(note: &Note) -> String {
    let state = match (&note.struck, note.earlier.is_empty()) {
        (Some(_), _) => ", struck out",
        (None, false) => ", corrected",
        (None, true) => "",
    };
    format!("{}{state}:", note_kind(note.kind))
}

pub fn marker() -> String {
    "Marker".to_owned()
}

pub fn struck_out() -> String {
    "Struck out because:".to_owned()
}

pub fn corrected(at: &super::report::Moment) -> String {
    format!("Corrected {}; it read before:", moment(at))
}

pub fn while_asking() -> String {
    "While asking:".to_owned()
}

/// How a concern or an assumption was laid to rest, and what was said.
pub fn settled(settled: &Settled) -> (String, String) {
    let how = match settled.how {
        Settlement::Asked => "Asked",
        Settlement::Answered => "Answered",
        Settlement::HandedOver => "Handed over to the supervising attorney",
    };
    let stop = if settled.words.is_empty() { "" } else { ":" };
    (format!("{how}{stop}"), settled.words.clone())
}

pub fn concern_open() -> (String, String) {
    ("Open: not answered during the call".to_owned(), String::new())
}

pub fn assumption_open() -> (String, String) {
    ("Open: not asked during the call".to_owned(), String::new())
}

pub fn no_owner() -> String {
    "nobody named".to_owned()
}

pub fn no_date() -> String {
    "no date".to_owned()
}

pub fn promised(due: &super::report::DueTime) -> String {
    format!("Due {}, owner {}", local_time(&due.by), due.owner)
}

pub fn next_contact(next: &NextContact) -> String {
    let how = if next.how.is_empty() { String::new() } else { format!(", {}", next.how) };
    format!("{}{how} (agreed {})", local_time(&next.on), moment(&next.agreed))
}

pub fn put_off_in(from: Stage, at: &super::report::Moment) -> String {
    format!("{}, put off {}", stage(from), moment(at))
}

pub fn own_question() -> String {
    "(added during the call)".to_owned()
}

pub fn standing(item: &Item) -> String {
    let said = if item.stage == Stage::Prepare { "confirmed by hand" } else { "said" };
    match &item.standing {
        Standing::Ticked { at } => format!("{said} {}", moment(at)),
        Standing::Sensed { at, reading: read } => format!("sensed {}: {}", moment(at), reading(read)),
        Standing::Deferred { at } => format!("put off {}, not done", moment(at)),
        Standing::Skipped { at, reason } => format!("left out {}: {reason}", moment(at)),
        Standing::Open { reading: None } if item.stage == Stage::Prepare => "not confirmed".to_owned(),
        Standing::Open { reading: None } => "not said".to_owned(),
        Standing::Open { reading: Some(read) } => format!("not ready: {}", reading(read)),
    }
}

fn reading(read: &Reading) -> String {
    match read {
        Reading::Microphone { peak } => format!("loudest sound {:.1} % of full scale", peak * 100.0),
        Reading::Disk { minutes } if *minutes < 120 => format!("room for {minutes} minutes of recording"),
        Reading::Disk { minutes } => format!("room for {} hours of recording", minutes / 60),
        Reading::Power { mains: true, charge_percent: None } => "on mains power".to_owned(),
        Reading::Power { mains: true, charge_percent: Some(charge) } => {
            format!("on mains power, battery {charge} % charged")
        }
        Reading::Power { mains: false, charge_percent: Some(charge) } => {
            format!("on battery, {charge} % charged")
        }
        Reading::Power { mains: false, charge_percent: None } => "on battery, charge not known".to_owned(),
        Reading::ChatPrograms { running } if running.is_empty() => "no chat program running".to_owned(),
        Reading::ChatPrograms { running } => format!("running: {}", running.join(", ")),
    }
}

pub fn addendum(at: &super::report::Moment, by: &str) -> String {
    if by.trim().is_empty() { moment(at) } else { format!("{}, by {by}", moment(at)) }
}

pub fn clock_change(by_seconds: i64) -> String {
    let by = length(std::time::Duration::from_secs(by_seconds.unsigned_abs()));
    let way = if by_seconds < 0 { "back" } else { "forward" };
    format!("The clock of the machine was set {way} by {by}")
}

pub fn exported(one: &Exported) -> String {
    match &one.sound {
        None => format!("{}, SHA-256", one.format),
        Some(sound) => format!("{}, {}, SHA-256", one.format, sound_export(sound)),
    }
}

pub fn what_the_chain_shows() -> String {
    "Each entry carries the hash of the one before, so that a record that was changed or cut short after this call note \
     was made no longer agrees with the head printed here; the chain does not show that an entry was true when it was \
     written, and a record written anew from its beginning shows only against a copy of this call note kept outside the \
     program."
        .to_owned()
}
