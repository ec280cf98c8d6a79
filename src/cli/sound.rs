//! `rapport export --format wav|flac`: the recording of a call as one file, for whoever listens elsewhere.

use super::answer::{Answer, json};
use super::args::{Existing, Manner};
use super::export::{folder_of, refuse_no_file};
use super::problem::{NotExported, Problem};
use super::{NO, words};
use crate::domain::call::Call;
use crate::domain::track::Track;
use crate::listening::{
    self, AudioExportError, AudioFormat, AudioOrder, AudioWritten, Gaps, Reel, read_marks, write_audio,
};
use crate::store::AudioFolder;
use serde::Serialize;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// What is wanted of a recording.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub(super) format: AudioFormat,
    pub(super) gaps: Gaps,
    pub(super) existing: Existing,
}

#[derive(Serialize)]
struct Written<'a> {
    call: &'a str,
    path: String,
    format: &'static str,
    sha256: String,
    channels: &'a [Track],
    rate: u32,
    seconds: f64,
    gaps: &'static str,
    locked: &'a [u32],
    missing: &'a [String],
}

/// Writes the recording in an audio folder to a path.
pub(super) fn answer(
    call: &Call,
    folder: &Path,
    path: &Path,
    order: Order,
    manner: Manner,
) -> Result<Answer, Problem> {
    refuse_no_file(path)?;
    let not_written = |why| NotExported::SoundNotWritten { path: path.to_path_buf(), why };
    let marks = read_marks(folder).map_err(not_written)?;
    let reel = Arc::new(Reel::of_call(call, &marks));
    let existing = match order.existing {
        Existing::Keep => listening::Existing::Keep,
        Existing::Replace => listening::Existing::Replace,
    };
    let audio = AudioOrder { format: order.format, gaps: order.gaps, existing };
    let go_on = &mut |_| ControlFlow::Continue(());
    let told = write_audio(&reel, folder, path, audio, go_on).map_err(|why| not_exported(path, why))?;
    let text = match manner {
        Manner::Json => json(&Written {
            call: call.id().as_str(),
            path: path.display().to_string(),
            format: order.format.name(),
            sha256: sha256_of(path).map_err(not_written)?,
            channels: &told.channels,
            rate: told.rate,
            seconds: told.lasts.as_secs_f64(),
            gaps: told.gaps.name(),
            locked: &told.locked,
            missing: &told.missing,
        })?,
        Manner::Plain => words::sound::written(path, &told),
    };
    Ok(answer_of(text, &told))
}

fn answer_of(text: String, told: &AudioWritten) -> Answer {
    match told.missing.as_slice() {
        [] => Answer::yes(text),
        missing => Answer::in_part(text, NO, words::sound::missing(missing)),
    }
}

fn sha256_of(path: &Path) -> io::Result<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    AudioFolder::new(folder_of(path).unwrap_or(path)).sha256(&name)
}

fn not_exported(path: &Path, why: AudioExportError) -> NotExported {
    match why {
        AudioExportError::Nothing => NotExported::NothingToHear,
        AudioExportError::FileIsThere => NotExported::FileIsThere { path: path.to_path_buf() },
        AudioExportError::GivenUp => {
            NotExported::SoundNotWritten { path: path.to_path_buf(), why: io::ErrorKind::Interrupted.into() }
        }
        AudioExportError::Disk(why) if why.kind() == io::ErrorKind::NotFound => {
            NotExported::NoSuchFolder { folder: folder_of(path).unwrap_or(path).to_path_buf() }
        }
        AudioExportError::Disk(why) => NotExported::SoundNotWritten { path: path.to_path_buf(), why },
    }
}
