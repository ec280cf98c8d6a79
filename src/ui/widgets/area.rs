//! Several lines to write in, named by a label; grows with what is written.

use super::field::Written;
use super::paint::describe;
use crate::ui::theme::{Palette, Space, Type};
use eframe::egui::{Event, Id, Key, KeyboardShortcut, Modifiers, Response, TextEdit, Ui};

/// Several lines to write in.
#[must_use = "an area shows only after `show`"]
pub struct Area<'a> {
    label: &'a str,
    text: &'a mut String,
    hint: &'a str,
    help: Option<&'a str>,
    rows: usize,
    label_hidden: bool,
    enter_sends: bool,
}

impl<'a> Area<'a> {
    /// An area for `text` under `label`, three lines high while little is written.
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self { label, text, hint: "", help: None, rows: 3, label_hidden: false, enter_sends: false }
    }

    /// With an example, shown while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// With a remark below it.
    pub fn help(mut self, help: impl Into<Option<&'a str>>) -> Self {
        self.help = help.into();
        self
    }

    /// At least so many lines high.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Keeps the label as its name and does not show it, where the place says the same.
    pub fn label_hidden(mut self) -> Self {
        self.label_hidden = true;
        self
    }

    /// Enter finishes (`entered`); Shift+Enter makes a new line.
    pub fn enter_sends(mut self) -> Self {
        self.enter_sends = true;
        self
    }

    /// Shows it as wide as the column.
    pub fn show(self, ui: &mut Ui) -> Written {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = Space::Xs.points(ui);
            let soft = Palette::of(ui).text_soft;
            let (name, help, enter_sends) = (self.label, self.help, self.enter_sends);
            let response = if self.label_hidden {
                self.edit(ui).accessible_name(name)
            } else {
                let label = ui.label(Type::Small.tinted(ui, name, soft));
                self.edit(ui).labelled_by(label.id)
            };
            if let Some(help) = help {
                ui.label(Type::Small.tinted(ui, help, soft));
                describe(ui, response.id, help);
            }
            let entered = enter_sends
                && response.has_focus()
                && ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
            Written { response, entered, accepted: None }
        })
        .inner
    }

    fn edit(self, ui: &mut Ui) -> Response {
        let modifiers = if self.enter_sends { Modifiers::SHIFT } else { Modifiers::NONE };
        let id = ui.make_persistent_id((self.label, "area"));
        let hint = if takes_letters(ui, id) { "" } else { self.hint };
        let edit = TextEdit::multiline(self.text)
            .id(id)
            .hint_text(hint)
            .font(Type::Body.font(ui))
            .desired_rows(self.rows)
            .desired_width(f32::INFINITY)
            .return_key(KeyboardShortcut::new(modifiers, Key::Enter));
        ui.add(edit)
    }
}

/// Whether this frame brings letters for a field. egui shows a first letter one frame late where a hint is in its place.
fn takes_letters(ui: &Ui, field: Id) -> bool {
    ui.memory(|memory| memory.has_focus(field))
        && ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Text(_))))
}
