//! Whether as much sound is told, or lies there to be told, as a take is known to have had.
//!
//! Two things know how long a track was: the end of its take, and `clock.jsonl`, whose marks are written only after the sound
//! that they mark.

use super::super::AudioFolder;
use super::super::layout::CLOCK_FILE;
use super::super::told::Told;
use super::files::{frames_in, in_audio_folder};
use super::takes::{Side, Takes};
use super::{Fault, FaultKind, Place};
use crate::domain::track::Track;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// How far a mark may stand from what was written: marks are made once a second.
const SLACK: Duration = Duration::from_secs(1);

/// How much shorter a track may be than its take, which is as long as the longer one.
const BETWEEN_TRACKS: Duration = Duration::from_secs(3);

/// The same for a take that broke off: one side's sound may have waited for a slow disk.
const BETWEEN_BROKEN_TRACKS: Duration = Duration::from_secs(10);

/// A line of `clock.jsonl`, as far as it counts here.
#[derive(Deserialize)]
struct Mark {
    take: u32,
    track: Track,
    frame: u64,
}

/// Every track of which there is less sound than there was.
pub(super) fn too_short(folder: &AudioFolder, told: &Told<'_>, takes: &Takes<'_>) -> Vec<Fault> {
    // Read before the files: while a take runs these only grow.
    let marked = last_marks(folder);
    let untold = untold(folder, told);
    let lacks = |side: &Side<'_>| {
        let there =
            side.told_to + untold.get(&side.track).map_or(Duration::ZERO, |frames| side.time(*frames));
        let frame = marked.get(&(side.take, side.track)).copied().unwrap_or(0);
        there < side.time(frame).saturating_sub(SLACK).max(least_at_end(side))
    };
    takes.sides().filter(lacks).map(|side| fault(folder, &side)).collect()
}

/// A track that joined in mid-take may have come to nothing before the end.
fn least_at_end(side: &Side<'_>) -> Duration {
    let end = side.ended_at.filter(|_| !side.has_joined).unwrap_or_default();
    let shorter = if side.broke_off { BETWEEN_BROKEN_TRACKS } else { BETWEEN_TRACKS };
    // Two devices never share a clock.
    end.saturating_sub(end / 1_000).saturating_sub(shorter)
}

fn fault(folder: &AudioFolder, side: &Side<'_>) -> Fault {
    let file = side.newest_file.map_or_else(|| side.track.segment_file(side.first_number), str::to_owned);
    let is_there = side.newest_file.is_some() || folder.path().join(&file).exists();
    let what = if is_there { FaultKind::FileCutOff } else { FaultKind::FileMissing };
    Fault { what, place: Place::File(in_audio_folder(&file)) }
}

/// The highest frame marked of each track of each take. A line that was cut off is no mark.
fn last_marks(folder: &AudioFolder) -> BTreeMap<(u32, Track), u64> {
    let text = std::fs::read(folder.path().join(CLOCK_FILE)).unwrap_or_default();
    let mut last = BTreeMap::new();
    for mark in text.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice::<Mark>(line).ok())
    {
        let frame = last.entry((mark.take, mark.track)).or_insert(0);
        *frame = mark.frame.max(*frame);
    }
    last
}

/// Frames of each track in files that may be told yet.
fn untold(folder: &AudioFolder, told: &Told<'_>) -> BTreeMap<Track, u64> {
    let newest = told.newest_segments();
    let mut untold = BTreeMap::new();
    for name in folder.names().unwrap_or_default() {
        let Some((track, number)) = Track::of_segment_file(&name) else { continue };
        if newest.get(&track).is_none_or(|newest| number > *newest) {
            *untold.entry(track).or_insert(0) += frames_in(folder.length(&name).unwrap_or(0));
        }
    }
    untold
}
