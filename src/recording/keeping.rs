//! Whether the disk takes what is captured as fast as it comes. The writer that waits for the disk cannot tell.

use super::place::Reach;
use crate::domain::entry::frames_as_time;
use std::time::Duration;

/// So far behind, the disk does not take the recording. The ring holds more than that.
const BEHIND: Duration = Duration::from_secs(3);

/// So little behind, it has caught up.
const CAUGHT_UP: Duration = Duration::from_secs(1);

/// How the disk takes what is captured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiskPace {
    /// As fast as it comes.
    #[default]
    KeepsUp,
    /// It is seconds behind: what is not on disk waits in memory.
    Behind,
    /// Memory is full, and sound is being lost.
    Loses,
}

/// How the disk takes one track.
#[derive(Default)]
pub(super) struct Keeping {
    pace: DiskPace,
    /// Frames of the open device that were lost when it was looked last.
    lost: u64,
}

impl Keeping {
    /// Looks at how far the track is on disk, and at what of the open device found no room in memory.
    pub(super) fn look(&mut self, reach: &Reach, lost: u64, rate: u32) -> DiskPace {
        // Before what is captured, so that it is never ahead of that.
        let on_disk = reach.on_disk();
        let behind = frames_as_time(reach.captured().saturating_sub(on_disk), rate);
        let loses = lost > self.lost;
        // Another device begins anew.
        self.lost = lost;
        self.pace = match self.pace {
            _ if loses => DiskPace::Loses,
            DiskPace::KeepsUp if behind >= BEHIND => DiskPace::Behind,
            pace if behind > CAUGHT_UP => pace,
            _ => DiskPace::KeepsUp,
        };
        self.pace
    }
}
