//! Rows of items to confirm and lines to say, as Prepare, Roles and Close show them.

use super::reason;
use crate::app::drafts::{ReasonDraft, Skips};
use crate::app::state::OpenCall;
use crate::app::{Drafts, State, view};
use crate::domain::checklist::{Item, Line};
use crate::domain::decide::{ItemStep, Step};
use crate::domain::ids::ItemId;
use crate::domain::items::ItemState;
use crate::domain::readiness::Reading;
use crate::domain::stage::Stage;
use crate::ui::commands::step;
use crate::ui::text::{call as words, time_of_day};
use crate::ui::widgets::{CheckAct, CheckRow, Said as LineSaid, SayAct, SayRow, Sensed, Tick};
use crate::ui::window::{Focus, Said};
use eframe::egui::{Align, Id, Response, Ui};

/// An item to confirm.
pub fn item(ui: &mut Ui, state: &State, open: &OpenCall, item: &Item, drafts: &mut Drafts, said: &mut Said) {
    let at = open.call.items.state(&item.id);
    let done_at = match at {
        Some(ItemState::Ticked { at } | ItemState::Sensed { at, .. }) => time_of_day(*at),
        _ => String::new(),
    };
    let tick = match at {
        None => Tick::Open,
        Some(ItemState::Ticked { .. } | ItemState::Sensed { .. }) => Tick::Done(&done_at),
        Some(ItemState::Deferred { .. }) => Tick::Deferred,
        Some(ItemState::Skipped { reason, .. }) => Tick::Skipped(reason),
    };
    let reading = item.sensor.map(|sensor| reading_of(state, at, sensor));
    let row = match &reading {
        None => CheckRow::by_hand(&item.text, tick),
        Some((words, true)) => CheckRow::sensed(&item.text, Sensed::Met(words), tick),
        Some((words, false)) => CheckRow::sensed(&item.text, Sensed::Unmet(words), tick),
    };
    let (act, _) = row.help(item.help.as_deref()).show(ui);
    if let Some(act) = act {
        item_act(&item.id, act, drafts, said);
    }
    ask_why(ui, &item.id, &item.text, drafts, said);
}

/// What the item's sensor says: the newest reading, else the one the item was ticked by.
fn reading_of(
    state: &State,
    at: Option<&ItemState>,
    sensor: crate::domain::readiness::Sensor,
) -> (String, bool) {
    let ticked_by = match at {
        Some(ItemState::Sensed { reading, .. }) => Some(reading),
        _ => None,
    };
    let newest = state.readings.get(&sensor).or(ticked_by);
    newest.map_or_else(
        || (words::NOT_READ.to_owned(), false),
        |reading| (words::reading(reading), Reading::is_ready(reading)),
    )
}

fn item_act(item: &ItemId, act: CheckAct, drafts: &mut Drafts, said: &mut Said) {
    let item = item.clone();
    let what = match act {
        CheckAct::Tick => ItemStep::Tick(item),
        CheckAct::Untick | CheckAct::Undo => ItemStep::Clear(item),
        CheckAct::Defer => ItemStep::Defer(item),
        CheckAct::Skip => {
            ask_for(item, drafts, said);
            return;
        }
    };
    said.act(step(Step::Item(what)));
}

/// Opens the question why an item is left out.
pub fn ask_for(item: ItemId, drafts: &mut Drafts, said: &mut Said) {
    drafts.reason = Some(ReasonDraft { skips: Skips::Item(item), text: String::new() });
    said.focus = Some(Focus::Reason);
}

/// Asks why an item is left out, below it.
pub fn ask_why(ui: &mut Ui, item: &ItemId, what: &str, drafts: &mut Drafts, said: &mut Said) {
    if reason::asks(drafts, &Skips::Item(item.clone())) {
        reason::ui(ui, &words::reason_for(what), words::SKIP_NOW, drafts, said);
    }
}

/// Which line of a list is to be said now: the first that is open.
#[must_use]
pub fn current<'a>(open: &OpenCall, lines: impl IntoIterator<Item = &'a Line>) -> Option<ItemId> {
    lines.into_iter().find(|line| open.call.items.state(&line.id).is_none()).map(|line| line.id.clone())
}

/// A line to say.
pub fn line(
    ui: &mut Ui,
    open: &OpenCall,
    line: &Line,
    now: Option<&ItemId>,
    drafts: &mut Drafts,
    said: &mut Said,
) {
    let filled = view::filled(&open.call, &line.say);
    let state = open.call.items.state(&line.id);
    let done_at = match state {
        Some(ItemState::Ticked { at } | ItemState::Sensed { at, .. }) => time_of_day(*at),
        _ => String::new(),
    };
    let stands = match state {
        Some(ItemState::Ticked { .. } | ItemState::Sensed { .. }) => LineSaid::At(&done_at),
        Some(ItemState::Skipped { reason, .. }) => LineSaid::Skipped(reason),
        Some(ItemState::Deferred { .. }) | None if now == Some(&line.id) => LineSaid::Current,
        Some(ItemState::Deferred { .. }) | None => LineSaid::Waiting,
    };
    let (act, row) = SayRow::new(&filled, stands).show(ui);
    if stands == LineSaid::Current {
        keep_in_sight(ui, open.call.stage, &line.id, &row);
    }
    let id = line.id.clone();
    match act {
        Some(SayAct::Say) => said.act(step(Step::Item(ItemStep::Tick(id)))),
        Some(SayAct::Unsay | SayAct::Undo) => said.act(step(Step::Item(ItemStep::Clear(id)))),
        Some(SayAct::Skip) => ask_for(id, drafts, said),
        None => {}
    }
    ask_why(ui, &line.id, &filled, drafts, said);
}

/// Scrolls to the line to be said now when it has become another one: the eyes stay where the voice is.
fn keep_in_sight(ui: &Ui, stage: Stage, now: &ItemId, row: &Response) {
    let key = Id::unique(("line to be said now", stage.name()));
    let before = ui.data(|data| data.get_temp::<ItemId>(key));
    if before.as_ref() != Some(now) {
        ui.data_mut(|data| data.insert_temp(key, now.clone()));
        if before.is_some() {
            row.scroll_to_me(Some(Align::Center));
        }
    }
}
