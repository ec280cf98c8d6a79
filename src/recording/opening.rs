//! Opening devices for a take on threads of their own, so that one that hangs holds up neither track nor command.

use super::capture::{CaptureBackend, CaptureError, PreparedDevice, Source, Wanted};
use super::control::FarEnd;
use super::flow::Flow;
use super::gate::Gate;
use super::listening::Device;
use super::patience::begin_work;
use super::place::Reach;
use super::tap::{Intake, TapFormat};
use super::wav::BITS;
use crate::domain::recording::TakeFormat;
use crate::domain::track::Track;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

/// How long finding and opening a device together may take.
pub(super) const LIMIT: Duration = Duration::from_secs(10);

/// How long after an attempt that failed a device is tried again, at first.
const TRY_EVERY: Duration = Duration::from_secs(1);

/// A device that is open and captures nothing yet: [`Opened::flow`] is to be opened.
pub(super) struct Opened {
    pub(super) source: Source,
    pub(super) device: Device,
    pub(super) flow: Arc<Flow>,
    pub(super) intake: Intake,
}

impl Opened {
    /// As the timeline tells of it.
    pub(super) fn format(&self) -> TakeFormat {
        let Source { id: device_id, name: device_name, rate, .. } = self.source.clone();
        TakeFormat { device_id, device_name, rate, bits: BITS }
    }
}

/// What is wanted for the far end, if anything.
pub(super) fn wanted_far(far: FarEnd) -> Option<Wanted> {
    let device = match far {
        FarEnd::Off => return None,
        FarEnd::SystemChoice => None,
        FarEnd::Device(id) => Some(id),
    };
    Some(Wanted { track: Track::Far, device, rate: None })
}

/// Work on a device that is under way.
pub(super) struct UnderWay<T> {
    answer: Option<Receiver<Result<T, CaptureError>>>,
    began: Instant,
}

impl<T: Send + 'static> UnderWay<T> {
    fn begin(name: &str, work: impl FnOnce() -> Result<T, CaptureError> + Send + 'static) -> Self {
        Self { answer: begin_work(name, work), began: Instant::now() }
    }

    /// Waits for it until so long after it began.
    pub(super) fn wait(self, limit: Duration) -> Result<T, CaptureError> {
        let left = limit.saturating_sub(self.began.elapsed());
        self.answer.and_then(|answer| answer.recv_timeout(left).ok()).unwrap_or(Err(CaptureError::NoAnswer))
    }

    /// The answer, if there is one by now; `NoAnswer` after [`LIMIT`].
    pub(super) fn look(&self) -> Option<Result<T, CaptureError>> {
        let answer = self.answer.as_ref().map_or(Err(TryRecvError::Disconnected), Receiver::try_recv);
        match answer {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) if self.began.elapsed() < LIMIT => None,
            Err(_) => Some(Err(CaptureError::NoAnswer)),
        }
    }
}

/// How the pause between two attempts grows with each that failed.
pub(super) type Grow = fn(Duration, &CaptureError) -> Duration;

/// A device that is sought until it is there.
pub(super) struct Seeking {
    attempt: Option<UnderWay<Opened>>,
    /// The clock when the next attempt is due.
    next_try: Duration,
    /// What lies between two attempts.
    pause: Duration,
    grow: Grow,
}

impl Seeking {
    /// The first attempt is due at once.
    pub(super) fn begin(now: Duration, grow: Grow) -> Self {
        Self { attempt: None, next_try: now, pause: TRY_EVERY, grow }
    }

    /// The answer of an attempt that has come to its end; begins another where one is due.
    pub(super) fn look(
        &mut self,
        now: Duration,
        seek: impl FnOnce() -> UnderWay<Opened>,
    ) -> Option<Result<Opened, CaptureError>> {
        let Some(attempt) = &self.attempt else {
            if now >= self.next_try {
                self.attempt = Some(seek());
            }
            return None;
        };
        let answer = attempt.look()?;
        self.attempt = None;
        if let Err(error) = &answer {
            self.next_try = now + self.pause;
            self.pause = (self.grow)(self.pause, error);
        }
        Some(answer)
    }
}

/// Finds a device.
pub(super) fn prepare(
    backend: &Arc<dyn CaptureBackend>,
    wanted: Wanted,
) -> UnderWay<Box<dyn PreparedDevice>> {
    let backend = Arc::clone(backend);
    UnderWay::begin("recorder-prepare", move || backend.prepare(&wanted).and_then(with_rate))
}

/// Opens a device that was found.
pub(super) fn open(prepared: Box<dyn PreparedDevice>, gate: &Gate, reach: &Arc<Reach>) -> UnderWay<Opened> {
    let (gate, reach) = (gate.another(), Arc::clone(reach));
    UnderWay::begin("recorder-open", move || start(prepared, &gate, &reach))
}

/// Finds and opens the first device there is of those that are wanted; the error is that of the first.
pub(super) fn find_and_open(
    backend: &Arc<dyn CaptureBackend>,
    wanted: Vec<Wanted>,
    gate: &Gate,
    reach: &Arc<Reach>,
) -> UnderWay<Opened> {
    let (backend, gate, reach) = (Arc::clone(backend), gate.another(), Arc::clone(reach));
    UnderWay::begin("recorder-reopen", move || {
        let mut first = None;
        for one in wanted {
            let rate = one.rate;
            let opened = backend.prepare(&one).and_then(with_rate).and_then(|prepared| {
                let fits = rate.is_none_or(|rate| rate == prepared.source().rate);
                if fits { start(prepared, &gate, &reach) } else { Err(CaptureError::OtherRate) }
            });
            match opened {
                Ok(opened) => return Ok(opened),
                Err(error) => _ = first.get_or_insert(error),
            }
        }
        Err(first.unwrap_or(CaptureError::DeviceGone))
    })
}

fn with_rate(prepared: Box<dyn PreparedDevice>) -> Result<Box<dyn PreparedDevice>, CaptureError> {
    if prepared.source().rate == 0 {
        return Err(CaptureError::System("the device has no sample rate".to_owned()));
    }
    Ok(prepared)
}

fn start(prepared: Box<dyn PreparedDevice>, gate: &Gate, reach: &Arc<Reach>) -> Result<Opened, CaptureError> {
    let source = prepared.source().clone();
    let format = TapFormat { rate: source.rate, channels: source.channels };
    let (tap, intake) = gate.tap(format, reach);
    let flow = Arc::clone(intake.flow());
    let stream = prepared.start(tap)?;
    Ok(Opened { source, device: Device::new(stream), flow, intake })
}
