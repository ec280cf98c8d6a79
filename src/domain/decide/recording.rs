//! What the recorder reports, and when a take may be asked for.

use super::{reason, running};
use crate::domain::call::Call;
use crate::domain::fact::Fact;
use crate::domain::recording::{GapReason, RecordingState, Segment, StopReason, TakeFormat};
use crate::domain::refusal::Refusal;
use crate::domain::track::Track;

/// A step of the recorder. Reports of what already happened are never refused: the record must not miss them.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordingStep {
    /// Ask for a take.
    Request,
    /// Sound is being written.
    Started {
        /// Number of the take.
        take: u32,
        /// Device, rate and format of this side.
        format: TakeFormat,
        /// Of the far end, where it is recorded.
        far: Option<TakeFormat>,
    },
    /// A track goes on from another device, or from none for now.
    DeviceChanged {
        /// Number of the take.
        take: u32,
        /// The track.
        track: Track,
        /// Frames captured before it.
        frame: u64,
        /// Name of the device before.
        from: String,
        /// The device after.
        to: Option<TakeFormat>,
    },
    /// The computer plays on another output than before.
    OutputChanged {
        /// Number of the take.
        take: u32,
        /// Name of the output it plays on.
        plays_on: String,
        /// Name of the output the far end is recorded from.
        recorded_from: String,
    },
    /// A take could not begin.
    Failed {
        /// Number of the take.
        take: u32,
        /// What went wrong, as told on screen.
        what: String,
    },
    /// Capture is paused.
    Paused {
        /// Number of the take.
        take: u32,
        /// Why.
        reason: String,
    },
    /// Give the newest pause of the newest take its reason.
    ExplainPause {
        /// Why.
        reason: String,
    },
    /// Capture goes on.
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
    /// The take ended.
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
    /// An audio file is finished and hashed.
    SegmentFinished(Segment),
}

pub(super) fn decide(call: &Call, step: RecordingStep) -> Result<Fact, Refusal> {
    Ok(match step {
        RecordingStep::Request => return request(call),
        RecordingStep::Started { take, format, far } => Fact::RecordingStarted { take, format, far },
        RecordingStep::DeviceChanged { take, track, frame, from, to } => {
            Fact::DeviceChanged { take, track, frame, from, to }
        }
        RecordingStep::OutputChanged { take, plays_on, recorded_from } => {
            Fact::OutputChanged { take, plays_on, recorded_from }
        }
        RecordingStep::Failed { take, what } => Fact::RecordingFailed { take, what },
        RecordingStep::Paused { take, reason } => Fact::RecordingPaused { take, reason },
        RecordingStep::ExplainPause { reason: why } => return explain_pause(call, &why),
        RecordingStep::Resumed { take } => Fact::RecordingResumed { take },
        RecordingStep::Gap { take, track, frame, lasted_ms, reason } => {
            Fact::GapNoted { take, track, frame, lasted_ms, reason }
        }
        RecordingStep::Stopped { take, frames, rate, why } => {
            Fact::RecordingStopped { take, frames, rate, why }
        }
        RecordingStep::SegmentFinished(segment) => {
            let Segment { take, track, file, first_frame, frames, rate, sha256, salvaged } = segment;
            Fact::SegmentFinished { take, track, file, first_frame, frames, rate, sha256, salvaged }
        }
    })
}

fn explain_pause(call: &Call, why: &str) -> Result<Fact, Refusal> {
    running(call)?;
    let pause = call.recording.newest_pause().ok_or(Refusal::NothingPaused)?;
    Ok(Fact::PauseExplained { take: pause.take, reason: reason(why)? })
}

fn request(call: &Call) -> Result<Fact, Refusal> {
    running(call)?;
    if call.recording.state() != RecordingState::Idle {
        return Err(Refusal::StillRecording);
    }
    call.consent().permit().map_err(Refusal::NoConsent)?;
    Ok(Fact::RecordingRequested { take: call.recording.newest_take() + 1 })
}
