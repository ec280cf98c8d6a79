//! Whether somebody types right now: a letter must not wait for a frame of the level meter, which it brings up to date
//! with its own frame anyway.

use std::sync::atomic::{AtomicU8, Ordering};

/// Passing events after a letter that get no frame of their own. While a take runs, levels and seconds come three times a
/// second each: longer than the pause between two letters of somebody who types.
const LEFT_OUT: u8 = 5;

/// Counts passing events since the last letter; shared by the window and the threads that wake it.
#[derive(Debug, Default)]
pub struct Typing(AtomicU8);

impl Typing {
    /// A letter was typed.
    pub fn letter(&self) {
        self.0.store(LEFT_OUT, Ordering::Relaxed);
    }

    /// Whether a passing event may have a frame of its own. Counts the event.
    pub fn lets_pass(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_leaves_out_the_passing_events_after_it_and_no_more() {
        let typing = Typing::default();
        assert!(typing.lets_pass());
        typing.letter();
        let passed: Vec<bool> = (0..=LEFT_OUT).map(|_| typing.lets_pass()).collect();
        assert_eq!(passed.iter().position(|passed| *passed), Some(usize::from(LEFT_OUT)));
    }
}
