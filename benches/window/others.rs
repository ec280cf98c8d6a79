//! The programs that run beside Rapport, each at its second start: in a home that a first one has left, and in a copy of
//! it, so that no run meets what another left.

use crate::desk::{Done, Folders, Screen};
use crate::startup::{Running, painted_window};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

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

/// How long the first start has to write down what it wants to find at the second.
const FIRST_START: Duration = Duration::from_secs(6);

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

    fn command(self, rapport: &Path, folders: &Folders) -> Command {
        match self {
            Self::Rapport => {
                let mut command = Command::new(rapport);
                command.arg("--data").arg(folders.data()).env("RAPPORT_CONFIG", folders.config());
                command
            }
            Self::SoundRecorder => Command::new("gnome-sound-recorder"),
            Self::Audacity => Command::new("audacity"),
        }
    }
}

/// What is needed to start them all.
pub struct Programs<'a> {
    rapport: &'a Path,
    folders: &'a Folders,
    homes: Vec<TempDir>,
}

/// A running program in its own copy of a home.
pub struct Started {
    /// It.
    pub running: Running,
    _home: TempDir,
}

impl<'a> Programs<'a> {
    /// Starts each once, unmeasured.
    pub fn warm(rapport: &'a Path, folders: &'a Folders, screen: &Screen) -> Done<Self> {
        let mut programs = Self { rapport, folders, homes: Vec::new() };
        for program in Measured::ALL {
            let home = tempfile::tempdir()?;
            if program == Measured::Audacity {
                welcome_no_more(home.path())?;
            }
            let mut running = programs.start_in(program, home.path())?;
            painted_window(&mut running, screen)?;
            std::thread::sleep(FIRST_START);
            running.end()?;
            programs.homes.push(home);
        }
        Ok(programs)
    }

    /// A home to start it in.
    pub fn home(&self, program: Measured) -> Done<TempDir> {
        let copy = tempfile::tempdir()?;
        let left = Measured::ALL.iter().zip(&self.homes).find(|(one, _)| **one == program);
        for folder in [".config", ".cache", ".local"] {
            if let Some((_, home)) = left.filter(|(_, home)| home.path().join(folder).exists()) {
                copy_all(&home.path().join(folder), &copy.path().join(folder))?;
            }
        }
        if program == Measured::Audacity {
            welcome_no_more(copy.path())?;
        }
        Ok(copy)
    }

    /// Starts it in this home.
    pub fn start(&self, program: Measured, home: TempDir) -> Done<Started> {
        Ok(Started { running: self.start_in(program, home.path())?, _home: home })
    }

    fn start_in(&self, program: Measured, home: &Path) -> Done<Running> {
        let started = program
            .command(self.rapport, self.folders)
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_DATA_HOME", home.join(".local/share"))
            .env("XDG_CACHE_HOME", home.join(".cache"))
            .env("TMPDIR", home)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Ok(Running(started.map_err(|error| format!("{} cannot be started: {error}", program.name()))?))
    }
}

/// Audacity as on its second day: no welcome, no question about updates, no project of a run that was ended.
fn welcome_no_more(home: &Path) -> Done {
    let words = "PrefsVersion=1.1.1r1\n\
                 [Version]\nMajor=3\nMinor=2\nMicro=4\n\
                 [GUI]\nShowSplashScreen=0\n\
                 [Update]\nDefaultUpdatesChecking=0\nUpdateNoticeShown=1\n";
    let folder = home.join(".config/audacity");
    fs::create_dir_all(&folder)?;
    std::io::Write::write_all(&mut fs::File::create(folder.join("audacity.cfg"))?, words.as_bytes())?;
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> Done {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy_all(&entry.path(), &to.join(entry.file_name()))?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
