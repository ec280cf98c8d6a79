//! Facts in two columns: what it is, and what it says.

use super::paint::galley;
use super::text;
use crate::ui::theme::{Palette, Space, Type};
use eframe::egui::{Ui, Vec2};

/// Shows pairs of (name, value), a row each; the columns stack where there is little room.
pub fn key_value(ui: &mut Ui, rows: &[(&str, &str)]) {
    let gap = Space::L.points(ui);
    let width = ui.available_width();
    let color = Palette::of(ui).text_soft;
    let names = rows
        .iter()
        .map(|(name, _)| galley(ui, name, Type::Body, color, f32::INFINITY).size().x)
        .fold(0.0_f32, f32::max);
    let stacked = names > width * 0.4;
    for (name, value) in rows {
        if stacked {
            text::small(ui, name);
            text::body(ui, value);
            continue;
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            ui.allocate_ui(Vec2::new(names, 0.0), |ui| {
                ui.set_min_width(names);
                text::soft(ui, name);
            });
            ui.vertical(|ui| text::body(ui, value));
        });
    }
}
