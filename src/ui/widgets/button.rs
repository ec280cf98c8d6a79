//! Things to press; knows ranks, icons and keys, not what is done when pressed.

use super::paint::{KeyCap, describe, focus_ring, galley, room};
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type, control_points};
use eframe::egui::{Color32, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    Primary,
    Secondary,
    Quiet,
    Recording,
}

/// A button, named by its words.
#[derive(Clone, Copy)]
#[must_use = "a button shows only after `show`"]
pub struct Button<'a> {
    words: &'a str,
    name: &'a str,
    rank: Rank,
    text: Type,
    icon: Option<Icon>,
    key: Option<&'a str>,
    blocked: Option<&'a str>,
    told_elsewhere: bool,
    wide: bool,
}

impl<'a> Button<'a> {
    /// The one thing to do next on a page.
    pub fn primary(words: &'a str) -> Self {
        Self::new(words, Rank::Primary)
    }

    /// Any other thing to do.
    pub fn secondary(words: &'a str) -> Self {
        Self::new(words, Rank::Secondary)
    }

    /// A thing to do that stays in the background.
    pub fn quiet(words: &'a str) -> Self {
        Self::new(words, Rank::Quiet)
    }

    /// Starts recording. Nothing else is red.
    pub fn recording(words: &'a str) -> Self {
        Self::new(words, Rank::Recording)
    }

    fn new(words: &'a str, rank: Rank) -> Self {
        let (text, name) = (Type::Strong, words);
        Self {
            words,
            name,
            rank,
            text,
            icon: None,
            key: None,
            blocked: None,
            told_elsewhere: false,
            wide: false,
        }
    }

    /// With a picture before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With the key that does the same, such as `F4`, drawn small at the right.
    pub fn key(mut self, key: impl Into<Option<&'a str>>) -> Self {
        self.key = key.into();
        self
    }

    /// With a fuller name for a screen reader, where several buttons share the same words.
    pub fn named(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// Only its picture, where there is no room for the words; they stay its name.
    pub fn icon_only(mut self) -> Self {
        self.words = "";
        self
    }

    /// In small type, inside a row.
    pub fn small(mut self) -> Self {
        self.text = Type::Small;
        self
    }

    /// As wide as the column, words at the left.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Cannot be pressed now, for a reason shown below it; `None` leaves it as it is.
    pub fn disabled_because(mut self, reason: impl Into<Option<&'a str>>) -> Self {
        self.blocked = reason.into();
        self
    }

    /// Cannot be pressed now, for a reason the place itself shows; a screen reader hears it with the button.
    pub fn disabled_as_told(mut self, reason: &'a str) -> Self {
        self.blocked = Some(reason);
        self.told_elsewhere = true;
        self
    }

    /// Shows it. The answer says `clicked()` by pointer, Space and Enter alike.
    pub fn show(self, ui: &mut Ui) -> Response {
        let Some(reason) = self.blocked else { return self.press(ui) };
        if self.told_elsewhere {
            let response = self.press(ui);
            describe(ui, response.id, reason);
            return response;
        }
        let wanted = (self.text.font(ui).size * 22.0).min(room(ui));
        if ui.layout().main_wrap() && ui.available_size_before_wrap().x < wanted {
            ui.end_row();
        }
        let response = ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = Space::Xs.points(ui);
                ui.set_max_width(wanted);
                let response = self.press(ui);
                describe(ui, response.id, reason);
                ui.label(Type::Small.tinted(ui, reason, Palette::of(ui).text_soft));
                response
            })
            .inner;
        if ui.layout().is_horizontal() {
            Space::S.add(ui);
        }
        response
    }

    fn press(self, ui: &mut Ui) -> Response {
        let face = self.face(ui);
        let enabled = self.blocked.is_none() && ui.is_enabled();
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(face.size, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.name));
        if let Some(key) = self.key {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(key));
        }
        if ui.is_rect_visible(rect) {
            self.paint(ui, &response, face);
            focus_ring(ui, &response, Corner::Control);
        }
        response
    }

    fn face(self, ui: &Ui) -> Face {
        let ink = self.ink(ui);
        let gap = Space::S.points(ui);
        let pad = if self.text == Type::Small { gap } else { Space::L.points(ui) };
        let icon = self.icon.map_or(0.0, |_| self.text.icon_points(ui));
        let key = self.key.map(|key| KeyCap::new(ui, key, ink));
        let key_width = key.as_ref().map_or(0.0, |key| key.size.x + gap);
        let icon_width = if icon > 0.0 && !self.words.is_empty() { icon + gap } else { icon };
        let beside = 2.0 * pad + icon_width + key_width;
        let words = galley(ui, self.words, self.text, ink, room(ui) - beside);
        let height = words.size().y.max(icon);
        let least = if self.text == Type::Small { small_button_points(ui) } else { control_points(ui) };
        let natural = Vec2::new(words.size().x + beside, (height + gap).max(least));
        let size = if self.wide { Vec2::new(room(ui).max(natural.x), natural.y) } else { natural };
        Face { words, key, icon, icon_width, pad, gap, size: Vec2::new(size.x.max(size.y), size.y), ink }
    }

    fn ink(self, ui: &Ui) -> Color32 {
        let palette = Palette::of(ui);
        if self.blocked.is_some() || !ui.is_enabled() {
            return palette.text_soft;
        }
        match self.rank {
            Rank::Primary => palette.on_accent,
            Rank::Recording => palette.on_recording,
            Rank::Secondary => palette.text,
            Rank::Quiet => palette.accent,
        }
    }

    fn paint(self, ui: &Ui, response: &Response, face: Face) {
        let palette = Palette::of(ui);
        let lit = response.hovered() || response.is_pointer_button_down_on();
        let off = self.blocked.is_some() || !ui.is_enabled();
        let (fill, edge) = match self.rank {
            Rank::Quiet if lit && !off => (palette.hover, Color32::TRANSPARENT),
            Rank::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT),
            _ if off => (Color32::TRANSPARENT, palette.line),
            Rank::Primary if lit => (palette.accent_hover, palette.accent_hover),
            Rank::Primary => (palette.accent, palette.accent),
            Rank::Recording if lit => (palette.recording_hover, palette.recording_hover),
            Rank::Recording => (palette.recording, palette.recording),
            Rank::Secondary if lit => (palette.hover, palette.edge),
            Rank::Secondary => (palette.raised, palette.edge),
        };
        let stroke = Stroke::new(1.0, edge);
        ui.painter().rect(response.rect, Corner::Control.points(), fill, stroke, StrokeKind::Inside);
        face.paint(ui, response.rect, self);
    }
}

/// Least height of a small button in points.
pub(super) fn small_button_points(ui: &Ui) -> f32 {
    f32::round(control_points(ui) * 0.75)
}

/// A quiet button that is only a picture, under a name of its own.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    Button::quiet("").named(name).icon(icon).show(ui)
}

struct Face {
    words: std::sync::Arc<eframe::egui::Galley>,
    key: Option<KeyCap>,
    icon: f32,
    icon_width: f32,
    pad: f32,
    gap: f32,
    size: Vec2,
    ink: Color32,
}

impl Face {
    fn paint(self, ui: &Ui, rect: Rect, button: Button<'_>) {
        let middle = rect.center().y;
        let content = self.icon_width + self.words.size().x;
        let key_width = self.key.as_ref().map_or(0.0, |key| key.size.x + self.gap);
        let spare = (rect.width() - 2.0 * self.pad - content - key_width).max(0.0);
        let mut left = rect.left() + self.pad + if button.wide { 0.0 } else { spare / 2.0 };
        if content <= self.icon {
            left = rect.center().x - content / 2.0;
        }
        if let Some(icon) = button.icon {
            let square =
                Rect::from_center_size(Pos2::new(left + self.icon / 2.0, middle), Vec2::splat(self.icon));
            icon.paint(ui, square, self.ink);
        }
        let words_at = Pos2::new(left + self.icon_width, middle - self.words.size().y / 2.0);
        ui.painter().galley(words_at, self.words, self.ink);
        if let Some(key) = self.key {
            let at = Pos2::new(rect.right() - self.pad - key.size.x, middle);
            key.paint(ui, at, self.ink);
        }
    }
}
