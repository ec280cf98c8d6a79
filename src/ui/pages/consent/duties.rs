//! What the rule adds: lines to tick, and lines to say while the recorder runs. None of them holds anything up.

use crate::app::action::PlacesAction;
use crate::app::state::{OpenCall, State};
use crate::app::view::places::{DutyRow, duties};
use crate::app::{Action, Drafts};
use crate::domain::consent::HowMet;
use crate::domain::recording::RecordingState;
use crate::ui::text::{places as texts, time_of_day};
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, CheckAct, CheckRow, Tick, card, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Everything the rule adds, on the Consent page; nothing where it adds nothing.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, said: &mut Said) {
    let rows = duties(state, &open.call);
    if rows.is_empty() {
        return;
    }
    Space::M.add(ui);
    card(ui, texts::DUTIES, |ui| {
        show::small(ui, texts::DUTIES_HELP);
        let (spoken, ticked): (Vec<_>, Vec<_>) =
            rows.iter().partition(|row| row.duty.how == HowMet::SaidOnRecording);
        for row in ticked {
            to_tick(ui, row, said);
        }
        if spoken.is_empty() {
            return;
        }
        Space::S.add(ui);
        let runs = runs(open);
        show::small(ui, if runs { texts::SAY_NOW } else { texts::SAY_LATER });
        for row in spoken {
            if runs || row.settled.is_some() { to_tick(ui, row, said) } else { to_say_later(ui, row) }
        }
    });
}

/// What is to be said on the take that runs, wherever the paralegal is; gone once it is said, or left out on this take.
pub fn on_recording(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let take = open.call.recording.newest_take();
    if !runs(open) || drafts.places.not_again_on == Some(take) {
        return;
    }
    let rows = duties(state, &open.call);
    let spoken: Vec<_> = rows.iter().filter(|row| row.duty.how == HowMet::SaidOnRecording).collect();
    if spoken.iter().all(|row| row.settled.is_some()) {
        return;
    }
    card(ui, texts::ADDED_ON_RECORDING, |ui| {
        if Button::quiet(texts::SKIP).named(texts::SKIP_ADDED).small().show(ui).clicked() {
            drafts.places.not_again_on = Some(take);
        }
        for row in spoken {
            to_tick(ui, row, said);
        }
    });
    Space::M.add(ui);
}

fn runs(open: &OpenCall) -> bool {
    open.call.recording.state() == RecordingState::Running
}

fn to_tick(ui: &mut Ui, row: &DutyRow<'_>, said: &mut Said) {
    let at = row.settled.map(time_of_day);
    let tick = at.as_deref().map_or(Tick::Open, Tick::Done);
    let help = texts::asked_for(row.duty);
    let line = CheckRow::by_hand(&row.words, tick).help(help.as_str()).never_deferred().never_skipped();
    let (act, _) = ui.push_id(("duty", row.duty.id.as_str()), |ui| line.show(ui)).inner;
    if act == Some(CheckAct::Tick) {
        said.act(settle(row));
    }
}

fn to_say_later(ui: &mut Ui, row: &DutyRow<'_>) {
    Space::Xs.add(ui);
    show::body(ui, &texts::to_say(&row.words));
    show::small(ui, &texts::asked_for(row.duty));
}

fn settle(row: &DutyRow<'_>) -> Action {
    Action::Places(PlacesAction::Settle { duty: row.duty.id.clone(), words: row.words.clone() })
}
