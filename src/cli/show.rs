//! `rapport show`: the timeline of a call, its audio files, and what is missing in them.

use super::answer::{Answer, json};
use super::args::Manner;
use super::place::Looked;
use super::print::{Table, length, second};
use super::{Problem, call_id, words};
use crate::domain::call::Call;
use crate::domain::custody::Standing;
use crate::domain::entry::frames_as_time;
use crate::domain::fact::Fact;
use crate::domain::ids::CallId;
use crate::domain::recording::{self, GapReason, RecordingLog, Segment, Take};
use crate::domain::track::Track;
use crate::store::{Layout, Store, StoredEntry};
use serde::Serialize;
use serde_json::{Map, Value};
use std::path::Path;
use std::time::Duration;

/// The track a gap in both is told in.
const OWN_TRACK: &str = "mic";

#[derive(Serialize)]
struct Shown {
    id: CallId,
    entries: Vec<Value>,
    audio: Vec<AudioFile>,
    gaps: Vec<Gap>,
    takes: Vec<TakeShown>,
    device_changes: Vec<DeviceChange>,
    output_changes: Vec<OutputChange>,
    on_hold: Option<String>,
}

/// A take, the devices of its sides, and what became of it.
#[derive(Serialize)]
struct TakeShown {
    take: u32,
    device: String,
    far_end: Option<String>,
    standing: &'static str,
    may_be_heard: bool,
}

/// A side that went on from another device, or from none.
#[derive(Serialize)]
struct DeviceChange {
    take: u32,
    track: &'static str,
    frame: u64,
    from: String,
    to: Option<String>,
}

/// The computer played on another output than before.
#[derive(Serialize)]
struct OutputChange {
    take: u32,
    plays_on: String,
    recorded_from: String,
}

/// An audio file as the newest entry about it tells it.
#[derive(Serialize)]
struct AudioFile {
    /// Relative to the data folder, with `/` between names.
    path: String,
    track: String,
    take: u32,
    /// Frame of the take it begins with.
    first_frame: u64,
    frames: u64,
    rate: u32,
    sha256: String,
    salvaged: bool,
}

/// A stretch of time that is not in the recording.
#[derive(Serialize)]
struct Gap {
    track: &'static str,
    take: u32,
    /// Recorded time before it, earlier takes included: the place to look for it in the audio files, one after another.
    from_seconds: f64,
    /// That place plus how long it lasted; `null` for a pause whose end is not known.
    to_seconds: Option<f64>,
    reason: &'static str,
    /// Why it was paused, in the paralegal's words.
    words: String,
    /// Whether silence of the same length stands in the file. Otherwise the sound goes on at once.
    silence_in_file: bool,
}

/// Shows one call.
pub(super) fn answer(look: &Looked, typed: &str, manner: Manner) -> Result<Answer, Problem> {
    let store = look.open()?;
    let (call, timeline) = read(&store, typed)?;
    let text = match manner {
        Manner::Json => json(&shown(store.layout(), &call, &timeline)?)?,
        Manner::Plain => table(&call, &timeline),
    };
    Ok(Answer::yes(text))
}

/// Reads a call and folds it.
pub(super) fn read(store: &Store, typed: &str) -> Result<(Call, Vec<StoredEntry>), Problem> {
    let id = call_id::find(store, typed)?;
    let timeline = store.timeline(&id)?;
    let entries = timeline.iter().map(|stored| stored.entry.clone());
    let call = Call::fold(entries).map_err(|why| Problem::NotFolded { call: id, why })?;
    Ok((call, timeline))
}

fn shown(layout: &Layout, call: &Call, timeline: &[StoredEntry]) -> Result<Shown, Problem> {
    Ok(Shown {
        id: call.id().clone(),
        entries: timeline.iter().map(stored).collect::<Result<_, _>>()?,
        audio: audio(layout, call),
        gaps: gaps(call),
        takes: takes(call),
        device_changes: device_changes(&call.recording),
        output_changes: output_changes(&call.recording),
        on_hold: call.custody.hold().map(|hold| hold.reason.clone()),
    })
}

fn takes(call: &Call) -> Vec<TakeShown> {
    let shown = |take: &Take| TakeShown {
        take: take.number,
        device: take.format.device_name.clone(),
        far_end: take.far.as_ref().map(|far| far.device_name.clone()),
        standing: call.custody.of(take.number).map_or("open", Standing::name),
        may_be_heard: call.custody.may_be_heard(take.number),
    };
    call.recording.takes.iter().map(shown).collect()
}

fn device_changes(log: &RecordingLog) -> Vec<DeviceChange> {
    let shown = |change: &recording::DeviceChange| DeviceChange {
        take: change.take,
        track: change.track.name(),
        frame: change.frame,
        from: change.from.clone(),
        to: change.to.as_ref().map(|to| to.device_name.clone()),
    };
    log.device_changes.iter().map(shown).collect()
}

fn output_changes(log: &RecordingLog) -> Vec<OutputChange> {
    let shown = |change: &recording::OutputChange| OutputChange {
        take: change.take,
        plays_on: change.plays_on.clone(),
        recorded_from: change.recorded_from.clone(),
    };
    log.output_changes.iter().map(shown).collect()
}

/// The JSON as it is stored, which has `seq`, `at` and `kind`, and its place in the chain.
fn stored(entry: &StoredEntry) -> Result<Value, Problem> {
    let mut object: Map<String, Value> =
        serde_json::from_str(&entry.body).map_err(|error| Problem::Output(error.into()))?;
    object.insert("hash".to_owned(), entry.hash.as_str().into());
    object.insert("previous".to_owned(), entry.previous.as_str().into());
    Ok(Value::Object(object))
}

fn audio(layout: &Layout, call: &Call) -> Vec<AudioFile> {
    let folder = layout.audio(call.id());
    let folder = folder.strip_prefix(layout.data()).unwrap_or(&folder);
    let mut files: Vec<AudioFile> = Vec::new();
    for segment in &call.recording.segments {
        let file = audio_file(folder, segment);
        match files.iter_mut().find(|other| other.path == file.path) {
            Some(earlier) => *earlier = file,
            None => files.push(file),
        }
    }
    files
}

fn audio_file(folder: &Path, segment: &Segment) -> AudioFile {
    let path = folder.join(&segment.file);
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    AudioFile {
        path: names.join("/"),
        track: segment.track.name().to_owned(),
        take: segment.take,
        first_frame: segment.first_frame,
        frames: segment.frames,
        rate: segment.rate,
        sha256: segment.sha256.clone(),
        salvaged: segment.salvaged,
    }
}

/// Gaps as they were noted, and a pause that is still on or was cut short by the end of the program.
fn gaps(call: &Call) -> Vec<Gap> {
    let noted = call.recording.gaps.iter().map(|gap| {
        let from = before(&call.recording, gap.take, gap.track.unwrap_or_default(), gap.frame);
        let (reason, words) = match &gap.reason {
            GapReason::Paused { reason } => ("paused", reason.clone()),
            GapReason::Overflow => ("overflow", String::new()),
            GapReason::NoSound => ("no_sound", String::new()),
            GapReason::DeviceGone { device } => ("device_gone", device.clone()),
            GapReason::Slept => ("slept", String::new()),
        };
        Gap {
            track: gap.track.map_or(OWN_TRACK, Track::name),
            take: gap.take,
            from_seconds: from.as_secs_f64(),
            to_seconds: Some((from + gap.lasted).as_secs_f64()),
            reason,
            words,
            silence_in_file: gap.reason.is_filled(),
        }
    });
    noted.chain(open_pause(call)).collect()
}

fn open_pause(call: &Call) -> Option<Gap> {
    let entries = call.entries();
    let last_pause = entries.iter().rposition(|entry| matches!(entry.fact, Fact::RecordingPaused { .. }))?;
    let (pause, later) = entries.get(last_pause..)?.split_first()?;
    let Fact::RecordingPaused { take, reason } = &pause.fact else { return None };
    let is_told = later.iter().any(|entry| {
        matches!(&entry.fact, Fact::GapNoted { take: of, reason: GapReason::Paused { .. }, .. } if of == take)
    });
    let from = pause.position.map_or(Duration::ZERO, |position| position.elapsed());
    (!is_told).then(|| Gap {
        track: OWN_TRACK,
        take: *take,
        from_seconds: from.as_secs_f64(),
        to_seconds: None,
        reason: "paused",
        words: call
            .recording
            .newest_pause()
            .filter(|pause| pause.take == *take)
            .map_or(reason, |pause| &pause.reason)
            .clone(),
        silence_in_file: false,
    })
}

/// Recorded time before a frame of a track of a take.
fn before(recording: &RecordingLog, take: u32, track: Track, frame: u64) -> Duration {
    let earlier = recording.takes.iter().filter(|one| one.number < take);
    let lengths =
        earlier.map(|one| frames_as_time(one.ended.as_ref().map_or(0, |end| end.frames), one.format.rate));
    let rate = recording.takes.iter().find(|one| one.number == take).map_or(0, |one| one.rate_of(track));
    lengths.sum::<Duration>() + frames_as_time(frame, rate)
}

fn table(call: &Call, timeline: &[StoredEntry]) -> String {
    let mut table = Table::new(words::ENTRY_HEADINGS);
    for StoredEntry { entry, .. } in timeline {
        let place = entry.position.map_or_else(String::new, |position| length(position.elapsed()));
        table.row([
            entry.seq.to_string(),
            second(entry.at),
            place,
            entry.fact.kind(),
            words::entry(&entry.fact, call),
        ]);
    }
    table.text()
}
