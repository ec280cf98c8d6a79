//! What a list says while there is nothing in it.

use super::text;
use crate::ui::icons::Icon;
use crate::ui::theme::{Palette, Space, Type};
use eframe::egui::{Rect, Sense, Ui, Vec2};

/// A picture, a sentence, and what to do about it; a button may follow.
pub fn empty_state(ui: &mut Ui, icon: Icon, words: &str, advice: &str) {
    ui.vertical_centered(|ui| {
        Space::L.add(ui);
        let edge = Type::Title.icon_points(ui);
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(edge), Sense::hover());
        icon.paint(ui, Rect::from_center_size(rect.center(), rect.size()), Palette::of(ui).text_soft);
        text::heading(ui, words);
        text::soft(ui, advice);
        Space::S.add(ui);
    });
}
