//! `rapport verify`: whether a call, a copy of its folder, or a whole data folder is as it was written.

use super::answer::{Answer, json};
use super::args::Manner;
use super::place::Looked;
use super::{Problem, call_id, words};
use crate::domain::ids::CallId;
use crate::store::verify::{self, Verified, VerifiedData};
use crate::store::{Layout, Store};
use serde::Serialize;
use std::ffi::OsStr;
use std::path::Path;

#[derive(Serialize)]
struct Report<'a> {
    intact: bool,
    faults: Vec<Found>,
    /// What is no fault, and worth knowing.
    remarks: Vec<Found>,
    /// Audio files of a take that still runs or was not salvaged yet.
    not_yet_told: Vec<String>,
    checked: &'a Checked,
}

/// A fault or a remark.
#[derive(Serialize)]
struct Found {
    what: String,
    #[serde(rename = "where")]
    place: String,
    /// The call, where more than one was checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<String>,
}

/// What was looked at.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Checked {
    /// A call in the data folder.
    Call {
        id: String,
        entries: Option<usize>,
        /// Hash of the newest entry, to hold against the one printed in the call note; `null` where an entry cannot be read.
        head: Option<String>,
    },
    /// A folder by itself.
    Folder { path: String },
    /// A whole data folder.
    Data { path: String, calls: usize },
}

/// Checks a folder where there is one of that name, else a call.
pub(super) fn answer(look: &Looked, what: &OsStr, manner: Manner) -> Result<Answer, Problem> {
    let folder = Path::new(what);
    let is_folder = folder.is_dir() || folder.components().nth(1).is_some();
    let (checked, found) = match is_folder {
        true if Layout::new(folder).database().is_file() => of_data(folder)?,
        true => of_folder(folder)?,
        false => of_call(look, what)?,
    };
    let text = match manner {
        Manner::Json => json(&report(&checked, &found))?,
        Manner::Plain => words::verified(&checked, &found),
    };
    Ok(if found.is_intact() { Answer::yes(text) } else { Answer::no(text) })
}

fn of_data(folder: &Path) -> Result<(Checked, VerifiedData), Problem> {
    let found = Store::open_to_read(Layout::new(folder))?.verify_all()?;
    Ok((Checked::Data { path: folder.display().to_string(), calls: found.calls.len() }, found))
}

fn of_folder(folder: &Path) -> Result<(Checked, VerifiedData), Problem> {
    let verified =
        verify::folder(folder).map_err(|why| Problem::NotVerified { folder: folder.to_path_buf(), why })?;
    Ok((Checked::Folder { path: folder.display().to_string() }, alone(CallId::new(""), verified)))
}

fn of_call(look: &Looked, typed: &OsStr) -> Result<(Checked, VerifiedData), Problem> {
    let store = look.open()?;
    let id = call_id::find(&store, &typed.to_string_lossy())?;
    let verified = store.verify(&id)?;
    let timeline = store.timeline(&id).ok();
    let checked = Checked::Call {
        id: id.to_string(),
        entries: timeline.as_ref().map(Vec::len),
        head: timeline.and_then(|entries| Some(entries.last()?.hash.to_string())),
    };
    Ok((checked, alone(id, verified)))
}

fn alone(call: CallId, verified: Verified) -> VerifiedData {
    VerifiedData { calls: vec![(call, verified)], faults: Vec::new() }
}

fn report<'a>(checked: &'a Checked, found: &VerifiedData) -> Report<'a> {
    let names_calls = matches!(checked, Checked::Data { .. });
    let of = |call: &CallId| names_calls.then(|| call.to_string());
    let calls = || found.calls.iter();
    let fault = |fault: &verify::Fault, call| Found {
        what: fault.what.to_string(),
        place: fault.place.to_string(),
        call,
    };
    let faults =
        calls().flat_map(|(call, verified)| verified.faults.iter().map(move |one| fault(one, of(call))));
    let remarks = calls().flat_map(|(call, verified)| {
        let remark = |one: &verify::Remark| Found {
            what: one.what.to_string(),
            place: one.file.clone(),
            call: of(call),
        };
        verified.remarks.iter().map(remark).collect::<Vec<_>>()
    });
    Report {
        intact: found.is_intact(),
        faults: found.faults.iter().map(|one| fault(one, None)).chain(faults).collect(),
        remarks: remarks.collect(),
        not_yet_told: calls().flat_map(|(_, verified)| verified.not_yet_told.clone()).collect(),
        checked,
    }
}
