//! Who spoke how much, counted after a call from its two tracks. Knows no voice from another: a track is a side.

use super::Gaps;
use super::aligned::Aligned;
use super::reel::Reel;
use super::voice::{Ear, STEP_MS, Step, Utterance, utterances};
use super::voids::{Leg, course};
use crate::domain::talk::{CutIn, Stretch, TalkCount};
use crate::domain::track::Track;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Frames read at once.
const BLOCK: usize = 16 * 1024;

/// Whoever begins while the other has spoken for this long, in steps (0.5 s), …
const SPOKEN_BEFORE: usize = 31;

/// … and goes on while the other still speaks, for this long (0.25 s), …
const AT_ONCE: usize = 16;

/// … and says something this long (0.7 s), interrupts; a shorter word says that one listens.
const MORE_THAN_A_WORD: usize = 44;

/// A voice of the other side that was loud within this many steps (0.25 s) may still be heard from a loudspeaker.
const ECHO: usize = 16;

/// A side's own voice is this much louder than the other side's in its microphone: 6 dB, as a ratio of powers.
const OWN: f32 = 4.0;

/// The loudest a loudspeaker is taken to be in the other microphone: 6 dB below the voice itself, as a ratio of powers.
const LOUDEST_LEAK: f32 = 0.25;

/// From which correlation of loudness on a side hears the other out of a loudspeaker.
const FOLLOWS: f64 = 0.5;

/// The power below which nothing is told apart: 80 dB below full scale.
const QUIETEST: f32 = 1e-8;

/// Who spoke how much.
#[derive(Clone, Debug, PartialEq)]
pub struct TalkShare {
    /// What was counted: recorded time of the takes that have both tracks and are not locked.
    pub heard: Duration,
    /// Time this side spoke.
    pub this_side: Duration,
    /// Time the far end spoke.
    pub far_end: Duration,
    /// Time both spoke at once; it is part of both figures above.
    pub both: Duration,
    /// The longest stretch in which the far end, hence the client, said nothing; `None` where nothing was counted.
    pub longest_without_far_end: Option<Silence>,
    /// In the order of time.
    pub interruptions: Vec<Interruption>,
}

/// A stretch in which a side said nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// Where it begins on the axis, in milliseconds.
    pub at_ms: u64,
    /// How much recorded time it lasted.
    pub lasted: Duration,
}

/// Somebody began while the other was speaking, and went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interruption {
    /// Where on the axis, in milliseconds.
    pub at_ms: u64,
    /// Who began.
    pub by: Track,
}

/// Why nothing was counted.
#[derive(Debug, thiserror::Error)]
pub enum TalkError {
    /// No take that may be heard has both tracks.
    #[error("there are no two tracks to compare")]
    OneTrack,
    /// The person wanted it no more.
    #[error("given up by the person")]
    GivenUp,
    /// The recording could not be read.
    #[error("the recording could not be read")]
    Disk(#[from] io::Error),
}

impl TalkShare {
    /// Counts. `go_on` is asked a few times a second, with the part that is done, 0 to 1.
    ///
    /// # Errors
    /// [`TalkError`].
    pub fn of(
        reel: &Arc<Reel>,
        folder: &Path,
        go_on: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<Self, TalkError> {
        let stretches = with_both(reel);
        let all: u64 = stretches.iter().map(|(from, to)| to - from).sum();
        if all == 0 {
            return Err(TalkError::OneTrack);
        }
        let mut sound = Aligned::new(Arc::clone(reel), folder);
        let mut heard = Heard::default();
        let mut done = 0;
        for (from, to) in stretches {
            let mut ears = [Ear::new(reel.rate())?, Ear::new(reel.rate())?];
            sound.seek(from);
            let mut at = from;
            while at < to {
                let count = hear(&mut sound, &mut ears, to - at)?;
                if count == 0 {
                    break;
                }
                (at, done) = (at + count, done + count);
                if go_on(done as f32 / all as f32).is_break() {
                    return Err(TalkError::GivenUp);
                }
            }
            heard.add(reel.ms(from), ears.map(|ear| ear.steps));
        }
        Ok(heard.counted())
    }

    /// The count as a timeline tells it.
    #[must_use]
    pub fn count(&self) -> TalkCount {
        let ms = |time: Duration| time.as_millis() as u64;
        let longest = self.longest_without_far_end;
        TalkCount {
            heard_ms: ms(self.heard),
            this_side_ms: ms(self.this_side),
            far_end_ms: ms(self.far_end),
            both_ms: ms(self.both),
            longest_without_far_end: longest
                .map(|one| Stretch { at_ms: one.at_ms, lasted_ms: ms(one.lasted) }),
            interruptions: self
                .interruptions
                .iter()
                .map(|one| CutIn { at_ms: one.at_ms, by: one.by })
                .collect(),
        }
    }
}

/// What is counted, from and to in frames of the reel.
fn with_both(reel: &Reel) -> Vec<(u64, u64)> {
    let legs = course(reel, &Track::ALL, Gaps::Cut);
    let sounds = legs.into_iter().filter_map(|leg| match leg {
        Leg::Sound { from, to } => Some((from, to)),
        Leg::Silence { .. } => None,
    });
    let takes: Vec<_> =
        reel.reel_takes().iter().filter(|take| take.tracks.len() == Track::ALL.len()).collect();
    let within = sounds.flat_map(|(from, to)| {
        takes.iter().map(move |take| (from.max(take.from), to.min(take.end()))).collect::<Vec<_>>()
    });
    within.filter(|(from, to)| from < to).collect()
}

fn hear(sound: &mut Aligned, ears: &mut [Ear; 2], most: u64) -> io::Result<u64> {
    let len = usize::try_from(most).unwrap_or(BLOCK).min(BLOCK);
    let (mut mic, mut far) = (vec![0.0; len], vec![0.0; len]);
    let count = sound.read(&mut mic, &mut far)?;
    for (ear, samples) in ears.iter_mut().zip([mic, far]) {
        ear.hear(samples.get(..count).unwrap_or_default())?;
    }
    Ok(count as u64)
}

/// All that was heard, step by step.
#[derive(Default)]
struct Heard {
    /// Steps of this side and of the far end.
    steps: Vec<[Step; 2]>,
    /// From which step on the axis stood where, in milliseconds.
    places: Vec<(usize, u64)>,
}

impl Heard {
    fn add(&mut self, at_ms: u64, [mic, far]: [Vec<Step>; 2]) {
        self.places.push((self.steps.len(), at_ms));
        self.steps.extend(mic.into_iter().zip(far).map(|(mic, far)| [mic, far]));
    }

    fn counted(&self) -> TalkShare {
        let voices = self.voices();
        let [mic, far] = voices.each_ref().map(|voice| utterances(voice));
        let both = mic.iter().flat_map(|one| far.iter().map(|other| overlap(*one, *other))).sum();
        let mut interruptions: Vec<Interruption> = [(&mic, &far, Track::Far), (&far, &mic, Track::Mic)]
            .into_iter()
            .flat_map(|(first, second, by)| self.interruptions(first, second, by))
            .collect();
        interruptions.sort_by_key(|one| one.at_ms);
        TalkShare {
            heard: time(self.steps.len()),
            this_side: time(spoken(&mic)),
            far_end: time(spoken(&far)),
            both: time(both),
            longest_without_far_end: self.longest_without(&far),
            interruptions,
        }
    }

    /// Which steps are a side's own voice, and not the other's out of a loudspeaker.
    fn voices(&self) -> [Vec<bool>; 2] {
        [self.own_voice(|[mic, far]| (*mic, *far)), self.own_voice(|[mic, far]| (*far, *mic))]
    }

    fn own_voice(&self, own_and_other: impl Fn(&[Step; 2]) -> (Step, Step)) -> Vec<bool> {
        let steps: Vec<(Step, Step)> = self.steps.iter().map(own_and_other).collect();
        let leak = leak(&steps);
        let others: Vec<f32> = steps.iter().map(|(_, other)| other.power).collect();
        let is_own = |(number, (own, _)): (usize, &(Step, Step))| {
            let recent = others.get(number.saturating_sub(ECHO)..=number).unwrap_or_default();
            let echo = leak * recent.iter().copied().fold(0.0, f32::max);
            own.is_voice && own.power > OWN * echo
        };
        steps.iter().enumerate().map(is_own).collect()
    }

    fn interruptions(&self, first: &[Utterance], second: &[Utterance], by: Track) -> Vec<Interruption> {
        let interrupts = |one: &&Utterance| {
            let is_more = one.to - one.from >= MORE_THAN_A_WORD;
            is_more
                && first.iter().any(|other| {
                    other.from + SPOKEN_BEFORE <= one.from && other.to.min(one.to) >= one.from + AT_ONCE
                })
        };
        let found = second.iter().filter(interrupts);
        found.map(|one| Interruption { at_ms: self.at_ms(one.from), by }).collect()
    }

    fn longest_without(&self, said: &[Utterance]) -> Option<Silence> {
        let begins = std::iter::once(0).chain(said.iter().map(|one| one.to));
        let ends = said.iter().map(|one| one.from).chain([self.steps.len()]);
        let longest = begins.zip(ends).max_by_key(|(from, to)| to.saturating_sub(*from));
        longest
            .filter(|_| !self.steps.is_empty())
            .map(|(from, to)| Silence { at_ms: self.at_ms(from), lasted: time(to.saturating_sub(from)) })
    }

    fn at_ms(&self, step: usize) -> u64 {
        let place = self.places.partition_point(|(first, _)| *first <= step);
        let found = self.places.get(place.saturating_sub(1));
        found.map_or(0, |(first, at_ms)| at_ms + (step - first) as u64 * STEP_MS)
    }
}

/// How loud the other side is in a side's microphone, as a ratio of powers; 0 where its loudness does not follow the other's.
fn leak(steps: &[(Step, Step)]) -> f32 {
    let late = (0..=ECHO).map(|late| {
        let pairs = steps.iter().skip(late).zip(steps);
        let while_other_speaks = pairs.filter(|(_, (_, other))| other.is_voice && other.power > 0.0);
        while_other_speaks.map(|((own, _), (_, other))| (own.power, other.power)).collect::<Vec<_>>()
    });
    let alike = late.map(|pairs| (likeness(&pairs), pairs)).max_by(|a, b| a.0.total_cmp(&b.0));
    let Some((_, pairs)) = alike.filter(|(likeness, _)| *likeness >= FOLLOWS) else { return 0.0 };
    let mut ratios: Vec<f32> = pairs.iter().map(|(own, other)| own / other).collect();
    ratios.sort_by(f32::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or_default().min(LOUDEST_LEAK)
}

/// How the first of each pair follows the second: correlation of their logarithms, up to 1.
fn likeness(powers: &[(f32, f32)]) -> f64 {
    let log = |power: f32| f64::from(power + QUIETEST).ln();
    let n = powers.len().max(1) as f64;
    let mean = |of: fn(&(f32, f32)) -> f32| powers.iter().map(|pair| log(of(pair))).sum::<f64>() / n;
    let (first, second) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let sums = powers.iter().fold((0.0, 0.0, 0.0), |(xy, xx, yy), pair| {
        let (x, y) = (log(pair.0) - first, log(pair.1) - second);
        (xy + x * y, xx + x * x, yy + y * y)
    });
    let (xy, xx, yy) = sums;
    if xx * yy > 0.0 { xy / (xx * yy).sqrt() } else { 0.0 }
}

fn spoken(said: &[Utterance]) -> usize {
    said.iter().map(|one| one.to - one.from).sum()
}

fn overlap(one: Utterance, other: Utterance) -> usize {
    one.to.min(other.to).saturating_sub(one.from.max(other.from))
}

fn time(steps: usize) -> Duration {
    Duration::from_millis(steps as u64 * STEP_MS)
}
