//! What the client said in an earlier call, for showing only: this call asks for itself.

use crate::app::state::OpenCall;
use crate::ui::icons::Icon;
use crate::ui::text::cases as texts;
use crate::ui::theme::{Palette, Space, Type};
use crate::ui::widgets::text as show;
use eframe::egui::Ui;

/// When and under which words, and that this call asks again anyway.
pub fn ui(ui: &mut Ui, open: &OpenCall) {
    let Some(earlier) = &open.earlier_answer else {
        return;
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        Icon::Info.beside(ui, Type::Body, Palette::of(ui).text_soft);
        ui.vertical(|ui| {
            show::soft(ui, &texts::earlier(earlier));
            show::strong(ui, texts::ASKED_ANYWAY);
        });
    });
    Space::M.add(ui);
}
