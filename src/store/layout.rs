//! Every path the program makes; touches none of them.

use crate::domain::ids::CallId;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Name of a call's timeline file within its folder.
pub(super) const TIMELINE_FILE: &str = "timeline.jsonl";
/// Name of a call's audio folder within its folder.
pub(super) const AUDIO_FOLDER: &str = "audio";
/// Name of the recorder's own file within an audio folder.
pub(super) const SESSION_FILE: &str = "session.json";
/// Name of the list of a call's audio files and their SHA-256, within its folder.
pub(super) const SUMS_FILE: &str = "SHA256SUMS";
/// Name of the recorder's list of moments within an audio folder.
pub(super) const CLOCK_FILE: &str = "clock.jsonl";
/// Names of documents that were changed by hand and set aside begin so.
pub(super) const EDITED_STEMS: [&str; 3] =
    ["call-note-edited-", "consent-certificate-edited-", "message-to-attorney-edited-"];
/// Names of files with entries that are not stored begin so.
pub(super) const UNSAVED_STEM: &str = "unsaved-entries";
/// Names of files with entries that were stored later begin so.
pub(super) const UNSAVED_STORED_STEM: &str = "unsaved-entries-stored-";
/// What the recorder keeps beside the audio, by path within a call's folder.
pub(super) const SEALED_FILES: [&str; 2] = ["audio/session.json", "audio/clock.jsonl"];
/// Names of messages for the supervising attorney within their call's folder begin so.
const MESSAGE_STEM: &str = "message-to-attorney-";
/// Name of a call note within its call's folder, before the format.
pub(super) const CALL_NOTE_STEM: &str = "call-note.";

/// The paths of one data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    data: PathBuf,
}

impl Layout {
    /// The paths below `data`.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self { data: data.into() }
    }

    /// The platform's data folder; `None` where the person has no home folder.
    #[must_use]
    pub fn platform_data_folder() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "Rapport").map(|dirs| dirs.data_local_dir().to_path_buf())
    }

    /// The platform's config folder, with `settings.json`, `checklists/` and `consent/`.
    #[must_use]
    pub fn platform_config_folder() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "Rapport").map(|dirs| dirs.config_dir().to_path_buf())
    }

    /// The data folder itself.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data.join("rapport.db")
    }

    /// The lock file.
    #[must_use]
    pub fn lock(&self) -> PathBuf {
        self.data.join("rapport.lock")
    }

    /// The folder of all calls' folders.
    #[must_use]
    pub fn calls(&self) -> PathBuf {
        self.data.join("calls")
    }

    /// A call's folder.
    #[must_use]
    pub fn call(&self, call: &CallId) -> PathBuf {
        self.calls().join(call.as_str())
    }

    /// A call's timeline in plain text.
    #[must_use]
    pub fn timeline(&self, call: &CallId) -> PathBuf {
        self.call(call).join(TIMELINE_FILE)
    }

    /// The list of a call's audio files and their SHA-256.
    #[must_use]
    pub fn sums(&self, call: &CallId) -> PathBuf {
        self.call(call).join(SUMS_FILE)
    }

    /// A call note in the call's folder; `extension` is the format's, such as `md`.
    #[must_use]
    pub fn call_note(&self, call: &CallId, extension: &str) -> PathBuf {
        self.call(call).join(format!("{CALL_NOTE_STEM}{extension}"))
    }

    /// The consent certificate in the call's folder; `extension` is the format's, such as `md`.
    #[must_use]
    pub fn certificate(&self, call: &CallId, extension: &str) -> PathBuf {
        self.call(call).join(format!("consent-certificate.{extension}"))
    }

    /// The message for the supervising attorney about what was noted at this moment, in the call's folder.
    #[must_use]
    pub fn message(&self, call: &CallId, noted: Timestamp) -> PathBuf {
        self.call(call).join(format!("{MESSAGE_STEM}{}.txt", noted.strftime("%Y%m%d-%H%M%S")))
    }

    /// What the names begin with under which a document that was changed by hand is kept.
    #[must_use]
    pub fn edited_stem(document: &Path) -> &'static str {
        let name = document.file_name().unwrap_or_default().to_string_lossy();
        let is_of_it = |stem: &&str| name.starts_with(stem.trim_end_matches("-edited-"));
        EDITED_STEMS.into_iter().find(is_of_it).unwrap_or(EDITED_STEMS[0])
    }

    /// A call's audio folder.
    #[must_use]
    pub fn audio(&self, call: &CallId) -> PathBuf {
        self.call(call).join(AUDIO_FOLDER)
    }

    /// What the recorder writes before the first sample.
    #[must_use]
    pub fn session(&self, call: &CallId) -> PathBuf {
        self.audio(call).join(SESSION_FILE)
    }
}

/// The paths of one config folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigLayout {
    config: PathBuf,
}

impl ConfigLayout {
    /// The paths below `config`.
    pub fn new(config: impl Into<PathBuf>) -> Self {
        Self { config: config.into() }
    }

    /// The config folder itself.
    #[must_use]
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// The firm's own checklists.
    #[must_use]
    pub fn checklists(&self) -> PathBuf {
        self.config.join("checklists")
    }

    /// The firm's own consent scripts.
    #[must_use]
    pub fn consent(&self) -> PathBuf {
        self.config.join("consent")
    }

    /// The firm's own law file, which stands in place of the shipped one.
    #[must_use]
    pub fn recording_law(&self) -> PathBuf {
        self.config.join("recording-law.json")
    }
}
