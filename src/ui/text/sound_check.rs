//! Words of the sound check before dialling.

pub const NAME: &str = "Sound check";
pub const HELP: &str = "Speak for four seconds and hear yourself. Only this side is heard, nothing is stored, and it is gone once it was played";
pub const STOP: &str = "Stop sound check";
pub const LEVEL: &str = "Sound check level";
pub const PLAYED: &str = "That is how you sound. It was not stored";
pub const SOMEBODY_ON_THE_LINE: &str =
    "A sound check is for before the call: somebody may be on the line now";

/// What went wrong, and what to do.
pub const NOTHING_HEARD: (&str, &str) = (
    "Nothing was heard from this microphone",
    "Look whether the headset is muted, or choose another microphone in Settings. Then check again",
);

/// What went wrong, and what to do.
pub const NO_OUTPUT: (&str, &str) = (
    "There is nothing to play it on",
    "Plug in headphones or speakers, then check again. The level above still shows whether you are heard",
);

/// This side is heard for so much longer.
#[must_use]
pub fn hearing(left_ms: u64) -> String {
    format!("Speak now: {}", seconds(left_ms))
}

/// It is played back for so much longer.
#[must_use]
pub fn playing(left_ms: u64) -> String {
    format!("This is how you sound: {}", seconds(left_ms))
}

/// Seconds that are begun count: a countdown ends with 1.
fn seconds(left_ms: u64) -> String {
    super::count(left_ms.div_ceil(1000).max(1) as usize, "second", "seconds")
}
