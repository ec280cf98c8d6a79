//! Every pair of places, and more of them: the strictest wins, whatever the order.

use super::{MEDIA, duties, ruling, shipped};
use proptest::prelude::*;
use rapport::law::{Law, Medium, Place, Rule, StatedRule};
use std::collections::BTreeSet;

/// The places of the law, the unknown one among them.
fn all(law: &Law) -> Vec<Place> {
    law.places().map(|(place, _)| place).chain([Place::unknown()]).collect()
}

/// What counts in one place, from the file itself: nothing but one-party is weak.
fn by_itself(law: &Law, place: &Place, medium: Medium) -> Rule {
    match law.jurisdiction(place.code()).map(|found| found.stated(medium)) {
        Some(StatedRule::OneParty) => Rule::OneParty,
        _ => Rule::AllParty,
    }
}

#[test]
fn of_every_pair_the_strictest_wins_and_the_order_does_not_matter() {
    let law = shipped();
    let places = all(&law);
    assert_eq!(places.len(), 61);
    let mut strict = 0;
    for medium in MEDIA {
        for a in &places {
            for b in &places {
                let names = format!("{} {} {medium:?}", a.code(), b.code());
                let [ab, ba] = [[a, b], [b, a]].map(|pair| law.rule_for(&pair.map(Clone::clone), medium));
                let alone = [a, b].map(|place| by_itself(&law, place, medium));
                assert_eq!(ab.rule, alone[0].max(alone[1]), "{names}");
                for place in [a, b] {
                    assert!(ab.rule >= law.rule_for(std::slice::from_ref(place), medium).rule, "{names}");
                }
                assert_eq!((ab.rule, &ab.set_by, &ab.duties), (ba.rule, &ba.set_by, &ba.duties), "{names}");
                assert_eq!(ab.sentence(), ba.sentence(), "{names}");
                let setter = [a, b].into_iter().find(|place| place.code() == ab.set_by).unwrap();
                assert_eq!(by_itself(&law, setter, medium), ab.rule, "{names}");
                assert_eq!(ab.places.len(), if a == b { 1 } else { 2 }, "{names}");
                strict += usize::from(ab.rule == Rule::AllParty);
            }
        }
    }
    assert!(strict > 2000 && strict < 2 * 61 * 61, "{strict}: the table was not put to use");
}

#[test]
fn a_pair_asks_for_all_that_either_asks_for_and_nothing_else() {
    let law = shipped();
    let places = all(&law);
    for medium in MEDIA {
        let alone = |place: &Place| -> BTreeSet<String> {
            duties(&law, &[place.code()], medium).into_iter().collect()
        };
        for a in &places {
            for b in &places {
                let both: BTreeSet<String> =
                    duties(&law, &[a.code(), b.code()], medium).into_iter().collect();
                assert_eq!(both, alone(a).union(&alone(b)).cloned().collect(), "{} {}", a.code(), b.code());
            }
        }
    }
}

proptest! {
    #[test]
    fn of_any_places_the_strictest_wins_in_any_order_and_however_often_named(
        picks in prop::collection::vec(0..61_usize, 1..8),
        turn in 0..8_usize,
        in_person: bool,
    ) {
        let law = shipped();
        let places = all(&law);
        let medium = MEDIA[usize::from(in_person)];
        let picked: Vec<Place> = picks.iter().map(|pick| places[*pick].clone()).collect();
        let mut turned = picked.clone();
        turned.rotate_left(turn % picked.len());
        turned.push(picked[0].clone());
        let [one, other] = [&picked, &turned].map(|places| law.rule_for(places, medium));
        let strictest = picked.iter().map(|place| by_itself(&law, place, medium)).max().unwrap();
        prop_assert_eq!(one.rule, strictest);
        prop_assert_eq!((one.rule, one.set_by, one.duties), (other.rule, other.set_by, other.duties));
        prop_assert_eq!(one.places.len(), other.places.len());
    }
}

#[test]
fn by_telephone_and_in_person_differ_where_the_law_does() {
    let law = shipped();
    for (code, telephone, in_person) in [
        ("US-OR", Rule::OneParty, Rule::AllParty),
        ("US-CT", Rule::AllParty, Rule::OneParty),
        ("US-NV", Rule::AllParty, Rule::OneParty),
        ("US-MO", Rule::OneParty, Rule::AllParty),
        ("US-HI", Rule::OneParty, Rule::AllParty),
        ("US-VT", Rule::OneParty, Rule::AllParty),
        ("US-TX", Rule::OneParty, Rule::OneParty),
    ] {
        let rules = MEDIA.map(|medium| ruling(&law, &[code], medium).rule);
        assert_eq!(rules, [telephone, in_person], "{code}");
    }
}

#[test]
fn a_place_whose_law_is_plain_is_named_before_one_whose_law_is_not() {
    let law = shipped();
    let set_by = |codes: &[&str]| ruling(&law, codes, Medium::Telephone).set_by;
    assert_eq!(set_by(&["US-TX", "US-WA", "CA"]), "US-WA");
    assert_eq!(set_by(&["US-DE", "US-WA"]), "US-WA");
    assert_eq!(set_by(&["unknown", "US-GU"]), "US-GU");
    assert_eq!(set_by(&["unknown", "US-TX"]), "unknown");
    assert_eq!(set_by(&["US-TX", "US-NY"]), "US-NY");
}

#[test]
fn naming_no_place_counts_as_a_place_that_nobody_knows() {
    let law = shipped();
    for medium in MEDIA {
        let ruling = law.rule_for(&[], medium);
        assert_eq!(ruling, law.rule_for(&[Place::unknown()], medium));
        assert_eq!((ruling.rule, ruling.set_by.as_str()), (Rule::AllParty, "unknown"));
    }
    let empty = Law::default();
    assert_eq!(empty.rule_for(&[shipped().place("US-TX").unwrap()], Medium::Telephone).rule, Rule::AllParty);
}

#[test]
fn duties_hold_where_their_sources_say_and_nowhere_else() {
    let law = shipped();
    let holds = |code: &str, medium, id: &str| duties(&law, &[code], medium).contains(&id.to_owned());
    for (code, id) in [
        ("US-VA", "use_in_court"),
        ("US-WI", "use_in_court"),
        ("US-VA", "recording_now"),
        ("US-CT", "recording_now"),
        ("US-GA", "parent_for_child"),
    ] {
        assert!(holds(code, Medium::Telephone, id), "{code} {id}");
        assert!(!holds(code, Medium::InPerson, id), "{code} {id}");
        assert!(!holds("US-TX", Medium::Telephone, id), "{id}");
    }
    assert!(holds("US-OR", Medium::InPerson, "told_each") && !holds("US-OR", Medium::Telephone, "told_each"));
    for medium in MEDIA {
        assert!(holds("EU", medium, "active_yes") && holds("EU", medium, "how_long"));
        assert!(holds("US-WA", medium, "recording_now") && holds("US-MA", medium, "joiners"));
        assert!(holds("unknown", medium, "active_yes"));
        assert_eq!(duties(&law, &["US-TX", "US-NY"], medium), [""; 0]);
    }
    let both = ruling(&law, &["US-WI", "US-VA"], Medium::Telephone);
    let court = both.duties.iter().find(|duty| duty.id == "use_in_court").unwrap();
    assert_eq!(
        court.line(),
        "Say on the recording: “This recording may be used in court.” (Virginia, Wisconsin)"
    );
}
