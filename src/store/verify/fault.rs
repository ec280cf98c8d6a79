//! What a check finds; the words people read are elsewhere, but each kind has a short name for programs and logs.

use crate::domain::ids::{CallId, Seq};
use std::fmt;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Everything that is not as the entries say, in the order it was found.
    pub faults: Vec<Fault>,
    /// Audio files that no entry names because their take is still running or was not salvaged yet, by their paths within
    /// the call's folder.
    pub not_yet_told: Vec<String>,
    /// What is no fault, and worth knowing.
    pub remarks: Vec<Remark>,
}

impl Verified {
    /// Whether all is as the entries say.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.faults.is_empty()
    }

    /// Adds what was found elsewhere.
    pub(super) fn add(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.not_yet_told.extend(other.not_yet_told);
        self.remarks.extend(other.remarks);
    }

    pub(super) fn fault(&mut self, what: FaultKind, path: impl Into<String>) {
        self.faults.push(Fault { what, place: Place::File(path.into()) });
    }

    pub(super) fn remark(&mut self, what: RemarkKind, path: impl Into<String>) {
        self.remarks.push(Remark { what, file: path.into() });
    }
}

/// What was found in a whole data folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifiedData {
    /// Each call the database knows, with what was found of it.
    pub calls: Vec<(CallId, Verified)>,
    /// What belongs to no call.
    pub faults: Vec<Fault>,
}

impl VerifiedData {
    /// Whether all is as the entries say.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.faults.is_empty() && self.calls.iter().all(|(_, verified)| verified.is_intact())
    }
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub what: FaultKind,
    /// Where.
    pub place: Place,
}

/// What can be wrong with a stored call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// An entry's text does not match its hash.
    EntryChanged,
    /// An entry does not name the hash of the one before.
    LinkBroken,
    /// An entry is not there.
    EntryMissing,
    /// An entry stands in another's place.
    EntryMisplaced,
    /// An entry cannot be read.
    EntryUnreadable,
    /// The entries from here on are gone.
    EntriesCutOff,
    /// Entries are in a file and not on the timeline.
    EntriesApart,
    /// The first entry does not open this call.
    NotOpened,
    /// The database and the timeline file say different things.
    TimelinesDiffer,
    /// The lists of the database say something else than the entries.
    ListsDiffer,
    /// The database does not refuse changes of entries any more, or is built in another way than this program builds it.
    GuardsGone,
    /// A file is not there.
    FileMissing,
    /// A file is not as it was written.
    FileChanged,
    /// A file is shorter than it was written.
    FileCutOff,
    /// A file is there that no entry names.
    FileAdded,
    /// A file is there that was deleted on purpose.
    FileNotDeleted,
    /// A file cannot be read.
    FileUnreadable,
    /// A call's folder is there, and the database knows no such call.
    FolderAdded,
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EntryChanged => "entry does not match its hash",
            Self::LinkBroken => "entry does not follow the one before",
            Self::EntryMissing => "entry is missing",
            Self::EntryMisplaced => "entry stands in the wrong place",
            Self::EntryUnreadable => "entry cannot be read",
            Self::EntriesCutOff => "entries are missing from here to the end",
            Self::EntriesApart => "entries in this file are not on the timeline",
            Self::NotOpened => "entry does not open this call",
            Self::TimelinesDiffer => "database and timeline file differ",
            Self::ListsDiffer => "lists differ from the entries",
            Self::GuardsGone => "database no longer refuses changes of entries",
            Self::FileMissing => "file is missing",
            Self::FileChanged => "file was changed",
            Self::FileCutOff => "file was cut off at its end",
            Self::FileAdded => "file was added",
            Self::FileNotDeleted => "file was deleted on purpose and is there",
            Self::FileUnreadable => "file cannot be read",
            Self::FolderAdded => "folder belongs to no call in the database",
        })
    }
}

/// Where a fault lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an entry.
    Entry(Seq),
    /// In a file, by its path within the call's folder, with `/` between names.
    File(String),
    /// In the database.
    Database,
    /// In the folder of all calls' folders, by name.
    Calls(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(seq) => write!(f, "entry {seq}"),
            Self::File(path) => f.write_str(path),
            Self::Database => f.write_str("rapport.db"),
            Self::Calls(name) => write!(f, "calls/{name}"),
        }
    }
}

/// Something that is no fault, and worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub what: RemarkKind,
    /// The file, by its path within the call's folder, with `/` between names.
    pub file: String,
}

/// What is worth knowing of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemarkKind {
    /// A call note that somebody changed by hand; it was kept under this name before it was written anew.
    NoteEdited,
    /// Entries that could not be stored at first, and are on the timeline now.
    EntriesStoredLater,
    /// An audio file without sound, as a take leaves it that ends at once.
    NoSound,
    /// What a crash left of a file being written.
    Unfinished,
    /// An audio file that was deleted on purpose.
    Deleted {
        /// The entry that says so.
        by: Seq,
    },
}

impl fmt::Display for RemarkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoteEdited => f.write_str("call note changed by hand, kept before it was written anew"),
            Self::EntriesStoredLater => {
                f.write_str("entries that could not be stored at first and were later")
            }
            Self::NoSound => f.write_str("holds no sound: left by a take that ended at once"),
            Self::Unfinished => f.write_str("left of a file that was being written when the program ended"),
            Self::Deleted { by } => write!(f, "deleted on purpose, as entry {by} says"),
        }
    }
}
