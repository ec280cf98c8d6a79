//! Checks a call's entry chain and its files; changes nothing.
//!
//! Three doors: [`Store::verify`] for a call in the database, with what stands in its folder, [`Store::verify_all`] for a
//! whole data folder, and [`folder`] for a call's folder alone, wherever it was copied to. Someone who may write everything
//! can write everything anew; what shows such a thing is the head of the chain that is printed in the call note.

mod chain;
mod data;
mod fault;
mod files;
mod length;
mod own;
mod session;
mod takes;

pub use fault::{Fault, FaultKind, Place, Remark, RemarkKind, Verified, VerifiedData};

use super::layout::{AUDIO_FOLDER, SESSION_FILE, TIMELINE_FILE};
use super::projection::CallRow;
use super::told::Told;
use super::{AudioFolder, ReadError, Store};
use crate::domain::ids::{CallId, Seq};
use chain::Link;
use std::io;
use std::path::{Path, PathBuf};
use takes::Takes;

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
    /// Checks a call: whether the database still guards entries, the call's entries in it, and everything in its folder.
    /// Reads every audio file whole.
    ///
    /// # Errors
    /// Where there is no such call, or the database cannot be read. What is wrong with the call itself is no error but a
    /// finding.
    pub fn verify(&self, call: &CallId) -> Result<Verified, ReadError> {
        let mut found = self.verify_call(call)?;
        found.faults.extend(self.missing_guards()?);
        Ok(found)
    }

    fn missing_guards(&self) -> Result<Option<Fault>, ReadError> {
        let fault = Fault { what: FaultKind::GuardsGone, place: Place::Database };
        Ok((!self.is_guarded()?).then_some(fault))
    }

    fn verify_call(&self, call: &CallId) -> Result<Verified, ReadError> {
        let links: Vec<Link> = self.raw_timeline(call)?.into_iter().map(Link::from).collect();
        let row = self.row(call)?;
        if links.is_empty() && row.is_none() {
            return Err(ReadError::NoSuchCall(call.as_str().to_owned()));
        }
        let mut faults = chain::check(Some(call), &links);
        faults.extend(against_lists(call, &links, row.as_ref()));
        let folder = self.layout().call(call);
        faults.extend(against_timeline_file(call, &links, &folder));
        Ok(with_files(faults, &folder, (Some(call), &links)))
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
    Ok(with_files(faults, folder, (call.as_ref(), &links)))
}

fn with_files(faults: Vec<Fault>, folder: &Path, (call, links): (Option<&CallId>, &[Link])) -> Verified {
    let entries: Vec<_> = links.iter().filter_map(|link| link.entry.as_ref()).collect();
    let told = Told::by(entries.iter().copied());
    let takes = Takes::by(&entries);
    let audio = folder.join(AUDIO_FOLDER);
    let mut found = Verified { faults, ..Verified::default() };
    let audio_folder = AudioFolder::new(&audio);
    found.add(files::audio(&audio_folder, &told, &takes));
    found.faults.extend(length::too_short(&audio_folder, &told, &takes));
    if let Some(what) = session::wrong(&audio, call, &entries, &told) {
        found.fault(what, format!("{AUDIO_FOLDER}/{SESSION_FILE}"));
    }
    found.add(own::files(folder, &told));
    found
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

/// What the timeline file in the call's folder says and the database does not. While the call goes on, a file that knows
/// less is only older.
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
    if told.len() < links.len() {
        return links.iter().any(Link::finishes).then(|| in_file(FaultKind::FileCutOff));
    }
    let first_lost = (1..).zip(&told).nth(links.len()).map(|(number, _)| Seq(number))?;
    Some(Fault { what: FaultKind::EntriesCutOff, place: Place::Entry(first_lost) })
}
