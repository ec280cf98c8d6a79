//! Times, lengths and places in words.

use crate::export::report::{LocalTime, Moment, Place};
use jiff::ZonedDateTime;
use std::time::Duration;

const MOMENT: &str = "%b %-d, %Y, %-I:%M:%S %p %Z";

pub fn moment(moment: &Moment) -> String {
    told(&moment.on_the_clock(), MOMENT)
}

pub fn day(moment: &Moment) -> String {
    told(&moment.on_the_clock(), "%B %-d, %Y")
}

pub fn long_day(moment: &Moment) -> String {
    told(&moment.on_the_clock(), "%A, %B %-d, %Y")
}

/// RFC 3339 in UTC, to the second, for programs.
pub fn utc(moment: &Moment) -> String {
    moment.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A due time, on the clock of the office.
pub fn local_time(time: &LocalTime) -> String {
    time.zoned().map_or_else(
        || time.local.strftime("%a, %b %-d, %Y, %-I:%M %p").to_string(),
        |zoned| told(&zoned, "%a, %b %-d, %Y, %-I:%M %p %Z"),
    )
}

fn told(time: &ZonedDateTime, how: &str) -> String {
    time.strftime(how).to_string()
}

/// Wall time and, where a take was open, the place in the recording.
pub fn stamp(at: &Moment, position: Option<&Place>) -> String {
    position.map_or_else(|| moment(at), |position| format!("{}, recording {}", moment(at), place(position)))
}

pub fn noted(at: &Moment, position: Option<&Place>) -> String {
    format!("Noted {}", stamp(at, position))
}

pub fn with_time(words: &str, at: &Moment) -> String {
    if words.is_empty() { format!("({})", moment(at)) } else { format!("{words} ({})", moment(at)) }
}

/// A place in the recording as hours, minutes and seconds of recorded time.
pub fn place(place: &Place) -> String {
    clock(place.elapsed)
}

/// A length as `h:mm:ss`, begun seconds left out.
pub fn clock(length: Duration) -> String {
    let seconds = length.as_secs();
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A length as people say it.
pub fn length(length: Duration) -> String {
    let seconds = length.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, 0) => format!("{} ms", length.as_millis()),
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, seconds) => format!("{hours} h {minutes} min {seconds} s"),
    }
}
