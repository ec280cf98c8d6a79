//! Where things stand: the column of a page and the row of buttons; knows nothing of what stands there.

use crate::ui::theme::{Space, Type, column_points};
use eframe::egui::{Align, Id, Layout, Margin, ScrollArea, Ui, UiBuilder, Vec2};

/// A page: a readable column that scrolls up and down.
pub fn page<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| column(ui, contents)).inner
}

/// A readable column in the middle of `ui`, with air around it.
pub fn column<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let width = column_points(ui).min(ui.available_width() - 2.0 * Space::Xl.points(ui));
    let side = ((ui.available_width() - width) / 2.0).max(0.0);
    let top = Space::Xl.points(ui);
    let mut rect = ui.available_rect_before_wrap();
    rect.min += Vec2::new(side, top);
    rect.set_width(width);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
    let result = contents(&mut inside);
    let bottom = Margin { bottom: top as i8, ..Margin::ZERO };
    ui.advance_cursor_after_rect(inside.min_rect() + bottom);
    result
}

/// A part of a page. What comes and goes above it takes neither the keyboard from its controls nor a press by a screen
/// reader that is on its way. The name stands for no other part on screen.
pub fn part<R>(ui: &mut Ui, name: &'static str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().scope_id(Id::unique(("part", name))), contents).inner
}

/// Two columns side by side, or one above the other where there is little room; both may change `shared`.
pub fn split<S>(
    ui: &mut Ui,
    shared: &mut S,
    left: impl FnOnce(&mut Ui, &mut S),
    right: impl FnOnce(&mut Ui, &mut S),
) {
    split_from(ui, 18.0, shared, left, right);
}

/// The same with columns that may be as narrow as so many times the size of the text.
pub fn split_from<S>(
    ui: &mut Ui,
    narrowest: f32,
    shared: &mut S,
    left: impl FnOnce(&mut Ui, &mut S),
    right: impl FnOnce(&mut Ui, &mut S),
) {
    let gap = Space::L.points(ui);
    let half = (ui.available_width() - gap) / 2.0;
    if half < Type::Body.font(ui).size * narrowest {
        left(ui, shared);
        right(ui, shared);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        half_column(ui, half, |ui| left(ui, shared));
        half_column(ui, half, |ui| right(ui, shared));
    });
}

fn half_column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        contents(ui);
    });
}

/// Buttons and other controls in a row that wraps, tops in line: some may have words below them.
pub fn row<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    line(ui, Align::Min, contents)
}

/// Controls and short words in a row that wraps, middles in line.
pub fn bar<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    line(ui, Align::Center, contents)
}

fn line<R>(ui: &mut Ui, align: Align, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let size = Vec2::new(ui.available_size_before_wrap().x, 0.0);
    let layout = Layout::left_to_right(align).with_main_wrap(true);
    ui.allocate_ui_with_layout(size, layout, contents).inner
}
