//! What a person is told of the recorder, and of a recording afterwards.

use super::{Told, Trouble, told as words};
use crate::domain::track::Track;
use crate::recording::{CaptureError, StartError};

pub(super) fn told(trouble: &Trouble) -> Told {
    match trouble {
        Trouble::NotStarted(error) => start_told(error),
        Trouble::MicrophoneLost => words(
            "The microphone was lost. The recording ended there",
            "Everything up to that moment is saved. Plug it in again or choose another in Settings, then start again",
        ),
        Trouble::RecordingDiskFull => words(
            "The disk is full. The recording ended there",
            "Everything recorded so far is saved and your notes go on. Make room on the disk, then start again",
        ),
        Trouble::RecordingFailed { what } => words(
            format!("The recording ended: {what}"),
            "Everything recorded so far is saved and your notes go on. You can start again",
        ),
        Trouble::Overflow => words(
            "The computer could not keep up for a moment",
            "Some sound is missing; silence of the same length stands in its place, and the gap is on the timeline",
        ),
        Trouble::RecordingDiskReserve => words(
            "There was room for two more minutes only. The recording was ended there, in good order",
            "Everything recorded is saved, and there is room left for your notes. Make room on the disk, then start again",
        ),
        Trouble::DeviceNotUsed { track, error } => {
            let (side, why) = match track {
                Track::Mic => ("This side", capture_told(error)),
                Track::Far => ("The far end", far_end_told(error)),
            };
            words(format!("{side} could not go on from that device. {}", why.what), why.advice)
        }
        Trouble::AudioNotDeleted { files } => words(
            format!("Some audio could not be deleted: {}", files.join("; ")),
            "It stays locked. Close whatever has it open, then choose “Try again” beside the recording",
        ),
        Trouble::DeletionHeld { client } => words(
            format!("The audio of the call with {client} was not deleted: the matter is on hold"),
            "It stays locked. It can be deleted once the hold is lifted",
        ),
        _ => words("Something went wrong with the recording", "Try again"),
    }
}

fn start_told(error: &StartError) -> Told {
    match error {
        StartError::ConsentEnded => words(
            "Recording did not start: consent had ended",
            "Ask again on the Consent page. Your notes go on either way",
        ),
        StartError::AlreadyRecording => words("A recording runs already", "Stop it before starting another"),
        StartError::DiskFull => {
            words("The disk is full", "Make room, then start again. Your notes go on either way")
        }
        StartError::Disk(system) => words(
            format!("The recording's folder cannot be written ({system})"),
            "Check the disk, then start again. Your notes go on either way",
        ),
        StartError::Capture(error) => capture_told(error),
    }
}

/// What a person is told when a microphone cannot be used.
#[must_use]
pub fn capture_told(error: &CaptureError) -> Told {
    match error {
        CaptureError::NoMicrophone => {
            words("No microphone was found", "Plug one in, then choose it in Settings")
        }
        CaptureError::DeviceGone => {
            words("The chosen microphone is not there", "Plug it in, or choose another in Settings")
        }
        CaptureError::DeviceBusy => words(
            "Another program is using the microphone",
            "Close that program, or choose another microphone in Settings",
        ),
        CaptureError::NoFarEnd => words(
            "The far end cannot be recorded on this computer",
            "Record this side only, or put the call on a speaker beside one microphone",
        ),
        CaptureError::OtherRate => words(
            "That device does not deliver sound at the rate of this recording",
            "Stop and start the recording to use it",
        ),
        CaptureError::PermissionDenied => words(
            "The system does not let Rapport use the microphone",
            "Allow it in the privacy settings of the system, then try again",
        ),
        CaptureError::NoAnswer => words(
            "The sound system does not answer",
            "Unplug and plug in the headset, or restart the computer",
        ),
        CaptureError::System(system) => words(
            format!("The microphone could not be used ({system})"),
            "Try again, or choose another in Settings",
        ),
    }
}

/// What a person is told when the output cannot be used that the far end is heard from.
fn far_end_told(error: &CaptureError) -> Told {
    match error {
        CaptureError::DeviceGone => {
            words("The chosen output is not there", "Plug it in, or choose another in Settings")
        }
        CaptureError::DeviceBusy => words(
            "Another program keeps the output to itself",
            "Close that program, or choose another output in Settings",
        ),
        CaptureError::PermissionDenied => words(
            "The system does not let Rapport hear what the computer plays",
            "Allow it in the privacy settings of the system, then try again",
        ),
        CaptureError::System(system) => words(
            format!("What the computer plays could not be heard ({system})"),
            "This side goes on by itself. Choose another output in Settings, or put the call on a speaker beside the microphone",
        ),
        other => capture_told(other),
    }
}
