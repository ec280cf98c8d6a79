//! Renders and writes documents, settings and checklists, away from the interface and the store.

use super::{Outbox, Surroundings};
use crate::app::event::{Event, JobEvent, Place};
use crate::app::trouble::{Trouble, with_cause};
use crate::checklists;
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::export::{self, Format};
use crate::store::settings::{self, Settings};
use crate::store::{StoredEntry, atomic, folder, write_timeline_file};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

/// Tries to find a free file name before giving up.
const MOST_NAMES: usize = 200;

/// A job.
pub(super) enum JobOrder {
    /// Write the call note in every filed format into the call's folder.
    FileNotes(Vec<StoredEntry>),
    /// Write the timeline in plain form into the call's folder.
    FileTimeline(Vec<StoredEntry>),
    /// Write the call note elsewhere, under a name that is free.
    Export { timeline: Vec<StoredEntry>, format: Format, folder: PathBuf },
    /// Make the call note as text.
    Text(Vec<StoredEntry>),
    /// Replace the settings file.
    SaveSettings(Box<Settings>),
    /// Read the checklists.
    LoadChecklists,
}

/// Does jobs.
pub(super) struct Worker {
    surroundings: Surroundings,
    outbox: Outbox,
}

impl Worker {
    pub(super) fn new(surroundings: Surroundings, outbox: Outbox) -> Self {
        Self { surroundings, outbox }
    }

    pub(super) fn run(self, orders: &Receiver<JobOrder>) {
        while let Ok(order) = orders.recv() {
            if let Err(trouble) = self.job(order) {
                self.outbox.put(Event::Job(JobEvent::Failed(trouble)));
            }
        }
    }

    fn job(&self, order: JobOrder) -> Result<(), Trouble> {
        match order {
            JobOrder::FileNotes(timeline) => self.file_notes(&timeline),
            JobOrder::FileTimeline(timeline) => self.file_timeline(&timeline),
            JobOrder::Export { timeline, format, folder } => self.export(&timeline, format, &folder),
            JobOrder::Text(timeline) => self.text(&timeline),
            JobOrder::SaveSettings(settings) => self.save_settings(&settings),
            JobOrder::LoadChecklists => {
                let folder =
                    self.surroundings.config.as_ref().map(crate::store::layout::ConfigLayout::checklists);
                self.tell(JobEvent::Checklists(checklists::load(folder.as_deref())));
                Ok(())
            }
        }
    }

    fn tell(&self, event: JobEvent) {
        self.outbox.put(Event::Job(event));
    }

    fn file_notes(&self, timeline: &[StoredEntry]) -> Result<(), Trouble> {
        let (call, head) = fold(timeline)?;
        // A call without a recording has no folder yet.
        folder::make(&self.surroundings.data.call(call.id())).map_err(|error| not_exported(&error))?;
        for format in Format::FILED {
            let bytes = render(&call, &head, format)?;
            let path = self.surroundings.data.call_note(call.id(), format.name());
            atomic::replace(&path, &bytes).map_err(|error| not_exported(&error))?;
            self.written(&call, path, format, &bytes, Place::CallFolder);
        }
        Ok(())
    }

    fn file_timeline(&self, timeline: &[StoredEntry]) -> Result<(), Trouble> {
        let (call, _) = fold(timeline)?;
        write_timeline_file(&self.surroundings.data, call.id(), timeline)
            .map_err(|error| not_exported(&error))
    }

    fn export(&self, timeline: &[StoredEntry], format: Format, folder: &Path) -> Result<(), Trouble> {
        let (call, head) = fold(timeline)?;
        let bytes = render(&call, &head, format)?;
        std::fs::create_dir_all(folder).map_err(|error| not_exported(&error))?;
        let path = write_under_free_name(folder, &file_stem(&call), format.name(), &bytes)?;
        self.written(&call, path, format, &bytes, Place::Elsewhere);
        Ok(())
    }

    fn text(&self, timeline: &[StoredEntry]) -> Result<(), Trouble> {
        let (call, head) = fold(timeline)?;
        let bytes = render(&call, &head, Format::Text)?;
        self.tell(JobEvent::Text(String::from_utf8_lossy(&bytes).into_owned()));
        Ok(())
    }

    fn written(&self, call: &Call, path: PathBuf, format: Format, bytes: &[u8], place: Place) {
        let sha256 = Hash::of(bytes).as_str().to_owned();
        self.tell(JobEvent::Written { call: call.id().clone(), path, format: format.name(), sha256, place });
    }

    fn save_settings(&self, settings: &Settings) -> Result<(), Trouble> {
        let Some(config) = &self.surroundings.config else {
            return Err(Trouble::SettingsNotRead { system: "there is no config folder".to_owned() });
        };
        settings::save(&config.settings(), settings)?;
        self.tell(JobEvent::SettingsSaved);
        Ok(())
    }
}

fn fold(timeline: &[StoredEntry]) -> Result<(Call, Hash), Trouble> {
    let call = Call::fold(timeline.iter().map(|stored| stored.entry.clone()))
        .map_err(|error| Trouble::NotRead { system: error.to_string() })?;
    let head = timeline.last().map_or_else(Hash::none, |stored| stored.hash.clone());
    Ok((call, head))
}

fn render(call: &Call, head: &Hash, format: Format) -> Result<Vec<u8>, Trouble> {
    export::call_note(call, head, format).map_err(|error| not_exported(&error))
}

fn not_exported(error: &dyn std::error::Error) -> Trouble {
    Trouble::NotExported { system: with_cause(error) }
}

/// `Ana Bell 2026-11-24 call note`: who and when, in characters every file system takes.
#[must_use]
pub fn file_stem(call: &Call) -> String {
    let zone = call.entries().first().map_or("UTC", |entry| entry.zone.as_str());
    let day = call.opened.in_tz(zone).map_or_else(
        |_| call.opened.strftime("%Y-%m-%d").to_string(),
        |at| at.strftime("%Y-%m-%d").to_string(),
    );
    let client: String =
        call.client.card.name.chars().map(|c| if is_plain(c) { c } else { '_' }).take(60).collect();
    let client = client.trim_matches(|c: char| c == '.' || c.is_whitespace());
    format!("{client} {day} call note").trim().to_owned()
}

/// Windows forbids the most.
fn is_plain(c: char) -> bool {
    !c.is_control() && !matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

fn write_under_free_name(
    folder: &Path,
    stem: &str,
    extension: &str,
    bytes: &[u8],
) -> Result<PathBuf, Trouble> {
    for number in 1..=MOST_NAMES {
        let name = if number == 1 {
            format!("{stem}.{extension}")
        } else {
            format!("{stem} ({number}).{extension}")
        };
        let path = folder.join(name);
        match atomic::create_new(&path, bytes) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(not_exported(&error)),
        }
    }
    Err(Trouble::NotExported { system: "too many files of that name".to_owned() })
}
