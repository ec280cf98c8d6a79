//! Reads a day and time as people type it. Pure: the present comes in.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Span, ToSpan};

/// The time of day meant when only a day is typed: the end of a usual office day.
pub const END_OF_DAY: Time = Time::constant(17, 0, 0, 0);

/// Reads `today 5pm`, `tomorrow 10:30`, `fri 2pm`, `12/1 14:00`, `2026-12-01 9am`, `5pm`, `in 2 hours`; `None` where it
/// is not understood. A weekday is the next one after today; month and day without a year are the next to come. An hour from
/// 1 to 6 with neither minutes nor am or pm is one of the afternoon, and a time of day that is over today is tomorrow's.
#[must_use]
pub fn parse(typed: &str, now: DateTime) -> Option<DateTime> {
    let typed = typed.trim().to_lowercase();
    if let Some(rest) = typed.strip_prefix("in ") {
        return now.checked_add(span(rest)?).ok();
    }
    let words: Vec<&str> = typed.split([' ', ',']).filter(|word| !word.is_empty() && *word != "at").collect();
    match words.as_slice() {
        [day] => day_only(day, now).or_else(|| next_at(time(day)?, now)),
        [clock, half @ ("am" | "pm")] => next_at(time(&format!("{clock}{half}"))?, now),
        [day, clock] => Some(date(day, now.date())?.to_datetime(time(clock)?)),
        [day, clock, half] => Some(date(day, now.date())?.to_datetime(time(&format!("{clock}{half}"))?)),
        _ => None,
    }
}

/// The next time it is that time of day.
fn next_at(time: Time, now: DateTime) -> Option<DateTime> {
    let today = now.date().to_datetime(time);
    if today < now { Some(now.date().tomorrow().ok()?.to_datetime(time)) } else { Some(today) }
}

fn day_only(day: &str, now: DateTime) -> Option<DateTime> {
    date(day, now.date()).map(|day| day.to_datetime(END_OF_DAY))
}

fn date(word: &str, today: Date) -> Option<Date> {
    match word {
        "today" => Some(today),
        "tomorrow" => today.tomorrow().ok(),
        _ => weekday(word)
            .and_then(|weekday| today.nth_weekday(1, weekday).ok())
            .or_else(|| word.parse().ok())
            .or_else(|| month_and_day(word, today)),
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    if word.len() < 3 {
        return None;
    }
    let days = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    days.into_iter().find(|(name, _)| name.starts_with(word)).map(|(_, day)| day)
}

fn month_and_day(word: &str, today: Date) -> Option<Date> {
    let mut parts = word.split('/');
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    let year = match parts.next() {
        Some(year) if year.len() == 2 => 2000 + year.parse::<i16>().ok()?,
        Some(year) => year.parse().ok()?,
        None => return next_to_come(month, day, today),
    };
    Date::new(year, month, day).ok()
}

/// Leap days are at most eight years apart.
fn next_to_come(month: i8, day: i8, today: Date) -> Option<Date> {
    let years = today.year()..=today.year().saturating_add(8);
    years.filter_map(|year| Date::new(year, month, day).ok()).find(|date| *date >= today)
}

fn time(word: &str) -> Option<Time> {
    if word == "noon" {
        return Some(Time::constant(12, 0, 0, 0));
    }
    let (clock, offset) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (word, None),
    };
    let (hour, minute) = match clock.split_once(':') {
        Some((hour, minute)) => (hour.parse::<i8>().ok()?, minute.parse().ok()?),
        None => (clock.parse().ok()?, 0),
    };
    let is_bare = offset.is_none() && !clock.contains(':');
    let offset = offset.or((is_bare && (1..7).contains(&hour)).then_some(12));
    let hour = match offset {
        Some(offset) if (1..=12).contains(&hour) => hour % 12 + offset,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

fn span(words: &str) -> Option<Span> {
    let (count, unit) = words.split_once(' ')?;
    let count: i64 = count.parse().ok().filter(|count| (1..=10_000).contains(count))?;
    match unit.trim().trim_end_matches('s') {
        "minute" | "min" => Some(count.minutes()),
        "hour" => Some(count.hours()),
        "day" => Some(count.days()),
        "week" => Some(count.weeks()),
        _ => None,
    }
}
