//! What is done at the start for calls the last run left unfinished: audio made safe, the interruption dated.

use super::audio_files::FolderOfCall;
use super::clock;
use crate::app::trouble::{Trouble, with_cause};
use crate::domain::call::Call;
use crate::domain::decide::{CourseStep, Step, decide};
use crate::domain::entry::frames_as_time;
use crate::recording::salvage::salvage;
use crate::store::{CallSummary, Store};

/// A call that was made safe.
pub(super) struct Salvaged {
    /// The client's name.
    pub(super) client: String,
    /// Seconds of audio that were finished for it.
    pub(super) seconds: u64,
}

/// Makes every unfinished call safe that was not dated as interrupted yet. The date comes last, so that a crash in here
/// only means doing it again.
pub(super) fn interrupted_calls(store: &mut Store) -> Result<Vec<Salvaged>, Trouble> {
    let open: Vec<CallSummary> = store.unfinished()?.into_iter().filter(|call| !call.interrupted).collect();
    open.iter().map(|summary| make_safe(store, summary)).collect()
}

fn make_safe(store: &mut Store, summary: &CallSummary) -> Result<Salvaged, Trouble> {
    let timeline = store.timeline(&summary.id)?;
    let mut call = Call::fold(timeline.into_iter().map(|stored| stored.entry))
        .map_err(|error| Trouble::NotRead { system: error.to_string() })?;
    let last_entry = call.entries().last().map_or(call.opened, |entry| entry.at);
    let mut files = FolderOfCall::new(store.layout(), call.id());
    let found = salvage(&mut files, &call.recording.segments, call.recording.newest_take())
        .map_err(|error| Trouble::NotRead { system: with_cause(&error) })?;
    let last_sign = found.last_sign.map_or(last_entry, |audio| audio.max(last_entry));
    let seconds =
        found.segments.iter().map(|segment| frames_as_time(segment.frames, segment.rate).as_secs()).sum();
    for step in found.steps(&call.recording) {
        append(store, &mut call, Step::Recording(step))?;
    }
    append(store, &mut call, Step::Course(CourseStep::NoteInterruption { last_sign }))?;
    Ok(Salvaged { client: summary.client.clone(), seconds })
}

fn append(store: &mut Store, call: &mut Call, step: Step) -> Result<(), Trouble> {
    let now = clock::moment(call.operator.name.clone(), None).now;
    // These steps are reports of what happened, which decide() never refuses while the call is unfinished.
    let Ok(entry) = decide(call, step, &now) else {
        return Ok(());
    };
    store.append(call.id(), &entry)?;
    call.append(entry).map_err(|error| Trouble::NotRead { system: error.to_string() })
}
