//! A sheet that holds what belongs together; knows nothing of what it holds.

use super::text;
use crate::ui::theme::{Corner, Palette, Space};
use eframe::egui::{Frame, Margin, Stroke, Ui};

/// A sheet under a heading, as wide as the column.
pub fn card<R>(ui: &mut Ui, heading: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    plain_card(ui, |ui| {
        text::heading(ui, heading);
        Space::Xs.add(ui);
        contents(ui)
    })
}

/// A sheet without a heading, as wide as the column.
pub fn plain_card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::of(ui);
    Frame::new()
        .fill(palette.surface)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(Corner::Card.points())
        .inner_margin(Space::L.margin(ui))
        .outer_margin(Margin { bottom: Space::S.points(ui) as i8, ..Margin::ZERO })
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            contents(ui)
        })
        .inner
}
