//! A calm strip that says something and stays until it is settled; never lies over other things.

use super::button::Button;
use super::layout::row;
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type};
use eframe::egui::accesskit::Live;
use eframe::egui::{Frame, Label, Role, Stroke, Ui, UiBuilder};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Info,
    Caution,
}

/// A strip with a sentence, advice and buttons.
#[must_use = "a banner shows only after `show`"]
pub struct Banner<'a> {
    tone: Tone,
    words: &'a str,
    advice: Option<&'a str>,
    actions: &'a [&'a str],
}

impl<'a> Banner<'a> {
    /// Something good to know.
    pub fn info(words: &'a str) -> Self {
        Self { tone: Tone::Info, words, advice: None, actions: &[] }
    }

    /// Something that asks for care.
    pub fn caution(words: &'a str) -> Self {
        Self { tone: Tone::Caution, ..Self::info(words) }
    }

    /// With what to do about it.
    pub fn advice(mut self, advice: impl Into<Option<&'a str>>) -> Self {
        self.advice = advice.into();
        self
    }

    /// With buttons, named by their words.
    pub fn actions(mut self, actions: &'a [&'a str]) -> Self {
        self.actions = actions;
        self
    }

    /// Shows it; answers with the position of the button that was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let palette = Palette::of(ui);
        let (icon, tint, fill, ink) = match self.tone {
            Tone::Info => (Icon::Info, palette.accent, palette.accent_soft, palette.text),
            Tone::Caution => (Icon::Warning, palette.caution, palette.caution_soft, palette.on_caution),
        };
        let builder = UiBuilder::new().accessibility_role(Role::Status);
        let scope = ui.scope_builder(builder, |ui| {
            let frame = Frame::new()
                .fill(fill)
                .stroke(Stroke::new(1.0, if self.tone == Tone::Caution { tint } else { fill }))
                .corner_radius(Corner::Card.points())
                .inner_margin(Space::M.margin(ui));
            frame.show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.horizontal_top(|ui| {
                    icon.beside(ui, Type::Body, tint);
                    ui.vertical(|ui| {
                        ui.add(Label::new(Type::Strong.tinted(ui, self.words, ink)).wrap());
                        if let Some(advice) = self.advice {
                            ui.add(Label::new(Type::Body.tinted(ui, advice, ink)).wrap());
                        }
                        self.buttons(ui)
                    })
                    .inner
                })
                .inner
            })
        });
        let name = self.words;
        ui.ctx().accesskit_node_builder(scope.response.id, |node| {
            node.set_label(name);
            node.set_live(Live::Polite);
        });
        scope.inner.inner
    }

    fn buttons(&self, ui: &mut Ui) -> Option<usize> {
        if self.actions.is_empty() {
            return None;
        }
        Space::Xs.add(ui);
        row(ui, |ui| {
            let pressed = |(position, words): (usize, &&str)| {
                Button::secondary(words).show(ui).clicked().then_some(position)
            };
            self.actions.iter().enumerate().filter_map(pressed).last()
        })
    }
}
