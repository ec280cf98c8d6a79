//! `rapport devices`: what this machine can record from; opens none of it.

use super::answer::{Answer, json};
use super::args::Manner;
use super::print::Table;
use super::{Problem, words};
use crate::app::start::platform_sound;
use crate::recording::capture::OPEN_TIMEOUT;
use crate::recording::{CaptureError, SoundDevice, SoundDevices};
use serde::Serialize;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Why no devices are known.
pub(super) enum NoSound {
    /// This build or machine has no sound system.
    None,
    /// It did not say.
    Failed(CaptureError),
}

#[derive(Serialize)]
struct Devices<'a> {
    microphones: Vec<Device<'a>>,
    microphones_reason: Option<String>,
    far_end: Vec<Device<'a>>,
    far_end_reason: Option<String>,
}

#[derive(Serialize)]
struct Device<'a> {
    id: &'a str,
    name: &'a str,
    default: bool,
}

impl<'a> From<&'a SoundDevice> for Device<'a> {
    fn from(one: &'a SoundDevice) -> Self {
        Self { id: &one.id, name: &one.name, default: one.is_default }
    }
}

/// Lists the devices.
pub(super) fn answer(manner: Manner) -> Result<Answer, Problem> {
    let found = sound_devices();
    let text = match manner {
        Manner::Json => json(&devices(&found))?,
        Manner::Plain => plain(&found),
    };
    Ok(Answer::yes(text))
}

/// The devices there are. Asked on a thread of its own, because a sound system may never answer.
pub(super) fn sound_devices() -> Result<SoundDevices, NoSound> {
    let Some(sound) = platform_sound().microphone else {
        return Err(NoSound::None);
    };
    let (done, result) = sync_channel(1);
    let asking = thread::Builder::new().name("sound-devices".to_owned()).spawn(move || {
        // Nobody waits any more: the result is dropped here.
        done.send(sound.devices()).ok();
    });
    let answer = asking.ok().and_then(|_| result.recv_timeout(OPEN_TIMEOUT).ok());
    answer.unwrap_or(Err(CaptureError::NoAnswer)).map_err(NoSound::Failed)
}

fn devices(found: &Result<SoundDevices, NoSound>) -> Devices<'_> {
    let known = |of: fn(&SoundDevices) -> &[SoundDevice]| {
        found.as_ref().map_or(&[][..], of).iter().map(Device::from).collect()
    };
    Devices {
        microphones: known(|found| &found.microphones),
        microphones_reason: no_microphones(found),
        far_end: known(|found| &found.far_ends),
        far_end_reason: no_far_end(found),
    }
}

fn plain(found: &Result<SoundDevices, NoSound>) -> String {
    let list = |why: Option<String>, heading, of: fn(&SoundDevices) -> &[SoundDevice]| match (why, found) {
        (None, Ok(found)) => table(heading, of(found)),
        (why, _) => format!("{}\n", why.unwrap_or_default()),
    };
    let microphones = list(no_microphones(found), words::MICROPHONE_HEADINGS, |found| &found.microphones);
    let far_ends = list(no_far_end(found), words::FAR_END_HEADINGS, |found| &found.far_ends);
    format!("{microphones}\n{far_ends}")
}

fn table(headings: [&'static str; 3], devices: &[SoundDevice]) -> String {
    let mut table = Table::new(headings);
    for one in devices {
        let default = if one.is_default { words::the_default() } else { String::new() };
        table.row([one.name.clone(), default, one.id.clone()]);
    }
    table.text()
}

/// Why the list of microphones is empty, if it is.
fn no_microphones(found: &Result<SoundDevices, NoSound>) -> Option<String> {
    match found {
        Ok(found) if found.microphones.is_empty() => {
            Some(words::no_sound(&NoSound::Failed(CaptureError::NoMicrophone)))
        }
        Ok(_) => None,
        Err(why) => Some(words::no_sound(why)),
    }
}

/// Why the list of far ends is empty, if it is.
fn no_far_end(found: &Result<SoundDevices, NoSound>) -> Option<String> {
    match found {
        Ok(found) => found.no_far_end.map(words::no_far_end),
        Err(why) => Some(words::no_sound(why)),
    }
}
