//! Where the program works: data and config folders, from the command line, the environment, the settings, the platform.

use crate::app::runner::{self, Surroundings};
use crate::app::{Settings, Start, Trouble};
use crate::recording::CaptureBackend;
use crate::store::settings::{self, Loaded};
use crate::store::{ConfigLayout, Layout};
use std::path::PathBuf;

/// Names the data folder in the environment.
const DATA_VARIABLE: &str = "RAPPORT_DATA";

/// Names the config folder in the environment.
const CONFIG_VARIABLE: &str = "RAPPORT_CONFIG";

/// Where the program works.
pub struct Place {
    /// The data folder.
    pub data: Layout,
    /// The config folder; `None` where the person has no home folder.
    pub config: Option<ConfigLayout>,
    settings: Settings,
    troubles: Vec<Trouble>,
}

impl Place {
    /// Finds the folders: `--data`, else `RAPPORT_DATA`, else the settings, else the platform's place. `None` where none of
    /// them names one.
    #[must_use]
    pub fn find(data: Option<PathBuf>) -> Option<Self> {
        let config =
            folder_from(CONFIG_VARIABLE).or_else(Layout::platform_config_folder).map(ConfigLayout::new);
        let (settings, troubles) = config.as_ref().map_or_else(Default::default, read_settings);
        let data = data
            .or_else(|| folder_from(DATA_VARIABLE))
            .or_else(|| settings.data_folder.clone())
            .or_else(Layout::platform_data_folder)?;
        Some(Self { data: Layout::new(data), config, settings, troubles })
    }

    /// What the window starts with.
    #[must_use]
    pub fn start(self, sound: Option<Box<dyn CaptureBackend>>) -> Start {
        let documents = directories::UserDirs::new().map_or_else(
            || self.data.data().to_path_buf(),
            |dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_path_buf(),
        );
        let surroundings = Surroundings { data: self.data, config: self.config, documents };
        Start { surroundings, settings: self.settings, troubles: self.troubles, sound }
    }
}

fn folder_from(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

fn read_settings(config: &ConfigLayout) -> (Settings, Vec<Trouble>) {
    let stamp = runner::now().strftime("%Y%m%d-%H%M%S").to_string();
    let Loaded { settings, set_aside, unreadable } = settings::load(&config.settings(), &stamp);
    let aside = set_aside.map(|file| Trouble::SettingsSetAside { file });
    let unread = unreadable.map(|system| Trouble::SettingsNotRead { system });
    (settings, aside.into_iter().chain(unread).collect())
}
