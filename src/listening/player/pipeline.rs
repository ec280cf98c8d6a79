//! From a place on the reel to blocks for the device: mixes, brings to the device's rate, stretches, and keeps account of
//! which frame of the reel each sample belongs to.

use super::feed::{BLOCK, Block};
use super::{Hearing, Manner, Speed};
use crate::domain::track::Track;
use crate::listening::Gaps;
use crate::listening::aligned::Aligned;
use crate::listening::reel::Reel;
use crate::listening::resample::Resampler;
use crate::listening::voids::Void;
use std::collections::VecDeque;
use std::io;
use std::num::{NonZeroU16, NonZeroU32};

/// The longest silence that is heard for a gap, in milliseconds: nobody listens to a pause of ten minutes.
pub const LONGEST_SILENCE_MS: u64 = 2000;

/// Frames read at once.
const READ: usize = 1024;

/// What comes out of the reel: mixed, with gaps as they are wanted.
struct Head {
    /// The next frame of the reel.
    at: u64,
    end: u64,
    tracks: [bool; 2],
    /// Those not passed yet.
    voids: VecDeque<Void>,
    /// Silence to come before the sound goes on.
    silence: u64,
    /// Most silence for a gap.
    most_silence: u64,
    /// Frames handed out.
    out: u64,
    /// From which frame handed out on the reel stood where, and whether it moved.
    anchors: VecDeque<(u64, u64, bool)>,
    mic: Vec<f32>,
    far: Vec<f32>,
}

/// Makes the blocks of one run.
pub(super) struct Pipeline {
    head: Head,
    run: u32,
    speed: Speed,
    stretch: Option<wsola::TimeStretch>,
    to_device: Option<Resampler>,
    /// Frames of the reel to a frame of the device.
    ratio: f64,
    /// Samples made and not put into a block.
    made: VecDeque<f32>,
    /// Samples put into blocks.
    out: u64,
    input: Vec<f32>,
    stretched: Vec<f32>,
    is_dry: bool,
    is_over: bool,
}

impl Pipeline {
    /// A run that begins at a frame of the reel.
    pub(super) fn new(
        reel: &Reel,
        from: u64,
        run: u32,
        manner: Manner,
        device_rate: u32,
    ) -> io::Result<Self> {
        let ratio = f64::from(reel.rate()) / f64::from(device_rate.max(1));
        let to_device = if reel.rate() == device_rate { None } else { Some(Resampler::new(1.0 / ratio)?) };
        let stretch = match NonZeroU32::new(device_rate) {
            Some(rate) if manner.speed != Speed::NORMAL => {
                let mut stretch = wsola::TimeStretch::new(rate, NonZeroU16::MIN).map_err(io::Error::other)?;
                stretch.set_tempo(manner.speed.times());
                Some(stretch)
            }
            _ => None,
        };
        let stretched = vec![0.0; stretch.as_ref().map_or(0, wsola::TimeStretch::min_output_buff_size)];
        Ok(Self {
            head: Head::new(reel, from, manner),
            run,
            speed: manner.speed,
            stretch,
            to_device,
            ratio,
            made: VecDeque::new(),
            out: 0,
            input: vec![0.0; READ],
            stretched,
            is_dry: false,
            is_over: false,
        })
    }

    /// The next block; `None` after the last.
    pub(super) fn block(&mut self, sound: &mut Aligned) -> io::Result<Option<Block>> {
        if self.is_over {
            return Ok(None);
        }
        while self.made.len() < BLOCK && !self.is_dry {
            self.make(sound)?;
        }
        let len = self.made.len().min(BLOCK);
        let mut samples = [0.0; BLOCK];
        samples.iter_mut().zip(self.made.drain(..len)).for_each(|(place, sample)| *place = sample);
        let at = self.head.place_of(self.handed_out(self.out));
        self.out += len as u64;
        let next = self.head.place_of(self.handed_out(self.out));
        // Where the block jumps over a gap, the place creeps up to the jump.
        let most = len as f32 * self.speed.times() * self.ratio as f32;
        let step = (next.saturating_sub(at) as f32).min(most) / len.max(1) as f32;
        self.is_over = self.is_dry && self.made.is_empty();
        Ok(Some(Block { run: self.run, at, step, samples, len, is_last: self.is_over }))
    }

    /// How many frames had left the head when a sample for the device left.
    fn handed_out(&self, sample: u64) -> u64 {
        (sample as f64 * f64::from(self.speed.times()) * self.ratio) as u64
    }

    fn make(&mut self, sound: &mut Aligned) -> io::Result<()> {
        let head = &mut self.head;
        let was_dry = head.is_dry();
        let count = match &mut self.to_device {
            None => head.read(sound, &mut self.input)?,
            Some(resampler) => {
                let mut failed = None;
                resampler.read(&mut self.input, |needed| {
                    failed = failed.take().or(head.read(sound, needed).err());
                })?;
                failed.map_or(Ok(()), Err)?;
                if was_dry { 0 } else { self.input.len() }
            }
        };
        let input = self.input.get(..count).unwrap_or_default();
        self.is_dry = count == 0;
        let Some(stretch) = &mut self.stretch else {
            self.made.extend(input);
            return Ok(());
        };
        stretch.push(input);
        if self.is_dry {
            stretch.set_draining();
        }
        // An error says that more must be pushed first.
        while let Ok(written) = stretch.pull(&mut self.stretched) {
            self.made.extend(self.stretched.get(..written).unwrap_or_default());
            if written == 0 {
                break;
            }
        }
        Ok(())
    }
}

impl Head {
    fn new(reel: &Reel, from: u64, manner: Manner) -> Self {
        let tracks = manner.hearing.tracks();
        let mut voids: VecDeque<Void> = reel.voids(&tracks).into();
        voids.retain(|void| void.to > from || void.from == void.to && void.from >= from);
        let most_silence = match manner.gaps {
            Gaps::Cut => 0,
            Gaps::Silence => reel.frame(LONGEST_SILENCE_MS),
        };
        Self {
            at: from,
            end: reel.frames(),
            tracks: Track::ALL.map(|track| manner.hearing == Hearing::Both || tracks.contains(&track)),
            voids,
            silence: 0,
            most_silence,
            out: 0,
            anchors: VecDeque::new(),
            mic: vec![0.0; READ],
            far: vec![0.0; READ],
        }
    }

    fn is_dry(&self) -> bool {
        self.at >= self.end && self.silence == 0
    }

    /// Fills `out` as far as there is something, and with silence behind that; gives how far.
    fn read(&mut self, sound: &mut Aligned, out: &mut [f32]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < out.len() {
            self.pass_voids();
            let rest = out.get_mut(filled..).unwrap_or_default();
            let count = if self.silence > 0 {
                let count = rest.len().min(usize::try_from(self.silence).unwrap_or(usize::MAX));
                rest.get_mut(..count).unwrap_or_default().fill(0.0);
                self.anchor(false);
                self.silence -= count as u64;
                count
            } else if self.at < self.end {
                self.read_sound(sound, rest)?
            } else {
                rest.fill(0.0);
                break;
            };
            if count == 0 {
                break;
            }
            self.out += count as u64;
            filled += count;
        }
        Ok(filled)
    }

    /// Jumps over what begins here.
    fn pass_voids(&mut self) {
        while let Some(void) = self.voids.front().copied().filter(|void| void.from <= self.at) {
            self.voids.pop_front();
            self.silence += void.lasted.min(self.most_silence);
            self.at = self.at.max(void.to);
        }
    }

    fn read_sound(&mut self, sound: &mut Aligned, out: &mut [f32]) -> io::Result<usize> {
        let until = self.voids.front().map_or(self.end, |void| void.from.min(self.end));
        let most = out.len().min(READ).min(usize::try_from(until - self.at).unwrap_or(usize::MAX));
        self.anchor(true);
        sound.seek(self.at);
        let (mic, far) = (self.mic.get_mut(..most), self.far.get_mut(..most));
        let (mic, far) = (mic.unwrap_or_default(), far.unwrap_or_default());
        let count = sound.read(mic, far)?;
        let [with_mic, with_far] = self.tracks.map(|heard| f32::from(u8::from(heard)));
        for (place, (mic, far)) in out.iter_mut().zip(mic.iter().zip(&*far)).take(count) {
            *place = (mic * with_mic + far * with_far).clamp(-1.0, 1.0);
        }
        self.at += count as u64;
        Ok(count)
    }

    /// Notes where the reel stands, if that does not follow from what was noted before.
    fn anchor(&mut self, moves: bool) {
        let follows = self.anchors.back().is_some_and(|&(out, at, moved)| {
            moved == moves && self.at == if moved { at + (self.out - out) } else { at }
        });
        if !follows {
            self.anchors.push_back((self.out, self.at, moves));
        }
    }

    /// The frame of the reel that a frame handed out belongs to. Asked in order: what lies before is forgotten.
    fn place_of(&mut self, out: u64) -> u64 {
        while self.anchors.get(1).is_some_and(|next| next.0 <= out) {
            self.anchors.pop_front();
        }
        match self.anchors.front() {
            Some(&(from, at, true)) => (at + out.saturating_sub(from)).min(self.end),
            Some(&(_, at, false)) => at,
            None => self.at,
        }
    }
}
