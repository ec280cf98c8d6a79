//! Tests of the window.

#[path = "../desk/mod.rs"]
mod at_desk;
mod desk;
mod journey;
mod kit;
mod pages;
mod support;
