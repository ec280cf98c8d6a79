//! A call as one audio file: left this side, right the far end, lined up; WAV or FLAC. Memory does not grow with its length.

use super::Gaps;
use super::aligned::Aligned;
use super::reel::Reel;
use super::voids::{Leg, course};
use super::wav_head::wav_head;
use super::whole_file;
use crate::domain::track::Track;
use crate::files::Existing;
use flac_codec::encode::{FlacSampleWriter, Options};
use std::io::{self, Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Frames written at once.
const BLOCK: usize = 4096;

/// Bits a sample, as they were recorded.
const BITS: u32 = 16;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudioFormat {
    /// WAV, 16 bits; RF64 (EBU Tech 3306) where it would not fit in four gigabytes.
    Wav,
    /// FLAC (RFC 9639), 16 bits: the same samples in about half the room.
    Flac,
}

impl AudioFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Wav, Self::Flac];

    /// The name on the command line, which is the file extension too.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wav => "wav",
            Self::Flac => "flac",
        }
    }
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioOrder {
    /// In this format.
    pub format: AudioFormat,
    /// With gaps so.
    pub gaps: Gaps,
    /// What to do with a file that is there.
    pub existing: Existing,
}

/// What was written: all that the note about it must say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudioWritten {
    /// The tracks in the order of the file's channels: two (left this side, right the far end), or the only one there is, in
    /// a mono file.
    pub channels: Vec<Track>,
    /// Frames a second.
    pub rate: u32,
    /// How long it lasts.
    pub lasts: Duration,
    /// What became of gaps. [`Gaps::Silence`] gives each pause its length. What was filled with silence while recording
    /// stays, unless gaps are cut and no track has sound there.
    pub gaps: Gaps,
    /// Numbers of the takes that were left out because they are locked.
    pub locked: Vec<u32>,
    /// Files that are not there or hold less than the timeline tells; silence stands for what is missing.
    pub missing: Vec<String>,
}

/// Why no audio file was written. What was there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum AudioExportError {
    /// The call has no recording, or all of it is locked.
    #[error("there is nothing to hear")]
    Nothing,
    /// The person wanted it no more.
    #[error("given up by the person")]
    GivenUp,
    /// A file is there and is to be kept.
    #[error("there is a file already")]
    FileIsThere,
    /// It could not be read or written.
    #[error("the audio file could not be written")]
    Disk(#[source] io::Error),
}

/// Writes a reel from an audio folder to `to`, whole or not at all. `go_on` is asked a few times a second, with the part
/// that is done, 0 to 1.
///
/// # Errors
/// [`AudioExportError`].
pub fn write_audio(
    reel: &Arc<Reel>,
    folder: &Path,
    to: &Path,
    order: AudioOrder,
    go_on: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<AudioWritten, AudioExportError> {
    let channels = reel.tracks();
    let legs = course(reel, &channels, order.gaps);
    if !legs.iter().any(|leg| matches!(leg, Leg::Sound { .. })) {
        return Err(AudioExportError::Nothing);
    }
    let frames = legs.iter().map(length).sum();
    let mut pump =
        Pump { sound: Aligned::new(Arc::clone(reel), folder), legs, channels, frames, given_up: false };
    let written = whole_file::write(to, order.existing, |file| match order.format {
        AudioFormat::Wav => pump.wav(reel.rate(), file, go_on),
        AudioFormat::Flac => pump.flac(reel.rate(), file, go_on),
    });
    match written {
        Err(_) if pump.given_up => Err(AudioExportError::GivenUp),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(AudioExportError::FileIsThere),
        Err(error) => Err(AudioExportError::Disk(error)),
        Ok(()) => Ok(AudioWritten {
            rate: reel.rate(),
            lasts: crate::domain::entry::frames_as_time(frames, reel.rate()),
            gaps: order.gaps,
            locked: reel.takes().filter(|take| take.locked).map(|take| take.number).collect(),
            missing: pump.sound.missing().into_iter().collect(),
            channels: pump.channels,
        }),
    }
}

fn length(leg: &Leg) -> u64 {
    match leg {
        Leg::Sound { from, to } => to - from,
        Leg::Silence { frames, .. } => *frames,
    }
}

/// Carries samples from the reel to a file.
struct Pump {
    sound: Aligned,
    legs: Vec<Leg>,
    channels: Vec<Track>,
    /// Frames in all.
    frames: u64,
    given_up: bool,
}

impl Pump {
    fn wav(
        &mut self,
        rate: u32,
        file: &mut impl Write,
        go_on: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> io::Result<()> {
        file.write_all(&wav_head(rate, self.channels.len() as u16, self.frames))?;
        let mut bytes = Vec::new();
        self.run(go_on, &mut |samples| {
            bytes.clear();
            bytes.extend(samples.iter().flat_map(|&sample| (sample as i16).to_le_bytes()));
            file.write_all(&bytes)
        })
    }

    fn flac(
        &mut self,
        rate: u32,
        file: &mut (impl Write + Seek),
        go_on: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> io::Result<()> {
        let channels = self.channels.len();
        let total = self.frames * channels as u64;
        let mut flac =
            FlacSampleWriter::new(file, Options::default(), rate, BITS, channels as u8, Some(total))
                .map_err(io::Error::other)?;
        self.run(go_on, &mut |samples| flac.write(samples).map_err(io::Error::other))?;
        flac.finalize().map_err(io::Error::other)
    }

    /// Hands over everything, interleaved, as whole numbers of 16 bits.
    fn run(
        &mut self,
        go_on: &mut dyn FnMut(f32) -> ControlFlow<()>,
        put: &mut dyn FnMut(&[i32]) -> io::Result<()>,
    ) -> io::Result<()> {
        let (mut mic, mut far) = (vec![0.0; BLOCK], vec![0.0; BLOCK]);
        let mut done = 0_u64;
        for leg in self.legs.clone() {
            if let Leg::Sound { from, .. } = leg {
                self.sound.seek(from);
            }
            let mut left = length(&leg);
            while left > 0 {
                let wanted = usize::try_from(left).unwrap_or(BLOCK).min(BLOCK);
                let (mic, far) =
                    (mic.get_mut(..wanted).unwrap_or_default(), far.get_mut(..wanted).unwrap_or_default());
                let count = self.fill(&leg, mic, far)?;
                put(&interleaved(&self.channels, mic, far, count))?;
                left -= count as u64;
                done += count as u64;
                if go_on(done as f32 / self.frames as f32).is_break() {
                    self.given_up = true;
                    return Err(io::ErrorKind::Interrupted.into());
                }
            }
        }
        Ok(())
    }

    fn fill(&mut self, leg: &Leg, mic: &mut [f32], far: &mut [f32]) -> io::Result<usize> {
        if matches!(leg, Leg::Silence { .. }) {
            mic.fill(0.0);
            far.fill(0.0);
            return Ok(mic.len());
        }
        match self.sound.read(mic, far)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            count => Ok(count),
        }
    }
}

fn interleaved(channels: &[Track], mic: &[f32], far: &[f32], count: usize) -> Vec<i32> {
    let whole = |sample: f32| (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i32;
    let pairs = mic.iter().zip(far).take(count);
    pairs
        .flat_map(|(&mic, &far)| {
            channels.iter().map(move |track| whole(if track.is_this_side() { mic } else { far }))
        })
        .collect()
}
