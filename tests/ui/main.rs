//! Tests of the window.

#[path = "../desk/mod.rs"]
mod at_desk;
mod desk;
mod kit;
