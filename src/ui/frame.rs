//! What stands around every page: the bar above, messages, the stage rail, the notes, the recorder's strip.

mod bar;
mod messages;
mod notes;
mod rail;
mod strip;

use super::pages;
use super::theme::{Palette, Space, Type};
use super::widgets::{RailShape, column};
use super::window::{ClosingQuestion, Said};
use crate::app::state::OpenCall;
use crate::app::{Drafts, Page, State};
use crate::domain::entry::Now;
use eframe::egui::{CentralPanel, Frame, Panel, ScrollArea, Ui};

/// Width of the notes beside a page, in ems of body text, and the least width of a window that has room for them.
const NOTES_EMS: (f32, f32) = (20.0, 52.0);

/// What the painting reads.
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
    let bar = Frame::new().fill(palette.surface).inner_margin(Space::S.margin(ui));
    Panel::top("bar").resizable(false).frame(bar).show(ui, |ui| bar::ui(ui, seen, drafts, said));
    messages::panel(ui, seen, said);
    match (seen.state.page, &seen.state.call) {
        (Page::Call, Some(open)) if open.is_running() => call_ui(ui, seen, open, drafts, said),
        (Page::Call, Some(open)) => {
            scrolled(ui, "finished", |ui| pages::finished::ui(ui, seen, open, drafts, said));
        }
        (Page::Settings, _) => scrolled(ui, "settings", |ui| pages::settings::ui(ui, seen, drafts, said)),
        (Page::Today | Page::Call, _) => scrolled(ui, "today", |ui| pages::today::ui(ui, seen, drafts, said)),
    }
}

fn call_ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let palette = Palette::of(ui);
    let edge = Frame::new().fill(palette.surface).inner_margin(Space::M.margin(ui));
    let em = Type::Body.font(ui).size;
    let (notes_ems, room_ems) = NOTES_EMS;
    let shape = RailShape::for_width(ui);
    let notes_beside = ui.available_width() >= em * room_ems;
    Panel::bottom("recorder").resizable(false).frame(edge).show(ui, |ui| strip::ui(ui, seen, open, said));
    match shape {
        RailShape::Column => {
            let width = RailShape::column_points(ui);
            Panel::left("rail").resizable(false).exact_size(width).frame(edge).show(ui, |ui| {
                rail::ui(ui, shape, seen, open, said);
            });
        }
        RailShape::Strip => {
            Panel::top("rail")
                .resizable(false)
                .frame(edge)
                .show(ui, |ui| rail::ui(ui, shape, seen, open, said));
        }
    }
    if notes_beside {
        Panel::right("notes").resizable(false).exact_size(em * notes_ems).frame(edge).show(ui, |ui| {
            notes::beside(ui, open, drafts, said);
        });
    } else {
        Panel::bottom("notes").resizable(false).frame(edge).show(ui, |ui| notes::below(ui, drafts, said));
    }
    let stage = open.call.stage;
    scrolled(ui, stage.name(), |ui| {
        pages::stage(ui, stage, seen, open, drafts, said);
        if !notes_beside {
            notes::list(ui, open, drafts, said);
        }
    });
}

/// A page in a readable column that scrolls.
fn scrolled(ui: &mut Ui, name: &str, page: impl FnOnce(&mut Ui)) {
    let fill = Palette::of(ui).page;
    CentralPanel::no_frame().frame(Frame::new().fill(fill)).show(ui, |ui| {
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| column(ui, page));
    });
}
