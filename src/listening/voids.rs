//! Where there is nothing to hear, and the course a listener or a file takes around it; touches no file.

use super::Gaps;
use super::reel::{Reel, ReelTake};
use crate::domain::track::Track;

/// Fills shorter than this are heard as they are, in milliseconds: jumping over them would only sound broken.
const SHORTEST_FILL_MS: u64 = 1000;

/// A place at which there is nothing to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Void {
    /// Where it begins, in frames of the reel.
    pub(super) from: u64,
    /// Where the sound goes on; the same for a pause.
    pub(super) to: u64,
    /// How long it lasted, in frames of the reel.
    pub(super) lasted: u64,
    /// Whether it is a take that is not to be heard.
    pub(super) locked: bool,
}

/// A step of a course through the reel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leg {
    /// Sound from a frame of the reel up to another.
    Sound { from: u64, to: u64 },
    /// Silence at a frame of the reel, so many frames long.
    Silence { at: u64, frames: u64 },
}

/// The voids of these tracks, in order and apart from one another.
pub(super) fn of(reel: &Reel, tracks: &[Track]) -> Vec<Void> {
    let mut voids = Vec::new();
    for take in reel.reel_takes() {
        if take.locked {
            voids.push(Void { from: take.from, to: take.end(), lasted: take.frames, locked: true });
        } else {
            voids.extend(pauses(reel, take));
            voids.extend(fills(reel, take, tracks));
        }
    }
    voids.sort_by_key(|void| (void.from, void.to));
    // A pause may lie within a fill; what was said of the fill holds.
    let mut apart: Vec<Void> = Vec::with_capacity(voids.len());
    for void in voids {
        match apart.last_mut() {
            Some(last) if void.from < last.to => {
                last.to = last.to.max(void.to);
                last.lasted += void.lasted.saturating_sub(void.to - void.from);
            }
            _ => apart.push(void),
        }
    }
    apart
}

/// The whole course: every frame of the reel, with gaps as silence or left out.
pub(super) fn course(reel: &Reel, tracks: &[Track], gaps: Gaps) -> Vec<Leg> {
    let mut legs = Vec::new();
    let mut at = 0;
    for void in reel.voids(tracks) {
        if void.from > at {
            legs.push(Leg::Sound { from: at, to: void.from });
        }
        if gaps == Gaps::Silence && !void.locked && void.lasted > 0 {
            legs.push(Leg::Silence { at: void.from, frames: void.lasted });
        }
        at = at.max(void.to);
    }
    if reel.frames() > at {
        legs.push(Leg::Sound { from: at, to: reel.frames() });
    }
    legs
}

fn pauses(reel: &Reel, take: &ReelTake) -> Vec<Void> {
    let unfilled = reel.gaps().iter().filter(|gap| gap.take == take.number && !gap.reason.is_filled());
    let void = |gap: &super::ReelGap| {
        let at = reel.frame(gap.at_ms);
        Void { from: at, to: at, lasted: reel.frames_in(gap.lasted), locked: false }
    };
    unfilled.map(void).collect()
}

/// Where every track that is heard is filled with silence.
fn fills(reel: &Reel, take: &ReelTake, tracks: &[Track]) -> Vec<Void> {
    let heard = take.tracks.iter().map(|track| track.track).filter(|track| tracks.contains(track));
    let mut common: Option<Vec<(u64, u64)>> = None;
    for track in heard {
        let filled = reel.gaps().iter().filter(|gap| {
            gap.take == take.number && gap.on_axis_ms > 0 && gap.track.is_none_or(|of| of == track)
        });
        let mut of_track: Vec<(u64, u64)> =
            filled.map(|gap| (reel.frame(gap.at_ms), reel.frame(gap.at_ms + gap.on_axis_ms))).collect();
        of_track.sort_unstable();
        common = Some(common.map_or_else(|| of_track.clone(), |common| both(&common, &of_track)));
    }
    let shortest = reel.frame(SHORTEST_FILL_MS);
    let long = common.unwrap_or_default().into_iter().filter(|(from, to)| to - from >= shortest);
    long.map(|(from, to)| Void { from, to, lasted: to - from, locked: false }).collect()
}

/// What lies in both.
fn both(one: &[(u64, u64)], other: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a.0.max(b.0), a.1.min(b.1))));
    pairs.filter(|(from, to)| from < to).collect()
}
