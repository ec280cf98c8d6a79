//! What is done at the start for calls the last run left unfinished: audio made safe, the interruption dated; and for
//! finished ones with sound in their folder that is on no entry.

use super::audio_files::FolderOfCall;
use super::clock;
use crate::app::trouble::{Trouble, with_cause};
use crate::domain::call::Call;
use crate::domain::decide::{CourseStep, RecordingStep, Step, decide};
use crate::domain::entry::frames_as_time;
use crate::domain::ids::CallId;
use crate::domain::recording::Segment;
use crate::domain::track::Track;
use crate::recording::salvage::{LeftAlone, Missing, Reason, salvage, untold};
use crate::store::{CallSummary, ReadError, Store, write_sums};
use std::io;

/// A call that was made safe.
pub(super) struct Salvaged {
    /// The client's name.
    pub(super) client: String,
    /// Seconds of audio that were finished for it.
    pub(super) seconds: u64,
    /// What a person must know of files that were left as they are.
    pub(super) left_alone: Option<Trouble>,
}

/// Makes every unfinished call safe that was not dated as interrupted yet, and that `leave` does not ask to leave alone.
/// What goes wrong with one call does not hold up the others.
///
/// # Errors
/// Where the list of unfinished calls cannot be read.
pub(super) fn interrupted_calls(
    store: &mut Store,
    leave: impl Fn(&CallId) -> bool,
) -> Result<Vec<Result<Salvaged, Trouble>>, ReadError> {
    let open = store.unfinished()?.into_iter().filter(|call| !call.interrupted && !leave(&call.id));
    Ok(open.collect::<Vec<_>>().iter().map(|summary| make_safe(store, summary)).collect())
}

/// The date comes last, so that a crash in here only means doing it again; it waits where more may be found another time.
fn make_safe(store: &mut Store, summary: &CallSummary) -> Result<Salvaged, Trouble> {
    let client = || Some(summary.client.clone());
    let timeline =
        store.timeline(&summary.id).map_err(|error| Trouble::from(error).with_client(|_| client()))?;
    let mut call = Call::fold(timeline.into_iter().map(|stored| stored.entry))
        .map_err(|error| Trouble::not_folded(&summary.id, Some(&summary.client), &error))?;
    let last_entry = call.entries().last().map_or(call.opened, |entry| entry.at);
    let mut files = FolderOfCall::new(store.layout(), call.id(), &call.recording.segments);
    let found = salvage(&mut files, &call.recording.segments, call.recording.newest_take())
        .map_err(|error| not_read(store, &call, &error))?;
    let last_sign = found.last_sign.map_or(last_entry, |audio| audio.max(last_entry));
    let seconds = Track::ALL.into_iter().map(|track| seconds_of(&found.segments, track)).max().unwrap_or(0);
    for step in found.steps(&call.recording) {
        append(store, &mut call, Step::Recording(step))?;
    }
    if !found.may_find_more() {
        append(store, &mut call, Step::Course(CourseStep::NoteInterruption { last_sign }))?;
    }
    write_sums(store.layout(), call.id(), call.entries())
        .map_err(|error| Trouble::SumsNotWritten { system: with_cause(&error) })?;
    let left_alone = left_alone(&call, &found.left_alone, &found.missing);
    Ok(Salvaged { client: summary.client.clone(), seconds, left_alone })
}

/// Sound of a finished call that was found late.
pub(super) struct Late {
    /// Files that are on its timeline now.
    pub(super) files: usize,
    /// What a person must know of files that could not be read this time either.
    pub(super) left_alone: Option<Trouble>,
}

/// Whether the folder of a finished call holds segments that no entry names. Opens none of them.
pub(super) fn has_late_sound(store: &Store, call: &Call) -> Result<bool, Trouble> {
    let told = &call.recording.segments;
    let files = FolderOfCall::new(store.layout(), call.id(), told);
    let untold = untold(&files, told).map_err(|error| not_read(store, call, &error))?;
    Ok(!untold.is_empty())
}

/// Finishes what is in the folder of a finished call and on no entry: a file that could not be read back when its take
/// ended, or that the disk held up for longer than anyone waits.
pub(super) fn late_sound(store: &mut Store, id: &CallId) -> Result<Late, Trouble> {
    let mut call = read(store, id)?;
    let told = &call.recording.segments;
    let mut files = FolderOfCall::new(store.layout(), id, told);
    let mut found = salvage(&mut files, told, call.recording.newest_take())
        .map_err(|error| not_read(store, &call, &error))?;
    let count = found.segments.len();
    for segment in std::mem::take(&mut found.segments) {
        append(store, &mut call, Step::Recording(RecordingStep::SegmentFinished(segment)))?;
    }
    // What is no recording at all stays so: it would be told at every start.
    found.left_alone.retain(|left| left.reason == Reason::Passing);
    Ok(Late { files: count, left_alone: left_alone(&call, &found.left_alone, &[]) })
}

fn read(store: &Store, id: &CallId) -> Result<Call, Trouble> {
    let timeline = store.timeline(id)?;
    Call::fold(timeline.into_iter().map(|stored| stored.entry))
        .map_err(|error| Trouble::not_folded(id, None, &error))
}

fn not_read(store: &Store, call: &Call, error: &io::Error) -> Trouble {
    Trouble::AudioNotRead {
        client: call.client.card.name.clone(),
        folder: store.layout().audio(call.id()),
        system: error.to_string(),
    }
}

fn left_alone(call: &Call, files: &[LeftAlone], missing: &[Missing]) -> Option<Trouble> {
    let left = files.iter().map(|left| format!("{} ({})", left.file, left.why));
    let files: Vec<_> = left.chain(missing.iter().map(ToString::to_string)).collect();
    let client = call.client.card.name.clone();
    (!files.is_empty()).then_some(Trouble::AudioLeftAlone { client, files })
}

fn append(store: &mut Store, call: &mut Call, step: Step) -> Result<(), Trouble> {
    let now = clock::moment(call.operator.name.clone(), None).now;
    // These steps are reports of what happened, which decide() does not refuse; an interruption is told of unfinished calls.
    let Ok(entry) = decide(call, step, &now) else {
        return Ok(());
    };
    store.append(call.id(), &entry)?;
    call.append(entry).map_err(|error| Trouble::not_appended(call, &error))
}

/// Length of a track. Both tracks tell of the same time.
fn seconds_of(segments: &[Segment], track: Track) -> u64 {
    let of_track = segments.iter().filter(|segment| segment.track == track);
    of_track.map(|segment| frames_as_time(segment.frames, segment.rate).as_secs()).sum()
}
