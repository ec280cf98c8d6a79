//! The stages of a call as a rail: which are done, which is now, which are locked and why; knows no call.

use super::paint::{describe, focus_ring, galley};
use super::{text, words};
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type, control_points};
use eframe::egui::{Color32, Galley, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};
use std::sync::Arc;

/// Where a stage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState<'a> {
    /// Left behind, at a time such as "14:02".
    Done(&'a str),
    /// The call is in it.
    Current,
    /// Can be entered; with what is left to do in it, such as "3 lines left", or nothing.
    Open(&'a str),
    /// Cannot be entered yet; with why.
    Locked(&'a str),
}

/// A stage on the rail.
#[derive(Clone, Copy, Debug)]
pub struct StageStep<'a> {
    /// Its name, which names its button.
    pub name: &'a str,
    /// Where it stands.
    pub state: StageState<'a>,
    /// Whether its page is the one in sight.
    pub shown: bool,
}

/// How the rail lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RailShape {
    /// Down the side, with the state of each stage in words.
    Column,
    /// Along the top, names only, and one line for what is locked.
    Strip,
    /// Along the top, numbers only, where height is short; the names stay with them for a screen reader.
    Numbers,
}

impl RailShape {
    /// Width of the rail down the side, in points.
    #[must_use]
    pub fn column_points(ui: &Ui) -> f32 {
        Type::Body.font(ui).size * 14.0
    }
}

impl StageState<'_> {
    fn words(self) -> String {
        match self {
            Self::Done(at) => words::stage_done(at),
            Self::Current => words::STAGE_CURRENT.to_owned(),
            Self::Open(left) => words::stage_open(left),
            Self::Locked(because) => words::stage_locked(because),
        }
    }
}

/// Shows the rail; answers with the position of a stage that was pressed.
pub fn stage_rail(ui: &mut Ui, shape: RailShape, stages: &[StageStep<'_>]) -> Option<usize> {
    match shape {
        RailShape::Column => column(ui, stages),
        RailShape::Strip => strip(ui, stages),
        RailShape::Numbers => along(ui, stages, Size::MarkerOnly),
    }
}

fn column(ui: &mut Ui, stages: &[StageStep<'_>]) -> Option<usize> {
    let mut pressed = None;
    let mut above: Option<Pos2> = None;
    let radius = marker_points(ui) / 2.0;
    for (position, stage) in stages.iter().enumerate() {
        let size = Size::WithState(ui.available_width());
        let (response, marker) = show(ui, *stage, position + 1, size);
        if let Some(above) = above {
            let gap = Vec2::new(0.0, radius + Space::Xs.points(ui));
            let line = Stroke::new(1.5, Palette::of(ui).line);
            ui.painter().line_segment([above + gap, marker - gap], line);
        }
        above = Some(marker);
        if response.clicked() {
            pressed = Some(position);
        }
    }
    pressed
}

fn strip(ui: &mut Ui, stages: &[StageStep<'_>]) -> Option<usize> {
    let gap = Space::Xs.points(ui);
    let each = ui.available_width() / stages.len().max(1) as f32 - gap;
    let natural: f32 = stages.iter().map(|stage| cell(ui, *stage, Size::NameOnly).size.x + gap).sum();
    let size = if natural <= ui.available_width() { Size::NameOnly } else { Size::Stacked(each) };
    let pressed = along(ui, stages, size);
    let locked = stages.iter().find_map(|stage| match stage.state {
        StageState::Locked(because) => Some(words::locked_line(stage.name, because)),
        _ => None,
    });
    if let Some(line) = locked {
        text::small(ui, &line);
    }
    pressed
}

fn along(ui: &mut Ui, stages: &[StageStep<'_>], size: Size) -> Option<usize> {
    let mut pressed = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        for (position, stage) in stages.iter().enumerate() {
            if show(ui, *stage, position + 1, size).0.clicked() {
                pressed = Some(position);
            }
        }
    });
    pressed
}

#[derive(Clone, Copy)]
enum Size {
    /// The marker alone.
    MarkerOnly,
    /// As wide as this many points, with the state below the name.
    WithState(f32),
    /// Marker and name side by side.
    NameOnly,
    /// The name below the marker, as wide as this many points.
    Stacked(f32),
}

/// A stage laid out; positions count from the top left corner of the cell.
struct Cell {
    name: (Vec2, Arc<Galley>),
    below: Option<(Vec2, Arc<Galley>)>,
    marker: Vec2,
    size: Vec2,
}

fn cell(ui: &Ui, stage: StageStep<'_>, size: Size) -> Cell {
    let palette = Palette::of(ui);
    let (pad, marker) = (Space::S.points(ui), marker_points(ui));
    let ink = ink(&palette, stage);
    let leads = stage.shown || stage.state == StageState::Current;
    let kind = if leads { Type::Strong } else { Type::Body };
    let left = 2.0 * pad + marker;
    match size {
        Size::MarkerOnly => Cell {
            name: (Vec2::ZERO, galley(ui, "", kind, ink, f32::INFINITY)),
            below: None,
            marker: Vec2::splat(pad + marker / 2.0),
            size: Vec2::splat(2.0 * pad + marker),
        },
        Size::Stacked(width) => {
            let name = galley(ui, stage.name, Type::Small, ink, width);
            let top = 1.5 * pad + marker;
            let name_at = Vec2::new(((width - name.size().x) / 2.0).max(0.0), top);
            let size = Vec2::new(width.max(name.size().x), top + name.size().y + pad);
            Cell {
                name: (name_at, name),
                below: None,
                marker: Vec2::new(width / 2.0, pad + marker / 2.0),
                size,
            }
        }
        Size::NameOnly => {
            let name = galley(ui, stage.name, kind, ink, f32::INFINITY);
            let height = (name.size().y + pad).max(control_points(ui));
            let name_at = Vec2::new(left, (height - name.size().y) / 2.0);
            let size = Vec2::new(left + name.size().x + pad, height);
            Cell {
                name: (name_at, name),
                below: None,
                marker: Vec2::new(pad + marker / 2.0, height / 2.0),
                size,
            }
        }
        Size::WithState(width) => {
            let room = width - left - pad;
            let name = galley(ui, stage.name, kind, ink, room);
            let below = galley(ui, &stage.state.words(), Type::Small, palette.text_soft, room);
            let below_at = Vec2::new(left, pad + name.size().y);
            let size = Vec2::new(width, below_at.y + below.size().y + pad);
            let marker = Vec2::new(pad + marker / 2.0, pad + kind.line_height(ui) / 2.0);
            Cell { name: (Vec2::new(left, pad), name), below: Some((below_at, below)), marker, size }
        }
    }
}

/// Shows a stage; answers with its button and the middle of its marker.
fn show(ui: &mut Ui, stage: StageStep<'_>, number: usize, size: Size) -> (Response, Pos2) {
    let palette = Palette::of(ui);
    let locked = matches!(stage.state, StageState::Locked(_));
    let cell = cell(ui, stage, size);
    let sense = if locked { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(cell.size, sense);
    let enabled = !locked && ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, stage.name));
    describe(ui, response.id, &stage.state.words());
    let marker = rect.min + cell.marker;
    if ui.is_rect_visible(rect) {
        let fill = match (stage.shown, response.hovered() && !locked) {
            (true, _) => palette.accent_soft,
            (false, true) => palette.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, Corner::Control.points(), fill);
        paint_marker(ui, stage.state, number, marker);
        let (name_at, name) = cell.name;
        ui.painter().galley(rect.min + name_at, name, palette.text);
        if let Some((below_at, below)) = cell.below {
            ui.painter().galley(rect.min + below_at, below, palette.text_soft);
        }
        focus_ring(ui, &response, Corner::Control);
    }
    (response, marker)
}

fn ink(palette: &Palette, stage: StageStep<'_>) -> Color32 {
    if matches!(stage.state, StageState::Locked(_)) { palette.text_soft } else { palette.text }
}

fn marker_points(ui: &Ui) -> f32 {
    f32::round(Type::Body.font(ui).size * 1.6)
}

fn paint_marker(ui: &Ui, state: StageState<'_>, number: usize, center: Pos2) {
    let palette = Palette::of(ui);
    let edge = marker_points(ui);
    let inner = Rect::from_center_size(center, Vec2::splat(edge * 0.6));
    let (fill, line, ink) = match state {
        StageState::Done(_) => (palette.accent_soft, palette.accent, palette.accent),
        StageState::Current => (palette.accent, palette.accent, palette.on_accent),
        StageState::Open(_) => (palette.raised, palette.edge, palette.text),
        StageState::Locked(_) => (Color32::TRANSPARENT, palette.line, palette.text_soft),
    };
    ui.painter().circle(center, edge / 2.0, fill, Stroke::new(1.25, line));
    match state {
        StageState::Done(_) => Icon::Check.paint(ui, inner, ink),
        StageState::Locked(_) => Icon::Lock.paint(ui, inner, ink),
        StageState::Current | StageState::Open(_) => {
            let digit = galley(ui, &number.to_string(), Type::Small, ink, f32::INFINITY);
            ui.painter().galley(center - digit.size() / 2.0, digit, ink);
        }
    }
}
