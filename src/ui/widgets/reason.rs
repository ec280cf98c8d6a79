//! The line that asks for a reason in place, where something is to be left out; opens no window.

use super::button::Button;
use super::field::Field;
use super::layout::row;
use super::words;
use crate::ui::theme::Space;
use eframe::egui::{Key, Response, Ui};

/// How the question for a reason ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A reason was given.
    Given,
    /// Nothing is to change.
    Cancelled,
}

/// Asks for a reason under `label`, with a button named `confirm` that waits for words; Enter gives, Escape cancels.
/// Answers with how it ended, if it has, and the field itself.
pub fn reason_line(
    ui: &mut Ui,
    label: &str,
    confirm: &str,
    reason: &mut String,
) -> (Option<Reason>, Response) {
    let written = Field::new(label, reason).show(ui);
    let escaped = written.response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    let ready = !reason.trim().is_empty();
    Space::Xs.add(ui);
    let pressed = row(ui, |ui| {
        let give = Button::primary(confirm);
        let given = if ready {
            give.show(ui).clicked()
        } else {
            give.disabled_because(words::NO_REASON).show(ui).clicked()
        };
        let cancelled = Button::quiet(words::CANCEL).show(ui).clicked();
        (given, cancelled)
    });
    let ended = match pressed {
        _ if escaped => Some(Reason::Cancelled),
        (_, true) => Some(Reason::Cancelled),
        (given, _) => (ready && (given || written.entered)).then_some(Reason::Given),
    };
    (ended, written.response)
}
