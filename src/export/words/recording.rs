//! The recording in words, and the consent line that leads to it.

use super::{answer, clock, length, moment, role};
use crate::domain::custody::{CustodyFact, Decided, Deletion};
use crate::domain::fact::ConsentAnswer;
use crate::domain::recording::{StopReason, TakeFormat};
use crate::domain::sound_export::{Gaps, SoundExport};
use crate::domain::track::Track;
use crate::export::report::{
    AudioFile, Decision, DeviceChange, Event, Gone, Happened, OnTheLine, OutputChange, Recording, Report,
    SaidOtherwise, Take,
};
use std::time::Duration;

/// The consent line, in fixed wording.
pub fn consent_line(report: &Report) -> String {
    if report.recording.has_sound() { recorded_by_consent(report) } else { not_recorded_because(report) }
}

fn recorded_by_consent(report: &Report) -> String {
    let without: Vec<String> = report
        .consent
        .takes
        .iter()
        .filter(|take| !take.everyone_said_yes)
        .map(|take| take.take.to_string())
        .collect();
    if without.is_empty() && !report.consent.takes.is_empty() {
        let takes = if report.consent.takes.len() == 1 { "recording began" } else { "each take began" };
        return format!(
            "This call was recorded. Before {takes}, each person on the line had been asked for permission to record \
             and had said yes.{}",
            withdrawn_later(report)
        );
    }
    let which =
        if without.is_empty() { "recording".to_owned() } else { format!("take {}", without.join(", ")) };
    format!(
        "This call was recorded. The record does not show a yes of each person on the line before {which} \
         began.{}",
        withdrawn_later(report)
    )
}

fn withdrawn_later(report: &Report) -> String {
    let withdrawn = |event: &Event| matches!(event.what, Happened::Withdrawn { .. });
    let events = &report.consent.events;
    let mut later = String::new();
    for one in &report.consent.objections {
        later.push_str(&said_otherwise(one));
    }
    if events.iter().any(withdrawn) {
        later.push_str(" Consent was withdrawn in the course of the call.");
    }
    for event in events {
        if let Happened::NoValidConsent { takes, .. } = &event.what {
            later.extend([" It was noted that no valid consent existed for ", &numbered(takes), "."]);
        }
    }
    later
}

/// Somebody with whose yes takes were made and who said otherwise later.
fn said_otherwise(one: &SaidOtherwise) -> String {
    let SaidOtherwise { name, role: as_role, said, takes, .. } = one;
    let who = format!("{name} ({})", role(*as_role));
    let made = format!("{} had been made or begun with their yes", numbered(takes));
    match said {
        Some(ConsentAnswer::NotSure) => {
            format!(" Later {who} was {}; {made}.", answer(ConsentAnswer::NotSure))
        }
        Some(said) => format!(" Later {who} said {}; {made}.", answer(*said)),
        None => format!(" Later the tick for the yes of {who} was taken back; {made}."),
    }
}

fn not_recorded_because(report: &Report) -> String {
    format!("Nothing was recorded: {}.", why_not(report))
}

fn why_not(report: &Report) -> String {
    let consent = &report.consent;
    let skipped = consent
        .skipped
        .as_ref()
        .map(|reason| format!(" (the consent stage was left out: {reason})"))
        .unwrap_or_default();
    if consent.people.iter().all(|someone| someone.answers.is_empty()) {
        let explained = consent.events.iter().any(|event| matches!(event.what, Happened::Explained { .. }));
        let line = if explained {
            "the question was read, and no answer was noted"
        } else {
            "nobody was asked for permission to record"
        };
        return format!("{line}{skipped}");
    }
    let refused: Vec<String> = consent.people.iter().filter_map(refusal).collect();
    if !refused.is_empty() {
        return format!("asked for permission to record, {}{skipped}", refused.join("; "));
    }
    if let Some(failure) = report.recording.failures.last() {
        return format!("permission was given, and a take could not begin ({})", failure.what);
    }
    if !report.recording.takes.is_empty() {
        return "permission was given and a take was begun, and no sound was kept".to_owned();
    }
    if consent.events.iter().any(|event| matches!(event.what, Happened::Withdrawn { .. })) {
        return "permission was given and withdrawn before a take was begun".to_owned();
    }
    let unasked: Vec<&str> = consent
        .people
        .iter()
        .filter(|someone| someone.answers.is_empty())
        .map(|someone| someone.name.as_str())
        .collect();
    if unasked.is_empty() {
        "permission was given, and no take was begun".to_owned()
    } else {
        format!("not everyone was asked for permission to record ({})", unasked.join(", "))
    }
}

/// Someone whose last answer was no or not sure, or a yes of which the tick was taken back.
fn refusal(someone: &OnTheLine) -> Option<String> {
    let last = someone.answers.last()?;
    let said = match last.answer {
        ConsentAnswer::Yes if last.taken_back.is_some() => {
            "has no yes noted that stands: the tick for it was taken back".to_owned()
        }
        ConsentAnswer::Yes => return None,
        ConsentAnswer::No => "said no".to_owned(),
        ConsentAnswer::NotSure => format!("was {}", answer(last.answer)),
    };
    Some(format!("{} ({}) {said}", someone.name, role(someone.role)))
}

pub fn nothing_recorded() -> String {
    "Nothing was recorded.".to_owned()
}

pub fn recorded(recording: &Recording) -> String {
    let takes =
        if recording.takes.len() == 1 { "1 take" } else { &format!("{} takes", recording.takes.len()) };
    let running = if recording.takes.iter().any(|take| take.ended.is_none()) {
        " and one that has no end yet"
    } else {
        ""
    };
    let standing = |names: &[&str]| {
        let is = |take: &&Take| names.contains(&take.standing);
        recording.takes.iter().filter(is).map(|take| take.number).collect::<Vec<u32>>()
    };
    let told = |what: &str, takes: &[u32]| {
        if takes.is_empty() { String::new() } else { format!("; {what}: {}", numbered(takes)) }
    };
    let locked = told("locked", &standing(&["restricted", "deletion_decided"]));
    let deleted = told("deleted since", &standing(&["deleted"]));
    format!("{takes}; recorded time {}{running}{locked}{deleted}", clock(recording.recorded))
}

pub fn device(format: &TakeFormat) -> String {
    let TakeFormat { device_id, device_name, rate, bits } = format;
    format!("{device_name} ({device_id}), {rate} Hz, {bits} bits")
}

/// How long a take is, and why and when it ended.
pub fn take_end(take: &Take) -> (String, String) {
    take.ended.as_ref().map_or_else(
        || ("no end yet".to_owned(), "no end yet".to_owned()),
        |end| (clock(end.length), format!("{}, {}", stop_reason(&end.why), moment(&end.at))),
    )
}

fn stop_reason(why: &StopReason) -> String {
    match why {
        StopReason::ByHand => "stopped by hand".to_owned(),
        StopReason::ConsentEnded => "consent ended".to_owned(),
        StopReason::DeviceLost => "the device was lost".to_owned(),
        StopReason::DiskFull => "the disk was full".to_owned(),
        StopReason::DiskReserve => "the disk was nearly full, so it was ended in good order".to_owned(),
        StopReason::Failed { what } => format!("it went wrong: {what}"),
        StopReason::Interrupted => "the program ended in mid-take".to_owned(),
    }
}

pub fn no_files() -> String {
    "None finished".to_owned()
}

pub fn file(file: &AudioFile) -> String {
    let salvaged = if file.salvaged { " (salvaged after an interruption)" } else { "" };
    let gone = match &file.gone {
        None => String::new(),
        Some(Gone::Deleted { at }) => format!(" (deleted on {})", moment(at)),
        Some(Gone::Missing { at }) => format!(" (found missing on {})", moment(at)),
    };
    format!("{}{salvaged}{gone}", file.file)
}

/// What became of a take; `None` where nothing was decided about it.
pub fn standing_of(take: &Take) -> Option<String> {
    let since = take.standing_since.as_ref().map(moment)?;
    Some(match take.standing {
        "kept" => format!("kept, decided {since}"),
        "restricted" => format!("locked from playback and export since {since}"),
        "released" => format!("released by the supervising attorney {since}"),
        "deletion_decided" => format!("to be deleted, decided {since}; not done yet"),
        "deleted" => format!("deleted {since}"),
        _ => return None,
    })
}

/// The heading of what is told of one take.
pub fn take(number: u32) -> String {
    capital(&[number])
}

pub fn file_length(file: &AudioFile) -> String {
    format!("{} ({} frames)", clock(file.length), grouped(file.frames))
}

/// A count with a comma between thousands.
fn grouped(count: u64) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", grouped(count / 1000), count % 1000) }
}

pub fn failed(take: u32, what: &str) -> String {
    format!("Take {take}: {what}")
}

/// A side of the call.
pub fn side(track: Track) -> &'static str {
    match track {
        Track::Mic => "this side",
        Track::Far => "far end",
    }
}

/// The devices of a take, a side each.
pub fn devices(take: &Take) -> String {
    let this_side = device(&take.device);
    take.far.as_ref().map_or_else(
        || this_side.clone(),
        |far| format!("{}: {this_side}; {}: {}", side(Track::Mic), side(Track::Far), device(far)),
    )
}

pub fn device_changed(change: &DeviceChange) -> String {
    let DeviceChange { take, track, from, to, .. } = change;
    if let Some(same) = to.as_ref().filter(|to| to.device_name == *from) {
        return format!("Take {take}, {}: back, recorded again from {}", side(*track), device(same));
    }
    let from = if from.is_empty() { "no device" } else { from };
    let to = to.as_ref().map_or_else(|| "no device".to_owned(), device);
    format!("Take {take}, {}: from {from} to {to}", side(*track))
}

pub fn output_changed(change: &OutputChange) -> String {
    let OutputChange { take, plays_on, recorded_from, .. } = change;
    if plays_on == recorded_from {
        return format!(
            "Take {take}: the computer plays on {plays_on} again, from which the far end is recorded"
        );
    }
    format!(
        "Take {take}: the computer plays on {plays_on} now; the far end is still recorded from {recorded_from}"
    )
}

pub fn slept(seconds: u64) -> String {
    format!("The computer slept for {}", length(Duration::from_secs(seconds)))
}

pub fn numbered(takes: &[u32]) -> String {
    let numbers: Vec<String> = takes.iter().map(u32::to_string).collect();
    format!("{} {}", if takes.len() == 1 { "take" } else { "takes" }, numbers.join(", "))
}

/// What was decided about the recording, or done by it.
pub fn decision(one: &Decision) -> String {
    let desk = if one.by.trim().is_empty() { String::new() } else { format!(" (noted by {})", one.by) };
    let what = match &one.what {
        CustodyFact::AudioKept { takes, decided, reason } => {
            format!("{} kept{}{}", capital(takes), by_rule(*decided), because(reason))
        }
        CustodyFact::AudioRestricted { takes, decided, reason } => format!(
            "{} locked from playback and export until the supervising attorney decides{}{}",
            capital(takes),
            by_rule(*decided),
            because(reason)
        ),
        CustodyFact::AudioReleased { takes, attorney, reason } => {
            format!("{} released by {attorney}{}", capital(takes), because(reason))
        }
        CustodyFact::DeletionDecided { takes, decided_by, reason, .. } => {
            format!("Deletion of {} decided by {decided_by}{}", numbered(takes), because(reason))
        }
        CustodyFact::AudioDeleted { takes, deletion } => deleted(takes, deletion),
        CustodyFact::HoldPlaced { reason, ordered_by } => {
            format!("Matter put on hold{}{}", ordered(ordered_by), because(reason))
        }
        CustodyFact::HoldLifted { reason, ordered_by } => {
            format!("Hold on the matter lifted{}{}", ordered(ordered_by), because(reason))
        }
    };
    format!("{what}{desk}")
}

fn deleted(takes: &[u32], deletion: &Deletion) -> String {
    let Deletion { gone, missing, left } = deletion;
    if gone.is_empty() && missing.is_empty() && !left.is_empty() {
        return format!("Audio of {} could not be deleted: {}", numbered(takes), left.join("; "));
    }
    let files = if gone.len() == 1 { "1 file".to_owned() } else { format!("{} files", gone.len()) };
    let missing = if missing.is_empty() {
        String::new()
    } else {
        format!("; not there any more: {}", missing.join(", "))
    };
    let (in_part, left) = if left.is_empty() {
        ("", String::new())
    } else {
        (" in part", format!("; could not be deleted: {}", left.join("; ")))
    };
    format!("Audio of {} deleted{in_part}: {files}{missing}{left}", numbered(takes))
}

pub fn capital(takes: &[u32]) -> String {
    let words = numbered(takes);
    words.replacen('t', "T", 1)
}

fn by_rule(decided: Decided) -> &'static str {
    match decided {
        Decided::ByPerson => "",
        Decided::ByRule => ", by the firm’s rule once a yes was taken back",
    }
}

fn ordered(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!(", ordered by {by}") }
}

fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(": {reason}") }
}

/// How the recording was written as one file.
pub fn sound_export(sound: &SoundExport) -> String {
    let gaps = match sound.gaps {
        Gaps::Silence => "the recording, gaps as silence",
        Gaps::Cut => "the recording, gaps cut out",
    };
    let takes: Vec<String> = sound.left_out.iter().map(u32::to_string).collect();
    match takes.as_slice() {
        [] => gaps.to_owned(),
        [one] => format!("{gaps}, without take {one}, which is locked"),
        many => format!("{gaps}, without takes {}, which are locked", many.join(", ")),
    }
}
