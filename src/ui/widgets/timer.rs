//! A running time whose digits stand still; is told the seconds, reads no clock.

use super::paint::Tabular;
use crate::ui::theme::{Palette, Type};
use eframe::egui::{Response, Role, Sense, Ui, WidgetInfo};

/// Shows seconds as `mm:ss`, or `h:mm:ss` from one hour on, under a name such as "Time on the call".
pub fn timer(ui: &mut Ui, name: &str, seconds: u64) -> Response {
    let color = Palette::of(ui).text;
    let face = clock_face(seconds);
    let digits = Tabular::new(ui, &face, Type::Timer, color);
    let (rect, response) = ui.allocate_exact_size(digits.size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Timer, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(face.as_str()));
    digits.paint(ui, rect.min, color);
    response
}

/// Seconds as people read them off a clock: `00:07`, `12:03`, `1:02:03`.
#[must_use]
pub fn clock_face(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes:02}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}
