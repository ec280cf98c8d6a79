//! Tests of the window.

mod journey;
mod kit;
mod pages;
mod support;
