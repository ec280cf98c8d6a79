//! The sound system through cpal: the only file that names it. Every function here may block; who calls sets the limit.

use super::capture::{
    CaptureBackend, CaptureError, NoFarEnd, OpenStream, PreparedDevice, SoundDevice, SoundDevices, Source,
    Wanted,
};
use super::flow::StreamFault;
use super::tap::{Alarm, Tap};
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{BufferSize, ErrorKind, FromSample, SampleFormat, SizedSample, StreamConfig};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Rates in the order they are asked for: 48 kHz is what most devices run at.
const RATES: [u32; 9] = [48_000, 44_100, 96_000, 88_200, 32_000, 24_000, 22_050, 16_000, 8_000];

/// Formats in the order they are asked for.
const FORMATS: [SampleFormat; 10] = [
    SampleFormat::F32,
    SampleFormat::I16,
    SampleFormat::I32,
    SampleFormat::I24,
    SampleFormat::F64,
    SampleFormat::U16,
    SampleFormat::U32,
    SampleFormat::U24,
    SampleFormat::I8,
    SampleFormat::U8,
];

/// Frames a buffer: 21 ms at 48 kHz. `PulseAudio` left to itself delivers uneven lumps of up to two seconds.
const BUFFER_FRAMES: u32 = 1024;

/// How often a sound server is asked whether it still has the device: it would move the stream to another without a word.
const WATCH_EVERY: Duration = Duration::from_millis(200);

/// How device ids of `PulseAudio` and of `PipeWire`'s stand-in for it begin.
const PULSE: &str = "pulseaudio:";

/// The sound system of this machine.
#[derive(Default)]
pub struct CpalBackend {
    /// Kept, because each connection to a sound server costs a thread that outlives it. Locked to read or replace the
    /// handle, never while the server is asked.
    host: Mutex<Option<Arc<cpal::Host>>>,
}

/// What a kind of error means to a recorder.
enum Meaning {
    /// The device is not there, or not any more.
    Gone,
    /// The sound system is not there, or not any more.
    NoAnswer,
    Busy,
    Denied,
    /// Sound was lost, and it goes on.
    Glitch,
    /// Nothing is lost.
    Nothing,
    Failure,
}

/// The one table of cpal's errors.
fn meaning(kind: ErrorKind) -> Meaning {
    match kind {
        // Rerouted counts as gone: a take never goes on from a device that nobody named.
        ErrorKind::DeviceNotAvailable | ErrorKind::DeviceChanged => Meaning::Gone,
        ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated => Meaning::NoAnswer,
        ErrorKind::DeviceBusy => Meaning::Busy,
        ErrorKind::PermissionDenied => Meaning::Denied,
        ErrorKind::Xrun => Meaning::Glitch,
        ErrorKind::RealtimeDenied => Meaning::Nothing,
        // InvalidInput, Unsupported…, ResourceExhausted, BackendError, Other, and kinds yet to come.
        _ => Meaning::Failure,
    }
}

fn opening(error: &cpal::Error) -> CaptureError {
    match meaning(error.kind()) {
        Meaning::Gone => CaptureError::DeviceGone,
        Meaning::NoAnswer => CaptureError::NoAnswer,
        Meaning::Busy => CaptureError::DeviceBusy,
        Meaning::Denied => CaptureError::PermissionDenied,
        Meaning::Glitch | Meaning::Nothing | Meaning::Failure => CaptureError::System(error.to_string()),
    }
}

/// Runs on a thread of the sound system: only sets a flag.
fn while_open(alarm: &Alarm, kind: ErrorKind) {
    match meaning(kind) {
        Meaning::Gone | Meaning::NoAnswer => alarm.raise(StreamFault::Lost),
        Meaning::Denied => alarm.raise(StreamFault::Denied),
        Meaning::Failure => alarm.raise(StreamFault::Failed),
        Meaning::Glitch => alarm.glitch(),
        // A sound server that is busy for a moment goes on; one that stays so is noticed by the buffers that stay away.
        Meaning::Busy | Meaning::Nothing => {}
    }
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

    /// All devices. A server that was started anew is asked once more, over a new connection.
    fn all_devices(&self) -> Result<(Arc<cpal::Host>, Vec<cpal::Device>), CaptureError> {
        let host = self.host();
        if let Ok(devices) = host.devices() {
            return Ok((host, devices.collect()));
        }
        *self.host.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let host = self.host();
        let devices = host.devices().map_err(|error| opening(&error))?.collect();
        Ok((host, devices))
    }

    fn chosen(&self, id: &str) -> Result<(Arc<cpal::Host>, cpal::Device), CaptureError> {
        let wanted: cpal::DeviceId = id.parse().map_err(|_| CaptureError::DeviceGone)?;
        let (mut host, mut devices) = self.all_devices()?;
        if wanted.host() != host.id() {
            host = Arc::new(cpal::host_from_id(wanted.host()).map_err(|error| opening(&error))?);
            devices = host.devices().map_err(|error| opening(&error))?.collect();
        }
        let found = devices.into_iter().find(|device| device.id().is_ok_and(|id| id == wanted));
        found.filter(DeviceTrait::supports_input).map(|device| (host, device)).ok_or(CaptureError::DeviceGone)
    }

    fn system_choice(&self) -> Result<(Arc<cpal::Host>, cpal::Device), CaptureError> {
        // Asked for the list first, which finds out whether the server is still there.
        let (host, _) = self.all_devices()?;
        let device = host.default_input_device().ok_or(CaptureError::NoMicrophone)?;
        Ok((host, device))
    }
}

impl CaptureBackend for CpalBackend {
    fn devices(&self) -> Result<SoundDevices, CaptureError> {
        let (host, devices) = self.all_devices()?;
        let default = host.default_input_device().and_then(|device| device.id().ok());
        let all: Vec<_> = devices
            .iter()
            .filter_map(|device| {
                let id = device.id().ok()?;
                (is_for_people(&id.to_string()) && device.supports_input()).then(|| SoundDevice {
                    is_default: default.as_ref() == Some(&id),
                    id: id.to_string(),
                    name: device.to_string(),
                })
            })
            .collect();
        Ok(SoundDevices {
            microphones: without_monitors(all),
            far_ends: Vec::new(),
            no_far_end: Some(NoFarEnd::NotOnThisSystem),
        })
    }

    fn prepare(&self, wanted: &Wanted) -> Result<Box<dyn PreparedDevice>, CaptureError> {
        let (host, device) = match wanted.device.as_deref() {
            Some(id) => self.chosen(id)?,
            None => self.system_choice()?,
        };
        let (config, format) = config(&device)?;
        let source = Source {
            id: device.id().map_err(|error| opening(&error))?.to_string(),
            name: device.to_string(),
            rate: config.sample_rate,
            channels: config.channels,
        };
        Ok(Box::new(Prepared { source, host, device, config, format }))
    }
}

/// Of ALSA's many names only the system's choice and one a card; the others are plugins and doubles.
fn is_for_people(id: &str) -> bool {
    id.strip_prefix("alsa:").is_none_or(|name| name == "default" || name.starts_with("sysdefault:"))
}

/// The monitor of an output hears what the computer plays, so it is no microphone; unless the system chose it as one, or
/// there is nothing else.
fn without_monitors(all: Vec<SoundDevice>) -> Vec<SoundDevice> {
    let is_monitor = |one: &SoundDevice| one.id.starts_with(PULSE) && one.id.ends_with(".monitor");
    if all.iter().all(is_monitor) {
        return all;
    }
    all.into_iter().filter(|one| one.is_default || !is_monitor(one)).collect()
}

/// The device's own number of channels, the rate nearest to the front of [`RATES`], the format nearest to the front of
/// [`FORMATS`].
fn config(device: &cpal::Device) -> Result<(StreamConfig, SampleFormat), CaptureError> {
    let usual = device.default_input_config().map_err(|error| opening(&error))?;
    let ranges: Vec<_> = device
        .supported_input_configs()
        .map_err(|error| opening(&error))?
        .filter(|range| range.channels() == usual.channels() && FORMATS.contains(&range.sample_format()))
        .collect();
    let rank = |format| FORMATS.iter().position(|&known| known == format);
    let best = RATES
        .iter()
        .find_map(|&rate| {
            ranges
                .iter()
                .filter_map(|range| range.try_with_sample_rate(rate))
                .min_by_key(|config| rank(config.sample_format()))
        })
        .unwrap_or(usual);
    Ok((best.config(), best.sample_format()))
}

struct Prepared {
    source: Source,
    host: Arc<cpal::Host>,
    device: cpal::Device,
    config: StreamConfig,
    format: SampleFormat,
}

impl PreparedDevice for Prepared {
    fn source(&self) -> &Source {
        &self.source
    }

    fn start(self: Box<Self>, tap: Tap) -> Result<Box<dyn OpenStream>, CaptureError> {
        let alarm = tap.alarm();
        let (stream, handed) = self
            .build(BufferSize::Fixed(BUFFER_FRAMES), &alarm)
            .or_else(|error| {
                // Only the size can be wrong for lack of support: rate, channels and format are the device's own.
                match error.kind() {
                    ErrorKind::UnsupportedConfig | ErrorKind::InvalidInput | ErrorKind::BackendError => {
                        self.build(BufferSize::Default, &alarm)
                    }
                    _ => Err(error),
                }
            })
            .map_err(|error| opening(&error))?;
        let mut handed = handed;
        handed.push(tap).map_err(|_| CaptureError::System("the callback is gone".to_owned()))?;
        stream.play().map_err(|error| opening(&error))?;
        let watch = self.source.id.starts_with(PULSE).then(|| Watch::begin(self.host, self.source.id, alarm));
        Ok(Box::new(CpalStream { _stream: stream, _watch: watch.flatten() }))
    }
}

type Built = (cpal::Stream, rtrb::Producer<Tap>);

impl Prepared {
    fn build(&self, buffer_size: BufferSize, alarm: &Alarm) -> Result<Built, cpal::Error> {
        let config = StreamConfig { buffer_size, ..self.config };
        match self.format {
            SampleFormat::F32 => self.build_as::<f32>(config, alarm),
            SampleFormat::F64 => self.build_as::<f64>(config, alarm),
            SampleFormat::I8 => self.build_as::<i8>(config, alarm),
            SampleFormat::I16 => self.build_as::<i16>(config, alarm),
            SampleFormat::I24 => self.build_as::<cpal::I24>(config, alarm),
            SampleFormat::I32 => self.build_as::<i32>(config, alarm),
            SampleFormat::U8 => self.build_as::<u8>(config, alarm),
            SampleFormat::U16 => self.build_as::<u16>(config, alarm),
            SampleFormat::U24 => self.build_as::<cpal::U24>(config, alarm),
            SampleFormat::U32 => self.build_as::<u32>(config, alarm),
            _ => Err(cpal::Error::new(ErrorKind::UnsupportedConfig)),
        }
    }

    /// The tap is handed over after the stream is built and before it plays, through a ring of one: a stream that cannot be
    /// built takes no tap, and no permit, down with it.
    fn build_as<S>(&self, config: StreamConfig, alarm: &Alarm) -> Result<Built, cpal::Error>
    where
        S: SizedSample + Send + 'static,
        f32: FromSample<S>,
    {
        let (handed, mut hand) = rtrb::RingBuffer::<Tap>::new(1);
        let mut tap = None;
        let alarm = alarm.clone();
        let stream = self.device.build_input_stream::<S, _, _>(
            config,
            move |samples: &[S], _| {
                if tap.is_none() {
                    tap = hand.pop().ok();
                }
                if let Some(tap) = &mut tap {
                    tap.take_in_as(samples, f32::from_sample_);
                }
            },
            move |error| while_open(&alarm, error.kind()),
            None,
        )?;
        Ok((stream, handed))
    }
}

struct CpalStream {
    _stream: cpal::Stream,
    _watch: Option<Watch>,
}

impl OpenStream for CpalStream {}

/// Raises the alarm when the sound server no longer has the device.
struct Watch {
    /// Dropped with the stream: the thread hears of that, and ends.
    _open: SyncSender<()>,
}

impl Watch {
    /// `None` where no thread can be had: the stream's own errors are still heard.
    fn begin(host: Arc<cpal::Host>, id: String, alarm: Alarm) -> Option<Self> {
        let (open, closed) = sync_channel(0);
        thread::Builder::new()
            .name("device-watch".to_owned())
            .spawn(move || watch(&host, &id, &alarm, &closed))
            .ok()
            .map(|_| Self { _open: open })
    }
}

fn watch(host: &cpal::Host, id: &str, alarm: &Alarm, closed: &Receiver<()>) {
    while let Err(RecvTimeoutError::Timeout) = closed.recv_timeout(WATCH_EVERY) {
        let is_there = host.devices().is_ok_and(|mut devices| {
            devices.any(|device| device.id().is_ok_and(|found| found.to_string() == id))
        });
        if !is_there {
            alarm.raise(StreamFault::Lost);
            return;
        }
    }
}
