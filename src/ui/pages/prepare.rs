//! Prepare: before you dial. The client card, what the last call left, the items.

use super::{foot, items, sides, sound_check};
use crate::app::Action;
use crate::app::Drafts;
use crate::app::action::CallAction;
use crate::app::state::OpenCall;
use crate::domain::open_ends::CarriedOver;
use crate::domain::people::ClientCard;
use crate::domain::stage::Stage;
use crate::ui::frame::Seen;
use crate::ui::text::{call as words, close, local};
use crate::ui::theme::Space;
use crate::ui::widgets::{Area, Button, Field, card, key_value, part, row, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Paints the page.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    show::title(ui, words::PREPARE_TITLE);
    show::soft(ui, words::PREPARE_HELP);
    // What comes and goes in these two takes the keyboard from no control below them.
    ui.push_id("sides", |ui| sides::ui(ui, seen.state));
    Space::M.add(ui);
    ui.push_id("sound check", |ui| sound_check::ui(ui, seen.state, said));
    Space::L.add(ui);
    part(ui, "client card", |ui| {
        card(ui, words::CARD_HEADING, |ui| client_card(ui, open, drafts, said));
    });
    if let Some(carried) = open.carried.as_ref().filter(|carried| **carried != CarriedOver::default()) {
        Space::M.add(ui);
        card(ui, words::LAST_CALL_HEADING, |ui| last_call(ui, carried));
    }
    Space::M.add(ui);
    part(ui, "items", |ui| {
        card(ui, words::ITEMS_HEADING, |ui| {
            for item in &open.call.checklist.stages.prepare.items {
                ui.push_id(item.id.as_str(), |ui| items::item(ui, seen.state, open, item, drafts, said));
            }
        });
    });
    foot(ui, Stage::Prepare, drafts, said);
}

/// The client card: read first, edited on request.
pub fn client_card(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    if let Some(card) = &mut drafts.card {
        edit(ui, card);
        Space::S.add(ui);
        let mut keep = true;
        row(ui, |ui| {
            if Button::primary(words::SAVE_CARD).show(ui).clicked() {
                said.act(Action::Call(CallAction::SaveCard));
            }
            keep = !Button::quiet(words::CANCEL).show(ui).clicked();
        });
        if !keep {
            drafts.card = None;
        }
        return;
    }
    let card = &open.call.client.card;
    let facts: Vec<(&str, &str)> =
        facts(card).into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
    if facts.is_empty() {
        show::soft(ui, words::CARD_EMPTY);
    } else {
        key_value(ui, &facts);
    }
    Space::Xs.add(ui);
    if Button::secondary(words::EDIT_CARD).small().show(ui).clicked() {
        drafts.card = Some(card.clone());
    }
}

fn facts(card: &ClientCard) -> [(&'static str, &str); 9] {
    [
        (words::PREFERRED, &card.preferred_name),
        (words::PHONE, &card.phone),
        (words::SAFE_TO_CALL, &card.safe_to_call),
        (words::TIME_ZONE, &card.time_zone),
        (words::LANGUAGE, &card.language),
        (words::PACE, &card.pace),
        (words::CHANNEL, &card.channel),
        (words::CUES, &card.cues),
        (words::HELPS, &card.helps),
    ]
}

fn edit(ui: &mut Ui, card: &mut ClientCard) {
    Field::new(words::NAME, &mut card.name).show(ui);
    Field::new(words::PREFERRED, &mut card.preferred_name).show(ui);
    Field::new(words::PHONE, &mut card.phone).show(ui);
    Field::new(words::TIME_ZONE, &mut card.time_zone).show(ui);
    Area::new(words::SAFE_TO_CALL, &mut card.safe_to_call).rows(2).show(ui);
    Field::new(words::LANGUAGE, &mut card.language).show(ui);
    Field::new(words::PACE, &mut card.pace).show(ui);
    Field::new(words::CHANNEL, &mut card.channel).show(ui);
    Area::new(words::CUES, &mut card.cues).rows(2).show(ui);
    Area::new(words::HELPS, &mut card.helps).rows(2).show(ui);
}

fn last_call(ui: &mut Ui, carried: &CarriedOver) {
    let mut lines: Vec<(String, String)> = carried
        .open
        .iter()
        .map(|end| (close::open_end_kind(end).to_owned(), close::open_end_text(end).to_owned()))
        .collect();
    for note in &carried.promises {
        let by =
            note.due.as_ref().map(|due| format!(" — {}, {}", due.owner, local(due.by))).unwrap_or_default();
        lines.push((words::PROMISED.to_owned(), format!("{}{by}", note.text)));
    }
    lines.extend(
        carried.attorney_questions.iter().map(|note| (words::ASKED_ATTORNEY.to_owned(), note.text.clone())),
    );
    lines.extend(carried.issues.iter().map(|note| (words::ISSUE.to_owned(), note.text.clone())));
    let rows: Vec<(&str, &str)> = lines.iter().map(|(kind, text)| (kind.as_str(), text.as_str())).collect();
    key_value(ui, &rows);
}
