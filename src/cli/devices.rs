//! `rapport devices`: the microphones of this machine; opens none of them.

use super::answer::{Answer, json};
use super::args::Manner;
use super::print::Table;
use super::{Problem, words};
use crate::app::start::platform_sound;
use crate::recording::capture::OPEN_TIMEOUT;
use crate::recording::{CaptureError, SoundDevice};
use serde::Serialize;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Why no microphones are known.
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
    far_end_reason: String,
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

/// Lists the microphones.
pub(super) fn answer(manner: Manner) -> Result<Answer, Problem> {
    let found = microphones();
    let text = match manner {
        Manner::Json => json(&devices(&found))?,
        Manner::Plain => plain(&found),
    };
    Ok(Answer::yes(text))
}

/// The microphones there are. Asked on a thread of its own, because a sound system may never answer.
pub(super) fn microphones() -> Result<Vec<SoundDevice>, NoSound> {
    let Some(sound) = platform_sound().microphone else {
        return Err(NoSound::None);
    };
    let (done, result) = sync_channel(1);
    let asking = thread::Builder::new().name("microphones".to_owned()).spawn(move || {
        // Nobody waits any more: the result is dropped here.
        done.send(sound.devices().map(|found| found.microphones)).ok();
    });
    let answer = asking.ok().and_then(|_| result.recv_timeout(OPEN_TIMEOUT).ok());
    answer.unwrap_or(Err(CaptureError::NoAnswer)).map_err(NoSound::Failed)
}

fn devices(found: &Result<Vec<SoundDevice>, NoSound>) -> Devices<'_> {
    let known = found.as_deref().unwrap_or_default();
    Devices {
        microphones: known.iter().map(Device::from).collect(),
        microphones_reason: no_microphones(found),
        far_end: Vec::new(),
        far_end_reason: words::far_end_reason(),
    }
}

fn plain(found: &Result<Vec<SoundDevice>, NoSound>) -> String {
    let microphones = match (no_microphones(found), found) {
        (None, Ok(known)) => {
            let mut table = Table::new(words::DEVICE_HEADINGS);
            for one in known {
                let default = if one.is_default { words::the_default() } else { String::new() };
                table.row([one.name.clone(), default, one.id.clone()]);
            }
            table.text()
        }
        (why, _) => format!("{}\n", why.unwrap_or_default()),
    };
    format!("{microphones}\n{}\n", words::far_end_reason())
}

/// Why the list is empty, if it is.
fn no_microphones(found: &Result<Vec<SoundDevice>, NoSound>) -> Option<String> {
    match found {
        Ok(known) if known.is_empty() => Some(words::no_sound(&NoSound::Failed(CaptureError::NoMicrophone))),
        Ok(_) => None,
        Err(why) => Some(words::no_sound(why)),
    }
}
