//! `SHA256SUMS` in a call's folder: what `sha256sum -c` reads there, for people without this program.

use super::error::saving_file;
use super::told::Told;
use super::{Layout, SaveError, atomic, folder};
use crate::domain::custody::CustodyFact;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::CallId;

/// Brings `SHA256SUMS` in the call's folder up to date: every finished audio file that was not deleted on purpose, with the
/// SHA-256 its entry tells. A call of which no audio file was ever told gets none, nor
/// one whose audio was all deleted; nothing is written where nothing changes.
///
/// # Errors
/// Where it cannot be written; the file is as it was then.
pub fn write_sums<'a>(
    layout: &Layout,
    call: &CallId,
    entries: impl IntoIterator<Item = &'a Entry>,
) -> Result<(), SaveError> {
    let told = Told::by(entries);
    let path = layout.sums(call);
    let text = told.sums();
    if !told.audio.is_empty() && text.is_empty() {
        // The program that reads it takes a list without a line for a broken one.
        return match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(saving_file(&path, error)),
            _ => Ok(()),
        };
    }
    if told.audio.is_empty() || std::fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    folder::make(&layout.call(call))
        .and_then(|()| atomic::replace(&path, text.as_bytes()))
        .map_err(|error| saving_file(&path, error))
}

/// Whether the entry changes what `SHA256SUMS` must say.
#[must_use]
pub fn changes_sums(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::SegmentFinished { .. }
            | Fact::Finished { .. }
            | Fact::Custody(CustodyFact::AudioDeleted { .. })
    )
}
