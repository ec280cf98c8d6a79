//! What may be added to a timeline, and what is folded from it.

pub mod support;
