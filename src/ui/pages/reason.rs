//! The line that asks why something is left out, in the place where it is left out.

use crate::app::Action;
use crate::app::Drafts;
use crate::app::action::CallAction;
use crate::app::drafts::Skips;
use crate::ui::widgets::{Reason, reason_line};
use crate::ui::window::{Focus, Said};
use eframe::egui::Ui;

/// Whether a reason for leaving this out is being asked for.
pub fn asks(drafts: &Drafts, skips: &Skips) -> bool {
    drafts.reason.as_ref().is_some_and(|draft| draft.skips == *skips)
}

/// Asks for it.
pub fn ui(ui: &mut Ui, label: &str, confirm: &str, drafts: &mut Drafts, said: &mut Said) {
    let Some(draft) = &mut drafts.reason else {
        return;
    };
    let (ended, field) = reason_line(ui, label, confirm, &mut draft.text);
    if said.focus == Some(Focus::Reason) {
        field.request_focus();
        said.focus = None;
    }
    match ended {
        Some(Reason::Given) => said.act(Action::Call(CallAction::GiveReason)),
        Some(Reason::Cancelled) => drafts.reason = None,
        None => {}
    }
}
