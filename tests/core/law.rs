//! Tests of the law: every pair of places, how places are named, files with faults, shipped content, numbers.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

mod files;
mod numbers;
mod pairs;
mod places;
mod shipped;

use rapport::law::{Law, Medium, Place, Ruling, load};

const MEDIA: [Medium; 2] = [Medium::Telephone, Medium::InPerson];

/// The shipped law.
fn shipped() -> Law {
    let loaded = load(None);
    assert_eq!(loaded.faults, []);
    loaded.law
}

fn ruling(law: &Law, codes: &[&str], medium: Medium) -> Ruling {
    let places: Vec<Place> = codes.iter().map(|code| law.place(code).unwrap()).collect();
    law.rule_for(&places, medium)
}

/// The ids of what is to be said or ticked.
fn duties(law: &Law, codes: &[&str], medium: Medium) -> Vec<String> {
    ruling(law, codes, medium).duties.into_iter().map(|duty| duty.id).collect()
}
