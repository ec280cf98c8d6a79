//! Words to say with their blanks filled, names to say aloud, and what counts as ready.

use rapport::domain::people::{ClientCard, Operator, UNKNOWN_CALLER};
use rapport::domain::readiness::{
    BYTES_A_SECOND, ENOUGH_CHARGE_PERCENT, ENOUGH_MINUTES, HEARD_PEAK, Reading, Sensor, minutes_of_room,
};
use rapport::domain::script::{BLANKS, Filling, blanks_in};

fn fill(words: &str, card: &ClientCard, operator: &Operator) -> String {
    Filling { client: card, operator }.fill(words)
}

fn ada() -> ClientCard {
    ClientCard { name: "Ada Lovelace".to_owned(), ..Default::default() }
}

#[test]
fn the_preferred_name_is_said_where_there_is_one() {
    assert_eq!(ada().spoken_name(), "Ada Lovelace");
    assert_eq!(ClientCard { preferred_name: " ".to_owned(), ..ada() }.spoken_name(), "Ada Lovelace");
    assert_eq!(ClientCard { preferred_name: "Ada".to_owned(), ..ada() }.spoken_name(), "Ada");
}

#[test]
fn every_blank_is_filled() {
    let operator = Operator {
        name: "Pat".to_owned(),
        title: "paralegal".to_owned(),
        firm: " Roe ".to_owned(),
        attorney: "Jane".to_owned(),
    };
    let words = BLANKS.map(|blank| format!("{{{blank}}}")).join(".");
    assert_eq!(fill(&words, &ada(), &operator), "Ada Lovelace.Pat.paralegal.Roe.Jane");
}

#[test]
fn a_blank_nobody_filled_in_stays_visible() {
    let words = "I am {paralegal}, {title} at {firm}, with {attorney}, {client}.";
    let filled = fill(words, &ClientCard::default(), &Operator::default());
    assert_eq!(filled, "I am [paralegal], paralegal at [firm], with [attorney], [client].");
}

#[test]
fn a_caller_whose_name_nobody_knows_is_addressed_without_one() {
    let unknown = ClientCard { name: UNKNOWN_CALLER.to_owned(), ..ClientCard::default() };
    for (words, said) in [
        ("Hello {client}, this is Kim.", "Hello, this is Kim."),
        ("Is now still a good time, {client}? We can stop.", "Is now still a good time? We can stop."),
        ("Thank you for your time, {client}, and your trust.", "Thank you for your time, and your trust."),
        ("Am I speaking with {client}?", "Am I speaking with [client]?"),
        ("{client} calls.", "[client] calls."),
    ] {
        assert_eq!(fill(words, &unknown, &Operator::default()), said);
    }
}

#[test]
fn what_is_no_blank_is_left_as_it_is() {
    for words in ["{nobody}", "a { b", "a } b", "{}", "}{", "{client", "plain"] {
        assert_eq!(fill(words, &ada(), &Operator::default()), words);
    }
}

#[test]
fn a_name_that_looks_like_a_blank_is_not_filled_again() {
    let card = ClientCard { name: "{firm} {client}".to_owned(), ..Default::default() };
    assert_eq!(fill("Hello {client}!", &card, &Operator::default()), "Hello {firm} {client}!");
}

#[test]
fn blanks_are_found_in_order() {
    assert_eq!(blanks_in("{a} and {b c}, {a} {"), ["a", "b c", "a"]);
}

fn check_ready(reading: &Reading, sensor: Sensor, ready: bool) {
    assert_eq!((reading.sensor(), reading.is_ready()), (sensor, ready), "{reading:?}");
}

#[test]
fn each_sensor_is_ready_from_its_threshold_on() {
    let microphone = |peak| Reading::Microphone { peak };
    check_ready(&microphone(HEARD_PEAK), Sensor::Microphone, true);
    check_ready(&microphone(HEARD_PEAK - 0.000_1), Sensor::Microphone, false);
    check_ready(&microphone(f32::NAN), Sensor::Microphone, false);
    check_ready(&Reading::Disk { minutes: ENOUGH_MINUTES }, Sensor::Disk, true);
    check_ready(&Reading::Disk { minutes: ENOUGH_MINUTES - 1 }, Sensor::Disk, false);
    let power = |mains, charge_percent| Reading::Power { mains, charge_percent };
    check_ready(&power(true, Some(1)), Sensor::Power, true);
    check_ready(&power(false, Some(ENOUGH_CHARGE_PERCENT)), Sensor::Power, true);
    check_ready(&power(false, Some(ENOUGH_CHARGE_PERCENT - 1)), Sensor::Power, false);
    check_ready(&power(false, None), Sensor::Power, true);
    check_ready(&Reading::ChatPrograms { running: vec![] }, Sensor::ChatPrograms, true);
    check_ready(&Reading::ChatPrograms { running: vec!["Chat".to_owned()] }, Sensor::ChatPrograms, false);
}

#[test]
fn room_is_told_in_whole_minutes() {
    assert_eq!(minutes_of_room(BYTES_A_SECOND * 60, 1), 1);
    assert_eq!(minutes_of_room(BYTES_A_SECOND * 60 - 1, 1), 0);
    assert_eq!(minutes_of_room(BYTES_A_SECOND * 120, 2), 1, "both sides");
    assert_eq!(minutes_of_room(BYTES_A_SECOND * 120 - 1, 2), 0);
    assert_eq!(minutes_of_room(0, 1), 0);
    assert_eq!(minutes_of_room(u64::MAX, 1), u64::MAX / BYTES_A_SECOND / 60);
}
