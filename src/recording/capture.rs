//! The seam to the sound system; knows no sound system by name.
//!
//! A backend hands every buffer to a [`Tap`] and to nothing else. It opens in two steps, because the rate must be known
//! before the ring can be made, and the permit should be used up by nothing that may still fail.

use super::tap::Tap;
use crate::domain::track::Track;
use std::time::Duration;

/// How long each step of opening a device may take.
pub const OPEN_TIMEOUT: Duration = Duration::from_secs(5);

/// A device as people choose it: a microphone, or an output whose sound can be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoundDevice {
    /// Stable id, such as `pulseaudio:alsa_input.usb-headset`.
    pub id: String,
    /// Name as people know it.
    pub name: String,
    /// Whether the system would choose it.
    pub is_default: bool,
}

/// What there is to record from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoundDevices {
    /// For this side.
    pub microphones: Vec<SoundDevice>,
    /// For the far end: outputs whose sound can be recorded.
    pub far_ends: Vec<SoundDevice>,
    /// Why there is nothing for the far end, where there is nothing.
    pub no_far_end: Option<NoFarEnd>,
}

/// Why the far end cannot be recorded here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFarEnd {
    /// The sound system lets no program record what the computer plays.
    NotOnThisSystem,
    /// There is no output.
    NoOutput,
}

/// A device that is wanted for a track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// For which side.
    pub track: Track,
    /// Its id; `None` for the system's choice.
    pub device: Option<String>,
    /// Frames a second it must deliver; `None` where any will do.
    pub rate: Option<u32>,
}

/// A device as it will be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Stable id, such as `pulseaudio:alsa_input.usb-headset`.
    pub id: String,
    /// Name as people know it.
    pub name: String,
    /// Frames a second.
    pub rate: u32,
    /// Samples a frame.
    pub channels: u16,
}

/// Why a device could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaptureError {
    /// There is no microphone at all.
    #[error("no microphone")]
    NoMicrophone,
    /// The chosen microphone is not there.
    #[error("the chosen microphone is gone")]
    DeviceGone,
    /// It was open, and is not there any more.
    #[error("the microphone was lost")]
    Lost,
    /// Another program holds it.
    #[error("the microphone is busy")]
    DeviceBusy,
    /// The far end cannot be recorded here.
    #[error("the far end cannot be recorded here")]
    NoFarEnd,
    /// It does not deliver the wanted rate.
    #[error("the device does not deliver the wanted rate")]
    OtherRate,
    /// The system forbids its use.
    #[error("use of the microphone is not permitted")]
    PermissionDenied,
    /// The sound system does not answer.
    #[error("the sound system does not answer")]
    NoAnswer,
    /// The sound system says something else.
    #[error("the sound system failed: {0}")]
    System(String),
}

/// A sound system. Its functions may block: the recorder calls them from threads of their own, with a time limit.
pub trait CaptureBackend: Send + Sync {
    /// What there is to record from.
    ///
    /// # Errors
    /// Where the sound system does not answer.
    fn devices(&self) -> Result<SoundDevices, CaptureError>;

    /// Finds a device and settles rate and channels; nothing is captured yet.
    ///
    /// # Errors
    /// [`CaptureError::DeviceGone`] where the chosen one is not there: another one is never taken in its place.
    /// [`CaptureError::OtherRate`] where it cannot deliver the wanted rate. [`CaptureError::NoFarEnd`] where the far end
    /// cannot be recorded.
    fn prepare(&self, wanted: &Wanted) -> Result<Box<dyn PreparedDevice>, CaptureError>;

    /// What tells cheaply whether [`Self::devices`] may answer otherwise than before: that is asked more than once a second.
    /// Where a system has nothing of the kind, it may at each look.
    fn signs(&self) -> Box<dyn Signs> {
        Box::new(AtEachLook)
    }
}

/// Signs that devices came, went, or became the system's choice.
pub trait Signs: Send {
    /// Whether there were any since the last look; at the first one there are. May block.
    fn any(&mut self) -> bool;
}

struct AtEachLook;

impl Signs for AtEachLook {
    fn any(&mut self) -> bool {
        true
    }
}

/// A device that was found and can be opened.
pub trait PreparedDevice: Send {
    /// What it is.
    fn source(&self) -> &Source;

    /// Opens it. Every buffer goes to the tap, in order; trouble goes to [`Tap::alarm`].
    ///
    /// # Errors
    /// Where it cannot be opened; the tap, and the permit in it, are then used up.
    fn start(self: Box<Self>, tap: Tap) -> Result<Box<dyn OpenStream>, CaptureError>;
}

/// An open device. Dropping it closes the device; that may block.
pub trait OpenStream: Send {}
