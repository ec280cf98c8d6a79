//! Writes the call note and the timeline into a call's folder; knows neither the database nor who waits for it.

use crate::app::trouble::{Trouble, with_cause};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::fact::Fact;
use crate::domain::ids::CallId;
use crate::export::{self, Format};
use crate::store::layout::EDITED_NOTE_STEM;
use crate::store::{Layout, StoredEntry, atomic, folder, unsealed_files, write_timeline_file};
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

/// A call's timeline, as it is stored.
pub(super) struct Timeline {
    pub(super) call: CallId,
    pub(super) entries: Vec<StoredEntry>,
}

/// A call note that was written into its call's folder.
pub(super) struct Filed {
    /// Where.
    pub(super) path: PathBuf,
    /// SHA-256 of it.
    pub(super) sha256: String,
    /// Where a call note went that stood there and was changed by hand.
    pub(super) edited: Option<PathBuf>,
}

/// A call as its timeline tells it, with what a call note needs.
pub(super) struct Folded {
    pub(super) call: Call,
    pub(super) head: Hash,
}

impl Folded {
    pub(super) fn of(timeline: &Timeline) -> Result<Self, Trouble> {
        Self::of_entries(&timeline.call, &timeline.entries)
    }

    pub(super) fn of_entries(id: &CallId, timeline: &[StoredEntry]) -> Result<Self, Trouble> {
        let call = Call::fold(timeline.iter().map(|stored| stored.entry.clone()))
            .map_err(|error| Trouble::not_folded(id, client_of(timeline), &error))?;
        let head = timeline.last().map_or_else(Hash::none, |stored| stored.hash.clone());
        Ok(Self { call, head })
    }

    pub(super) fn render(&self, format: Format) -> Result<Vec<u8>, Trouble> {
        export::call_note(&self.call, &self.head, format).map_err(|error| not_exported(&error))
    }

    /// Writes the call note into the call's folder. One that is there already is replaced only where an entry, or
    /// `written_before`, says that Rapport wrote it; else it is kept under another name, with the time in it.
    pub(super) fn file(
        &self,
        layout: &Layout,
        format: Format,
        now: Timestamp,
        written_before: Option<&str>,
    ) -> Result<Filed, Trouble> {
        let bytes = self.render(format)?;
        let sha256 = Hash::of(&bytes).as_str().to_owned();
        // A call without a recording has no folder yet.
        folder::make(&layout.call(self.call.id())).map_err(|error| not_exported(&error))?;
        let path = layout.call_note(self.call.id(), format.name());
        let there = sha256_there(&path).map_err(|error| not_exported(&error))?;
        let is_ours = |there: &str| {
            there == sha256 || written_before == Some(there) || names(&self.call, format, there)
        };
        let edited = match there {
            Some(there) if !is_ours(&there) => {
                let stem = format!("{EDITED_NOTE_STEM}{}", now.strftime("%Y%m%d-%H%M%S"));
                let aside = folder::move_aside(&path, &stem, format.name());
                Some(aside.map_err(|error| not_exported(&error))?)
            }
            _ => None,
        };
        atomic::replace(&path, &bytes).map_err(|error| not_exported(&error))?;
        Ok(Filed { path, sha256, edited })
    }
}

/// Whether an entry of the call says that this very document was written.
pub(super) fn names(call: &Call, format: Format, sha256: &str) -> bool {
    call.entries().iter().any(|entry| {
        matches!(&entry.fact, Fact::Exported { format: of, sha256: told, .. } if of == format.name() && told == sha256)
    })
}

/// The files beside the audio that are complete and on no entry yet, with their SHA-256.
pub(super) fn unsealed(layout: &Layout, call: &Call) -> Result<Vec<(&'static str, String)>, Trouble> {
    unsealed_files(layout, call.id(), call.entries())
        .map_err(|error| Trouble::SumsNotWritten { system: error.to_string() })
}

/// SHA-256 of the file, `None` where there is none.
pub(super) fn sha256_there(path: &Path) -> io::Result<Option<String>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(Hash::of(&bytes).as_str().to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes the timeline in plain form into the call's folder.
pub(super) fn file_timeline(layout: &Layout, Timeline { call, entries }: &Timeline) -> Result<(), Trouble> {
    write_timeline_file(layout, call, entries).map_err(|error| not_exported(&error))
}

/// The client's name, of a timeline that may not be whole.
pub(super) fn client_of(timeline: &[StoredEntry]) -> Option<&str> {
    timeline.iter().find_map(|stored| match &stored.entry.fact {
        Fact::Opened { client, .. } => Some(client.card.name.as_str()),
        _ => None,
    })
}

pub(super) fn not_exported(error: &dyn std::error::Error) -> Trouble {
    Trouble::NotExported { system: with_cause(error) }
}
