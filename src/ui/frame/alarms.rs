//! What the recorder has to say by itself: devices that are gone, silence that is none, little room, a call that may be over.
//!
//! An alarm is for what is lost for good; quiet is none. Each stands in the place of messages and is spoken once.

use crate::app::action::RecorderAction;
use crate::app::view::recorder::{
    DeviceNotice, Hears, OutputNotice, device_notices, little_room, long_quiet, other_devices, output_notice,
    sides,
};
use crate::app::{Action, DiskPace, State};
use crate::domain::track::Track;
use crate::ui::text::recorder as words;
use crate::ui::widgets::Banner;
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Devices offered by name in one message.
const MOST_OFFERED: usize = 4;

/// Whether there is anything to say.
pub(super) fn any(state: &State) -> bool {
    state.recorder.disk_pace != DiskPace::KeepsUp
        || !state.recorder.starved.is_empty()
        || little_room(state).is_some()
        || long_quiet(state).is_some()
        || !device_notices(state).is_empty()
        || output_notice(state).is_some()
}

pub(super) fn ui(ui: &mut Ui, state: &State, said: &mut Said) {
    disk(ui, state.recorder.disk_pace);
    starved(ui, state, said);
    for notice in device_notices(state) {
        ui.push_id(notice.track.name(), |ui| device(ui, state, &notice, said));
    }
    if let Some(notice) = output_notice(state) {
        output(ui, &notice, said);
    }
    if let Some(minutes) = little_room(state) {
        Banner::caution(words::little_room(minutes)).advice(words::LITTLE_ROOM_ADVICE).show(ui);
    }
    if long_quiet(state).is_some() {
        let pressed = Banner::info(words::STILL_ON_THE_CALL)
            .advice(words::STILL_ON_THE_CALL_ADVICE)
            .actions(&[words::STILL_TALKING, words::END_RECORDING])
            .show(ui);
        match pressed {
            Some(0) => said.act(Action::Recorder(RecorderAction::StillTalking)),
            Some(_) => said.act(Action::Recorder(RecorderAction::Stop)),
            None => {}
        }
    }
}

fn disk(ui: &mut Ui, pace: DiskPace) {
    let (what, advice) = match pace {
        DiskPace::KeepsUp => return,
        DiskPace::Behind => (words::DISK_BEHIND, words::DISK_BEHIND_ADVICE),
        DiskPace::Loses => (words::DISK_LOSES, words::DISK_LOSES_ADVICE),
    };
    ui.push_id("disk", |ui| Banner::caution(what).advice(advice).show(ui));
}

fn starved(ui: &mut Ui, state: &State, said: &mut Said) {
    let sides = sides(state);
    for side in sides.iter().filter(|side| side.hears == Hears::NoBuffers && side.device.is_some()) {
        let what = words::no_buffers(side.track, side.device.as_deref());
        let advice = words::no_buffers_advice(side.track);
        let banner = |names: &[&str], ui: &mut Ui| {
            let banner = if side.track == Track::Mic { Banner::caution(&what) } else { Banner::info(&what) };
            banner.advice(advice).actions(names).show(ui)
        };
        ui.push_id(("starved", side.track.name()), |ui| offer(ui, state, side.track, said, banner));
    }
}

fn device(ui: &mut Ui, state: &State, notice: &DeviceNotice, said: &mut Said) {
    let DeviceNotice { track, from, to } = notice;
    let Some(to) = to else {
        let what = words::device_gone(*track, from);
        let banner = |names: &[&str], ui: &mut Ui| {
            Banner::caution(&what).advice(words::DEVICE_GONE_ADVICE).actions(names).show(ui)
        };
        offer(ui, state, *track, said, banner);
        return;
    };
    let what = words::device_changed(*track, from, to);
    let banner = |names: &[&str], ui: &mut Ui| {
        let with_understood = [names, &[words::UNDERSTOOD]].concat();
        Banner::caution(&what).advice(words::DEVICE_CHANGED_ADVICE).actions(&with_understood).show(ui)
    };
    offer(ui, state, *track, said, banner);
}

/// The computer plays elsewhere than the far end is recorded from.
fn output(ui: &mut Ui, notice: &OutputNotice, said: &mut Said) {
    let what = words::output_changed(&notice.plays_on, &notice.recorded_from);
    let go_on = words::go_on_from(&notice.plays_on);
    let offered = notice.device.as_ref().map(|device| (device, go_on.as_str()));
    let names: Vec<&str> =
        offered.iter().map(|(_, name)| *name).chain(std::iter::once(words::UNDERSTOOD)).collect();
    let banner = Banner::caution(&what).advice(words::OUTPUT_CHANGED_ADVICE).actions(&names);
    let Some(pressed) = ui.push_id("output", |ui| banner.show(ui)).inner else {
        return;
    };
    said.act(Action::Recorder(match offered.filter(|_| pressed == 0) {
        Some((id, _)) => RecorderAction::GoOnFrom { track: Track::Far, device: Some(id.clone()) },
        None => RecorderAction::DeviceSeen,
    }));
}

/// Shows a message with the other devices as buttons. A button past them means that the message was understood.
fn offer(
    ui: &mut Ui,
    state: &State,
    track: Track,
    said: &mut Said,
    banner: impl FnOnce(&[&str], &mut Ui) -> Option<usize>,
) {
    let others = other_devices(state, track);
    let offered: Vec<(String, String)> = others
        .into_iter()
        .take(MOST_OFFERED)
        .map(|device| (device.id.clone(), words::go_on_from(&device.name)))
        .collect();
    let names: Vec<&str> = offered.iter().map(|(_, name)| name.as_str()).collect();
    let Some(pressed) = banner(&names, ui) else {
        return;
    };
    said.act(Action::Recorder(match offered.get(pressed) {
        Some((id, _)) => RecorderAction::GoOnFrom { track, device: Some(id.clone()) },
        None => RecorderAction::DeviceSeen,
    }));
}
