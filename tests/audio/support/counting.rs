//! An audio folder without a disk: counts frames, compares them with the test signal, keeps none.

use rapport::domain::track::Track;
use rapport::recording::{AudioFile, AudioFiles, StoredAudio};
use std::collections::HashMap;
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

const HEADER: u64 = 44;

#[derive(Clone, Default)]
pub struct CountingFiles(Arc<Counts>);

#[derive(Default)]
struct Counts {
    /// Frames of each track.
    frames: [AtomicU64; 2],
    next: [AtomicU32; 2],
    wrong: AtomicU64,
    /// Bytes of each file.
    lengths: Mutex<HashMap<String, u64>>,
}

impl CountingFiles {
    pub fn frames(&self, track: Track) -> u64 {
        self.0.frames[track as usize].load(Ordering::SeqCst)
    }

    /// Samples that are not those of the test signal.
    pub fn wrong(&self) -> u64 {
        self.0.wrong.load(Ordering::SeqCst)
    }
}

impl AudioFiles for CountingFiles {
    fn another(&self) -> Box<dyn AudioFiles> {
        Box::new(self.clone())
    }

    fn next_segment(&self, _: &str) -> io::Result<u32> {
        Ok(1)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        Ok(Vec::new())
    }

    fn save_session(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn load_session(&self) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    fn create(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>> {
        let (track, number) = Track::of_segment_file(name).ok_or(ErrorKind::InvalidInput)?;
        assert_eq!(self.0.next[track as usize].fetch_add(1, Ordering::SeqCst) + 1, number, "no file twice");
        let (counts, name) = (Arc::clone(&self.0), name.to_owned());
        Ok(Box::new(Counter { counts, name, track: Some(track), at: 0, end: HEADER }))
    }

    fn append_to(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>> {
        let (counts, name) = (Arc::clone(&self.0), name.to_owned());
        Ok(Box::new(Counter { counts, name, track: None, at: 0, end: 0 }))
    }

    fn open_existing(&mut self, _: &str) -> io::Result<Box<dyn StoredAudio>> {
        Err(ErrorKind::NotFound.into())
    }

    fn length(&self, name: &str) -> io::Result<u64> {
        self.0.lengths.lock().unwrap().get(name).copied().ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn sha256(&self, _: &str) -> io::Result<String> {
        Ok(String::new())
    }

    fn free_bytes(&self) -> Option<u64> {
        None
    }
}

struct Counter {
    counts: Arc<Counts>,
    name: String,
    /// `None` for what is no recording.
    track: Option<Track>,
    at: u64,
    end: u64,
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(track) = self.track.filter(|_| self.at >= HEADER) {
            assert_eq!(self.at, self.end, "samples are only added");
            let frames = &self.counts.frames[track as usize];
            let first = frames.load(Ordering::SeqCst);
            let samples = bytes.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]]));
            let wrong =
                samples.zip(first..).filter(|(sample, index)| *sample != super::expected(*index)).count();
            self.counts.wrong.fetch_add(wrong as u64, Ordering::SeqCst);
            frames.fetch_add(bytes.len() as u64 / 2, Ordering::SeqCst);
            self.end += bytes.len() as u64;
            self.counts.lengths.lock().unwrap().insert(self.name.clone(), self.end);
        }
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Counter {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = i64::try_from(self.end).unwrap();
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => self.at.checked_add_signed(by).unwrap(),
            SeekFrom::End(by) => u64::try_from(end + by).unwrap(),
        };
        Ok(self.at)
    }
}
