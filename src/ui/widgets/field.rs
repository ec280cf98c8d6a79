//! One line to write in, under its label, with completion where words are known; knows no records behind the words.

use super::completion::{self, Offer, Suggestion};
use super::paint::{describe, galley};
use crate::ui::theme::{Palette, Space, Type};
use eframe::egui::{Align2, Key, Response, TextEdit, Ui};

/// What happened to a field or an area in this frame.
pub struct Written {
    /// The text control: `changed()`, `has_focus()`, `request_focus()`.
    pub response: Response,
    /// Enter was pressed to finish.
    pub entered: bool,
    /// The position, among the suggestions handed in, of the one just taken.
    pub accepted: Option<usize>,
}

/// One line to write in, named by its label.
#[must_use = "a field shows only after `show`"]
pub struct Field<'a> {
    label: &'a str,
    text: &'a mut String,
    hint: &'a str,
    help: Option<&'a str>,
    problem: Option<&'a str>,
    suggestions: &'a [Suggestion],
    offer_when_empty: bool,
    short: bool,
}

impl<'a> Field<'a> {
    /// A field for `text` under `label`.
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label,
            text,
            hint: "",
            help: None,
            problem: None,
            suggestions: &[],
            offer_when_empty: false,
            short: false,
        }
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

    /// With what is wrong with what is written, below it.
    pub fn problem(mut self, problem: impl Into<Option<&'a str>>) -> Self {
        self.problem = problem.into();
        self
    }

    /// Offers those suggestions of which a word, or the code, begins with what is written. Enter takes the marked one, arrows mark
    /// another, Escape puts the list away; Tab leaves what is written as it is and goes on.
    pub fn completion(mut self, suggestions: &'a [Suggestion]) -> Self {
        self.suggestions = suggestions;
        self
    }

    /// Offers suggestions as soon as the empty field has the keyboard.
    pub fn offer_when_empty(mut self) -> Self {
        self.offer_when_empty = true;
        self
    }

    /// Narrow, for a time, a number or a short name.
    pub fn short(mut self) -> Self {
        self.short = true;
        self
    }

    /// Shows it.
    pub fn show(self, ui: &mut Ui) -> Written {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = Space::Xs.points(ui);
            let palette = Palette::of(ui);
            let label = ui.label(Type::Small.tinted(ui, self.label, palette.text_soft));
            let (hint, help, problem) = (self.hint, self.help, self.problem);
            let hint_fits = self.hint_fits(ui);
            let mut written = self.edit(ui, if hint_fits { hint } else { "" });
            written.response = written.response.labelled_by(label.id);
            if !hint_fits {
                ui.label(Type::Small.tinted(ui, hint, palette.text_soft));
            }
            if let Some(problem) = problem {
                ui.label(Type::Small.tinted(ui, problem, palette.text));
                describe(ui, written.response.id, problem);
            } else if let Some(help) = help {
                ui.label(Type::Small.tinted(ui, help, palette.text_soft));
                describe(ui, written.response.id, help);
            }
            written
        })
        .inner
    }

    fn width(&self, ui: &Ui) -> f32 {
        let ems = if self.short { 12.0 } else { 34.0 };
        ui.available_width().min(Type::Body.font(ui).size * ems)
    }

    /// A hint too long for the field would be cut; it then stands below it.
    fn hint_fits(&self, ui: &Ui) -> bool {
        let hint = galley(ui, self.hint, Type::Body, Palette::of(ui).text_soft, f32::INFINITY);
        hint.size().x <= self.width(ui) - 2.0 * ui.spacing().button_padding.x
    }

    fn edit(self, ui: &mut Ui, hint: &str) -> Written {
        let width = self.width(ui);
        let id = ui.make_persistent_id((self.label, "field"));
        let edit = TextEdit::singleline(self.text)
            .id(id)
            .hint_text(hint)
            .font(Type::Body.font(ui))
            .align(Align2::LEFT_CENTER)
            .desired_width(width);
        if self.suggestions.is_empty() {
            let response = ui.add(edit);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            return Written { response, entered, accepted: None };
        }
        let offer = Offer { suggestions: self.suggestions, when_empty: self.offer_when_empty };
        let entered =
            ui.memory(|memory| memory.has_focus(id)) && ui.input(|input| input.key_pressed(Key::Enter));
        let (mut response, accepted) = offer.show(ui, id, edit);
        if let Some(suggestion) = accepted.and_then(|position| self.suggestions.get(position)) {
            self.text.clone_from(&suggestion.text);
            completion::accept(ui, id, &suggestion.text);
            response.mark_changed();
        }
        Written { entered: entered && accepted.is_none(), response, accepted }
    }
}
