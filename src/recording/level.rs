//! From the device's samples to 16-bit mono, and the loudest of them; knows no device, no file and no permit.

use std::sync::atomic::{AtomicU32, Ordering};

/// The mean of a frame's channels, as the recording holds it: -1 to 1 of full scale. What is not a number is silence.
pub(super) fn mix(frame: impl ExactSizeIterator<Item = f32>) -> f32 {
    let channels = frame.len().max(1) as f32;
    let mean = frame.sum::<f32>() / channels;
    if mean.is_nan() { 0.0 } else { mean.clamp(-1.0, 1.0) }
}

/// A sample of -1 to 1 as 16-bit PCM.
pub(super) fn to_pcm16(sample: f32) -> i16 {
    (sample * f32::from(i16::MAX)).round() as i16
}

/// The loudest sample since it was last asked.
#[derive(Debug, Default)]
pub(super) struct Peak {
    /// Bits of an `f32` that is never negative, so that they sort like their value. The callback raises it, the control
    /// thread takes it. Relaxed: nothing else hangs on it.
    bits: AtomicU32,
}

impl Peak {
    /// Takes in the loudest sample of a buffer, 0 to 1.
    pub(super) fn note(&self, peak: f32) {
        self.bits.fetch_max(peak.abs().to_bits(), Ordering::Relaxed);
    }

    /// The loudest sample since the last time, 0 to 1 of full scale.
    pub(super) fn take(&self) -> f32 {
        f32::from_bits(self.bits.swap(0, Ordering::Relaxed))
    }
}
