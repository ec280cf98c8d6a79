//! Deletes audio of a call on purpose: finished files that the timeline names, and nothing else.

use super::AudioFolder;
use crate::domain::custody::{DeletedFile, Deletion};
use crate::domain::recording::{RecordingLog, RecordingState};
use crate::domain::track::Track;
use crate::files;
use std::io;

/// What a file of peaks is called after the segment it was made from.
const PEAKS: &str = ".peaks";

/// Why audio was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteError {
    /// A take of the call runs, or is about to. Nothing was deleted.
    #[error("a take runs")]
    TakeRuns,
    /// No entry names the file as finished. Nothing was deleted.
    #[error("no entry names the file {file}")]
    NotTold {
        /// The file.
        file: String,
    },
    /// The folder could not be read. Nothing was deleted.
    #[error("the audio folder cannot be read")]
    Unreadable(#[source] io::Error),
    /// Files were deleted, but the disk did not confirm it: after a power cut they may be there again.
    #[error("the disk did not confirm the deletion")]
    NotSynced {
        /// What was deleted.
        done: Deletion,
        /// What the system said.
        source: io::Error,
    },
}

impl AudioFolder {
    /// Deletes these finished files, each with the peaks that were made from it, and syncs the folder. `recording` is what
    /// the timeline says of the call: a file that it does not name is not touched, and none while a take runs. The bytes may
    /// stay on the disk for long; only the names are gone. Each file stands in one of the three lists of the answer.
    ///
    /// A file that cannot be read first, so that nobody could say later what went, is left.
    ///
    /// # Errors
    /// See [`DeleteError`].
    pub fn delete(&self, files: &[&str], recording: &RecordingLog) -> Result<Deletion, DeleteError> {
        if recording.state() != RecordingState::Idle {
            return Err(DeleteError::TakeRuns);
        }
        let is_told = |name: &str| recording.segments.iter().any(|segment| segment.file == name);
        let is_ours = |name: &str| is_told(name) && Track::of_segment_file(name).is_some();
        if let Some(file) = files.iter().find(|name| !is_ours(name)) {
            return Err(DeleteError::NotTold { file: (*file).to_owned() });
        }
        let names = self.names().map_err(DeleteError::Unreadable)?;
        let mut done = Deletion::default();
        for file in files.iter().map(|file| (*file).to_owned()) {
            match self.delete_one(&file, &names) {
                Ok(sha256) => done.gone.push(DeletedFile { file, sha256 }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => done.missing.push(file),
                Err(error) => done.left.push(format!("{file} ({error})")),
            }
        }
        // Where there is no folder, nothing was there.
        if names.is_empty() {
            return Ok(done);
        }
        match files::sync_folder(self.path()) {
            Ok(()) => Ok(done),
            Err(source) => Err(DeleteError::NotSynced { done, source }),
        }
    }

    /// Gives the SHA-256 of what went.
    fn delete_one(&self, file: &str, names: &[String]) -> io::Result<String> {
        let sha256 = self.sha256(file);
        // The peaks first: a crash in between leaves sound that still stands on the timeline, and never the outline of
        // sound that is gone.
        if sha256.is_ok() || sha256.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            for peaks in names.iter().filter(|name| of_peaks_file(name).as_deref() == Some(file)) {
                std::fs::remove_file(self.path().join(peaks))?;
            }
        }
        let sha256 = sha256?;
        std::fs::remove_file(self.path().join(file))?;
        Ok(sha256)
    }
}

/// The segment that a file of peaks was made from: `mic-0001.wav` for `mic-0001.peaks` and for `mic-0001.wav.peaks`.
pub(super) fn of_peaks_file(name: &str) -> Option<String> {
    let stem = name.strip_suffix(PEAKS)?;
    let segment = format!("{}.wav", stem.strip_suffix(".wav").unwrap_or(stem));
    Track::of_segment_file(&segment).map(|_| segment)
}
