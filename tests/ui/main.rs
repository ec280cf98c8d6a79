//! Tests of the window.

mod kit;
