//! Takes what was typed in the order it was typed, also when a frame took long and much has gathered: what is written
//! reaches its field before the key that files it, and each key is answered by a frame of its own.

use super::shortcuts;
use crate::domain::notes::LONGEST_NOTE_BYTES;
use eframe::egui::{Event, Key};
use std::collections::VecDeque;

/// Events that wait for a frame of their own.
#[derive(Debug, Default)]
pub struct Turns {
    waiting: VecDeque<Event>,
    left_out: Option<usize>,
}

impl Turns {
    /// What the next frame gets of the events that arrived: everything up to the first key that does something, or that
    /// key alone. The rest waits.
    pub fn next(&mut self, arrived: Vec<Event>) -> Vec<Event> {
        for event in arrived {
            match event {
                // A field that holds a book can hardly be typed in, and no note may be as long.
                Event::Paste(text) if text.len() > LONGEST_NOTE_BYTES => self.left_out = Some(text.len()),
                event => self.waiting.push_back(event),
            }
        }
        let until = self.waiting.iter().position(does_something).unwrap_or(self.waiting.len());
        self.waiting.drain(..until.max(1).min(self.waiting.len())).collect()
    }

    /// Length in bytes of a paste that was left out because no field could take it; told once.
    pub fn left_out(&mut self) -> Option<usize> {
        self.left_out.take()
    }

    /// Whether events wait for another frame.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.waiting.is_empty()
    }
}

/// Enter, and every key that is bound to a command.
fn does_something(event: &Event) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else {
        return false;
    };
    *key == Key::Enter || shortcuts::is_bound(*key, *modifiers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::Modifiers;

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn letters(text: &str) -> Event {
        Event::Text(text.to_owned())
    }

    #[test]
    fn what_gathered_in_a_long_frame_comes_in_the_order_it_was_typed() {
        let mut turns = Turns::default();
        let typed = vec![
            letters("rent"),
            key(Key::F4),
            key(Key::M),
            letters("two"),
            key(Key::Enter),
            key(Key::Enter),
            letters("x"),
        ];
        let mut frames = vec![turns.next(typed)];
        while turns.waits() {
            frames.push(turns.next(Vec::new()));
        }
        let wanted = [
            vec![letters("rent")],
            vec![key(Key::F4)],
            vec![key(Key::M), letters("two")],
            vec![key(Key::Enter)],
            vec![key(Key::Enter)],
            vec![letters("x")],
        ];
        assert_eq!(frames, wanted);
    }

    #[test]
    fn a_paste_no_note_could_hold_is_left_out_and_told_once() {
        let mut turns = Turns::default();
        let paste = |bytes| Event::Paste("x".repeat(bytes));
        assert_eq!(turns.next(vec![paste(LONGEST_NOTE_BYTES), paste(1 << 20)]), [paste(LONGEST_NOTE_BYTES)]);
        assert_eq!((turns.left_out(), turns.left_out()), (Some(1 << 20), None));
    }

    #[test]
    fn a_frame_without_events_gets_none_and_later_ones_wait_behind_earlier_ones() {
        let mut turns = Turns::default();
        assert_eq!(turns.next(Vec::new()), []);
        assert!(!turns.waits());
        turns.next(vec![key(Key::Enter), letters("a")]);
        assert_eq!(turns.next(vec![letters("b")]), [letters("a"), letters("b")]);
    }
}
