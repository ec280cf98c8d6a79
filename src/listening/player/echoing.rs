//! Plays the sound of a sound check, once, and drops it. Knows no file.
//!
//! The one place that takes samples out of an [`Echo`]. They go into the feed of an output and nowhere else.

use super::feed::{BLOCK, BLOCKS, Block, Feed, Shared};
use super::{Output, OutputError};
use crate::echo::Echo;
use crate::listening::resample::Resampler;
use rtrb::{Producer, RingBuffer};
use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How often the ring is filled up, and it is told how far it is.
const EVERY: Duration = Duration::from_millis(40);

/// Silence after the sound, in parts of a second: an output is closed before it has played the last it took.
const SILENCE_PARTS: u32 = 3;

/// Levels kept, a second of sound.
const LEVELS_A_SECOND: u32 = 20;

/// What is told while the sound is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EchoTold {
    /// It is heard.
    Playing {
        /// Milliseconds of it that are still to come.
        left_ms: u64,
        /// Loudest sample that is heard now, 0 to 1 of full scale.
        level: f32,
    },
    /// It came to its end, or was ended; nothing of it is left.
    Ended,
    /// There is no sound output, or it was lost.
    NoOutput,
}

/// Plays the sound on a thread of its own, until it was heard once or its check is over.
///
/// # Errors
/// Where no thread can be had.
pub fn play_echo(
    echo: Echo,
    output: Box<dyn Output>,
    tell: impl Fn(EchoTold) + Send + 'static,
) -> io::Result<()> {
    let play = move || {
        let ended = Deck::open(echo, output).and_then(|deck| deck.run(&tell));
        tell(if ended.is_ok() { EchoTold::Ended } else { EchoTold::NoOutput });
    };
    thread::Builder::new().name("sound-check".to_owned()).spawn(play).map(drop)
}

/// The sound on its way to the output.
struct Deck {
    echo: Echo,
    output: Box<dyn Output>,
    /// Rate of the output.
    rate: u32,
    shared: Arc<Shared>,
    run: u32,
    to_device: Option<Resampler>,
    /// Samples at the microphone's rate that wait for more.
    waiting: VecDeque<f32>,
    /// Samples at the output's rate that are in no block yet.
    made: VecDeque<f32>,
    /// Samples put into blocks.
    out: u64,
    /// Whether the last block was given.
    is_given: bool,
    /// Silence that is still to follow the sound, at the microphone's rate.
    silence: usize,
    /// The loudest of each piece of sound, and the part of a piece that is not whole.
    levels: Vec<f32>,
    piece: (usize, f32),
}

impl Deck {
    fn open(echo: Echo, mut output: Box<dyn Output>) -> Result<Self, OutputError> {
        let from = echo.rate();
        let rate = output.rate(from)?;
        let to_device = (rate != from)
            .then(|| Resampler::new(f64::from(rate) / f64::from(from)))
            .transpose()
            .map_err(|error| OutputError::NotOpened(error.to_string()))?;
        let shared = Arc::new(Shared::default());
        let run = shared.next_run();
        Ok(Self {
            silence: (from / SILENCE_PARTS) as usize,
            echo,
            output,
            rate,
            shared,
            run,
            to_device,
            waiting: VecDeque::new(),
            made: VecDeque::new(),
            out: 0,
            is_given: false,
            levels: Vec::new(),
            piece: (0, 0.0),
        })
    }

    fn run(mut self, tell: &impl Fn(EchoTold)) -> Result<(), OutputError> {
        let (mut ring, blocks) = RingBuffer::new(BLOCKS);
        let frames = (self.echo.frames_to_play() + self.silence) as u64;
        // Before the device asks, so that the first buffer has something.
        self.fill(&mut ring)?;
        self.shared.sound();
        let feed = Feed::new(Arc::clone(&self.shared), blocks);
        let device = self.output.open(self.rate, feed)?;
        while !self.echo.is_over() && !self.shared.has_ended() {
            if self.shared.is_lost() {
                return Err(OutputError::NoDevice);
            }
            self.fill(&mut ring)?;
            tell(self.told(frames));
            thread::sleep(EVERY);
        }
        // With the next buffer, and not when the device is closed.
        self.shared.hush();
        drop(device);
        Ok(())
    }

    fn told(&self, frames: u64) -> EchoTold {
        let at = self.shared.at();
        let rate = u64::from(self.echo.rate());
        let piece = usize::try_from(at * u64::from(LEVELS_A_SECOND) / rate).unwrap_or(usize::MAX);
        let level = self.levels.get(piece).copied().unwrap_or_default();
        EchoTold::Playing { left_ms: frames.saturating_sub(at) * 1000 / rate, level }
    }

    /// Fills the ring as far as there is room and sound.
    fn fill(&mut self, ring: &mut Producer<Block>) -> Result<(), OutputError> {
        while ring.slots() > 0 {
            while self.made.len() < BLOCK && self.take() {
                self.make().map_err(|error| OutputError::NotOpened(error.to_string()))?;
            }
            let Some(block) = self.block() else { break };
            // The ring has room.
            ring.push(block).unwrap_or_default();
        }
        Ok(())
    }

    /// Takes a little more out of the echo, then of the silence after it; whether there was any.
    fn take(&mut self) -> bool {
        let mut samples = [0.0; BLOCK];
        let count = match self.echo.hand_out(&mut samples) {
            0 => {
                let count = self.silence.min(BLOCK);
                self.silence -= count;
                count
            }
            count => count,
        };
        let taken = samples.get(..count).unwrap_or_default();
        self.waiting.extend(taken);
        for sample in taken {
            self.note(*sample);
        }
        count > 0
    }

    fn note(&mut self, sample: f32) {
        let (len, loudest) = self.piece;
        self.piece = (len + 1, loudest.max(sample.abs()));
        if self.piece.0 >= (self.echo.rate() / LEVELS_A_SECOND).max(1) as usize {
            self.levels.push(self.piece.1);
            self.piece = (0, 0.0);
        }
    }

    /// Brings what waits to the output's rate.
    fn make(&mut self) -> io::Result<()> {
        match &mut self.to_device {
            None => self.made.append(&mut self.waiting),
            Some(resampler) => {
                let mut made = Vec::new();
                resampler.pass(&mut self.waiting, &mut made)?;
                self.made.extend(made);
            }
        }
        Ok(())
    }

    /// The next block; `None` once the last was given.
    fn block(&mut self) -> Option<Block> {
        let is_dry = self.silence == 0 && self.echo.frames_to_play() == 0;
        let len = self.made.len().min(BLOCK);
        if self.is_given || (len < BLOCK && !is_dry) {
            return None;
        }
        let step = self.echo.rate() as f32 / self.rate.max(1) as f32;
        let mut samples = [0.0; BLOCK];
        samples.iter_mut().zip(self.made.drain(..len)).for_each(|(place, sample)| *place = sample);
        let at = (self.out as f64 * f64::from(step)) as u64;
        self.out += len as u64;
        self.is_given = is_dry && self.made.is_empty();
        Some(Block { run: self.run, at, step, samples, len, is_last: self.is_given })
    }
}
