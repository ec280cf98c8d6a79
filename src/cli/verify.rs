//! `rapport verify`: whether a call, or a copy of its folder, is as it was written.

use super::answer::{Answer, json};
use super::args::Manner;
use super::place::Looked;
use super::{Problem, call_id, words};
use crate::store::verify::{self, Verified};
use serde::Serialize;
use std::ffi::OsStr;
use std::path::Path;

#[derive(Serialize)]
struct Report {
    intact: bool,
    faults: Vec<Fault>,
    /// Audio files of a take that still runs or was not salvaged yet.
    not_yet_told: Vec<String>,
    checked: Checked,
}

#[derive(Serialize)]
struct Fault {
    what: String,
    #[serde(rename = "where")]
    place: String,
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
}

/// Checks a folder where there is one of that name, else a call.
pub(super) fn answer(look: &Looked, what: &OsStr, manner: Manner) -> Result<Answer, Problem> {
    let folder = Path::new(what);
    let is_folder = folder.is_dir() || folder.components().nth(1).is_some();
    let (checked, verified) = if is_folder { of_folder(folder)? } else { of_call(look, what)? };
    let text = match manner {
        Manner::Json => json(&report(checked, &verified))?,
        Manner::Plain => words::verified(&checked, &verified),
    };
    Ok(if verified.is_intact() { Answer::yes(text) } else { Answer::no(text) })
}

fn of_folder(folder: &Path) -> Result<(Checked, Verified), Problem> {
    let verified =
        verify::folder(folder).map_err(|why| Problem::NotVerified { folder: folder.to_path_buf(), why })?;
    Ok((Checked::Folder { path: folder.display().to_string() }, verified))
}

fn of_call(look: &Looked, typed: &OsStr) -> Result<(Checked, Verified), Problem> {
    let store = look.open()?;
    let id = call_id::find(&store, &typed.to_string_lossy())?;
    let verified = store.verify(&id)?;
    let timeline = store.timeline(&id).ok();
    let checked = Checked::Call {
        id: id.to_string(),
        entries: timeline.as_ref().map(Vec::len),
        head: timeline.and_then(|entries| Some(entries.last()?.hash.to_string())),
    };
    Ok((checked, verified))
}

fn report(checked: Checked, verified: &Verified) -> Report {
    let fault =
        |fault: &verify::Fault| Fault { what: fault.what.to_string(), place: fault.place.to_string() };
    Report {
        intact: verified.is_intact(),
        faults: verified.faults.iter().map(fault).collect(),
        not_yet_told: verified.not_yet_told.clone(),
        checked,
    }
}
