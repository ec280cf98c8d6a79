//! One segment while it is written; knows no ring and no device.

use super::files::AudioFile;
use super::wav;
use std::io;

/// How long a segment is, in seconds: a damaged file costs five minutes at most, and For The Record writes as much.
const SEGMENT_SECONDS: u64 = 300;

/// Frames of a whole segment.
pub(super) fn whole(rate: u32) -> u64 {
    u64::from(rate) * SEGMENT_SECONDS
}

/// A segment that is being written.
pub(super) struct OpenSegment {
    pub(super) name: String,
    /// Frame of the take it begins with.
    pub(super) first_frame: u64,
    /// Frames written, synced or not.
    pub(super) frames: u64,
    wav: hound::WavWriter<Box<dyn AudioFile>>,
}

impl OpenSegment {
    /// Writes the header into a file just created.
    pub(super) fn begin(
        file: Box<dyn AudioFile>,
        name: String,
        rate: u32,
        first_frame: u64,
    ) -> io::Result<Self> {
        let wav = hound::WavWriter::new(file, wav::spec(rate)).map_err(as_io)?;
        Ok(Self { name, first_frame, frames: 0, wav })
    }

    /// Writes samples, in one call to the file.
    pub(super) fn put(&mut self, samples: &[i16]) -> io::Result<()> {
        let mut block = self.wav.get_i16_writer(samples.len() as u32);
        for &sample in samples {
            block.write_sample(sample);
        }
        block.flush().map_err(as_io)?;
        self.frames += samples.len() as u64;
        Ok(())
    }

    /// Makes the header true and syncs.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.wav.flush().map_err(as_io)
    }

    /// Makes the header true, syncs, and closes the file.
    pub(super) fn close(self) -> io::Result<()> {
        self.wav.finalize().map_err(as_io)
    }
}

fn as_io(error: hound::Error) -> io::Error {
    match error {
        hound::Error::IoError(error) => error,
        other => io::Error::other(other),
    }
}
