//! What stands around every page: the bar above, messages, the stage rail, the notes, the recorder's strip.

mod alarms;
mod bar;
mod density;
mod messages;
mod notes;
mod pause;
mod rail;
mod strip;

use density::Density;

use super::pages;
use super::text;
use super::theme::{Palette, Space, Type};
use super::widgets::{RailShape, column};
use super::window::{ClosingQuestion, Focus, Said};
use crate::app::state::OpenCall;
use crate::app::{Drafts, Page, State};
use crate::domain::entry::Now;
use crate::domain::recording::RecordingState;
use eframe::egui::{
    Align, CentralPanel, Frame, Id, Key, Memory, Modifiers, Panel, Rect, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo,
};
use std::fmt::Debug;
use std::hash::Hash;

/// Width of the notes beside a page, in ems of body text.
const NOTES_EMS: f32 = 20.0;

/// How much of what is seen a turned page moves on: the last lines stay in sight.
const PART_OF_A_PAGE: f32 = 0.85;

/// Frames until Tab has sent the keyboard on: backwards it takes one more.
const FRAMES_OF_TAB: u8 = 3;

/// What the painting reads.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// What the program knows.
    pub state: &'a State,
    /// The present; `None` once the workers are gone.
    pub now: Option<&'a Now>,
    /// Why the window asks before it closes.
    pub asks: Option<ClosingQuestion>,
}

/// Paints the window.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, drafts: &mut Drafts, said: &mut Said) {
    let palette = Palette::of(ui);
    let density = Density::of(ui);
    let bar = Frame::new().fill(palette.surface).inner_margin(Space::S.margin(ui));
    Panel::top("bar").resizable(false).frame(bar).show(ui, |ui| bar::ui(ui, density, seen, drafts, said));
    messages::panel(ui, density, seen, drafts, said);
    if let Some(open) = seen.state.call.as_ref().filter(|_| seen.state.page != Page::Call)
        && open.call.recording.state() != RecordingState::Idle
    {
        // A recording is never out of sight, whatever page is looked at.
        let edge = Frame::new().fill(palette.surface).inner_margin(Space::S.margin(ui));
        let around = Around { seen, open, density };
        Panel::bottom("recorder elsewhere")
            .resizable(false)
            .frame(edge)
            .show(ui, |ui| strip::ui(ui, around, drafts, said));
    }
    match (seen.state.page, &seen.state.call) {
        (Page::Call, Some(open)) if open.is_running() => {
            call_ui(ui, Around { seen, open, density }, drafts, said);
        }
        (Page::Call, Some(open)) => {
            scrolled(ui, (open.call.id().as_str(), "finished"), said, |ui, said| {
                pages::finished::ui(ui, seen, open, drafts, said);
            });
        }
        (Page::Settings, _) => {
            scrolled(ui, "settings", said, |ui, said| pages::settings::ui(ui, seen, drafts, said));
        }
        (Page::Today | Page::Call, _) => {
            scrolled(ui, "today", said, |ui, said| pages::today::ui(ui, seen, drafts, said));
        }
    }
}

/// What the parts around a call's page need to know.
#[derive(Clone, Copy)]
struct Around<'a> {
    seen: &'a Seen<'a>,
    open: &'a OpenCall,
    density: Density,
}

fn call_ui(ui: &mut Ui, around: Around<'_>, drafts: &mut Drafts, said: &mut Said) {
    let Around { seen, open, density } = around;
    let margin = if density == Density::Roomy { Space::M } else { Space::S };
    let edge = Frame::new().fill(Palette::of(ui).surface).inner_margin(margin.margin(ui));
    Panel::bottom("recorder").resizable(false).frame(edge).show(ui, |ui| strip::ui(ui, around, drafts, said));
    match density.rail() {
        RailShape::Column => {
            let width = RailShape::column_points(ui);
            Panel::left("rail").resizable(false).exact_size(width).frame(edge).show(ui, |ui| {
                rail::ui(ui, around, said);
            });
        }
        RailShape::Strip | RailShape::Numbers => {
            Panel::top("rail").resizable(false).frame(edge).show(ui, |ui| rail::ui(ui, around, said));
        }
    }
    if density == Density::Tight {
        Panel::bottom("notes").resizable(false).frame(edge).show(ui, |ui| notes::below(ui, drafts, said));
    } else {
        let width = Type::Body.font(ui).size * NOTES_EMS;
        Panel::right("notes").resizable(false).exact_size(width).frame(edge).show(ui, |ui| {
            notes::beside(ui, around, drafts, said);
        });
    }
    let stage = open.call.stage;
    scrolled(ui, (open.call.id().as_str(), stage.name()), said, |ui, said| {
        pages::stage(ui, stage, seen, open, drafts, said);
        if density == Density::Tight {
            notes::at_the_end(ui, open, drafts, said);
        }
    });
}

/// A page in a readable column that scrolls. Each call has pages of its own: another begins at their heads.
fn scrolled(
    ui: &mut Ui,
    name: impl Hash + Copy + Debug,
    said: &mut Said,
    page: impl FnOnce(&mut Ui, &mut Said),
) {
    // Not filled: the window is cleared in the page's colour.
    CentralPanel::no_frame().show(ui, |ui| {
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
            column(ui, |ui| {
                turn(ui);
                top(ui, said);
                if std::mem::take(&mut said.shows_top) {
                    ui.scroll_to_cursor(Some(Align::TOP));
                }
                page(ui, said);
                follow_the_keyboard(ui, name);
            });
        });
    });
}

/// Where Tab sends the keyboard, the page goes along: what is ticked by keys must be in sight.
fn follow_the_keyboard(ui: &Ui, page: impl Hash + Debug) {
    let id = Id::unique((page, "keyboard"));
    let now = ui.memory(Memory::focused);
    let Sent { at, frames } = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let frames =
        if ui.input(|input| input.key_pressed(Key::Tab)) { FRAMES_OF_TAB } else { frames.saturating_sub(1) };
    ui.data_mut(|data| data.insert_temp(id, Sent { at: now, frames }));
    let Some(control) = now.filter(|_| frames > 0 && at != now).and_then(|id| ui.ctx().read_response(id))
    else {
        return;
    };
    // What of a control can be pressed is cut to what is in sight of it; beside the page stands what has its own scrolling.
    let is_of_page = ui.clip_rect().x_range().contains(control.rect.center().x);
    if is_of_page && !control.interact_rect.contains_rect(control.rect) {
        ui.scroll_to_rect(control.rect.expand(Space::L.points(ui)), None);
    }
}

/// Where the keyboard was, and for how many frames more Tab may send it on.
#[derive(Clone, Copy, Default)]
struct Sent {
    at: Option<Id>,
    frames: u8,
}

/// Words to read aloud hold no control for Tab to go to: whoever works by keys reads on by turning pages.
fn turn(ui: &mut Ui) {
    let presses = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let pages = presses(Key::PageDown) as f32 - presses(Key::PageUp) as f32;
    if pages != 0.0 {
        ui.scroll_with_delta(Vec2::new(0.0, -pages * ui.clip_rect().height() * PART_OF_A_PAGE));
    }
}

/// Where the keyboard is sent to reach the page: nothing to see, and no stop for Tab on the way round.
fn top(ui: &mut Ui, said: &mut Said) {
    let id = top_of_the_page();
    let wanted = said.focus == Some(Focus::Page);
    if !wanted && !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let place = Rect::from_min_size(ui.cursor().min, Vec2::new(ui.available_width(), 0.0));
    let response = ui.interact(place, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text::THE_PAGE));
    if wanted {
        response.request_focus();
        said.focus = None;
    }
}

/// One for all pages: the key that goes to another page is answered before that page is there.
fn top_of_the_page() -> Id {
    Id::unique("top of the page")
}

/// Whether the keyboard is in no control, so that a plain key may do something.
#[must_use]
pub fn keyboard_rests(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none_or(|id| id == top_of_the_page()))
}
