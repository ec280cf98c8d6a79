//! A whole call by keyboard alone.
