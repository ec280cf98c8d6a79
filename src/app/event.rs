//! Everything the outside tells the program.

use super::playback::PlaybackEvent;
use super::trouble::Trouble;
use crate::checklists::{Library, consent_scripts};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::consent::EarlierAnswer;
use crate::domain::custody::{Deletion, Hold};
use crate::domain::ids::{CallId, MatterId, Seq};
use crate::domain::open_ends::CarriedOver;
use crate::domain::readiness::Reading;
use crate::domain::sound_export::SoundExport;
use crate::domain::talk::TalkCount;
use crate::law;
use crate::recording::RecorderEvent;
use crate::store::{CallSummary, KnownClient};
use std::path::{Path, PathBuf};

/// Something that happened outside.
#[derive(Debug)]
pub enum Event {
    /// From the store.
    Store(StoreEvent),
    /// From the recorder.
    Recorder(RecorderEvent),
    /// From the player.
    Playback(PlaybackEvent),
    /// From a job.
    Job(JobEvent),
    /// A sensor read something.
    Sensed(Reading),
    /// The wall clock was changed.
    ClockJumped {
        /// Seconds beyond what passed; negative when it was set back.
        by_seconds: i64,
    },
    /// The machine slept.
    Slept {
        /// For how many seconds.
        seconds: u64,
    },
}

/// What the lists of the first screen show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Recent calls, newest first.
    pub recent: Vec<CallSummary>,
    /// Calls not finished, newest first.
    pub unfinished: Vec<CallSummary>,
    /// Everyone the office called before.
    pub clients: Vec<KnownClient>,
}

/// From the store.
#[derive(Debug)]
pub enum StoreEvent {
    /// The data folder is open.
    Opened(Lists),
    /// The data folder could not be opened.
    NotOpened(Trouble),
    /// The lists as they now are.
    Lists(Lists),
    /// Every entry up to and with this one is on disk.
    Saved {
        /// Of this call.
        call: CallId,
        /// The newest entry stored.
        seq: Seq,
        /// The head of the chain.
        head: Hash,
    },
    /// An entry could not be stored; it is kept and tried again.
    NotSaved(Trouble),
    /// Entries of a call can never be stored and were written to a file instead.
    Unstorable {
        /// Of this call.
        call: CallId,
        /// What a person is told of it.
        trouble: Trouble,
    },
    /// A call was read.
    Loaded {
        /// The call.
        call: Box<Call>,
        /// The head of its chain.
        head: Hash,
        /// Number of the reading.
        reading: u32,
    },
    /// What an earlier call left for the call on the desk.
    CarriedOver {
        /// For this call.
        call: CallId,
        /// What it left.
        carried: CarriedOver,
    },
    /// What the client of the call on the desk said in an earlier call.
    EarlierAnswer {
        /// For this call.
        call: CallId,
        /// The newest yes they gave; `None` where they gave none.
        earlier: Option<Box<EarlierAnswer>>,
    },
    /// Other calls of a matter that are on hold.
    Holds {
        /// For this call.
        call: CallId,
        /// Of this matter.
        matter: MatterId,
        /// The holds that stand.
        holds: Vec<Hold>,
    },
    /// Something could not be read.
    NotRead(Trouble),
    /// Audio of an interrupted call was found and made safe at the start.
    Salvaged {
        /// The client's name.
        client: String,
        /// How much was found, in whole seconds.
        seconds: u64,
    },
}

/// From a job.
#[derive(Debug)]
pub enum JobEvent {
    /// A document was written.
    Written {
        /// Of this call.
        call: CallId,
        /// Where.
        path: PathBuf,
        /// Format, by its name on the command line.
        format: &'static str,
        /// SHA-256 of the document.
        sha256: String,
        /// Whether it went into the call's folder or elsewhere.
        place: Place,
    },
    /// It was counted who spoke how much.
    TalkCounted {
        /// In this call.
        call: CallId,
        /// The count.
        talk: TalkCount,
    },
    /// How far the sound export of a call is.
    SoundProgress {
        /// Of this call.
        call: CallId,
        /// The part that is done, 0 to 1.
        done: f32,
    },
    /// The recording was written elsewhere as one sound file.
    SoundWritten {
        /// Of this call.
        call: CallId,
        /// Where.
        path: PathBuf,
        /// Format, by its name on the command line.
        format: &'static str,
        /// SHA-256 of the file.
        sha256: String,
        /// How it was written.
        sound: SoundExport,
    },
    /// The recording was not written, and nothing of it stays.
    SoundNotWritten {
        /// Of this call.
        call: CallId,
        /// Why; `None` where it was given up.
        trouble: Option<Trouble>,
    },
    /// Audio was deleted, as far as it could be.
    AudioDeleted {
        /// Of this call.
        call: CallId,
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// What became of their files.
        files: Deletion,
    },
    /// A file beside the audio of a finished call is complete.
    Sealed {
        /// Of this call.
        call: CallId,
        /// Its path within the call's folder.
        file: &'static str,
        /// SHA-256 of it.
        sha256: String,
    },
    /// The call note as text.
    Text(String),
    /// A job failed.
    Failed(Trouble),
    /// A job was done, and a person must know something of it.
    Noticed(Trouble),
    /// The consent scripts as they now are; told before the checklists, so that no call is opened without words.
    ConsentScripts(consent_scripts::Library),
    /// The law on recording that is in force, and what is wrong with a file that was left out; told before the checklists.
    Law(law::Loaded),
    /// The checklists as they now are.
    Checklists(Library),
    /// The settings are on disk.
    SettingsSaved,
}

/// Where a document was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the call's folder.
    CallFolder,
    /// Where the person asked.
    Elsewhere,
}

impl Place {
    /// The name of a document within the call's folder; `None` where it went elsewhere.
    #[must_use]
    pub fn name_in_call_folder(self, path: &Path) -> Option<String> {
        let name = path.file_name().filter(|_| self == Self::CallFolder);
        name.map(|name| name.to_string_lossy().into_owned())
    }
}
