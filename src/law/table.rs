//! The law file: what each place asks for, and what is to be said or ticked where.
//!
//! The types are the file format of `assets/recording-law.json` and of a firm's own; `assets/recording-law.schema.json` is
//! generated from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A whole law file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The JSON Schema the file follows, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the content, such as "1.0.0".
    pub version: String,
    /// The day the content was last checked against its sources, such as "2026-11-24". It is always shown.
    pub checked: String,
    /// What the file is, in a few sentences.
    pub about: String,
    /// The places, each once.
    #[schemars(length(min = 1))]
    pub places: Vec<Jurisdiction>,
    /// What is to be said or ticked in some of them.
    pub duties: Vec<Duty>,
}

/// A place with a law of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// ISO 3166 code: of a country ("GB"), or of a part of it ("US-CA"). "EU" is the European Union, "US" the federal floor
    /// under every state.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Other names it goes by, and names of parts of it that have no entry of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The rule for telephone and electronic calls.
    pub telephone: StatedRule,
    /// The rule for talk in person.
    pub in_person: StatedRule,
    /// Whether a clear notice at the start, on the recording, is enough by itself.
    pub announcement_suffices: Announcement,
    /// How far the sources can be relied on.
    pub confidence: Confidence,
    /// The statutes, as one cites them.
    pub citation: String,
    /// What else one has to know, in plain words.
    pub note: String,
    /// Addresses of the pages that were read.
    #[schemars(length(min = 1))]
    pub sources: Vec<String>,
}

/// What a place asks for, as its sources have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatedRule {
    /// One participant's yes is enough.
    OneParty,
    /// Everyone must agree, or at least know.
    AllParty,
    /// It depends on who records, or where. Counts as all-party.
    Mixed,
    /// The sources do not settle it. Counts as all-party.
    Unclear,
}

/// Whether notice is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Announcement {
    /// It is. Where one participant's yes is enough this follows from it.
    Yes,
    /// It is not.
    No,
    /// No source read settles it.
    Unclear,
}

/// How far the sources of an entry can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Too little was found.
    Low,
    /// Sources conflict, or few were read.
    Medium,
    /// Sources that go by the statute agree.
    High,
}

/// The name of the duty that everyone says yes aloud.
pub const ACTIVE_YES: &str = "active_yes";

/// Something to say or to tick in some places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Unique within the file. One that is also the name of a duty of the consent script is met by that line; `active_yes` is
    /// met once everyone's yes is noted as spoken.
    pub id: String,
    /// Whether the words are said or ticked.
    pub how: DutyKind,
    /// The words to say, or what is ticked.
    pub words: String,
    /// Where it comes from, in one sentence.
    pub why: String,
    /// Codes of the places that ask for it on the telephone; "unknown" for a place that nobody knows.
    pub telephone: Vec<String>,
    /// Codes of the places that ask for it in person; "unknown" for a place that nobody knows.
    pub in_person: Vec<String>,
}

/// How a duty is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DutyKind {
    /// By saying the words on the recording, at its start.
    Say,
    /// By ticking that it is so.
    Tick,
}

/// By what people talk with each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// By telephone or any other electronic means.
    #[default]
    Telephone,
    /// In one room.
    InPerson,
}

impl Medium {
    /// The name it bears in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Telephone => "telephone",
            Self::InPerson => "in_person",
        }
    }
}

impl Jurisdiction {
    /// What it asks for where people talk by this medium.
    #[must_use]
    pub fn stated(&self, medium: Medium) -> StatedRule {
        match medium {
            Medium::Telephone => self.telephone,
            Medium::InPerson => self.in_person,
        }
    }
}

impl Duty {
    /// Codes of the places that ask for it where people talk by this medium.
    #[must_use]
    pub fn codes(&self, medium: Medium) -> &[String] {
        match medium {
            Medium::Telephone => &self.telephone,
            Medium::InPerson => &self.in_person,
        }
    }
}
