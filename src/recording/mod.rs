//! From the microphone to a hashed file, behind the consent gate.
//!
//! Knows of the domain only the permit, the recording's facts and positions. Where files live is not its business: it is
//! handed [`AudioFiles`].
//!
//! [`capture`] is the seam to the sound system, `cpal_backend` the only folder that names cpal. [`tap`] is all that an audio
//! callback may touch, and holds the gate; [`flow`] and [`place`] are the atomics it shares. [`control`] says what the
//! recorder may be told and tells, [`recorder`] is its one thread, `take` and `listening` are what that thread owns,
//! `telling` and `patience` keep others from holding it up. `writer` drains a ring into `segment`s, `hasher` hashes them,
//! `session` notes beforehand what they are. [`wav`] mends headers and [`salvage`] finishes what a crash left.

pub mod capture;
pub mod control;
#[cfg(feature = "audio")]
pub mod cpal_backend;
pub mod files;
pub mod flow;
mod hasher;
mod level;
mod listening;
mod patience;
pub mod place;
#[cfg(all(feature = "audio", target_os = "linux"))]
mod pulse_cookie;
pub mod recorder;
pub mod salvage;
mod segment;
mod session;
mod take;
pub mod tap;
mod telling;
pub mod wav;
mod writer;

pub use capture::{
    CaptureBackend, CaptureError, NoFarEnd, OpenStream, PreparedDevice, SoundDevice, SoundDevices, Source,
    Wanted,
};
pub use control::{FarEnd, RecorderCommand, RecorderEvent, StartError, StartTake};
pub use files::{AudioFile, AudioFiles, StoredAudio};
pub use flow::{Flow, StreamFault};
pub use place::Place;
pub use recorder::Recorder;
pub use tap::{Alarm, Intake, Tap, TapFormat};
