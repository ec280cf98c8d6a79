//! What the timeline says of a call's recording: takes, pauses, gaps, files.

use super::entry::{Entry, frames_as_time, frames_at_rate};
use super::fact::Fact;
use super::track::Track;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Device and format of a take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeFormat {
    /// The device's id, such as `pulseaudio:alsa_input.usb-headset`.
    pub device_id: String,
    /// The device's name as people know it.
    pub device_name: String,
    /// Frames a second.
    pub rate: u32,
    /// Bits a sample; one channel, PCM.
    pub bits: u16,
}

/// Why a take ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum StopReason {
    /// Stopped by the paralegal, or by finishing the call.
    ByHand,
    /// Consent ended: withdrawn, someone joined, or the words changed.
    ConsentEnded,
    /// The device vanished.
    DeviceLost,
    /// The disk was full.
    DiskFull,
    /// The disk was nearly full: the take was ended in good order while there was room for the notes.
    DiskReserve,
    /// Something else went wrong.
    Failed {
        /// What, as told on screen.
        what: String,
    },
    /// The program ended in mid-take; found at a later start.
    Interrupted,
}

/// Why a stretch of time is not in the recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum GapReason {
    /// Paused by the paralegal.
    Paused {
        /// In the paralegal's words; may be empty.
        reason: String,
    },
    /// The machine could not keep up, or the sound system lost sound.
    Overflow,
    /// The device was open and delivered nothing.
    NoSound,
    /// The device was not there, or not the one agreed to.
    DeviceGone {
        /// Its name as people know it.
        device: String,
    },
    /// The machine slept.
    Slept,
}

impl GapReason {
    /// Whether silence of the same length stands in the track's file. Otherwise the file goes on as if no time had passed.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        match self {
            Self::Overflow | Self::NoSound | Self::DeviceGone { .. } => true,
            Self::Paused { .. } | Self::Slept => false,
        }
    }
}

/// A stretch of time that is not in the recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// When it was noted, which is when it ended.
    pub ended_at: Timestamp,
    /// Number of the take.
    pub take: u32,
    /// The track it is in; `None` for all of them.
    pub track: Option<Track>,
    /// Frames captured before it, in that track's rate; in this side's where it is in all of them.
    pub frame: u64,
    /// How long it lasted.
    pub lasted: Duration,
    /// Why.
    pub reason: GapReason,
}

/// A track that went on from another device, or from none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceChange {
    /// When it was noticed.
    pub at: Timestamp,
    /// Number of the take.
    pub take: u32,
    /// The track.
    pub track: Track,
    /// Frames captured before it.
    pub frame: u64,
    /// Name of the device before; empty where there was none.
    pub from: String,
    /// The device after; `None` where there is none for now.
    pub to: Option<TakeFormat>,
}

/// The computer plays on another output than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputChange {
    /// Number of the take.
    pub take: u32,
    /// Name of the output it plays on.
    pub plays_on: String,
    /// Name of the output the far end is recorded from.
    pub recorded_from: String,
}

/// A finished audio file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Number of the take.
    pub take: u32,
    /// Its track.
    pub track: Track,
    /// File name within the call's audio folder.
    pub file: String,
    /// Frame of the take it begins with.
    pub first_frame: u64,
    /// Frames it holds.
    pub frames: u64,
    /// Frames a second.
    pub rate: u32,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Repaired after a crash.
    pub salvaged: bool,
}

impl Segment {
    /// The file that a fact tells of as finished.
    #[must_use]
    pub fn finished(fact: &Fact) -> Option<Self> {
        let Fact::SegmentFinished { take, track, file, first_frame, frames, rate, sha256, salvaged } = fact
        else {
            return None;
        };
        Some(Self {
            take: *take,
            track: *track,
            file: file.clone(),
            first_frame: *first_frame,
            frames: *frames,
            rate: *rate,
            sha256: sha256.clone(),
            salvaged: *salvaged,
        })
    }
}

/// One take: from a start to its stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Take {
    /// Number within the call, from 1.
    pub number: u32,
    /// When sound began to be written.
    pub started_at: Timestamp,
    /// Device, rate and format of this side.
    pub format: TakeFormat,
    /// Device, rate and format of the far end, where it is recorded; of the first one where it joined in mid-take.
    pub far: Option<TakeFormat>,
    /// How it ended; `None` while it runs.
    pub ended: Option<TakeEnd>,
}

impl Take {
    /// Frames a second of one of its tracks; this side's where the far end is not recorded.
    #[must_use]
    pub fn rate_of(&self, track: Track) -> u32 {
        match (track, &self.far) {
            (Track::Far, Some(far)) => far.rate,
            (Track::Far, None) | (Track::Mic, _) => self.format.rate,
        }
    }
}

/// How a take ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeEnd {
    /// When.
    pub at: Timestamp,
    /// Frames on disk.
    pub frames: u64,
    /// Why.
    pub why: StopReason,
}

/// Where the recording of a call stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordingState {
    /// Nothing runs.
    #[default]
    Idle,
    /// A take was asked for and has not begun.
    Starting,
    /// Sound is being written.
    Running,
    /// A take is open and captures nothing.
    Paused,
}

/// A pause: nothing is captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Number of the take.
    pub take: u32,
    /// Since when.
    pub since: Timestamp,
    /// Why, in the paralegal's words; may be empty.
    pub reason: String,
    /// How long it lasted; `None` while it lasts.
    pub lasted: Option<Duration>,
}

/// Everything the timeline says of a call's recording.
#[derive(Clone, Debug, Default)]
pub struct RecordingLog {
    state: RecordingState,
    /// Takes in order.
    pub takes: Vec<Take>,
    /// Gaps in order.
    pub gaps: Vec<Gap>,
    /// Changes of device in order.
    pub device_changes: Vec<DeviceChange>,
    /// Changes of the output the computer plays on, in order.
    pub output_changes: Vec<OutputChange>,
    /// Finished files in order.
    pub segments: Vec<Segment>,
    /// What went wrong when a take could not begin, newest last.
    pub failures: Vec<String>,
    /// Times the machine slept, with when it was noticed.
    pub sleeps: Vec<(Timestamp, Duration)>,
    requested: u32,
    paused: Option<Pause>,
}

impl RecordingLog {
    /// Where the recording stands.
    #[must_use]
    pub fn state(&self) -> RecordingState {
        self.state
    }

    /// The number of the newest take, begun or only asked for; 0 before the first.
    #[must_use]
    pub fn newest_take(&self) -> u32 {
        self.requested
    }

    /// Recorded time of all finished takes.
    #[must_use]
    pub fn recorded(&self) -> Duration {
        self.takes
            .iter()
            .filter_map(|take| take.ended.as_ref().map(|end| frames_as_time(end.frames, take.format.rate)))
            .fold(Duration::ZERO, Duration::saturating_add)
    }

    /// Frames of a take that its finished files hold, in its longest track, at the rate of this side.
    #[must_use]
    pub fn frames_in_files(&self, take: &Take) -> u64 {
        let of_take = self.segments.iter().filter(|segment| segment.take == take.number);
        let reaches = of_take.map(|segment| {
            frames_at_rate(segment.first_frame + segment.frames, segment.rate, take.format.rate)
        });
        reaches.max().unwrap_or(0)
    }

    /// The newest pause of the newest take, lasting or over.
    #[must_use]
    pub fn newest_pause(&self) -> Option<&Pause> {
        self.paused.as_ref().filter(|pause| pause.take == self.requested)
    }

    /// Takes in an entry.
    pub(super) fn fold(&mut self, entry: &Entry) {
        self.fold_pause(entry);
        match &entry.fact {
            Fact::RecordingRequested { take } => {
                self.requested = *take;
                self.state = RecordingState::Starting;
            }
            Fact::RecordingStarted { take, format, far } => {
                self.requested = self.requested.max(*take);
                self.state = RecordingState::Running;
                self.takes.push(Take {
                    number: *take,
                    started_at: entry.at,
                    format: format.clone(),
                    far: far.clone(),
                    ended: None,
                });
            }
            Fact::RecordingPaused { .. } => self.state = RecordingState::Paused,
            Fact::RecordingResumed { .. } => self.state = RecordingState::Running,
            Fact::GapNoted { take, track, frame, lasted_ms, reason } => self.gaps.push(Gap {
                ended_at: entry.at,
                take: *take,
                track: *track,
                frame: *frame,
                lasted: Duration::from_millis(*lasted_ms),
                reason: reason.clone(),
            }),
            Fact::RecordingStopped { take, frames, why, .. } => {
                self.state = RecordingState::Idle;
                let end = TakeEnd { at: entry.at, frames: *frames, why: why.clone() };
                if let Some(running) = self.takes.iter_mut().find(|running| running.number == *take) {
                    running.ended = Some(end);
                }
            }
            Fact::RecordingFailed { what, .. } => {
                self.state = RecordingState::Idle;
                self.failures.push(what.clone());
            }
            // No take outlives the program; what became of it is told by what salvage finds.
            Fact::Interrupted { .. } => self.state = RecordingState::Idle,
            Fact::DeviceChanged { take, track, frame, from, to } => {
                self.let_far_end_join(*take, *track, to.as_ref());
                self.device_changes.push(DeviceChange {
                    at: entry.at,
                    take: *take,
                    track: *track,
                    frame: *frame,
                    from: from.clone(),
                    to: to.clone(),
                });
            }
            Fact::OutputChanged { take, plays_on, recorded_from } => self.output_changes.push(OutputChange {
                take: *take,
                plays_on: plays_on.clone(),
                recorded_from: recorded_from.clone(),
            }),
            Fact::Slept { seconds } => self.sleeps.push((entry.at, Duration::from_secs(*seconds))),
            fact @ Fact::SegmentFinished { .. } => self.segments.extend(Segment::finished(fact)),
            _ => {}
        }
    }

    /// A far end that was not recorded from the start has its rate, for the whole take, from the device it joins with.
    fn let_far_end_join(&mut self, of_take: u32, track: Track, to: Option<&TakeFormat>) {
        let take = self.takes.iter_mut().find(|take| take.number == of_take);
        if let Some(take) = take.filter(|take| track == Track::Far && take.far.is_none()) {
            take.far = to.cloned();
        }
    }

    /// A pause, its end, and the reason that is given for it while it lasts or afterwards.
    fn fold_pause(&mut self, entry: &Entry) {
        match &entry.fact {
            Fact::RecordingPaused { take, reason } => {
                let (take, since, reason) = (*take, entry.at, reason.clone());
                self.paused = Some(Pause { take, since, reason, lasted: None });
            }
            Fact::GapNoted { take, lasted_ms, reason: GapReason::Paused { .. }, .. } => {
                if let Some(pause) = self.paused.as_mut().filter(|pause| pause.take == *take) {
                    pause.lasted = Some(Duration::from_millis(*lasted_ms));
                }
            }
            Fact::PauseExplained { take, reason: given } => {
                if let Some(pause) = self.paused.as_mut().filter(|pause| pause.take == *take) {
                    pause.reason.clone_from(given);
                    if pause.lasted.is_some() {
                        self.explain_newest_gap(*take, given);
                    }
                }
            }
            _ => {}
        }
    }

    fn explain_newest_gap(&mut self, of_take: u32, given: &str) {
        let of_take = |gap: &&mut Gap| gap.take == of_take;
        let pauses = self.gaps.iter_mut().rev().filter(of_take).find_map(|gap| match &mut gap.reason {
            GapReason::Paused { reason } => Some(reason),
            _ => None,
        });
        if let Some(reason) = pauses {
            given.clone_into(reason);
        }
    }
}
