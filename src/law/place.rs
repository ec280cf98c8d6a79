//! What can be named as the place where somebody is.

use super::Law;
use super::table::Jurisdiction;
use thiserror::Error;

/// The code of a place that nobody knows. It counts as all-party.
pub const UNKNOWN: &str = "unknown";

/// The name of a place that nobody knows.
pub const UNKNOWN_NAME: &str = "a place that nobody knows";

/// What stands before the two letters of a state.
const STATE: &str = "US-";

/// Where somebody is: a place of the law in force, or one that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    code: String,
}

/// There is no such place in the law in force.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no place {typed:?}")]
pub struct NoSuchPlace {
    /// As it was typed.
    pub typed: String,
}

impl Place {
    /// A place that nobody knows.
    #[must_use]
    pub fn unknown() -> Self {
        Self { code: UNKNOWN.to_owned() }
    }

    /// Its code; [`Law::place`] reads it back.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether nobody knows it.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.code == UNKNOWN
    }
}

impl Law {
    /// The place of this code, or of this name or one it also goes by, in letters of any case. Two bare letters that are no code by themselves are
    /// those of a state: `TX` is `US-TX`. `CA` is a code by itself, Canada's; California is `US-CA`.
    ///
    /// # Errors
    /// Where there is none.
    pub fn place(&self, typed: &str) -> Result<Place, NoSuchPlace> {
        let typed = typed.trim();
        if typed.eq_ignore_ascii_case(UNKNOWN) {
            return Ok(Place::unknown());
        }
        let code = typed.to_ascii_uppercase();
        let state = format!("{STATE}{code}");
        let is_bare = code.len() == 2;
        let is_it = |name: &String| name.eq_ignore_ascii_case(typed);
        let places = &self.table.places;
        // A place of its own comes before a part of another: a firm may add Germany beside the European Union.
        let named = places.iter().find(|one| is_it(&one.name));
        let named = named.or_else(|| places.iter().find(|one| one.also.iter().any(is_it)));
        let found = self.jurisdiction(&code);
        let found = found.or_else(|| if is_bare { self.jurisdiction(&state) } else { None });
        match found.or(named) {
            Some(jurisdiction) => Ok(Place { code: jurisdiction.code.clone() }),
            None => Err(NoSuchPlace { typed: typed.to_owned() }),
        }
    }

    /// Every place, in the order of the file.
    pub fn places(&self) -> impl Iterator<Item = (Place, &Jurisdiction)> {
        self.table.places.iter().map(|place| (Place { code: place.code.clone() }, place))
    }

    /// What stands in the file under a code.
    #[must_use]
    pub fn jurisdiction(&self, code: &str) -> Option<&Jurisdiction> {
        self.table.places.iter().find(|place| place.code == code)
    }

    /// Name of the place under a code; the code itself where it is none of the law in force.
    #[must_use]
    pub fn name_of<'a>(&'a self, code: &'a str) -> &'a str {
        self.jurisdiction(code).map_or(code, |place| &place.name)
    }

    /// The state whose two letters are this code too: California for Canada's `CA`.
    #[must_use]
    pub fn state_of_the_same_letters(&self, place: &Place) -> Option<&Jurisdiction> {
        self.jurisdiction(&format!("{STATE}{}", place.code))
    }
}

/// Whether a code is that of a part of the United States, which stands on the federal floor.
pub(super) fn is_on_the_floor(code: &str) -> bool {
    code.starts_with(STATE)
}
