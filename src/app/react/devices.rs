//! A list of devices that is another than before: what is tried again, offered again, and told.

use crate::app::Moment;
use crate::app::apply::add_one;
use crate::app::effect::Effect;
use crate::app::state::{SoundCheck, State};
use crate::app::view::recorder::{far_device, newest_change, running_take};
use crate::domain::decide::{RecordingStep, Step};
use crate::domain::track::Track;
use crate::recording::{CaptureError, SoundDevice, SoundDevices};

type Found = Result<SoundDevices, CaptureError>;

pub(super) fn listed(state: &mut State, found: Found, moment: &Moment) -> Vec<Effect> {
    let Some(before) = state.recorder.devices.replace(found) else {
        return Vec::new();
    };
    if state.recorder.devices.as_ref() == Some(&before) {
        return Vec::new();
    }
    listen_again(state, &before);
    let (Ok(before), Some(Ok(now))) = (&before, &state.recorder.devices) else {
        return Vec::new();
    };
    if let Some(place) = came_back(state, before, now) {
        state.recorder.changes_seen = state.recorder.changes_seen.min(place);
    }
    match plays_elsewhere(state, before, now) {
        Some(step) => add_one(state, Step::Recording(step), &moment.now),
        None => Vec::new(),
    }
}

/// A microphone that could not be had may be there now, and the system's choice may be another. A sound check that is under
/// way hears what it began with.
fn listen_again(state: &mut State, before: &Found) {
    let follows_system = state.settings.microphone.is_none();
    let choice = |found: &Found| {
        found.as_ref().ok().and_then(|found| default_of(&found.microphones)).map(|one| one.id.clone())
    };
    let another = follows_system && choice(before) != state.recorder.devices.as_ref().and_then(choice);
    let checks = state.recorder.check.is_some_and(SoundCheck::is_under_way);
    if state.recorder.listen_trouble.is_some() || (another && !checks) {
        state.recorder.listening_to = None;
    }
}

fn default_of(devices: &[SoundDevice]) -> Option<&SoundDevice> {
    devices.iter().find(|device| device.is_default)
}

/// The place of the newest change of a side whose device of before is there again: it can be offered, so it is told anew.
fn came_back(state: &State, before: &SoundDevices, now: &SoundDevices) -> Option<usize> {
    let is_back = |track| {
        let (place, change) = newest_change(state, track)?;
        let lists = match track {
            Track::Mic => [&before.microphones, &now.microphones],
            Track::Far => [&before.far_ends, &now.far_ends],
        };
        let [was, is] = lists.map(|list| list.iter().any(|device| device.name == change.from));
        (!was && is).then_some(place)
    };
    Track::ALL.into_iter().filter_map(is_back).min()
}

/// The far end is recorded from where the computer played, and the computer plays on another output now; or on a third one,
/// or there again.
fn plays_elsewhere(state: &State, before: &SoundDevices, now: &SoundDevices) -> Option<RecordingStep> {
    let (log, take) = running_take(state)?;
    let far = far_device(log, take)?;
    // One that is gone is told as that.
    now.far_ends.iter().find(|device| device.id == far.device_id)?;
    let plays_on = default_of(&now.far_ends)?;
    let told = log.output_changes.iter().rev().find(|change| change.take == take.number);
    let is_news = told.map_or_else(
        || {
            let played_here = default_of(&before.far_ends).is_some_and(|one| one.id == far.device_id);
            played_here && plays_on.id != far.device_id
        },
        |told| told.plays_on != plays_on.name,
    );
    is_news.then(|| RecordingStep::OutputChanged {
        take: take.number,
        plays_on: plays_on.name.clone(),
        recorded_from: far.device_name.clone(),
    })
}
