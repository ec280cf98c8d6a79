//! Where the program works: data and config folders, from the command line, the environment, the settings, the platform.

use super::Problem;
use crate::app::runner::{self, Sound, Surroundings};
use crate::app::{Settings, Start, Trouble};
use crate::store::settings::{self, FarEndChoice, Loaded};
use crate::store::{ConfigLayout, Layout, Store};
use std::path::PathBuf;

/// Names the data folder in the environment.
const DATA_VARIABLE: &str = "RAPPORT_DATA";

/// Names the config folder in the environment.
const CONFIG_VARIABLE: &str = "RAPPORT_CONFIG";

/// Where the window works.
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
    /// them names one. A damaged settings file is set aside.
    #[must_use]
    pub fn find(data: Option<PathBuf>) -> Option<Self> {
        let config = config();
        let (settings, troubles) = config.as_ref().map_or_else(Default::default, read_settings);
        let data = named(data).or_else(|| otherwise(&settings))?;
        Some(Self { data: Layout::new(absolute(data)), config, settings, troubles })
    }

    /// What the window starts with.
    #[must_use]
    pub fn start(self, sound: Sound) -> Start {
        if Layout::platform_data_folder().as_deref() == Some(self.data.data())
            && let Some(place) = self.data.data().parent()
        {
            // On a new machine the platform's own place is not there yet. Where it cannot be made, opening the data folder
            // says so.
            std::fs::create_dir_all(place).ok();
        }
        let documents = directories::UserDirs::new().map_or_else(
            || self.data.data().to_path_buf(),
            |dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_path_buf(),
        );
        let surroundings = Surroundings { data: self.data, config: self.config, documents };
        Start { surroundings, settings: self.settings, troubles: self.troubles, sound }
    }
}

/// Where a verb looks. Finding it changes nothing.
pub(super) struct Looked {
    /// The data folder, where one is named.
    data: Option<Layout>,
    /// The config folder; `None` where the person has no home folder.
    pub(super) config: Option<ConfigLayout>,
    /// Why the settings could not be read.
    pub(super) settings_unread: Option<String>,
    /// Whether the settings have the far end recorded too.
    pub(super) wants_far_end: bool,
}

impl Looked {
    /// Looks where [`Place::find`] does. While the settings cannot be read, only `--data` and `RAPPORT_DATA` name the data
    /// folder: another than the person's own would give a wrong answer.
    pub(super) fn at(data: Option<PathBuf>) -> Self {
        let config = config();
        let loaded =
            config.as_ref().map_or_else(Loaded::default, |config| settings::look(&config.settings()));
        let otherwise = || {
            if loaded.unreadable.is_some() { None } else { otherwise(&loaded.settings) }
        };
        let data = named(data).or_else(otherwise).map(|folder| Layout::new(absolute(folder)));
        let wants_far_end = loaded.settings.far_end != FarEndChoice::Off;
        Self { data, config, settings_unread: loaded.unreadable, wants_far_end }
    }

    /// The paths of the data folder.
    ///
    /// # Errors
    /// Where none is named.
    pub(super) fn data(&self) -> Result<&Layout, Problem> {
        self.data.as_ref().ok_or_else(|| match (&self.settings_unread, &self.config) {
            (Some(why), Some(config)) => {
                Problem::SettingsUnread { file: config.settings(), why: why.clone() }
            }
            _ => Problem::NoPlace,
        })
    }

    /// The data folder, opened for reading: a window may have it open.
    ///
    /// # Errors
    /// Where none is named, or it cannot be opened.
    pub(super) fn open(&self) -> Result<Store, Problem> {
        Ok(Store::open_to_read(self.data()?.clone())?)
    }
}

fn config() -> Option<ConfigLayout> {
    let folder = folder_from(CONFIG_VARIABLE).or_else(Layout::platform_config_folder)?;
    Some(ConfigLayout::new(absolute(folder)))
}

fn named(data: Option<PathBuf>) -> Option<PathBuf> {
    data.or_else(|| folder_from(DATA_VARIABLE))
}

fn otherwise(settings: &Settings) -> Option<PathBuf> {
    settings.data_folder.clone().or_else(Layout::platform_data_folder)
}

fn folder_from(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// Told from the root, so that messages name the folder and its disk can be found.
fn absolute(folder: PathBuf) -> PathBuf {
    std::path::absolute(&folder).unwrap_or(folder)
}

fn read_settings(config: &ConfigLayout) -> (Settings, Vec<Trouble>) {
    let stamp = runner::now().strftime("%Y%m%d-%H%M%S").to_string();
    let Loaded { settings, set_aside, unreadable } = settings::load(&config.settings(), &stamp);
    let aside = set_aside.map(|file| Trouble::SettingsSetAside { file });
    let unread = unreadable.map(|system| Trouble::SettingsNotRead { system });
    (settings, aside.into_iter().chain(unread).collect())
}
