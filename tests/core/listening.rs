//! Hearing a recording again: lined up, drawn, played, exported, counted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod aligning;
mod exporting;
mod placing;
mod support;
mod waveforms;
