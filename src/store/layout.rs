//! Every path the program makes.

use crate::domain::ids::CallId;
use std::path::{Path, PathBuf};

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

    /// The platform's config folder, with `settings.json` and `checklists/`.
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

    /// A call's folder.
    #[must_use]
    pub fn call(&self, call: &CallId) -> PathBuf {
        self.data.join("calls").join(call.as_str())
    }

    /// A call's audio folder.
    #[must_use]
    pub fn audio(&self, call: &CallId) -> PathBuf {
        self.call(call).join("audio")
    }
}
