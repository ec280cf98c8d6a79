//! The disk thread of one track: drains rings into files and fills by the clock what no device delivered; knows no device
//! and no consent.

use super::feed::{Feed, Next};
use super::files::AudioFiles;
use super::hasher;
use super::pace::{Pace, Signs, Suspicion};
use super::place::Reach;
use super::steady::TakeTime;
use super::tap::{Intake, Stamp};
use super::track_file::{TrackFile, TrackPlan};
use crate::domain::recording::{GapReason, Segment};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// How long samples may wait in the ring.
const POLL: Duration = Duration::from_millis(20);

/// How long what follows a hole waits to see whether late buffers come after all.
const SETTLE: Duration = Duration::from_millis(150);

/// After how long without a buffer silence is written while it lasts.
const QUIET: Duration = Duration::from_secs(1);

/// How far silence stays behind the clock while it lasts: its end is known only when a buffer comes.
const BEHIND: Duration = Duration::from_millis(300);

/// A poll that took this long was held up, and so may the callbacks have been.
const HELD_UP: Duration = Duration::from_millis(250);

/// Finished segments that may wait for their hash: more than a working day.
const MOST_UNHASHED: usize = 128;

/// Reports that may wait for the control thread, which looks twenty times a second.
const MOST_REPORTS: usize = 1024;

/// Orders that may wait. They come when devices come and go.
const MOST_ORDERS: usize = 64;

/// What the threads of a track tell the control thread.
#[derive(Debug)]
pub(super) enum Report {
    /// Silence was written for sound that did not come.
    Gap { frame: u64, frames: u64, reason: GapReason },
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

/// What the control thread tells the writer. Whatever it says, the device before is closed and its ring complete.
pub(super) enum Order {
    /// Go on from this device, in a new segment.
    From(Intake),
    /// There is no device for now; its name was this.
    Gone { device: String },
}

/// Starts the threads of a track: one that writes, one that hashes what is written. Both end by themselves.
pub(super) fn spawn(
    plan: TrackPlan,
    files: Box<dyn AudioFiles>,
    reach: Arc<Reach>,
    time: Arc<TakeTime>,
) -> io::Result<(SyncSender<Order>, Receiver<Report>)> {
    let (tell, reports) = sync_channel(MOST_REPORTS);
    let (closed, to_hash) = sync_channel(MOST_UNHASHED);
    let (order, orders) = sync_channel(MOST_ORDERS);
    let (hash_files, tell_hash) = (files.another(), tell.clone());
    thread::Builder::new()
        .name(format!("hash-{}", plan.track))
        .spawn(move || hasher::run(hash_files.as_ref(), plan, &to_hash, &tell_hash))?;
    let file = TrackFile::new(plan, files, closed, Arc::clone(&reach));
    let writer = Writer {
        file,
        orders,
        reports: tell,
        reach,
        time,
        pace: Pace::new(plan.rate),
        rate: plan.rate,
        feed: None,
        devices: 0,
        gap: None,
        polled_at: Duration::ZERO,
        trusts_quiet_from: Duration::ZERO,
    };
    thread::Builder::new().name(format!("write-{}", plan.track)).spawn(move || writer.run())?;
    Ok((order, reports))
}

/// Silence that is being written while it lasts.
struct OpenGap {
    frame: u64,
    frames: u64,
    reason: GapReason,
}

/// The disk thread of one track.
struct Writer {
    file: TrackFile,
    orders: Receiver<Order>,
    reports: SyncSender<Report>,
    reach: Arc<Reach>,
    time: Arc<TakeTime>,
    pace: Pace,
    rate: u32,
    /// The device that delivers.
    feed: Option<Feed>,
    /// Devices so far.
    devices: u32,
    gap: Option<OpenGap>,
    /// The clock at the last poll.
    polled_at: Duration,
    /// Until then, the absence of buffers may be our own slowness, or a sleep of the machine.
    trusts_quiet_from: Duration,
}

impl Writer {
    /// Writes until told to finish, or until the disk fails. What was written is closed and sent on either way.
    fn run(mut self) {
        let fault = match self.write_until_finished() {
            Ok(()) => None,
            Err(error) => {
                self.file.rescue();
                Some(Fault::of(&error))
            }
        };
        // The control thread may be gone: then nobody is left to tell.
        self.reports.send(Report::Written { frames: self.file.written(), fault }).ok();
    }

    fn write_until_finished(&mut self) -> io::Result<()> {
        loop {
            // Asked before draining: what comes into the ring before the answer is drained after it.
            let last = self.reach.finishes();
            self.follow_orders()?;
            if last {
                return self.end();
            }
            self.drain(Patience::Waits)?;
            self.fill_quiet()?;
            self.file.sync_where_due()?;
            self.time.clock().rest(POLL);
        }
    }

    fn end(&mut self) -> io::Result<()> {
        self.end_feed()?;
        if self.gap.is_some() {
            let missing = self.behind();
            self.fill(missing)?;
            self.end_gap();
        }
        self.file.marks.end_second();
        self.file.close_segment()
    }

    fn follow_orders(&mut self) -> io::Result<()> {
        while let Ok(order) = self.orders.try_recv() {
            self.end_feed()?;
            match order {
                Order::From(intake) => {
                    self.file.close_segment()?;
                    self.devices += 1;
                    self.feed = Some(Feed::new(intake, self.devices, self.file.written()));
                }
                Order::Gone { device } => {
                    let reason = GapReason::DeviceGone { device };
                    match &mut self.gap {
                        Some(gap) => gap.reason = reason,
                        None => self.begin_gap(reason),
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes all that the device still left.
    fn end_feed(&mut self) -> io::Result<()> {
        self.drain(Patience::IsOver)?;
        if let Some(mut feed) = self.feed.take() {
            let lost = feed.lost_in_the_end();
            self.write_loss(lost)?;
        }
        Ok(())
    }

    fn drain(&mut self, patience: Patience) -> io::Result<()> {
        // Taken out for the time being: what it holds is written to other fields.
        let Some(mut feed) = self.feed.take() else { return Ok(()) };
        let drained = self.drain_from(&mut feed, patience);
        self.feed = Some(feed);
        drained
    }

    fn drain_from(&mut self, feed: &mut Feed, patience: Patience) -> io::Result<()> {
        loop {
            match feed.next() {
                Next::Lost(frames) => self.write_loss(frames)?,
                Next::Buffer(stamp) => {
                    if !self.take_up(feed, stamp, patience)? {
                        return Ok(());
                    }
                }
                Next::Samples(samples) => self.file.write(samples)?,
                Next::Nothing => return Ok(()),
            }
        }
    }

    /// Looks whether sound is missing before a buffer, and fills it; false where that cannot be told yet.
    fn take_up(&mut self, feed: &mut Feed, stamp: Stamp, patience: Patience) -> io::Result<bool> {
        let moment = self.time.at(stamp.at);
        let signs = Signs { device: feed.number, stops: moment.stops, glitches: stamp.glitches };
        let mut lag = self.lag(feed, &stamp);
        // Silence that is being written ends with a buffer, however late that comes.
        let is_gap = self.gap.as_ref().map(|_| Suspicion::Late);
        if let Some(suspicion) = is_gap.or_else(|| self.pace.suspects(lag, signs)) {
            let settles_at = stamp.at + SETTLE;
            let is_settled = patience == Patience::IsOver
                || self.time.clock().awake() >= settles_at
                || feed.has_waited(SETTLE * 2);
            if !is_settled {
                return Ok(false);
            }
            let least = feed.stamps_until(settles_at).map(|stamp| self.lag(feed, stamp)).min();
            let missing = self.pace.settle(least.unwrap_or(lag));
            feed.base += missing;
            lag -= i64::try_from(missing).unwrap_or(0);
            self.fill_before_buffer(missing, suspicion)?;
        }
        self.pace.hear(moment.passed, lag, signs);
        self.file.marks.note(feed.base + stamp.end, moment.passed, lag);
        feed.taken_up();
        Ok(true)
    }

    /// How much later the clock is than the frames, when this buffer came.
    fn lag(&self, feed: &Feed, stamp: &Stamp) -> i64 {
        let passed = self.pace.frames(self.time.at(stamp.at).passed);
        passed - i64::try_from(feed.base + stamp.end).unwrap_or(i64::MAX)
    }

    fn fill_before_buffer(&mut self, missing: u64, suspicion: Suspicion) -> io::Result<()> {
        let reason = match suspicion {
            Suspicion::Late => GapReason::NoSound,
            Suspicion::Glitch => GapReason::Overflow,
            // What a pause cuts off the buffers at its ends is told by the pause.
            Suspicion::Stop => {
                self.reach.add(missing);
                return self.file.write_silence(missing);
            }
        };
        if self.gap.is_none() && missing > 0 {
            self.begin_gap(reason);
        }
        self.fill(missing)?;
        self.end_gap();
        Ok(())
    }

    /// Writes silence while no device delivers: up to a little behind the clock, as its end is not known.
    fn fill_quiet(&mut self) -> io::Result<()> {
        let now = self.time.clock().awake();
        if now.saturating_sub(self.polled_at) > HELD_UP {
            self.trusts_quiet_from = now + HELD_UP * 2;
        }
        self.polled_at = now;
        let behind = self.behind();
        let margin = u64::try_from(self.pace.frames(BEHIND)).unwrap_or(0);
        let is_quiet = i64::try_from(behind).is_ok_and(|behind| behind > self.pace.frames(QUIET))
            && self.feed.as_ref().is_none_or(Feed::is_empty)
            && now >= self.trusts_quiet_from;
        if self.gap.is_none() && is_quiet {
            self.begin_gap(GapReason::NoSound);
        }
        if self.gap.is_some() && self.feed.as_ref().is_none_or(Feed::is_empty) && behind > margin {
            self.fill(behind - margin)?;
            let usual = self.pace.usual();
            let passed =
                self.file.written().saturating_add_signed(usual) as f64 / f64::from(self.rate.max(1));
            self.file.marks.note(self.file.written(), Duration::from_secs_f64(passed), usual);
        }
        Ok(())
    }

    /// Frames the track is behind the clock, beyond the usual lag; what is in the ring is not missing.
    fn behind(&self) -> u64 {
        let here = self.feed.as_ref().map_or(self.file.written(), Feed::captured);
        let here = i64::try_from(here).unwrap_or(i64::MAX);
        let there = self.pace.frames(self.time.now()) - self.pace.usual();
        u64::try_from(there - here).unwrap_or(0)
    }

    fn begin_gap(&mut self, reason: GapReason) {
        self.gap = Some(OpenGap { frame: self.file.written(), frames: 0, reason });
    }

    /// Writes silence in the gap that is open.
    fn fill(&mut self, frames: u64) -> io::Result<()> {
        self.file.write_silence(frames)?;
        self.reach.add(frames);
        if let Some(feed) = &mut self.feed {
            feed.base += frames;
        }
        if let Some(gap) = &mut self.gap {
            gap.frames += frames;
        }
        Ok(())
    }

    fn end_gap(&mut self) {
        if let Some(OpenGap { frame, frames, reason }) = self.gap.take().filter(|gap| gap.frames > 0) {
            self.reports.send(Report::Gap { frame, frames, reason }).ok();
        }
    }

    /// Silence for frames that found the ring full. The callback has counted them already.
    fn write_loss(&mut self, frames: u64) -> io::Result<()> {
        if frames > 0 {
            let frame = self.file.written();
            self.file.write_silence(frames)?;
            self.reports.send(Report::Gap { frame, frames, reason: GapReason::Overflow }).ok();
        }
        Ok(())
    }
}

/// Whether one can wait to see what follows a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patience {
    Waits,
    IsOver,
}
