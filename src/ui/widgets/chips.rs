//! One choice out of a few, all in sight; each choice is a radio button.

use super::layout::row;
use super::paint::{KeyCap, focus_ring, galley, room};
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type, control_points};
use eframe::egui::{Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo};

/// A choice.
#[derive(Clone, Copy, Debug)]
pub struct Chip<'a> {
    /// Its words, which are its name.
    pub words: &'a str,
    /// A picture before them.
    pub icon: Option<Icon>,
    /// The key that chooses it, such as `F6`.
    pub key: Option<&'a str>,
}

impl<'a> Chip<'a> {
    /// A choice of words only.
    #[must_use]
    pub fn new(words: &'a str) -> Self {
        Self { words, icon: None, key: None }
    }
}

/// Shows the choices of the group `name` in a row that wraps; answers with the position of a choice just made.
pub fn chips(ui: &mut Ui, name: &str, choices: &[Chip<'_>], chosen: usize) -> Option<usize> {
    let builder = UiBuilder::new().accessibility_role(Role::RadioGroup);
    let scope = ui.scope_builder(builder, |ui| {
        row(ui, |ui| {
            let mut picked = None;
            for (position, chip) in choices.iter().enumerate() {
                if show(ui, *chip, position == chosen).clicked() && position != chosen {
                    picked = Some(position);
                }
            }
            picked
        })
    });
    ui.ctx().accesskit_node_builder(scope.response.id, |node| node.set_label(name));
    scope.inner
}

/// Shows a few choices under a label and sets `chosen`; answers whether it changed.
pub fn segmented(ui: &mut Ui, label: &str, choices: &[impl AsRef<str>], chosen: &mut usize) -> bool {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = Space::Xs.points(ui);
        ui.label(Type::Small.tinted(ui, label, Palette::of(ui).text_soft));
        let choices: Vec<Chip<'_>> = choices.iter().map(|words| Chip::new(words.as_ref())).collect();
        let picked = chips(ui, label, &choices, *chosen);
        *chosen = picked.unwrap_or(*chosen);
        picked.is_some()
    })
    .inner
}

/// The same for values, each with its words: the one that was chosen anew.
pub fn one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[(T, impl AsRef<str>)],
    now: T,
) -> Option<T> {
    let words: Vec<&str> = all.iter().map(|(_, words)| words.as_ref()).collect();
    let mut chosen = all.iter().position(|(one, _)| *one == now).unwrap_or_default();
    if !segmented(ui, label, &words, &mut chosen) {
        return None;
    }
    all.get(chosen).map(|(one, _)| *one)
}

fn show(ui: &mut Ui, chip: Chip<'_>, chosen: bool) -> Response {
    let palette = Palette::of(ui);
    let (gap, pad) = (Space::S.points(ui), Space::M.points(ui));
    let edge = chip.icon.map_or(0.0, |_| Type::Body.icon_points(ui));
    let icon_width = if edge > 0.0 { edge + gap } else { 0.0 };
    let key = chip.key.map(|key| KeyCap::new(ui, key, palette.text_soft));
    let key_width = key.as_ref().map_or(0.0, |key| key.size.x + gap);
    let ink = if chosen { palette.accent } else { palette.text };
    let kind = if chosen { Type::Strong } else { Type::Body };
    let words = galley(ui, chip.words, kind, ink, room(ui) - 2.0 * pad - icon_width - key_width);
    // The bold face is the wider one; keeping its room lets nothing move when the choice moves.
    let widest = galley(ui, chip.words, Type::Strong, ink, room(ui) - 2.0 * pad - icon_width - key_width);
    let height = (widest.size().y + gap).max(control_points(ui));
    let size = Vec2::new(2.0 * pad + icon_width + widest.size().x + key_width, height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, chosen, chip.words));
    if let Some(key) = chip.key {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(key));
    }
    if ui.is_rect_visible(rect) {
        let (fill, stroke) = match (chosen, response.hovered()) {
            (true, _) => (palette.accent_soft, Stroke::new(1.75, palette.accent)),
            (false, true) => (palette.hover, Stroke::new(1.0, palette.edge)),
            (false, false) => (palette.raised, Stroke::new(1.0, palette.line)),
        };
        ui.painter().rect(rect, Corner::Control.points(), fill, stroke, StrokeKind::Inside);
        let left = rect.left() + pad;
        if let Some(icon) = chip.icon {
            let center = Pos2::new(left + edge / 2.0, rect.center().y);
            icon.paint(ui, Rect::from_center_size(center, Vec2::splat(edge)), ink);
        }
        let words_at = Pos2::new(left + icon_width, rect.center().y - words.size().y / 2.0);
        ui.painter().galley(words_at, words, ink);
        if let Some(key) = key {
            let at = Pos2::new(rect.right() - pad - key.size.x, rect.center().y);
            key.paint(ui, at, palette.text_soft);
        }
        focus_ring(ui, &response, Corner::Control);
    }
    response
}
