//! Which rule on recording applies where people are; knows no call, window, network or clock, and decides nothing: the
//! firm's policy is to ask everyone, whatever the rule.
//!
//! In reading order: `table` is the file, `rules` what its schema cannot say, `load` where it comes from, `place` what can
//! be named, `ruling` the answer, `words` the sentences about it, `area_codes` a guess from a number.
//!
//! # How a page uses it
//!
//! - Once, and whenever the config folder is read anew, off the interface thread: [`load()`] with the firm's own
//!   file, where it has one. Keep the [`Law`]; show each of the [`Fault`](crate::content::Fault)s in
//!   `faults`, the shipped law is in force meanwhile.
//! - For each person, a choice of [`Law::places`] by name, with [`Place::unknown`] among them and chosen at first. What was
//!   chosen is kept as [`Place::code`] and read back with [`Law::place`]; a code that is gone counts as unknown.
//! - Beside a telephone number: [`guess`]. It only pre-fills, and [`Guess::sentence`] stands beside it until somebody has
//!   said where they are.
//! - After each change: [`Law::rule_for`] with all places and the [`Medium`]. It is pure and quick enough for that, not
//!   for each frame.
//! - On screen: [`Ruling::sentence`], then each of [`Ruling::doubts`], and always [`POLICY`] and [`Ruling::checked_line`].
//!   Behind one click, for the clipboard: [`Ruling::with_sources`].
//! - Each of `duties` is a line: words to say on the recording, or one to tick ([`DutyKind`]). An `id` that is also the name
//!   of a duty in the consent script (`recording_now`, `use_in_court`, `purpose`, `who_keeps_and_listens`, `how_long`) is
//!   met by that line of the script.
//! - A [`Ruling`] holds all it says, so a certificate can keep the one that was on screen.

mod area_codes;
mod load;
mod place;
mod rules;
mod ruling;
mod table;
mod words;

pub use area_codes::{AREA_CODES, Guess, guess};
pub use load::{Loaded, SHIPPED, Source, load, read, read_file, schema};
pub use place::{NoSuchPlace, Place, UNKNOWN, UNKNOWN_NAME};
pub use ruling::{DutyHere, PlaceRule, Rule, Ruling};
pub use table::{
    ACTIVE_YES, Announcement, Confidence, Duty, DutyKind, Jurisdiction, Medium, StatedRule, Table,
};
pub use words::{CONFIRM, POLICY, checked_line};

/// The law in force: a table that was read without a fault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    table: Table,
}

impl Law {
    /// Version of the law file, such as "1.0.0".
    #[must_use]
    pub fn version(&self) -> &str {
        &self.table.version
    }

    /// The day the law file was last checked against its sources, such as "2026-11-24".
    #[must_use]
    pub fn checked(&self) -> &str {
        &self.table.checked
    }
}
