//! What the tests of the recorder share.

pub mod clock;
pub mod consent;
pub mod counting;
pub mod folder;
pub mod scripted;
pub mod session;
pub mod stored;

use clock::TestClock;
use consent::{clock, permit};
use folder::Folder;
use rapport::domain::call::Call;
use rapport::domain::recording::{GapReason, Segment, StopReason};
use rapport::domain::track::Track;
use rapport::recording::{
    CaptureBackend, FarEnd, Recorder, RecorderCommand, RecorderEvent, StartTake, SteadyClock, SystemClock,
};
use scripted::{Device, System};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a test waits for what must come. Never reached where the recorder works.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything the recorder told.
#[derive(Clone, Default)]
pub struct Told(Arc<(Mutex<Vec<RecorderEvent>>, Condvar)>);

impl Told {
    pub fn push(&self, event: RecorderEvent) {
        self.0.0.lock().unwrap().push(event);
        self.0.1.notify_all();
    }

    pub fn all(&self) -> Vec<RecorderEvent> {
        self.0.0.lock().unwrap().clone()
    }

    /// Waits for the first event that `wanted` makes something of.
    pub fn wait_for<T>(&self, what: &str, wanted: impl Fn(&RecorderEvent) -> Option<T>) -> T {
        let began = Instant::now();
        let mut told = self.0.0.lock().unwrap();
        loop {
            if let Some(found) = told.iter().find_map(&wanted) {
                return found;
            }
            let left = PATIENCE.saturating_sub(began.elapsed());
            assert!(!left.is_zero(), "no {what} among {:#?}", worth_showing(&told));
            told = self.0.1.wait_timeout(told, left).unwrap().0;
        }
    }

    pub fn stopped(&self) -> (u64, StopReason) {
        self.wait_for("Stopped", |event| match event {
            RecorderEvent::Stopped { frames, why, .. } => Some((*frames, why.clone())),
            _ => None,
        })
    }

    pub fn segments(&self) -> Vec<Segment> {
        let segment = |event| match event {
            RecorderEvent::SegmentFinished(segment) => Some(segment),
            _ => None,
        };
        self.all().into_iter().filter_map(segment).collect()
    }

    /// Frame, length in milliseconds and reason of every gap in one track.
    pub fn gaps_of(&self, wanted: Track) -> Vec<(u64, u64, GapReason)> {
        let gap = |event| match event {
            RecorderEvent::Gap { track: Some(track), frame, lasted_ms, reason, .. } if track == wanted => {
                Some((frame, lasted_ms, reason))
            }
            _ => None,
        };
        self.all().into_iter().filter_map(gap).collect()
    }

    /// Frame, length in milliseconds and reason of every gap.
    pub fn gaps(&self) -> Vec<(u64, u64, GapReason)> {
        let gap = |event| match event {
            RecorderEvent::Gap { frame, lasted_ms, reason, .. } => Some((frame, lasted_ms, reason)),
            _ => None,
        };
        self.all().into_iter().filter_map(gap).collect()
    }
}

/// Everything but what comes ten times a second.
fn worth_showing(told: &[RecorderEvent]) -> Vec<&RecorderEvent> {
    let passing = |event: &&RecorderEvent| {
        !matches!(event, RecorderEvent::Level { .. } | RecorderEvent::Progress { .. })
    };
    told.iter().filter(passing).collect()
}

/// A recorder with a folder, a call in which everyone agreed, and a listener.
pub struct Bench {
    pub recorder: Recorder,
    pub told: Told,
    pub folder: Folder,
    pub call: Call,
    pub clock: TestClock,
    pub dir: TempDir,
}

impl Bench {
    /// On real sound, by the clocks of this machine.
    pub fn new(backend: Box<dyn CaptureBackend>) -> Self {
        Self::by(Arc::new(SystemClock::new()), backend)
    }

    /// A recorder on a scripted device, by a clock that stands still until it is moved.
    pub fn scripted(device: &Device) -> Self {
        Self::on(&System::new(&[device], &[]))
    }

    /// The same on a scripted sound system.
    pub fn on(system: &System) -> Self {
        let clock = TestClock::default();
        Self { clock: clock.clone(), ..Self::by(Arc::new(clock), system.backend()) }
    }

    fn by(clock: Arc<dyn SteadyClock>, backend: Box<dyn CaptureBackend>) -> Self {
        let told = Told::default();
        let listener = told.clone();
        let recorder = Recorder::spawn_by(clock, backend, move |event| listener.push(event)).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        let (call, clock) = (consent::consenting_call(), TestClock::default());
        Self { recorder, told, folder, call, clock, dir }
    }

    /// Sends the order to start and does not wait.
    pub fn ask_for_take(&self, take: u32, device: Option<&str>) {
        self.ask_for_both(take, device, FarEnd::Off);
    }

    pub fn ask_for_both(&self, take: u32, device: Option<&str>, far: FarEnd) {
        self.recorder.send(RecorderCommand::Start(Box::new(StartTake {
            permit: permit(&self.call),
            take,
            at: clock(),
            before_ms: 0,
            device: device.map(str::to_owned),
            far,
            files: Box::new(self.folder.clone()),
        })));
    }

    pub fn start(&self, take: u32) {
        self.start_with(take, FarEnd::Off);
    }

    /// Starts with both tracks.
    pub fn start_both(&self, take: u32) {
        self.start_with(take, FarEnd::SystemChoice);
    }

    fn start_with(&self, take: u32, far: FarEnd) {
        self.ask_for_both(take, None, far);
        self.told.wait_for("Started", |event| {
            matches!(event, RecorderEvent::Started { take: begun, .. } if *begun == take).then_some(())
        });
    }

    pub fn stop(&self) -> (u64, StopReason) {
        self.recorder.send(RecorderCommand::Stop { why: StopReason::ByHand });
        self.told.stopped()
    }
}

/// Waits until something is so.
pub fn until(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "never came true: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Sample number `index` of the test signal, as it must stand in the file. It is never silent.
pub fn expected(index: u64) -> i16 {
    (index % 20_000) as i16 + 1
}

/// Frames `from..to` of the test signal, the same on every channel.
pub fn signal(from: u64, to: u64, channels: u16) -> Vec<f32> {
    let value = |index| f32::from(expected(index)) / f32::from(i16::MAX);
    (from..to).flat_map(|index| std::iter::repeat_n(value(index), usize::from(channels))).collect()
}

/// Frames `from..to` of the test signal, as they must stand in the file.
pub fn expected_run(from: u64, to: u64) -> Vec<i16> {
    (from..to).map(expected).collect()
}
