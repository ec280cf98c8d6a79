//! Finishes what a crash left: mends headers, hashes, never deletes; knows no device.
//!
//! A second crash in the middle loses nothing: lengths are mended in place, and whatever was not told yet is found again.

use super::files::AudioFiles;
use super::marks;
use super::session::{Session, SessionTake, SessionTrack};
use super::wav::{self, MendError};
use crate::domain::decide::RecordingStep;
use crate::domain::entry::frames_at_rate;
use crate::domain::recording::{RecordingLog, RecordingState, Segment, StopReason, TakeFormat};
use crate::domain::track::Track;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;

/// What was found and finished.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Salvage {
    /// Files that are on no timeline yet, finished and hashed, in file order.
    pub segments: Vec<Segment>,
    /// Every take that has files or was about to, by number.
    pub takes: Vec<SalvagedTake>,
    /// When the newest of these files was last written to before it was mended: the last sign of life in sound.
    pub last_sign: Option<Timestamp>,
    /// Files that were left untouched.
    pub left_alone: Vec<LeftAlone>,
    /// Tracks of the newest take that hold less sound than their clock tells of.
    pub missing: Vec<Missing>,
}

/// A track with less sound than was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The file that is not there, or is cut off.
    pub file: String,
    /// Seconds of sound that are gone.
    pub seconds: u64,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} seconds of its sound are gone)", self.file, self.seconds)
    }
}

/// A take as its files and `session.json` tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalvagedTake {
    /// Number within the call.
    pub take: u32,
    /// Device, rate and format of this side; the device is empty where no `session.json` names it.
    pub format: TakeFormat,
    /// Of the far end, where it was recorded.
    pub far: Option<TakeFormat>,
    /// Frames on disk, in its longest track, at the rate of `format`.
    pub frames: u64,
}

/// A file that was left untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftAlone {
    /// Its name.
    pub file: String,
    /// Why, for the log.
    pub why: String,
    /// Whether it may be otherwise another time.
    pub reason: Reason,
}

/// Whether a reason to leave a file untouched is there for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file is no recording of ours.
    Lasting,
    /// The disk could not read or write it, or a file before it: another time it may.
    Passing,
}

/// Mends and hashes every file of the folder that `told` does not name.
///
/// `newest_take` is the take on the timeline to which files belong that no `session.json` explains; 0 where none was ever
/// asked for: such a file is nobody's recording, and is left alone.
/// The folder is only written to where a header tells a wrong length.
///
/// # Errors
/// Where the folder cannot be read. A single file that cannot be is left alone and named.
pub fn salvage(files: &mut dyn AudioFiles, told: &[Segment], newest_take: u32) -> io::Result<Salvage> {
    let takes = takes_of_session(files);
    let mut found = Salvage::default();
    let mut reached = Reached::new(&takes, told);
    let mut blocked = BTreeMap::new();
    for (name, track, number) in segments_in_order(files)? {
        if is_told(told, &name) {
            continue;
        }
        if let Some(before) = blocked.get(&track) {
            // Told now, it would stand where that file belongs.
            let why = format!("it comes after {before}");
            found.left_alone.push(LeftAlone { file: name, why, reason: Reason::Passing });
            continue;
        }
        let plan = plan_of(&takes, track, number);
        let take = plan.map_or(newest_take, |(take, _)| take.take);
        if take == 0 {
            let why = "no recording was asked for".to_owned();
            found.left_alone.push(LeftAlone { file: name, why, reason: Reason::Lasting });
            continue;
        }
        let rate = plan.map(|(_, track)| track.rate);
        match finish(files, &name, rate) {
            Ok(Finished { frames, rate, sha256, written_at }) => {
                found.last_sign = found.last_sign.max(written_at);
                let first_frame = reached.add((take, track, number), frames, rate);
                let (file, salvaged) = (name, true);
                found.segments.push(Segment {
                    take,
                    track,
                    file,
                    first_frame,
                    frames,
                    rate,
                    sha256,
                    salvaged,
                });
            }
            Err(error) => {
                let reason = match error {
                    MendError::NotARecording => Reason::Lasting,
                    MendError::Disk(_) => Reason::Passing,
                };
                if reason == Reason::Passing {
                    blocked.insert(track, name.clone());
                }
                found.left_alone.push(LeftAlone { file: name, why: error.to_string(), reason });
            }
        }
    }
    let first = |track| plan_of(&takes, track, u32::MAX).map_or(1, |(_, planned)| planned.first_segment);
    found.missing = reached.missing(newest_take, &marks::last_marked(files), first);
    // Of a track of which a file was left alone nobody can tell what is gone.
    let left_alone = &found.left_alone;
    found.missing.retain(|gone| !left_alone.iter().any(|left| track_of(&left.file) == track_of(&gone.file)));
    found.takes = reached.takes();
    Ok(found)
}

impl Salvage {
    /// Whether files were left untouched for a reason that may pass: the salvage should be done again another time.
    #[must_use]
    pub fn may_find_more(&self) -> bool {
        self.left_alone.iter().any(|left| left.reason == Reason::Passing)
    }

    /// What belongs on the timeline, in this order: a start that was not noted, the files, and the end of the take that
    /// the crash cut off. Empty when nothing is missing there.
    #[must_use]
    pub fn steps(&self, log: &RecordingLog) -> Vec<RecordingStep> {
        let mut steps = Vec::new();
        let newest = log.newest_take();
        let cut_off = log.state() != RecordingState::Idle;
        let salvaged = self.takes.iter().find(|take| take.take == newest);
        // A file that could not be read this time holds sound all the same.
        let has_files = self.segments.iter().any(|segment| segment.take == newest) || self.may_find_more();
        let had_sound = has_files || !self.missing.is_empty();
        let is_noted = log.takes.iter().any(|take| take.number == newest);
        if cut_off && !is_noted && had_sound {
            let formats = salvaged.map(|take| (take.format.clone(), take.far.clone()));
            steps.extend(formats.map(|(format, far)| RecordingStep::Started { take: newest, format, far }));
        }
        steps.extend(self.segments.iter().cloned().map(RecordingStep::SegmentFinished));
        if cut_off && (is_noted || had_sound) {
            let noted_rate = log.takes.iter().find(|take| take.number == newest).map(|take| take.format.rate);
            steps.push(RecordingStep::Stopped {
                take: newest,
                frames: salvaged.map_or(0, |take| take.frames),
                rate: salvaged.map(|take| take.format.rate).or(noted_rate).unwrap_or_default(),
                why: self.why(),
            });
        } else if cut_off {
            let what = "The program ended before any sound was written".to_owned();
            steps.push(RecordingStep::Failed { take: newest, what });
        }
        steps
    }

    /// Why the take ended that was cut off.
    fn why(&self) -> StopReason {
        let gone: Vec<_> = self.missing.iter().map(ToString::to_string).collect();
        if gone.is_empty() {
            return StopReason::Interrupted;
        }
        let what = format!("The program ended in mid-take, and sound is missing since: {}", gone.join("; "));
        StopReason::Failed { what }
    }
}

/// Files of the folder that `told` does not name, each with the take `session.json` says it is of; `None` where it says
/// nothing of it. Nothing is opened.
///
/// # Errors
/// Where the folder cannot be read.
pub fn untold(files: &dyn AudioFiles, told: &[Segment]) -> io::Result<Vec<(String, Option<u32>)>> {
    let mut found = segments_in_order(files)?;
    found.retain(|(name, ..)| !is_told(told, name));
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let takes = takes_of_session(files);
    let with_take = |(name, track, number)| {
        let take = plan_of(&takes, track, number).map(|(take, _)| take.take);
        (name, take)
    };
    Ok(found.into_iter().map(with_take).collect())
}

fn track_of(file: &str) -> Option<Track> {
    Track::of_segment_file(file).map(|(track, _)| track)
}

fn is_told(told: &[Segment], name: &str) -> bool {
    told.iter().any(|segment| segment.file == name)
}

/// A `session.json` of a later version, or one that cannot be read, explains nothing: the files are saved all the same.
fn takes_of_session(files: &dyn AudioFiles) -> Vec<SessionTake> {
    let session = Session::load(files).unwrap_or_default();
    session.map(|session| session.takes).unwrap_or_default()
}

/// Name, track and number of every segment, track by track, by number.
fn segments_in_order(files: &dyn AudioFiles) -> io::Result<Vec<(String, Track, u32)>> {
    let named = |name: String| Track::of_segment_file(&name).map(|(track, number)| (name, track, number));
    let mut segments: Vec<_> = files.names()?.into_iter().filter_map(named).collect();
    segments.sort_by_key(|(_, track, number)| (*track, *number));
    Ok(segments)
}

/// The take whose files begin at or before this one. Of two that begin at the same, the first never came to a file.
fn plan_of(takes: &[SessionTake], track: Track, number: u32) -> Option<(&SessionTake, &SessionTrack)> {
    takes
        .iter()
        .flat_map(|take| take.tracks.iter().map(move |track| (take, track)))
        .filter(|(_, planned)| planned.side() == Some(track) && planned.first_segment <= number)
        .max_by_key(|(take, planned)| (planned.first_segment, take.take))
}

/// A file whose header is true now.
struct Finished {
    frames: u64,
    rate: u32,
    sha256: String,
    written_at: Option<Timestamp>,
}

fn finish(files: &mut dyn AudioFiles, name: &str, rate: Option<u32>) -> Result<Finished, MendError> {
    let mut file = files.open_existing(name)?;
    let written_at = Timestamp::try_from(file.modified()?).ok();
    let mended = wav::mend(file.as_mut(), rate)?;
    drop(file);
    let sha256 = files.sha256(name)?;
    let rate = mended.rate.or(rate).unwrap_or_default();
    Ok(Finished { frames: mended.frames, rate, sha256, written_at })
}

/// How far each take's tracks reach.
#[derive(Default)]
struct Reached {
    tracks: BTreeMap<(u32, Track), (TakeFormat, u64)>,
    /// Where each file ends, by take, track and number.
    ends: BTreeMap<(u32, Track, u32), u64>,
}

impl Reached {
    /// As `session.json` and the timeline tell it.
    fn new(takes: &[SessionTake], told: &[Segment]) -> Self {
        let mut reached = Self::default();
        for (take, track) in takes.iter().flat_map(|take| take.tracks.iter().map(move |track| (take, track)))
        {
            let Some(side) = track.side() else { continue };
            let format = TakeFormat {
                device_id: track.device_id.clone(),
                device_name: track.device_name.clone(),
                rate: track.rate,
                bits: track.bits,
            };
            reached.tracks.insert((take.take, side), (format, 0));
        }
        for segment in told {
            let number = Track::of_segment_file(&segment.file).map_or(0, |(_, number)| number);
            let end = segment.first_frame + segment.frames;
            reached.note((segment.take, segment.track, number), end, segment.rate);
        }
        reached
    }

    /// Adds a file behind the number before it, which need not be the last one; the frame it begins with.
    fn add(&mut self, (take, track, number): (u32, Track, u32), frames: u64, rate: u32) -> u64 {
        let before = self.ends.range((take, track, 0)..(take, track, number));
        let first_frame = before.map(|(_, end)| *end).next_back().unwrap_or(0);
        self.note((take, track, number), first_frame + frames, rate);
        first_frame
    }

    fn note(&mut self, (take, track, number): (u32, Track, u32), end: u64, rate: u32) {
        self.ends.insert((take, track, number), end);
        let reached = self.of((take, track), rate);
        *reached = end.max(*reached);
    }

    /// Frames of a track; one that `session.json` does not tell of has a rate and no device.
    fn of(&mut self, track: (u32, Track), rate: u32) -> &mut u64 {
        let (device_id, device_name) = (String::new(), String::new());
        let unknown = || (TakeFormat { device_id, device_name, rate, bits: wav::BITS }, 0);
        &mut self.tracks.entry(track).or_insert_with(unknown).1
    }

    /// Tracks of a take that end more than a second before their last mark, which is made once a second and after its sound.
    /// `first` gives the number of a track's first file.
    fn missing(
        &self,
        take: u32,
        marked: &BTreeMap<(u32, Track), u64>,
        first: impl Fn(Track) -> u32,
    ) -> Vec<Missing> {
        let of_take = self.tracks.iter().filter(|((of, _), _)| *of == take);
        let missing = of_take.filter_map(|((_, track), (format, reached))| {
            let rate = u64::from(format.rate);
            let gone = marked.get(&(take, *track))?.checked_sub(*reached).filter(|gone| *gone > rate)?;
            let newest = self.ends.range((take, *track, 0)..=(take, *track, u32::MAX)).next_back();
            let number = newest.map_or_else(|| first(*track), |((_, _, number), _)| *number);
            Some(Missing { file: track.segment_file(number), seconds: gone.checked_div(rate)? })
        });
        missing.collect()
    }

    /// The takes by number. Whatever this side's track is missing of, its format is that of the far end.
    fn takes(self) -> Vec<SalvagedTake> {
        let numbers: BTreeSet<u32> = self.tracks.keys().map(|(take, _)| *take).collect();
        let take = |take| {
            let of = |track| self.tracks.get(&(take, track)).cloned();
            let (mic, far) = (of(Track::Mic), of(Track::Far));
            let (format, _) = mic.clone().or_else(|| far.clone())?;
            let at_this_rate =
                |(own, frames): &(TakeFormat, u64)| frames_at_rate(*frames, own.rate, format.rate);
            let frames = mic.iter().chain(&far).map(at_this_rate).max().unwrap_or(0);
            // A far end that was planned and could not be opened left nothing.
            let far = far.filter(|(_, frames)| *frames > 0).map(|(format, _)| format);
            Some(SalvagedTake { take, format, far, frames })
        };
        numbers.into_iter().filter_map(take).collect()
    }
}
