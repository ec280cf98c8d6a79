//! Peaks: how loud a segment is, fifty times a second, in a small file beside it.
//!
//! `mic-0001.peaks` belongs to `mic-0001.wav`. It can be made again from it at any time, so no entry tells of it. Numbers
//! are little-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 0..4 | `RPPK` |
//! | 4..8 | version, 1 |
//! | 8..12 | frames a second of the segment |
//! | 12..16 | frames a peak |
//! | 16..24 | frames of the segment |
//! | then, frames / frames a peak, rounded up | a peak: smallest and largest sample, two bytes each |
//! | then, a 64th of that, rounded up | the same of 64 peaks together |

use super::segments::Wav;
use super::whole_file;
use crate::domain::recording::Segment;
use crate::files::Existing;
use std::io::{self, Write};
use std::path::Path;

/// How its file begins.
const MAGIC: [u8; 4] = *b"RPPK";

/// The version written and read.
const VERSION: u32 = 1;

/// Bytes before the first peak.
const HEADER_BYTES: usize = 24;

/// Bytes a peak.
const PEAK_BYTES: usize = 4;

/// Peaks a second.
const PEAKS_A_SECOND: u32 = 50;

/// Peaks in one of the coarse level.
const COARSE: usize = 64;

/// Frames read at once.
const BLOCK: usize = 16 * 1024;

/// Smallest and largest sample of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Peak {
    pub(super) min: i16,
    pub(super) max: i16,
}

impl Peak {
    /// Of no samples.
    pub(super) const NONE: Self = Self { min: i16::MAX, max: i16::MIN };

    pub(super) fn and(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    fn of_bytes([a, b, c, d]: [u8; PEAK_BYTES]) -> Self {
        Self { min: i16::from_le_bytes([a, b]), max: i16::from_le_bytes([c, d]) }
    }
}

/// The peaks of a segment.
#[derive(Clone, Debug)]
pub(super) struct Peaks {
    /// Frames a peak.
    per: u64,
    /// Both levels as in the file.
    fine: Vec<u8>,
    coarse: Vec<u8>,
}

impl Peaks {
    /// The loudest of the frames from `from` up to `to`, to the whole peak.
    pub(super) fn between(&self, from: u64, to: u64) -> Peak {
        let first = (from / self.per) as usize;
        let end = (to.div_ceil(self.per) as usize).max(first + 1).min(self.fine.len() / PEAK_BYTES);
        // What a coarse peak spans beyond the ends is a small part of so long a stretch.
        if end.saturating_sub(first) >= 4 * COARSE {
            loudest(&self.coarse, first / COARSE, end.div_ceil(COARSE))
        } else {
            loudest(&self.fine, first, end)
        }
    }

    fn of(per: u64, fine: Vec<u8>) -> Self {
        let mut coarse = Vec::with_capacity(fine.len() / COARSE + PEAK_BYTES);
        for some in fine.chunks(COARSE * PEAK_BYTES) {
            push(&mut coarse, loudest(some, 0, COARSE));
        }
        Self { per, fine, coarse }
    }
}

fn push(bytes: &mut Vec<u8>, peak: Peak) {
    bytes.extend(peak.min.to_le_bytes());
    bytes.extend(peak.max.to_le_bytes());
}

fn loudest(peaks: &[u8], from: usize, to: usize) -> Peak {
    let end = (to * PEAK_BYTES).min(peaks.len());
    let some = peaks.get(from * PEAK_BYTES..end).unwrap_or_default();
    some.as_chunks::<PEAK_BYTES>().0.iter().map(|&bytes| Peak::of_bytes(bytes)).fold(Peak::NONE, Peak::and)
}

/// Name of the peaks' file of a segment's file.
#[must_use]
pub fn peaks_file(segment: &str) -> String {
    format!("{}.peaks", segment.strip_suffix(".wav").unwrap_or(segment))
}

/// Makes the peaks of a finished segment and keeps them beside it, in place of any that are there. Worth doing as each
/// segment is finished: then the waveform is there at once.
///
/// # Errors
/// Where the segment cannot be read or its peaks cannot be written.
pub fn make_peaks(folder: &Path, segment: &Segment) -> io::Result<()> {
    let peaks = measure(folder, segment)?;
    keep(folder, segment, &peaks)
}

/// The peaks that are kept; `None` where there are none, or those of another length or version.
pub(super) fn read(folder: &Path, segment: &Segment) -> Option<Peaks> {
    let mut bytes = std::fs::read(folder.join(peaks_file(&segment.file))).ok()?;
    let per = per(segment.rate);
    let peaks = usize::try_from(segment.frames.div_ceil(u64::from(per))).ok()?;
    let ends = HEADER_BYTES + peaks * PEAK_BYTES;
    let fits = bytes.get(..HEADER_BYTES)? == header(segment)
        && bytes.len() == ends + peaks.div_ceil(COARSE) * PEAK_BYTES;
    fits.then(|| {
        let coarse = bytes.split_off(ends);
        Peaks { per: per.into(), fine: bytes.split_off(HEADER_BYTES), coarse }
    })
}

/// Reads the whole segment. Frames that are not there are silence.
pub(super) fn measure(folder: &Path, segment: &Segment) -> io::Result<Peaks> {
    let mut wav = Wav::open(&folder.join(&segment.file))?;
    let per = per(segment.rate);
    let block_frames = (BLOCK / per as usize).max(1) * per as usize;
    let (mut samples, mut bytes) = (vec![0.0; block_frames], Vec::new());
    let mut fine = Vec::new();
    let mut at = 0;
    while at < segment.frames {
        let count = usize::try_from(segment.frames - at).unwrap_or(usize::MAX).min(block_frames);
        let block = samples.get_mut(..count).unwrap_or_default();
        block.fill(0.0);
        wav.read(at, block, &mut bytes)?;
        for some in block.chunks(per as usize) {
            let whole = some.iter().map(|sample| (sample * 32_768.0) as i16);
            push(&mut fine, whole.fold(Peak::NONE, |peak, one| peak.and(Peak { min: one, max: one })));
        }
        at += count as u64;
    }
    Ok(Peaks::of(per.into(), fine))
}

/// Writes them beside the segment.
pub(super) fn keep(folder: &Path, segment: &Segment, peaks: &Peaks) -> io::Result<()> {
    whole_file::write(&folder.join(peaks_file(&segment.file)), Existing::Replace, |file| {
        file.write_all(&header(segment))?;
        file.write_all(&peaks.fine)?;
        file.write_all(&peaks.coarse)
    })
}

fn per(rate: u32) -> u32 {
    (rate / PEAKS_A_SECOND).max(1)
}

fn header(segment: &Segment) -> [u8; HEADER_BYTES] {
    let [version, rate, per] = [VERSION, segment.rate, per(segment.rate)].map(u32::to_le_bytes);
    let parts = [MAGIC.as_slice(), &version, &rate, &per, &segment.frames.to_le_bytes()];
    let mut header = [0; HEADER_BYTES];
    header.iter_mut().zip(parts.concat()).for_each(|(byte, part)| *byte = part);
    header
}
