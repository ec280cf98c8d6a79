//! A running take: its tracks, its gate, its time, and when it must end.

use super::capture::CaptureError;
use super::control::{FarEnd, RecorderEvent, StartError, StartTake};
use super::files::AudioFiles;
use super::joining::{Joined, Joining};
use super::keeping::DiskPace;
use super::lane::Lane;
use super::listening::CLOSE_TIMEOUT;
use super::opening::{self, Opened};
use super::place::{Place, Reach};
use super::room::{RESERVE_MINUTES, Room};
use super::session::{Session, SessionTrack};
use super::starting::{self, Ground, Ready, Tools};
use super::steady::SleepWatch;
use super::writer::Fault;
use crate::domain::entry::frames_at_rate;
use crate::domain::recording::{GapReason, StopReason};
use crate::domain::track::Track;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long a take goes on without any device.
const DEVICE_PATIENCE: Duration = Duration::from_secs(30);

/// How long the disk may need to close and hash what is left. Five minutes of sound take a slow disk a second.
const FINISH_TIMEOUT: Duration = Duration::from_secs(30);

/// A running take.
pub(super) struct Take {
    number: u32,
    tools: Tools,
    place: Arc<Place>,
    files: Box<dyn AudioFiles>,
    mic: Lane,
    far: Option<Lane>,
    /// A far end that is to come into the running take.
    joining: Option<Joining>,
    pause: Option<Pause>,
    sleep: SleepWatch,
    /// Frames captured when the clocks were looked at last.
    seen: u64,
    room: Option<Room>,
    /// How the disk took the take when that was told last.
    disk_pace: DiskPace,
}

/// Since when, and why, nothing is captured.
struct Pause {
    since: Duration,
    reason: String,
}

impl Take {
    /// Opens the devices and begins to write. The permit is asked for before a device is touched and again before one is
    /// opened; from then on the callbacks ask before each buffer.
    pub(super) fn begin(ground: &Ground<'_>, start: StartTake) -> Result<Self, StartError> {
        let (number, before_ms, far_wanted) = (start.take, start.before_ms, start.far.clone());
        let Ready { tools, files, mic, far, far_error } = starting::make_ready(ground, start)?;
        let mut begun = Self {
            number,
            sleep: SleepWatch::begin(ground.clock.as_ref()),
            place: Arc::clone(ground.place),
            room: Room::watch(files.another()),
            tools,
            files,
            mic,
            far,
            joining: None,
            pause: None,
            seen: 0,
            disk_pace: DiskPace::default(),
        };
        // Consent may have ended while the devices opened: then nothing was captured, and no take begins.
        if !begun.has_consent() {
            return Err(StartError::ConsentEnded);
        }
        begun.place.begin(number, begun.mic.rate(), before_ms);
        if far_error.is_some() {
            let wanted = opening::wanted_far(far_wanted);
            begun.joining = wanted.map(|wanted| Joining::begin(wanted, true, &begun.tools));
        }
        begun.open_gate(far_error);
        Ok(begun)
    }

    /// Both tracks begin at once. Where the far end cannot, that is told right after the start.
    fn open_gate(&self, far_error: Option<CaptureError>) {
        self.lanes().for_each(Lane::open);
        self.tools.gate.open();
        let (take, format) = (self.number, self.mic.format().clone());
        let far = self.far.as_ref().map(|far| far.format().clone());
        self.tools.teller.tell(RecorderEvent::Started { take, format, far });
        if let Some(error) = far_error {
            self.tools.teller.tell(RecorderEvent::DeviceFailed { take, track: Track::Far, error });
        }
    }

    /// Whether the consent the take rests on still stands.
    pub(super) fn has_consent(&self) -> bool {
        self.tools.gate.has_consent()
    }

    fn lanes(&self) -> impl Iterator<Item = &Lane> {
        std::iter::once(&self.mic).chain(&self.far)
    }

    fn lanes_mut(&mut self) -> (impl Iterator<Item = &mut Lane>, &Tools) {
        (std::iter::once(&mut self.mic).chain(&mut self.far), &self.tools)
    }

    /// Level and progress.
    pub(super) fn tell_level(&self) {
        let (peak, far) = (self.mic.take_peak(), self.far.as_ref().and_then(Lane::take_peak));
        self.tools.teller.tell(RecorderEvent::Level { peak: peak.unwrap_or(0.0), far });
        let (captured, on_disk) = (self.mic.reach().captured(), self.mic.reach().on_disk());
        self.tools.teller.tell(RecorderEvent::Progress { captured, on_disk, rate: self.mic.rate() });
    }

    pub(super) fn pause(&mut self, reason: String) {
        if self.pause.is_some() {
            return;
        }
        self.tools.gate.pause();
        self.tools.time.pause();
        self.pause = Some(Pause { since: self.whole_time(), reason: reason.clone() });
        self.tools.teller.tell(RecorderEvent::Paused { take: self.number, reason });
    }

    pub(super) fn resume(&mut self) {
        if self.pause.is_none() || !self.has_consent() {
            return;
        }
        self.end_pause();
        let (lanes, tools) = self.lanes_mut();
        lanes.for_each(|lane| lane.await_buffers(tools));
        self.tools.time.resume();
        self.tools.gate.resume();
        self.tools.teller.tell(RecorderEvent::Resumed { take: self.number });
    }

    /// Tells the gap of a pause. The frame is read now, when the callback has long left the buffer the pause came in.
    fn end_pause(&mut self) {
        if let Some(Pause { since, reason }) = self.pause.take() {
            let lasted = self.whole_time().saturating_sub(since);
            self.tell_gap(self.mic.reach().captured(), lasted, GapReason::Paused { reason });
        }
    }

    /// The clock, sleeps of the machine included where it knows of them.
    fn whole_time(&self) -> Duration {
        self.tools.clock.whole().unwrap_or_else(|| self.tools.clock.awake())
    }

    /// Tells a gap in all tracks.
    fn tell_gap(&self, frame: u64, lasted: Duration, reason: GapReason) {
        let (take, lasted_ms) = (self.number, lasted.as_millis() as u64);
        self.tools.teller.tell(RecorderEvent::Gap { take, track: None, frame, lasted_ms, reason });
    }

    /// Goes on from another device on one track. A far end that was not recorded so far joins.
    pub(super) fn go_on_from(&mut self, track: Track, device: Option<String>) {
        let lane = match track {
            Track::Mic => Some(&mut self.mic),
            Track::Far => self.far.as_mut(),
        };
        if let Some(lane) = lane {
            return lane.ask_for(device, &self.tools);
        }
        let wanted = opening::wanted_far(device.map_or(FarEnd::SystemChoice, FarEnd::Device));
        self.joining = wanted.map(|wanted| Joining::begin(wanted, false, &self.tools));
    }

    /// Tells what there is to tell; why the take must end, if it must.
    pub(super) fn look_after(&mut self) -> Option<StopReason> {
        self.notice_sleep();
        let (is_paused, (lanes, tools)) = (self.pause.is_some(), self.lanes_mut());
        for lane in lanes {
            lane.look_after(tools);
            if !is_paused {
                lane.look_for_buffers(tools);
            }
        }
        self.let_join();
        self.look_at_disk();
        if !self.has_consent() {
            return Some(StopReason::ConsentEnded);
        }
        self.trouble().or_else(|| self.device_lost()).or_else(|| self.room_ends())
    }

    fn notice_sleep(&mut self) {
        if let Some(slept) = self.sleep.look(self.tools.clock.as_ref()) {
            if slept.was_counted {
                self.tools.time.leave_out(slept.lasted);
            }
            // A pause is longer by the sleep in it, and tells of all of it.
            if self.pause.is_none() {
                self.tell_gap(self.seen, slept.lasted, GapReason::Slept);
            }
        }
        self.seen = self.mic.reach().captured();
    }

    /// Tells when the disk falls behind, loses sound, or has caught up, on the worse of the tracks.
    fn look_at_disk(&mut self) {
        let (lanes, _) = self.lanes_mut();
        let pace = lanes.map(Lane::disk_pace).max().unwrap_or_default();
        if pace != std::mem::replace(&mut self.disk_pace, pace) {
            self.tools.teller.tell(RecorderEvent::DiskPace(pace));
        }
    }

    fn let_join(&mut self) {
        let Some(news) = self.joining.as_mut().and_then(|joining| joining.look(&self.tools)) else { return };
        let result = match news {
            Joined::Opened(opened, reach) => {
                self.joining = None;
                self.join(opened, reach)
            }
            Joined::Failed(error) => Err(error),
        };
        if let Err(error) = result {
            let (take, track) = (self.number, Track::Far);
            self.tools.teller.tell(RecorderEvent::DeviceFailed { take, track, error });
        }
    }

    /// The far end begins in mid-take, with silence up to now.
    fn join(&mut self, opened: Opened, reach: Arc<Reach>) -> Result<(), CaptureError> {
        let failed = |error: &dyn std::fmt::Display| CaptureError::System(error.to_string());
        let first = self.files.next_segment(Track::Far.name()).map_err(|error| failed(&error))?;
        let track = SessionTrack::new(Track::Far, &opened.source, first);
        let plan = track.plan(self.number);
        Session::add_track(self.files.as_mut(), self.number, track).map_err(|error| failed(&error))?;
        let format = opened.format();
        let lane = Lane::begin(plan, opened, (self.files.another(), reach), &self.tools)
            .map_err(|error| failed(&error))?;
        let (take, track, from) = (self.number, Track::Far, String::new());
        let to = Some(format);
        self.tools.teller.tell(RecorderEvent::DeviceChanged { take, track, frame: 0, from, to });
        lane.open();
        self.far = Some(lane);
        Ok(())
    }

    /// A full disk ends the take. A track that broke down does where it was the last one.
    fn trouble(&self) -> Option<StopReason> {
        if self.lanes().any(|lane| lane.outcome.fault == Some(Fault::DiskFull)) {
            return Some(StopReason::DiskFull);
        }
        self.lanes().all(Lane::is_dead).then(|| self.lanes().find_map(broken)).flatten()
    }

    fn device_lost(&self) -> Option<StopReason> {
        let now = self.tools.time.now();
        let is_without = |lane: &Lane| {
            let without = lane.is_without_since().map(|since| now.saturating_sub(since));
            lane.is_dead() || without.is_some_and(|without| without >= DEVICE_PATIENCE)
        };
        self.lanes().all(is_without).then_some(StopReason::DeviceLost)
    }

    fn room_ends(&mut self) -> Option<StopReason> {
        let rates = std::iter::once(&self.mic).chain(&self.far).map(Lane::rate);
        let minutes = self.room.as_mut()?.news(rates)?;
        self.tools.teller.tell(RecorderEvent::DiskLeft { minutes });
        (minutes <= RESERVE_MINUTES).then_some(StopReason::DiskReserve)
    }

    /// Ends the take. The gate closes at once; the writers drain and close; the devices may take their time.
    pub(super) fn stop(mut self, why: StopReason) {
        self.tools.gate.close();
        self.tools.time.end();
        self.room = None;
        self.joining = None;
        let (lanes, tools) = self.lanes_mut();
        let closing: Vec<_> = lanes.filter_map(|lane| lane.finish(tools)).collect();
        self.end_pause();
        let began = Instant::now();
        for closed in closing {
            // One that takes longer is left to itself.
            closed.recv_timeout(CLOSE_TIMEOUT.saturating_sub(began.elapsed())).ok();
        }
        let began = Instant::now();
        let (lanes, tools) = self.lanes_mut();
        for lane in lanes {
            lane.wait(FINISH_TIMEOUT.saturating_sub(began.elapsed()), tools);
        }
        self.end_place();
        let frames = self.frames();
        let (take, rate, why) = (self.number, self.mic.rate(), self.reason_told(why));
        self.tools.teller.tell(RecorderEvent::Stopped { take, frames, rate, why });
    }

    /// Frames on disk in the longest track, at the rate of this side: one side may go on for long after the other broke down.
    fn frames(&self) -> u64 {
        let of_lane = |lane: &Lane| {
            let frames = lane.outcome.frames.unwrap_or_else(|| lane.reach().on_disk());
            frames_at_rate(frames, lane.rate(), self.mic.rate())
        };
        self.lanes().map(of_lane).max().unwrap_or(0)
    }

    /// No place is told any more, and no writer that is left behind moves that of the next take.
    fn end_place(&self) {
        self.place.end();
        self.lanes().for_each(|lane| lane.reach().end());
    }

    /// Withdrawn consent and a lost device stay the reason; for any other a failing disk is the better one.
    fn reason_told(&self, why: StopReason) -> StopReason {
        if matches!(why, StopReason::ConsentEnded | StopReason::DeviceLost) {
            return why;
        }
        if self.lanes().any(|lane| !lane.outcome.is_done) {
            return failed(
                "the disk did not answer; what was written is finished at the next start".to_owned(),
            );
        }
        let unhashed = |lane: &Lane| {
            let what = lane.outcome.unhashed.as_ref()?;
            Some(failed(format!("a file could not be read back: {what}")))
        };
        let broken = || self.lanes().find_map(broken);
        self.trouble().or_else(broken).or_else(|| self.lanes().find_map(unhashed)).unwrap_or(why)
    }
}

impl Drop for Take {
    /// However a take ends, nothing passes the gate any more, and the writers finish the files.
    fn drop(&mut self) {
        self.tools.gate.close();
        self.tools.time.end();
        self.end_place();
    }
}

/// What broke a track's writer, if anything did.
fn broken(lane: &Lane) -> Option<StopReason> {
    match &lane.outcome.fault {
        Some(Fault::DiskFull) => Some(StopReason::DiskFull),
        Some(Fault::Disk(what)) => Some(failed(format!("the disk failed: {what}"))),
        None if lane.outcome.is_done && lane.outcome.frames.is_none() => {
            Some(failed("the writer broke down".to_owned()))
        }
        None => None,
    }
}

fn failed(what: String) -> StopReason {
    StopReason::Failed { what }
}
