//! Files of content that a firm may write itself, read so that every fault is named by file and line; knows no kind of
//! content.
//!
//! A kind of content says its [`Form`]: its name in a sentence, its schema, and what a schema cannot say. In reading order:
//! `form` takes a file apart, `located` remembers on which line each value stands, `shape` holds a file against the schema,
//! `faults` is what was found.

mod faults;
mod form;
mod located;
mod shape;

pub use faults::{Fault, Finding};
pub use form::{Form, LARGEST_FILE_BYTES, locate_in};
pub use located::{Kind, Member, Node};
