//! Days and times as people type them.

use jiff::civil::DateTime;
use proptest::prelude::*;
use rapport::app::when::parse;

/// A Tuesday afternoon.
const TUESDAY: &str = "2026-11-24T14:30";

fn check(now: &str, table: &[(&str, &str)]) {
    let now: DateTime = now.parse().unwrap();
    for (typed, expected) in table {
        let expected: DateTime = expected.parse().unwrap();
        assert_eq!(parse(typed, now), Some(expected), "“{typed}”");
    }
}

#[test]
fn a_day_alone_means_the_end_of_a_usual_office_day() {
    check(
        TUESDAY,
        &[
            ("today", "2026-11-24T17:00"),
            ("Tomorrow", "2026-11-25T17:00"),
            ("fri", "2026-11-27T17:00"),
            ("12/1", "2026-12-01T17:00"),
            ("2026-12-01", "2026-12-01T17:00"),
        ],
    );
}

#[test]
fn a_time_alone_means_the_next_time_it_is_that_time() {
    check(
        TUESDAY,
        &[
            ("5pm", "2026-11-24T17:00"),
            ("5:45 pm", "2026-11-24T17:45"),
            ("17:45", "2026-11-24T17:45"),
            ("noon", "2026-11-25T12:00"),
            ("9am", "2026-11-25T09:00"),
            ("today 9am", "2026-11-24T09:00"),
        ],
    );
}

#[test]
fn clocks_of_twelve_and_of_twenty_four_hours_are_read() {
    check(
        TUESDAY,
        &[
            ("today 5pm", "2026-11-24T17:00"),
            ("today 5 PM", "2026-11-24T17:00"),
            ("today 17:00", "2026-11-24T17:00"),
            ("tomorrow 10:30", "2026-11-25T10:30"),
            ("tomorrow at 10:30am", "2026-11-25T10:30"),
            ("tomorrow 12am", "2026-11-25T00:00"),
            ("tomorrow 12:30am", "2026-11-25T00:30"),
            ("tomorrow 12pm", "2026-11-25T12:00"),
            ("tomorrow noon", "2026-11-25T12:00"),
            ("tomorrow 0:05", "2026-11-25T00:05"),
            ("tomorrow 23:59", "2026-11-25T23:59"),
        ],
    );
}

#[test]
fn a_bare_hour_from_one_to_six_is_one_of_the_afternoon() {
    check(
        TUESDAY,
        &[
            ("fri 2", "2026-11-27T14:00"),
            ("tomorrow at 6", "2026-11-25T18:00"),
            ("tomorrow 7", "2026-11-25T07:00"),
            ("tomorrow 2:00", "2026-11-25T02:00"),
            ("tomorrow 2am", "2026-11-25T02:00"),
        ],
    );
}

#[test]
fn a_weekday_is_the_next_one_after_today() {
    check(
        TUESDAY,
        &[
            ("wed 9am", "2026-11-25T09:00"),
            ("Friday, 2 pm", "2026-11-27T14:00"),
            ("thurs 14:00", "2026-11-26T14:00"),
            ("mon 9am", "2026-11-30T09:00"),
            ("tue 9am", "2026-12-01T09:00"),
            ("tuesday 6pm", "2026-12-01T18:00"),
        ],
    );
}

#[test]
fn month_and_day_without_a_year_are_the_next_to_come() {
    check(
        TUESDAY,
        &[
            ("12/1 14:00", "2026-12-01T14:00"),
            ("11/24 4pm", "2026-11-24T16:00"),
            ("11/23 4pm", "2027-11-23T16:00"),
            ("1/15 9am", "2027-01-15T09:00"),
            ("1/15/27 9am", "2027-01-15T09:00"),
            ("1/15/2028 9am", "2028-01-15T09:00"),
        ],
    );
}

#[test]
fn leap_days_are_read_where_there_are_any() {
    check(
        TUESDAY,
        &[
            ("2/29/28 10am", "2028-02-29T10:00"),
            ("2028-02-29", "2028-02-29T17:00"),
            ("2/29 10am", "2028-02-29T10:00"),
        ],
    );
    check("2028-02-28T09:00", &[("tomorrow", "2028-02-29T17:00"), ("in 2 days", "2028-03-01T09:00")]);
    check("2027-02-28T09:00", &[("tomorrow", "2027-03-01T17:00")]);
    check_not_understood(&["2/29/27", "2027-02-29", "2/30"]);
}

#[test]
fn the_turn_of_the_year_is_crossed() {
    check(
        "2026-12-31T23:30",
        &[
            ("tomorrow 9am", "2027-01-01T09:00"),
            ("in 1 hour", "2027-01-01T00:30"),
            ("1/2 9am", "2027-01-02T09:00"),
            ("fri", "2027-01-01T17:00"),
            ("12/31 11:45pm", "2026-12-31T23:45"),
        ],
    );
}

#[test]
fn so_much_time_from_now_is_counted_from_the_minute() {
    check(
        TUESDAY,
        &[
            ("in 2 hours", "2026-11-24T16:30"),
            ("In 1 hour", "2026-11-24T15:30"),
            ("in 45 minutes", "2026-11-24T15:15"),
            ("in 30 min", "2026-11-24T15:00"),
            ("in 3 days", "2026-11-27T14:30"),
            ("in 1 week", "2026-12-01T14:30"),
        ],
    );
}

fn check_not_understood(table: &[&str]) {
    for typed in table {
        assert_eq!(parse(typed, TUESDAY.parse().unwrap()), None, "“{typed}”");
    }
}

#[test]
fn what_is_not_understood_is_not_guessed() {
    check_not_understood(&[
        "",
        "   ",
        "soon",
        "next week some time",
        "tu",
        "fri fri",
        "13pm",
        "0pm",
        "today 24:00",
        "today 25:00",
        "today 9:60",
        "13/1",
        "12/32",
        "12/",
        "/",
        "today 5pm sharp",
        "in two hours",
        "in 0 hours",
        "in -3 days",
        "in 99999 days",
        "in 2 fortnights",
        "in 2",
        "2026-13-01",
    ]);
}

proptest! {
    #[test]
    fn anything_can_be_typed(typed in "\\PC{0,24}", like in "(in |today |12/|2026-)?[0-9:/apm -]{0,12}( days| weeks)?") {
        let now = TUESDAY.parse().unwrap();
        for typed in [typed, like] {
            let again = parse(&format!("  {typed} "), now);
            assert_eq!(parse(&typed, now), again, "blank ends change nothing");
        }
    }
}
