//! A person at the desk: opens the real program on a real display, finds controls by role and name as a screen reader
//! does, presses keys as a keyboard does, speaks into the microphone, and looks at the pixels.
//!
//! Shared by the window tests, the demo and the bench. Knows the program only from outside, as `scripts/desk-session`
//! shows it: nothing here may touch the program's state.

#![allow(dead_code, reason = "each of the tests, the demo and the bench uses a part of it")]
#![allow(unused_imports, reason = "each of the tests, the demo and the bench uses a part of it")]

mod keyboard;
mod program;
mod screen;
mod sound;
mod tree;

pub use program::{Folders, Program};
pub use screen::{Picture, Screen};
pub use sound::{Voice, captures_of, envelope, likeness, play, play_into, say};
pub use tree::{Node, Role, Tree};

use std::error::Error;
use std::fmt::Display;
use std::time::{Duration, Instant};

/// What everything here gives: most of it can fail, and the words of the failure are for the person who runs it.
pub type Done<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// How long anything may take on a busy machine before it counts as not happening.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often what is waited for is looked at.
const GLANCE: Duration = Duration::from_millis(20);

/// Whether this runs inside `scripts/desk-session`. On a person's own desktop nothing may open windows or press keys.
pub fn is_here() -> bool {
    std::env::var_os("RAPPORT_DESK_SESSION").is_some()
}

/// Looks again and again until `look` finds something.
///
/// # Errors
/// Where it is not there within [`PATIENCE`], or where looking fails.
pub fn wait_for<T>(what: impl Display, look: impl FnMut() -> Done<Option<T>>) -> Done<T> {
    wait_at_most(PATIENCE, what, look)
}

/// [`wait_for`] with a patience of its own.
///
/// # Errors
/// As [`wait_for`].
pub fn wait_at_most<T>(
    patience: Duration,
    what: impl Display,
    mut look: impl FnMut() -> Done<Option<T>>,
) -> Done<T> {
    let begun = Instant::now();
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if begun.elapsed() > patience {
            return Err(format!("waited {} s in vain for {what}", patience.as_secs()).into());
        }
        std::thread::sleep(GLANCE);
    }
}
