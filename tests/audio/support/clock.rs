//! A clock that stands still until a test moves it.

use rapport::recording::SteadyClock;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

#[derive(Clone, Debug, Default)]
pub struct TestClock(Arc<Readings>);

/// In nanoseconds.
#[derive(Debug, Default)]
struct Readings {
    awake: AtomicU64,
    slept: AtomicU64,
    tells_no_sleep: AtomicBool,
}

impl TestClock {
    /// So much time passes.
    pub fn pass(&self, time: Duration) {
        self.0.awake.fetch_add(nanos(time), Ordering::SeqCst);
    }

    /// The machine sleeps so long.
    pub fn sleep(&self, time: Duration) {
        self.0.slept.fetch_add(nanos(time), Ordering::SeqCst);
    }

    /// Nobody can tell sleep from waking any more.
    pub fn tells_no_sleep(&self) {
        self.0.tells_no_sleep.store(true, Ordering::SeqCst);
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap()
}

impl SteadyClock for TestClock {
    fn awake(&self) -> Duration {
        Duration::from_nanos(self.0.awake.load(Ordering::SeqCst))
    }

    fn whole(&self) -> Option<Duration> {
        let tells = !self.0.tells_no_sleep.load(Ordering::SeqCst);
        tells.then(|| self.awake() + Duration::from_nanos(self.0.slept.load(Ordering::SeqCst)))
    }

    /// What waits in a test need not wait long.
    fn rest(&self, how_long: Duration) {
        std::thread::sleep(how_long / 20);
    }
}
