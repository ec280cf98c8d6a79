//! The runner, through its own door: effects in, events out, with a real data folder.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]
#![expect(
    clippy::disallowed_methods,
    reason = "what stands in the way is put there as it would be by others"
)]

mod copies;
mod counting;
mod custody;
mod earlier;
mod ending;
mod filing;
mod jobs;
mod late_sound;
mod opening;
mod shop;
mod sound_export;
mod storing;
mod unsaved;
