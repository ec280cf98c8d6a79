//! The recorder through its public doors: with scripted sound, with real devices, and after kill -9.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails, says why, and may write files as it likes"
)]

mod aligned;
mod faults;
mod gate;
mod gone;
mod kill;
mod list;
mod listening;
mod real;
mod real_far;
mod salvage;
mod sound_check;
mod support;
mod take;
mod time;
mod tracks;
