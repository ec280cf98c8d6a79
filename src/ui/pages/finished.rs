//! A finished call: its call note, and what is added later.

use super::close::attach;
use super::{custody, no_consent};
use crate::app::action::ClosingAction;
use crate::app::state::OpenCall;
use crate::app::view::cases::has_certificate;
use crate::app::{Action, Drafts, NoteFormat, Writing};
use crate::ui::browse;
use crate::ui::frame::Seen;
use crate::ui::icons::Icon;
use crate::ui::text::cases::CERTIFICATE;
use crate::ui::text::{call, close as words, day_and_time, listen, time_of_day, today};
use crate::ui::theme::Space;
use crate::ui::widgets::{Area, Banner, Button, Field, card, key_value, row, segmented, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;
use std::path::PathBuf;

/// Formats a call note can be exported to.
const FORMATS: [(NoteFormat, &str); 3] =
    [(NoteFormat::Docx, "Word"), (NoteFormat::Markdown, "Markdown"), (NoteFormat::Json, "JSON")];

/// Paints the page.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let call = &open.call;
    show::title(ui, words::FINISHED_TITLE);
    if let Some(at) = call.finished {
        show::soft(ui, &words::finished_at(at, call.left_open));
    }
    Space::L.add(ui);
    card(ui, &call.client.card.name, |ui| summary(ui, open));
    if !call.recording.segments.is_empty() {
        Space::M.add(ui);
        card(ui, listen::HEADING, |ui| super::listen::ui(ui, seen, open, said));
    }
    Space::M.add(ui);
    card(ui, words::NOTE_HEADING, |ui| note(ui, seen, open, drafts, said));
    if custody::any(open) {
        Space::M.add(ui);
        custody::ui(ui, seen, open, drafts, said);
    }
    if no_consent::any(open) {
        Space::M.add(ui);
        no_consent::ui(ui, seen, open, drafts, said);
    }
    if call.matter.is_none() {
        Space::M.add(ui);
        card(ui, call::ATTACH_HEADING, |ui| attach(ui, drafts, said));
    }
    Space::M.add(ui);
    card(ui, words::ADDENDUM, |ui| addenda(ui, open, drafts, said));
}

fn summary(ui: &mut Ui, open: &OpenCall) {
    let call = &open.call;
    let matter = call.matter.as_ref().map_or(today::NO_MATTER, |matter| matter.title.as_str());
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
    let notes = call.notebook.notes.len().to_string();
    let answers = call.notebook.answers.len().to_string();
    key_value(
        ui,
        &[
            (today::MATTER, matter),
            (words::TIME, &when),
            (words::RECORDING, &kept),
            (call::NOTES, &notes),
            (words::ANSWERS, &answers),
        ],
    );
}

fn note(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let names: Vec<&str> = FORMATS.iter().map(|(_, name)| *name).collect();
    let mut chosen =
        FORMATS.iter().position(|(format, _)| *format == drafts.export.format).unwrap_or_default();
    segmented(ui, words::FORMAT, &names, &mut chosen);
    if let Some((format, _)) = FORMATS.get(chosen) {
        drafts.export.format = *format;
    }
    if let Some(folder) = browse::chosen(ui.ctx()) {
        drafts.export.folder = folder.display().to_string();
    }
    let usual = seen.state.documents.display().to_string();
    Field::new(words::FOLDER, &mut drafts.export.folder).hint(&usual).show(ui);
    Space::Xs.add(ui);
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        let typed = drafts.export.folder.trim();
        let folder = if typed.is_empty() { seen.state.documents.clone() } else { PathBuf::from(typed) };
        let export = |writing| Action::Closing(ClosingAction::Export { writing, folder: folder.clone() });
        let format = drafts.export.format;
        if Button::primary(words::EXPORT).icon(Icon::Save).show(ui).clicked() {
            said.act(export(Writing::CallNote(format)));
        }
        if has_certificate(&open.call) && Button::secondary(CERTIFICATE).icon(Icon::Save).show(ui).clicked() {
            said.act(export(Writing::Certificate(format)));
        }
        if Button::secondary(words::COPY).icon(Icon::Copy).show(ui).clicked() {
            said.act(Action::Closing(ClosingAction::Copy));
        }
        if Button::quiet(words::BROWSE).icon(Icon::Folder).show(ui).clicked() {
            browse::ask(ui.ctx());
        }
    });
    if seen.state.copied {
        Banner::info(words::COPIED).show(ui);
    }
    for path in &seen.state.written {
        show::copyable(ui, &words::written(&path.display().to_string()));
    }
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
