//! The recorder's gate with scripted sound: every buffer bears the number of the step after which it came.
//!
//! The only file of these tests that knows how a permit becomes a tap.

use rapport::domain::consent::RecordingPermit;
use rapport::recording::{Intake, Place, Tap, TapFormat};
use std::sync::Arc;
use std::time::Duration;

/// Frames a second: so few that a ring of ten seconds costs nothing.
const RATE: u32 = 100;

/// An open device and what comes out behind the gate.
pub struct Line {
    tap: Tap,
    intake: Intake,
}

impl Line {
    /// What the recorder does with a permit when a take begins.
    pub fn open(permit: RecordingPermit) -> Self {
        let format = TapFormat { rate: RATE, channels: 1 };
        let (tap, intake) = Tap::for_take(permit, format, Arc::new(Place::default()));
        Self { tap, intake }
    }

    pub fn pause(&self) {
        self.intake.flow().pause();
    }

    pub fn resume(&self) {
        self.intake.flow().resume();
    }

    pub fn close(&self) {
        self.intake.flow().close(Duration::ZERO);
    }

    /// Hands over one buffer and tells whether any of it came out; what comes out must be what went in.
    pub fn passes(&mut self, number: usize) -> bool {
        let sample = i16::try_from(number).unwrap() + 1;
        self.tap.take_in(&[f32::from(sample) / f32::from(i16::MAX); 3]);
        let mut out = [0; 8];
        let kept = self.intake.take_out(&mut out);
        assert!(kept == 0 || out[..kept] == [sample; 3], "{out:?} came out after {sample}");
        kept > 0
    }
}
