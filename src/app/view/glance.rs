//! What a person can see of the recorder's passing events: two that look alike need no second frame.

use crate::domain::entry::frames_as_time;
use crate::domain::readiness::{HEARD_PEAK, QUIETEST_DB, decibels};
use crate::recording::RecorderEvent;

/// A level that differs by less than this looks the same, in dB.
const STEP_DB: f32 = 3.0;

/// What there is to see of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glance {
    /// Of the levels of both sides.
    Levels(Levels),
    /// Of the sound on disk: whole seconds of it.
    Seconds(u64),
    /// Of what goes on by itself: the place in what is played, a sound check, an export. It never looks the same.
    Moving,
}

/// Levels as they look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Steps of this side above silence, and whether it is heard.
    mic: (u8, bool),
    /// The same of the far end, where it is open.
    far: Option<(u8, bool)>,
}

impl Levels {
    /// Of peaks of full scale.
    #[must_use]
    pub fn of(mic: f32, far: Option<f32>) -> Self {
        Self { mic: look(mic), far: far.map(look) }
    }

    /// The same as a number, for an atomic.
    #[must_use]
    pub fn to_bits(self) -> u32 {
        let bits = |(steps, heard): (u8, bool)| u32::from(steps) << 1 | u32::from(heard);
        bits(self.mic) | self.far.map_or(0, |far| bits(far) << 8 | 1 << 16)
    }
}

impl Glance {
    /// What there is to see of an event that the next one of its kind replaces; `None` of all others.
    #[must_use]
    pub fn at(event: &RecorderEvent) -> Option<Self> {
        match *event {
            RecorderEvent::Level { peak, far } => Some(Self::Levels(Levels::of(peak, far))),
            RecorderEvent::Progress { on_disk, rate, .. } => {
                Some(Self::Seconds(frames_as_time(on_disk, rate).as_secs()))
            }
            RecorderEvent::SoundCheck { .. } => Some(Self::Moving),
            _ => None,
        }
    }
}

fn look(peak: f32) -> (u8, bool) {
    (((decibels(peak) - QUIETEST_DB) / STEP_DB) as u8, peak >= HEARD_PEAK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_look_different_by_a_step_of_the_meter_or_when_a_side_begins_to_be_heard() {
        let quiet = Levels::of(0.0, None);
        assert_eq!(quiet, Levels::of(0.0005, None));
        assert_eq!(Levels::of(0.6, Some(0.11)), Levels::of(0.62, Some(0.112)));
        let alike = [quiet, Levels::of(0.25, None), Levels::of(0.5, None), Levels::of(1.0, None)];
        let more = [Levels::of(0.0, Some(0.0)), Levels::of(0.0, Some(0.5)), Levels::of(0.5, Some(0.5))];
        let bits: std::collections::BTreeSet<u32> =
            alike.into_iter().chain(more).map(Levels::to_bits).collect();
        assert_eq!(bits.len(), 7, "each looks different from all others");
        assert_ne!(Levels::of(HEARD_PEAK * 0.999, None), Levels::of(HEARD_PEAK, None));
    }

    #[test]
    fn sound_on_disk_is_seen_by_the_second() {
        let at = |on_disk| Glance::at(&RecorderEvent::Progress { captured: on_disk, on_disk, rate: 48_000 });
        assert_eq!(at(48_000), at(95_999));
        assert_ne!(at(95_999), at(96_000));
        let device_name = "USB headset".to_owned();
        assert_eq!(Glance::at(&RecorderEvent::Listening { device_name }), None);
    }
}
