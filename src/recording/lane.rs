//! One track of a running take: its device, its writer, and whether sound comes. What happens to one is no matter of another.

use super::capture::{CaptureError, Wanted};
use super::control::RecorderEvent;
use super::files::AudioFiles;
use super::flow::Flow;
use super::keeping::{DiskPace, Keeping};
use super::listening::Device;
use super::opening::{self, Opened, Seeking, UnderWay};
use super::place::Reach;
use super::starting::Tools;
use super::starving::Starving;
use super::track_file::TrackPlan;
use super::writer::{self, Fault, Order, Report};
use crate::domain::entry::frames_as_time;
use crate::domain::recording::{GapReason, TakeFormat};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};
use std::time::Duration;

/// How long the callback may need to leave the buffer it is in.
pub(super) const LEAVE_TIMEOUT: Duration = Duration::from_millis(100);

/// How long the writer may need to measure what a glitch lost. It waits for late buffers, a third of a second at most.
const MEASURED_WITHIN: Duration = Duration::from_millis(700);

/// One track of a running take.
pub(super) struct Lane {
    plan: TrackPlan,
    /// The newest device.
    format: TakeFormat,
    stream: Option<Stream>,
    /// While there is no device.
    gone: Option<Gone>,
    /// What the person asked for.
    asked: Option<UnderWay<Opened>>,
    reach: Arc<Reach>,
    orders: SyncSender<Order>,
    reports: Receiver<Report>,
    starving: Starving,
    keeping: Keeping,
    glitches: u32,
    /// A place where the sound system lost sound, until it is known whether the writer measures how much.
    glitch: Option<Glitch>,
    pub(super) outcome: Outcome,
}

/// The open device.
struct Stream {
    device: Device,
    flow: Arc<Flow>,
}

/// Sound that the sound system lost by itself.
struct Glitch {
    /// Frames captured when it was noticed.
    frame: u64,
    /// The clock then.
    at: Duration,
}

/// How it goes while there is no device.
struct Gone {
    /// Time of the take when it was noticed.
    since: Duration,
    /// Frames captured until then.
    frame: u64,
    seeking: Seeking,
    is_told: bool,
}

/// What the threads of a track have told of its end.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) frames: Option<u64>,
    pub(super) fault: Option<Fault>,
    pub(super) unhashed: Option<String>,
    pub(super) is_done: bool,
    is_told: bool,
}

impl Lane {
    /// Begins to write what this device delivers; it captures nothing before [`Lane::open`]. Where the take runs already, what
    /// was before stands in the file as a time without a device.
    pub(super) fn begin(
        plan: TrackPlan,
        opened: Opened,
        (files, reach): (Box<dyn AudioFiles>, Arc<Reach>),
        tools: &Tools,
    ) -> io::Result<Self> {
        let (orders, reports) = writer::spawn(plan, files, Arc::clone(&reach), Arc::clone(&tools.time))?;
        let format = opened.format();
        let Opened { device, flow, intake, .. } = opened;
        if tools.gate.has_begun() {
            orders.try_send(Order::Gone { device: format.device_name.clone() }).ok();
        }
        orders.try_send(Order::From(intake)).map_err(|_| io::Error::other("the writer takes no orders"))?;
        let starving = Starving::begin(tools.clock.awake());
        Ok(Self {
            plan,
            format,
            stream: Some(Stream { device, flow }),
            gone: None,
            asked: None,
            reach,
            orders,
            reports,
            starving,
            keeping: Keeping::default(),
            glitches: 0,
            glitch: None,
            outcome: Outcome::default(),
        })
    }

    pub(super) fn format(&self) -> &TakeFormat {
        &self.format
    }

    pub(super) fn rate(&self) -> u32 {
        self.plan.rate
    }

    pub(super) fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The loudest sample since the last time; `None` while there is no device.
    pub(super) fn take_peak(&self) -> Option<f32> {
        self.stream.as_ref().map(|stream| stream.flow.take_peak())
    }

    /// Lets the device's samples pass as far as the gate does.
    pub(super) fn open(&self) {
        if let Some(stream) = &self.stream {
            stream.flow.open();
        }
    }

    /// Buffers are awaited from now on.
    pub(super) fn await_buffers(&mut self, tools: &Tools) {
        self.starving.begin_again(tools.clock.awake());
    }

    /// Goes on from another device, once that is open.
    pub(super) fn ask_for(&mut self, device: Option<String>, tools: &Tools) {
        let wanted = vec![wanted(&self.plan, device)];
        self.asked = Some(opening::find_and_open(&tools.backend, wanted, &tools.gate, &self.reach));
    }

    /// How long it has had no device, in time of the take; `None` while it has one.
    pub(super) fn is_without_since(&self) -> Option<Duration> {
        self.gone.as_ref().map(|gone| gone.since)
    }

    /// Whether nothing is written any more, though the take goes on.
    pub(super) fn is_dead(&self) -> bool {
        self.outcome.frames.is_some() || self.outcome.is_done
    }

    /// Takes in what its threads told, and sees to the device.
    pub(super) fn look_after(&mut self, tools: &Tools) {
        // Before the reports are read: what measures a glitch is reported after it.
        self.notice_glitches(tools);
        while let Ok(report) = self.reports.try_recv() {
            self.take_in(report, tools);
        }
        if self.is_dead() {
            return self.bury(tools);
        }
        self.tell_glitch_where_due(tools);
        if self.stream.as_ref().is_some_and(|stream| stream.flow.fault().is_some()) {
            self.lose_device(tools);
        }
        if let Some(answer) = self.asked.as_ref().and_then(UnderWay::look) {
            self.asked = None;
            match answer {
                Ok(opened) => self.go_on_from(opened, tools),
                Err(error) => self.tell_failure(error, tools),
            }
        }
        self.seek_device(tools);
    }

    /// Notices when buffers stay away, or come again.
    pub(super) fn look_for_buffers(&mut self, tools: &Tools) {
        let buffers = self.stream.as_ref().map_or(0, |stream| stream.flow.buffers());
        if let Some(starved) = self.starving.look(buffers, tools.clock.awake()) {
            tools.teller.tell(RecorderEvent::Starved { track: self.plan.track, starved });
        }
    }

    /// How the disk takes this track; as well as ever where nothing is written any more.
    pub(super) fn disk_pace(&mut self) -> DiskPace {
        if self.is_dead() {
            return DiskPace::KeepsUp;
        }
        let lost = self.stream.as_ref().map_or(0, |stream| stream.flow.lost());
        self.keeping.look(&self.reach, lost, self.plan.rate)
    }

    /// Remembers a place where the sound system lost sound by itself; until that is told, what it loses belongs to it.
    fn notice_glitches(&mut self, tools: &Tools) {
        let glitches = self.stream.as_ref().map_or(0, |stream| stream.flow.glitches());
        if glitches != self.glitches && self.glitch.is_none() {
            self.glitch = Some(Glitch { frame: self.reach.captured(), at: tools.clock.awake() });
        }
        self.glitches = glitches;
    }

    /// How much was lost nobody knows at once. Where the writer did not measure it by now, the place is marked.
    fn tell_glitch_where_due(&mut self, tools: &Tools) {
        let since = |glitch: &Glitch| tools.clock.awake().saturating_sub(glitch.at);
        if self.glitch.as_ref().is_some_and(|glitch| since(glitch) >= MEASURED_WITHIN) {
            self.mark_glitch(tools);
        }
    }

    fn mark_glitch(&mut self, tools: &Tools) {
        if let Some(Glitch { frame, .. }) = self.glitch.take() {
            self.tell_gap((frame, 0), GapReason::Overflow, tools);
        }
    }

    /// The device is not there any more. It is closed on a thread of its own, and sought again.
    fn lose_device(&mut self, tools: &Tools) {
        self.close_stream();
        self.gone = Some(Gone {
            since: tools.time.now(),
            frame: self.reach.captured(),
            seeking: Seeking::begin(tools.clock.awake(), longer_after_a_hang),
            is_told: false,
        });
        self.order(Order::Gone { device: self.format.device_name.clone() });
    }

    /// Nothing of the device passes any more when this returns; closing it may take its time.
    fn close_stream(&mut self) {
        if let Some(Stream { device, flow }) = self.stream.take() {
            flow.close(LEAVE_TIMEOUT);
            device.let_go();
        }
    }

    /// A writer that broke down takes no orders: that is noticed by its reports.
    fn order(&self, order: Order) {
        self.orders.try_send(order).ok();
    }

    /// The same device is tried first, then the system's choice.
    fn seek_device(&mut self, tools: &Tools) {
        let Some(gone) = &mut self.gone else { return };
        let seek = || {
            let same = wanted(&self.plan, Some(self.format.device_id.clone()));
            let any = wanted(&self.plan, None);
            opening::find_and_open(&tools.backend, vec![same, any], &tools.gate, &self.reach)
        };
        match gone.seeking.look(tools.clock.awake(), seek) {
            Some(Ok(opened)) => self.go_on_from(opened, tools),
            Some(Err(error)) => {
                let frame = gone.frame;
                if !std::mem::replace(&mut gone.is_told, true) {
                    self.tell_change(frame, self.format.device_name.clone(), None, tools);
                    self.tell_failure(error, tools);
                }
            }
            None => {}
        }
    }

    /// A new device means a new segment, and is named.
    fn go_on_from(&mut self, opened: Opened, tools: &Tools) {
        let format = opened.format();
        let from = std::mem::replace(&mut self.format, format.clone()).device_name;
        self.close_stream();
        self.gone = None;
        let Opened { device, flow, intake, .. } = opened;
        let frame = self.reach.captured();
        self.order(Order::From(intake));
        flow.open();
        self.glitches = 0;
        self.stream = Some(Stream { device, flow });
        self.tell_change(frame, from, Some(format), tools);
    }

    fn tell_change(&self, frame: u64, from: String, to: Option<TakeFormat>, tools: &Tools) {
        let (take, track) = (self.plan.take, self.plan.track);
        tools.teller.tell(RecorderEvent::DeviceChanged { take, track, frame, from, to });
    }

    fn tell_failure(&self, error: CaptureError, tools: &Tools) {
        let (take, track) = (self.plan.take, self.plan.track);
        tools.teller.tell(RecorderEvent::DeviceFailed { take, track, error });
    }

    /// The writer gave up: the other track goes on. A full disk ends the take, and is told as that.
    fn bury(&mut self, tools: &Tools) {
        self.close_stream();
        (self.gone, self.asked) = (None, None);
        if !std::mem::replace(&mut self.outcome.is_told, true) {
            let what = match &self.outcome.fault {
                Some(Fault::DiskFull) => return,
                Some(Fault::Disk(what)) => format!("the disk failed: {what}"),
                None => "the writer broke down".to_owned(),
            };
            let (take, track) = (self.plan.take, self.plan.track);
            tools.teller.tell(RecorderEvent::TrackBroke { take, track, what });
        }
    }

    /// Nothing more will come: the writer drains and closes. The gate is closed already.
    pub(super) fn finish(&mut self, tools: &Tools) -> Option<Receiver<()>> {
        self.notice_glitches(tools);
        (self.gone, self.asked) = (None, None);
        let stream = self.stream.take();
        if let Some(stream) = &stream {
            stream.flow.close(LEAVE_TIMEOUT);
        }
        self.reach.finish();
        stream.and_then(|stream| stream.device.let_go())
    }

    /// Waits for its threads to come to their end, so long at most.
    pub(super) fn wait(&mut self, limit: Duration, tools: &Tools) {
        let began = std::time::Instant::now();
        while !self.outcome.is_done {
            match self.reports.recv_timeout(limit.saturating_sub(began.elapsed())) {
                Ok(report) => self.take_in(report, tools),
                Err(_) => break,
            }
        }
        self.mark_glitch(tools);
    }

    fn take_in(&mut self, report: Report, tools: &Tools) {
        match report {
            Report::Gap { frame, frames, reason } => {
                if matches!(reason, GapReason::Overflow | GapReason::NoSound) {
                    self.glitch = None;
                }
                self.tell_gap((frame, frames), reason, tools);
            }
            Report::Hashed(segment) => tools.teller.tell(RecorderEvent::SegmentFinished(segment)),
            Report::NotHashed(what) => self.outcome.unhashed = Some(what),
            Report::Written { frames, fault } => {
                self.outcome.frames = Some(frames);
                self.outcome.fault = fault;
            }
            Report::Done => self.outcome.is_done = true,
        }
    }

    fn tell_gap(&self, (frame, frames): (u64, u64), reason: GapReason, tools: &Tools) {
        let lasted_ms = frames_as_time(frames, self.plan.rate).as_millis() as u64;
        let (take, track) = (self.plan.take, Some(self.plan.track));
        tools.teller.tell(RecorderEvent::Gap { take, track, frame, lasted_ms, reason });
    }
}

fn wanted(plan: &TrackPlan, device: Option<String>) -> Wanted {
    Wanted { track: plan.track, device, rate: Some(plan.rate) }
}

/// A lost device is tried again each second; the pause is longer each time an attempt hangs, as its thread stays behind.
fn longer_after_a_hang(pause: Duration, error: &CaptureError) -> Duration {
    if *error == CaptureError::NoAnswer { pause * 2 } else { pause }
}

impl Drop for Lane {
    /// However a take ends, nothing passes any more, and the writer finishes the file.
    fn drop(&mut self) {
        if let Some(stream) = &self.stream {
            stream.flow.close(LEAVE_TIMEOUT);
        }
        self.reach.finish();
    }
}
