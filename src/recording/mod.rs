//! From the microphone to a hashed file, behind the consent gate.
//!
//! Knows of the domain only the permit, the recording's facts and positions. Where files live is not its business: it is
//! handed [`AudioFiles`].
//!
//! [`capture`] is the seam to the sound system and the gate; `cpal_backend` is the only file that names cpal;
//! [`control`] is the one thread that owns streams and permit; `writer` drains a track's ring to disk; [`wav`] repairs
//! headers; [`salvage`] finishes what a crash left.

pub mod capture;
pub mod control;
#[cfg(feature = "audio")]
pub mod cpal_backend;
pub mod files;
pub mod salvage;

pub use capture::{CaptureBackend, CaptureError, Microphone};
pub use control::{Recorder, RecorderCommand, RecorderEvent, StartError, StartTake};
pub use files::{AudioFile, AudioFiles};
