//! What the timeline holds of consent besides who was on the line and what each said.

use super::case::CaseOf;
use crate::domain::checklist::ScriptStamp;
use crate::domain::ids::PersonId;
use serde::{Deserialize, Serialize};

/// A fact about consent. The `kind` in the JSON is the variant's name in `snake_case`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConsentFact {
    /// Where a person is right now.
    PlaceGiven {
        /// Who.
        person: PersonId,
        /// Code of the place, such as `US-CA`; `unknown` where nobody knows.
        place: String,
        /// Its name as people know it; empty where that was not noted.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        /// How it is known.
        #[serde(default, skip_serializing_if = "PlaceKnown::is_told")]
        known: PlaceKnown,
    },
    /// The rule on recording that was found for the places of everyone on the line.
    RulingApplied {
        /// It.
        ruling: Ruling,
    },
    /// What a rule adds was said, or ticked.
    DutySettled {
        /// Its name for programs.
        duty: String,
        /// Its words as they were on screen.
        words: String,
    },
    /// What a rule adds was ticked by mistake: it was not said, or is not so.
    DutyTakenBack {
        /// Its name for programs.
        duty: String,
        /// Its words as they were on screen.
        words: String,
    },
    /// The tick for someone's yes was taken back: they must be asked again. Takes made with that yes are locked, because it
    /// was given in error or counts no longer.
    AnswerTakenBack {
        /// Whose.
        person: PersonId,
    },
    /// Someone said yes again, on the recording: the place of the entry is the frame of the yes.
    YesReconfirmed {
        /// Who.
        person: PersonId,
        /// Under which words.
        script: ScriptStamp,
        /// What they were asked on the recording, as it was read; empty where that was not noted.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        asked: String,
    },
    /// A special case was noted.
    CaseNoted {
        /// Which, and whom it is about.
        #[serde(flatten)]
        of: CaseOf,
        /// In the paralegal's words; may be empty.
        note: String,
        /// It was noted before, of somebody who was not on the list of those who are asked: this is them.
        #[serde(default, skip_serializing_if = "is_false")]
        listed_since: bool,
    },
    /// A case does not apply after all.
    CaseTakenBack {
        /// Which, and whom it was about.
        #[serde(flatten)]
        of: CaseOf,
        /// Why.
        reason: String,
        /// The supervising attorney who said so; empty where the case needs none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        attorney: String,
    },
    /// A step about a case was taken.
    CaseStepSettled {
        /// Which case, and whom it is about.
        #[serde(flatten)]
        of: CaseOf,
        /// The step's name in the script, or its number there.
        step: String,
        /// Its words as they were on screen.
        words: String,
        /// Who took it.
        done_by: String,
    },
    /// A step about a case was ticked by mistake: it was not taken.
    CaseStepTakenBack {
        /// Which case, and whom it is about.
        #[serde(flatten)]
        of: CaseOf,
        /// The step's name in the script, or its number there.
        step: String,
        /// Its words as they were on screen.
        words: String,
    },
    /// The supervising attorney approved recording in a case.
    CaseApproved {
        /// Which, and whom it is about.
        #[serde(flatten)]
        of: CaseOf,
        /// The attorney's name.
        attorney: String,
        /// When the attorney gave it, as typed.
        approved_at: String,
    },
    /// An approval no longer holds.
    ApprovalTakenBack {
        /// Of which case, and whom it is about.
        #[serde(flatten)]
        of: CaseOf,
        /// Why.
        reason: String,
    },
    /// It turned out that takes were made without a valid consent. They are locked from playback and export until the
    /// supervising attorney decides, and everyone must be asked again before another take.
    NoValidConsent {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// What turned out, in the paralegal's words.
        why: String,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// How a place is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKnown {
    /// The person said so.
    #[default]
    Told,
    /// Guessed from the area code of a number, or in another way. A number proves nothing.
    Guessed,
}

impl PlaceKnown {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
    fn is_told(&self) -> bool {
        *self == Self::Told
    }
}

/// The rule on recording that was applied, in the words of whoever found it: the domain knows no law.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ruling {
    /// The rule: `all_party`, `one_party`.
    pub rule: String,
    /// The place that set it, as people know it.
    pub set_by: String,
    /// Which place set it, in one plain sentence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    /// Codes of the places it was found for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Where the one at the desk was, as people know it: that place is among `places`. Empty where it was not noted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub desk: String,
    /// By what people talk: `telephone` or `in_person`; empty where it was not noted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub medium: String,
    /// The statute or decision; empty for a place that nobody knows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub citation: String,
    /// Addresses of the pages it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Why its sources cannot be relied on fully, a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
    /// What it adds to the firm's own rule: words to say or to tick.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<RulingDuty>,
    /// The date the source was checked.
    pub checked: String,
    /// Version of the data it was found in.
    pub version: String,
}

/// Something a rule adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulingDuty {
    /// Its name for programs.
    pub id: String,
    /// The words to say, or what is ticked.
    pub words: String,
    /// How it is met.
    #[serde(skip_serializing_if = "HowMet::is_ticked")]
    pub how: HowMet,
    /// The places that ask for it, as people know them; none where it is added because a place is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Where it comes from, in one sentence; empty where that was not noted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// How something that a rule adds is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowMet {
    /// By ticking that it is so.
    #[default]
    Ticked,
    /// By saying its words on the recording.
    SaidOnRecording,
}

impl HowMet {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
    fn is_ticked(&self) -> bool {
        *self == Self::Ticked
    }
}
