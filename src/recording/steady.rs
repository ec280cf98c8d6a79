//! Clocks that nobody sets: how time passes for a recording. Knows no wall clock, so one that is set changes nothing.

use std::fmt;
use std::sync::Arc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A clock that only goes forward. A test may bring its own.
pub trait SteadyClock: Send + Sync {
    /// Time since some moment, as long as the machine was awake. The audio callback asks: it must neither wait nor allocate.
    fn awake(&self) -> Duration;

    /// The same with the time the machine slept; `None` where the system does not tell the two apart, and
    /// [`SteadyClock::awake`] counts both.
    fn whole(&self) -> Option<Duration>;

    /// Lets so much time pass.
    fn rest(&self, how_long: Duration);
}

/// The clocks of this machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    origin: Instant,
}

impl SystemClock {
    /// They begin to count now.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a beginning is no default")]
    pub fn new() -> Self {
        Self { origin: Instant::now() }
    }
}

impl SteadyClock for SystemClock {
    fn awake(&self) -> Duration {
        self.origin.elapsed()
    }

    // Linux: Instant is CLOCK_MONOTONIC, which stands still in sleep. macOS: it is CLOCK_UPTIME_RAW, which does too.
    #[cfg(unix)]
    fn whole(&self) -> Option<Duration> {
        use rustix::time::{ClockId, clock_gettime};
        #[cfg(target_os = "linux")]
        let counts_sleep = ClockId::Boottime;
        // On macOS this one goes on in sleep.
        #[cfg(not(target_os = "linux"))]
        let counts_sleep = ClockId::Monotonic;
        Duration::try_from(clock_gettime(counts_sleep)).ok()
    }

    #[cfg(not(unix))]
    fn whole(&self) -> Option<Duration> {
        None
    }

    fn rest(&self, how_long: Duration) {
        std::thread::sleep(how_long);
    }
}

/// The time of a take: it passes while sound is wanted, so not in a pause and not in a sleep. All tracks share it, so that a
/// place in one is a place in the other.
pub(super) struct TakeTime {
    clock: Arc<dyn SteadyClock>,
    /// Locked for a few additions at a time, and never by the audio callback.
    course: Mutex<Course>,
}

/// When the time of a take passed.
#[derive(Debug, Default)]
struct Course {
    began: Duration,
    ended: Option<Duration>,
    /// From when to when it stood still, in order; the last may be open.
    stood: Vec<(Duration, Option<Duration>)>,
}

/// A moment of a take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TakeMoment {
    /// Time of the take before it.
    pub(super) passed: Duration,
    /// How often time stood still before it.
    pub(super) stops: usize,
}

impl fmt::Debug for TakeTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("TakeTime").field("course", &self.course).finish_non_exhaustive()
    }
}

impl TakeTime {
    /// It begins now.
    pub(super) fn begin(clock: Arc<dyn SteadyClock>) -> Self {
        let course = Course { began: clock.awake(), ..Course::default() };
        Self { clock, course: Mutex::new(course) }
    }

    pub(super) fn clock(&self) -> &dyn SteadyClock {
        self.clock.as_ref()
    }

    pub(super) fn pause(&self) {
        let now = self.clock.awake();
        self.course().stood.push((now, None));
    }

    pub(super) fn resume(&self) {
        let now = self.clock.awake();
        if let Some((_, until @ None)) = self.course().stood.last_mut() {
            *until = Some(now);
        }
    }

    /// Time stood still in the last `length` up to now.
    pub(super) fn leave_out(&self, length: Duration) {
        let now = self.clock.awake();
        let mut course = self.course();
        if course.stood.last().is_none_or(|(_, until)| until.is_some()) {
            course.stood.push((now.saturating_sub(length), Some(now)));
        }
    }

    /// No more time passes.
    pub(super) fn end(&self) {
        let now = self.clock.awake();
        self.course().ended.get_or_insert(now);
    }

    pub(super) fn now(&self) -> Duration {
        self.at(self.clock.awake()).passed
    }

    /// Where a reading of the clock stands in the take.
    pub(super) fn at(&self, awake: Duration) -> TakeMoment {
        let course = self.course();
        let until = course.ended.map_or(awake, |ended| ended.min(awake));
        let mut moment = TakeMoment { passed: until.saturating_sub(course.began), stops: 0 };
        for &(from, to) in course.stood.iter().take_while(|(from, _)| *from < until) {
            let stood = to.map_or(until, |to| to.min(until)).saturating_sub(from.max(course.began));
            moment.passed = moment.passed.saturating_sub(stood);
            moment.stops += 1;
        }
        moment
    }

    fn course(&self) -> MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long a machine without a clock of its own for sleep must have stood still to have slept: longer than any of our own
/// waits for a device.
const STANDSTILL: Duration = Duration::from_secs(20);

/// Shorter sleeps than this are none: two clocks are read one after the other.
const SHORTEST_SLEEP: Duration = Duration::from_secs(1);

/// How far apart in time two clocks may be read to be compared.
const AT_ONCE: Duration = Duration::from_millis(100);

/// Notices that the machine slept.
pub(super) struct SleepWatch {
    last: Readings,
}

/// Both clocks, read at once.
#[derive(Clone, Copy)]
struct Readings {
    awake: Duration,
    whole: Option<Duration>,
}

/// A sleep of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slept {
    pub(super) lasted: Duration,
    /// Whether the clock went on meanwhile, so that the time must be left out of the take.
    pub(super) was_counted: bool,
}

impl SleepWatch {
    pub(super) fn begin(clock: &dyn SteadyClock) -> Self {
        let (awake, whole) = (clock.awake(), clock.whole());
        Self { last: Readings { awake, whole } }
    }

    /// The sleep since the last look, if there was one. A look that was held up between the two clocks is none: the next one
    /// sees all of it.
    pub(super) fn look(&mut self, clock: &dyn SteadyClock) -> Option<Slept> {
        let now = Readings { awake: clock.awake(), whole: clock.whole() };
        if clock.awake().saturating_sub(now.awake) > AT_ONCE {
            return None;
        }
        let before = std::mem::replace(&mut self.last, now);
        let was_awake = now.awake.saturating_sub(before.awake);
        let (lasted, shortest, was_counted) = match (before.whole, now.whole) {
            (Some(from), Some(to)) => {
                (to.saturating_sub(from).saturating_sub(was_awake), SHORTEST_SLEEP, false)
            }
            _ => (was_awake, STANDSTILL, true),
        };
        (lasted >= shortest).then_some(Slept { lasted, was_counted })
    }
}
