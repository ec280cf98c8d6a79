//! The waveform of a reel, reduced to the columns of a picture; knows no colour and no pixel.

use super::peaks::{self, Peak, Peaks};
use super::reel::{Reel, ReelTrack};
use crate::domain::recording::Segment;
use crate::domain::track::Track;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// Smallest and largest sample of a column, from -1 to 1; both 0 where there is silence or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Column {
    /// At most 0, unless the sound lies above it.
    pub min: f32,
    /// At least 0, unless the sound lies below it.
    pub max: f32,
}

/// The waveform of a call.
#[derive(Clone, Debug)]
pub struct Waveform {
    reel: Arc<Reel>,
    /// As the takes, tracks and segments of the reel.
    takes: Vec<Vec<Vec<Option<Peaks>>>>,
}

impl Waveform {
    /// Reads the peaks that are kept in an audio folder. An eight-hour call of two tracks is 12 MB.
    #[must_use]
    pub fn load(reel: Arc<Reel>, folder: &Path) -> Self {
        let of_track = |track: &ReelTrack, locked: bool| {
            let read = |segment: &Segment| if locked { None } else { peaks::read(folder, segment) };
            track.segments.iter().map(read).collect()
        };
        let takes = reel.reel_takes().iter();
        let takes = takes
            .map(|take| take.tracks.iter().map(|track| of_track(track, take.locked)).collect())
            .collect();
        Self { reel, takes }
    }

    /// How many segments have no peaks yet; they are drawn as silence.
    #[must_use]
    pub fn missing(&self) -> usize {
        let takes = self.reel.reel_takes().iter().zip(&self.takes).filter(|(take, _)| !take.locked);
        takes.flat_map(|(_, tracks)| tracks.iter().flatten()).filter(|peaks| peaks.is_none()).count()
    }

    /// Makes the peaks that are missing, and keeps them where the folder can be written; half a second a segment. `go_on` is
    /// asked after each, with how many are left. A segment that cannot be read stays missing.
    pub fn make_missing(&mut self, folder: &Path, mut go_on: impl FnMut(usize) -> ControlFlow<()>) {
        let mut left = self.missing();
        let takes = self.reel.reel_takes().iter().zip(&mut self.takes).filter(|(take, _)| !take.locked);
        let tracks = takes.flat_map(|(take, tracks)| take.tracks.iter().zip(tracks));
        let segments = tracks.flat_map(|(track, peaks)| track.segments.iter().zip(peaks));
        for (segment, place) in segments.filter(|(_, place)| place.is_none()) {
            if let Ok(peaks) = peaks::measure(folder, segment) {
                // A folder that cannot be written costs the time again, nothing else.
                peaks::keep(folder, segment, &peaks).ok();
                *place = Some(peaks);
            }
            left = left.saturating_sub(1);
            if go_on(left).is_break() {
                return;
            }
        }
    }

    /// One track from `from_ms` up to `to_ms` in so many columns of the same length. Past the end of the reel there is
    /// silence.
    #[must_use]
    pub fn columns(&self, track: Track, from_ms: u64, to_ms: u64, columns: usize) -> Vec<Column> {
        let (from, to) = (self.reel.frame(from_ms), self.reel.frame(to_ms.max(from_ms)));
        let edge =
            |number: usize| from + (u128::from(to - from) * number as u128 / columns.max(1) as u128) as u64;
        (0..columns).map(|number| column(self.between(track, edge(number), edge(number + 1)))).collect()
    }

    /// The loudest between two frames of the reel.
    fn between(&self, track: Track, from: u64, to: u64) -> Peak {
        let to = to.max(from + 1);
        let takes = self.reel.reel_takes();
        let first = takes.partition_point(|take| take.end() <= from);
        let mut loudest = Peak::NONE;
        for (take, tracks) in takes.iter().zip(&self.takes).skip(first) {
            if take.from >= to {
                break;
            }
            let found = take.tracks.iter().zip(tracks).find(|(one, _)| one.track == track);
            let Some((lane, peaks)) = found else { continue };
            let source = |at: u64| lane.lane.source_at(at).max(0.0) as u64;
            let begins = source(from.max(take.from) - take.from);
            let ends = source(to.min(take.end()) - take.from).max(begins + 1);
            loudest = loudest.and(of_segments(&lane.segments, peaks, begins, ends));
        }
        loudest
    }
}

fn of_segments(segments: &[Segment], peaks: &[Option<Peaks>], from: u64, to: u64) -> Peak {
    let first = segments.partition_point(|one| one.first_frame + one.frames <= from);
    let within = segments.iter().zip(peaks).skip(first).take_while(|(one, _)| one.first_frame < to);
    let found = within.filter_map(|(one, peaks)| {
        let from = from.saturating_sub(one.first_frame);
        let to = (to - one.first_frame).min(one.frames);
        peaks.as_ref().map(|peaks| peaks.between(from, to))
    });
    found.fold(Peak::NONE, Peak::and)
}

fn column(peak: Peak) -> Column {
    if peak.min > peak.max {
        return Column::default();
    }
    let part = |sample: i16| f32::from(sample) / 32_768.0;
    Column { min: part(peak.min), max: part(peak.max) }
}
