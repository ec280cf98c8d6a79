//! What may be added to a timeline, and what is folded from it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

mod course;
mod custody;
mod file;
mod items;
mod notes;
mod objections;
mod recording;
mod steps;
pub mod support;
mod words;
