//! The settings: one small JSON file in the config folder.

use crate::domain::people::Operator;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What a person has set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Who is at the desk, and for whom.
    pub operator: Operator,
    /// Data folder; `None` for the platform's place.
    pub data_folder: Option<PathBuf>,
    /// Id of the microphone; `None` for the system's choice.
    pub microphone: Option<String>,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Text size in percent, 100 to 200.
    pub text_percent: TextPercent,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Text size in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextPercent(u16);

impl TextPercent {
    /// Smallest and largest size.
    pub const RANGE: std::ops::RangeInclusive<u16> = 100..=200;

    /// The size, brought into [`Self::RANGE`].
    #[must_use]
    pub fn new(percent: u16) -> Self {
        Self(percent.clamp(*Self::RANGE.start(), *Self::RANGE.end()))
    }

    /// In percent.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0
    }
}

impl Default for TextPercent {
    fn default() -> Self {
        Self(100)
    }
}

/// The settings as read, and what had to be done for them.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The settings; the usual ones where there were none or they could not be read.
    pub settings: Settings,
    /// Where a damaged file was set aside to.
    pub set_aside: Option<PathBuf>,
    /// Why they could not be read, where the file could not be set aside either.
    pub unreadable: Option<String>,
}

/// Reads the settings. A damaged file is moved aside under a name with `stamp` in it.
#[must_use]
pub fn load(_file: &Path, _stamp: &str) -> Loaded {
    todo!()
}

/// Replaces the settings file whole.
///
/// # Errors
/// Where it cannot be written.
pub fn save(_file: &Path, _settings: &Settings) -> Result<(), super::SaveError> {
    todo!()
}
