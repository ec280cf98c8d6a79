//! A row of a list that opens something, such as a call on the Today page.

use super::paint::{describe, focus_ring, galley};
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type};
use eframe::egui::{Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

/// A row with a title, a detail below it and a remark at the right; named by its title.
#[must_use = "a row shows only after `show`"]
pub struct ListRow<'a> {
    title: &'a str,
    detail: &'a str,
    remark: &'a str,
    icon: Option<Icon>,
}

impl<'a> ListRow<'a> {
    /// A row that opens what its title names.
    pub fn new(title: &'a str) -> Self {
        Self { title, detail: "", remark: "", icon: None }
    }

    /// With a detail below the title.
    pub fn detail(mut self, detail: &'a str) -> Self {
        self.detail = detail;
        self
    }

    /// With a remark at the right, such as a time.
    pub fn remark(mut self, remark: &'a str) -> Self {
        self.remark = remark;
        self
    }

    /// With a picture before the title.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Shows it as wide as the column.
    pub fn show(self, ui: &mut Ui) -> Response {
        let palette = Palette::of(ui);
        let (gap, pad) = (Space::S.points(ui), Space::M.points(ui));
        let width = ui.available_width();
        let icon = self.icon.map_or(0.0, |_| Type::Body.icon_points(ui) + gap);
        let remark = galley(ui, self.remark, Type::Small, palette.text_soft, width * 0.4);
        let words_width = width - 2.0 * pad - icon - remark.size().x - gap;
        let title = galley(ui, self.title, Type::Strong, palette.text, words_width);
        let detail = galley(ui, self.detail, Type::Small, palette.text_soft, words_width);
        let detail_height = if self.detail.is_empty() { 0.0 } else { detail.size().y };
        let height = (title.size().y + detail_height).max(remark.size().y) + 2.0 * gap;
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.title));
        let description = [self.detail, self.remark].join(", ");
        describe(ui, response.id, description.trim_matches([',', ' ']));
        if ui.is_rect_visible(rect) {
            if response.hovered() {
                ui.painter().rect_filled(rect, Corner::Control.points(), palette.hover);
            }
            let left = rect.left() + pad + icon;
            let top = rect.top() + gap;
            if let Some(picture) = self.icon {
                let edge = Type::Body.icon_points(ui);
                let center =
                    Pos2::new(rect.left() + pad + edge / 2.0, top + Type::Strong.line_height(ui) / 2.0);
                picture.paint(ui, Rect::from_center_size(center, Vec2::splat(edge)), palette.accent);
            }
            let remark_at = Pos2::new(rect.right() - pad - remark.size().x, top);
            let detail_at = Pos2::new(left, top + title.size().y);
            ui.painter().galley(Pos2::new(left, top), title, palette.text);
            ui.painter().galley(detail_at, detail, palette.text_soft);
            ui.painter().galley(remark_at, remark, palette.text_soft);
            focus_ring(ui, &response, Corner::Control);
        }
        response
    }
}
