//! Each page of the real window, by accessible names and by keys.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod close;
mod consent;
mod finished;
mod interview;
mod notes;
mod prepare;
mod recorder;
mod settings;
mod storage;
mod today;
