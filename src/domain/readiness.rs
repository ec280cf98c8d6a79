//! What the program can sense of its own readiness, and what counts as ready.

use serde::{Deserialize, Serialize};

/// Something the program senses by itself before a call.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Sensor {
    /// The microphone is heard.
    Microphone,
    /// There is room on the disk.
    Disk,
    /// The machine is on mains power, or its battery lasts.
    Power,
    /// No chat program is running that could interrupt.
    ChatPrograms,
}

/// What a sensor read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "sensor", rename_all = "snake_case")]
pub enum Reading {
    /// Loudest level heard since the check began.
    Microphone {
        /// Loudest sample, 0 to 1 of full scale.
        peak: f32,
    },
    /// Room on the data folder's disk.
    Disk {
        /// Whole minutes of recording that fit.
        minutes: u64,
    },
    /// Power source.
    Power {
        /// True on mains, or where there is no battery.
        mains: bool,
        /// Battery charge in percent; `None` where there is no battery.
        charge_percent: Option<u8>,
    },
    /// Chat programs found running.
    ChatPrograms {
        /// Their names as people know them.
        running: Vec<String>,
    },
}

/// Softest peak that counts as a voice heard, in parts of full scale. A muted analogue headset was measured at 0.0005 to
/// 0.0010 and live takes at 0.0042 and more (`EnviousWispr` #1845); 0.004 lies between.
pub const HEARD_PEAK: f32 = 0.004;

/// Everything quieter than this looks like silence, in dB below full scale.
pub const QUIETEST_DB: f32 = -60.0;

/// Least room on the disk that counts as ready: two hours of recording.
pub const ENOUGH_MINUTES: u64 = 120;

/// Least battery charge that counts as ready without mains, in percent.
pub const ENOUGH_CHARGE_PERCENT: u8 = 40;

/// Bytes of one second of one track: 48,000 frames of 16 bits, which is what most devices run at. What a faster one needs is
/// known once it is open: while a take runs, its own rates are counted.
pub const BYTES_A_SECOND: u64 = 96_000;

impl Reading {
    /// Which sensor this is of.
    #[must_use]
    pub fn sensor(&self) -> Sensor {
        match self {
            Self::Microphone { .. } => Sensor::Microphone,
            Self::Disk { .. } => Sensor::Disk,
            Self::Power { .. } => Sensor::Power,
            Self::ChatPrograms { .. } => Sensor::ChatPrograms,
        }
    }

    /// Whether the reading is good enough to tick the item.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        match self {
            Self::Microphone { peak } => *peak >= HEARD_PEAK,
            Self::Disk { minutes } => *minutes >= ENOUGH_MINUTES,
            Self::Power { mains, charge_percent } => {
                *mains || charge_percent.is_none_or(|charge| charge >= ENOUGH_CHARGE_PERCENT)
            }
            Self::ChatPrograms { running } => running.is_empty(),
        }
    }
}

/// A peak of full scale as dB, held between [`QUIETEST_DB`] and 0.
#[must_use]
pub fn decibels(peak: f32) -> f32 {
    if peak > 0.0 { (20.0 * peak.log10()).clamp(QUIETEST_DB, 0.0) } else { QUIETEST_DB }
}

/// Whole minutes of recording of so many tracks, one at least, that fit into `free_bytes`.
#[must_use]
pub fn minutes_of_room(free_bytes: u64, tracks: u32) -> u64 {
    free_bytes / (BYTES_A_SECOND * 60 * u64::from(tracks.max(1)))
}
