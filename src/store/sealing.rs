//! The files that the recorder keeps beside the audio: once a call is finished nothing is written to them any more, and
//! their SHA-256 belongs on the timeline.

use super::Layout;
use super::audio_folder::sha256_of;
use super::layout::SEALED_FILES;
use super::told::Told;
use crate::domain::entry::Entry;
use crate::domain::ids::CallId;
use std::io;

/// Path within the call's folder and SHA-256 of each such file of a finished call that is there and on no entry yet.
///
/// # Errors
/// Where one that is there cannot be read.
pub fn unsealed_files<'a>(
    layout: &Layout,
    call: &CallId,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> io::Result<Vec<(&'static str, String)>> {
    let told = Told::by(entries);
    let mut found = Vec::new();
    if !told.is_finished {
        return Ok(found);
    }
    for file in SEALED_FILES.into_iter().filter(|file| !told.sealed.contains_key(file)) {
        match sha256_of(&layout.call(call).join(file)) {
            Ok(sha256) => found.push((file, sha256)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}
