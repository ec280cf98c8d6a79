//! Plays through cpal: the only file of the room that names it.

use super::player::{Feed, Output, OutputError, Playing};
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{BufferSize, FromSample, SampleFormat, SizedSample, StreamConfig};

/// Frames a buffer: 21 ms at 48 kHz, so that a pause is heard at once.
const BUFFER_FRAMES: u32 = 1024;

/// Formats in the order they are asked for.
const FORMATS: [SampleFormat; 4] =
    [SampleFormat::F32, SampleFormat::I16, SampleFormat::I32, SampleFormat::U16];

/// The output that the system chose.
#[derive(Default)]
pub struct CpalOutput {
    /// Kept, because each connection to a sound server costs a thread that outlives it.
    host: Option<cpal::Host>,
    chosen: Option<Chosen>,
}

struct Chosen {
    device: cpal::Device,
    config: StreamConfig,
    format: SampleFormat,
}

impl CpalOutput {
    /// Nothing is opened yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The device and how it is usually played on. A server that was started anew is asked once more, over a new connection.
    fn device(&mut self) -> Result<(cpal::Device, cpal::SupportedStreamConfig), OutputError> {
        let of = |host: &cpal::Host| {
            let device = host.default_output_device()?;
            device.default_output_config().ok().map(|usual| (device, usual))
        };
        if let Some(found) = self.host.as_ref().and_then(of) {
            return Ok(found);
        }
        of(self.host.insert(cpal::default_host())).ok_or(OutputError::NoDevice)
    }
}

impl Output for CpalOutput {
    fn rate(&mut self, wanted: u32) -> Result<u32, OutputError> {
        let (device, usual) = self.device()?;
        let rank = |format| FORMATS.iter().position(|&known| known == format);
        let fitting = device.supported_output_configs().map_err(|error| not_opened(&error))?;
        let best = fitting
            .filter(|range| range.channels() == usual.channels() && rank(range.sample_format()).is_some())
            .filter_map(|range| range.try_with_sample_rate(wanted))
            .min_by_key(|config| rank(config.sample_format()))
            .unwrap_or(usual);
        let chosen = Chosen { device, config: best.config(), format: best.sample_format() };
        let rate = chosen.config.sample_rate;
        self.chosen = Some(chosen);
        Ok(rate)
    }

    fn open(&mut self, _rate: u32, feed: Feed) -> Result<Box<dyn Playing>, OutputError> {
        let chosen = self.chosen.take().ok_or(OutputError::NoDevice)?;
        let built = match chosen.format {
            SampleFormat::F32 => build::<f32>(&chosen, feed),
            SampleFormat::I16 => build::<i16>(&chosen, feed),
            SampleFormat::I32 => build::<i32>(&chosen, feed),
            SampleFormat::U16 => build::<u16>(&chosen, feed),
            _ => Err(cpal::Error::new(cpal::ErrorKind::UnsupportedConfig)),
        };
        let stream = built.map_err(|error| not_opened(&error))?;
        stream.play().map_err(|error| not_opened(&error))?;
        Ok(Box::new(Open { _stream: stream }))
    }
}

fn not_opened(error: &cpal::Error) -> OutputError {
    match error.kind() {
        cpal::ErrorKind::DeviceNotAvailable | cpal::ErrorKind::HostUnavailable => OutputError::NoDevice,
        _ => OutputError::NotOpened(error.to_string()),
    }
}

fn build<S: SizedSample + FromSample<f32>>(
    chosen: &Chosen,
    mut feed: Feed,
) -> Result<cpal::Stream, cpal::Error> {
    let channels = usize::from(chosen.config.channels);
    let alarm = feed.alarm();
    let config = StreamConfig { buffer_size: BufferSize::Fixed(BUFFER_FRAMES), ..chosen.config };
    chosen.device.build_output_stream::<S, _, _>(
        config,
        move |out: &mut [S], _| feed.fill(out, channels, S::from_sample_),
        move |error| match error.kind() {
            cpal::ErrorKind::Xrun | cpal::ErrorKind::RealtimeDenied | cpal::ErrorKind::DeviceBusy => {}
            _ => alarm(),
        },
        None,
    )
}

struct Open {
    _stream: cpal::Stream,
}

impl Playing for Open {}
