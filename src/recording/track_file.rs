//! The files of one track of a take: segments one after the other, synced, closed, sent on to be hashed; knows no ring and
//! no clock.

use super::files::AudioFiles;
use super::marks::Marks;
use super::place::Reach;
use super::segment::{self, OpenSegment};
use super::wav;
use crate::domain::track::Track;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};

/// How long samples may wait for the disk. A crash loses at most this much, and what the writer leaves in the ring.
const SYNC_EVERY: Duration = Duration::from_millis(200);

/// Silence, to stand for what was lost.
static SILENCE: [i16; 4096] = [0; 4096];

/// A file that is closed and waits for its hash.
#[derive(Debug)]
pub(super) struct Closed {
    pub(super) name: String,
    pub(super) first_frame: u64,
    pub(super) frames: u64,
}

/// What a track is written as.
#[derive(Clone, Copy, Debug)]
pub(super) struct TrackPlan {
    pub(super) take: u32,
    pub(super) track: Track,
    pub(super) rate: u32,
    pub(super) first_segment: u32,
}

/// The files of one track of a take.
pub(super) struct TrackFile {
    plan: TrackPlan,
    files: Box<dyn AudioFiles>,
    closed: SyncSender<Closed>,
    reach: Arc<Reach>,
    segment: Option<OpenSegment>,
    next_segment: u32,
    /// Frames written, silence included.
    written: u64,
    synced_at: Instant,
    pub(super) marks: Marks,
}

impl TrackFile {
    pub(super) fn new(
        plan: TrackPlan,
        files: Box<dyn AudioFiles>,
        closed: SyncSender<Closed>,
        reach: Arc<Reach>,
    ) -> Self {
        Self {
            plan,
            files,
            closed,
            reach,
            segment: None,
            next_segment: plan.first_segment,
            written: 0,
            synced_at: Instant::now(),
            marks: Marks::new(plan.take, plan.track),
        }
    }

    /// Frames written, silence included.
    pub(super) fn written(&self) -> u64 {
        self.written
    }

    pub(super) fn write_silence(&mut self, frames: u64) -> io::Result<()> {
        let mut left = frames;
        while left > 0 {
            let count = usize::try_from(left).unwrap_or(SILENCE.len()).min(SILENCE.len());
            self.write(SILENCE.get(..count).unwrap_or_default())?;
            left -= count as u64;
        }
        Ok(())
    }

    pub(super) fn write(&mut self, mut samples: &[i16]) -> io::Result<()> {
        let whole = segment::whole(self.plan.rate);
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
        let name = self.plan.track.segment_file(self.next_segment);
        self.next_segment += 1;
        let file = self.files.create(&name)?;
        OpenSegment::begin(file, name.clone(), self.plan.rate, self.written)
            .inspect_err(|_| self.mend(name, self.written))
    }

    /// Syncs what is written, five times a second, and at once where nothing is on disk yet.
    pub(super) fn sync_where_due(&mut self) -> io::Result<()> {
        let on_disk = self.reach.on_disk();
        if self.synced_at.elapsed() < SYNC_EVERY && on_disk != 0 {
            return Ok(());
        }
        if let Some(segment) = self.segment.as_mut().filter(|_| on_disk < self.written) {
            segment.sync()?;
            self.reach.note_on_disk(self.written);
            self.marks.sync(self.files.as_mut());
        }
        self.synced_at = Instant::now();
        Ok(())
    }

    /// Closes the segment that is open; what follows goes to the next one.
    pub(super) fn close_segment(&mut self) -> io::Result<()> {
        let Some(segment) = self.segment.take() else { return Ok(()) };
        let closed =
            Closed { name: segment.name.clone(), first_frame: segment.first_frame, frames: segment.frames };
        if let Err(error) = segment.close() {
            self.mend(closed.name, closed.first_frame);
            return Err(error);
        }
        self.reach.note_on_disk(self.written);
        self.marks.sync(self.files.as_mut());
        self.closed.send(closed).ok();
        Ok(())
    }

    /// The disk failed in mid-segment: what reached it is made readable.
    pub(super) fn rescue(&mut self) {
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
            .and_then(|mut file| wav::mend(file.as_mut(), Some(self.plan.rate)));
        // A file that cannot be mended now is found and mended at the next start: it is on no timeline yet.
        if let Ok(mended) = mended {
            self.written = first_frame + mended.frames;
            self.reach.note_on_disk(self.written);
            self.closed.send(Closed { name, first_frame, frames: mended.frames }).ok();
        }
    }
}
