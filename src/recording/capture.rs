//! The seam to the sound system; knows no sound system by name.
//!
//! A backend hands every buffer to a [`Tap`] and to nothing else. It opens in two steps, because the rate must be known
//! before the ring can be made, and the permit should be used up by nothing that may still fail.

use super::tap::Tap;
use std::time::Duration;

/// How long each step of opening a device may take.
pub const OPEN_TIMEOUT: Duration = Duration::from_secs(5);

/// A microphone as people choose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Microphone {
    /// Stable id, such as `pulseaudio:alsa_input.usb-headset`.
    pub id: String,
    /// Name as people know it.
    pub name: String,
    /// Whether the system would choose it.
    pub is_default: bool,
}

/// A microphone as it will be opened.
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
    /// Another program holds it.
    #[error("the microphone is busy")]
    DeviceBusy,
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
    /// The microphones there are.
    ///
    /// # Errors
    /// Where the sound system does not answer.
    fn microphones(&self) -> Result<Vec<Microphone>, CaptureError>;

    /// Finds a microphone and settles rate and channels; nothing is captured yet. `None` is the system's choice.
    ///
    /// # Errors
    /// [`CaptureError::DeviceGone`] where the chosen one is not there: another one is never taken in its place.
    fn prepare(&self, device: Option<&str>) -> Result<Box<dyn PreparedMicrophone>, CaptureError>;
}

/// A microphone that was found and can be opened.
pub trait PreparedMicrophone: Send {
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
