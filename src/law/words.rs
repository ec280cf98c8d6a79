//! The sentences about a ruling, the same in the window and on the command line; gives no verdict on a call.

use super::place::UNKNOWN;
use super::ruling::{DutyHere, PlaceRule, Rule, Ruling};
use super::table::{Confidence, DutyKind, Medium, StatedRule};

/// What is always said beside a ruling.
pub const CONFIRM: &str = "A supervising attorney must confirm it before anyone relies on it.";

/// What holds whatever the rule is.
pub const POLICY: &str = "Whatever the rule: ask everyone, and record nothing before each of them has said yes. That is the firm's policy.";

/// The day a law file of some version was checked, and that a supervising attorney must confirm it.
#[must_use]
pub fn checked_line(checked: &str, version: &str) -> String {
    format!("Checked on {checked}, version {version}. {CONFIRM}")
}

impl Ruling {
    /// Which place set the rule, in one plain sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Some(place) = self.setter() else { return String::new() };
        let name = &place.name;
        let talk = match self.medium {
            Medium::Telephone => "on the call",
            Medium::InPerson => "in the room",
        };
        if place.code == UNKNOWN {
            return format!("It is not known where everyone is, so everyone {talk} must agree.");
        }
        match (place.stated_rule, place.rule) {
            (_, Rule::OneParty) if self.places.len() > 1 => {
                format!(
                    "{name} sets the rule: one participant's yes is enough, there and in every other place named."
                )
            }
            (_, Rule::OneParty) => format!("{name} sets the rule: one participant's yes is enough."),
            (StatedRule::Mixed, _) => format!(
                "{name} sets the rule: what it asks for depends on the case, so everyone {talk} must agree."
            ),
            (StatedRule::Unclear, _) => format!(
                "{name} sets the rule: what it asks for is not settled, so everyone {talk} must agree."
            ),
            _ => format!("{name} sets the rule: everyone {talk} must agree."),
        }
    }

    /// A sentence for each place whose sources cannot be relied on fully, in the order of the places.
    #[must_use]
    pub fn doubts(&self) -> Vec<String> {
        self.places.iter().filter_map(PlaceRule::doubt).collect()
    }

    /// Everything it rests on, to be kept or sent: the rule of each place with its citation, note and sources, the doubts,
    /// and when it was checked. No line is cut.
    #[must_use]
    pub fn with_sources(&self) -> String {
        let mut lines = vec![self.sentence()];
        lines.extend(self.doubts());
        for place in &self.places {
            lines.extend([
                String::new(),
                format!("{} ({}): {}", place.name, place.code, place.rule_in_words()),
            ]);
            lines.extend(
                [&place.citation, &place.note].into_iter().filter(|words| !words.is_empty()).cloned(),
            );
            lines.extend(place.sources.iter().map(|source| format!("Source: {source}")));
        }
        lines.extend([String::new(), POLICY.to_owned(), self.checked_line()]);
        lines.join("\n") + "\n"
    }

    /// The day the law file was checked, and that a supervising attorney must confirm it.
    #[must_use]
    pub fn checked_line(&self) -> String {
        checked_line(&self.checked, &self.version)
    }
}

impl PlaceRule {
    /// Why its sources cannot be relied on fully; `None` where they can.
    #[must_use]
    pub fn doubt(&self) -> Option<String> {
        let name = &self.name;
        match self.confidence {
            _ if self.code == UNKNOWN => None,
            Confidence::High => None,
            Confidence::Medium => Some(format!(
                "The entry for {name} is of medium confidence: sources conflict, or few were read."
            )),
            Confidence::Low => {
                Some(format!("The entry for {name} is of low confidence: too little was found."))
            }
        }
    }

    /// What the place asks for, in a few words.
    #[must_use]
    pub fn rule_in_words(&self) -> &'static str {
        match self.stated_rule {
            StatedRule::OneParty => "one participant's yes is enough",
            StatedRule::AllParty => "everyone must agree",
            StatedRule::Mixed => "depends on the case; counts as: everyone must agree",
            StatedRule::Unclear => "not settled; counts as: everyone must agree",
        }
    }
}

impl DutyHere {
    /// The duty in one line, with the places that ask for it.
    #[must_use]
    pub fn line(&self) -> String {
        let places = self.places.join(", ");
        match self.how {
            DutyKind::Say => format!("Say on the recording: “{}” ({places})", self.words),
            DutyKind::Tick => format!("{} ({places})", self.words),
        }
    }
}
