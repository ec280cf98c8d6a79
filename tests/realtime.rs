//! The audio callback neither allocates nor locks.
