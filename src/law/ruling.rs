//! The rule for people in several places: the strictest wins, whatever the order they are named in.

use super::place::{UNKNOWN, UNKNOWN_NAME, is_on_the_floor};
use super::table::{Announcement, Confidence, Duty, DutyKind, Jurisdiction, Medium, StatedRule};
use super::{Law, Place};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The floor under every state.
const FLOOR: &str = "US";

/// What counts, from weak to strict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// One participant's yes is enough.
    OneParty,
    /// Everyone must agree.
    AllParty,
}

impl Rule {
    /// The name it bears in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OneParty => "one_party",
            Self::AllParty => "all_party",
        }
    }
}

impl From<StatedRule> for Rule {
    fn from(stated: StatedRule) -> Self {
        match stated {
            StatedRule::OneParty => Self::OneParty,
            StatedRule::AllParty | StatedRule::Mixed | StatedRule::Unclear => Self::AllParty,
        }
    }
}

/// What one place asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRule {
    /// Its code, or `unknown`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What counts there.
    pub rule: Rule,
    /// What its sources say; mixed and unclear count as all-party.
    pub stated_rule: StatedRule,
    /// Whether notice is enough by itself.
    pub announcement_suffices: Announcement,
    /// The statutes; empty where nobody knows the place.
    pub citation: String,
    /// What else one has to know.
    pub note: String,
    /// Addresses of the pages that were read; none where nobody knows the place.
    pub sources: Vec<String>,
    /// How far they can be relied on.
    pub confidence: Confidence,
}

/// Something to say or to tick, and because of which places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyHere {
    /// Its name for programs.
    pub id: String,
    /// Whether the words are said or ticked.
    pub how: DutyKind,
    /// The words to say, or what is ticked.
    pub words: String,
    /// Where it comes from, in one sentence.
    pub why: String,
    /// Names of the places that ask for it, sorted.
    pub places: Vec<String>,
}

/// The rule for people in several places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// What counts.
    pub rule: Rule,
    /// By what people talk.
    pub medium: Medium,
    /// Code of the place that set it. It is always among `places`, and the same whatever the order they were named in.
    pub set_by: String,
    /// Each place once, in the order it was named; the federal floor stands last where it set the rule.
    pub places: Vec<PlaceRule>,
    /// What is to be said or ticked, in the order of the file.
    pub duties: Vec<DutyHere>,
    /// The day the law file was checked.
    pub checked: String,
    /// Version of the law file.
    pub version: String,
}

impl Law {
    /// The rule for people in these places. The strictest wins; mixed, unclear and unknown places count as all-party, and
    /// so does naming no place at all.
    #[must_use]
    pub fn rule_for(&self, places: &[Place], medium: Medium) -> Ruling {
        let mut named: Vec<PlaceRule> = Vec::new();
        for place in places {
            let rule = self.place_rule(place.code(), medium);
            if !named.iter().any(|other| other.code == rule.code) {
                named.push(rule);
            }
        }
        if named.is_empty() {
            named.push(unknown_place());
        }
        named.extend(self.stricter_floor(&named, medium));
        let setter = named.iter().min_by_key(|place| precedence(place)).cloned();
        let setter = setter.unwrap_or_else(unknown_place);
        Ruling {
            rule: setter.rule,
            medium,
            set_by: setter.code,
            duties: self.duties_in(&named, medium),
            places: named,
            checked: self.table.checked.clone(),
            version: self.table.version.clone(),
        }
    }

    fn place_rule(&self, code: &str, medium: Medium) -> PlaceRule {
        self.jurisdiction(code).map_or_else(unknown_place, |place| of_jurisdiction(place, medium))
    }

    /// The federal floor, where it asks for more than one of its states.
    fn stricter_floor(&self, named: &[PlaceRule], medium: Medium) -> Option<PlaceRule> {
        let floor = of_jurisdiction(self.jurisdiction(FLOOR)?, medium);
        let on_it = |place: &&PlaceRule| is_on_the_floor(&place.code);
        let is_new = named.iter().all(|place| place.code != FLOOR);
        let asks_more = named.iter().filter(on_it).any(|state| floor.rule > state.rule);
        (is_new && asks_more).then_some(floor)
    }

    fn duties_in(&self, named: &[PlaceRule], medium: Medium) -> Vec<DutyHere> {
        let duties = self.table.duties.iter().map(|duty| self.duty_in(duty, named, medium));
        duties.filter(|duty| !duty.places.is_empty()).collect()
    }

    fn duty_in(&self, duty: &Duty, named: &[PlaceRule], medium: Medium) -> DutyHere {
        let asks = |code: &str| duty.codes(medium).iter().any(|asking| asking == code);
        let mut places: Vec<String> =
            named.iter().filter(|place| asks(&place.code)).map(|place| place.name.clone()).collect();
        if asks(FLOOR)
            && let Some(floor) = self.jurisdiction(FLOOR)
            && !places.contains(&floor.name)
            && named.iter().any(|place| is_on_the_floor(&place.code))
        {
            places.push(floor.name.clone());
        }
        places.sort();
        let Duty { id, how, words, why, .. } = duty.clone();
        DutyHere { id, how, words, why, places }
    }
}

impl Ruling {
    /// The place that set the rule.
    #[must_use]
    pub fn setter(&self) -> Option<&PlaceRule> {
        self.places.iter().find(|place| place.code == self.set_by)
    }
}

/// Which place is said to set the rule: the strictest; of equals one whose law says so plainly, then the best known, then by
/// the alphabet, so that the order they were named in does not matter. One that nobody knows says least.
fn precedence(place: &PlaceRule) -> (Reverse<Rule>, bool, StatedRule, Reverse<Confidence>, String) {
    let is_unknown = place.code == UNKNOWN;
    (Reverse(place.rule), is_unknown, place.stated_rule, Reverse(place.confidence), place.code.clone())
}

fn of_jurisdiction(place: &Jurisdiction, medium: Medium) -> PlaceRule {
    let stated_rule = place.stated(medium);
    PlaceRule {
        code: place.code.clone(),
        name: place.name.clone(),
        rule: stated_rule.into(),
        stated_rule,
        announcement_suffices: place.announcement_suffices,
        citation: place.citation.clone(),
        note: place.note.clone(),
        sources: place.sources.clone(),
        confidence: place.confidence,
    }
}

fn unknown_place() -> PlaceRule {
    PlaceRule {
        code: UNKNOWN.to_owned(),
        name: UNKNOWN_NAME.to_owned(),
        rule: Rule::AllParty,
        stated_rule: StatedRule::Unclear,
        announcement_suffices: Announcement::Unclear,
        citation: String::new(),
        note: "Ask where the person is right now. Until then it counts as a place where everyone must agree."
            .to_owned(),
        sources: Vec::new(),
        confidence: Confidence::Low,
    }
}
