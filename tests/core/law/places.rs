//! How places are named.

use super::shipped;
use rapport::law::{NoSuchPlace, Place};

#[track_caller]
fn check_place(typed: &str, code: &str) {
    assert_eq!(shipped().place(typed).map(|place| place.code().to_owned()), Ok(code.to_owned()), "{typed}");
}

#[test]
fn every_place_is_found_by_its_code_and_by_its_name() {
    let law = shipped();
    assert_eq!(law.places().count(), 60);
    for (place, jurisdiction) in law.places() {
        for typed in [
            jurisdiction.code.clone(),
            jurisdiction.code.to_lowercase(),
            jurisdiction.name.to_uppercase(),
            format!(" {} ", jurisdiction.name),
        ] {
            assert_eq!(law.place(&typed), Ok(place.clone()), "{typed}");
        }
        assert_eq!(law.place(place.code()), Ok(place));
    }
}

#[test]
fn two_bare_letters_are_a_state_where_they_are_no_code_by_themselves() {
    for (typed, code) in [("TX", "US-TX"), ("ny", "US-NY"), ("DC", "US-DC"), ("PR", "US-PR"), ("DE", "US-DE")]
    {
        check_place(typed, code);
    }
    check_place("CA", "CA");
    check_place("ca", "CA");
    check_place("US", "US");
    let law = shipped();
    let canada = law.place("CA").unwrap();
    assert_eq!(law.state_of_the_same_letters(&canada).map(|state| state.name.as_str()), Some("California"));
    assert_eq!(law.state_of_the_same_letters(&law.place("GB").unwrap()), None);
}

#[test]
fn countries_and_parts_without_a_law_of_their_own_are_found_by_the_names_people_say() {
    for (typed, code) in [
        ("Germany", "EU"),
        ("france", "EU"),
        ("England", "GB"),
        ("UK", "GB"),
        ("Ontario", "CA"),
        ("Canada", "CA"),
        ("Washington DC", "US-DC"),
        ("D.C.", "US-DC"),
        ("Washington", "US-WA"),
        ("Victoria", "AU"),
    ] {
        check_place(typed, code);
    }
}

#[test]
fn a_place_nobody_knows_can_be_named_and_is_none_of_the_table() {
    for typed in ["unknown", "Unknown", " UNKNOWN "] {
        check_place(typed, "unknown");
    }
    assert!(Place::unknown().is_unknown() && !shipped().place("US-TX").unwrap().is_unknown());
    assert_eq!(shipped().jurisdiction("unknown"), None);
}

#[test]
fn a_code_that_does_not_exist_is_refused_as_it_was_typed() {
    for typed in ["XX", "US-XX", "ZZ", "", " ", "-", "USCA", "US-", "US-CAL", "US_CA", "1", "é", "Atlantis"]
    {
        let refused = shipped().place(typed);
        assert_eq!(refused, Err(NoSuchPlace { typed: typed.trim().to_owned() }), "{typed:?}");
    }
}
