//! Renders and writes documents, settings and checklists, away from the interface and the store.

use super::filing::{self, Filed, Folded, Timeline, not_exported};
use super::going::Going;
use super::{Outbox, Surroundings, clock, counting, deleting, sound_export};
use crate::app::action::SoundOrder;
use crate::app::event::{Event, JobEvent, Place};
use crate::app::trouble::Trouble;
use crate::checklists::{self, consent_scripts};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::ids::CallId;
use crate::domain::recording::Segment;
use crate::export::{Format, Writing};
use crate::law;
use crate::listening::{has_peaks, make_peaks};
use crate::store::atomic;
use crate::store::layout::ConfigLayout;
use crate::store::settings::{self, Settings};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::thread::JoinHandle;

/// Tries to find a free file name before giving up.
const MOST_NAMES: usize = 200;

/// Said where every name that was tried is taken.
pub(super) const TOO_MANY: &str = "too many files of that name";

/// Bytes a file name may have before its number and extension: file systems take 255 in all.
const MOST_STEM_BYTES: usize = 180;

/// A job.
pub(super) enum JobOrder {
    /// Write what a finished call has in its folder: the call note, and the consent certificate where there is one.
    FileNotes(Timeline),
    /// Write the timeline in plain form into the call's folder.
    FileTimeline(Timeline),
    /// Write the message for the supervising attorney into the call's folder.
    FileMessage(Timeline),
    /// Write a document elsewhere, under a name that is free.
    Export { timeline: Timeline, writing: Writing, folder: PathBuf },
    /// Make the peaks of a finished segment, so that its waveform is there at once.
    MakePeaks { call: CallId, segment: Box<Segment> },
    /// Count who spoke how much.
    CountTalk(Timeline),
    /// Write the recording elsewhere as one sound file, under a name that is free.
    ExportSound { timeline: Timeline, order: SoundOrder, going: Going },
    /// Make the call note as text.
    Text(Timeline),
    /// Delete the audio of the takes whose deletion was decided.
    DeleteAudio(Timeline),
    /// Replace the settings file.
    SaveSettings(Box<Settings>),
    /// Read the checklists and consent scripts.
    LoadChecklists,
}

/// Does jobs.
pub(super) struct Worker {
    surroundings: Surroundings,
    outbox: Outbox,
    /// SHA-256 of each document written into a call's folder so far: its entry may not be on the timeline yet.
    filed: BTreeMap<PathBuf, String>,
    /// What was ended when the program is.
    ends: Going,
    /// Sound exports and counts, each on a thread of its own: they take minutes for hours of sound.
    sound: Vec<JoinHandle<()>>,
}

impl Worker {
    pub(super) fn new(surroundings: Surroundings, outbox: Outbox, ends: Going) -> Self {
        Self { surroundings, outbox, filed: BTreeMap::new(), ends, sound: Vec::new() }
    }

    pub(super) fn run(mut self, orders: &Receiver<JobOrder>) {
        while let Ok(order) = orders.recv() {
            if let Err(trouble) = self.job(order) {
                self.outbox.put(Event::Job(JobEvent::Failed(trouble)));
            }
        }
        // They were given up by now, and leave nothing half written behind.
        for thread in self.sound {
            thread.join().ok();
        }
    }

    fn job(&mut self, order: JobOrder) -> Result<(), Trouble> {
        match order {
            JobOrder::FileNotes(timeline) => self.file_notes(&timeline),
            JobOrder::FileTimeline(timeline) => filing::file_timeline(&self.surroundings.data, &timeline),
            JobOrder::FileMessage(timeline) => {
                let folded = Folded::of(&timeline)?;
                self.file_one(&folded, Writing::Message)
            }
            JobOrder::Export { timeline, writing, folder } => self.export(&timeline, writing, &folder),
            JobOrder::MakePeaks { call, segment } => {
                self.make_peaks(&call, &segment);
                Ok(())
            }
            JobOrder::CountTalk(timeline) => {
                let count = counting::begin(&self.surroundings.data, timeline, &self.ends, &self.outbox);
                self.keep(count);
                Ok(())
            }
            JobOrder::ExportSound { timeline, order, going } => {
                let data = &self.surroundings.data;
                let export = sound_export::begin(data, timeline, order, going, &self.outbox);
                self.keep(export);
                Ok(())
            }
            JobOrder::Text(timeline) => self.text(&timeline),
            JobOrder::DeleteAudio(timeline) => {
                let (takes, files) = deleting::delete_audio(&self.surroundings.data, &timeline)?;
                let call = timeline.call;
                self.tell(JobEvent::AudioDeleted { call, takes, files });
                Ok(())
            }
            JobOrder::SaveSettings(settings) => self.save_settings(&settings),
            JobOrder::LoadChecklists => {
                let config = self.surroundings.config.as_ref();
                let scripts = consent_scripts::load(config.map(ConfigLayout::consent).as_deref());
                self.tell(JobEvent::ConsentScripts(scripts));
                self.tell(JobEvent::Law(law::load(config.map(ConfigLayout::recording_law).as_deref())));
                let library = checklists::load(config.map(ConfigLayout::checklists).as_deref());
                self.tell(JobEvent::Checklists(library));
                Ok(())
            }
        }
    }

    /// Between two jobs, so that none is made of sound that is being deleted. What cannot be made now, or is not made because
    /// the program ends, is made when the recording is opened.
    fn make_peaks(&self, call: &CallId, segment: &Segment) {
        let folder = self.surroundings.data.audio(call);
        if self.ends.on().is_continue() && !has_peaks(&folder, segment) {
            make_peaks(&folder, segment).ok();
        }
    }

    /// Remembers a thread that is to be waited for at the end, and those no more that have ended.
    fn keep(&mut self, thread: Option<JoinHandle<()>>) {
        self.sound.retain(|thread| !thread.is_finished());
        self.sound.extend(thread);
    }

    fn tell(&self, event: JobEvent) {
        self.outbox.put(Event::Job(event));
    }

    /// Every format is tried, and so is the timeline where one of them fails: whatever can be written is.
    fn file_notes(&mut self, timeline: &Timeline) -> Result<(), Trouble> {
        let folded = Folded::of(timeline)?;
        let call = folded.call.id().clone();
        match filing::unsealed(&self.surroundings.data, &folded.call) {
            Ok(files) => {
                for (file, sha256) in files {
                    self.tell(JobEvent::Sealed { call: call.clone(), file, sha256 });
                }
            }
            Err(trouble) => self.tell(JobEvent::Failed(trouble)),
        }
        let mut failed = None;
        for writing in Writing::filed(&folded.call) {
            if let Err(trouble) = self.file_one(&folded, writing) {
                failed = failed.or(Some(trouble));
            }
        }
        let Some(trouble) = failed else {
            return Ok(());
        };
        if let Err(another) = filing::file_timeline(&self.surroundings.data, timeline) {
            self.tell(JobEvent::Failed(another));
        }
        Err(trouble)
    }

    fn file_one(&mut self, folded: &Folded, writing: Writing) -> Result<(), Trouble> {
        let path = folded.place(&self.surroundings.data, writing);
        let before = self.filed.get(&path).map(String::as_str);
        let Filed { path, sha256, edited } =
            folded.file(&self.surroundings.data, writing, clock::now(), before)?;
        self.filed.insert(path.clone(), sha256.clone());
        if let Some(file) = edited {
            self.tell(JobEvent::Noticed(Trouble::EditedNoteKept { file }));
        }
        self.written(&folded.call, path, writing, sha256, Place::CallFolder);
        Ok(())
    }

    fn export(&self, timeline: &Timeline, writing: Writing, folder: &Path) -> Result<(), Trouble> {
        let folded = Folded::of(timeline)?;
        let bytes = folded.render(writing)?;
        let folder = folder_for_exports(folder)?;
        let stem = stem_of(&folded.call, writing);
        let path = write_under_free_name(&folder, &stem, writing.extension(), &bytes)?;
        let sha256 = Hash::of(&bytes).as_str().to_owned();
        self.written(&folded.call, path, writing, sha256, Place::Elsewhere);
        Ok(())
    }

    fn text(&self, timeline: &Timeline) -> Result<(), Trouble> {
        let bytes = Folded::of(timeline)?.render(Writing::CallNote(Format::Text))?;
        self.tell(JobEvent::Text(String::from_utf8_lossy(&bytes).into_owned()));
        Ok(())
    }

    fn written(&self, call: &Call, path: PathBuf, writing: Writing, sha256: String, place: Place) {
        self.tell(JobEvent::Written { call: call.id().clone(), path, format: writing.name(), sha256, place });
    }

    fn save_settings(&self, settings: &Settings) -> Result<(), Trouble> {
        let config = self.surroundings.config.as_ref().ok_or(Trouble::NoConfigFolder)?;
        settings::save(&config.settings(), settings).map_err(|error| Trouble::settings_not_saved(&error))?;
        self.tell(JobEvent::SettingsSaved);
        Ok(())
    }
}

/// The folder a person means, made where it was not there.
pub(super) fn folder_for_exports(folder: &Path) -> Result<PathBuf, Trouble> {
    let home = directories::BaseDirs::new();
    let folder = whole(folder, home.as_ref().map(directories::BaseDirs::home_dir))?;
    make_last_level(&folder)?;
    Ok(folder)
}

/// The folder a person means: `~` is their own one, and anything else must be given from its drive or root on, because
/// nobody knows which folder the program was started in.
fn whole(folder: &Path, home: Option<&Path>) -> Result<PathBuf, Trouble> {
    let not_whole = || Trouble::ExportFolderNotWhole { folder: folder.to_path_buf() };
    let folder = match folder.strip_prefix("~") {
        Ok(below) => home.ok_or_else(not_whole)?.join(below),
        Err(_) => folder.to_path_buf(),
    };
    if folder.is_absolute() { Ok(folder) } else { Err(not_whole()) }
}

/// Makes the folder where the one above it is there: a drive that is not plugged in must not become a folder.
fn make_last_level(folder: &Path) -> Result<(), Trouble> {
    if folder.parent().is_some_and(|above| !above.is_dir()) {
        return Err(Trouble::ExportPlaceMissing { folder: folder.to_path_buf() });
    }
    match std::fs::create_dir(folder) {
        Err(error) if !folder.is_dir() => Err(not_exported(&error)),
        _ => Ok(()),
    }
}

/// `Ana Bell 2026-11-24 call note`: who and when, in characters every file system takes.
#[must_use]
pub fn file_stem(call: &Call) -> String {
    let zone = call.entries().first().map_or("UTC", |entry| entry.zone.as_str());
    let day = call.opened.in_tz(zone).map_or_else(
        |_| call.opened.strftime("%Y-%m-%d").to_string(),
        |at| at.strftime("%Y-%m-%d").to_string(),
    );
    let client: String = call.client.card.name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let client = client.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let rest = format!(" {day} call note");
    let client = client.get(..client.floor_char_boundary(MOST_STEM_BYTES - rest.len())).unwrap_or_default();
    format!("{}{rest}", client.trim_end_matches(|c: char| c == '.' || c.is_whitespace())).trim().to_owned()
}

/// `Ana Bell 2026-11-24 recording`, as a call note is named.
#[must_use]
pub fn recording_stem(call: &Call) -> String {
    named_as_the_note(call, "recording")
}

/// `Ana Bell 2026-11-24 consent certificate`, as a call note is named.
#[must_use]
pub fn stem_of(call: &Call, writing: Writing) -> String {
    match writing {
        Writing::CallNote(_) => file_stem(call),
        Writing::Certificate(_) => named_as_the_note(call, "consent certificate"),
        Writing::Message => named_as_the_note(call, "message to the attorney"),
    }
}

fn named_as_the_note(call: &Call, what: &str) -> String {
    let stem = file_stem(call);
    format!("{}{what}", stem.strip_suffix("call note").unwrap_or(&stem))
}

/// Names in a folder to try one after the other: `stem.extension`, `stem (2).extension`, …
pub(super) fn names(folder: &Path, stem: &str, extension: &str) -> impl Iterator<Item = PathBuf> {
    (1..=MOST_NAMES).map(move |number| match number {
        1 => folder.join(format!("{stem}.{extension}")),
        number => folder.join(format!("{stem} ({number}).{extension}")),
    })
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
    for path in names(folder, stem, extension) {
        match atomic::create_new(&path, bytes) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(not_exported(&error)),
        }
    }
    Err(Trouble::NotExported { system: TOO_MANY.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{Trouble, whole};
    use std::path::{Path, PathBuf};

    #[test]
    fn a_folder_for_exports_is_given_in_full_or_from_ones_own_folder_on() {
        let home = std::env::temp_dir();
        let whole = |folder: &str, home| whole(Path::new(folder), home);
        assert_eq!(whole("~/exports", Some(&home)), Ok(home.join("exports")));
        assert_eq!(whole("~", Some(&home)), Ok(home.join("")));
        assert_eq!(whole(home.to_str().unwrap(), None), Ok(home.clone()));
        for (folder, home) in
            [("exports", Some(home.as_path())), ("~ada/x", Some(&home)), ("~/x", None), ("", None)]
        {
            let not_whole = Trouble::ExportFolderNotWhole { folder: PathBuf::from(folder) };
            assert_eq!(whole(folder, home), Err(not_whole), "{folder}");
        }
    }
}
