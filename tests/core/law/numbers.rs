//! Guesses from telephone numbers.

use super::shipped;
use rapport::law::{AREA_CODES, guess};
use serde_json::Value;
use std::collections::BTreeMap;

#[track_caller]
fn check_guess(number: &str, code: &str, region: &str) {
    let guess = guess(&shipped(), number).unwrap_or_else(|| panic!("no guess from {number}"));
    assert_eq!((guess.place.code(), guess.region.as_str()), (code, region), "{number}");
    let sentence = guess.sentence();
    assert!(
        sentence.contains("guess") && sentence.contains(region) && sentence.contains("right now"),
        "{sentence}"
    );
}

#[test]
fn an_area_code_gives_a_guess_that_is_marked_as_one() {
    for number in [
        "415-555-0100",
        "(415) 555-0100",
        "1 415 555 0100",
        "+1 415.555.0100",
        "+14155550100",
        " 415/555-0100 x12",
        "415 555 0100 ext. 7",
        "4155550100;12",
        "415\u{2011}555\u{2011}0100",
    ] {
        check_guess(number, "US-CA", "California");
    }
    for (number, code, region) in [
        ("212 555 0100", "US-NY", "New York"),
        ("512 555 0100", "US-TX", "Texas"),
        ("202 555 0100", "US-DC", "District of Columbia"),
        ("360 555 0100", "US-WA", "Washington"),
        ("787 555 0100", "US-PR", "Puerto Rico"),
        ("671 555 0100", "US-GU", "Guam"),
        ("340 555 0100", "US-VI", "U.S. Virgin Islands"),
        ("416 555 0100", "CA", "Ontario"),
        ("514 555 0100", "CA", "Quebec"),
        ("867 555 0100", "CA", "Yukon, Northwest Territories or Nunavut"),
    ] {
        check_guess(number, code, region);
    }
}

#[test]
fn a_number_that_tells_nothing_gives_no_guess() {
    let law = shipped();
    for number in [
        "",
        "555-0100",
        "800 555 0100",
        "888 555 0100",
        "+1 877 555 0100",
        "900 555 0100",
        "600 555 0100",
        "999 555 0100",
        "876 555 0100",
        "+44 20 7946 0100",
        "+52 415 555 0100",
        "+4155550100",
        "2 415 555 0100",
        "415 555 01000",
        "415 555 010",
        "Jordan",
        "ext. 415 555 0100",
        "415 555 0100 & 212",
        "1",
        "+",
    ] {
        assert_eq!(guess(&law, number), None, "{number}");
    }
}

#[test]
fn each_area_code_is_well_formed_stands_once_and_leads_to_a_place_of_the_law() {
    let law = shipped();
    let list: Value = serde_json::from_str(AREA_CODES).unwrap();
    assert!(list["source"].as_str().is_some_and(|source| source.contains("libphonenumber")));
    assert_eq!(list["checked"], "2026-11-24");
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for region in list["regions"].as_array().unwrap() {
        let place = region["place"].as_str().unwrap();
        assert_eq!(law.place(place).unwrap().code(), place);
        for code in region["codes"].as_array().unwrap() {
            let code = code.as_str().unwrap();
            let digits: Vec<char> = code.chars().collect();
            // The plan: the first digit is 2 to 9, the second not 9, and equal last digits are no place.
            let is_well_formed = digits.len() == 3
                && ('2'..='9').contains(&digits[0])
                && ('0'..='8').contains(&digits[1])
                && digits[2].is_ascii_digit()
                && digits[1] != digits[2];
            assert!(is_well_formed, "{code}");
            assert_eq!(seen.insert(code.to_owned(), place.to_owned()), None, "{code}");
        }
    }
    assert_eq!(seen.len(), 419);
    let states = law.places().filter(|(place, _)| place.code().starts_with("US-"));
    for (place, _) in states {
        assert!(seen.values().any(|found| found == place.code()), "{}", place.code());
    }
}
