//! One choice from a list that opens; knows words, not what they stand for.

use super::paint::ring;
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type};
use eframe::egui::{Button, ComboBox, Rect, Response, TextWrapMode, Ui, Vec2};

/// Shows a list under its label and sets `chosen` to the position of what is picked; `changed()` says so.
pub fn combo(ui: &mut Ui, label: &str, options: &[impl AsRef<str>], chosen: &mut usize) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = Space::Xs.points(ui);
        let name = ui.label(Type::Small.tinted(ui, label, Palette::of(ui).text_soft));
        let shown = options.get(*chosen).map_or("", AsRef::as_ref);
        let width = ui.available_width().min(Type::Body.font(ui).size * 34.0);
        let mut picked = None;
        let mut response = ComboBox::from_id_salt(label)
            .selected_text(Type::Body.text(ui, shown))
            .width(width)
            .wrap_mode(TextWrapMode::Wrap)
            .icon(|ui, rect, _, _| {
                let edge = Type::Body.icon_points(ui);
                let place = Rect::from_center_size(rect.center(), Vec2::splat(edge));
                Icon::Unfold.paint(ui, place, Palette::of(ui).text_soft);
            })
            .show_ui(ui, |ui| {
                for (position, option) in options.iter().enumerate() {
                    let words = Type::Body.text(ui, option.as_ref());
                    if ui.add(Button::selectable(position == *chosen, words)).clicked() {
                        picked = Some(position);
                        // A choice by key or screen reader closes the list as a click does.
                        ui.close();
                    }
                }
            })
            .response
            .labelled_by(name.id);
        if let Some(position) = picked.filter(|position| position != chosen) {
            *chosen = position;
            response.mark_changed();
        }
        if response.has_focus() {
            ring(ui, response.rect, Corner::Control);
        }
        response
    })
    .inner
}
