//! The sound system through cpal; nobody outside this folder names it. Every function here may block; who calls sets the
//! limit.
//!
//! `listing` tells microphones from far ends (`far_way` how a system lets one be heard), `settled` chooses rate and
//! format, `stream` opens a device, `watch` notices that it is gone, `signs` that the list may be another. `meaning` is the one
//! table of cpal's errors.
//!
//! On Windows `hush` keeps an output at work that is heard.
//!
//! Where there is a `PulseAudio` server, or `PipeWire` standing in for one, cpal lists the devices, and `pulse_stream`
//! opens them over a `pulse` line of its own; `attached` looks into the server's books for where a stream is.

#[cfg(target_os = "linux")]
mod attached;
mod far_way;
#[cfg(target_os = "windows")]
mod hush;
mod listing;
mod meaning;
#[cfg(target_os = "linux")]
mod pulse;
#[cfg(target_os = "linux")]
mod pulse_stream;
mod settled;
mod signs;
mod stream;
mod watch;

use super::capture::{self, CaptureBackend, CaptureError, PreparedDevice, SoundDevices, Source, Wanted};
use crate::domain::track::Track;
use cpal::traits::HostTrait;
use listing::{Listed, Listing};
use meaning::opening;
use settled::settle;
use std::sync::{Arc, Mutex, PoisonError};
use stream::Prepared;

/// The sound system of this machine.
#[derive(Default)]
pub struct CpalBackend {
    /// Kept, because each connection to a sound server costs a thread that outlives it. Locked to read or replace the
    /// handle, never while the server is asked.
    host: Mutex<Option<Arc<cpal::Host>>>,
}

impl CpalBackend {
    /// The sound system of this machine; nothing is asked of it yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The host in use. A sound server that came up since takes the place of bare ALSA.
    fn host(&self) -> Arc<cpal::Host> {
        #[cfg(target_os = "linux")]
        super::pulse_cookie::make_where_missing();
        let best = cpal::available_hosts().first().copied();
        let mut kept = self.host.lock().unwrap_or_else(PoisonError::into_inner);
        let host = kept
            .take()
            .filter(|host| best.is_none_or(|best| best == host.id()))
            .unwrap_or_else(|| Arc::new(cpal::default_host()));
        Arc::clone(kept.insert(host))
    }

    /// What there is now. A server that was started anew is asked once more, over a new connection.
    fn listing(&self) -> Result<Listing, CaptureError> {
        let host = self.host();
        if let Ok(devices) = host.devices() {
            let devices = devices.collect();
            return Ok(Listing::of(host, devices));
        }
        *self.host.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let host = self.host();
        let devices = host.devices().map_err(|error| opening(&error))?.collect();
        Ok(Listing::of(host, devices))
    }

    fn chosen(&self, track: Track, id: &str) -> Result<(Arc<cpal::Host>, Listed), CaptureError> {
        let wanted: cpal::DeviceId = id.parse().map_err(|_| CaptureError::DeviceGone)?;
        let mut listing = self.listing()?;
        if wanted.host() != listing.host.id() {
            let host = Arc::new(cpal::host_from_id(wanted.host()).map_err(|error| opening(&error))?);
            let devices = host.devices().map_err(|error| opening(&error))?.collect();
            listing = Listing::of(host, devices);
        }
        let found = listing.chosen(track, id).ok_or(CaptureError::DeviceGone)?;
        Ok((listing.host, found))
    }

    fn system_choice(&self, track: Track) -> Result<(Arc<cpal::Host>, Listed), CaptureError> {
        let listing = self.listing()?;
        let none = match track {
            Track::Mic => CaptureError::NoMicrophone,
            Track::Far => CaptureError::NoFarEnd,
        };
        let found = listing.system_choice(track).ok_or(none)?;
        Ok((listing.host, found))
    }
}

impl CaptureBackend for CpalBackend {
    fn devices(&self) -> Result<SoundDevices, CaptureError> {
        Ok(self.listing()?.for_people())
    }

    fn signs(&self) -> Box<dyn capture::Signs> {
        Box::new(signs::Signs::default())
    }

    fn prepare(&self, wanted: &Wanted) -> Result<Box<dyn PreparedDevice>, CaptureError> {
        let (host, found) = match wanted.device.as_deref() {
            Some(id) => self.chosen(wanted.track, id)?,
            None => self.system_choice(wanted.track)?,
        };
        let (config, format) = settle(&found, wanted.track, wanted.rate)?;
        let Listed { device, id, name } = found;
        let source = Source { id, name, rate: config.sample_rate, channels: config.channels };
        Ok(Box::new(Prepared { source, host, device, config, format, track: wanted.track }))
    }
}
