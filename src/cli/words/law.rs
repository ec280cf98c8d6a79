//! What `law` says, besides the sentences it shares with the window (`crate::law`).

use super::{count, say};
use crate::app::trouble::Told;
use crate::cli::print::{lines, one_line};
use crate::content::Fault;
use crate::law::{Announcement, DutyHere, Jurisdiction, Medium, POLICY, PlaceRule, Rule, Ruling, Source};

/// Most characters of a line of a note.
const WIDTH: usize = 110;

/// The ruling, for people.
pub(in crate::cli) fn ruling(ruling: &Ruling, remarks: &[String], source: &Source) -> String {
    let mut all = vec![heading(ruling), ruling.sentence()];
    all.extend(ruling.doubts());
    all.extend_from_slice(remarks);
    for place in &ruling.places {
        all.push(String::new());
        all.extend(place_lines(place));
    }
    if !ruling.duties.is_empty() {
        all.extend([String::new(), "To say or to tick:".to_owned()]);
        all.extend(ruling.duties.iter().map(|duty| format!("  - {}", DutyHere::line(duty))));
    }
    all.extend([String::new(), POLICY.to_owned()]);
    if let Source::Firm(file) = source {
        all.push(format!("From the firm's own law file: {}", file.display()));
    }
    all.push(ruling.checked_line());
    lines(all.iter().map(|line| one_line(line)))
}

fn heading(ruling: &Ruling) -> String {
    let medium = match ruling.medium {
        Medium::Telephone => "by telephone",
        Medium::InPerson => "in person",
    };
    let rule = match ruling.rule {
        Rule::OneParty => "one-party",
        Rule::AllParty => "all-party",
    };
    format!("Recording {medium}: {rule}")
}

fn place_lines(place: &PlaceRule) -> Vec<String> {
    let mut lines = vec![format!("{} ({}): {}", place.name, place.code, place.rule_in_words())];
    if !place.citation.is_empty() {
        lines.push(format!("  {}", place.citation));
    }
    lines.extend(wrapped(&place.note));
    lines.extend(notice(place).map(|notice| format!("  {notice}")));
    lines.extend(place.sources.iter().map(|source| format!("  Source: {source}")));
    lines
}

/// Whether notice is enough; it goes without saying where one participant's yes is, and where nobody knows the place.
fn notice(place: &PlaceRule) -> Option<&'static str> {
    if place.rule == Rule::OneParty || place.citation.is_empty() {
        return None;
    }
    Some(match place.announcement_suffices {
        Announcement::Yes => "Clear notice at the start, on the recording, counts as a yes there.",
        Announcement::No => "Notice alone does not count as a yes there.",
        Announcement::Unclear => "Whether notice alone counts as a yes there is not settled.",
    })
}

/// A long text over several lines, set in.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("  {word}")),
        }
    }
    lines
}

/// A code of a country that has the letters of a state.
pub(in crate::cli) fn not_the_state(read: &Jurisdiction, state: &Jurisdiction) -> String {
    format!("{} is {}; {} is {}.", read.code, read.name, state.name, state.code)
}

/// Two bare letters.
pub(in crate::cli) fn read_as_state(typed: &str, read: &Jurisdiction) -> String {
    format!("“{}” was read as {} ({}); for another country say unknown.", typed.trim(), read.name, read.code)
}

pub(super) fn no_such_places(typed: &[String]) -> Told {
    let quoted: Vec<String> = typed.iter().map(|typed| format!("“{typed}”")).collect();
    let which = if typed.len() == 1 { "no such place" } else { "no such places" };
    say(
        format!("There is {which}: {}", quoted.join(", ")),
        "`rapport help law` says how places are named, a name of several words in quotes; for any other country, or where nobody knows, say unknown",
    )
}

/// The firm's file was left out, in one line; `None` where it was not.
pub(in crate::cli) fn left_out(faults: &[Fault]) -> Option<String> {
    let first = faults.first()?;
    let more = match faults.len().saturating_sub(1) {
        0 => String::new(),
        more => format!("; and {}", count(more, "more fault", "more faults")),
    };
    let line = format!(
        "The firm's law file has a fault, so the shipped one answers: {first}{more}. Mend it, or remove it"
    );
    Some(one_line(&line))
}
