//! The stages of a call as a rail: which are done, which is now, which are locked and why; knows no call.

use super::layout::row;
use super::paint::{describe, focus_ring, galley};
use super::{text, words};
use crate::ui::icons::Icon;
use crate::ui::theme::{Corner, Palette, Space, Type, control_points};
use eframe::egui::{Color32, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

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
}

impl RailShape {
    /// The shape for a window as wide as `ui`.
    #[must_use]
    pub fn for_width(ui: &Ui) -> Self {
        let column = Type::Body.font(ui).size * 14.0;
        if ui.available_width() >= column * 4.6 { Self::Column } else { Self::Strip }
    }

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
    }
}

fn column(ui: &mut Ui, stages: &[StageStep<'_>]) -> Option<usize> {
    let mut pressed = None;
    for (position, stage) in stages.iter().enumerate() {
        if show(ui, *stage, position + 1, Size::WithState(ui.available_width())).clicked() {
            pressed = Some(position);
        }
    }
    pressed
}

fn strip(ui: &mut Ui, stages: &[StageStep<'_>]) -> Option<usize> {
    let mut pressed = None;
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        for (position, stage) in stages.iter().enumerate() {
            if show(ui, *stage, position + 1, Size::NameOnly).clicked() {
                pressed = Some(position);
            }
        }
    });
    let locked = stages.iter().find_map(|stage| match stage.state {
        StageState::Locked(because) => Some(words::locked_line(stage.name, because)),
        _ => None,
    });
    if let Some(line) = locked {
        text::small(ui, &line);
    }
    pressed
}

#[derive(Clone, Copy)]
enum Size {
    WithState(f32),
    NameOnly,
}

fn show(ui: &mut Ui, stage: StageStep<'_>, number: usize, size: Size) -> Response {
    let palette = Palette::of(ui);
    let locked = matches!(stage.state, StageState::Locked(_));
    let state = stage.state.words();
    let (gap, pad) = (Space::S.points(ui), Space::S.points(ui));
    let marker = f32::round(Type::Body.font(ui).size * 1.6);
    let room = match size {
        Size::WithState(width) => width - 2.0 * pad - marker - gap,
        Size::NameOnly => f32::INFINITY,
    };
    let ink = if locked { palette.text_soft } else { palette.text };
    let kind = if stage.shown || stage.state == StageState::Current { Type::Strong } else { Type::Body };
    let name = galley(ui, stage.name, kind, ink, room);
    let below = galley(ui, &state, Type::Small, palette.text_soft, room);
    let (width, below_height) = match size {
        Size::WithState(width) => (width, below.size().y),
        Size::NameOnly => (2.0 * pad + marker + gap + name.size().x, 0.0),
    };
    let height = (name.size().y + below_height + 2.0 * gap).max(control_points(ui));
    let sense = if locked { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), sense);
    let enabled = !locked && ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, stage.name));
    describe(ui, response.id, &state);
    if ui.is_rect_visible(rect) {
        let fill = match (stage.shown, response.hovered() && !locked) {
            (true, _) => palette.accent_soft,
            (false, true) => palette.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, Corner::Control.points(), fill);
        let top = rect.top() + gap;
        let center = Pos2::new(rect.left() + pad + marker / 2.0, top + kind.line_height(ui) / 2.0);
        paint_marker(ui, stage.state, number, Rect::from_center_size(center, Vec2::splat(marker)));
        let left = rect.left() + pad + marker + gap;
        let below_at = Pos2::new(left, top + name.size().y);
        ui.painter().galley(Pos2::new(left, top), name, ink);
        if matches!(size, Size::WithState(_)) {
            ui.painter().galley(below_at, below, palette.text_soft);
        }
        focus_ring(ui, &response, Corner::Control);
    }
    response
}

fn paint_marker(ui: &Ui, state: StageState<'_>, number: usize, rect: Rect) {
    let palette = Palette::of(ui);
    let radius = rect.width() / 2.0;
    let inner = rect.shrink(rect.width() * 0.2);
    let (fill, edge, ink) = match state {
        StageState::Done(_) => (palette.accent_soft, palette.accent, palette.accent),
        StageState::Current => (palette.accent, palette.accent, palette.on_accent),
        StageState::Open(_) => (palette.raised, palette.edge, palette.text),
        StageState::Locked(_) => (Color32::TRANSPARENT, palette.line, palette.text_soft),
    };
    ui.painter().circle(rect.center(), radius, fill, Stroke::new(1.25, edge));
    match state {
        StageState::Done(_) => Icon::Check.paint(ui, inner, ink),
        StageState::Locked(_) => Icon::Lock.paint(ui, inner, ink),
        StageState::Current | StageState::Open(_) => {
            let digit = galley(ui, &number.to_string(), Type::Small, ink, f32::INFINITY);
            ui.painter().galley(rect.center() - digit.size() / 2.0, digit, ink);
        }
    }
}
