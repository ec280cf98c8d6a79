//! Hearing a recording again: lined up, drawn, played, exported, counted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::default_trait_access,
    clippy::needless_for_each,
    reason = "a test that cannot go on has failed, and its files need not outlive a power cut"
)]

mod aligning;
mod exporting;
mod placing;
mod playing;
mod support;
mod talking;
mod waveforms;
