//! Everything that ends a verb with status 2; the words for it are in `words`.

use super::args::BadUse;
use crate::domain::call::FoldError;
use crate::domain::ids::CallId;
use crate::export::ExportError;
use crate::store::verify::VerifyError;
use crate::store::{OpenError, ReadError};
use std::io;
use std::path::PathBuf;

/// Why a verb could not be carried out.
#[derive(Debug)]
pub(super) enum Problem {
    /// The command line is not understood.
    Use(BadUse),
    /// This version does not have it.
    NotYet { what: String },
    /// No data folder is named, and there is no home folder.
    NoPlace,
    /// The settings, which may name the data folder, cannot be read.
    SettingsUnread { file: PathBuf, why: String },
    /// The data folder cannot be opened.
    NotOpened(OpenError),
    /// The database cannot be read.
    NotRead(ReadError),
    /// No call begins so.
    NoSuchCall { typed: String },
    /// More than one call begins so.
    Ambiguous { typed: String, matches: Vec<CallId> },
    /// The entries of a call make no call.
    NotFolded { call: CallId, why: FoldError },
    /// A folder cannot be checked.
    NotVerified { folder: PathBuf, why: VerifyError },
    /// The call note was not written.
    NotExported(NotExported),
    /// The law in force has no such places.
    NoSuchPlaces { typed: Vec<String> },
    /// Standard output cannot be written.
    Output(io::Error),
}

/// Why a call note was not written. What was there is as it was.
#[derive(Debug)]
pub(super) enum NotExported {
    /// The call note could not be put together.
    NotRendered(ExportError),
    /// A file is there already.
    FileIsThere { path: PathBuf },
    /// What is there is no file.
    NotAFile { path: PathBuf },
    /// It is Rapport's own.
    Rapports { path: PathBuf },
    /// The folder to write into is not there.
    NoSuchFolder { folder: PathBuf },
    /// There is no recording, or none that may be heard.
    NothingToHear,
    /// The call still runs, or was interrupted and not gone on with.
    CallNotFinished,
    /// An audio file cannot be written.
    SoundNotWritten { path: PathBuf, why: io::Error },
    /// A file cannot be written.
    NotWritten { path: PathBuf, why: io::Error },
}

impl From<BadUse> for Problem {
    fn from(bad_use: BadUse) -> Self {
        Self::Use(bad_use)
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        Self::NotOpened(error)
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NoSuchCall(typed) => Self::NoSuchCall { typed },
            other => Self::NotRead(other),
        }
    }
}

impl From<NotExported> for Problem {
    fn from(error: NotExported) -> Self {
        Self::NotExported(error)
    }
}
