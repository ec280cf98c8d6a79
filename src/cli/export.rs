//! `rapport export`: writes the call note, the consent certificate, or the recording. That a recording was written is noted on
//! the timeline where no window has the data folder open; nothing else is.

use super::answer::{Answer, json};
use super::args::{Existing, ExportOrder, Exported, Manner};
use super::place::Looked;
use super::problem::{NotExported, Problem};
use super::{show, sound, words};
use crate::app::runner::{recording_stem, stem_of};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
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

/// Writes what is wanted of one call.
pub(super) fn answer(look: &Looked, order: &ExportOrder, manner: Manner) -> Result<Answer, Problem> {
    let store = look.open()?;
    let (call, timeline) = show::read(&store, &order.call)?;
    let path = target(order, &call)?;
    let writing = match order.what {
        Exported::Paper(writing) => writing,
        Exported::Sound(format, gaps) => {
            refuse_own(store.layout(), &path)?;
            let order = sound::Order { format, gaps, existing: order.existing };
            let layout = store.layout().clone();
            drop(store);
            return sound::answer(&call, &layout, &path, order, manner);
        }
    };
    let head = timeline.last().map_or_else(Hash::none, |stored| stored.hash.clone());
    let bytes = writing.render(&call, &head).map_err(NotExported::NotRendered)?;
    refuse_own(store.layout(), &path)?;
    write(&path, &bytes, order.existing)?;
    let text = match manner {
        Manner::Json => json(&Written {
            call: call.id().as_str(),
            path: path.display().to_string(),
            format: writing.name(),
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
        let stem = match order.what {
            Exported::Paper(writing) => stem_of(call, writing),
            Exported::Sound(..) => recording_stem(call),
        };
        return Ok(to.join(format!("{stem}.{}", order.what.extension())));
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
    refuse_no_file(path)?;
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

/// What is there and no file is not replaced.
pub(super) fn refuse_no_file(path: &Path) -> Result<(), NotExported> {
    let there = path.metadata();
    if there.is_ok_and(|there| !there.is_file()) {
        return Err(NotExported::NotAFile { path: path.to_path_buf() });
    }
    Ok(())
}

pub(super) fn folder_of(path: &Path) -> Option<&Path> {
    let folder = path.parent()?;
    Some(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}
