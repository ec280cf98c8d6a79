//! What the program does, decided without window, disk or sound: actions and events in, state and effects out.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics has failed"
)]
#![expect(clippy::assigning_clones, reason = "what a person types reads best as an assignment")]

mod cases;
mod closing;
mod consent;
mod custody;
mod day;
mod devices;
mod duties;
mod gate;
mod listing;
mod namesakes;
mod office;
mod opening;
mod places;
mod reading;
mod recording;
mod sensing;
mod sides;
mod sound_check;
mod sound_export;
mod trouble;
mod when;
mod words;
mod writing;
