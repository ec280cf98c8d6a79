//! Writes the call note, the certificate, the message for the attorney and the timeline into a call's folder; knows neither the database nor who waits for it.

use crate::app::trouble::{Trouble, with_cause};
use crate::app::view::cases::newest_find;
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::fact::Fact;
use crate::domain::ids::CallId;
use crate::export::Writing;
use crate::store::{Layout, StoredEntry, atomic, folder, unsealed_files, write_timeline_file};
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

/// A call's timeline, as it is stored.
pub(super) struct Timeline {
    pub(super) call: CallId,
    pub(super) entries: Vec<StoredEntry>,
}

/// A document that was written into its call's folder.
pub(super) struct Filed {
    /// Where.
    pub(super) path: PathBuf,
    /// SHA-256 of it.
    pub(super) sha256: String,
    /// Where one went that stood there and was changed by hand.
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

    pub(super) fn render(&self, writing: Writing) -> Result<Vec<u8>, Trouble> {
        writing.render(&self.call, &self.head).map_err(|error| not_exported(&error))
    }

    /// Where a document stands in the call's folder.
    pub(super) fn place(&self, layout: &Layout, writing: Writing) -> PathBuf {
        let id = self.call.id();
        match writing {
            Writing::CallNote(format) => layout.call_note(id, format.name()),
            Writing::Certificate(format) => layout.certificate(id, format.name()),
            Writing::Message => {
                let noted = newest_find(&self.call).map_or(self.call.opened, |entry| entry.at);
                layout.message(id, noted)
            }
        }
    }

    /// Writes a document into the call's folder. One that is there already is replaced only where an entry, or
    /// `written_before`, says that Rapport wrote it; else it is kept under another name, with the time in it.
    pub(super) fn file(
        &self,
        layout: &Layout,
        writing: Writing,
        now: Timestamp,
        written_before: Option<&str>,
    ) -> Result<Filed, Trouble> {
        let bytes = self.render(writing)?;
        let sha256 = Hash::of(&bytes).as_str().to_owned();
        // A call without a recording has no folder yet.
        folder::make(&layout.call(self.call.id())).map_err(|error| not_exported(&error))?;
        let path = self.place(layout, writing);
        let there = sha256_there(&path).map_err(|error| not_exported(&error))?;
        let is_ours = |there: &str| {
            there == sha256 || written_before == Some(there) || names(&self.call, writing, there)
        };
        let edited = match there {
            Some(there) if !is_ours(&there) => {
                let stem = format!("{}{}", Layout::edited_stem(&path), now.strftime("%Y%m%d-%H%M%S"));
                let aside = folder::move_aside(&path, &stem, writing.extension());
                Some(aside.map_err(|error| not_exported(&error))?)
            }
            _ => None,
        };
        atomic::replace(&path, &bytes).map_err(|error| not_exported(&error))?;
        Ok(Filed { path, sha256, edited })
    }
}

/// Whether an entry of the call says that this very document was written.
pub(super) fn names(call: &Call, writing: Writing, sha256: &str) -> bool {
    call.entries().iter().any(|entry| {
        matches!(&entry.fact, Fact::Exported { format: of, sha256: told, .. } if of == writing.name() && told == sha256)
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
