//! The head of a WAV file whose length is known beforehand; knows no sound.
//!
//! Multimedia Programming Interface and Data Specifications 1.0 (IBM and Microsoft 1991); above four gigabytes RF64, EBU
//! Tech 3306.

/// Bits a sample.
const BITS: u16 = 16;

/// A length that says: it stands in `ds64`.
const ELSEWHERE: u32 = u32::MAX;

/// Bytes of the chunk `fmt `.
const FORMAT_BYTES: u32 = 16;

/// Bytes of the chunk `ds64` without a table.
const DS64_BYTES: u32 = 28;

/// Everything before the first sample of 16 bits.
pub(super) fn wav_head(rate: u32, channels: u16, frames: u64) -> Vec<u8> {
    let frame_bytes = channels * (BITS / 8);
    let data = frames * u64::from(frame_bytes);
    // "WAVE", the format with its head, and the head of the data.
    let around = u64::from(4 + 8 + FORMAT_BYTES + 8);
    let short = u32::try_from(data + around).ok().zip(u32::try_from(data).ok());
    let mut head = Vec::with_capacity(80);
    let (riff_length, data_length) = short.unwrap_or((ELSEWHERE, ELSEWHERE));
    head.extend(if short.is_some() { b"RIFF" } else { b"RF64" });
    head.extend(riff_length.to_le_bytes());
    head.extend(b"WAVE");
    if short.is_none() {
        head.extend(b"ds64");
        head.extend(DS64_BYTES.to_le_bytes());
        head.extend((data + around + 8 + u64::from(DS64_BYTES)).to_le_bytes());
        head.extend(data.to_le_bytes());
        head.extend(frames.to_le_bytes());
        head.extend(0_u32.to_le_bytes());
    }
    head.extend(b"fmt ");
    head.extend(FORMAT_BYTES.to_le_bytes());
    head.extend(1_u16.to_le_bytes());
    head.extend(channels.to_le_bytes());
    head.extend(rate.to_le_bytes());
    head.extend((rate * u32::from(frame_bytes)).to_le_bytes());
    head.extend(frame_bytes.to_le_bytes());
    head.extend(BITS.to_le_bytes());
    head.extend(b"data");
    head.extend(data_length.to_le_bytes());
    head
}

#[cfg(test)]
mod tests {
    use super::wav_head;

    #[test]
    fn a_short_file_has_the_head_that_others_read() {
        let mut file = wav_head(8_000, 2, 3);
        file.extend([1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0]);
        let mut wav = hound::WavReader::new(file.as_slice()).unwrap();
        assert_eq!((wav.spec().channels, wav.spec().sample_rate, wav.duration()), (2, 8_000, 3));
        assert_eq!(wav.samples::<i16>().map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
        assert_eq!(u32::from_le_bytes(file[4..8].try_into().unwrap()) as usize, file.len() - 8);
    }

    #[test]
    fn eight_hours_of_both_sides_are_longer_than_wav_can_tell_and_become_rf64() {
        let frames = 8 * 3_600 * 48_000_u64;
        let head = wav_head(48_000, 2, frames);
        assert_eq!((&head[..4], &head[8..16]), (&b"RF64"[..], &b"WAVEds64"[..]));
        let long = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().unwrap());
        assert_eq!([long(20), long(28), long(36)], [frames * 4 + head.len() as u64 - 8, frames * 4, frames]);
        assert_eq!((&head[4..8], &head[head.len() - 4..]), (&[0xFF; 4][..], &[0xFF; 4][..]));
    }
}
