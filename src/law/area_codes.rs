//! A guess of a place from a telephone number; knows that it proves nothing, and says so.

use super::{Law, Place};
use serde::Deserialize;
use std::sync::LazyLock;

/// The shipped list of area codes. Its `about` says what is left out.
pub const AREA_CODES: &str = include_str!("../../assets/area-codes.json");

/// Digits of a number in the North American Numbering Plan, without the country code 1.
const NUMBER_LENGTH: usize = 10;

static LIST: LazyLock<Vec<Region>> = LazyLock::new(|| {
    // That it can be read is tested; without it there is no guess, which is no harm.
    serde_json::from_str::<List>(AREA_CODES).map(|list| list.regions).unwrap_or_default()
});

#[derive(Deserialize)]
struct List {
    regions: Vec<Region>,
}

#[derive(Deserialize)]
struct Region {
    place: String,
    name: String,
    codes: Vec<String>,
}

/// Where a number was first given out. Its owner may be anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The place whose rule it would be.
    pub place: Place,
    /// State, province or territory: more than the place where that is Canada.
    pub region: String,
    /// The area code.
    pub area_code: String,
}

impl Guess {
    /// The guess in one line, marked as one.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!(
            "A guess from the area code {}: {}. Ask where they are right now.",
            self.area_code, self.region
        )
    }
}

/// A guess of where somebody is from their number, as it is written in North America: ten digits, or 1 and ten digits, with
/// anything usual between them and an extension behind. `None` for toll-free, foreign and other numbers that tell nothing.
#[must_use]
pub fn guess(law: &Law, number: &str) -> Option<Guess> {
    let area_code = area_code(number)?;
    let region = LIST.iter().find(|region| region.codes.contains(&area_code))?;
    let place = law.place(&region.place).ok()?;
    Some(Guess { place, region: region.name.clone(), area_code })
}

fn area_code(number: &str) -> Option<String> {
    let number = number.trim();
    let (is_international, number) = match number.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    // An extension begins with a letter or one of these marks: “x12”, “ext. 12”, “;12”, “#12”.
    let main = number.split(|c: char| c.is_alphabetic() || [',', ';', '#'].contains(&c)).next()?;
    if !main
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "()-./\u{2010}\u{2011}\u{2013}".contains(c))
    {
        return None;
    }
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let national = match (digits.strip_prefix('1'), is_international) {
        (Some(national), _) => national,
        (None, true) => return None,
        (None, false) => &digits,
    };
    if national.len() == NUMBER_LENGTH { national.get(..3).map(str::to_owned) } else { None }
}
