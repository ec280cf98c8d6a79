//! `rapport export --format wav|flac`: the recording of a call as one file, for whoever listens elsewhere.

use super::answer::{Answer, json};
use super::args::{Existing, Manner};
use super::export::{folder_of, refuse_no_file};
use super::problem::{NotExported, Problem};
use super::{NO, words};
use crate::app::runner::moment;
use crate::domain::call::Call;
use crate::domain::decide::{CourseStep, Step, decide};
use crate::domain::sound_export::SoundExport;
use crate::domain::track::Track;
use crate::files;
use crate::listening::{
    AudioExportError, AudioFormat, AudioOrder, AudioWritten, Gaps, read_reel, write_audio,
};
use crate::store::{AudioFolder, Layout, Store, unsaved_files, write_timeline_file};
use serde::Serialize;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

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
    /// Whether the timeline tells of it.
    noted: bool,
}

/// Whether the timeline tells of a sound file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noted {
    /// It does, and so does every call note written from now on.
    Yes,
    /// A window has the data folder open, which alone may add to it then, or it cannot be written to.
    NotNow,
    /// The call is not finished: an entry would count as a sign of life of it.
    NotFinished,
}

/// Notes it on the timeline of a finished call, as the window does.
fn note(layout: &Layout, call: &Call, step: CourseStep) -> Noted {
    if call.finished.is_none() {
        return Noted::NotFinished;
    }
    let Ok(mut store) = Store::open(layout.clone()) else {
        return Noted::NotNow;
    };
    // Entries of the call that are not stored yet must still follow on from the newest one.
    if unsaved_files(layout).map_or(true, |files| files.iter().any(|(of, _)| of == call.id())) {
        return Noted::NotNow;
    }
    let noted = store.timeline(call.id()).ok().and_then(|timeline| {
        let call = Call::fold(timeline.into_iter().map(|stored| stored.entry)).ok()?;
        let now = moment(call.operator.name.clone(), None).now;
        let entry = decide(&call, Step::Course(step), &now).ok()?;
        store.append(call.id(), &entry).ok()?;
        // Where it cannot be written now, the window writes it anew at its next start.
        let timeline = store.timeline(call.id()).ok()?;
        write_timeline_file(layout, call.id(), &timeline).ok();
        Some(())
    });
    noted.map_or(Noted::NotNow, |()| Noted::Yes)
}

/// Writes the recording in an audio folder to a path.
pub(super) fn answer(
    call: &Call,
    layout: &Layout,
    path: &Path,
    order: Order,
    manner: Manner,
) -> Result<Answer, Problem> {
    refuse_no_file(path)?;
    let folder = &layout.audio(call.id());
    let not_written = |why| NotExported::SoundNotWritten { path: path.to_path_buf(), why };
    let reel = read_reel(call, folder).map_err(not_written)?;
    let existing = match order.existing {
        Existing::Keep => files::Existing::Keep,
        Existing::Replace => files::Existing::Replace,
    };
    let audio = AudioOrder { format: order.format, gaps: order.gaps, existing };
    let go_on = &mut |_| ControlFlow::Continue(());
    let told = write_audio(&reel, folder, path, audio, go_on).map_err(|why| not_exported(path, why))?;
    let sha256 = sha256_of(path).map_err(not_written)?;
    let sound = SoundExport { gaps: told.gaps, left_out: told.locked.clone() };
    let step =
        CourseStep::NoteSoundExport { format: order.format.name().to_owned(), sha256: sha256.clone(), sound };
    let noted = note(layout, call, step);
    let text = match manner {
        Manner::Json => json(&Written {
            call: call.id().as_str(),
            path: path.display().to_string(),
            format: order.format.name(),
            sha256,
            channels: &told.channels,
            rate: told.rate,
            seconds: told.lasts.as_secs_f64(),
            gaps: told.gaps.name(),
            locked: &told.locked,
            missing: &told.missing,
            noted: noted == Noted::Yes,
        })?,
        Manner::Plain => words::sound::written(path, &told, noted),
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
