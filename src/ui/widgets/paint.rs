//! What several controls draw the same way: laid-out words, the keyboard ring, key caps, tabular digits.

use crate::ui::theme::{Corner, Palette, Space, Type};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align2, Color32, CornerRadius, Galley, Id, Pos2, Rect, Response, Stroke, StrokeKind, Ui, Vec2,
};
use std::sync::Arc;

/// Lays words out, wrapped at `width` points.
pub(super) fn galley(ui: &Ui, words: &str, kind: Type, color: Color32, width: f32) -> Arc<Galley> {
    let format = TextFormat {
        color,
        line_height: Some(kind.line_height(ui)),
        ..TextFormat::simple(kind.font(ui), color)
    };
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap.max_width = width.max(kind.font(ui).size * 2.0);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Width a control may take at most in points: the rest of the line, or a whole line where lines wrap.
pub(super) fn room(ui: &Ui) -> f32 {
    if ui.layout().main_wrap() { ui.max_rect().width() } else { ui.available_width() }
}

/// Draws the ring around a control that has the keyboard.
pub(super) fn focus_ring(ui: &Ui, response: &Response, corner: Corner) {
    if response.has_focus() {
        ring(ui, response.rect, corner);
    }
}

/// Draws the keyboard ring around `rect`.
pub(super) fn ring(ui: &Ui, rect: Rect, corner: Corner) {
    let radius = CornerRadius::same(corner.points() + 2);
    let stroke = Stroke::new(2.0, Palette::of(ui).focus);
    ui.painter().rect_stroke(rect.expand(3.0), radius, stroke, StrokeKind::Inside);
}

/// Tells a screen reader more about a control than its name.
pub(super) fn describe(ui: &Ui, id: Id, description: &str) {
    if !description.is_empty() {
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(description));
    }
}

/// A key cap, such as `F4`.
pub(super) struct KeyCap {
    galley: Arc<Galley>,
    pub(super) size: Vec2,
}

impl KeyCap {
    /// Lays a key cap out.
    pub(super) fn new(ui: &Ui, key: &str, color: Color32) -> Self {
        let galley = galley(ui, key, Type::Small, color, f32::INFINITY);
        let pad = Space::Xs.points(ui);
        let size = Vec2::new(galley.size().x + 2.0 * pad, galley.size().y);
        Self { galley, size: Vec2::new(size.x.max(size.y), size.y) }
    }

    /// Draws it with its left edge at `left`, centred on it.
    pub(super) fn paint(self, ui: &Ui, left: Pos2, color: Color32) {
        let rect = Align2::LEFT_CENTER.anchor_size(left, self.size);
        let stroke = Stroke::new(1.0, color);
        ui.painter().rect_stroke(rect, Corner::Small.points(), stroke, StrokeKind::Inside);
        let at = rect.center() - self.galley.size() / 2.0;
        ui.painter().galley(at, self.galley, color);
    }
}

/// Words whose digits all get the same room, so that a running time does not dance.
pub(super) struct Tabular {
    cells: Vec<(Arc<Galley>, f32)>,
    pub(super) size: Vec2,
}

impl Tabular {
    /// Lays the words out on one line.
    pub(super) fn new(ui: &Ui, words: &str, kind: Type, color: Color32) -> Self {
        let font = kind.font(ui);
        let digit = ui.fonts_mut(|fonts| {
            ('0'..='9').map(|digit| fonts.glyph_width(&font, digit)).fold(0.0_f32, f32::max)
        });
        let cells: Vec<_> = words
            .chars()
            .map(|letter| {
                let cell = galley(ui, letter.encode_utf8(&mut [0; 4]), kind, color, f32::INFINITY);
                let natural = cell.size().x.max(font.size * 0.2);
                (cell, if letter.is_ascii_digit() { digit } else { natural })
            })
            .collect();
        let width = cells.iter().map(|(_, width)| width).sum();
        Self { cells, size: Vec2::new(width, kind.line_height(ui)) }
    }

    /// Draws them from their top left corner.
    pub(super) fn paint(self, ui: &Ui, mut at: Pos2, color: Color32) {
        for (cell, width) in self.cells {
            let inset = (width - cell.size().x) / 2.0;
            ui.painter().galley(at + Vec2::new(inset, 0.0), cell, color);
            at.x += width;
        }
    }
}
