//! Checks a call's entry chain and its files; changes nothing.
//!
//! Two doors: [`Store::verify`] for a call in the database, with what stands in its folder, and [`folder`] for a call's
//! folder alone, wherever it was copied to. Someone who may write everything can write everything anew; what shows such
//! a thing is the head of the chain that is printed in the call note.

mod chain;
mod files;

use super::layout::{AUDIO_FOLDER, TIMELINE_FILE};
use super::projection::CallRow;
use super::{AudioFolder, ReadError, Store};
use crate::domain::ids::{CallId, Seq};
use chain::Link;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Everything that is not as the entries say, in the order it was found.
    pub faults: Vec<Fault>,
    /// Audio files that no entry names because their take is still running or was not salvaged yet, by their paths within
    /// the call's folder.
    pub not_yet_told: Vec<String>,
}

impl Verified {
    /// Whether all is as the entries say.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.faults.is_empty()
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
    /// The first entry does not open this call.
    NotOpened,
    /// The database and the timeline file say different things.
    TimelinesDiffer,
    /// The lists of the database say something else than the entries.
    ListsDiffer,
    /// A file is not there.
    FileMissing,
    /// A file is not as it was written.
    FileChanged,
    /// A file is there that no entry names.
    FileAdded,
    /// A file cannot be read.
    FileUnreadable,
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
            Self::NotOpened => "entry does not open this call",
            Self::TimelinesDiffer => "database and timeline file differ",
            Self::ListsDiffer => "lists differ from the entries",
            Self::FileMissing => "file is missing",
            Self::FileChanged => "file was changed",
            Self::FileAdded => "file was added",
            Self::FileUnreadable => "file cannot be read",
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
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(seq) => write!(f, "entry {seq}"),
            Self::File(path) => f.write_str(path),
        }
    }
}

/// Why a folder could not be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It holds no timeline file, so it is no call's folder.
    #[error("there is no timeline file: {}", .0.display())]
    NoTimeline(PathBuf),
    /// The timeline file cannot be read.
    #[error("the timeline file cannot be read: {}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Store {
    /// Checks a call: its entries in the database, the timeline file and call notes in its folder, and its audio files.
    /// Reads every audio file whole.
    ///
    /// # Errors
    /// Where there is no such call, or the database cannot be read. What is wrong with the call itself is no error but a
    /// finding.
    pub fn verify(&self, call: &CallId) -> Result<Verified, ReadError> {
        let links: Vec<Link> = self.raw_timeline(call)?.into_iter().map(Link::from).collect();
        let row = self.row(call)?;
        if links.is_empty() && row.is_none() {
            return Err(ReadError::NoSuchCall(call.as_str().to_owned()));
        }
        let mut faults = chain::check(Some(call), &links);
        faults.extend(against_lists(call, &links, row.as_ref()));
        let folder = self.layout().call(call);
        faults.extend(against_timeline_file(call, &links, &folder));
        Ok(with_files(faults, &folder, &links))
    }
}

/// Checks a call's folder by itself: the entries in its timeline file, its call notes, and its audio files. Reads every
/// audio file whole.
///
/// # Errors
/// Where it holds no timeline file, or that cannot be read. What is wrong with the call itself is no error but a finding.
pub fn folder(folder: &Path) -> Result<Verified, VerifyError> {
    let path = folder.join(TIMELINE_FILE);
    let links = chain::from_file(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => VerifyError::NoTimeline(path.clone()),
        _ => VerifyError::Unreadable { path: path.clone(), source: error },
    })?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let call = chain::call_of(&links, &name);
    let mut faults = chain::check(call.as_ref(), &links);
    if links.is_empty() {
        faults.push(Fault { what: FaultKind::EntriesCutOff, place: Place::Entry(Seq::FIRST) });
    }
    Ok(with_files(faults, folder, &links))
}

fn with_files(mut faults: Vec<Fault>, folder: &Path, links: &[Link]) -> Verified {
    let entries: Vec<_> = links.iter().filter_map(|link| link.entry.as_ref()).collect();
    let audio = files::audio(&AudioFolder::new(folder.join(AUDIO_FOLDER)), &entries);
    faults.extend(audio.faults);
    faults.extend(files::call_notes(folder, &entries));
    Verified { faults, not_yet_told: audio.not_yet_told }
}

/// What the lists of the database know of a call and its entries do not say: how many there were, for one.
fn against_lists(call: &CallId, links: &[Link], row: Option<&CallRow>) -> Option<Fault> {
    let newest = links.last().and_then(|link| link.row).unwrap_or(Seq(0));
    let Some(row) = row else {
        return Some(Fault { what: FaultKind::ListsDiffer, place: Place::Entry(newest) });
    };
    if row.newest() > newest {
        return Some(Fault { what: FaultKind::EntriesCutOff, place: Place::Entry(newest.next()) });
    }
    let timeline: Option<Vec<_>> =
        links.iter().map(|link| link.entry.as_ref().map(|entry| (entry, &link.hash))).collect();
    let folded = CallRow::of_timeline(call, timeline?.into_iter());
    (folded.as_ref() != Some(row))
        .then_some(Fault { what: FaultKind::ListsDiffer, place: Place::Entry(newest) })
}

/// What the timeline file in the call's folder says and the database does not. A file that knows less is only older.
fn against_timeline_file(call: &CallId, links: &[Link], folder: &Path) -> Option<Fault> {
    let in_file = |what| Fault { what, place: Place::File(TIMELINE_FILE.to_owned()) };
    let told = match chain::from_file(&folder.join(TIMELINE_FILE)) {
        Ok(told) => told,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return links.iter().any(Link::finishes).then(|| in_file(FaultKind::FileMissing));
        }
        Err(_) => return Some(in_file(FaultKind::FileUnreadable)),
    };
    if !chain::check(Some(call), &told).is_empty() {
        return Some(in_file(FaultKind::FileChanged));
    }
    let differs = links.iter().zip(&told).find(|(ours, theirs)| ours.hash != theirs.hash);
    if let Some((Link { row: Some(seq), .. }, _)) = differs {
        return Some(Fault { what: FaultKind::TimelinesDiffer, place: Place::Entry(*seq) });
    }
    let first_lost = (1..).zip(&told).nth(links.len()).map(|(number, _)| Seq(number))?;
    Some(Fault { what: FaultKind::EntriesCutOff, place: Place::Entry(first_lost) })
}
