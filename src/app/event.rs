//! Everything the outside tells the program.

use super::playback::PlaybackEvent;
use super::trouble::Trouble;
use crate::checklists::Library;
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::ids::{CallId, Seq};
use crate::domain::open_ends::CarriedOver;
use crate::domain::readiness::Reading;
use crate::recording::RecorderEvent;
use crate::store::{CallSummary, KnownClient};
use std::path::PathBuf;

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
    /// The wall clock was changed, or the machine slept.
    ClockJumped {
        /// Seconds beyond what passed; negative when it was set back.
        by_seconds: i64,
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
    },
    /// What an earlier call left for the call on the desk.
    CarriedOver {
        /// For this call.
        call: CallId,
        /// What it left.
        carried: CarriedOver,
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
    /// The call note as text.
    Text(String),
    /// A job failed.
    Failed(Trouble),
    /// A job was done, and a person must know something of it.
    Noticed(Trouble),
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
