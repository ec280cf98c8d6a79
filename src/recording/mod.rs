//! From the microphone to a hashed file, behind the consent gate.
//!
//! Knows of the domain only the permit, the recording's facts and positions. Where files live is not its business: it is
//! handed [`AudioFiles`].
//!
//! What is where:
//!
//! - before the samples: [`capture`] is the seam to the sound system, `cpal_backend` the only folder that names cpal.
//! - in the audio callback: [`tap`] is all that one may touch. [`gate`] holds the permit, for every tap of a take. [`flow`] and
//!   [`place`] are the atomics they share with the rest, `level` is their arithmetic.
//! - on the control thread: [`control`] says what the recorder may be told and tells, [`recorder`] is the thread. It is
//!   `listening` for a level, or for a `sound_check` before dialling, or owns a `take`, made ready by `starting`, with one `lane` a track. `opening` opens devices,
//!   `starving` misses buffers, `keeping` a disk that falls behind, `room` asks the disk, `list_watch` notices devices that come and go, `telling` and `patience` keep others from holding it up.
//! - on the disk thread of a track: the `writer` drains a `feed` a device into a `track_file` of `segment`s, fills what did
//!   not come as `pace` tells it, and leaves `marks` of the clock; `hasher` hashes beside it.
//! - [`steady`] has the clocks, and the time of a take, which all tracks share.
//! - on disk: `session` notes beforehand what is recorded with what, [`wav`] mends headers, [`salvage`] finishes what a crash
//!   left.

pub mod capture;
pub mod control;
#[cfg(feature = "audio")]
pub mod cpal_backend;
mod feed;
pub mod files;
pub mod flow;
pub mod gate;
mod hasher;
mod joining;
mod keeping;
mod lane;
mod level;
mod list_watch;
mod listening;
mod marks;
mod opening;
mod pace;
mod patience;
pub mod place;
#[cfg(all(feature = "audio", target_os = "linux"))]
mod pulse_cookie;
pub mod recorder;
mod room;
pub mod salvage;
mod segment;
mod session;
mod sound_check;
mod starting;
mod starving;
pub mod steady;
mod take;
pub mod tap;
mod telling;
mod track_file;
pub mod wav;
mod writer;

pub use capture::{
    CaptureBackend, CaptureError, NoFarEnd, OpenStream, PreparedDevice, Signs, SoundDevice, SoundDevices,
    Source, Wanted,
};
pub use control::{FarEnd, RecorderCommand, RecorderEvent, StartError, StartTake};
pub use files::{AudioFile, AudioFiles, StoredAudio};
pub use flow::{Flow, StreamFault};
pub use gate::Gate;
pub use keeping::DiskPace;
pub use place::{Place, Reach};
pub use recorder::Recorder;
pub use steady::{SteadyClock, SystemClock};
pub use tap::{Alarm, Intake, Tap, TapFormat};
