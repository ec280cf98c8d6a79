//! Reads shipped and firm-owned checklists, and the list of chat programs; knows nothing of calls, window or sound.
//!
//! A file with a fault is left out and named; nothing here panics. In reading order: `library` gathers the
//! files, `read` takes one apart, `located` remembers on which line each value stands, `shape` holds a file against the
//! schema and `rules` against what a schema cannot say.

mod chat;
mod faults;
mod library;
mod located;
mod read;
mod rules;
mod schema;
mod shape;

pub use chat::{ChatProgram, Interruption, Platform, chat_programs, chat_programs_on, running_among};
pub use faults::Fault;
pub use library::{Library, SHIPPED, load};
pub use read::{LARGEST_FILE_BYTES, read, read_file};
pub use schema::schema;
