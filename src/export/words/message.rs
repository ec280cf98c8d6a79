//! The words of the message for the supervising attorney.

use super::{answer, moment, numbered, role};
use crate::export::report::{Event, TakeConsent};

/// Attorney, paralegal, client, matter, time and call.
pub fn message_head(parts: [String; 6]) -> String {
    let [attorney, from, client, matter, started, call] = parts;
    format!(
        "To: {attorney}, supervising attorney\nFrom: {from}\nAbout: a recording for which no valid consent was found\n\nCall: \
         {client}, {matter}, {started} ({call})\n\n"
    )
}

pub fn noted_no_valid_consent(event: &Event, takes: &[u32], why: &str) -> String {
    let by = if event.by.trim().is_empty() { String::new() } else { format!(" by {}", event.by) };
    let at = moment(&event.at);
    format!(
        "On {at} it was noted{by} that no valid consent existed for {}. What turned out: {why}\n",
        numbered(takes)
    )
}

/// Who was on the line when a take was asked for, and what each had said.
pub fn on_the_line_at_the_start(take: &TakeConsent) -> String {
    let mut text = format!("On the line when take {} was asked for:\n", take.take);
    if take.line.is_empty() {
        text.push_str("- nobody is noted\n");
    }
    for someone in &take.line {
        let said = someone
            .said
            .map_or_else(|| "no answer that counted".to_owned(), |said| format!("said {}", answer(said)));
        text.extend(["- ", &someone.name, " (", role(someone.role), "): ", &said, "\n"]);
    }
    text
}

pub fn locked_since(at: &str) -> String {
    format!("It is locked from playback and export since {at}. Rapport has deleted nothing of it.\n")
}

pub fn released_by(attorney: &str, at: &str) -> String {
    format!("It was released by {attorney} on {at}.\n")
}

pub fn deletion_decided_by(who: &str, at: &str) -> String {
    format!("Its deletion was decided by {who} on {at} and is not done.\n")
}

pub fn deleted_by(who: &str, at: &str) -> String {
    format!("It was deleted on {at}; {who} decided it.\n")
}

pub fn not_locked() -> String {
    "It is not locked.\n".to_owned()
}

pub fn files_of<'a>(files: impl Iterator<Item = &'a str>) -> String {
    let files: Vec<&str> = files.collect();
    if files.is_empty() { String::new() } else { format!("Files: {}\n", files.join(", ")) }
}

pub fn decision_is_the_attorneys() -> String {
    "Until you decide, please let nobody listen to it, copy it, transcribe it or use it. To be decided: whether it stays \
     locked, is released, or is deleted, and whether a hold or a duty to keep it applies. This message tells what the \
     record of the call holds; it takes no view on what follows from it.\n"
        .to_owned()
}
