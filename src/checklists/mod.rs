//! Reads shipped and firm-owned checklists, and the list of chat programs; knows nothing of calls, window or sound.
//!
//! A file with a fault is left out and named; nothing here panics. In reading order: `library` gathers the
//! files, `read` takes one apart by way of [`crate::content`], and `rules` holds it against what a schema cannot say.

mod chat;
pub mod consent_scripts;
mod library;
mod names;
mod read;
mod rules;
mod schema;

pub use crate::content::{Fault, LARGEST_FILE_BYTES};
pub use chat::{ChatProgram, Interruption, Platform, chat_programs, chat_programs_on, running_among};
pub use library::{Library, SHIPPED, load};
pub use read::{read, read_file};
pub use schema::schema;
