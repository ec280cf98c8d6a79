//! Which of the sound system's devices are for this side, and which for the far end.

use super::far_way::{FarWay, heard_output, is_real, monitor_of};
use crate::domain::track::Track;
use crate::recording::capture::{NoFarEnd, SoundDevice, SoundDevices};
use cpal::traits::{DeviceTrait, HostTrait};
use std::sync::Arc;

/// The devices there are at one moment.
pub(super) struct Listing {
    pub(super) host: Arc<cpal::Host>,
    devices: Vec<Listed>,
    far: FarWay,
}

/// A device with what it says of itself.
#[derive(Clone)]
pub(super) struct Listed {
    pub(super) device: cpal::Device,
    pub(super) id: String,
    /// Name as people know it.
    pub(super) name: String,
}

impl Listed {
    fn of(device: cpal::Device) -> Option<Self> {
        let id = device.id().ok()?.to_string();
        Some(Self { id, name: device.to_string(), device })
    }
}

impl Listing {
    pub(super) fn of(host: Arc<cpal::Host>, devices: Vec<cpal::Device>) -> Self {
        let far = FarWay::of(host.id());
        Self { host, devices: devices.into_iter().filter_map(Listed::of).collect(), far }
    }

    /// What a person may choose from.
    pub(super) fn for_people(&self) -> SoundDevices {
        let far_ends = self.named(Track::Far);
        let no_far_end = match self.far {
            FarWay::NoWay => Some(NoFarEnd::NotOnThisSystem),
            FarWay::Monitors | FarWay::Loopback => far_ends.is_empty().then_some(NoFarEnd::NoOutput),
        };
        SoundDevices { microphones: self.named(Track::Mic), far_ends, no_far_end }
    }

    fn named(&self, track: Track) -> Vec<SoundDevice> {
        let default = self.system_choice(track).map(|one| one.id);
        self.all(track)
            .map(|Listed { id, name, .. }| SoundDevice {
                is_default: default.as_ref() == Some(&id),
                id,
                name,
            })
            .collect()
    }

    /// The device of this id, if it can be recorded for this side. What hears an output is no microphone, but whoever
    /// names it means it.
    pub(super) fn chosen(&self, track: Track, id: &str) -> Option<Listed> {
        match track {
            Track::Mic => {
                self.devices.iter().find(|one| one.id == id && one.device.supports_input()).cloned()
            }
            Track::Far => self.all(track).find(|one| one.id == id),
        }
    }

    /// The device the system would take for this side. A system that would take what hears an output for its microphone
    /// has nothing better in mind: then it is the first microphone there is. For the far end nothing stands in for the
    /// system's output: the voice of the client comes out of that one.
    pub(super) fn system_choice(&self, track: Track) -> Option<Listed> {
        match track {
            Track::Mic => {
                let default = self.host.default_input_device().and_then(Listed::of);
                let real = default.filter(|one| heard_output(&one.id).is_none());
                real.map(|one| self.by_id(&one.id).unwrap_or(one)).or_else(|| self.all(track).next())
            }
            Track::Far => {
                let output = self.host.default_output_device()?.id().ok()?.to_string();
                let id = if self.far == FarWay::Monitors { monitor_of(&output) } else { output };
                self.all(track).find(|one| one.id == id)
            }
        }
    }

    /// Listed, it is one device for good; as the system's choice it might change with that.
    fn by_id(&self, id: &str) -> Option<Listed> {
        self.devices.iter().find(|one| one.id == id && one.device.supports_input()).cloned()
    }

    fn all(&self, track: Track) -> impl Iterator<Item = Listed> {
        self.devices.iter().filter_map(move |one| match track {
            Track::Mic => is_microphone(one).then(|| one.clone()),
            Track::Far => self.as_far_end(one),
        })
    }

    /// What hears an output, under the name of that output.
    fn as_far_end(&self, one: &Listed) -> Option<Listed> {
        match self.far {
            FarWay::Monitors => {
                let output = heard_output(&one.id).filter(|output| is_real(output))?;
                let heard =
                    self.devices.iter().find(|other| other.id == output && other.device.supports_output())?;
                Some(Listed { name: heard.name.clone(), ..one.clone() })
            }
            // An output that is an input as well, such as a headset on a Mac, would give its microphone.
            FarWay::Loopback => {
                (one.device.supports_output() && !one.device.supports_input()).then(|| one.clone())
            }
            FarWay::NoWay => None,
        }
    }
}

/// What hears an output hears the client, not this side.
fn is_microphone(one: &Listed) -> bool {
    is_for_people(&one.id) && heard_output(&one.id).is_none() && one.device.supports_input()
}

/// Of ALSA's many names only the system's choice and one a card; the others are plugins and doubles.
fn is_for_people(id: &str) -> bool {
    id.strip_prefix("alsa:").is_none_or(|name| name == "default" || name.starts_with("sysdefault:"))
}
