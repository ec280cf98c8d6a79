//! Each page of the real window, by accessible names and by keys.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]
#![expect(clippy::assigning_clones, reason = "what a person types reads best as an assignment")]

mod case_pictures;
mod cases;
mod close;
mod consent;
mod custody;
mod finished;
mod interview;
mod listening;
mod messages;
mod no_consent;
mod notes;
mod pictures;
mod places;
mod prepare;
mod recorder;
mod scene;
mod settings;
mod storage;
mod today;
mod words;
