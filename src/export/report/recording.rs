//! The recording: takes, gaps, files, and what went wrong.

use super::course::pick;
use super::custody::{self, Decision, DeviceChange, OutputChange, Sleep};
use super::moment::{Moment, Place, milliseconds};
use crate::domain::call::Call;
use crate::domain::custody::{CustodyFact, Standing};
use crate::domain::entry::{Entry, frames_as_time};
use crate::domain::fact::Fact;
use crate::domain::recording::{GapReason, StopReason, TakeFormat};
use crate::domain::talk::TalkCount;
use crate::domain::track::Track;
use serde::Serialize;
use std::time::Duration;

/// Takes, gaps, files, and what went wrong.
#[derive(Debug, Serialize)]
pub struct Recording {
    /// Recorded time of all finished takes.
    #[serde(rename = "recorded_ms", serialize_with = "milliseconds")]
    pub recorded: Duration,
    /// Takes in order.
    pub takes: Vec<Take>,
    /// What is not in the recording, in order.
    pub gaps: Vec<Gap>,
    /// Sides that went on from another device, in order.
    pub device_changes: Vec<DeviceChange>,
    /// Changes of the output the computer played on, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub output_changes: Vec<OutputChange>,
    /// Times the machine slept while the call was open.
    pub sleeps: Vec<Sleep>,
    /// What was decided about the recording and done by it, in order.
    pub decisions: Vec<Decision>,
    /// Finished files in order.
    pub files: Vec<AudioFile>,
    /// Takes that could not begin.
    pub failures: Vec<Failure>,
    /// Who spoke how much, where the office wants it counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub talk: Option<TalkCount>,
}

/// One take: from a start to its stop.
#[derive(Debug, Serialize)]
pub struct Take {
    /// Number within the call, from 1.
    pub number: u32,
    /// When sound began to be written.
    pub started: Moment,
    /// Device, rate and format.
    pub device: TakeFormat,
    /// Device, rate and format of the far end, where it was recorded.
    pub far: Option<TakeFormat>,
    /// How it ended; `null` while it runs.
    pub ended: Option<Ended>,
    /// What became of it: `open`, `kept`, `restricted`, `released`, `deletion_decided` or `deleted`.
    pub standing: &'static str,
    /// Since when; `null` where nothing was decided.
    pub standing_since: Option<Moment>,
}

/// How a take ended.
#[derive(Debug, Serialize)]
pub struct Ended {
    /// When.
    pub at: Moment,
    /// Frames on disk.
    pub frames: u64,
    /// Recorded time.
    #[serde(rename = "length_ms", serialize_with = "milliseconds")]
    pub length: Duration,
    /// Why.
    #[serde(flatten)]
    pub why: StopReason,
}

/// A stretch of time that is not in the recording.
#[derive(Debug, Serialize)]
pub struct Gap {
    /// Where the recording stood.
    pub position: Option<Place>,
    /// Number of the take.
    pub take: u32,
    /// The track it is in; `null` for all of them.
    pub track: Option<Track>,
    /// When it began.
    pub from: Moment,
    /// How long it lasted; `null` where nothing tells its end.
    pub lasted_ms: Option<u64>,
    /// Why.
    #[serde(flatten)]
    pub why: Missing,
}

/// Why a stretch of time is not in the recording.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Missing {
    /// Paused by the paralegal.
    Paused {
        /// In the paralegal's words; may be empty.
        reason: String,
    },
    /// The machine could not keep up; silence of the same length stands in the file.
    Overflow,
    /// The device delivered nothing; silence of the same length stands in the file.
    NoSound,
    /// The device was gone; silence of the same length stands in the file.
    DeviceGone {
        /// Its name.
        device: String,
    },
    /// The machine slept.
    Slept,
}

/// A finished audio file.
#[derive(Debug, Serialize)]
pub struct AudioFile {
    /// Name within the call's audio folder.
    pub file: String,
    /// Number of the take.
    pub take: u32,
    /// Its track.
    pub track: Track,
    /// Frame of the take it begins with.
    pub first_frame: u64,
    /// Frames it holds.
    pub frames: u64,
    /// Frames a second.
    pub rate: u32,
    /// Recorded time it holds.
    #[serde(rename = "length_ms", serialize_with = "milliseconds")]
    pub length: Duration,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Repaired after the program had ended in mid-take.
    pub salvaged: bool,
    /// What became of the file, where it is not there any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gone: Option<Gone>,
}

/// Why an audio file is not there any more.
#[derive(Debug, Serialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Gone {
    /// It was deleted.
    Deleted {
        /// When.
        at: Moment,
    },
    /// It was to be deleted, and was not there.
    Missing {
        /// When that was found.
        at: Moment,
    },
}

/// A take could not begin.
#[derive(Debug, Serialize)]
pub struct Failure {
    /// Number of the take.
    pub take: u32,
    /// What went wrong, as told on screen.
    pub what: String,
    /// When.
    pub at: Moment,
}

impl Recording {
    pub(super) fn of(call: &Call) -> Self {
        let takes = takes(call);
        Self {
            recorded: takes.iter().filter_map(|take| take.ended.as_ref()).map(|end| end.length).sum(),
            gaps: gaps(call, &takes),
            device_changes: custody::device_changes(call),
            output_changes: custody::output_changes(call),
            sleeps: custody::sleeps(call),
            decisions: custody::decisions(call),
            takes,
            files: files(call),
            failures: pick(call, |entry| match &entry.fact {
                Fact::RecordingFailed { take, what } => {
                    Some(Failure { take: *take, what: what.clone(), at: Moment::of(entry) })
                }
                _ => None,
            }),
            talk: call.talk.clone(),
        }
    }

    /// Whether any sound was kept, or is being kept.
    pub fn has_sound(&self) -> bool {
        let running_or_kept = |take: &Take| take.ended.as_ref().is_none_or(|end| end.frames > 0);
        self.takes.iter().any(running_or_kept) || self.files.iter().any(|file| file.frames > 0)
    }
}

fn takes(call: &Call) -> Vec<Take> {
    let mut takes: Vec<Take> = Vec::new();
    for entry in call.entries() {
        match &entry.fact {
            Fact::RecordingStarted { take, format, far } => takes.push(Take {
                number: *take,
                started: Moment::of(entry),
                device: format.clone(),
                far: far.clone().or_else(|| joined(call, *take)),
                ended: None,
                standing: call.custody.of(*take).map_or("open", Standing::name),
                standing_since: call
                    .custody
                    .of(*take)
                    .and_then(Standing::since)
                    .map(|at| Moment::beside(entry, at)),
            }),
            Fact::RecordingStopped { take, frames, rate, why } => {
                if let Some(running) = takes.iter_mut().rev().find(|one| one.number == *take) {
                    running.ended = Some(Ended {
                        at: Moment::of(entry),
                        frames: *frames,
                        length: frames_as_time(*frames, *rate),
                        why: why.clone(),
                    });
                }
            }
            _ => {}
        }
    }
    takes
}

/// A far end that came into a running take.
fn joined(call: &Call, take: u32) -> Option<TakeFormat> {
    call.recording.takes.iter().find(|one| one.number == take)?.far.clone()
}

fn files(call: &Call) -> Vec<AudioFile> {
    pick(call, |entry| match &entry.fact {
        Fact::SegmentFinished { take, track, file, first_frame, frames, rate, sha256, salvaged } => {
            Some(AudioFile {
                file: file.clone(),
                take: *take,
                track: *track,
                first_frame: *first_frame,
                frames: *frames,
                rate: *rate,
                length: frames_as_time(*frames, *rate),
                sha256: sha256.clone(),
                salvaged: *salvaged,
                gone: gone(call, file),
            })
        }
        _ => None,
    })
}

/// What became of a file that was to be deleted, the newest time it was tried.
fn gone(call: &Call, name: &str) -> Option<Gone> {
    call.entries().iter().rev().find_map(|entry| {
        let Fact::Custody(CustodyFact::AudioDeleted { deletion, .. }) = &entry.fact else {
            return None;
        };
        let at = || Moment::of(entry);
        if deletion.gone.iter().any(|one| one.file == name) {
            Some(Gone::Deleted { at: at() })
        } else {
            deletion.missing.iter().any(|file| file == name).then(|| Gone::Missing { at: at() })
        }
    })
}

/// Gaps as the recorder noted them, and pauses of which it noted none: a pause that is still on, or was cut short by the
/// end of the take, must not be missing from the call note.
fn gaps(call: &Call, takes: &[Take]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut pause: Option<Gap> = None;
    for entry in call.entries() {
        match &entry.fact {
            Fact::RecordingPaused { take, reason } => {
                gaps.extend(pause.take());
                pause = Some(Gap {
                    position: entry.position.map(Place::from),
                    take: *take,
                    track: None,
                    from: Moment::of(entry),
                    lasted_ms: None,
                    why: Missing::Paused { reason: reason.clone() },
                });
            }
            Fact::PauseExplained { take, reason } => explain(&mut gaps, pause.as_mut(), *take, reason),
            Fact::RecordingResumed { .. } | Fact::RecordingStopped { .. } => {
                if let Some(open) = pause.as_mut().filter(|open| open.lasted_ms.is_none()) {
                    let lasted = entry.at.duration_since(open.from.at);
                    open.lasted_ms = u64::try_from(lasted.as_millis()).ok();
                }
            }
            Fact::GapNoted { take, track, frame, lasted_ms, reason } => {
                let ends_the_pause = matches!(reason, GapReason::Paused { .. })
                    && pause.as_ref().is_some_and(|open| open.take == *take);
                if ends_the_pause {
                    pause = None;
                }
                let position = Some(place(takes, *take, track.unwrap_or_default(), *frame));
                gaps.push(Gap { track: *track, ..noted(entry, position, *take, (*lasted_ms, reason)) });
            }
            _ => {}
        }
    }
    gaps.extend(pause);
    gaps
}

/// Gives the newest pause of a take its reason, whether it lasts or is over.
fn explain(gaps: &mut [Gap], lasting: Option<&mut Gap>, of_take: u32, given: &str) {
    let over = gaps.iter_mut().rev();
    let mut pauses = lasting.into_iter().chain(over).filter(|gap| gap.take == of_take);
    if let Some(reason) = pauses.find_map(|gap| match &mut gap.why {
        Missing::Paused { reason } => Some(reason),
        _ => None,
    }) {
        given.clone_into(reason);
    }
}

fn noted(entry: &Entry, position: Option<Place>, take: u32, gap: (u64, &GapReason)) -> Gap {
    let (lasted_ms, reason) = gap;
    // A gap is noted when it ends.
    let began = entry.at.checked_sub(Duration::from_millis(lasted_ms)).unwrap_or(entry.at);
    let why = match reason {
        GapReason::Paused { reason } => Missing::Paused { reason: reason.clone() },
        GapReason::Overflow => Missing::Overflow,
        GapReason::NoSound => Missing::NoSound,
        GapReason::DeviceGone { device } => Missing::DeviceGone { device: device.clone() },
        GapReason::Slept => Missing::Slept,
    };
    Gap { position, take, track: None, from: Moment::beside(entry, began), lasted_ms: Some(lasted_ms), why }
}

fn place(takes: &[Take], take: u32, track: Track, frame: u64) -> Place {
    let rate_of = |one: &Take| match (track, &one.far) {
        (Track::Far, Some(far)) => far.rate,
        (Track::Far, None) | (Track::Mic, _) => one.device.rate,
    };
    let rate = takes.iter().find(|one| one.number == take).map_or(0, rate_of);
    let earlier = takes.iter().filter(|one| one.number < take).filter_map(|one| one.ended.as_ref());
    let before: Duration = earlier.map(|end| end.length).sum();
    Place { take, frame, rate, elapsed: before + frames_as_time(frame, rate) }
}
