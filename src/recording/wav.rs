//! The header of a segment, and how one that a crash left behind is mended; knows nothing of takes.
//!
//! A segment is 44 bytes of header and 16-bit mono PCM, as hound writes it (Multimedia Programming Interface and Data
//! Specifications 1.0, IBM and Microsoft 1991). After a crash the header tells the length as of the last flush; the file's
//! own length is the truth.

use super::files::StoredAudio;
use std::io::{self, SeekFrom, Write};

/// Bits a sample.
pub(super) const BITS: u16 = 16;

/// Bytes a frame: one channel of 16 bits.
const FRAME_BYTES: u64 = 2;

/// Bytes of the header before the first sample.
pub const HEADER_BYTES: usize = 44;

/// Where the length of the data stands: in the last four bytes of the header.
const DATA_AT: u64 = 40;

/// Where the length of everything behind it stands.
const RIFF_AT: u64 = 4;

/// Frames in a segment's file of this length.
pub(super) fn frames_in(length: u64) -> u64 {
    length.saturating_sub(HEADER_BYTES as u64) / FRAME_BYTES
}

/// What mending found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Frames the file holds.
    pub frames: u64,
    /// Frames a second, as the header says; `None` for a file too short to have one.
    pub rate: Option<u32>,
    /// Whether the header had to be changed.
    pub changed: bool,
}

/// Why a file was not mended. It was not touched.
#[derive(Debug, thiserror::Error)]
pub enum MendError {
    /// It begins like no segment of ours.
    #[error("it does not begin like a recording")]
    NotARecording,
    /// The disk.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// The specification hound writes segments by.
pub(super) fn spec(rate: u32) -> hound::WavSpec {
    hound::WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: BITS,
        sample_format: hound::SampleFormat::Int,
    }
}

/// Makes the header tell the length that the file has, syncs it, and gives it back its time of last change.
///
/// Only lengths are changed, in place; an odd byte at the end is left in the file and not counted. `rate` is what
/// `session.json` says: where a power cut left zeros in the place of the header, it is written anew from that. A file too
/// short for a header, or with half of one and nothing behind it, holds no frame and is left as it is. Doing it again changes nothing.
///
/// # Errors
/// [`MendError`].
pub fn mend(file: &mut dyn StoredAudio, rate: Option<u32>) -> Result<Mended, MendError> {
    let length = file.seek(SeekFrom::End(0))?;
    let empty = Mended { frames: 0, rate: None, changed: false };
    if length < HEADER_BYTES as u64 {
        return Ok(empty);
    }
    let mut found = [0_u8; HEADER_BYTES];
    file.seek(SeekFrom::Start(0))?;
    file.read_exact(&mut found)?;

    let frames = frames_in(length);
    // Segments are minutes long; four gigabytes are out of reach, and never worth a wrong length.
    let data = u32::try_from(frames * FRAME_BYTES).map_err(|_| MendError::NotARecording)?;
    let rate = match rate_of(&found).or_else(|| rate.filter(|_| found.iter().all(|&byte| byte == 0))) {
        Some(rate) => rate,
        None if frames == 0 => return Ok(empty),
        None => return Err(MendError::NotARecording),
    };
    let wanted = header(rate, data)?;
    if found == wanted {
        return Ok(Mended { frames, rate: Some(rate), changed: false });
    }
    let changed_at = file.modified()?;
    let (lengths_at, lengths) = if rate_of(&found).is_some() {
        (RIFF_AT, wanted.get(4..8).unwrap_or_default())
    } else {
        (0, wanted.as_slice())
    };
    write_at(file, lengths_at, lengths)?;
    write_at(file, DATA_AT, &data.to_le_bytes())?;
    file.flush()?;
    file.set_modified(changed_at)?;
    Ok(Mended { frames, rate: Some(rate), changed: true })
}

fn write_at(file: &mut dyn StoredAudio, at: u64, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)
}

/// The rate, where these bytes are the header of a segment of ours, whatever lengths it tells.
fn rate_of(found: &[u8; HEADER_BYTES]) -> Option<u32> {
    let rate = u32::from_le_bytes(found.get(24..28)?.try_into().ok()?);
    let mut expected = header(rate, 0).ok()?;
    for lengths in [4..8, 40..44] {
        expected.get_mut(lengths.clone())?.copy_from_slice(found.get(lengths)?);
    }
    (rate != 0 && expected == *found).then_some(rate)
}

fn header(rate: u32, data: u32) -> io::Result<[u8; HEADER_BYTES]> {
    let mut bytes = [0_u8; HEADER_BYTES];
    let mut out = bytes.as_mut_slice();
    out.write_all(b"RIFF")?;
    out.write_all(&data.saturating_add(HEADER_BYTES as u32 - 8).to_le_bytes())?;
    out.write_all(b"WAVEfmt ")?;
    out.write_all(&16_u32.to_le_bytes())?;
    out.write_all(&1_u16.to_le_bytes())?;
    out.write_all(&1_u16.to_le_bytes())?;
    out.write_all(&rate.to_le_bytes())?;
    out.write_all(&rate.saturating_mul(FRAME_BYTES as u32).to_le_bytes())?;
    out.write_all(&(FRAME_BYTES as u16).to_le_bytes())?;
    out.write_all(&BITS.to_le_bytes())?;
    out.write_all(b"data")?;
    out.write_all(&data.to_le_bytes())?;
    Ok(bytes)
}
