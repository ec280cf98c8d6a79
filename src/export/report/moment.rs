//! A moment with the zone it is told in, and a place in the recording.

use crate::domain::entry::{Entry, Position};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::time::Duration;

/// A moment, told in the time zone of the entry it stands in.
///
/// In JSON `{"time": RFC 3339 with the offset of the zone, "zone": IANA name}`; in a zone that is not known here the time
/// ends in `Z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// IANA name of the zone, as the entry has it.
    pub zone: String,
}

impl Moment {
    /// When an entry was made.
    pub fn of(entry: &Entry) -> Self {
        Self { at: entry.at, zone: entry.zone.clone() }
    }

    /// Another instant, told in the zone of an entry.
    pub fn beside(entry: &Entry, at: Timestamp) -> Self {
        Self { at, zone: entry.zone.clone() }
    }

    /// On the clock of its zone; on that of UTC where the zone is not known.
    pub fn on_the_clock(&self) -> ZonedDateTime {
        self.at.to_zoned_datetime(TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC))
    }
}

/// Whether a zone is known here.
pub fn is_known(zone: &str) -> bool {
    TimeZone::get(zone).is_ok()
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let time = if is_known(&self.zone) {
            self.at.display_with_offset(self.on_the_clock().offset()).to_string()
        } else {
            self.at.to_string()
        };
        let mut fields = serializer.serialize_struct("Moment", 2)?;
        fields.serialize_field("time", &time)?;
        fields.serialize_field("zone", &self.zone)?;
        fields.end()
    }
}

/// A date and time on the clock of the office, such as a due time.
///
/// In JSON `{"time": RFC 3339 with the offset of the zone, "zone": IANA name}`; in a zone that is not known here the time
/// bears no offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// On the clock of the office.
    pub local: DateTime,
    /// IANA name of the zone, as the entry has it.
    pub zone: String,
}

impl LocalTime {
    /// With its zone, where that is known.
    pub fn zoned(&self) -> Option<ZonedDateTime> {
        self.local.in_tz(&self.zone).ok()
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let time = self.zoned().map_or_else(
            || self.local.to_string(),
            |zoned| zoned.timestamp().display_with_offset(zoned.offset()).to_string(),
        );
        let mut fields = serializer.serialize_struct("LocalTime", 2)?;
        fields.serialize_field("time", &time)?;
        fields.serialize_field("zone", &self.zone)?;
        fields.end()
    }
}

/// A place in the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Number of the take.
    pub take: u32,
    /// Frames captured in the take before it.
    pub frame: u64,
    /// Frames a second.
    pub rate: u32,
    /// Recorded time of the call before it, in milliseconds.
    #[serde(rename = "elapsed_ms", serialize_with = "milliseconds")]
    pub elapsed: Duration,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        let Position { take, frame, rate, .. } = position;
        Self { take, frame, rate, elapsed: position.elapsed() }
    }
}

/// Serialises a length as whole milliseconds.
pub fn milliseconds<S: Serializer>(length: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(u64::try_from(length.as_millis()).unwrap_or(u64::MAX))
}
