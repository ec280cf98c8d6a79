//! What an entry says, in a line of plain text; its kind stands beside it.

use crate::cli::print::{length, second};
use crate::domain::call::Call;
use crate::domain::custody::{CustodyFact, Decided, Deletion};
use crate::domain::entry::frames_as_time;
use crate::domain::fact::Fact;
use crate::domain::ids::PersonId;
use crate::domain::readiness::Reading;
use crate::domain::recording::{GapReason, StopReason};
use crate::domain::track::Track;
use crate::export::numbered;
use serde::Serialize;
use std::time::Duration;

/// What an entry of a call says.
pub(in crate::cli) fn entry(fact: &Fact, call: &Call) -> String {
    match fact {
        Fact::Opened { client, matter, checklist, .. } => {
            let matter = matter.as_ref().map_or_else(super::no_matter, |matter| matter.title.clone());
            format!("{}, {matter}; checklist “{}” {}", client.card.name, checklist.title, checklist.version)
        }
        Fact::Attached { client, matter } => format!("{}, {}", client.card.name, matter.title),
        Fact::StageEntered { stage } => stage.name().to_owned(),
        Fact::StageSkipped { stage, reason } => format!("{}: {reason}", stage.name()),
        Fact::TimeAgreed { minutes } => super::count(*minutes as usize, "minute", "minutes"),
        Fact::CardUpdated { card } => card.name.clone(),
        Fact::NextContactAgreed { at, how } => format!("{} {how}", at.strftime("%Y-%m-%d %H:%M")),
        Fact::Finished { left_open } => format!("{} left open", super::count(*left_open, "end", "ends")),
        Fact::Addendum { text } => text.clone(),
        Fact::Interrupted { last_sign } => format!("last sign {}", second(*last_sign)),
        Fact::ClockChanged { by_seconds } => format!("{by_seconds} s"),
        Fact::Exported { format, sha256, sound, .. } => {
            let how = sound.as_ref().map_or_else(String::new, super::sound::how);
            format!("{format}{how}, SHA-256 {sha256}")
        }
        Fact::TalkCounted { talk } => {
            format!("this side {} %, far end {} %", talk.percent(Track::Mic), talk.percent(Track::Far))
        }
        Fact::FileSealed { file, sha256 } => format!("{file}, SHA-256 {sha256}"),
        Fact::Resumed | Fact::Marked => String::new(),
        other => during_the_call(other, call),
    }
}

fn during_the_call(fact: &Fact, call: &Call) -> String {
    match fact {
        Fact::ItemTicked { words, sensed, .. } => format!("{words}{}", sensed_by(sensed.as_ref())),
        Fact::ItemCleared { item, sensed } => format!("{item}{}", sensed_by(sensed.as_ref())),
        Fact::ItemDeferred { words, .. } => words.clone(),
        Fact::ItemSkipped { words, reason, .. } => format!("{words}: {reason}"),
        Fact::PersonJoined { person } => format!("{} ({})", person.name, name(&person.role)),
        Fact::PersonLeft { person } => person_name(person, call),
        Fact::ConsentExplained { script, .. } | Fact::ConsentScriptChanged { script, .. } => {
            format!("script {} {}", script.id, script.version)
        }
        Fact::ConsentAnswered { person, answer, .. } => {
            format!("{}: {}", person_name(person, call), name(answer))
        }
        Fact::ConsentWithdrawn { person } => person
            .as_ref()
            .map_or_else(|| "by whom was not noted".to_owned(), |person| person_name(person, call)),
        Fact::NoteAdded { note, text, .. } => format!("{}: {text}", name(note)),
        Fact::NoteCorrected { note, text } => format!("entry {note}: {text}"),
        Fact::NoteStruck { note, reason } => format!("entry {note}: {reason}"),
        Fact::NoteSettled { note, how, words } => format!("entry {note}: {} {words}", name(how)),
        Fact::PromiseDated { note, due } => {
            format!("entry {note}: {}, due {}", due.owner, due.by.strftime("%Y-%m-%d %H:%M"))
        }
        Fact::QuestionAdded { ask, .. } => ask.clone(),
        Fact::QuestionSkipped { asked, reason, .. } => format!("{asked} {reason}"),
        Fact::Answered { asked, text, .. } => format!("{asked} {text}"),
        Fact::Consent(fact) => super::consent::fact(fact, call),
        other => of_the_recording(other),
    }
}

fn of_custody(fact: &CustodyFact) -> String {
    match fact {
        CustodyFact::AudioKept { takes, decided, reason }
        | CustodyFact::AudioRestricted { takes, decided, reason } => {
            let by = if *decided == Decided::ByRule { ", by the firm's rule" } else { "" };
            format!("{}{by}{}", numbered(takes), because(reason))
        }
        CustodyFact::AudioReleased { takes, attorney, reason } => {
            format!("{}, by {attorney}{}", numbered(takes), because(reason))
        }
        CustodyFact::DeletionDecided { takes, decided_by, reason, files } => {
            let files = super::count(files.len(), "file", "files");
            format!("{}, by {decided_by}, {files}{}", numbered(takes), because(reason))
        }
        CustodyFact::AudioDeleted { takes, deletion: Deletion { gone, missing, left } } => {
            let went: Vec<String> =
                gone.iter().map(|gone| format!("{} SHA-256 {}", gone.file, gone.sha256)).collect();
            let missing = if missing.is_empty() {
                String::new()
            } else {
                format!("; not there: {}", missing.join(", "))
            };
            let left = if left.is_empty() { String::new() } else { format!("; left: {}", left.join("; ")) };
            format!("{}: {}{missing}{left}", numbered(takes), none_or(&went))
        }
        CustodyFact::HoldPlaced { reason, ordered_by } | CustodyFact::HoldLifted { reason, ordered_by } => {
            let by =
                if ordered_by.is_empty() { String::new() } else { format!(" (ordered by {ordered_by})") };
            format!("{reason}{by}")
        }
    }
}

fn of_the_recording(fact: &Fact) -> String {
    match fact {
        Fact::RecordingRequested { take } | Fact::RecordingResumed { take } => format!("take {take}"),
        Fact::RecordingStarted { take, format, far } => {
            let far = far.as_ref().map(|far| format!("; far end: {}, {} Hz", far.device_name, far.rate));
            format!("take {take}, {}, {} Hz{}", format.device_name, format.rate, far.unwrap_or_default())
        }
        Fact::DeviceChanged { take, track, from, to, .. } => {
            if to.as_ref().is_some_and(|to| to.device_name == *from) {
                return format!("take {take}, {track}: {from} is back");
            }
            let from = if from.is_empty() { "none" } else { from };
            let to = to.as_ref().map_or("none", |format| format.device_name.as_str());
            format!("take {take}, {track}: {from} -> {to}")
        }
        Fact::OutputChanged { take, plays_on, recorded_from } => {
            format!("take {take}: the computer plays on {plays_on}; far end: {recorded_from}")
        }
        Fact::RecordingPaused { take, reason } | Fact::PauseExplained { take, reason } => {
            format!("take {take}{}", because(reason))
        }
        Fact::GapNoted { take, track, lasted_ms, reason, .. } => {
            let side = track.map_or_else(String::new, |track| format!(", {track}"));
            if *reason == GapReason::Overflow && *lasted_ms == 0 {
                return format!("take {take}{side}, the sound system lost sound, how much is not known");
            }
            let lasted = match *lasted_ms {
                ms @ 1..1_000 => format!("{ms} ms"),
                ms => format!("{:.1} s", Duration::from_millis(ms).as_secs_f64()),
            };
            let why = match reason {
                GapReason::Paused { reason } => format!("paused{}", because(reason)),
                GapReason::Overflow => "the machine could not keep up".to_owned(),
                GapReason::NoSound => "the device delivered nothing".to_owned(),
                GapReason::DeviceGone { device } => format!("{device} was gone"),
                GapReason::Slept => "the machine slept".to_owned(),
            };
            format!("take {take}{side}, {lasted}, {why}")
        }
        Fact::RecordingStopped { take, frames, rate, why } => {
            format!("take {take}, {}, {}", length(frames_as_time(*frames, *rate)), stopped(why))
        }
        Fact::RecordingFailed { take, what } => format!("take {take}: {what}"),
        Fact::SegmentFinished { file, frames, sha256, salvaged, .. } => {
            let salvaged = if *salvaged { ", repaired" } else { "" };
            format!("{file}, {frames} frames{salvaged}, SHA-256 {sha256}")
        }
        Fact::Slept { seconds } => format!("{seconds} s"),
        Fact::Custody(fact) => of_custody(fact),
        _ => String::new(),
    }
}

pub(super) fn person_name(person: &PersonId, call: &Call) -> String {
    call.consent().person(person).map_or_else(|| person.to_string(), |known| known.person.name.clone())
}

fn stopped(why: &StopReason) -> String {
    match why {
        StopReason::ByHand => "by hand".to_owned(),
        StopReason::ConsentEnded => "consent ended".to_owned(),
        StopReason::DeviceLost => "the device was lost".to_owned(),
        StopReason::DiskFull => "the disk was full".to_owned(),
        StopReason::DiskReserve => "the disk was nearly full".to_owned(),
        StopReason::Failed { what } => what.clone(),
        StopReason::Interrupted => "the program ended".to_owned(),
    }
}

fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(": {reason}") }
}

fn sensed_by(reading: Option<&Reading>) -> String {
    match reading {
        None => String::new(),
        Some(Reading::Microphone { peak }) => format!(" (sensed: peak {peak:.4})"),
        Some(Reading::Disk { minutes }) => format!(" (sensed: {minutes} minutes)"),
        Some(Reading::Power { mains: true, .. }) => " (sensed: mains)".to_owned(),
        Some(Reading::Power { mains: false, .. }) => " (sensed: battery)".to_owned(),
        Some(Reading::ChatPrograms { running }) => format!(" (sensed running: {})", none_or(running)),
    }
}

fn none_or(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// The name a value bears in files, such as `not_sure`.
pub(super) fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
