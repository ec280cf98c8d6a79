//! A checklist: the items, words and questions of one kind of call.
//!
//! The types are the file format of `checklists/*.json` as well; `checklists/checklist.schema.json` is generated from
//! them. Who reads the files is [`crate::checklists`].

use super::consent::ScriptText;
use super::ids::{ItemId, QuestionId};
use super::readiness::Sensor;
use super::stage::Stage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A whole checklist file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// The JSON Schema the file follows, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Name for programs, such as "general-intake". A firm-owned file with the id and language of a shipped one
    /// stands in its place.
    pub id: String,
    /// Version of the content, such as "1.0.0". It is stamped into each call.
    pub version: String,
    /// Title people choose by.
    pub title: String,
    /// BCP 47 language tag, such as "en".
    pub language: String,
    /// One sentence on when to use it.
    pub about: String,
    /// What each stage of the call holds.
    pub stages: Stages,
}

/// The five stages of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stages {
    /// Before you dial.
    pub prepare: PrepareStage,
    /// Opening the call.
    pub roles: RolesStage,
    /// Asking to record, in files of earlier versions: calls opened since then take the words of the consent scripts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentScript>,
    /// Questions.
    pub interview: InterviewStage,
    /// Before you hang up.
    pub close: CloseStage,
}

/// Before you dial: items to confirm, at most nine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepareStage {
    /// The items in the order they are read.
    #[schemars(length(min = 1, max = 9))]
    pub items: Vec<Item>,
}

/// An item to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Unique within the file.
    pub id: ItemId,
    /// The item in a few words.
    #[schemars(length(min = 1))]
    pub text: String,
    /// Why or how, in one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The sensor that ticks the item; without one it is ticked by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensor: Option<Sensor>,
}

/// Opening the call: words to say, line by line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesStage {
    /// Who I am, what I can and cannot do, confidentiality, the team.
    #[schemars(length(min = 1))]
    pub paralegal: Vec<Line>,
    /// What is expected of the client.
    #[schemars(length(min = 1))]
    pub client: Vec<Line>,
    /// Is now still a good time, and for how long.
    pub time: Line,
}

/// Words to say aloud. May hold the blanks `{client}`, `{paralegal}`, `{title}`, `{firm}` and `{attorney}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Unique within the file.
    pub id: ItemId,
    /// The words.
    #[schemars(length(min = 1))]
    pub say: String,
}

/// The consent script: what is explained, and the question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentScript {
    /// Version of the words. An answer given to other words does not open the recorder.
    #[schemars(length(min = 1))]
    pub version: String,
    /// What the recording is good for, in plain words.
    #[schemars(length(min = 1))]
    pub benefits: Vec<String>,
    /// What the client should know before saying yes.
    #[schemars(length(min = 1))]
    pub risks: Vec<String>,
    /// The question.
    #[schemars(length(min = 1))]
    pub question: String,
    /// What to say after a no.
    pub after_no: String,
    /// What to say when someone withdraws.
    pub after_withdrawal: String,
}

/// The interview: questions, one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewStage {
    /// The questions in the order they are asked.
    pub questions: Vec<Question>,
}

/// A question to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Unique within the file.
    pub id: QuestionId,
    /// The question in the words to say.
    #[schemars(length(min = 1))]
    pub ask: String,
    /// Why it is asked, should the client wonder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Clarifying and probing questions to follow with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    /// Answers that should go to the supervising attorney the same day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub red_flags: Vec<String>,
}

/// Before you hang up: lines to say, at most nine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseStage {
    /// Read-back, next contact, thanks.
    #[schemars(length(min = 1, max = 9))]
    pub lines: Vec<Line>,
}

impl Checklist {
    /// Every line to say of the Roles stage, in order.
    pub fn role_lines(&self) -> impl Iterator<Item = &Line> {
        let roles = &self.stages.roles;
        roles.paralegal.iter().chain(&roles.client).chain(std::iter::once(&roles.time))
    }

    /// The ids of what is ticked in a stage, in order. Consent and Interview have nothing to tick.
    #[must_use]
    pub fn items_of(&self, stage: Stage) -> Vec<&ItemId> {
        match stage {
            Stage::Prepare => self.stages.prepare.items.iter().map(|item| &item.id).collect(),
            Stage::Roles => self.role_lines().map(|line| &line.id).collect(),
            Stage::Close => self.stages.close.lines.iter().map(|line| &line.id).collect(),
            Stage::Consent | Stage::Interview => Vec::new(),
        }
    }

    /// Which checklist this is, for the record.
    #[must_use]
    pub fn stamp(&self) -> ChecklistStamp {
        ChecklistStamp {
            id: self.id.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            language: self.language.clone(),
        }
    }

    /// Which consent script the checklist's own words are, for the record; without a version where it has none.
    #[must_use]
    pub fn consent_script(&self) -> ScriptStamp {
        let version = self.stages.consent.as_ref().map(|script| script.version.clone());
        ScriptStamp {
            id: format!("{}.{}", self.id, self.language),
            version: version.unwrap_or_default(),
            words: String::new(),
        }
    }

    /// The words of that script in the order they are read, with their blanks; none where the checklist has none.
    #[must_use]
    pub fn consent_text(&self) -> ScriptText {
        let lines = self.stages.consent.iter();
        let lines =
            lines.flat_map(|script| script.benefits.iter().chain(&script.risks).chain([&script.question]));
        ScriptText { language: self.language.clone(), lines: lines.cloned().collect() }
    }
}

/// Which checklist a call was walked by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistStamp {
    /// [`Checklist::id`]
    pub id: String,
    /// [`Checklist::version`]
    pub version: String,
    /// [`Checklist::title`]
    pub title: String,
    /// [`Checklist::language`]
    pub language: String,
}

/// Which consent script was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptStamp {
    /// Id and language of what was read: `recording.en`, or `general-intake.en` where the checklist's own words were.
    pub id: String,
    /// Version of the words.
    pub version: String,
    /// Hash of the words, 16 characters of lower-case hex, so that changed words under an unchanged version are another
    /// script. Empty for the words of a checklist, and on timelines from before there was one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}
