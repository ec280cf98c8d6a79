//! What cpal's errors mean to a recorder: the one table of them.

use crate::recording::capture::CaptureError;
use crate::recording::flow::StreamFault;
use crate::recording::tap::Alarm;
use cpal::ErrorKind;

/// What a kind of error means to a recorder.
enum Meaning {
    /// The device is not there, or not any more.
    Gone,
    /// The sound system is not there, or not any more.
    NoAnswer,
    Busy,
    Denied,
    /// Sound was lost, and it goes on.
    Glitch,
    /// Nothing is lost.
    Nothing,
    Failure,
}

fn meaning(kind: ErrorKind) -> Meaning {
    match kind {
        // Rerouted counts as gone: a take never goes on from a device that nobody named.
        ErrorKind::DeviceNotAvailable | ErrorKind::DeviceChanged => Meaning::Gone,
        ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated => Meaning::NoAnswer,
        ErrorKind::DeviceBusy => Meaning::Busy,
        ErrorKind::PermissionDenied => Meaning::Denied,
        ErrorKind::Xrun => Meaning::Glitch,
        ErrorKind::RealtimeDenied => Meaning::Nothing,
        // InvalidInput, Unsupported…, ResourceExhausted, BackendError, Other, and kinds yet to come.
        _ => Meaning::Failure,
    }
}

/// What an error means before a device is open.
pub(super) fn opening(error: &cpal::Error) -> CaptureError {
    match meaning(error.kind()) {
        Meaning::Gone => CaptureError::DeviceGone,
        Meaning::NoAnswer => CaptureError::NoAnswer,
        Meaning::Busy => CaptureError::DeviceBusy,
        Meaning::Denied => CaptureError::PermissionDenied,
        Meaning::Glitch | Meaning::Nothing | Meaning::Failure => CaptureError::System(error.to_string()),
    }
}

/// What an error means while a device is open. Runs on a thread of the sound system: only sets a flag.
pub(super) fn while_open(alarm: &Alarm, kind: ErrorKind) {
    match meaning(kind) {
        Meaning::Gone | Meaning::NoAnswer => alarm.raise(StreamFault::Lost),
        Meaning::Denied => alarm.raise(StreamFault::Denied),
        Meaning::Failure => alarm.raise(StreamFault::Failed),
        Meaning::Glitch => alarm.glitch(),
        // A sound server that is busy for a moment goes on; one that stays so is noticed by the buffers that stay away.
        Meaning::Busy | Meaning::Nothing => {}
    }
}
