//! What can go wrong outside, and what a person is told of it.
//!
//! The words stand here and not in `ui`, because the command line tells them too.

mod causes;
mod files;
mod recording;

pub use recording::capture_told;

use crate::checklists::Fault;
use crate::domain::track::Track;
use crate::recording::{CaptureError, StartError};
use std::path::PathBuf;

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another Rapport has the data folder open.
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no such data folder.
    NoDataFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// The place that should hold the data folder is not there: a drive that is not plugged in, perhaps.
    PlaceMissing {
        /// The data folder.
        folder: PathBuf,
    },
    /// The data folder cannot be written.
    Unwritable {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        system: String,
    },
    /// The database is damaged.
    Damaged {
        /// The database.
        file: PathBuf,
    },
    /// The damaged database was moved.
    SetAside {
        /// To here.
        file: PathBuf,
    },
    /// The database was written by a newer Rapport.
    NewerDatabase,
    /// The disk is full.
    DiskFull,
    /// Entries cannot be stored.
    NotSaved {
        /// What the system said.
        system: String,
    },
    /// Entries wait because the data folder is not open.
    NotSavedWhileClosed {
        /// Why it is not.
        why: String,
    },
    /// Entries can never be stored, and were written to a file instead.
    EntriesKeptApart {
        /// The file.
        file: PathBuf,
    },
    /// Entries that could not be stored in an earlier run still cannot be.
    EntriesStillApart {
        /// The client's name, or the call's id where no client is known.
        client: String,
        /// The day of the call, where it is known.
        day: Option<String>,
        /// How many.
        count: usize,
        /// The file they are in.
        file: PathBuf,
    },
    /// Entries that could not be stored in an earlier run are stored now.
    EntriesStoredLater {
        /// The client's name, or the call's id where no client is known.
        client: String,
        /// The day of the call, where it is known.
        day: Option<String>,
        /// How many.
        count: usize,
        /// The file they were in, under its new name.
        file: PathBuf,
    },
    /// A file with entries that are not stored cannot be read or renamed.
    UnsavedNotRead {
        /// The file.
        file: PathBuf,
        /// What the system said.
        system: String,
    },
    /// A call or a file cannot be read.
    NotRead {
        /// Which.
        which: Unread,
        /// What was said of it.
        system: String,
    },
    /// A damaged settings file was set aside.
    SettingsSetAside {
        /// To here.
        file: PathBuf,
    },
    /// The settings cannot be read.
    SettingsNotRead {
        /// What the system said.
        system: String,
    },
    /// The settings cannot be saved.
    SettingsNotSaved {
        /// What the system said.
        system: String,
    },
    /// There is no config folder to save the settings in.
    NoConfigFolder,
    /// A checklist was left out.
    Checklist(Fault),
    /// A consent script was left out.
    ConsentScript(Fault),
    /// The firm's law file was left out.
    Law(Fault),
    /// A take could not begin.
    NotStarted(StartError),
    /// The microphone vanished in mid-take.
    MicrophoneLost,
    /// The disk was full in mid-take.
    RecordingDiskFull,
    /// The disk was nearly full, and the take was ended in good order.
    RecordingDiskReserve,
    /// A device of the running take could not be used.
    DeviceNotUsed {
        /// Which side it was for.
        track: Track,
        /// Why.
        error: CaptureError,
    },
    /// The far end was wanted and could not be had at the start of a take.
    FarEndNotHad {
        /// Why.
        error: CaptureError,
    },
    /// The files of one side of the running take cannot be written any more.
    SideBroke {
        /// Which side.
        track: Track,
        /// What was said of it.
        what: String,
    },
    /// Audio that was to be deleted is still there.
    AudioNotDeleted {
        /// Each file, with what the system said.
        files: Vec<String>,
    },
    /// The matter was put on hold before audio was deleted.
    DeletionHeld {
        /// The client's name.
        client: String,
    },
    /// A take ended by a fault.
    RecordingFailed {
        /// What was said of it.
        what: String,
    },
    /// Some sound was lost, and silence stands for it.
    Overflow,
    /// The audio folder of an interrupted call cannot be read.
    AudioNotRead {
        /// The client's name.
        client: String,
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        system: String,
    },
    /// Audio files of an interrupted call were left untouched.
    AudioLeftAlone {
        /// The client's name.
        client: String,
        /// Each file, with the reason.
        files: Vec<String>,
    },
    /// Files of sound of a finished call were found that were on no entry, and are now.
    SoundFoundLate {
        /// The client's name.
        client: String,
        /// How many.
        files: usize,
    },
    /// A document could not be written.
    NotExported {
        /// What was said of it.
        system: String,
    },
    /// The recording could not be written as one sound file.
    SoundNotWritten {
        /// What was said of it.
        system: String,
    },
    /// Of a sound file that was written, silence stands for what is missing.
    SoundIncomplete {
        /// The audio files that are missing, or shorter than they should be.
        files: Vec<String>,
    },
    /// The list of a call's audio files and their SHA-256 could not be written.
    SumsNotWritten {
        /// What was said of it.
        system: String,
    },
    /// A document in a call's folder was changed by hand, and was kept under another name.
    EditedNoteKept {
        /// That name.
        file: PathBuf,
    },
    /// A folder for exports was not given in full.
    ExportFolderNotWhole {
        /// As given.
        folder: PathBuf,
    },
    /// The place that should hold the folder for exports is not there.
    ExportPlaceMissing {
        /// The folder for exports.
        folder: PathBuf,
    },
    /// A worker thread could not be started or has ended.
    Worker {
        /// Which.
        name: &'static str,
    },
    /// There is no checklist at all.
    NoChecklist,
}

/// What cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A call.
    Call {
        /// Its id.
        call: String,
        /// The client's name, where it is known.
        client: Option<String>,
    },
    /// The database or the data folder.
    Data(PathBuf),
}

/// What a person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What went wrong.
    pub what: String,
    /// What to do.
    pub advice: String,
}

fn told(what: impl Into<String>, advice: impl Into<String>) -> Told {
    Told { what: what.into(), advice: advice.into() }
}

impl Trouble {
    /// Whether it says that the running take came to its end: that comes before all else.
    #[must_use]
    pub fn ended_the_take(&self) -> bool {
        matches!(
            self,
            Self::MicrophoneLost
                | Self::RecordingDiskFull
                | Self::RecordingDiskReserve
                | Self::RecordingFailed { .. }
        )
    }

    /// What a person is told.
    #[must_use]
    pub fn told(&self) -> Told {
        match self {
            Self::Checklist(fault) => files::content_told("A checklist was left out", fault),
            Self::ConsentScript(fault) => {
                files::content_told("A consent script was left out, the shipped words stay", fault)
            }
            Self::Law(fault) => {
                files::content_told("The firm's law file was left out, the shipped one stays in force", fault)
            }
            Self::NotStarted(_)
            | Self::MicrophoneLost
            | Self::RecordingDiskFull
            | Self::RecordingDiskReserve
            | Self::RecordingFailed { .. }
            | Self::Overflow
            | Self::DeviceNotUsed { .. }
            | Self::FarEndNotHad { .. }
            | Self::SideBroke { .. }
            | Self::AudioNotDeleted { .. }
            | Self::DeletionHeld { .. } => recording::told(self),
            Self::NoChecklist => told(
                "There is no checklist to walk a call by",
                "Settings shows which checklist files were left out, and why",
            ),
            other => other.storage_told(),
        }
    }

    fn storage_told(&self) -> Told {
        match self {
            Self::InUse { folder } => told(
                "Rapport is already open on this data folder",
                format!(
                    "Go on in the other window, or close it and try again. The folder is {}",
                    folder.display()
                ),
            ),
            Self::NoDataFolder { folder } => told(
                "There is no data folder",
                format!(
                    "Open the window once to make it, or name another with --data. Looked for {}",
                    folder.display()
                ),
            ),
            Self::PlaceMissing { folder } => told(
                "The place that holds your data is not there",
                format!(
                    "Plug in the drive or connect to the network, then try again, or choose another data folder in Settings: {}",
                    folder.display()
                ),
            ),
            Self::Unwritable { path, system } => told(
                format!("The data folder cannot be written ({system})"),
                format!(
                    "Check that the disk is there and not write-protected, then try again: {}",
                    path.display()
                ),
            ),
            Self::Damaged { file } => told(
                "The database is damaged and was left as it is",
                format!(
                    "Recordings and call notes in the calls folder are not affected. Keep a copy for your IT department, or set \
                     it aside and begin a new one: {}",
                    file.display()
                ),
            ),
            Self::SetAside { file } => told(
                "The damaged database was set aside, whole",
                format!(
                    "Rapport began a new one. Keep the old file for your IT department: {}",
                    file.display()
                ),
            ),
            Self::NewerDatabase => told(
                "The data folder was written by a newer Rapport",
                "Nothing was changed. Install the newer version on this computer",
            ),
            Self::DiskFull => told(
                "The disk is full: the newest entries are not stored yet",
                "They are kept here and stored as soon as there is room. Make room, and do not close Rapport before",
            ),
            Self::NotSaved { system } => told(
                format!("The newest entries are not stored yet ({system})"),
                "They are kept here and tried again every two seconds. Check the disk, and do not close Rapport before",
            ),
            Self::NotRead { which, system } => files::not_read(which, system),
            Self::Worker { name } => told(
                format!("A part of Rapport has stopped ({name})"),
                "Finish your sentence, then restart Rapport",
            ),
            other => files::told(other),
        }
    }
}

/// An error with what caused it, in one line.
#[must_use]
pub fn with_cause(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
