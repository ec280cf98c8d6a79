//! When a side speaks: voice activity of one track, sixteen milliseconds at a time. Knows no call.

use super::resample::Resampler;
use std::collections::VecDeque;
use std::io;

/// The rate the detector was made for.
const RATE: u32 = 16_000;

/// Samples the detector takes at once.
const STEP: usize = 256;

/// Milliseconds of a step.
pub(super) const STEP_MS: u64 = STEP as u64 * 1000 / RATE as u64;

/// From which score on a step counts as voice; what the detector's author advises.
const VOICE: f32 = 0.5;

/// Silence up to this lies within what somebody says, in steps: a third of a second.
const BREATH: usize = 20;

/// A sound shorter than this is a click and nothing said, in steps: an eighth of a second.
const CLICK: usize = 8;

/// What the detector says of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Whether there is a voice.
    pub(super) is_voice: bool,
    /// Mean square of the samples.
    pub(super) power: f32,
}

/// Listens to one track.
pub(super) struct Ear {
    detector: Box<earshot::Detector>,
    to_detector: Option<Resampler>,
    waiting: VecDeque<f32>,
    samples: Vec<f32>,
    pub(super) steps: Vec<Step>,
}

impl Ear {
    /// `rate` is that of the samples to come.
    pub(super) fn new(rate: u32) -> io::Result<Self> {
        let ratio = f64::from(RATE) / f64::from(rate.max(1));
        let to_detector = if rate == RATE { None } else { Some(Resampler::new(ratio)?) };
        Ok(Self {
            detector: earshot::Detector::default_boxed(),
            to_detector,
            waiting: VecDeque::new(),
            samples: Vec::new(),
            steps: Vec::new(),
        })
    }

    /// Hears more.
    pub(super) fn hear(&mut self, samples: &[f32]) -> io::Result<()> {
        match &mut self.to_detector {
            None => self.samples.extend(samples),
            Some(resampler) => {
                self.waiting.extend(samples);
                resampler.pass(&mut self.waiting, &mut self.samples)?;
            }
        }
        let whole = self.samples.len() / STEP * STEP;
        for step in self.samples.drain(..whole).collect::<Vec<_>>().chunks(STEP) {
            // The filter may swing a little over full scale, which the detector does not take.
            let step: Vec<f32> = step.iter().map(|sample| sample.clamp(-1.0, 1.0)).collect();
            let is_voice = self.detector.predict_f32(&step) >= VOICE;
            let power = step.iter().map(|sample| sample * sample).sum::<f32>() / STEP as f32;
            self.steps.push(Step { is_voice, power });
        }
        Ok(())
    }
}

/// What was said without a break, in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Utterance {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What was said, in order: short breaths joined, clicks left out.
pub(super) fn utterances(voice: &[bool]) -> Vec<Utterance> {
    let mut said: Vec<Utterance> = Vec::new();
    for (step, _) in voice.iter().enumerate().filter(|(_, is_voice)| **is_voice) {
        match said.last_mut() {
            Some(last) if step - last.to <= BREATH => last.to = step + 1,
            _ => said.push(Utterance { from: step, to: step + 1 }),
        }
    }
    let is_said = |one: &Utterance| {
        let spoken = voice.get(one.from..one.to).unwrap_or_default();
        spoken.iter().filter(|is_voice| **is_voice).count() >= CLICK
    };
    said.retain(is_said);
    said
}
