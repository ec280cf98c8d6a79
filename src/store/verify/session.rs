//! Compares `session.json`, which the recorder writes before the first sample, with what the entries say of the takes.
//!
//! Its SHA-256 comes onto the timeline when the call is finished. Until then, and for what was changed before, what it says
//! of each take must be what the timeline says: devices, rate, first file, and that consent came first.

use super::super::layout::SESSION_FILE;
use super::super::told::Told;
use super::FaultKind;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, Seq};
use crate::domain::recording::TakeFormat;
use crate::domain::track::Track;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The version that is known here.
const VERSION: u64 = 1;

#[derive(Deserialize)]
struct Session {
    version: u64,
    call: CallId,
    takes: Vec<SessionTake>,
}

#[derive(Deserialize)]
struct SessionTake {
    take: u32,
    consent_entry: Seq,
    tracks: Vec<SessionTrack>,
}

#[derive(Deserialize)]
struct SessionTrack {
    track: Track,
    first_segment: u32,
    #[serde(flatten)]
    format: TakeFormat,
}

/// What the entries say of a take.
#[derive(Default)]
struct TakeTold<'a> {
    requested: Option<Seq>,
    started: Option<(&'a TakeFormat, Option<&'a TakeFormat>)>,
    first_segments: BTreeMap<Track, u32>,
}

/// What is wrong with `session.json` in this audio folder.
pub(super) fn wrong(
    audio: &Path,
    call: Option<&CallId>,
    entries: &[&Entry],
    told: &Told<'_>,
) -> Option<FaultKind> {
    let takes = takes(entries);
    let text = match std::fs::read(audio.join(SESSION_FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // That a sealed one is missing is told elsewhere; before the first sample none need be there.
            let must_be_there = takes.values().any(|take| take.started.is_some());
            let is_told = told.sealed.keys().any(|path| path.ends_with(SESSION_FILE));
            return (must_be_there && !is_told).then_some(FaultKind::FileMissing);
        }
        Err(_) => return Some(FaultKind::FileUnreadable),
    };
    if takes.is_empty() {
        return None;
    }
    match serde_json::from_slice::<Session>(&text) {
        Ok(session) if session.version != VERSION => Some(FaultKind::FileUnreadable),
        Ok(session) => (!session.agrees(call, &takes)).then_some(FaultKind::FileChanged),
        Err(_) => Some(FaultKind::FileChanged),
    }
}

fn takes<'a>(entries: &[&'a Entry]) -> BTreeMap<u32, TakeTold<'a>> {
    let mut takes: BTreeMap<u32, TakeTold<'a>> = BTreeMap::new();
    for entry in entries {
        match &entry.fact {
            Fact::RecordingRequested { take } => {
                takes.entry(*take).or_default().requested = Some(entry.seq);
            }
            Fact::RecordingStarted { take, format, far } => {
                takes.entry(*take).or_default().started = Some((format, far.as_ref()));
            }
            Fact::SegmentFinished { take, file, .. } => {
                if let Some((track, number)) = Track::of_segment_file(file) {
                    let first = &mut takes.entry(*take).or_default().first_segments;
                    first.entry(track).and_modify(|first| *first = number.min(*first)).or_insert(number);
                }
            }
            _ => {}
        }
    }
    takes
}

impl Session {
    fn agrees(&self, call: Option<&CallId>, takes: &BTreeMap<u32, TakeTold<'_>>) -> bool {
        let is_of_call = call.is_none_or(|call| *call == self.call);
        let none_added = self.takes.iter().all(|take| takes.contains_key(&take.take));
        let all_agree = takes
            .iter()
            .filter(|(_, told)| told.started.is_some())
            .all(|(number, told)| self.takes.iter().any(|take| take.take == *number && take.agrees(told)));
        is_of_call && none_added && all_agree
    }
}

impl SessionTake {
    fn agrees(&self, told: &TakeTold<'_>) -> bool {
        let consent_came_first = told.requested.is_none_or(|requested| self.consent_entry < requested);
        let (mic, far) = told.started.unzip();
        let tracks = [(Track::Mic, mic), (Track::Far, far.flatten())];
        let same_devices = tracks.into_iter().all(|(track, format)| {
            format.is_none_or(|format| self.track(track).is_some_and(|ours| ours.format == *format))
        });
        let same_files = told
            .first_segments
            .iter()
            .all(|(track, number)| self.track(*track).is_some_and(|ours| ours.first_segment <= *number));
        consent_came_first && same_devices && same_files
    }

    fn track(&self, track: Track) -> Option<&SessionTrack> {
        self.tracks.iter().find(|ours| ours.track == track)
    }
}
