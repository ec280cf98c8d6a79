//! A row of a list that opens something, such as a call on the Today page.

use super::paint::{describe, focus_ring, galley};
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type};
use eframe::egui::{Galley, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use std::sync::Arc;

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
        let laid = self.lay_out(ui);
        let (rect, response) = ui.allocate_exact_size(laid.size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.title));
        let description = [self.detail, self.remark].join(", ");
        describe(ui, response.id, description.trim_matches([',', ' ']));
        if ui.is_rect_visible(rect) {
            self.paint(ui, &response, laid);
        }
        response
    }

    fn lay_out(&self, ui: &Ui) -> Laid {
        let palette = Palette::of(ui);
        let gap = Space::S.points(ui);
        let width = ui.available_width();
        let indent = self.icon.map_or(0.0, |_| Type::Body.icon_points(ui) + gap);
        let remark = galley(ui, self.remark, Type::Small, palette.text_soft, width * 0.4);
        let room = width - indent - remark.size().x - gap;
        let title = galley(ui, self.title, Type::Strong, palette.text, room);
        let detail = galley(ui, self.detail, Type::Small, palette.text_soft, room);
        let detail_height = if self.detail.is_empty() { 0.0 } else { detail.size().y };
        let height = (title.size().y + detail_height).max(remark.size().y) + 2.0 * gap;
        Laid { title, detail, remark, indent, size: Vec2::new(width, height) }
    }

    fn paint(&self, ui: &Ui, response: &Response, laid: Laid) {
        let palette = Palette::of(ui);
        let gap = Space::S.points(ui);
        let rect = response.rect;
        if response.hovered() {
            // The words stay in line with the heading above them; the tint reaches out on both sides.
            let reach = rect.expand2(Vec2::new(gap, 0.0));
            ui.painter().rect_filled(reach, Corner::Control.points(), palette.hover);
        }
        let at = rect.min + Vec2::new(laid.indent, gap);
        if let Some(icon) = self.icon {
            let edge = Type::Body.icon_points(ui);
            let middle = at.y + Type::Strong.line_height(ui) / 2.0;
            let center = Pos2::new(rect.left() + edge / 2.0, middle);
            icon.paint(ui, Rect::from_center_size(center, Vec2::splat(edge)), palette.accent);
        }
        let drop = (Type::Strong.line_height(ui) - Type::Small.line_height(ui)) / 2.0;
        let remark_at = Pos2::new(rect.right() - laid.remark.size().x, at.y + drop);
        let detail_at = at + Vec2::new(0.0, laid.title.size().y);
        ui.painter().galley(at, laid.title, palette.text);
        ui.painter().galley(detail_at, laid.detail, palette.text_soft);
        ui.painter().galley(remark_at, laid.remark, palette.text_soft);
        focus_ring(ui, response, Corner::Control);
    }
}

struct Laid {
    title: Arc<Galley>,
    detail: Arc<Galley>,
    remark: Arc<Galley>,
    indent: f32,
    size: Vec2,
}
