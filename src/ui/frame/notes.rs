//! Notes beside every stage: what was written, and where the next one is typed.

use super::{Around, Density};
use crate::app::Action;
use crate::app::Drafts;
use crate::app::action::CallAction;
use crate::app::drafts::{ReasonDraft, Skips};
use crate::app::state::OpenCall;
use crate::app::view::words::heard_yeses;
use crate::domain::decide::{NoteStep, Step};
use crate::domain::entry::Position;
use crate::domain::ids::Seq;
use crate::domain::notes::{Note, NoteKind};
use crate::ui::commands::{note_as, step};
use crate::ui::icons::Icon;
use crate::ui::pages::reason;
use crate::ui::shortcuts::{Command, hint};
use crate::ui::text::call as words;
use crate::ui::text::words::yes_of;
use crate::ui::theme::{Palette, Space, Type};
use crate::ui::widgets::{Area, Button, Chip, ListRow, chips, row, text as show};
use crate::ui::window::{Focus, Said};
use eframe::egui::{Align, Frame, Layout, Panel, ScrollArea, Ui};

/// Least height that holds the field, the kinds above it and a line of notes, in ems of body text: in a roomy window and
/// in others.
const WHOLE_EMS: (f32, f32) = (24.0, 19.0);

/// How much of the notes there is height for: messages and a low window leave little.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Whole,
    FieldOnly,
}

/// The notes with the field below them, in a column of their own.
pub(super) fn beside(ui: &mut Ui, around: Around<'_>, drafts: &mut Drafts, said: &mut Said) {
    let (roomy, other) = WHOLE_EMS;
    let least = Type::Body.font(ui).size * if around.density == Density::Roomy { roomy } else { other };
    let shown = if ui.available_height() >= least { Shown::Whole } else { Shown::FieldOnly };
    Panel::bottom("note field").resizable(false).show_separator_line(false).frame(Frame::NONE).show(
        ui,
        |ui| {
            field(ui, (around.density, shown), drafts, said);
        },
    );
    if shown == Shown::FieldOnly {
        return;
    }
    show::heading(ui, words::NOTES);
    ScrollArea::vertical().id_salt("notes").auto_shrink(false).stick_to_bottom(true).show(ui, |ui| {
        list(ui, around.open, drafts, said);
    });
}

/// The field alone, one line high, where there is no room beside the page.
pub(super) fn below(ui: &mut Ui, drafts: &mut Drafts, said: &mut Said) {
    ui.horizontal_top(|ui| {
        let button = Type::Body.font(ui).size * 3.0;
        let width = ui.available_width() - button;
        let written = ui.scope(|ui| {
            ui.set_max_width(width);
            let area = Area::new(words::NOTE, &mut drafts.note.text).rows(1).hint(words::NOTE_HINT);
            area.enter_sends().label_hidden().show(ui)
        });
        after(ui, &written.inner.response, written.inner.entered, said);
        if Button::secondary(words::ADD_NOTE).icon(Icon::Plus).icon_only().show(ui).clicked() {
            add(said);
        }
    });
}

/// The kinds and everything written, below the page.
pub(super) fn at_the_end(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    Space::Xl.add(ui);
    show::heading(ui, words::NOTES);
    kinds(ui, Density::Tight, drafts, said);
    Space::S.add(ui);
    list(ui, open, drafts, said);
}

fn field(ui: &mut Ui, (density, shown): (Density, Shown), drafts: &mut Drafts, said: &mut Said) {
    let (gap, rows) = if density == Density::Roomy { (Space::S, 3) } else { (Space::Xs, 2) };
    gap.add(ui);
    if shown == Shown::Whole {
        kinds(ui, density, drafts, said);
        Space::Xs.add(ui);
    }
    let text = &mut drafts.note.text;
    let area = Area::new(words::NOTE, text).rows(rows).hint(words::NOTE_HINT).enter_sends();
    let area = if density == Density::Roomy { area } else { area.label_hidden() };
    let written = area.show(ui);
    after(ui, &written.response, written.entered, said);
    Space::Xs.add(ui);
    if Button::secondary(words::ADD_NOTE).icon(Icon::Plus).show(ui).clicked() {
        add(said);
    }
}

fn add(said: &mut Said) {
    said.act(Action::Call(CallAction::AddNote));
    said.focus = Some(Focus::Note);
}

fn after(ui: &Ui, response: &eframe::egui::Response, entered: bool, said: &mut Said) {
    if entered {
        add(said);
    }
    if said.focus == Some(Focus::Note) && !entered {
        response.request_focus();
        response.scroll_to_me(None);
        said.focus = None;
        ui.ctx().request_repaint();
    }
}

fn kinds(ui: &mut Ui, density: Density, drafts: &mut Drafts, said: &mut Said) {
    let keys: Vec<Option<String>> =
        NoteKind::ALL.into_iter().map(|kind| hint(ui.ctx(), Command::Kind(kind))).collect();
    let choices: Vec<Chip<'_>> = NoteKind::ALL
        .into_iter()
        .zip(&keys)
        .map(|(kind, key)| Chip {
            words: words::note_kind(kind),
            icon: None,
            // The plain kind is where every note begins; its key would only be noise.
            key: if kind == NoteKind::Plain || density != Density::Roomy { None } else { key.as_deref() },
        })
        .collect();
    let chosen = NoteKind::ALL.iter().position(|kind| *kind == drafts.note.kind).unwrap_or_default();
    let picked = chips(ui, words::KIND, &choices, chosen);
    if let Some(kind) = picked.and_then(|position| NoteKind::ALL.get(position)) {
        note_as(*kind, drafts, said);
    }
}

/// Everything written and marked, oldest first.
fn list(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let notebook = &open.call.notebook;
    let moments = moments(open);
    if notebook.notes.is_empty() && moments.is_empty() {
        show::small(ui, words::NO_NOTES);
        return;
    }
    let mut moments = moments.iter().peekable();
    for note in &notebook.notes {
        while let Some((_, words)) = moments.next_if(|(seq, _)| *seq < note.seq) {
            moment_row(ui, words);
        }
        ui.push_id(note.seq, |ui| note_row(ui, note, drafts, said));
    }
    moments.for_each(|(_, words)| moment_row(ui, words));
}

/// Moments worth finding again, in order: markers, and each yes on the recording.
fn moments(open: &OpenCall) -> Vec<(Seq, String)> {
    let line = |what: &str, at, position: Option<Position>| {
        format!("{what} · {}", words::stamp(at, position.map(|position| position.elapsed())))
    };
    let markers = open.call.notebook.markers.iter();
    let markers = markers.map(|marker| (marker.seq, line(words::MARKER, marker.at, marker.position)));
    let yeses = heard_yeses(&open.call).into_iter();
    let yeses = yeses.map(|yes| (yes.seq, line(&yes_of(yes.name), yes.at, yes.position)));
    let mut moments: Vec<_> = markers.chain(yeses).collect();
    moments.sort_by_key(|(seq, _)| *seq);
    moments
}

fn moment_row(ui: &mut Ui, words: &str) {
    row(ui, |ui| {
        Icon::Marker.beside(ui, Type::Small, Palette::of(ui).accent);
        show::small(ui, words);
    });
}

/// Icon of a kind of note.
pub(super) fn icon(kind: NoteKind) -> Icon {
    match kind {
        NoteKind::Plain => Icon::Note,
        NoteKind::Concern => Icon::Concern,
        NoteKind::Assumption => Icon::Assumption,
        NoteKind::Promise => Icon::Promise,
        NoteKind::AttorneyQuestion => Icon::AttorneyQuestion,
        NoteKind::Issue => Icon::Issue,
    }
}

fn note_row(ui: &mut Ui, note: &Note, drafts: &mut Drafts, said: &mut Said) {
    let stamp = words::stamp(note.at, note.position.map(|position| position.elapsed()));
    let detail = detail(note, &stamp);
    let pressed = ListRow::new(&note.text).detail(&detail).icon(icon(note.kind)).show(ui).clicked();
    if pressed {
        drafts.selected = if drafts.selected == Some(note.seq) { None } else { Some(note.seq) };
    }
    if drafts.selected == Some(note.seq) && note.struck.is_none() {
        change(ui, note, drafts, said);
    }
}

fn detail(note: &Note, stamp: &str) -> String {
    let mut parts = vec![stamp.to_owned()];
    if note.kind != NoteKind::Plain {
        parts.push(words::note_kind(note.kind).to_owned());
    }
    if note.corrected {
        parts.push(words::CORRECTED.to_owned());
    }
    if let Some(reason) = &note.struck {
        parts.push(words::struck(reason));
    }
    parts.join(" · ")
}

fn change(ui: &mut Ui, note: &Note, drafts: &mut Drafts, said: &mut Said) {
    let correcting = drafts.correction.as_ref().is_some_and(|(seq, _)| *seq == note.seq);
    if let Some((_, text)) = drafts.correction.as_mut().filter(|_| correcting) {
        Area::new(words::CORRECT, text).rows(2).show(ui);
        let text = text.clone();
        if Button::primary(words::SAVE_CORRECTION).small().show(ui).clicked() {
            said.act(step(Step::Note(NoteStep::Correct { note: note.seq, text })));
        }
        return;
    }
    if reason::asks(drafts, &Skips::Note(note.seq)) {
        reason::ui(ui, words::WHY_STRIKE, words::STRIKE, drafts, said);
        return;
    }
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        if Button::quiet(words::CORRECT).small().show(ui).clicked() {
            drafts.correction = Some((note.seq, note.text.clone()));
        }
        if Button::quiet(words::STRIKE_OUT).small().show(ui).clicked() {
            drafts.reason = Some(ReasonDraft { skips: Skips::Note(note.seq), text: String::new() });
            said.focus = Some(Focus::Reason);
        }
    });
}
