//! A device that was found, and how it is opened.

use super::meaning::{opening, while_open};
use super::watch::{Eye, Watch};
use crate::domain::track::Track;
use crate::recording::capture::{CaptureError, OpenStream, PreparedDevice, Source};
use crate::recording::tap::{Alarm, Tap};
use cpal::traits::{DeviceTrait, StreamTrait};
use cpal::{BufferSize, ErrorKind, FromSample, SampleFormat, SizedSample, StreamConfig};
use std::sync::Arc;

/// Frames a buffer: 21 ms at 48 kHz.
const BUFFER_FRAMES: u32 = 1024;

/// Seconds that WASAPI keeps for us. It hands over what there is every ten milliseconds whatever is asked of it; the size it
/// is asked for is the time for which this program may be held up before sound is lost.
const WASAPI_SECONDS: u32 = 2;

/// A device that was found and can be opened.
pub(super) struct Prepared {
    pub(super) source: Source,
    pub(super) host: Arc<cpal::Host>,
    pub(super) device: cpal::Device,
    pub(super) config: StreamConfig,
    pub(super) format: SampleFormat,
    #[cfg_attr(target_os = "macos", expect(dead_code, reason = "one way there for both sides"))]
    pub(super) track: Track,
}

impl PreparedDevice for Prepared {
    fn source(&self) -> &Source {
        &self.source
    }

    fn start(self: Box<Self>, tap: Tap) -> Result<Box<dyn OpenStream>, CaptureError> {
        let alarm = tap.alarm();
        #[cfg(target_os = "linux")]
        if let Some(name) = self.source.id.strip_prefix(super::far_way::PULSE) {
            let (stream, attached) = super::pulse_stream::open(name, &self.source, self.track, tap)?;
            let watch = Watch::begin(Eye::Books(super::attached::Books::new(attached)), alarm);
            return Ok(Box::new(Watched { _stream: stream, _watch: watch }));
        }
        #[cfg(target_os = "windows")]
        let hush = (self.track == Track::Far).then(|| super::hush::keep_at_work(&self.device)).flatten();
        let (stream, handed) = self
            .build(BufferSize::Fixed(self.buffer_frames()), &alarm)
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
        // ALSA's list names what is plugged in or not, so looking at it is of no use.
        let is_listed = !self.source.id.starts_with("alsa:");
        let eye = is_listed.then(|| Eye::List { host: self.host, id: self.source.id });
        let watch = eye.and_then(|eye| Watch::begin(eye, alarm));
        #[cfg(target_os = "windows")]
        let stream = (stream, hush);
        Ok(Box::new(Watched { _stream: stream, _watch: watch }))
    }
}

type Built = (cpal::Stream, rtrb::Producer<Tap>);

impl Prepared {
    fn buffer_frames(&self) -> u32 {
        if cfg!(target_os = "windows") {
            self.config.sample_rate.saturating_mul(WASAPI_SECONDS)
        } else {
            BUFFER_FRAMES
        }
    }

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

/// An open stream with what looks after it.
struct Watched<S> {
    _stream: S,
    _watch: Option<Watch>,
}

impl<S: Send> OpenStream for Watched<S> {}
