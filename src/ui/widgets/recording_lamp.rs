//! Whether sound is being kept, always in sight; is told so, knows no recorder.

use super::paint::Tabular;
use super::words;
use crate::ui::theme::{Palette, Space, Type};
use eframe::egui::{Color32, Pos2, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// State of the recorder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lamp {
    /// Nothing is kept.
    Off,
    /// Sound is being kept.
    Recording,
    /// A recording waits to go on.
    Paused,
    /// The file is being closed.
    Finishing,
}

/// Shows the state in words, such as "Recording 12:03"; only a lit lamp is red.
pub fn recording_lamp(ui: &mut Ui, lamp: Lamp, state: &str) -> Response {
    let palette = Palette::of(ui);
    let (fill, ink, edge) = match lamp {
        Lamp::Recording => (palette.recording, palette.on_recording, palette.recording),
        Lamp::Off | Lamp::Paused | Lamp::Finishing => (Color32::TRANSPARENT, palette.text_soft, palette.line),
    };
    let line = Tabular::new(ui, state, Type::Strong, ink);
    let (pad, gap) = (Space::M.points(ui), Space::S.points(ui));
    let dot = Type::Strong.font(ui).size * 0.7;
    let size = Vec2::new(2.0 * pad + dot + gap + line.size.x, line.size.y + gap);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words::RECORDING_STATUS));
    super::paint::describe(ui, response.id, state);
    let radius = rect.height() / 2.0;
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    paint_dot(ui, lamp, Pos2::new(rect.left() + pad + dot / 2.0, rect.center().y), dot / 2.0);
    let at = Pos2::new(rect.left() + pad + dot + gap, rect.center().y - line.size.y / 2.0);
    line.paint(ui, at, ink);
    response
}

fn paint_dot(ui: &Ui, lamp: Lamp, center: Pos2, radius: f32) {
    let palette = Palette::of(ui);
    let outline = Stroke::new(1.75, palette.text_soft);
    match lamp {
        Lamp::Recording => {
            ui.painter().circle_filled(center, radius, palette.on_recording);
        }
        Lamp::Paused => {
            let apart = Vec2::new(radius * 0.5, 0.0);
            for side in [center - apart, center + apart] {
                let up = Vec2::new(0.0, radius);
                ui.painter().line_segment([side - up, side + up], Stroke::new(3.0, palette.text_soft));
            }
        }
        Lamp::Off | Lamp::Finishing => {
            ui.painter().circle_stroke(center, radius - 1.0, outline);
        }
    }
}
