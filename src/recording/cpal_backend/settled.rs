//! Rate, channels and format a device is opened with.

use super::far_way::heard_output;
use super::listing::Listed;
use super::meaning::opening;
use crate::domain::track::Track;
use crate::recording::capture::CaptureError;
use cpal::traits::DeviceTrait;
use cpal::{SampleFormat, StreamConfig, SupportedStreamConfig};

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

/// Settles how a device is opened.
///
/// # Errors
/// [`CaptureError::OtherRate`] where it does not deliver `rate`.
pub(super) fn settle(
    one: &Listed,
    track: Track,
    rate: Option<u32>,
) -> Result<(StreamConfig, SampleFormat), CaptureError> {
    let best = if track == Track::Far && heard_output(&one.id).is_none() {
        as_it_plays(&one.device, rate)?
    } else {
        as_it_hears(&one.device, rate)?
    };
    Ok((best.config(), best.sample_format()))
}

/// The device's own number of channels, the wanted rate or the one nearest to the front of [`RATES`], the format nearest
/// to the front of [`FORMATS`].
fn as_it_hears(device: &cpal::Device, rate: Option<u32>) -> Result<SupportedStreamConfig, CaptureError> {
    let usual = device.default_input_config().map_err(|error| opening(&error))?;
    let ranges: Vec<_> = device
        .supported_input_configs()
        .map_err(|error| opening(&error))?
        .filter(|range| range.channels() == usual.channels() && FORMATS.contains(&range.sample_format()))
        .collect();
    let rank = |format| FORMATS.iter().position(|&known| known == format);
    let at = |rate| {
        let at_rate = ranges.iter().filter_map(|range| range.try_with_sample_rate(rate));
        at_rate.min_by_key(|config| rank(config.sample_format()))
    };
    match rate {
        None => Ok(RATES.into_iter().find_map(at).unwrap_or(usual)),
        Some(rate) => at(rate)
            .or(Some(usual).filter(|usual| usual.sample_rate() == rate))
            .ok_or(CaptureError::OtherRate),
    }
}

/// An output is heard as it plays: asking for another rate would change what everybody hears, or be refused.
fn as_it_plays(device: &cpal::Device, rate: Option<u32>) -> Result<SupportedStreamConfig, CaptureError> {
    let usual = device.default_output_config().map_err(|error| opening(&error))?;
    let is_wanted = rate.is_none_or(|rate| usual.sample_rate() == rate);
    is_wanted.then_some(usual).ok_or(CaptureError::OtherRate)
}
