//! Everything the outside must do for the program.

use super::action::SoundOrder;
use super::playback::PlaybackOrder;
use crate::domain::consent::RecordingPermit;
use crate::domain::decide::{CourseStep, CustodyStep};
use crate::domain::entry::Entry;
use crate::domain::ids::{CallId, ClientId, MatterId};
use crate::domain::recording::StopReason;
use crate::domain::sound_check::BeforeDialling;
use crate::domain::track::Track;
use crate::export::Writing;
use crate::recording::FarEnd;
use crate::store::settings::Settings;
use std::path::PathBuf;

/// Something the outside must do.
#[derive(Debug)]
pub enum Effect {
    /// Open the data folder: answered by `Opened` or `NotOpened`.
    OpenStore,
    /// Move the damaged database aside, then open the data folder.
    SetDatabaseAside,
    /// Read the lists of the first screen anew.
    LoadLists,
    /// Store an entry; kept and tried again until it is stored.
    Append {
        /// Its call.
        call: CallId,
        /// The entry.
        entry: Box<Entry>,
    },
    /// Read a call: answered by `Loaded`.
    LoadCall {
        /// The call.
        call: CallId,
        /// Number of the reading, which the answer bears.
        reading: u32,
    },
    /// Read what an earlier call left for this one.
    LoadCarriedOver {
        /// With this client.
        client: ClientId,
        /// On this matter, where there is one.
        matter: Option<MatterId>,
        /// Not this call.
        other_than: CallId,
    },
    /// Look for what a client answered last in an earlier call, while nothing else waits: answered by `EarlierAnswer`.
    LoadEarlierAnswer {
        /// Of this client.
        client: ClientId,
        /// For this call.
        call: CallId,
    },
    /// The recorder.
    Recorder(RecorderOrder),
    /// Listening back.
    Playback(PlaybackOrder),
    /// Read the sensors over and over, or stop.
    WatchReadiness(Watch),
    /// Write what a finished call has in its folder: the call note in every filed format, and the consent certificate where
    /// anyone was asked.
    FileNotes(CallId),
    /// Write the message for the supervising attorney about a consent that was not valid into the call's folder.
    FileMessage(CallId),
    /// Write the timeline in plain form into the call's folder.
    FileTimeline(CallId),
    /// Note on the timeline of a call that is not on the desk what was written of it.
    Note {
        /// Of this call.
        call: CallId,
        /// What was written.
        step: Box<CourseStep>,
    },
    /// Read which other calls of the matter are on hold: answered by `Holds`.
    LoadHolds {
        /// For this call.
        call: CallId,
        /// Of this matter.
        matter: MatterId,
    },
    /// Delete the audio of a call whose deletion was decided, once that stands on disk and nothing forbids it.
    DeleteAudio(CallId),
    /// Note on the timeline of a call that is not on the desk what became of its audio.
    NoteCustody {
        /// Of this call.
        call: CallId,
        /// What.
        step: Box<CustodyStep>,
    },
    /// Write a document elsewhere.
    Export {
        /// Of this call.
        call: CallId,
        /// Which.
        writing: Writing,
        /// Into this folder.
        folder: PathBuf,
    },
    /// Count who spoke how much, for the call note: answered by `TalkCounted` where there are two tracks.
    CountTalk(CallId),
    /// Write the recording elsewhere as one sound file: answered by `SoundProgress` and `SoundWritten` or `SoundNotWritten`.
    ExportSound {
        /// Of this call.
        call: CallId,
        /// What is wanted.
        order: SoundOrder,
    },
    /// Give that up: answered by `SoundNotWritten`.
    GiveUpSoundExport,
    /// Make the call note as text, for the clipboard.
    MakeText(CallId),
    /// Replace the settings file.
    SaveSettings(Box<Settings>),
    /// Read the checklists, the consent scripts and the law on recording.
    LoadChecklists,
}

/// Whether the sensors are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Watch {
    /// They are not.
    #[default]
    Off,
    /// They are, every few seconds.
    On {
        /// How many tracks the next take has, as far as is known.
        tracks: u32,
    },
}

/// An order to the recorder.
#[derive(Debug)]
pub enum RecorderOrder {
    /// List the devices.
    ListDevices,
    /// Open the microphone for its level alone.
    Listen {
        /// Its id; `None` for the system's choice.
        device: Option<String>,
    },
    /// Close the microphone opened for its level; a sound check is ended.
    StopListening,
    /// Hear this side for a few seconds, play it back and drop it; then open the microphone for its level again.
    CheckSound {
        /// Says that nobody is on the line yet.
        pass: BeforeDialling,
        /// Id of the microphone; `None` for the system's choice.
        device: Option<String>,
    },
    /// Begin a take.
    Start {
        /// The proof; used up by the take.
        permit: RecordingPermit,
        /// Number of the take.
        take: u32,
        /// Milliseconds of all earlier takes of the call.
        before_ms: u64,
        /// Id of the microphone; `None` for the system's choice.
        device: Option<String>,
        /// Whether the far end is recorded, and from where.
        far: FarEnd,
    },
    /// Go on from another device.
    GoOnFrom {
        /// Which side.
        track: Track,
        /// Its id; `None` for the system's choice.
        device: Option<String>,
    },
    /// Capture nothing until resumed.
    Pause {
        /// Why; may be empty.
        reason: String,
    },
    /// Capture again.
    Resume,
    /// End the take.
    Stop {
        /// Why.
        why: StopReason,
    },
}
