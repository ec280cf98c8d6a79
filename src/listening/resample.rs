//! Brings samples from one rate to another, as they are asked for; knows no file.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{
    Adjustable, Async, FixedAsync, Resampler as _, SincInterpolationParameters, SincInterpolationType,
    WindowFunction,
};
use std::collections::VecDeque;
use std::io;

/// Frames made at once.
const CHUNK: usize = 512;

/// How far the ratio may be adjusted.
const MOST_CHANGE: f64 = 1.05;

/// Length of the filter in samples of the slower rate: speech lies far below where it begins to roll off.
const FILTER: usize = 64;

/// A resampler of one channel. What comes out first belongs to what went in first: the filter's delay is taken off.
pub(super) struct Resampler {
    inner: Async<f32>,
    input: Vec<f32>,
    output: Vec<f32>,
    /// The part of `output` that is made and not handed out.
    ready: std::ops::Range<usize>,
    /// Frames to come that are the filter's delay.
    delay: usize,
}

impl Resampler {
    /// `ratio` is frames out to a frame in.
    pub(super) fn new(ratio: f64) -> io::Result<Self> {
        let length = (FILTER as f64 / ratio.min(1.0)).ceil() as usize;
        let parameters = SincInterpolationParameters::new(length, WindowFunction::BlackmanHarris2)
            .interpolation(SincInterpolationType::Linear)
            .oversampling_factor(512);
        let inner = Async::new_sinc(ratio, MOST_CHANGE, &parameters, CHUNK, 1, FixedAsync::Output)
            .map_err(io::Error::other)?;
        let (input, output) = (vec![0.0; inner.input_frames_max()], vec![0.0; inner.output_frames_max()]);
        let delay = inner.output_delay();
        Ok(Self { inner, input, output, ready: 0..0, delay })
    }

    /// Forgets what went in, and goes on with another ratio.
    pub(super) fn restart(&mut self, ratio: f64) -> io::Result<()> {
        self.inner.reset();
        self.ready = 0..0;
        self.adjust(ratio)?;
        self.delay = self.inner.output_delay();
        Ok(())
    }

    /// Goes on with another ratio.
    pub(super) fn adjust(&mut self, ratio: f64) -> io::Result<()> {
        self.inner.set_resample_ratio(ratio, false).map_err(io::Error::other)
    }

    /// Fills `out`; `source` fills what is needed for that.
    pub(super) fn read(&mut self, out: &mut [f32], mut source: impl FnMut(&mut [f32])) -> io::Result<()> {
        let mut filled = 0;
        while let Some(rest) = out.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            if self.ready.is_empty() {
                self.make(&mut source)?;
            }
            let made = self.output.get(self.ready.clone()).unwrap_or_default();
            let count = made.len().min(rest.len());
            for (sample, made) in rest.iter_mut().zip(made) {
                *sample = *made;
            }
            self.ready.start += count;
            filled += count;
        }
        Ok(())
    }

    /// Makes what can be made of what waits, and adds it to `out`.
    pub(super) fn pass(&mut self, waiting: &mut VecDeque<f32>, out: &mut Vec<f32>) -> io::Result<()> {
        while waiting.len() >= self.inner.input_frames_next() {
            self.make(&mut |needed: &mut [f32]| {
                let count = needed.len().min(waiting.len());
                needed.iter_mut().zip(waiting.drain(..count)).for_each(|(place, sample)| *place = sample);
            })?;
            out.extend(self.output.get(self.ready.clone()).unwrap_or_default());
            self.ready = 0..0;
        }
        Ok(())
    }

    fn make(&mut self, source: &mut impl FnMut(&mut [f32])) -> io::Result<()> {
        let (needed, made) = (self.inner.input_frames_next(), self.inner.output_frames_next());
        source(self.input.get_mut(..needed).unwrap_or_default());
        let input = InterleavedSlice::new(&self.input, 1, needed).map_err(io::Error::other)?;
        let mut output = InterleavedSlice::new_mut(&mut self.output, 1, made).map_err(io::Error::other)?;
        let (_, made) =
            self.inner.process_into_buffer(&input, &mut output, None).map_err(io::Error::other)?;
        let late = self.delay.min(made);
        self.delay -= late;
        self.ready = late..made;
        Ok(())
    }
}
