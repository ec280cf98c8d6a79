//! Gaps of a recording in words.

use super::{length, side};
use crate::export::report::{Gap, Missing};
use std::time::Duration;

/// Whether sound was lost of which nobody could say how much.
fn is_unmeasured(gap: &Gap) -> bool {
    gap.why == Missing::Overflow && gap.lasted_ms == Some(0)
}

pub fn gap_length(gap: &Gap) -> String {
    if is_unmeasured(gap) {
        return "not known".to_owned();
    }
    match gap.lasted_ms {
        None => "no end noted".to_owned(),
        Some(ms @ 1_000..60_000) => {
            // To the tenth, which a whole second does without.
            let tenths = (ms + 50) / 100;
            let rest = if tenths % 10 == 0 { String::new() } else { format!(".{}", tenths % 10) };
            format!("{}{rest} s", tenths / 10)
        }
        Some(ms) => length(Duration::from_millis(ms)),
    }
}

pub fn gap_reason(gap: &Gap) -> String {
    match &gap.why {
        Missing::Paused { reason } if reason.is_empty() => "paused, no reason given".to_owned(),
        Missing::Paused { reason } => format!("paused: {reason}"),
        Missing::Overflow if is_unmeasured(gap) => {
            "the sound system lost sound; how much is not known, and nothing stands in its place".to_owned()
        }
        Missing::Overflow => {
            "the machine could not keep up; silence of the same length stands in the file".to_owned()
        }
        Missing::NoSound => {
            "the device delivered nothing; silence of the same length stands in the file".to_owned()
        }
        Missing::DeviceGone { device } => {
            format!("{device} was gone; silence of the same length stands in the file")
        }
        Missing::Slept => "the computer slept".to_owned(),
    }
}

/// The take a gap is in, and the side where it is in one only.
pub fn gap_take(gap: &Gap) -> String {
    gap.track.map_or_else(|| gap.take.to_string(), |track| format!("{}, {}", gap.take, side(track)))
}
