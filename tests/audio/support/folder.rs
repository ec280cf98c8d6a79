//! An audio folder on a real disk, with faults that a test may switch on.

use rapport::domain::track::Track;
use rapport::recording::{AudioFile, AudioFiles, StoredAudio};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

/// What can go wrong.
#[derive(Debug)]
pub struct Faults {
    /// Bytes that still fit on the disk.
    pub room: AtomicI64,
    /// Writes in place that still work before the program is "killed".
    pub mends: AtomicI64,
    /// Held by a test to stall every write of samples.
    pub stall: Mutex<()>,
    /// How many writes are held up by that now.
    pub stalled: AtomicUsize,
    /// Held by a test to stall every hash.
    pub stall_hash: Mutex<()>,
    /// Whether hashes fail.
    pub unreadable: AtomicBool,
    /// Bytes that the disk says are free; below zero it says nothing.
    pub free: AtomicI64,
    /// Whether the disk itself is asked for that.
    pub asks_disk: AtomicBool,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            room: AtomicI64::new(i64::MAX),
            mends: AtomicI64::new(i64::MAX),
            stall: Mutex::new(()),
            stalled: AtomicUsize::new(0),
            stall_hash: Mutex::new(()),
            unreadable: AtomicBool::new(false),
            free: AtomicI64::new(-1),
            asks_disk: AtomicBool::new(false),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    pub faults: Arc<Faults>,
}

impl Folder {
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), faults: Arc::default() }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Names of the WAV files, sorted.
    pub fn wavs(&self) -> Vec<String> {
        let mut names: Vec<_> =
            self.names().unwrap().into_iter().filter(|name| name.contains(".wav")).collect();
        names.sort();
        names
    }

    /// The samples of this side's files one after the other, as an independent reader sees them.
    pub fn samples(&self) -> Vec<i16> {
        self.samples_of(Track::Mic)
    }

    /// A file that a kill cut off before its header was on disk has none.
    pub fn samples_of(&self, track: Track) -> Vec<i16> {
        let has_header = |name: &&String| fs::metadata(self.file(name)).is_ok_and(|data| data.len() >= 44);
        self.wavs_of(track).iter().filter(has_header).flat_map(|name| read(&self.file(name))).collect()
    }

    /// Frames in this side's files, whatever their headers say.
    pub fn frames_on_disk(&self) -> u64 {
        self.frames_of(Track::Mic)
    }

    pub fn frames_of(&self, track: Track) -> u64 {
        let length = |name: &String| fs::metadata(self.file(name)).map_or(0, |data| data.len());
        self.wavs_of(track).iter().map(|name| length(name).saturating_sub(44) / 2).sum()
    }

    fn wavs_of(&self, track: Track) -> Vec<String> {
        let is_of = |name: &String| Track::of_segment_file(name).is_some_and(|(of, _)| of == track);
        self.wavs().into_iter().filter(is_of).collect()
    }

    /// Frame and milliseconds of every mark in `clock.jsonl` of a take and a track.
    pub fn marks(&self, take: u32, track: Track) -> Vec<(u64, f64)> {
        let text = fs::read_to_string(self.file("clock.jsonl")).unwrap_or_default();
        let marks = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        marks
            .filter(|mark| mark["take"] == take && mark["track"] == track.name())
            .map(|mark| (mark["frame"].as_u64().unwrap(), mark["ms"].as_f64().unwrap()))
            .collect()
    }

    pub fn session(&self) -> serde_json::Value {
        serde_json::from_slice(&fs::read(self.file("session.json")).unwrap()).unwrap()
    }

    fn take_room(&self, wanted: usize) -> io::Result<usize> {
        let room = self.faults.room.load(Ordering::SeqCst);
        let given = room.clamp(0, i64::try_from(wanted).unwrap());
        self.faults.room.fetch_sub(given, Ordering::SeqCst);
        if given == 0 && wanted > 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(given as usize) }
    }
}

/// The samples of a WAV file.
pub fn read(path: &Path) -> Vec<i16> {
    let mut reader =
        hound::WavReader::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader.samples::<i16>().map(Result::unwrap).collect()
}

impl AudioFiles for Folder {
    fn another(&self) -> Box<dyn AudioFiles> {
        Box::new(self.clone())
    }

    fn next_segment(&self, track: &str) -> io::Result<u32> {
        let number = |name: &String| {
            name.strip_prefix(track)?.strip_prefix('-')?.strip_suffix(".wav")?.parse::<u32>().ok()
        };
        Ok(self.names()?.iter().filter_map(number).max().unwrap_or(0) + 1)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        fs::read_dir(&self.path)?.map(|entry| Ok(entry?.file_name().into_string().unwrap())).collect()
    }

    fn save_session(&mut self, json: &[u8]) -> io::Result<()> {
        self.take_room(json.len())?;
        let mut file = tempfile::NamedTempFile::new_in(&self.path)?;
        file.write_all(json)?;
        file.as_file().sync_all()?;
        file.persist(self.file("session.json"))?;
        Ok(())
    }

    fn load_session(&self) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.file("session.json")) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            other => other.map(Some),
        }
    }

    fn create(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>> {
        let file = OpenOptions::new().write(true).create_new(true).open(self.file(name))?;
        Ok(Box::new(Writing { file, folder: self.clone() }))
    }

    fn append_to(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>> {
        let path = self.file(name);
        let is_whole = fs::read(&path).is_ok_and(|text| text.last().is_none_or(|&last| last == b'\n'));
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        if !is_whole && file.metadata()?.len() > 0 {
            file.write_all(b"\n")?;
        }
        Ok(Box::new(Writing { file, folder: self.clone() }))
    }

    fn open_existing(&mut self, name: &str) -> io::Result<Box<dyn StoredAudio>> {
        let file = OpenOptions::new().read(true).write(true).open(self.file(name))?;
        Ok(Box::new(Stored { file, folder: self.clone() }))
    }

    fn length(&self, name: &str) -> io::Result<u64> {
        let about = fs::symlink_metadata(self.file(name))?;
        if about.is_file() { Ok(about.len()) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    fn sha256(&self, name: &str) -> io::Result<String> {
        drop(self.faults.stall_hash.lock().unwrap());
        if self.faults.unreadable.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(sha256(&self.file(name)))
    }

    fn free_bytes(&self) -> Option<u64> {
        if self.faults.asks_disk.load(Ordering::SeqCst) {
            return rapport::app::runner::free_bytes(&self.path);
        }
        self.faults.free.load(Ordering::SeqCst).try_into().ok()
    }
}

pub fn sha256(path: &Path) -> String {
    let digest = Sha256::digest(fs::read(path).unwrap());
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from_digit(digit.into(), 16).unwrap()).collect()
}

struct Writing {
    file: File,
    folder: Folder,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.folder.faults.stalled.fetch_add(1, Ordering::SeqCst);
        drop(self.folder.faults.stall.lock().unwrap());
        self.folder.faults.stalled.fetch_sub(1, Ordering::SeqCst);
        // Only what makes the file longer needs room.
        let end = self.file.metadata()?.len().max(self.file.stream_position()?);
        let within = (end - self.file.stream_position()?).min(bytes.len() as u64) as usize;
        let longer = bytes.len() - within;
        let given = if longer == 0 { within } else { within + self.folder.take_room(longer)? };
        self.file.write_all(&bytes[..given])?;
        Ok(given)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }
}

impl Seek for Writing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

struct Stored {
    file: File,
    folder: Folder,
}

impl Read for Stored {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.file.read(into)
    }
}

impl Write for Stored {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.folder.faults.mends.fetch_sub(1, Ordering::SeqCst) <= 0 {
            return Err(io::ErrorKind::Other.into());
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.sync_all()
    }
}

impl Seek for Stored {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl StoredAudio for Stored {
    fn modified(&self) -> io::Result<SystemTime> {
        self.file.metadata()?.modified()
    }

    fn set_modified(&mut self, to: SystemTime) -> io::Result<()> {
        self.file.set_modified(to)
    }
}
