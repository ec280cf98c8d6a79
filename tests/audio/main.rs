//! Tests with real sound devices.
