//! How loud the microphone is, and whether it hears anything at all; is told peaks, opens no device.

use super::paint::galley;
use super::words;
use crate::domain::readiness::{QUIETEST_DB, decibels};
use crate::ui::theme::{Palette, Space, Type};
use eframe::egui::{Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// From here on sound is too loud to stay clean, in dB below full scale.
const TOO_LOUD: f32 = -3.0;

/// What the microphone has heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearing<'a> {
    /// The microphone is closed.
    Off(&'a str),
    /// Nothing but silence; in words, such as "Nothing heard yet".
    Silence(&'a str),
    /// A voice; in words, such as "Heard".
    Heard(&'a str),
}

impl Hearing<'_> {
    fn words(&self) -> &str {
        match self {
            Self::Off(words) | Self::Silence(words) | Self::Heard(words) => words,
        }
    }
}

/// Shows a peak of the microphone between 0.0 and 1.0 of full scale on a scale in dB, with what was heard in words.
pub fn level_meter(ui: &mut Ui, peak: f32, hearing: Hearing<'_>) -> Response {
    named_level_meter(ui, words::LEVEL, peak, hearing)
}

/// The same for another source, by the name of its meter.
pub fn named_level_meter(ui: &mut Ui, name: &str, peak: f32, hearing: Hearing<'_>) -> Response {
    show(ui, name, peak, hearing, hearing.words())
}

/// The same where there is no room for words: a screen reader is told them all the same.
pub fn wordless_level_meter(ui: &mut Ui, name: &str, peak: f32, hearing: Hearing<'_>) -> Response {
    show(ui, name, peak, hearing, "")
}

fn show(ui: &mut Ui, name: &str, peak: f32, hearing: Hearing<'_>, shown: &str) -> Response {
    let palette = Palette::of(ui);
    let level = if matches!(hearing, Hearing::Off(_)) { QUIETEST_DB } else { decibels(peak) };
    let heard = galley(ui, shown, Type::Small, palette.text_soft, ui.available_width());
    let gap = Space::S.points(ui);
    let bar_height = Space::M.points(ui);
    let beside = ui.available_width() - heard.size().x - gap > Type::Body.font(ui).size * 8.0;
    let bar_width = if beside { ui.available_width() - heard.size().x - gap } else { ui.available_width() };
    let bar_width = bar_width.min(Type::Body.font(ui).size * 20.0);
    let size = if beside {
        Vec2::new(bar_width + gap + heard.size().x, heard.size().y.max(bar_height))
    } else if shown.is_empty() {
        Vec2::new(bar_width, bar_height)
    } else {
        Vec2::new(bar_width.max(heard.size().x), bar_height + Space::Xs.points(ui) + heard.size().y)
    };
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    tell(ui, &response, level, [name, hearing.words()]);
    let top = if beside { rect.center().y - bar_height / 2.0 } else { rect.top() };
    let bar = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(bar_width, bar_height));
    paint_bar(ui, bar, level);
    let words_at = if beside {
        Pos2::new(bar.right() + gap, rect.center().y - heard.size().y / 2.0)
    } else {
        Pos2::new(rect.left(), bar.bottom() + Space::Xs.points(ui))
    };
    ui.painter().galley(words_at, heard, palette.text_soft);
    response
}

fn tell(ui: &Ui, response: &Response, level: f32, [name, heard]: [&str; 2]) {
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(f64::from(QUIETEST_DB));
        node.set_max_numeric_value(0.0);
        node.set_numeric_value(f64::from(level.round()));
        node.set_value(words::decibels(level));
        node.set_description(heard);
    });
}

fn paint_bar(ui: &Ui, bar: Rect, level: f32) {
    let palette = Palette::of(ui);
    let radius = bar.height() / 2.0;
    let stroke = Stroke::new(1.0, palette.edge);
    ui.painter().rect(bar, radius, palette.raised, stroke, StrokeKind::Inside);
    let inside = bar.shrink(2.0);
    let share = (level - QUIETEST_DB) / -QUIETEST_DB;
    if share > 0.0 {
        let filled = Rect::from_min_size(inside.min, Vec2::new(inside.width() * share, inside.height()));
        let color = if level > TOO_LOUD { palette.caution } else { palette.accent };
        let shown = Rect::from_min_size(filled.min, filled.size().max(Vec2::splat(inside.height())));
        ui.painter().rect_filled(shown, inside.height() / 2.0, color);
    }
}
