//! Reads the frames of one track of a take out of its segments, in any order, as if they were one file.
//!
//! What is not there is silence, and is told: a file that is missing, cut short, or unreadable.

use crate::domain::recording::Segment;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Bytes a frame: one channel of 16 bits.
const FRAME_BYTES: u64 = 2;

/// Most frames read at once.
const BLOCK: usize = 8192;

/// Sample value that is 1.0.
const FULL_SCALE: f32 = 32_768.0;

/// The frames of one track of a take.
pub(super) struct TrackFrames {
    folder: PathBuf,
    segments: Vec<Segment>,
    open: Option<OpenWav>,
    bytes: Vec<u8>,
    missing: BTreeSet<String>,
}

struct OpenWav {
    name: String,
    wav: Wav,
}

impl TrackFrames {
    /// Segments in the order of their frames.
    pub(super) fn new(folder: &Path, segments: Vec<Segment>) -> Self {
        Self {
            folder: folder.to_path_buf(),
            segments,
            open: None,
            bytes: Vec::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Files that held less than the timeline tells, so far.
    pub(super) fn missing(&self) -> &BTreeSet<String> {
        &self.missing
    }

    /// Reads frames from `from` on, which may lie before the first frame or behind the last.
    pub(super) fn read(&mut self, from: i64, out: &mut [f32]) {
        out.fill(0.0);
        let end = from.saturating_add(signed(out.len() as u64));
        let first = self.segments.partition_point(|one| signed(one.first_frame + one.frames) <= from);
        for number in first..self.segments.len() {
            let Some(segment) = self.segments.get(number) else { break };
            let begins = signed(segment.first_frame);
            if begins >= end {
                break;
            }
            let stop = end.min(signed(segment.first_frame + segment.frames));
            let start = from.max(begins);
            let (at, len) = ((start - from) as usize, (stop - start).max(0) as usize);
            let name = segment.file.clone();
            if let Some(part) = out.get_mut(at..at + len) {
                let whole =
                    self.read_from(&name, (start - begins) as u64, part).is_ok_and(|read| read == len);
                if !whole {
                    self.missing.insert(name);
                    self.open = None;
                }
            }
        }
    }

    /// Gives how many frames were there.
    fn read_from(&mut self, name: &str, frame: u64, out: &mut [f32]) -> io::Result<usize> {
        if self.open.as_ref().is_none_or(|open| open.name != name) {
            let wav = Wav::open(&self.folder.join(name))?;
            self.open = Some(OpenWav { name: name.to_owned(), wav });
        }
        match &mut self.open {
            Some(open) => open.wav.read(frame, out, &mut self.bytes),
            None => Ok(0),
        }
    }
}

/// A frame number beside those that may lie before the first.
pub(super) fn signed(frame: u64) -> i64 {
    i64::try_from(frame).unwrap_or(i64::MAX)
}

/// A 16-bit mono WAV file, read from any frame on.
pub(super) struct Wav {
    file: File,
    /// Where the samples begin, in bytes.
    begins: u64,
    /// Where the next read would go on, in bytes.
    at: u64,
    /// Frames in it.
    frames: u64,
}

impl Wav {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let reader = hound::WavReader::new(File::open(path)?).map_err(as_io)?;
        let spec = reader.spec();
        let is_ours = spec.channels == 1
            && spec.bits_per_sample == 16
            && spec.sample_format == hound::SampleFormat::Int;
        if !is_ours {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "not a mono recording of 16 bits"));
        }
        let frames = u64::from(reader.duration());
        let mut file = reader.into_inner();
        let begins = file.stream_position()?;
        Ok(Self { file, begins, at: begins, frames })
    }

    /// Reads from a frame on; gives how many frames were there.
    pub(super) fn read(&mut self, frame: u64, out: &mut [f32], bytes: &mut Vec<u8>) -> io::Result<usize> {
        let there = usize::try_from(self.frames.saturating_sub(frame)).unwrap_or(usize::MAX).min(out.len());
        let from = self.begins + frame * FRAME_BYTES;
        if self.at != from {
            self.at = self.file.seek(SeekFrom::Start(from))?;
        }
        let mut read = 0;
        for part in out.get_mut(..there).unwrap_or_default().chunks_mut(BLOCK) {
            bytes.resize(part.len() * FRAME_BYTES as usize, 0);
            let got = read_whole(&mut self.file, bytes)?;
            self.at += got as u64;
            for (sample, bytes) in part.iter_mut().zip(bytes.as_chunks::<2>().0) {
                *sample = f32::from(i16::from_le_bytes(*bytes)) / FULL_SCALE;
            }
            let frames = got / FRAME_BYTES as usize;
            read += frames;
            if frames < part.len() {
                part.get_mut(frames..).unwrap_or_default().fill(0.0);
                break;
            }
        }
        Ok(read)
    }
}

/// Fills `bytes` as far as the file goes.
fn read_whole(file: &mut File, bytes: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

pub(super) fn as_io(error: hound::Error) -> io::Error {
    match error {
        hound::Error::IoError(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, other),
    }
}
