//! Today: start a call, go on with one, see recent ones.

use super::whose;
use crate::app::action::DeskAction;
use crate::app::state::StoreState;
use crate::app::{Action, CallSummary, Drafts, State, Trouble};
use crate::ui::commands::can_start;
use crate::ui::frame::Seen;
use crate::ui::icons::Icon;
use crate::ui::shortcuts::{Command, hint};
use crate::ui::text::{day_and_time, today as words};
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, Button, ListRow, card, combo, empty_state, row, text as show};
use crate::ui::window::{Focus, Said};
use eframe::egui::Ui;

/// Calls shown of those not finished.
const MOST_UNFINISHED: usize = 5;

/// Calls shown of the recent ones.
const MOST_RECENT: usize = 30;

/// Paints the page.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, drafts: &mut Drafts, said: &mut Said) {
    let state = seen.state;
    show::title(ui, words::TODAY);
    match &state.store {
        StoreState::Closed(trouble) => {
            Space::L.add(ui);
            closed(ui, trouble, said);
            return;
        }
        StoreState::Opening => show::soft(ui, words::OPENING),
        StoreState::Open => {
            show::soft(ui, &words::subtitle(state.lists.unfinished.len(), state.lists.recent.len()))
        }
    };
    for (number, (client, seconds)) in state.salvaged.iter().enumerate() {
        Space::S.add(ui);
        let told = words::salvaged(client, *seconds);
        let banner = Banner::info(&told).actions(&[words::DISMISS]);
        if ui.push_id(("salvaged", number), |ui| banner.show(ui)).inner.is_some() {
            said.act(Action::Desk(DeskAction::DismissSalvaged));
        }
    }
    if state.settings.operator.name.trim().is_empty() {
        Space::S.add(ui);
        let banner = Banner::info(words::NAMES_MISSING)
            .advice(words::NAMES_MISSING_ADVICE)
            .actions(&[words::OPEN_SETTINGS]);
        if banner.show(ui).is_some() {
            said.act(Action::Desk(DeskAction::ShowSettings));
        }
    }
    Space::L.add(ui);
    card(ui, words::START_HEADING, |ui| start(ui, state, drafts, said));
    if !state.lists.unfinished.is_empty() {
        Space::M.add(ui);
        card(ui, words::GO_ON_HEADING, |ui| go_on(ui, state, said));
    }
    Space::M.add(ui);
    card(ui, words::RECENT_HEADING, |ui| recent(ui, state, &drafts.search, said));
}

/// Says why the data folder is not open, and offers what can be done.
pub fn closed(ui: &mut Ui, trouble: &Trouble, said: &mut Said) {
    let told = trouble.told();
    let damaged = matches!(trouble, Trouble::Damaged { .. });
    let actions: &[&str] = if damaged { &[words::TRY_AGAIN, words::SET_ASIDE] } else { &[words::TRY_AGAIN] };
    match Banner::caution(&told.what).advice(told.advice.as_str()).actions(actions).show(ui) {
        Some(0) => said.act(Action::Desk(DeskAction::RetryOpening)),
        Some(_) => said.act(Action::Desk(DeskAction::SetDatabaseAside)),
        None => {}
    }
}

fn start(ui: &mut Ui, state: &State, drafts: &mut Drafts, said: &mut Said) {
    let opening = &mut drafts.opening;
    let fields = (words::CLIENT_HINT, Some(words::TYPE_A_MATTER_LATER));
    let (client, matter) = whose::ui(ui, state, opening, fields);
    if said.focus == Some(Focus::Client) {
        client.response.request_focus();
        said.focus = None;
    }
    let lists = &state.library.checklists;
    let titles: Vec<&str> = lists.iter().map(|list| list.title.as_str()).collect();
    let current = opening.checklist(lists).map(|list| list.id.clone());
    let mut chosen = lists.iter().position(|list| Some(&list.id) == current.as_ref()).unwrap_or_default();
    if combo(ui, words::CHECKLIST, &titles, &mut chosen).changed() {
        opening.checklist = lists.get(chosen).map(|list| list.id.clone());
    }
    Space::S.add(ui);
    let not_ready = (!can_start(state)).then_some(words::OPENING);
    let nameless = opening.client.trim().is_empty().then_some(words::TYPE_A_NAME);
    let blocked = not_ready.or(nameless).or(whose::unclear(state, opening));
    let mut starts = (client.entered || matter.entered) && blocked.is_none();
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        let button = Button::primary(words::START_CALL).icon(Icon::Phone).disabled_because(blocked);
        starts |= button.show(ui).clicked();
        let key = hint(ui.ctx(), Command::Confirm);
        let capture = Button::secondary(words::QUICK_CAPTURE).key(key.as_deref());
        let capture = if not_ready.is_some() { capture.disabled_as_told(words::OPENING) } else { capture };
        if capture.show(ui).clicked() {
            said.act(Action::Desk(DeskAction::QuickCapture));
            said.focus = Some(Focus::Note);
        }
    });
    show::small(ui, words::QUICK_CAPTURE_HELP);
    if starts {
        said.act(Action::Desk(DeskAction::StartCall));
        said.focus = Some(Focus::Page);
    }
}

fn go_on(ui: &mut Ui, state: &State, said: &mut Said) {
    for (number, call) in state.lists.unfinished.iter().take(MOST_UNFINISHED).enumerate() {
        let detail = detail(call);
        let name = words::go_on_with(&call.client);
        let pressed = ui.push_id(("go on", number), |ui| {
            ListRow::new(&name)
                .detail(&detail)
                .remark(&day_and_time(call.opened))
                .icon(Icon::Phone)
                .show(ui)
                .clicked()
        });
        if pressed.inner {
            said.act(Action::Desk(DeskAction::OpenCall(call.id.clone())));
        }
    }
}

fn recent(ui: &mut Ui, state: &State, search: &str, said: &mut Said) {
    if state.lists.recent.is_empty() {
        empty_state(ui, Icon::Phone, words::NO_CALLS_TITLE, words::NO_CALLS_HELP);
        return;
    }
    let wanted = search.trim().to_lowercase();
    let matches = |call: &&CallSummary| {
        let matter = call.matter.as_deref().unwrap_or_default();
        wanted.is_empty()
            || call.client.to_lowercase().contains(&wanted)
            || matter.to_lowercase().contains(&wanted)
    };
    let mut any = false;
    for (number, call) in state.lists.recent.iter().filter(matches).take(MOST_RECENT).enumerate() {
        any = true;
        let detail = detail(call);
        let pressed = ui.push_id(("recent", number), |ui| {
            ListRow::new(&call.client).detail(&detail).remark(&day_and_time(call.opened)).show(ui).clicked()
        });
        if pressed.inner {
            said.act(Action::Desk(DeskAction::OpenCall(call.id.clone())));
        }
    }
    if !any {
        show::soft(ui, words::NO_MATCHES);
    }
}

fn detail(call: &CallSummary) -> String {
    let mut parts = vec![call.matter.clone().unwrap_or_else(|| words::NO_MATTER.to_owned())];
    if call.recorded_ms > 0 {
        parts.push(words::recorded(call.recorded_ms));
    }
    if call.interrupted {
        parts.push(words::INTERRUPTED.to_owned());
    } else if call.closed.is_none() {
        parts.push(words::NOT_FINISHED.to_owned());
    }
    parts.join(" · ")
}
