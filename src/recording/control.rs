//! What the recorder may be told, and what it tells. Who obeys is [`super::recorder`].

use super::capture::{CaptureError, SoundDevices};
use super::files::AudioFiles;
use super::keeping::DiskPace;
use crate::domain::consent::RecordingPermit;
use crate::domain::recording::{GapReason, Segment, StopReason, TakeFormat};
use crate::domain::sound_check::BeforeDialling;
use crate::domain::track::Track;
use crate::echo::Echo;
use jiff::Timestamp;

/// Everything a take needs.
pub struct StartTake {
    /// The proof; used up by the take.
    pub permit: RecordingPermit,
    /// Number of the take within the call, from 1.
    pub take: u32,
    /// Wall clock now.
    pub at: Timestamp,
    /// Milliseconds of all earlier takes of the call together.
    pub before_ms: u64,
    /// Id of the microphone; `None` for the system's choice.
    pub device: Option<String>,
    /// Whether the far end is recorded, and from where.
    pub far: FarEnd,
    /// Where the files go.
    pub files: Box<dyn AudioFiles>,
}

/// From where the far end is recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FarEnd {
    /// It is not.
    #[default]
    Off,
    /// From the output the system would choose.
    SystemChoice,
    /// From the output of this id.
    Device(String),
}

/// What the recorder may be told.
pub enum RecorderCommand {
    /// List the devices: answered by [`RecorderEvent::Devices`].
    ListDevices,
    /// Open a microphone for its level alone: nothing is kept. Refused while a take runs.
    Listen {
        /// Id of the microphone; `None` for the system's choice.
        device: Option<String>,
    },
    /// Close the microphone that was opened for its level.
    StopListening,
    /// Hear this side for a few seconds, then listen for the level again: answered by [`RecorderEvent::SoundCheck`] and
    /// [`RecorderEvent::SoundChecked`]. Refused while a take runs. `Listen`, `StopListening` and `Start` end the check, and
    /// nothing of its sound is heard from then on.
    CheckSound {
        /// Says that nobody is on the line yet; used up.
        pass: BeforeDialling,
        /// Id of the microphone; `None` for the system's choice.
        device: Option<String>,
        /// Is handed the sound, to be played; must not wait.
        play: Box<dyn FnOnce(Echo) + Send>,
    },
    /// Begin a take: answered by `Started` or `Failed`.
    Start(Box<StartTake>),
    /// Go on from another device: answered by [`RecorderEvent::DeviceChanged`] or [`RecorderEvent::DeviceFailed`].
    GoOnFrom {
        /// Which side.
        track: Track,
        /// Id of the device; `None` for the system's choice.
        device: Option<String>,
    },
    /// Capture nothing until resumed.
    Pause {
        /// Why, in the paralegal's words; may be empty.
        reason: String,
    },
    /// Capture again.
    Resume,
    /// End the take: answered by `SegmentFinished` and `Stopped`.
    Stop {
        /// Why.
        why: StopReason,
    },
}

/// What the recorder tells.
#[derive(Clone, Debug, PartialEq)]
pub enum RecorderEvent {
    /// What there is to record from.
    Devices(Result<SoundDevices, CaptureError>),
    /// A microphone is open for its level.
    Listening {
        /// Its name as people know it.
        device_name: String,
    },
    /// A microphone could not be opened, or was lost while listening.
    ListenFailed(CaptureError),
    /// The level: about ten times a second while a microphone is tried, three times while a take runs.
    Level {
        /// Loudest sample of this side since the last report, 0 to 1 of full scale.
        peak: f32,
        /// Loudest sample of the far end; `None` while it is not open.
        far: Option<f32>,
    },
    /// A sound check hears this side, about ten times a second.
    SoundCheck {
        /// Milliseconds it will go on hearing.
        left_ms: u64,
    },
    /// A sound check has heard enough, and its sound was handed over.
    SoundChecked {
        /// Loudest sample of it, 0 to 1 of full scale.
        peak: f32,
    },
    /// How far the take has come, about three times a second.
    Progress {
        /// Frames captured.
        captured: u64,
        /// Frames on disk: flushed and synced.
        on_disk: u64,
        /// Frames a second.
        rate: u32,
    },
    /// Sound is being written.
    Started {
        /// Number of the take.
        take: u32,
        /// Device, rate and format of this side.
        format: TakeFormat,
        /// Of the far end, where it is recorded.
        far: Option<TakeFormat>,
    },
    /// A device of the running take could not be opened, or opened anew. The rest of the take goes on.
    DeviceFailed {
        /// Number of the take.
        take: u32,
        /// Which side.
        track: Track,
        /// Why.
        error: CaptureError,
    },
    /// A track goes on from another device, or from none for now: silence then stands in its file.
    DeviceChanged {
        /// Number of the take.
        take: u32,
        /// Which side.
        track: Track,
        /// Frames captured before it.
        frame: u64,
        /// Name of the device before.
        from: String,
        /// The device after; `None` where there is none for now.
        to: Option<TakeFormat>,
    },
    /// The take could not begin.
    Failed {
        /// Number of the take.
        take: u32,
        /// Why.
        error: StartError,
    },
    /// Nothing is captured from here on.
    Paused {
        /// Number of the take.
        take: u32,
        /// Why.
        reason: String,
    },
    /// Capture goes on. The gap is told beside it.
    Resumed {
        /// Number of the take.
        take: u32,
    },
    /// A stretch of time is not in the recording.
    Gap {
        /// Number of the take.
        take: u32,
        /// The track it is in; `None` for all of them.
        track: Option<Track>,
        /// Frames captured before it.
        frame: u64,
        /// How long it lasted.
        lasted_ms: u64,
        /// Why.
        reason: GapReason,
    },
    /// No buffers have arrived for a while, though the take runs; or they arrive again.
    Starved {
        /// Which side.
        track: Track,
        /// True when it began, false when it ended.
        starved: bool,
    },
    /// How the disk takes the take, as it changes.
    DiskPace(DiskPace),
    /// A track of the running take is written no more, because its files cannot be. The rest of the take goes on.
    TrackBroke {
        /// Number of the take.
        take: u32,
        /// Which side.
        track: Track,
        /// What was said of it.
        what: String,
    },
    /// How long the disk lasts at the pace of the running take: told when it begins, and as it changes.
    DiskLeft {
        /// Whole minutes of recording that still fit.
        minutes: u64,
    },
    /// A file is finished and hashed.
    SegmentFinished(Segment),
    /// The take ended; every file of it is finished.
    Stopped {
        /// Number of the take.
        take: u32,
        /// Frames on disk.
        frames: u64,
        /// Frames a second.
        rate: u32,
        /// Why.
        why: StopReason,
    },
}

/// Why a take could not begin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// Consent had ended before the take began.
    #[error("consent ended before the take began")]
    ConsentEnded,
    /// A take runs already.
    #[error("a take runs already")]
    AlreadyRecording,
    /// The microphone.
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// There is hardly room on the disk.
    #[error("there is room for less than {minutes} minutes")]
    LittleRoom {
        /// With room for no more than so many minutes of recording none is begun.
        minutes: u64,
    },
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The audio folder cannot be written.
    #[error("the audio folder cannot be written: {0}")]
    Disk(String),
}
