//! Consent: the order of the page.

mod answers;
pub mod case_card;
mod cases;
pub mod duties;
mod earlier;
mod lines;
pub mod on_recording;
pub mod outcome;
pub mod place;
mod rule;
mod words;

use super::{custody, next_stage, no_consent, sides};
use crate::app::Drafts;
use crate::app::state::OpenCall;
use crate::domain::stage::Stage;
use crate::ui::frame::Seen;
use crate::ui::text::consent as texts;
use crate::ui::theme::Space;
use crate::ui::widgets::{part, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Paints the page.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    show::title(ui, texts::TITLE);
    show::soft(ui, texts::HELP);
    let answered_otherwise = outcome::is_otherwise(open);
    if !answered_otherwise {
        sides::ui(ui, seen.state);
    }
    Space::L.add(ui);
    on_recording::ui(ui, seen.state, open, drafts, said);
    duties::on_recording(ui, seen.state, open, drafts, said);
    // What to say after a no or a withdrawal is needed at once: it comes before everything else.
    if answered_otherwise {
        part(ui, "outcome", |ui| outcome::ui(ui, seen.state, open, said));
        Space::M.add(ui);
    }
    if custody::after_withdrawal(open) {
        custody::ui(ui, seen, open, drafts, said);
        Space::M.add(ui);
    }
    part(ui, "cases", |ui| cases::ui(ui, seen.state, open, drafts, said));
    Space::M.add(ui);
    part(ui, "places", |ui| rule::ui(ui, seen.state, open, drafts, said));
    Space::M.add(ui);
    words::ui(ui, seen.state, open, drafts, said);
    Space::M.add(ui);
    earlier::ui(ui, open);
    part(ui, "answers", |ui| answers::ui(ui, seen.state, open, drafts, said));
    duties::ui(ui, seen.state, open, drafts, said);
    if !answered_otherwise {
        Space::M.add(ui);
        part(ui, "outcome", |ui| outcome::ui(ui, seen.state, open, said));
    }
    if no_consent::any(open) {
        Space::M.add(ui);
        part(ui, "no consent", |ui| no_consent::ui(ui, seen, open, drafts, said));
    }
    Space::M.add(ui);
    next_stage(ui, Stage::Consent, said);
}
