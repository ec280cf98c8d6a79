//! What the entries say of takes: how long their tracks were, and whose files may not be told yet; looks at no file.

use crate::domain::custody::CustodyFact;
use crate::domain::entry::{Entry, frames_as_time};
use crate::domain::fact::Fact;
use crate::domain::recording::StopReason;
use crate::domain::track::Track;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How much shorter a track may be than its take: two devices never share a clock.
const SLACK: Duration = Duration::from_secs(1);

/// The takes of a call, as far as files depend on them.
#[derive(Default)]
pub(super) struct Takes<'a> {
    takes: BTreeMap<u32, Take<'a>>,
}

/// A track of a take that was begun and is to be kept.
pub(super) struct Side<'a> {
    /// Number of the take.
    pub(super) take: u32,
    pub(super) track: Track,
    /// Time up to the end of the segments told.
    pub(super) told_to: Duration,
    /// Time on disk of the longest track when the take ended; `None` while it has not.
    pub(super) ended_at: Option<Duration>,
    /// Whether the take ended in a way that may leave one track shorter.
    pub(super) broke_off: bool,
    /// Whether it came into the take when that ran.
    pub(super) has_joined: bool,
    /// The newest file told.
    pub(super) newest_file: Option<&'a str>,
    /// The number its first file has where none is told.
    pub(super) first_number: u32,
    rate: u32,
}

impl Side<'_> {
    /// So many frames of it as time.
    pub(super) fn time(&self, frames: u64) -> Duration {
        frames_as_time(frames, self.rate)
    }
}

#[derive(Default)]
struct Take<'a> {
    /// The tracks it was begun with; `None` while it was only asked for.
    tracks: Option<Vec<Track>>,
    /// Time on disk when it ended; `None` while it has not.
    ended_at: Option<Duration>,
    /// Whether it ended in a way that may leave a file without a sample.
    broke_off: bool,
    /// Time up to the end of the segments told, of each track.
    told_to: BTreeMap<Track, Duration>,
    /// Frames a second of each track.
    rates: BTreeMap<Track, u32>,
    /// Tracks that came when it ran.
    joined: BTreeSet<Track>,
    /// The highest segment told of each track.
    newest: BTreeMap<Track, (u32, &'a str)>,
    /// Whether its deletion was decided: nothing of it need be there.
    is_going: bool,
}

impl<'a> Takes<'a> {
    pub(super) fn by(entries: &[&'a Entry]) -> Self {
        let mut takes = Self::default();
        for entry in entries {
            takes.take_in(&entry.fact);
        }
        takes
    }

    fn take_in(&mut self, fact: &'a Fact) {
        match fact {
            Fact::RecordingRequested { take } => drop(self.takes.entry(*take).or_default()),
            Fact::RecordingStarted { take, format, far } => {
                let begun = self.takes.entry(*take).or_default();
                begun.rates.insert(Track::Mic, format.rate);
                begun.rates.extend(far.as_ref().map(|far| (Track::Far, far.rate)));
                begun.tracks = Some(begun.rates.keys().copied().collect());
            }
            Fact::DeviceChanged { take, track, to, .. } => {
                // A far end may join in mid-take.
                let running = self.takes.entry(*take).or_default();
                if let Some(tracks) = &mut running.tracks
                    && !tracks.contains(track)
                {
                    tracks.push(*track);
                    running.joined.insert(*track);
                    running.rates.extend(to.as_ref().map(|to| (*track, to.rate)));
                }
            }
            Fact::RecordingFailed { take, .. } => {
                self.takes.entry(*take).or_default().ended_at = Some(Duration::ZERO);
            }
            Fact::RecordingStopped { take, frames, rate, why } => {
                let ended = self.takes.entry(*take).or_default();
                ended.ended_at = Some(frames_as_time(*frames, *rate));
                ended.broke_off = !matches!(why, StopReason::ByHand | StopReason::ConsentEnded);
            }
            Fact::SegmentFinished { take, track, file, first_frame, frames, rate, .. } => {
                let reached = frames_as_time(first_frame.saturating_add(*frames), *rate);
                let take = self.takes.entry(*take).or_default();
                let told = take.told_to.entry(*track).or_default();
                *told = reached.max(*told);
                let segment = Track::of_segment_file(file).map(|(_, number)| (number, file.as_str()));
                let newest = segment.max(take.newest.get(track).copied());
                take.newest.extend(newest.map(|newest| (*track, newest)));
            }
            Fact::Custody(
                CustodyFact::DeletionDecided { takes, .. } | CustodyFact::AudioDeleted { takes, .. },
            ) => {
                for take in takes {
                    self.takes.entry(*take).or_default().is_going = true;
                }
            }
            _ => {}
        }
    }

    /// Whether any was asked for.
    pub(super) fn any(&self) -> bool {
        !self.takes.is_empty()
    }

    /// The tracks of which files may be there that are not told yet: their take has not ended, or it ended later than its
    /// segments do.
    pub(super) fn untold(&self) -> BTreeSet<Track> {
        let all = || Track::ALL.to_vec();
        let untold = self.takes.values().flat_map(|take| {
            let tracks = take.tracks.clone().unwrap_or_else(all);
            tracks.into_iter().filter(|track| take.is_untold(*track))
        });
        untold.collect()
    }

    /// Each track of each take of which there must be sound.
    pub(super) fn sides(&self) -> impl Iterator<Item = Side<'a>> {
        let kept = self.takes.iter().filter(|(_, take)| !take.is_going);
        kept.flat_map(|(number, take)| {
            let tracks = take.tracks.iter().flatten();
            tracks.filter_map(|track| self.side(*number, take, *track))
        })
    }

    /// `None` for a track that never had a device.
    fn side(&self, number: u32, take: &Take<'a>, track: Track) -> Option<Side<'a>> {
        let before = self.takes.range(..number).filter_map(|(_, take)| take.newest.get(&track));
        Some(Side {
            take: number,
            track,
            told_to: take.told_to.get(&track).copied().unwrap_or_default(),
            ended_at: take.ended_at,
            broke_off: take.broke_off,
            has_joined: take.joined.contains(&track),
            newest_file: take.newest.get(&track).map(|(_, file)| *file),
            first_number: before.map(|(number, _)| *number).max().unwrap_or(0).saturating_add(1),
            rate: *take.rates.get(&track)?,
        })
    }

    /// How many takes may have left a file without a sample in each of their tracks.
    pub(super) fn may_leave_empty(&self) -> usize {
        self.takes.values().filter(|take| take.broke_off || take.ended_at == Some(Duration::ZERO)).count()
    }
}

impl Take<'_> {
    fn is_untold(&self, track: Track) -> bool {
        let told = self.told_to.get(&track).copied().unwrap_or_default();
        self.ended_at.is_none_or(|end| if told.is_zero() { !end.is_zero() } else { end > told + SLACK })
    }
}
