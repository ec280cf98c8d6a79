//! The listening axis of a call: its takes one after another, each with its tracks lined up; touches no file.
//!
//! The axis counts recorded time, as [`Position`] does: a pause takes up none of it. Inside the room it is counted in
//! frames of the reel, whose rate is that of this side in the first take.

use super::alignment::{Alignment, Lane, Side, align};
use super::clock::Mark;
use super::voids::{self, Void};
use crate::domain::call::Call;
use crate::domain::entry::{Position, frames_as_time};
use crate::domain::recording::{Gap, GapReason, RecordingLog, Segment, Take};
use crate::domain::track::Track;
use std::collections::BTreeSet;
use std::time::Duration;

/// Rate of a reel on which nothing is.
const USUAL_RATE: u32 = 48_000;

/// A call's recording, laid out to be heard.
#[derive(Clone, Debug)]
pub struct Reel {
    rate: u32,
    takes: Vec<ReelTake>,
    gaps: Vec<ReelGap>,
}

/// A take on the reel.
#[derive(Clone, Debug)]
pub(super) struct ReelTake {
    pub(super) number: u32,
    /// Where it begins, in frames of the reel.
    pub(super) from: u64,
    /// Its length, in frames of the reel.
    pub(super) frames: u64,
    /// Not to be heard.
    pub(super) locked: bool,
    /// Its tracks that have files, this side first.
    pub(super) tracks: Vec<ReelTrack>,
    /// How positions of this side map onto the take.
    mic: Lane,
    mic_rate: u32,
    before: Duration,
}

/// A track of a take.
#[derive(Clone, Debug)]
pub(super) struct ReelTrack {
    pub(super) track: Track,
    pub(super) rate: u32,
    pub(super) lane: Lane,
    /// In the order of their frames.
    pub(super) segments: Vec<Segment>,
}

/// A take, for whoever draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakeSpan {
    /// Number of the take.
    pub number: u32,
    /// Where it begins on the axis, in milliseconds.
    pub from_ms: u64,
    /// Where it ends, in milliseconds.
    pub to_ms: u64,
    /// Whether it is not to be heard.
    pub locked: bool,
}

/// A gap, for whoever draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReelGap {
    /// Number of the take.
    pub take: u32,
    /// The track it is in; `None` for all of them.
    pub track: Option<Track>,
    /// Where it begins on the axis, in milliseconds.
    pub at_ms: u64,
    /// How much of the axis it takes up, in milliseconds: 0 where the sound goes on at once, as after a pause.
    pub on_axis_ms: u64,
    /// How long it lasted.
    pub lasted: Duration,
    /// Why.
    pub reason: GapReason,
}

impl Reel {
    /// Lays out a call; takes that may not be heard are locked.
    #[must_use]
    pub fn of_call(call: &Call, marks: &[Mark]) -> Self {
        Self::of(&call.recording, marks, &call.locked_takes())
    }

    /// Lays out what the timeline tells. Takes in `locked` take up their time and are not heard; a take that still runs is
    /// there as far as its finished segments go.
    #[must_use]
    pub fn of(recording: &RecordingLog, marks: &[Mark], locked: &BTreeSet<u32>) -> Self {
        let segments = newest_segments(recording);
        let first = |take: &&Take| segments.iter().any(|segment| segment.take == take.number);
        let rate = recording.takes.iter().find(first).map_or(USUAL_RATE, |take| take.format.rate.max(1));
        let mut reel = Self { rate, takes: Vec::new(), gaps: Vec::new() };
        let mut before = Duration::ZERO;
        for take in &recording.takes {
            let of_take = segments.iter().filter(|segment| segment.take == take.number).copied();
            let mut laid = lay(take, &of_take.collect::<Vec<_>>(), &recording.gaps, marks, rate);
            laid.from = reel.frames();
            laid.locked = locked.contains(&take.number);
            laid.before = before;
            let frames = take.ended.as_ref().map_or(0, |end| end.frames);
            before += frames_as_time(frames, take.format.rate);
            reel.takes.push(laid);
        }
        reel.gaps = recording.gaps.iter().filter_map(|gap| reel.lay_gap(gap)).collect();
        reel
    }

    /// Frames a second of what is heard and exported.
    #[must_use]
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Length in milliseconds.
    #[must_use]
    pub fn length_ms(&self) -> u64 {
        self.ms(self.frames())
    }

    /// The tracks there is sound of, this side first.
    #[must_use]
    pub fn tracks(&self) -> Vec<Track> {
        let has = |track: &Track| self.takes.iter().any(|take| take.track(*track).is_some());
        Track::ALL.into_iter().filter(has).collect()
    }

    /// The takes in order.
    pub fn takes(&self) -> impl Iterator<Item = TakeSpan> {
        self.takes.iter().map(|take| TakeSpan {
            number: take.number,
            from_ms: self.ms(take.from),
            to_ms: self.ms(take.end()),
            locked: take.locked,
        })
    }

    /// Gaps in the order of the timeline.
    #[must_use]
    pub fn gaps(&self) -> &[ReelGap] {
        &self.gaps
    }

    /// Where a note, an answer or a marker is on the axis, in milliseconds; `None` where its take is not on the reel.
    #[must_use]
    pub fn ms_of(&self, position: &Position) -> Option<u64> {
        let take = self.takes.iter().find(|take| take.number == position.take)?;
        let frame = if position.rate == take.mic_rate || position.rate == 0 {
            position.frame
        } else {
            (u128::from(position.frame) * u128::from(take.mic_rate) / u128::from(position.rate)) as u64
        };
        Some(self.ms(take.from + take.mic.moment_of(frame).min(take.frames)))
    }

    /// Length in frames of the reel.
    pub(super) fn frames(&self) -> u64 {
        self.takes.last().map_or(0, ReelTake::end)
    }

    pub(super) fn reel_takes(&self) -> &[ReelTake] {
        &self.takes
    }

    pub(super) fn ms(&self, frame: u64) -> u64 {
        (u128::from(frame) * 1000 / u128::from(self.rate)) as u64
    }

    pub(super) fn frame(&self, ms: u64) -> u64 {
        u64::try_from(u128::from(ms) * u128::from(self.rate) / 1000).unwrap_or(u64::MAX)
    }

    /// Frames of the reel in a time.
    pub(super) fn frames_in(&self, time: Duration) -> u64 {
        u64::try_from(time.as_micros() * u128::from(self.rate) / 1_000_000).unwrap_or(u64::MAX)
    }

    /// Where nothing is to be heard from these tracks, in order: pauses, fills, takes that are locked.
    pub(super) fn voids(&self, tracks: &[Track]) -> Vec<Void> {
        voids::of(self, tracks)
    }

    fn lay_gap(&self, gap: &Gap) -> Option<ReelGap> {
        let take = self.takes.iter().find(|take| take.number == gap.take)?;
        let of = gap.track.unwrap_or_default();
        let (lane, rate) =
            take.track(of).map_or((&take.mic, take.mic_rate), |track| (&track.lane, track.rate));
        let from = lane.moment_of(gap.frame).min(take.frames);
        let filled = if gap.reason.is_filled() { gap.lasted } else { Duration::ZERO };
        let filled = (filled.as_secs_f64() * f64::from(rate)).round() as u64;
        let to = lane.moment_of(gap.frame + filled).clamp(from, take.frames.max(from));
        Some(ReelGap {
            take: gap.take,
            track: gap.track,
            at_ms: self.ms(take.from + from),
            on_axis_ms: self.ms(to) - self.ms(from),
            lasted: gap.lasted,
            reason: gap.reason.clone(),
        })
    }
}

impl ReelTake {
    pub(super) fn end(&self) -> u64 {
        self.from + self.frames
    }

    pub(super) fn track(&self, track: Track) -> Option<&ReelTrack> {
        self.tracks.iter().find(|one| one.track == track)
    }
}

/// Each file as the newest entry about it tells it.
fn newest_segments(recording: &RecordingLog) -> Vec<&Segment> {
    let mut segments: Vec<&Segment> = Vec::with_capacity(recording.segments.len());
    let mut places = std::collections::BTreeMap::new();
    for segment in &recording.segments {
        let place = *places.entry(segment.file.as_str()).or_insert(segments.len());
        match segments.get_mut(place) {
            Some(earlier) => *earlier = segment,
            None => segments.push(segment),
        }
    }
    segments
}

fn lay(take: &Take, segments: &[&Segment], gaps: &[Gap], marks: &[Mark], rate: u32) -> ReelTake {
    let of = |track: Track| -> Vec<Segment> {
        let mut of_track: Vec<Segment> =
            segments.iter().filter(|segment| segment.track == track).copied().cloned().collect();
        of_track.sort_by_key(|segment| segment.first_frame);
        of_track
    };
    let (mic_segments, far_segments) = (of(Track::Mic), of(Track::Far));
    let side = |track: Track, segments: &[Segment]| Side {
        rate: segments.first().map_or(take.format.rate, |segment| segment.rate),
        frames: segments.iter().map(|segment| segment.first_frame + segment.frames).max().unwrap_or(0),
        marks: marks
            .iter()
            .filter(|mark| mark.take == take.number && mark.track == track)
            .map(|mark| (mark.ms, mark.frame))
            .collect(),
    };
    let mic = side(Track::Mic, &mic_segments);
    let far = (!far_segments.is_empty()).then(|| side(Track::Far, &far_segments));
    let paused_at: Vec<u64> = gaps
        .iter()
        .filter(|gap| gap.take == take.number && !gap.reason.is_filled())
        .map(|gap| gap.frame)
        .collect();
    let Alignment { mic: mic_lane, far: far_lane, frames } = align(&mic, far.as_ref(), &paused_at, rate);
    let mut tracks = Vec::new();
    if !mic_segments.is_empty() {
        let lane = mic_lane.clone();
        tracks.push(ReelTrack { track: Track::Mic, rate: mic.rate, lane, segments: mic_segments });
    }
    if let (Some(far), Some(lane)) = (far, far_lane) {
        tracks.push(ReelTrack { track: Track::Far, rate: far.rate, lane, segments: far_segments });
    }
    ReelTake {
        number: take.number,
        from: 0,
        frames,
        locked: false,
        tracks,
        mic: mic_lane,
        mic_rate: mic.rate,
        before: Duration::ZERO,
    }
}
