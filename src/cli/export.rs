//! `rapport export`: writes the call note. Adds nothing to the timeline: a window may have the database open.

use super::answer::{Answer, json};
use super::args::{Existing, ExportOrder, Manner};
use super::place::Looked;
use super::problem::{NotExported, Problem};
use super::{show, words};
use crate::app::runner::file_stem;
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::export;
use crate::store::{Layout, atomic};
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Written<'a> {
    call: &'a str,
    path: String,
    format: &'static str,
    sha256: String,
}

/// Writes the call note of one call.
pub(super) fn answer(look: &Looked, order: &ExportOrder, manner: Manner) -> Result<Answer, Problem> {
    let store = look.open()?;
    let (call, timeline) = show::read(&store, &order.call)?;
    let head = timeline.last().map_or_else(Hash::none, |stored| stored.hash.clone());
    let bytes = export::call_note(&call, &head, order.format).map_err(NotExported::NotRendered)?;
    let path = target(order, &call)?;
    refuse_own(store.layout(), &path)?;
    write(&path, &bytes, order.existing)?;
    let text = match manner {
        Manner::Json => json(&Written {
            call: call.id().as_str(),
            path: path.display().to_string(),
            format: order.format.name(),
            sha256: Hash::of(&bytes).to_string(),
        })?,
        Manner::Plain => words::written(&path),
    };
    Ok(Answer::yes(text))
}

/// The file itself, or the usual file name in a folder.
fn target(order: &ExportOrder, call: &Call) -> Result<PathBuf, NotExported> {
    let to = &order.to;
    if to.is_dir() {
        return Ok(to.join(format!("{}.{}", file_stem(call), order.format.name())));
    }
    if to.to_string_lossy().ends_with(std::path::is_separator) {
        return Err(NotExported::NoSuchFolder { folder: to.clone() });
    }
    Ok(to.clone())
}

/// What Rapport keeps is not written over, nor added to: `verify` would find it changed.
fn refuse_own(layout: &Layout, path: &Path) -> Result<(), NotExported> {
    let (Some(Ok(folder)), Ok(data)) =
        (folder_of(path).map(Path::canonicalize), layout.data().canonicalize())
    else {
        return Ok(());
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let in_calls = folder.starts_with(data.join("calls"));
    if in_calls || (folder == data && name.starts_with("rapport.")) {
        return Err(NotExported::Rapports { path: path.to_path_buf() });
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), NotExported> {
    let there = path.metadata();
    if there.as_ref().is_ok_and(|there| !there.is_file()) {
        return Err(NotExported::NotAFile { path: path.to_path_buf() });
    }
    let written = match existing {
        Existing::Keep => atomic::create_new(path, bytes),
        Existing::Replace => atomic::replace(path, bytes),
    };
    written.map_err(|why| match why.kind() {
        io::ErrorKind::AlreadyExists => NotExported::FileIsThere { path: path.to_path_buf() },
        io::ErrorKind::NotFound => {
            NotExported::NoSuchFolder { folder: folder_of(path).unwrap_or(path).to_path_buf() }
        }
        _ => NotExported::NotWritten { path: path.to_path_buf(), why },
    })
}

fn folder_of(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    Some(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}
