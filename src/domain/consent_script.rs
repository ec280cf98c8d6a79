//! The words that ask for permission to record: what is explained, the question, what is said on the recording and after
//! each answer, and what special cases need.
//!
//! The types are the file format of `assets/consent/*.json` and of a firm's own scripts as well;
//! `assets/consent/consent-script.schema.json` is generated from them. Who reads the files is
//! [`crate::checklists::consent_scripts`].
//!
//! # How the Consent page reads a script
//!
//! - Words come out of [`Filling::fill_for`]: every blank filled, `{person}` with the one who is spoken to.
//! - `lines` are read in order before the recorder is on, then `question` to each person; a line with a [`Duty`] is said,
//!   not passed over.
//! - `on_recording.lines` are the first words of a take; then `on_recording.question` to each person by name. The yes
//!   that follows is where the marker is set, and `on_recording.thanks` comes after it.
//! - `after` holds what to say when the answer is another one; `cases` what to do and say where one of them is met.
//! - English stands beside another language by id: [`RecordingScript::words_of`] of the English script, with the id of the
//!   line on screen; what has no id has its field. A line of the firm's own may have none.
//! - [`RecordingScript::stamp`] is what an answer is given under. It changes with every word that is said, so an answer to
//!   other words opens nothing.
//!
//! [`Filling::fill_for`]: super::script::Filling::fill_for

mod cases;

pub use cases::{Case, CaseLine, CaseWords, Cases, Hearer};

use super::chain::Hash;
use super::checklist::ScriptStamp;
use super::consent::ScriptText;
use super::ids::ItemId;
use schemars::JsonSchema;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NoDuty, StrDeserializer};
use serde::{Deserialize, Serialize};

/// Characters of a hash that a stamp keeps: 64 bits, enough to tell any two scripts of one firm apart.
const STAMP_LENGTH: usize = 16;

/// A whole script file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordingScript {
    /// The JSON Schema the file follows, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Name for programs, such as "recording". A firm-owned file with the id and language of a shipped one stands in
    /// its place.
    pub id: String,
    /// Version of the words, such as "1.0.0". Other words need another version.
    pub version: String,
    /// BCP 47 language tag, such as "en".
    pub language: String,
    /// Title people choose by.
    pub title: String,
    /// What is said before the recorder is on, in the order it is said.
    #[schemars(length(min = 1))]
    pub lines: Vec<ScriptLine>,
    /// The question, asked of each person.
    pub question: String,
    /// The first words on the recording.
    pub on_recording: OnRecording,
    /// What to say when the answer is not yes, or no longer.
    pub after: After,
    /// What to do and say in special cases.
    pub cases: Cases,
}

/// Words to say aloud. May hold the blanks `{client}`, `{paralegal}`, `{title}`, `{firm}` and `{attorney}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScriptLine {
    /// Unique within the file, the same in every language.
    pub id: ItemId,
    /// What the line has to tell; without one it only helps the talk along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Duty>,
    /// Whether a firm's own script must keep the line. It may put it in other words.
    #[serde(default, skip_serializing_if = "is_false")]
    pub locked: bool,
    /// The words.
    pub say: String,
}

/// What somebody has to be told before their yes means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// What the recording is for.
    Purpose,
    /// That it covers the whole talk.
    WholeCall,
    /// Who keeps it and who can listen.
    WhoKeepsAndListens,
    /// How long it is kept.
    HowLong,
    /// What it is good for.
    Benefit,
    /// What it may do harm with.
    Risk,
    /// That it may be used in the matter, and in court.
    UseInCourt,
    /// That a no changes nothing.
    NoChangesNothing,
    /// That anyone may stop it at any time.
    StopAnyTime,
    /// That the recorder is on.
    RecordingNow,
    /// That everyone was asked before, and nothing was recorded until then.
    AskedBefore,
}

impl Duty {
    /// The one that bears this name in files; `None` where none does.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, NoDuty> = name.into_deserializer();
        Self::deserialize(name).ok()
    }

    /// What is told before anyone is asked.
    pub const BEFORE: [Self; 9] = [
        Self::Purpose,
        Self::WholeCall,
        Self::WhoKeepsAndListens,
        Self::HowLong,
        Self::Benefit,
        Self::Risk,
        Self::UseInCourt,
        Self::NoChangesNothing,
        Self::StopAnyTime,
    ];

    /// What is told again on the recording.
    pub const ON_RECORDING: [Self; 6] = [
        Self::RecordingNow,
        Self::AskedBefore,
        Self::WholeCall,
        Self::UseInCourt,
        Self::NoChangesNothing,
        Self::StopAnyTime,
    ];
}

/// The first words on the recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnRecording {
    /// What everyone is told again, in the order it is said.
    #[schemars(length(min = 1))]
    pub lines: Vec<ScriptLine>,
    /// The question again, to each person by name: it holds the blank `{person}`.
    pub question: String,
    /// Thanks for a yes.
    pub thanks: String,
}

/// What to say when the answer is not yes, or no longer. May hold the blank `{person}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// After a no.
    pub no: String,
    /// After a “not sure”, or silence.
    pub not_sure: String,
    /// After a yes was taken back.
    pub withdrawal: String,
}

impl RecordingScript {
    /// What is read before the recorder is on, the question last: the words an answer is given to.
    #[must_use]
    pub fn text(&self) -> ScriptText {
        let lines = self.lines.iter().map(|line| &line.say).chain([&self.question]);
        ScriptText { language: self.language.clone(), lines: lines.cloned().collect() }
    }

    /// Every line of words and duty outside the special cases, in order.
    pub fn script_lines(&self) -> impl Iterator<Item = &ScriptLine> {
        self.lines.iter().chain(&self.on_recording.lines)
    }

    /// The words of a line, wherever it stands; `None` where the script has no such line.
    #[must_use]
    pub fn words_of(&self, id: &ItemId) -> Option<&str> {
        let plain = self.script_lines().map(|line| (&line.id, &line.say));
        let in_cases = self.cases.lines().map(|line| (&line.id, &line.say));
        plain.chain(in_cases).find(|(other, _)| *other == id).map(|(_, say)| say.as_str())
    }

    /// Everything that is said aloud, in the order of the file.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        let (again, after) = (&self.on_recording, &self.after);
        let before = self.lines.iter().map(|line| &line.say).chain([&self.question]);
        let first_words = again.lines.iter().map(|line| &line.say).chain([&again.question, &again.thanks]);
        let answers = [&after.no, &after.not_sure, &after.withdrawal];
        let in_cases = self.cases.lines().map(|line| &line.say);
        before.chain(first_words).chain(answers).chain(in_cases).map(String::as_str)
    }

    /// Which words these are, for the record: id and language, version, and a hash of all that is said.
    #[must_use]
    pub fn stamp(&self) -> ScriptStamp {
        ScriptStamp { id: self.stamp_id(), version: self.version.clone(), words: self.hash_of_words() }
    }

    /// The id that its stamp bears, which needs no hash.
    #[must_use]
    pub fn stamp_id(&self) -> String {
        format!("{}.{}", self.id, self.language.to_ascii_lowercase())
    }

    /// Each text goes in with its length, so that words moved from one to the next make another hash.
    fn hash_of_words(&self) -> String {
        let mut text = String::from("rapport-words-1\n");
        for words in self.said() {
            text.extend([words.len().to_string().as_str(), "\n", words, "\n"]);
        }
        Hash::of(text.as_bytes()).as_str().chars().take(STAMP_LENGTH).collect()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_false(truth: &bool) -> bool {
    !truth
}
