//! The settings: one small JSON file in the config folder, which people may edit by hand.

use super::error::saving_file;
use super::{SaveError, atomic, folder};
use crate::domain::custody::AfterWithdrawal;
use crate::domain::people::Operator;
use crate::files;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use std::io;
use std::path::{Path, PathBuf};

/// What a person has set. A value out of its range is brought into it when it is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Who is at the desk, and for whom.
    pub operator: Operator,
    /// Code of the state or country where the person at the desk works; `None` until it was said. It counts in the rule on
    /// recording like the place of everyone on the line.
    pub place: Option<String>,
    /// Data folder; `None` for the platform's place.
    pub data_folder: Option<PathBuf>,
    /// Id of the microphone; `None` for the system's choice.
    pub microphone: Option<String>,
    /// Whether the far end is recorded, and from where.
    pub far_end: FarEndChoice,
    /// What the firm does with takes of a call in which consent was withdrawn.
    pub after_withdrawal: AfterWithdrawal,
    /// Whether the call note tells who spoke how much.
    pub talk_share_in_note: bool,
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// Text size in percent, 100 to 200.
    pub text_percent: TextPercent,
}

/// From where the far end is recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FarEndChoice {
    /// It is not. In the file: `off`.
    Off,
    /// From the output the system chooses. In the file: `system`.
    #[default]
    SystemChoice,
    /// From the output of this id, which is what stands in the file.
    Device(String),
}

impl Serialize for FarEndChoice {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(match self {
            Self::Off => "off",
            Self::SystemChoice => "system",
            Self::Device(id) => id,
        })
    }
}

impl<'de> Deserialize<'de> for FarEndChoice {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match String::deserialize(from)?.trim() {
            "off" => Self::Off,
            "" | "system" => Self::SystemChoice,
            id => Self::Device(id.to_owned()),
        })
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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

impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match String::deserialize(from)?.as_str() {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        })
    }
}

/// Text size in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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

impl<'de> Deserialize<'de> for TextPercent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // A cast from a float stops at the ends of the range.
        f64::deserialize(from).map(|percent| Self::new(percent.round() as u16))
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
pub fn load(file: &Path, stamp: &str) -> Loaded {
    match read(file) {
        Ok(settings) => Loaded { settings, ..Loaded::default() },
        Err(NotRead::Damaged(damage)) => set_aside(file, stamp, &damage),
        Err(NotRead::Disk(error)) => unreadable(&error),
    }
}

/// Reads the settings and changes nothing: a damaged file stays where it is, and is told as unreadable.
#[must_use]
pub fn look(file: &Path) -> Loaded {
    match read(file) {
        Ok(settings) => Loaded { settings, ..Loaded::default() },
        Err(NotRead::Damaged(damage)) => unreadable(&damage),
        Err(NotRead::Disk(error)) => unreadable(&error),
    }
}

/// Replaces the settings file whole, making its folder where there is none. Whatever else stands in the file, of a newer
/// Rapport or of the person's own, is kept.
///
/// # Errors
/// Where it cannot be written, or was damaged since it was read; it is as it was then.
pub fn save(file: &Path, settings: &Settings) -> Result<(), SaveError> {
    let failed = |error| saving_file(file, error);
    folder::make(files::folder_of(file)).map_err(failed)?;
    let mut kept = match std::fs::read(file) {
        Ok(bytes) => parse(&bytes).map(|(kept, _)| kept).map_err(damaged).map_err(failed)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Value::Object(Map::new()),
        Err(error) => return Err(failed(error)),
    };
    let value = serde_json::to_value(settings).map_err(damaged).map_err(failed)?;
    lay_over(&mut kept, value);
    let mut text = serde_json::to_vec_pretty(&kept).map_err(damaged).map_err(failed)?;
    text.push(b'\n');
    atomic::replace(file, &text).map_err(failed)
}

enum NotRead {
    Damaged(serde_json::Error),
    Disk(io::Error),
}

fn read(file: &Path) -> Result<Settings, NotRead> {
    match std::fs::read(file) {
        Ok(bytes) => parse(&bytes).map(|(_, settings)| settings).map_err(NotRead::Damaged),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(NotRead::Disk(error)),
    }
}

fn unreadable(why: &dyn std::error::Error) -> Loaded {
    Loaded { unreadable: Some(why.to_string()), ..Loaded::default() }
}

/// All that stands in the file, and what of it this program knows.
fn parse(bytes: &[u8]) -> serde_json::Result<(Value, Settings)> {
    // Some editors begin a text file with this mark.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let all = Value::Object(serde_json::from_slice(bytes)?);
    let settings = Settings::deserialize(&all)?;
    Ok((all, settings))
}

fn set_aside(file: &Path, stamp: &str, damage: &serde_json::Error) -> Loaded {
    let aside =
        folder::free_path(files::folder_of(file), &format!("settings-damaged-{stamp}"), "json", &[""]);
    match std::fs::rename(file, &aside) {
        Ok(()) => Loaded { set_aside: Some(aside), ..Loaded::default() },
        Err(_) => unreadable(damage),
    }
}

fn damaged(error: serde_json::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// Lays `upper` over `lower`: what only `lower` has stays, in objects within objects too.
fn lay_over(lower: &mut Value, upper: Value) {
    match (lower, upper) {
        (Value::Object(lower), Value::Object(upper)) => {
            for (name, value) in upper {
                lay_over(lower.entry(name).or_insert(Value::Null), value);
            }
        }
        (lower, upper) => *lower = upper,
    }
}
