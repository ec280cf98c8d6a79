//! The recorder's gate with scripted sound: every buffer bears the number of the step after which it came.
//!
//! The only file of these tests that knows how a permit becomes taps.

use rapport::domain::consent::RecordingPermit;
use rapport::recording::{Gate, Intake, Reach, SteadyClock, Tap, TapFormat};
use std::sync::Arc;
use std::time::Duration;

/// Frames a second: so few that a ring of ten seconds costs nothing.
const RATE: u32 = 100;

/// A take: both its devices, and what comes out behind the one gate.
pub struct Line {
    gate: Gate,
    sides: [(Tap, Intake); 2],
}

impl Line {
    /// What the recorder does with a permit when a take begins.
    pub fn open(permit: RecordingPermit) -> Self {
        let gate = Tap::for_take(permit, Arc::new(StandingClock));
        let tap = || gate.tap(TapFormat { rate: RATE, channels: 1 }, &Arc::new(Reach::default()));
        let sides = [tap(), tap()];
        gate.open();
        for (_, intake) in &sides {
            intake.flow().open();
        }
        Self { gate, sides }
    }

    pub fn pause(&self) {
        self.gate.pause();
    }

    pub fn resume(&self) {
        self.gate.resume();
    }

    pub fn close(&self) {
        self.gate.close();
    }

    /// Hands one buffer to each side and tells whether any of it came out; what comes out must be what went in.
    pub fn passes(&mut self, number: usize) -> bool {
        let sample = i16::try_from(number).unwrap() + 1;
        let mut passed = [false; 2];
        for ((tap, intake), passed) in self.sides.iter_mut().zip(&mut passed) {
            tap.take_in(&[f32::from(sample) / f32::from(i16::MAX); 3]);
            let mut out = [0; 8];
            let kept = intake.take_out(&mut out);
            assert!(kept == 0 || out[..kept] == [sample; 3], "{out:?} came out after {sample}");
            *passed = kept > 0;
        }
        assert_eq!(passed[0], passed[1], "one gate for both sides");
        passed[0]
    }
}

/// When a buffer came does not matter here.
struct StandingClock;

impl SteadyClock for StandingClock {
    fn awake(&self) -> Duration {
        Duration::ZERO
    }

    fn whole(&self) -> Option<Duration> {
        None
    }

    fn rest(&self, _: Duration) {}
}
