//! `session.json`: what each take of a call was recorded with, on disk before the first sample is.
//!
//! Its types are its own, so that the rest may change without changing files that are already written. Fields it does not
//! know are kept; a version it does not know is refused.

use super::capture::Source;
use super::files::AudioFiles;
use super::track_file::TrackPlan;
use super::wav::BITS;
use crate::domain::ids::{CallId, Seq};
use crate::domain::track::Track;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::io;

/// The version written.
const VERSION: u32 = 1;

/// What `session.json` holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Session {
    version: u32,
    call: CallId,
    pub(super) takes: Vec<SessionTake>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// One take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SessionTake {
    /// Number within the call, from 1.
    pub(super) take: u32,
    /// Wall clock when it was asked for.
    pub(super) started_at: Timestamp,
    /// The newest entry that the consent rested on.
    pub(super) consent_entry: Seq,
    /// Milliseconds of all earlier takes of the call together.
    pub(super) before_ms: u64,
    /// Its tracks.
    pub(super) tracks: Vec<SessionTrack>,
    #[serde(flatten)]
    pub(super) other: Map<String, Value>,
}

/// One track of a take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct SessionTrack {
    /// The part of its file names before the number: `mic` or `far`.
    pub(super) track: String,
    pub(super) device_id: String,
    pub(super) device_name: String,
    pub(super) rate: u32,
    pub(super) bits: u16,
    /// Number of its first segment.
    pub(super) first_segment: u32,
    #[serde(flatten)]
    pub(super) other: Map<String, Value>,
}

impl SessionTrack {
    /// A track, from this device.
    pub(super) fn new(track: Track, source: &Source, first_segment: u32) -> Self {
        Self {
            track: track.name().to_owned(),
            device_id: source.id.clone(),
            device_name: source.name.clone(),
            rate: source.rate,
            bits: BITS,
            first_segment,
            other: Map::new(),
        }
    }

    /// Which side it is of, where this version knows it.
    pub(super) fn side(&self) -> Option<Track> {
        Track::ALL.into_iter().find(|track| track.name() == self.track)
    }

    /// As its writer needs it.
    pub(super) fn plan(&self, take: u32) -> TrackPlan {
        let track = self.side().unwrap_or_default();
        TrackPlan { take, track, rate: self.rate, first_segment: self.first_segment }
    }
}

/// Why `session.json` could not be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum SessionError {
    #[error("session.json is of version {0}, which this version of the program does not know")]
    OtherVersion(u64),
    #[error(transparent)]
    Disk(#[from] io::Error),
}

impl Session {
    /// Reads it; `None` where there is none, or where it is too damaged to tell anything.
    pub(super) fn load(files: &dyn AudioFiles) -> Result<Option<Self>, SessionError> {
        let Some(text) = files.load_session()? else { return Ok(None) };
        let Ok(value) = serde_json::from_slice::<Value>(&text) else { return Ok(None) };
        match value.get("version").and_then(Value::as_u64) {
            Some(version) if version != u64::from(VERSION) => Err(SessionError::OtherVersion(version)),
            _ => Ok(serde_json::from_value(value).ok()),
        }
    }

    /// Adds a take and has it on disk when it returns. What stood there before is kept, readable or not.
    pub(super) fn add(
        files: &mut dyn AudioFiles,
        call: &CallId,
        take: SessionTake,
    ) -> Result<(), SessionError> {
        let mut session = match Self::load(files)? {
            Some(session) => session,
            None => Self {
                version: VERSION,
                call: call.clone(),
                takes: Vec::new(),
                other: damaged(files.load_session()?),
            },
        };
        session.takes.push(take);
        session.save(files)
    }

    /// Adds a track to a take that runs, and has it on disk when it returns.
    pub(super) fn add_track(
        files: &mut dyn AudioFiles,
        take: u32,
        track: SessionTrack,
    ) -> Result<(), SessionError> {
        let Some(mut session) = Self::load(files)? else { return Ok(()) };
        if let Some(running) = session.takes.iter_mut().rfind(|one| one.take == take) {
            running.tracks.push(track);
        }
        session.save(files)
    }

    fn save(&self, files: &mut dyn AudioFiles) -> Result<(), SessionError> {
        let json = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        files.save_session(&json)?;
        Ok(())
    }
}

/// A text that could not be read is carried along: recording must not wait for it, and it must not be lost.
fn damaged(text: Option<Vec<u8>>) -> Map<String, Value> {
    text.map(|text| ("damaged".to_owned(), Value::String(String::from_utf8_lossy(&text).into_owned())))
        .into_iter()
        .collect()
}
