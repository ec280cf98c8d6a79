//! Where things stand: the column of a page and the row of buttons; knows nothing of what stands there.

use crate::ui::theme::{Space, column_points};
use eframe::egui::{Align, Layout, Margin, Ui, UiBuilder, Vec2};

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

/// Buttons and other controls in a row that wraps, tops in line.
pub fn row<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::left_to_right(Align::Min).with_main_wrap(true);
    ui.with_layout(layout, contents).inner
}
