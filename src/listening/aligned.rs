//! The sound of a reel, both sides lined up, from any frame on; memory does not grow with the length of the call.

use super::alignment::Stretch;
use super::reel::{Reel, ReelTrack};
use super::resample::Resampler;
use super::segments::{TrackFrames, signed};
use crate::domain::track::Track;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A jump between two stretches below this is not followed, in seconds: the ratio alone changes.
const UNHEARD_JUMP_SECONDS: f64 = 0.001;

/// Reads a reel.
pub(super) struct Aligned {
    reel: Arc<Reel>,
    takes: Vec<Vec<LaneReader>>,
    at: u64,
}

impl Aligned {
    /// Nothing is read yet.
    pub(super) fn new(reel: Arc<Reel>, folder: &Path) -> Self {
        let lanes =
            |tracks: &[ReelTrack]| tracks.iter().map(|track| LaneReader::new(track, folder)).collect();
        let takes = reel.reel_takes().iter().map(|take| lanes(&take.tracks)).collect();
        Self { reel, takes, at: 0 }
    }

    /// Goes to a frame of the reel.
    pub(super) fn seek(&mut self, frame: u64) {
        self.at = frame;
    }

    /// Reads on, up to the end of a take at most: one slice a track, of the same length, this side first. Gives how many
    /// frames were read; 0 at the end of the reel. A track that a take has not is silence, and so is a locked take.
    ///
    /// # Errors
    /// Where a clock's drift cannot be corrected. Files that cannot be read are silence, and [`Aligned::missing`].
    pub(super) fn read(&mut self, mic: &mut [f32], far: &mut [f32]) -> io::Result<usize> {
        let takes = self.reel.reel_takes();
        let Some(number) = takes.iter().position(|take| self.at < take.end()) else { return Ok(0) };
        let Some(take) = takes.get(number) else { return Ok(0) };
        let left = usize::try_from(take.end() - self.at).unwrap_or(usize::MAX);
        let count = mic.len().min(far.len()).min(left);
        let sides = [(Track::Mic, mic), (Track::Far, far)];
        for (track, side) in sides {
            let side = side.get_mut(..count).unwrap_or_default();
            let lane =
                self.takes.get_mut(number).and_then(|lanes| lanes.iter_mut().find(|one| one.track == track));
            match lane {
                Some(lane) if !take.locked => lane.read(self.at - take.from, side)?,
                _ => side.fill(0.0),
            }
        }
        self.at += count as u64;
        Ok(count)
    }

    /// Files that held less than the timeline tells, so far.
    pub(super) fn missing(&self) -> BTreeSet<String> {
        let lanes = self.takes.iter().flatten();
        lanes.flat_map(|lane| lane.frames.missing().iter().cloned()).collect()
    }
}

/// Reads one track of one take at the reel's rate.
struct LaneReader {
    track: Track,
    rate: u32,
    lane: super::alignment::Lane,
    frames: TrackFrames,
    /// The moment up to which it was read, if in one go.
    at: Option<u64>,
    /// The stretch it is in.
    stretch: Option<Stretch>,
    /// Frame of the track that goes into the resampler next.
    next: i64,
    resampler: Option<Resampler>,
}

impl LaneReader {
    fn new(track: &ReelTrack, folder: &Path) -> Self {
        Self {
            track: track.track,
            rate: track.rate,
            lane: track.lane.clone(),
            frames: TrackFrames::new(folder, track.segments.clone()),
            at: None,
            stretch: None,
            next: 0,
            resampler: None,
        }
    }

    fn read(&mut self, mut at: u64, mut out: &mut [f32]) -> io::Result<()> {
        while !out.is_empty() {
            let (stretch, ends) = self.lane.stretch_at(at);
            let left = ends.map_or(usize::MAX, |end| usize::try_from(end - at).unwrap_or(usize::MAX));
            let (part, rest) = out.split_at_mut(left.min(out.len()));
            self.read_in(stretch, at, part)?;
            at += part.len() as u64;
            self.at = Some(at);
            out = rest;
        }
        Ok(())
    }

    fn read_in(&mut self, stretch: Stretch, at: u64, out: &mut [f32]) -> io::Result<()> {
        let source = self.lane.source_at(at);
        if is_one(stretch.per) {
            self.stretch = None;
            self.frames.read(source.round() as i64, out);
            return Ok(());
        }
        let ratio = 1.0 / stretch.per;
        let goes_on =
            self.at == Some(at) && self.stretch.is_some_and(|before| self.leads_on(before, at, source));
        let mut resampler = match self.resampler.take() {
            Some(resampler) => resampler,
            None => Resampler::new(ratio)?,
        };
        if !goes_on {
            resampler.restart(ratio)?;
            self.next = source.round() as i64;
        } else if self.stretch != Some(stretch) {
            resampler.adjust(ratio)?;
        }
        self.stretch = Some(stretch);
        let (frames, next) = (&mut self.frames, &mut self.next);
        let read = resampler.read(out, |needed| {
            frames.read(*next, needed);
            *next += signed(needed.len() as u64);
        });
        self.resampler = Some(resampler);
        read
    }

    /// Whether the track goes on where the stretch before ended.
    fn leads_on(&self, before: Stretch, at: u64, source: f64) -> bool {
        let would_be = before.source + at.saturating_sub(before.from) as f64 * before.per;
        (would_be - source).abs() < UNHEARD_JUMP_SECONDS * f64::from(self.rate)
    }
}

/// Whether frames of the track are frames of the reel.
fn is_one(per: f64) -> bool {
    (per - 1.0).abs() < 1e-12
}
