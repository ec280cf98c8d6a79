//! A running take: its device, its writer, and when it must end.

use super::capture::{CaptureBackend, CaptureError, Source};
use super::control::{RecorderEvent, StartError, StartTake};
use super::flow::{Flow, StreamFault};
use super::listening::{Device, open, prepare};
use super::place::Place;
use super::segment::MIC;
use super::session::{Session, SessionError, SessionTake, SessionTrack};
use super::tap::{Tap, TapFormat};
use super::telling::Teller;
use super::wav::BITS;
use super::writer::{self, Fault, Report, TrackPlan};
use crate::domain::consent::PermitWatch;
use crate::domain::entry::frames_as_time;
use crate::domain::recording::{GapReason, StopReason, TakeFormat};
use crate::domain::track::Track;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

/// How long no buffer may come before the person is told.
const STARVED_AFTER: Duration = Duration::from_secs(1);

/// How long the callback may need to leave the buffer it is in.
const LEAVE_TIMEOUT: Duration = Duration::from_millis(100);

/// How long the disk may need to close and hash what is left. Five minutes of sound take a slow disk a second.
const FINISH_TIMEOUT: Duration = Duration::from_secs(30);

/// A running take.
pub(super) struct Take {
    number: u32,
    format: TakeFormat,
    device: Option<Device>,
    flow: Arc<Flow>,
    watch: PermitWatch,
    place: Arc<Place>,
    reports: Receiver<Report>,
    /// Since when, and why, nothing is captured.
    pause: Option<(Instant, String)>,
    starving: Starving,
    outcome: Outcome,
}

/// What the threads of the take have told of its end.
#[derive(Default)]
struct Outcome {
    frames: Option<u64>,
    fault: Option<Fault>,
    unhashed: Option<String>,
    is_done: bool,
}

/// Whether buffers come.
struct Starving {
    buffers: u64,
    since: Instant,
    is_told: bool,
}

impl Take {
    /// Opens the microphone and begins to write. The permit is asked for before the device is touched and again before it
    /// is opened; from then on the callback asks before each buffer.
    pub(super) fn begin(
        backend: &Arc<dyn CaptureBackend>,
        place: &Arc<Place>,
        start: StartTake,
    ) -> Result<Self, StartError> {
        let StartTake { permit, take, at, before_ms, device, far: _, mut files } = start;
        if !permit.is_current() {
            return Err(StartError::ConsentEnded);
        }
        let prepared = prepare(backend, device)?;
        let source = prepared.source().clone();
        if source.rate == 0 {
            return Err(CaptureError::System("the microphone has no sample rate".to_owned()).into());
        }
        let first_segment = files.next_segment(MIC).map_err(|error| disk(&error))?;
        let session = SessionTake {
            take,
            started_at: at,
            consent_entry: permit.answered_by(),
            before_ms,
            tracks: vec![SessionTrack::mic(&source, first_segment)],
            other: serde_json::Map::new(),
        };
        Session::add(files.as_mut(), permit.call(), session).map_err(|error| match error {
            SessionError::Disk(error) => disk(&error),
            other @ SessionError::OtherVersion(_) => StartError::Disk(other.to_string()),
        })?;
        if !permit.is_current() {
            return Err(StartError::ConsentEnded);
        }

        let watch = permit.watch();
        let format = TapFormat { rate: source.rate, channels: source.channels };
        let (tap, intake) = Tap::for_take(permit, format, Arc::clone(place));
        let flow = Arc::clone(&intake.flow);
        let track = TrackPlan { name: MIC, rate: source.rate, first_segment };
        let reports = writer::spawn(take, track, intake, files)
            .map_err(|error| CaptureError::System(error.to_string()))?;
        place.begin(take, source.rate, before_ms);
        let mut begun = Self::of(take, source, (flow, watch), Arc::clone(place), reports);
        // Where it cannot be opened, what is begun ends by being dropped.
        begun.device = Some(open(prepared, tap)?);
        Ok(begun)
    }

    fn of(
        number: u32,
        source: Source,
        (flow, watch): (Arc<Flow>, PermitWatch),
        place: Arc<Place>,
        reports: Receiver<Report>,
    ) -> Self {
        let Source { id: device_id, name: device_name, rate, .. } = source;
        Self {
            number,
            format: TakeFormat { device_id, device_name, rate, bits: BITS },
            device: None,
            flow,
            watch,
            place,
            reports,
            pause: None,
            starving: Starving { buffers: 0, since: Instant::now(), is_told: false },
            outcome: Outcome::default(),
        }
    }

    /// Whether the consent the take rests on still stands.
    pub(super) fn has_consent(&self) -> bool {
        self.watch.is_current()
    }

    pub(super) fn format(&self) -> &TakeFormat {
        &self.format
    }

    pub(super) fn flow(&self) -> &Arc<Flow> {
        &self.flow
    }

    pub(super) fn pause(&mut self, reason: String, teller: &Teller) {
        if self.pause.is_some() {
            return;
        }
        self.flow.pause();
        self.pause = Some((Instant::now(), reason.clone()));
        teller.tell(RecorderEvent::Paused { take: self.number, reason });
    }

    pub(super) fn resume(&mut self, teller: &Teller) {
        if self.pause.is_none() || !self.watch.is_current() {
            return;
        }
        self.end_pause(teller);
        self.starving.begin_again(&self.flow);
        self.flow.resume();
        teller.tell(RecorderEvent::Resumed { take: self.number });
    }

    /// Tells the gap of a pause. The frame is read now, when the callback has long left the buffer the pause came in.
    fn end_pause(&mut self, teller: &Teller) {
        if let Some((since, reason)) = self.pause.take() {
            teller.tell(RecorderEvent::Gap {
                take: self.number,
                track: None,
                frame: self.flow.captured(),
                lasted_ms: since.elapsed().as_millis() as u64,
                reason: GapReason::Paused { reason },
            });
        }
    }

    /// Tells what there is to tell; why the take must end, if it must.
    pub(super) fn look_after(&mut self, teller: &Teller) -> Option<StopReason> {
        while let Ok(report) = self.reports.try_recv() {
            self.take_in(report, teller);
        }
        for _ in 0..self.flow.take_glitches() {
            // How much the sound system lost, nobody knows: the place is marked.
            self.tell_loss(self.flow.captured(), 0, teller);
        }
        self.look_for_buffers(teller);
        if !self.watch.is_current() || self.flow.consent_ended() {
            return Some(StopReason::ConsentEnded);
        }
        self.trouble()
    }

    fn trouble(&self) -> Option<StopReason> {
        let disk = self.outcome.fault.as_ref().map(|fault| match fault {
            Fault::DiskFull => StopReason::DiskFull,
            Fault::Disk(what) => StopReason::Failed { what: format!("the disk failed: {what}") },
        });
        let device = || {
            self.flow.fault().map(|fault| match fault {
                StreamFault::Lost => StopReason::DeviceLost,
                StreamFault::Denied => failed("use of the microphone is not permitted any more"),
                StreamFault::Failed => failed("the sound system failed"),
            })
        };
        let broke_down = || {
            (self.outcome.is_done && self.outcome.frames.is_none()).then(|| failed("the writer broke down"))
        };
        disk.or_else(device).or_else(broke_down)
    }

    fn look_for_buffers(&mut self, teller: &Teller) {
        let starved = self.pause.is_none() && self.starving.look(&self.flow);
        if starved != self.starving.is_told {
            self.starving.is_told = starved;
            teller.tell(RecorderEvent::Starved { track: Track::Mic, starved });
        }
    }

    /// Ends the take. The gate closes at once; the writer drains and closes; the device may take its time.
    pub(super) fn stop(mut self, why: StopReason, teller: &Teller) {
        self.flow.close(LEAVE_TIMEOUT);
        self.flow.finish();
        self.end_pause(teller);
        self.device = None;
        let began = Instant::now();
        while !self.outcome.is_done {
            match self.reports.recv_timeout(FINISH_TIMEOUT.saturating_sub(began.elapsed())) {
                Ok(report) => self.take_in(report, teller),
                Err(_) => break,
            }
        }
        self.place.end();
        teller.tell(RecorderEvent::Stopped {
            take: self.number,
            frames: self.outcome.frames.unwrap_or_else(|| self.flow.on_disk()),
            rate: self.format.rate,
            why: self.reason_told(why),
        });
    }

    /// Withdrawn consent and a lost device stay the reason; for any other a failing disk is the better one.
    fn reason_told(&self, why: StopReason) -> StopReason {
        if matches!(why, StopReason::ConsentEnded | StopReason::DeviceLost) {
            return why;
        }
        if !self.outcome.is_done {
            return failed("the disk did not answer; what was written is finished at the next start");
        }
        let unhashed = || {
            let what = self.outcome.unhashed.as_ref()?;
            Some(StopReason::Failed { what: format!("a file could not be read back: {what}") })
        };
        self.trouble().or_else(unhashed).unwrap_or(why)
    }

    fn take_in(&mut self, report: Report, teller: &Teller) {
        match report {
            Report::Lost { frame, frames } => {
                let lasted = frames_as_time(frames, self.format.rate);
                self.tell_loss(frame, lasted.as_millis() as u64, teller);
            }
            Report::Hashed(segment) => teller.tell(RecorderEvent::SegmentFinished(segment)),
            Report::NotHashed(what) => self.outcome.unhashed = Some(what),
            Report::Written { frames, fault } => {
                self.outcome.frames = Some(frames);
                self.outcome.fault = fault;
            }
            Report::Done => self.outcome.is_done = true,
        }
    }

    fn tell_loss(&self, frame: u64, lasted_ms: u64, teller: &Teller) {
        let reason = GapReason::Overflow;
        teller.tell(RecorderEvent::Gap {
            take: self.number,
            track: Some(Track::Mic),
            frame,
            lasted_ms,
            reason,
        });
    }
}

impl Drop for Take {
    /// However a take ends, nothing passes the gate any more, and the writer finishes the file.
    fn drop(&mut self) {
        self.flow.close(LEAVE_TIMEOUT);
        self.flow.finish();
        self.place.end();
    }
}

impl Starving {
    fn begin_again(&mut self, flow: &Flow) {
        self.buffers = flow.buffers();
        self.since = Instant::now();
    }

    /// Whether no buffer came for too long.
    fn look(&mut self, flow: &Flow) -> bool {
        if flow.buffers() != self.buffers {
            self.begin_again(flow);
        }
        self.since.elapsed() >= STARVED_AFTER
    }
}

fn failed(what: &str) -> StopReason {
    StopReason::Failed { what: what.to_owned() }
}

fn disk(error: &io::Error) -> StartError {
    match Fault::of(error) {
        Fault::DiskFull => StartError::DiskFull,
        Fault::Disk(what) => StartError::Disk(what),
    }
}
