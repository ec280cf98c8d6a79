//! The box, words and remarks of an item that can be ticked; shared by items to confirm and lines to say.

use super::button::{Button, small_button_points};
use super::layout::row;
use super::paint::{describe, galley, ring};
use super::words;
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type};
use eframe::egui::accesskit::Node;
use eframe::egui::{
    Color32, Galley, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};
use std::sync::Arc;

/// Shape of the mark before the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A square: ticked by hand.
    Box,
    /// A circle: ticked by the program.
    Lamp,
}

/// An item to tick.
pub(super) struct TickBlock<'a> {
    /// Its words, which are its name.
    pub(super) words: &'a str,
    /// Type of the words.
    pub(super) kind: Type,
    /// Colour of the words.
    pub(super) color: Color32,
    /// Shape of the mark.
    pub(super) mark: Mark,
    /// Whether it is ticked.
    pub(super) ticked: bool,
    /// A remark at the right, with a picture before it where given.
    pub(super) remark: (&'a str, Option<Icon>),
    /// Remarks below the words.
    pub(super) below: [&'a str; 2],
}

/// A small button beside an item: its word, and what pressing it means.
pub(super) type Aside<A> = (&'static str, A);

struct Laid {
    words: Arc<Galley>,
    remark: Arc<Galley>,
    below: Vec<Arc<Galley>>,
    edge: f32,
    indent: f32,
    remark_beside: bool,
    height: f32,
}

impl TickBlock<'_> {
    /// Shows it as wide as the column with its small buttons, beside it where there is room, else below.
    ///
    /// Answers with what a button said, and the tick box: `clicked()` asks for it to be turned over.
    pub(super) fn show<A: Copy>(self, ui: &mut Ui, asides: &[Aside<A>]) -> (Option<A>, Response) {
        let item = self.words;
        let width = ui.available_width();
        let asides_width: f32 = asides.iter().map(|(word, _)| aside_width(ui, word)).sum();
        if asides_width == 0.0 {
            return (None, self.block(ui, width));
        }
        if width - asides_width > self.kind.font(ui).size * 16.0 {
            return ui
                .horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
                    let first_line = Space::Xs.points(ui) + self.kind.line_height(ui) / 2.0;
                    let drop = first_line - small_button_points(ui) / 2.0;
                    let response = self.block(ui, width - asides_width);
                    let act = ui.vertical(|ui| {
                        ui.add_space(drop.max(0.0));
                        ui.horizontal_top(|ui| show_asides(ui, item, asides)).inner
                    });
                    (act.inner, response)
                })
                .inner;
        }
        let response = self.block(ui, width);
        let indent = ui.spacing().icon_width + Space::Xs.points(ui);
        let act = row(ui, |ui| {
            ui.add_space(indent);
            show_asides(ui, item, asides)
        });
        (act, response)
    }

    fn block(self, ui: &mut Ui, width: f32) -> Response {
        let laid = self.lay_out(ui, width);
        let by_hand = self.mark == Mark::Box;
        let enabled = ui.is_enabled();
        let sense = if by_hand && enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) =
            ui.allocate_exact_size(Vec2::new(width, laid.height + 2.0 * Space::Xs.points(ui)), sense);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, self.ticked, self.words));
        let by_program = if by_hand { "" } else { words::SENSED };
        let told = [by_program, self.remark.0, self.below[0], self.below[1]];
        let told: Vec<&str> = told.into_iter().filter(|words| !words.is_empty()).collect();
        describe(ui, response.id, &told.join(". "));
        if !by_hand {
            ui.ctx().accesskit_node_builder(response.id, Node::set_read_only);
        }
        if ui.is_rect_visible(rect) {
            self.paint(ui, &response, laid);
        }
        response
    }

    fn lay_out(&self, ui: &Ui, width: f32) -> Laid {
        let soft = Palette::of(ui).text_soft;
        let gap = Space::S.points(ui);
        let edge = ui.spacing().icon_width;
        let indent = edge + gap + Space::Xs.points(ui);
        let room = width - indent;
        let picture = self.remark.1.map_or(0.0, |_| Type::Small.icon_points(ui) + Space::Xs.points(ui));
        let alone = galley(ui, self.remark.0, Type::Small, soft, f32::INFINITY);
        let remark_width = if self.remark.0.is_empty() { 0.0 } else { alone.size().x + picture + gap };
        let remark_beside = remark_width < room * 0.4;
        let words_room = if remark_beside { room - remark_width } else { room };
        let words = galley(ui, self.words, self.kind, self.color, words_room);
        let remark =
            if remark_beside { alone } else { galley(ui, self.remark.0, Type::Small, soft, room - picture) };
        let below: Vec<_> = self
            .below
            .iter()
            .filter(|words| !words.is_empty())
            .map(|words| galley(ui, words, Type::Small, soft, room))
            .collect();
        let remark_height = if remark_beside { 0.0 } else { remark.size().y };
        let height = words.size().y + remark_height + below.iter().map(|line| line.size().y).sum::<f32>();
        Laid { words, remark, below, edge, indent, remark_beside, height: height.max(edge) }
    }

    fn paint(&self, ui: &Ui, response: &Response, laid: Laid) {
        let soft = Palette::of(ui).text_soft;
        let rect = response.rect.shrink2(Vec2::new(0.0, Space::Xs.points(ui)));
        let first_line = self.kind.line_height(ui);
        let center = Pos2::new(rect.left() + laid.edge / 2.0, rect.top() + first_line / 2.0);
        self.paint_mark(ui, response, Rect::from_center_size(center, Vec2::splat(laid.edge)));
        let left = rect.left() + laid.indent;
        let mut y = rect.top() + laid.words.size().y;
        ui.painter().galley(Pos2::new(left, rect.top()), laid.words, self.color);
        let picture = Type::Small.icon_points(ui);
        let picture_room = self.remark.1.map_or(0.0, |_| picture + Space::Xs.points(ui));
        let remark_at = if laid.remark_beside {
            let drop = (first_line - Type::Small.line_height(ui)) / 2.0;
            Pos2::new(rect.right() - laid.remark.size().x, rect.top() + drop)
        } else {
            let at = Pos2::new(left + picture_room, y);
            y += laid.remark.size().y;
            at
        };
        if let Some(icon) = self.remark.1 {
            let middle =
                remark_at + Vec2::new(picture / 2.0 - picture_room, Type::Small.line_height(ui) / 2.0);
            icon.paint(ui, Rect::from_center_size(middle, Vec2::splat(picture)), soft);
        }
        ui.painter().galley(remark_at, laid.remark, soft);
        for line in laid.below {
            let height = line.size().y;
            ui.painter().galley(Pos2::new(left, y), line, soft);
            y += height;
        }
    }

    fn paint_mark(&self, ui: &Ui, response: &Response, rect: Rect) {
        let palette = Palette::of(ui);
        let lit = response.hovered() && self.mark == Mark::Box;
        let radius = match self.mark {
            Mark::Box => Corner::Small.points(),
            Mark::Lamp => (rect.width() / 2.0) as u8,
        };
        let (fill, edge) = match (self.ticked, self.mark) {
            (true, Mark::Box) => (palette.accent, palette.accent),
            (true, Mark::Lamp) => (palette.accent_soft, palette.accent),
            (false, _) => (if lit { palette.hover } else { palette.raised }, palette.edge),
        };
        let stroke = Stroke::new(1.5, edge);
        ui.painter().rect(rect, radius, fill, stroke, StrokeKind::Inside);
        if !self.ticked && self.mark == Mark::Lamp {
            let dash = Vec2::new(rect.width() * 0.2, 0.0);
            let stroke = Stroke::new(1.75, palette.text_soft);
            ui.painter().line_segment([rect.center() - dash, rect.center() + dash], stroke);
        }
        if self.ticked {
            let ink = if self.mark == Mark::Box { palette.on_accent } else { palette.accent };
            Icon::Check.paint(ui, rect.shrink(rect.width() * 0.08), ink);
        }
        if response.has_focus() {
            ring(ui, rect, Corner::Small);
        }
    }
}

fn aside_width(ui: &Ui, word: &str) -> f32 {
    let words = galley(ui, word, Type::Small, Palette::of(ui).text, f32::INFINITY).size().x;
    words + 2.0 * Space::S.points(ui) + Space::Xs.points(ui)
}

fn show_asides<A: Copy>(ui: &mut Ui, item: &str, asides: &[Aside<A>]) -> Option<A> {
    let mut act = None;
    for (word, does) in asides {
        let name = words::acting_on(word, item);
        if Button::quiet(word).named(&name).small().show(ui).clicked() {
            act = Some(*does);
        }
    }
    act
}
