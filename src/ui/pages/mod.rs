//! One file a page, named as on the screen. Pages read the state, write drafts, and say actions; they change nothing.

pub mod close;
pub mod consent;
pub mod custody;
mod exports;
pub mod finished;
pub mod interview;
pub mod items;
mod listen;
pub mod no_consent;
pub mod prepare;
pub mod reason;
pub mod roles;
pub mod settings;
pub mod sides;
mod sound_check;
pub mod today;
mod whose;

use super::frame::Seen;
use super::text::{self, call as words};
use super::theme::Space;
use super::widgets::{Button, part, row};
use super::window::{Focus, Said};
use crate::app::Drafts;
use crate::app::drafts::{ReasonDraft, Skips};
use crate::app::state::OpenCall;
use crate::domain::stage::Stage;
use crate::ui::commands::enter;
use crate::ui::shortcuts::{Command, hint};
use eframe::egui::Ui;

/// The page of a stage.
pub fn stage(
    ui: &mut Ui,
    stage: Stage,
    seen: &Seen<'_>,
    open: &OpenCall,
    drafts: &mut Drafts,
    said: &mut Said,
) {
    match stage {
        Stage::Prepare => prepare::ui(ui, seen, open, drafts, said),
        Stage::Roles => roles::ui(ui, open, drafts, said),
        Stage::Consent => consent::ui(ui, seen, open, drafts, said),
        Stage::Interview => interview::ui(ui, seen, open, drafts, said),
        Stage::Close => close::ui(ui, seen, open, drafts, said),
    }
}

/// The button to the stage after this one. Where it is locked it says so when pressed.
fn next_stage(ui: &mut Ui, stage: Stage, said: &mut Said) {
    let Some(next) = stage.next() else {
        return;
    };
    let key = hint(ui.ctx(), Command::NextStage);
    let label = words::next(text::stage(next));
    let pressed = part(ui, "next stage", |ui| Button::primary(&label).key(key.as_deref()).show(ui).clicked());
    if pressed {
        enter(next, said);
    }
}

/// The foot of a stage: go on, or leave it out with a reason.
fn foot(ui: &mut Ui, stage: Stage, drafts: &mut Drafts, said: &mut Said) {
    Space::M.add(ui);
    let skips = Skips::Stage(stage);
    if reason::asks(drafts, &skips) {
        reason::ui(ui, &words::reason_for(text::stage(stage)), words::SKIP_NOW, drafts, said);
        return;
    }
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        next_stage(ui, stage, said);
        if Button::quiet(words::SKIP_STAGE).show(ui).clicked() {
            drafts.reason = Some(ReasonDraft { skips, text: String::new() });
            said.focus = Some(Focus::Reason);
        }
    });
}
