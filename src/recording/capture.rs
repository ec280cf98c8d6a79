//! The seam to the sound system, and the gate that samples pass.

use std::time::Duration;

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

/// How long opening a device may take.
pub const OPEN_TIMEOUT: Duration = Duration::from_secs(5);

/// A sound system.
pub trait CaptureBackend: Send {
    /// The microphones there are.
    ///
    /// # Errors
    /// Where the sound system does not answer.
    fn microphones(&self) -> Result<Vec<Microphone>, CaptureError>;
}
