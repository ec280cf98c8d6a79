//! The few words the controls say by themselves, whatever page they stand on.

/// Puts an item off until the close.
pub(super) const DEFER: &str = "Defer";
/// Opens the line that asks why an item is left out.
pub(super) const SKIP: &str = "Skip…";
/// Takes an item back to open.
pub(super) const UNDO: &str = "Undo";
/// State of an item put off.
pub(super) const DEFERRED: &str = "Deferred: comes back at the close";
/// Keeps things as they are.
pub(super) const CANCEL: &str = "Cancel";
/// Name of the level meter.
pub(super) const LEVEL: &str = "Microphone level";
/// Name of the recording lamp.
pub(super) const RECORDING_STATUS: &str = "Recording status";
/// Description of an item the program ticks.
pub(super) const SENSED: &str = "Checked by the program";

/// A small button of an item: its word, then the item it acts on, so that each is told apart by name.
pub(super) fn acting_on(word: &str, item: &str) -> String {
    format!("{}: {item}", word.trim_end_matches('…'))
}

/// State of an item left out.
pub(super) fn skipped(reason: &str) -> String {
    format!("Skipped: {reason}")
}

/// The line below the stages for one that is locked.
pub(super) fn locked_line(stage: &str, because: &str) -> String {
    format!("{stage} is locked: {because}")
}

/// State of a stage in words.
pub(super) fn stage_locked(because: &str) -> String {
    format!("locked: {because}")
}

/// State of a stage in words.
pub(super) fn stage_open(left: &str) -> String {
    if left.is_empty() { "open".to_owned() } else { format!("open, {left}") }
}

/// State of a stage in words.
pub(super) fn stage_done(at: &str) -> String {
    if at.is_empty() { "done".to_owned() } else { format!("done, {at}") }
}

/// State of a stage in words.
pub(super) const STAGE_CURRENT: &str = "current";

/// A level in words.
pub(super) fn decibels(level: f32) -> String {
    format!("{} dB", format!("{level:.0}").replace('-', "−"))
}

/// Why a reason cannot be taken yet.
pub(super) const NO_REASON: &str = "Write a few words first";
