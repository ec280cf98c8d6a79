//! The one door for what the outside tells: an event becomes changes and effects.
//!
//! Pure: no clock, disk, sound, screen or chance.

mod custody;
mod devices;
mod recorder;
mod store;

use super::Moment;
use super::apply::{add_one, ask_for_call, attend, follow_the_file, follow_the_law};
use super::drafts::Drafts;
use super::effect::Effect;
use super::event::{Event, JobEvent, Place};
use super::playback;
use super::sound_export;
use super::state::State;
use super::trouble::Trouble;
use crate::content::Fault;
use crate::domain::decide::{CourseStep, ItemStep, Step};
use crate::domain::ids::CallId;
use crate::domain::items::ItemState;
use crate::domain::readiness::Reading;

/// Takes in what the outside tells.
pub fn react(state: &mut State, drafts: &mut Drafts, event: Event, moment: &Moment) -> Vec<Effect> {
    let mut effects = match event {
        Event::Store(event) => store::react(state, drafts, event, moment),
        Event::Recorder(event) => recorder::react(state, drafts, event, moment),
        Event::Playback(event) => {
            playback::react(state, event);
            Vec::new()
        }
        Event::Job(event) => job(state, event, moment),
        Event::Sensed(reading) => sensed(state, reading, moment),
        Event::ClockJumped { by_seconds } => {
            during_a_call(state, CourseStep::NoteClockChange { by_seconds }, moment)
        }
        Event::Slept { seconds } => during_a_call(state, CourseStep::NoteSleep { seconds }, moment),
    };
    effects.extend(follow_the_file(state, &moment.now));
    effects.extend(follow_the_law(state, &moment.now));
    effects.extend(attend(state));
    effects
}

fn job(state: &mut State, event: JobEvent, moment: &Moment) -> Vec<Effect> {
    match event {
        JobEvent::Written { call, path, format, sha256, place } => {
            let file = place.name_in_call_folder(&path);
            if is_on_desk(state, &call) {
                state.written.retain(|known| *known != path);
                state.written.push(path);
            }
            let step = CourseStep::NoteExport { format: format.to_owned(), sha256, file };
            let mut effects = note(state, call.clone(), step, moment);
            if place == Place::CallFolder {
                effects.push(Effect::FileTimeline(call));
            }
            effects
        }
        JobEvent::TalkCounted { call, talk } => {
            let mut effects = note(state, call.clone(), CourseStep::NoteTalk(talk), moment);
            effects.push(Effect::FileNotes(call));
            effects
        }
        JobEvent::SoundProgress { call, done } => {
            sound_export::progress(state, &call, done);
            Vec::new()
        }
        JobEvent::SoundWritten { call, path, format, sha256, sound } => {
            sound_export::ended(state, &call);
            if is_on_desk(state, &call) {
                state.written.retain(|known| *known != path);
                state.written.push(path);
            }
            let step = CourseStep::NoteSoundExport { format: format.to_owned(), sha256, sound };
            let mut effects = note(state, call.clone(), step, moment);
            // The call note says with which gaps the recording was given away.
            effects.push(Effect::FileNotes(call));
            effects
        }
        JobEvent::SoundNotWritten { call, trouble } => {
            sound_export::ended(state, &call);
            if let Some(trouble) = trouble {
                state.tell(trouble);
            }
            Vec::new()
        }
        JobEvent::AudioDeleted { call, takes, files } => custody::deleted(state, call, takes, files, moment),
        JobEvent::Sealed { call, file, sha256 } => {
            note(state, call, CourseStep::NoteSealed { file: file.to_owned(), sha256 }, moment)
        }
        JobEvent::Text(text) => {
            state.to_copy = Some(text);
            state.copied = true;
            Vec::new()
        }
        JobEvent::Failed(trouble) | JobEvent::Noticed(trouble) => {
            state.tell(trouble);
            Vec::new()
        }
        JobEvent::Checklists(library) => {
            let was_told =
                |trouble: &Trouble| matches!(trouble, Trouble::Checklist(_) | Trouble::NoChecklist);
            tell_faults(state, &library.faults, was_told, Trouble::Checklist);
            state.library = library;
            Vec::new()
        }
        JobEvent::ConsentScripts(scripts) => {
            let was_told = |trouble: &Trouble| matches!(trouble, Trouble::ConsentScript(_));
            tell_faults(state, &scripts.faults, was_told, Trouble::ConsentScript);
            state.show_scripts(scripts);
            Vec::new()
        }
        JobEvent::Law(loaded) => {
            let was_told = |trouble: &Trouble| matches!(trouble, Trouble::Law(_));
            tell_faults(state, &loaded.faults, was_told, Trouble::Law);
            state.show_law(loaded);
            Vec::new()
        }
        JobEvent::SettingsSaved => Vec::new(),
    }
}

/// Tells what is wrong with files that were read anew, in place of what was told of them before.
fn tell_faults(
    state: &mut State,
    faults: &[Fault],
    was_told: impl Fn(&Trouble) -> bool,
    trouble: impl Fn(Fault) -> Trouble,
) {
    state.troubles.retain(|told| !was_told(told));
    faults.iter().cloned().for_each(|fault| state.tell(trouble(fault)));
}

fn is_on_desk(state: &State, call: &CallId) -> bool {
    state.call.as_ref().is_some_and(|open| open.call.id() == call)
}

/// Puts on the timeline of a call what was written of it, whether it is on the desk or not.
fn note(state: &mut State, call: CallId, step: CourseStep, moment: &Moment) -> Vec<Effect> {
    if is_on_desk(state, &call) {
        add_one(state, Step::Course(step), &moment.now)
    } else {
        let note = Effect::Note { call: call.clone(), step: Box::new(step) };
        left_to_the_store(state, call, note)
    }
}

/// What the store adds by itself to a call that is not on the desk. One that is on its way there may have been read without
/// it: it is read again, so that the desk goes on behind the newest entry.
fn left_to_the_store(state: &mut State, call: CallId, note: Effect) -> Vec<Effect> {
    let is_awaited = state.awaited.as_ref().is_some_and(|awaited| awaited.call == call);
    let read_again = is_awaited.then(|| ask_for_call(state, call));
    std::iter::once(note).chain(read_again).collect()
}

/// A sensed item changes only when its sensor's verdict does, and never against what the paralegal decided by hand.
fn sensed(state: &mut State, reading: Reading, moment: &Moment) -> Vec<Effect> {
    let sensor = reading.sensor();
    let ready = reading.is_ready();
    state.readings.insert(sensor, reading.clone());
    let Some(open) = state.call.as_ref().filter(|open| open.is_running()) else {
        return Vec::new();
    };
    let items = &open.call.checklist.stages.prepare.items;
    let Some(item) = items.iter().find(|item| item.sensor == Some(sensor)).map(|item| item.id.clone()) else {
        return Vec::new();
    };
    let changes = match open.call.items.state(&item) {
        None | Some(ItemState::Deferred { .. }) => ready,
        Some(ItemState::Sensed { .. }) => !ready,
        Some(ItemState::Ticked { .. } | ItemState::Skipped { .. }) => false,
    };
    if changes {
        add_one(state, Step::Item(ItemStep::Sense { item, reading }), &moment.now)
    } else {
        Vec::new()
    }
}

/// What happened to the machine matters to a call that is open, and to nothing else.
fn during_a_call(state: &mut State, step: CourseStep, moment: &Moment) -> Vec<Effect> {
    if state.call.as_ref().is_some_and(super::state::OpenCall::is_running) {
        add_one(state, Step::Course(step), &moment.now)
    } else {
        Vec::new()
    }
}
