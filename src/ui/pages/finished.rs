//! A finished call: its call note to take along, its recording to hear again, and what is added later.

use super::whose::attach;
use super::{custody, exports, no_consent};
use crate::app::action::ClosingAction;
use crate::app::state::OpenCall;
use crate::app::{Action, Drafts};
use crate::ui::frame::Seen;
use crate::ui::text::{call, close as words, day_and_time, listen, time_of_day, today};
use crate::ui::theme::Space;
use crate::ui::widgets::{Area, Button, card, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Paints the page: first what is still to be done, then what one comes back for, last what is rarely needed.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let call = &open.call;
    show::title(ui, words::FINISHED_TITLE);
    let matter = call.matter.as_ref().map_or(today::NO_MATTER, |matter| matter.title.as_str());
    show::strong(ui, &words::client_and_matter(&call.client.card.name, matter));
    if let Some(at) = call.finished {
        show::soft(ui, &words::finished_at(at, call.left_open));
    }
    show::small(ui, &summary(open));
    Space::M.add(ui);
    if call.matter.is_none() {
        card(ui, call::ATTACH_HEADING, |ui| attach(ui, seen.state, &mut drafts.opening, said));
        Space::M.add(ui);
    }
    card(ui, words::NOTE_HEADING, |ui| exports::ui(ui, seen, open, drafts, said));
    if !call.recording.segments.is_empty() {
        Space::M.add(ui);
        card(ui, listen::HEADING, |ui| super::listen::ui(ui, seen, open, said));
    }
    if custody::any(open) {
        Space::M.add(ui);
        custody::ui(ui, seen, open, drafts, said);
    }
    if no_consent::any(open) {
        Space::M.add(ui);
        no_consent::ui(ui, seen, open, drafts, said);
    }
    Space::M.add(ui);
    card(ui, words::ADDENDUM, |ui| addenda(ui, open, drafts, said));
}

/// The call in a line: when it was, and what it left.
fn summary(open: &OpenCall) -> String {
    let call = &open.call;
    let when = match call.finished {
        Some(end) => format!("{} – {}", day_and_time(call.opened), time_of_day(end)),
        None => day_and_time(call.opened),
    };
    let recorded = call.recording.recorded();
    let kept = if recorded.is_zero() {
        words::NOT_RECORDED.to_owned()
    } else {
        today::recorded(recorded.as_millis() as u64)
    };
    words::summary(&when, &kept, call.notebook.notes.len(), call.notebook.answers.len())
}

fn addenda(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    for (at, text) in &open.call.addenda {
        show::body(ui, text);
        show::small(ui, &day_and_time(*at));
    }
    Area::new(words::ADDENDUM, &mut drafts.addendum)
        .hint(words::ADDENDUM_HINT)
        .rows(2)
        .label_hidden()
        .show(ui);
    Space::Xs.add(ui);
    if Button::secondary(words::ADD_ADDENDUM).show(ui).clicked() {
        said.act(Action::Closing(ClosingAction::AddAddendum));
    }
}
