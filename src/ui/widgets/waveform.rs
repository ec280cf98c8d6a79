//! A recording as a picture: a lane a track, what is missing, markers, and where one is; knows no file and plays nothing.

use super::paint::{describe, focus_ring, galley};
use crate::ui::theme::{Corner, Palette, Space, Type};
use eframe::egui::{
    EventFilter, Key, Painter, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo,
};

/// Height of a lane without its name, in ems of body text.
const LANE_EMS: f32 = 3.0;

/// Least width of a stretch with nothing to hear, in points: a pause takes up no time of the recording and is seen.
const LEAST_SILENCE: f32 = 5.0;

/// Distance between the lines of a hatching, in points.
const HATCH: f32 = 6.0;

/// How far an arrow key goes, in milliseconds.
const STEP_MS: u64 = 5_000;

/// Smallest and largest sample of a column, from -1 to 1.
pub type Extent = (f32, f32);

/// One track.
#[derive(Clone, Copy, Debug)]
pub struct Lane<'a> {
    /// Whose sound it is.
    pub name: &'a str,
    /// A column a point of width, as [`lane_columns`] tells.
    pub columns: &'a [Extent],
    /// Whether it is heard when played.
    pub heard: bool,
}

/// A stretch with nothing to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The lane; `None` for all of them.
    pub lane: Option<usize>,
    /// Where it begins, in milliseconds.
    pub from_ms: u64,
    /// Where it ends; the same where time was left out, as for a pause.
    pub to_ms: u64,
}

/// A recording to be drawn and pointed at.
#[derive(Clone, Copy, Debug)]
pub struct Recording<'a> {
    /// Its name for a screen reader.
    pub name: &'a str,
    /// Where one is, in words.
    pub place: &'a str,
    /// What there is to see beside the tracks, in words.
    pub about: &'a str,
    /// Where one is, in milliseconds.
    pub at_ms: u64,
    /// Length in milliseconds.
    pub length_ms: u64,
    /// The tracks.
    pub lanes: &'a [Lane<'a>],
    /// What is missing.
    pub silences: &'a [Silence],
    /// Marked moments, in milliseconds.
    pub markers: &'a [u64],
}

/// What was asked for at the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// To go to a moment, in milliseconds: pointed at, or reached by an arrow key, Home or End.
    At(u64),
    /// To play or pause: Space.
    Play,
}

/// How many columns a lane has where the widget is as wide as the column of the page.
#[must_use]
pub fn lane_columns(ui: &Ui) -> usize {
    ui.available_width().max(1.0) as usize
}

impl Recording<'_> {
    /// Draws it: what was asked for by pointing or by a key.
    pub fn show(self, ui: &mut Ui) -> Option<Pointed> {
        let em = Type::Body.font(ui).size;
        let lane = f32::round(em * LANE_EMS);
        let gap = Space::Xs.points(ui);
        let name = Type::Small.font(ui).size * 1.4;
        let rows = self.lanes.len().max(1) as f32;
        let size = Vec2::new(ui.available_width(), rows * (name + lane) + (rows - 1.0) * gap);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        self.tell(ui, &response);
        let painter = ui.painter_at(rect.expand(4.0));
        for (number, lane_of) in self.lanes.iter().enumerate() {
            let top = rect.top() + number as f32 * (name + lane + gap);
            let words = galley(ui, lane_of.name, Type::Small, Palette::of(ui).text_soft, rect.width());
            painter.galley(Pos2::new(rect.left(), top), words, Palette::of(ui).text_soft);
            let top = top + name;
            let place = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(rect.width(), lane));
            self.paint_lane(ui, &painter, (number, lane_of), place);
        }
        self.paint_markers(ui, &painter, rect);
        let at = Pos2::new(self.x(rect, self.at_ms), rect.top());
        painter.vline(at.x, rect.y_range(), Stroke::new(2.0, Palette::of(ui).focus));
        focus_ring(ui, &response, Corner::Control);
        if response.has_focus() && ui.input(|input| input.key_pressed(Key::Space)) {
            return Some(Pointed::Play);
        }
        self.pointed(&response, rect).or_else(|| self.stepped(ui, &response)).map(Pointed::At)
    }

    fn x(&self, rect: Rect, ms: u64) -> f32 {
        rect.left() + rect.width() * (ms.min(self.length_ms) as f32 / self.length_ms.max(1) as f32)
    }

    fn tell(&self, ui: &Ui, response: &Response) {
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, self.name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(self.length_ms as f64 / 1000.0);
            node.set_numeric_value(self.at_ms as f64 / 1000.0);
            node.set_value(self.place);
        });
        let heard: Vec<&str> = self.lanes.iter().filter(|lane| lane.heard).map(|lane| lane.name).collect();
        let about = if self.about.is_empty() { String::new() } else { format!("; {}", self.about) };
        describe(ui, response.id, &format!("{}{about}", heard.join(", ")));
    }

    fn paint_lane(&self, ui: &Ui, painter: &Painter, (number, lane): (usize, &Lane<'_>), place: Rect) {
        let palette = Palette::of(ui);
        painter.rect_filled(place, f32::from(Corner::Small.points()), palette.raised);
        let color = if lane.heard { palette.accent } else { palette.edge };
        let (middle, half) = (place.center().y, place.height() / 2.0 - 2.0);
        for (column, (low, high)) in lane.columns.iter().enumerate() {
            let x = place.left() + (column as f32 + 0.5) * place.width() / lane.columns.len() as f32;
            if x > place.right() {
                break;
            }
            // A line at least a point high: silence is drawn as silence, not as nothing.
            let (top, bottom) = (middle - half * high.clamp(-1.0, 1.0), middle - half * low.clamp(-1.0, 1.0));
            painter.vline(x, top..=bottom.max(top + 1.0), Stroke::new(1.0, color));
        }
        for silence in self.silences.iter().filter(|one| one.lane.is_none_or(|lane| lane == number)) {
            let (from, to) = (self.x(place, silence.from_ms), self.x(place, silence.to_ms));
            let to = to.max(from + LEAST_SILENCE);
            paint_silence(painter, Rect::from_x_y_ranges(from..=to, place.y_range()), &palette);
        }
    }

    fn paint_markers(&self, ui: &Ui, painter: &Painter, rect: Rect) {
        let color = Palette::of(ui).text;
        let edge = Space::S.points(ui);
        for marker in self.markers {
            let x = self.x(rect, *marker);
            painter.vline(x, rect.y_range(), Stroke::new(1.0, color));
            let flag = vec![
                Pos2::new(x, rect.top()),
                Pos2::new(x + edge, rect.top() + edge / 2.0),
                Pos2::new(x, rect.top() + edge),
            ];
            painter.add(eframe::egui::Shape::convex_polygon(flag, color, Stroke::NONE));
        }
    }

    fn pointed(&self, response: &Response, rect: Rect) -> Option<u64> {
        let at = response.interact_pointer_pos().filter(|_| response.clicked() || response.dragged())?;
        let share = ((at.x - rect.left()) / rect.width().max(1.0)).clamp(0.0, 1.0);
        Some((f64::from(share) * self.length_ms as f64) as u64)
    }

    fn stepped(&self, ui: &Ui, response: &Response) -> Option<u64> {
        if !response.has_focus() {
            return None;
        }
        let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let steps = [
            (Key::ArrowLeft, self.at_ms.saturating_sub(STEP_MS)),
            (Key::ArrowRight, self.at_ms.saturating_add(STEP_MS)),
            (Key::Home, 0),
            (Key::End, self.length_ms),
        ];
        let pressed = steps.into_iter().find(|(key, _)| ui.input(|input| input.key_pressed(*key)));
        pressed.map(|(_, at)| at.min(self.length_ms))
    }
}

/// Hatched, with an edge on either side, so that it is told from a quiet stretch.
fn paint_silence(painter: &Painter, place: Rect, palette: &Palette) {
    painter.rect_filled(place, 0.0, palette.hover);
    let stroke = Stroke::new(1.0, palette.edge);
    let within = painter.with_clip_rect(place.intersect(painter.clip_rect()));
    let mut x = place.left() - place.height();
    while x < place.right() {
        let (from, to) = (Pos2::new(x, place.bottom()), Pos2::new(x + place.height(), place.top()));
        within.line_segment([from, to], stroke);
        x += HATCH;
    }
    painter.vline(place.left(), place.y_range(), stroke);
    painter.vline(place.right(), place.y_range(), stroke);
}
