//! The stages of the call, and how long it has taken.

use super::{Around, Seen};
use crate::app::Action;
use crate::app::action::DeskAction;
use crate::app::state::OpenCall;
use crate::app::view::{self, StageState as Stands};
use crate::domain::stage::Stage;
use crate::ui::commands::enter;
use crate::ui::icons::Icon;
use crate::ui::text::{self, call as words, time_of_day};
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, RailShape, StageState, StageStep, stage_rail, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;
use jiff::Timestamp;
use std::time::Duration;

pub(super) fn ui(ui: &mut Ui, around: Around<'_>, said: &mut Said) {
    let Around { seen, open, density } = around;
    let shape = density.rail();
    if shape != RailShape::Numbers {
        who(ui, shape, seen, open, said);
    }
    let states: Vec<(Stands, String)> = Stage::ALL
        .into_iter()
        .map(|stage| {
            let state = view::stage_state(&open.call, stage);
            let words = words::stage_state(&state);
            (state, words)
        })
        .collect();
    let steps: Vec<StageStep<'_>> = Stage::ALL
        .into_iter()
        .zip(&states)
        .map(|(stage, (state, words))| StageStep {
            name: text::stage(stage),
            state: shown(state, words),
            shown: stage == open.call.stage,
        })
        .collect();
    let pressed = if shape == RailShape::Numbers {
        ui.horizontal(|ui| {
            let pressed = ui.scope(|ui| stage_rail(ui, shape, &steps)).inner;
            put_away(ui, shape, said);
            who(ui, shape, seen, open, said);
            pressed
        })
        .inner
    } else {
        stage_rail(ui, shape, &steps)
    };
    if let Some(stage) = pressed.and_then(|position| Stage::ALL.get(position)) {
        enter(*stage, said);
    }
    if shape == RailShape::Column {
        Space::L.add(ui);
        put_away(ui, shape, said);
    }
}

fn put_away(ui: &mut Ui, shape: RailShape, said: &mut Said) {
    let button = Button::quiet(words::PUT_AWAY).small();
    let button = if shape == RailShape::Column { button } else { button.icon(Icon::Close).icon_only() };
    if button.show(ui).clicked() {
        said.act(Action::Desk(DeskAction::LeaveCall));
    }
}

fn shown<'a>(state: &'a Stands, words: &'a str) -> StageState<'a> {
    match state {
        Stands::Current => StageState::Current,
        Stands::Done => StageState::Done(""),
        Stands::Skipped(_) | Stands::Entered(_) => StageState::Done(words),
        Stands::Left(_) => StageState::Open(words),
        Stands::Locked(_) => StageState::Locked(words),
        Stands::Ahead => StageState::Open(""),
    }
}

fn who(ui: &mut Ui, shape: RailShape, seen: &Seen<'_>, open: &OpenCall, said: &mut Said) {
    let call = &open.call;
    let matter = call.matter.as_ref().map_or(text::today::NO_MATTER, |matter| matter.title.as_str());
    let between =
        |from: Timestamp, to: Timestamp| Duration::try_from(to.duration_since(from)).unwrap_or_default();
    let away: Duration = call.breaks().into_iter().map(|(from, to)| between(from, to)).sum();
    let passed = seen.now.map_or(Duration::ZERO, |now| between(call.opened, now.at).saturating_sub(away));
    let length = words::call_length(passed, call.agreed_minutes.map(|(minutes, _)| minutes));
    match shape {
        RailShape::Column => {
            show::heading(ui, &call.client.card.name);
            show::soft(ui, matter);
            show::small(ui, &format!("{} · {length}", time_of_day(call.opened)));
            Space::L.add(ui);
        }
        RailShape::Strip => {
            ui.horizontal(|ui| {
                put_away(ui, shape, said);
                show::strong(ui, &format!("{} · {matter} · {length}", call.client.card.name));
            });
        }
        RailShape::Numbers => {
            show::small(ui, &format!("{} · {length}", call.client.card.name));
        }
    }
}
