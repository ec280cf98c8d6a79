//! The disk thread of one track: drains its ring into segments, flushes and syncs; knows no device and no consent.

use super::files::AudioFiles;
use super::flow::Flow;
use super::hasher;
use super::segment::{self, OpenSegment};
use super::tap::{Intake, Loss};
use super::wav;
use crate::domain::recording::Segment;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long samples may wait in the ring.
const POLL: Duration = Duration::from_millis(20);

/// How long samples may wait for the disk. A crash loses at most this much, and `POLL`.
const SYNC_EVERY: Duration = Duration::from_millis(200);

/// Finished segments that may wait for their hash: more than a working day.
const MOST_UNHASHED: usize = 128;

/// Reports that may wait for the control thread, which looks twenty times a second.
const MOST_REPORTS: usize = 1024;

/// Samples moved at a time.
const BLOCK: usize = 8192;

/// Silence, to stand for what was lost.
static SILENCE: [i16; 4096] = [0; 4096];

/// What the threads of a take tell the control thread.
#[derive(Debug)]
pub(super) enum Report {
    /// Silence was written for frames that found the ring full.
    Lost { frame: u64, frames: u64 },
    /// A segment is finished and hashed.
    Hashed(Segment),
    /// A finished segment could not be read back.
    NotHashed(String),
    /// The writer is through.
    Written { frames: u64, fault: Option<Fault> },
    /// Everything is hashed: nothing more will come.
    Done,
}

/// Why the writer gave up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    DiskFull,
    Disk(String),
}

impl Fault {
    pub(super) fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Disk(error.to_string()),
        }
    }
}

/// A file that is closed and waits for its hash.
#[derive(Debug)]
pub(super) struct Closed {
    pub(super) name: String,
    pub(super) first_frame: u64,
    pub(super) frames: u64,
}

/// What a track is written as.
pub(super) struct TrackPlan {
    pub(super) name: &'static str,
    pub(super) rate: u32,
    pub(super) first_segment: u32,
}

/// Starts the threads of a track: one that writes, one that hashes what is written. Both end by themselves.
pub(super) fn spawn(
    take: u32,
    track: TrackPlan,
    intake: Intake,
    files: Box<dyn AudioFiles>,
) -> io::Result<Receiver<Report>> {
    let (tell, reports) = sync_channel(MOST_REPORTS);
    let (closed, to_hash) = sync_channel(MOST_UNHASHED);
    let (hash_files, tell_hash, rate) = (files.another(), tell.clone(), track.rate);
    thread::Builder::new()
        .name(format!("hash-{}", track.name))
        .spawn(move || hasher::run(hash_files.as_ref(), (take, rate), &to_hash, &tell_hash))?;
    let name = format!("write-{}", track.name);
    let writer = Writer::new(track, intake, files, closed, tell);
    thread::Builder::new().name(name).spawn(move || writer.run())?;
    Ok(reports)
}

/// The disk thread of one track.
struct Writer {
    track: TrackPlan,
    intake: Intake,
    files: Box<dyn AudioFiles>,
    closed: SyncSender<Closed>,
    reports: SyncSender<Report>,
    segment: Option<OpenSegment>,
    next_segment: u32,
    /// Samples taken out of the ring.
    popped: u64,
    /// Frames written, silence included.
    written: u64,
    /// Frames of silence written.
    silent: u64,
    next_loss: Option<Loss>,
    synced_at: Instant,
}

impl Writer {
    fn new(
        track: TrackPlan,
        intake: Intake,
        files: Box<dyn AudioFiles>,
        closed: SyncSender<Closed>,
        reports: SyncSender<Report>,
    ) -> Self {
        let next_segment = track.first_segment;
        Self {
            track,
            intake,
            files,
            closed,
            reports,
            segment: None,
            next_segment,
            popped: 0,
            written: 0,
            silent: 0,
            next_loss: None,
            synced_at: Instant::now(),
        }
    }

    /// Writes until told to finish, or until the disk fails. What was written is closed and sent on either way.
    fn run(mut self) {
        let fault = match self.write_until_finished() {
            Ok(()) => None,
            Err(error) => {
                self.rescue();
                Some(Fault::of(&error))
            }
        };
        // The control thread may be gone: then nobody is left to tell.
        self.reports.send(Report::Written { frames: self.written, fault }).ok();
    }

    fn write_until_finished(&mut self) -> io::Result<()> {
        loop {
            // Asked before draining: what comes into the ring before the answer is drained after it.
            let last = self.flow().finishes();
            self.drain()?;
            if last {
                let trailing = self.flow().lost().saturating_sub(self.silent);
                self.write_loss(trailing)?;
                return self.close_segment();
            }
            if self.synced_at.elapsed() >= SYNC_EVERY || self.flow().on_disk() == 0 {
                self.sync()?;
            }
            thread::sleep(POLL);
        }
    }

    fn flow(&self) -> &Flow {
        &self.intake.flow
    }

    fn drain(&mut self) -> io::Result<()> {
        loop {
            // The ring first: a loss is told before the samples that follow it.
            let waiting = self.intake.ring.slots();
            if self.next_loss.is_none() {
                self.next_loss = self.intake.losses.pop().ok();
            }
            let until_loss = self.next_loss.map(|loss| loss.after.saturating_sub(self.popped));
            if until_loss == Some(0) {
                let lost = self.next_loss.take().map_or(0, |loss| loss.frames);
                self.write_loss(lost)?;
                continue;
            }
            let most = until_loss.map_or(BLOCK, |frames| usize::try_from(frames).unwrap_or(BLOCK)).min(BLOCK);
            if waiting == 0 {
                return Ok(());
            }
            self.write_from_ring(waiting.min(most))?;
        }
    }

    fn write_from_ring(&mut self, count: usize) -> io::Result<()> {
        let mut block = [0_i16; BLOCK];
        let (filled, _) = self.intake.ring.pop_partial_slice(block.get_mut(..count).unwrap_or_default());
        self.popped += filled.len() as u64;
        self.write(filled)
    }

    fn write_loss(&mut self, frames: u64) -> io::Result<()> {
        if frames == 0 {
            return Ok(());
        }
        let frame = self.written;
        let mut left = frames;
        while left > 0 {
            let count = usize::try_from(left).unwrap_or(SILENCE.len()).min(SILENCE.len());
            self.write(SILENCE.get(..count).unwrap_or_default())?;
            left -= count as u64;
        }
        self.silent += frames;
        self.reports.send(Report::Lost { frame, frames }).ok();
        Ok(())
    }

    fn write(&mut self, mut samples: &[i16]) -> io::Result<()> {
        let whole = segment::whole(self.track.rate);
        while !samples.is_empty() {
            let segment = self.open_segment()?;
            let room = usize::try_from(whole - segment.frames).unwrap_or(samples.len());
            let (now, later) = samples.split_at(samples.len().min(room));
            segment.put(now)?;
            let is_whole = segment.frames >= whole;
            self.written += now.len() as u64;
            if is_whole {
                self.close_segment()?;
            }
            samples = later;
        }
        Ok(())
    }

    /// The segment to write to. It is created with the first sample, so that a take that never began leaves no file.
    fn open_segment(&mut self) -> io::Result<&mut OpenSegment> {
        let segment = self.segment.take().map_or_else(|| self.begin_segment(), Ok)?;
        Ok(self.segment.insert(segment))
    }

    fn begin_segment(&mut self) -> io::Result<OpenSegment> {
        let name = segment::file_name(self.track.name, self.next_segment);
        self.next_segment += 1;
        let file = self.files.create(&name)?;
        OpenSegment::begin(file, name.clone(), self.track.rate, self.written)
            .inspect_err(|_| self.mend(name, self.written))
    }

    fn sync(&mut self) -> io::Result<()> {
        let is_dirty = self.flow().on_disk() < self.written;
        if let Some(segment) = self.segment.as_mut().filter(|_| is_dirty) {
            segment.sync()?;
            self.intake.flow.note_on_disk(self.written);
        }
        self.synced_at = Instant::now();
        Ok(())
    }

    fn close_segment(&mut self) -> io::Result<()> {
        let Some(segment) = self.segment.take() else { return Ok(()) };
        let closed =
            Closed { name: segment.name.clone(), first_frame: segment.first_frame, frames: segment.frames };
        if let Err(error) = segment.close() {
            self.mend(closed.name, closed.first_frame);
            return Err(error);
        }
        self.intake.flow.note_on_disk(self.written);
        self.closed.send(closed).ok();
        Ok(())
    }

    /// The disk failed in mid-segment: what reached it is made readable.
    fn rescue(&mut self) {
        if let Some(segment) = self.segment.take() {
            let (name, first_frame) = (segment.name.clone(), segment.first_frame);
            // Whether closing works or not, the file's length is what counts.
            segment.close().ok();
            self.mend(name, first_frame);
        }
    }

    fn mend(&mut self, name: String, first_frame: u64) {
        let mended = self
            .files
            .open_existing(&name)
            .map_err(wav::MendError::from)
            .and_then(|mut file| wav::mend(file.as_mut(), Some(self.track.rate)));
        // A file that cannot be mended now is found and mended at the next start: it is on no timeline yet.
        if let Ok(mended) = mended {
            self.written = first_frame + mended.frames;
            self.intake.flow.note_on_disk(self.written);
            self.closed.send(Closed { name, first_frame, frames: mended.frames }).ok();
        }
    }
}
