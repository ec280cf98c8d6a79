//! What the entries say of takes whose files may not be told yet; looks at no file.

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
pub(super) struct Takes {
    takes: BTreeMap<u32, Take>,
}

#[derive(Default)]
struct Take {
    /// The tracks it was begun with; `None` while it was only asked for.
    tracks: Option<Vec<Track>>,
    /// Time on disk when it ended; `None` while it has not.
    ended_at: Option<Duration>,
    /// Whether it ended in a way that may leave a file without a sample.
    broke_off: bool,
    /// Time up to the end of the segments told, of each track.
    told_to: BTreeMap<Track, Duration>,
}

impl Takes {
    pub(super) fn by(entries: &[&Entry]) -> Self {
        let mut takes = Self::default();
        for entry in entries {
            takes.take_in(&entry.fact);
        }
        takes
    }

    fn take_in(&mut self, fact: &Fact) {
        match fact {
            Fact::RecordingRequested { take } => drop(self.takes.entry(*take).or_default()),
            Fact::RecordingStarted { take, far, .. } => {
                let tracks = [Some(Track::Mic), far.as_ref().map(|_| Track::Far)];
                self.takes.entry(*take).or_default().tracks = Some(tracks.into_iter().flatten().collect());
            }
            Fact::DeviceChanged { take, track, .. } => {
                // A far end may join in mid-take.
                if let Some(tracks) = &mut self.takes.entry(*take).or_default().tracks
                    && !tracks.contains(track)
                {
                    tracks.push(*track);
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
            Fact::SegmentFinished { take, track, first_frame, frames, rate, .. } => {
                let reached = frames_as_time(first_frame.saturating_add(*frames), *rate);
                let told = self.takes.entry(*take).or_default().told_to.entry(*track).or_default();
                *told = reached.max(*told);
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

    /// How many takes may have left a file without a sample in each of their tracks.
    pub(super) fn may_leave_empty(&self) -> usize {
        self.takes.values().filter(|take| take.broke_off || take.ended_at == Some(Duration::ZERO)).count()
    }
}

impl Take {
    fn is_untold(&self, track: Track) -> bool {
        let told = self.told_to.get(&track).copied().unwrap_or_default();
        self.ended_at.is_none_or(|end| if told.is_zero() { !end.is_zero() } else { end > told + SLACK })
    }
}
