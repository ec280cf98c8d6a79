//! The programs that run beside Rapport, each in a home of its own so that no run meets what another left.

use crate::desk::{Done, Folders};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A program to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// Ours.
    Rapport,
    /// GNOME Sound Recorder.
    SoundRecorder,
    /// Audacity.
    Audacity,
}

impl Measured {
    /// All of them, in the order of a round.
    pub const ALL: [Self; 3] = [Self::Rapport, Self::SoundRecorder, Self::Audacity];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rapport => "Rapport",
            Self::SoundRecorder => "GNOME Sound Recorder",
            Self::Audacity => "Audacity",
        }
    }

    /// Starts it. `home` is a new folder.
    pub fn start(self, rapport: &Path, folders: &Folders, home: &Path) -> Done<Child> {
        let mut command = match self {
            Self::Rapport => {
                let mut command = Command::new(rapport);
                command.arg("--data").arg(folders.data());
                command
            }
            Self::SoundRecorder => Command::new("gnome-sound-recorder"),
            Self::Audacity => {
                welcome_no_more(home)?;
                Command::new("audacity")
            }
        };
        command
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_DATA_HOME", home.join(".local/share"))
            .env("XDG_CACHE_HOME", home.join(".cache"))
            .env("TMPDIR", home)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Ok(command.spawn().map_err(|error| format!("{} cannot be started: {error}", self.name()))?)
    }
}

/// Audacity as on its second day: no splash, no welcome, no question about updates.
fn welcome_no_more(home: &Path) -> Done {
    let words = "PrefsVersion=1.1.1r1\n\
                 [GUI]\nShowSplashScreen=0\n\
                 [Update]\nDefaultUpdatesChecking=0\nUpdateNoticeShown=1\n";
    for folder in [".config/audacity", ".audacity-data"] {
        std::fs::create_dir_all(home.join(folder))?;
        std::fs::copy(write_once(home, words)?, home.join(folder).join("audacity.cfg"))?;
    }
    Ok(())
}

fn write_once(home: &Path, words: &str) -> Done<std::path::PathBuf> {
    let file = home.join("audacity.cfg");
    std::io::Write::write_all(&mut std::fs::File::create(&file)?, words.as_bytes())?;
    Ok(file)
}
