//! Close: before you hang up. What is still open, what was agreed, the next contact, thanks.

use super::items;
use crate::app::Action;
use crate::app::Drafts;
use crate::app::action::{ClosingAction, PlacesAction};
use crate::app::state::OpenCall;
use crate::app::when;
use crate::domain::consent::HowMet;
use crate::domain::decide::{CourseStep, ItemStep, NoteStep, Step};
use crate::domain::entry::Now;
use crate::domain::ids::{ItemId, Seq};
use crate::domain::notes::{Due, NoteKind, Settlement};
use crate::domain::open_ends::{OpenEnd, open_ends};
use crate::domain::recording::RecordingState;
use crate::ui::commands::step;
use crate::ui::frame::Seen;
use crate::ui::icons::Icon;
use crate::ui::pages::prepare::client_card;
use crate::ui::text::{call, close as words, local, places};
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, Field, card, plain_card, row, text as show};
use crate::ui::window::Said;
use eframe::egui::{Id, Ui};
use jiff::civil::DateTime;

/// Paints the page.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let local_now = seen.now.and_then(local_time);
    show::title(ui, words::TITLE);
    show::soft(ui, words::HELP);
    Space::L.add(ui);
    let ends = open_ends(&open.call);
    show::heading(ui, words::STILL_OPEN);
    if ends.is_empty() {
        show::soft(ui, words::NOTHING_OPEN);
    }
    for end in &ends {
        Space::S.add(ui);
        // Not by number: what is typed into one end must not turn up in the next when that one is settled.
        ui.push_id(name(end), |ui| {
            plain_card(ui, |ui| open_end(ui, open, end, local_now, drafts, said));
        });
    }
    Space::L.add(ui);
    card(ui, words::READ_BACK, |ui| read_back(ui, open));
    Space::M.add(ui);
    let lines = &open.call.checklist.stages.close.lines;
    let now = items::current(open, lines);
    card(ui, words::LINES, |ui| {
        for line in lines {
            ui.push_id(line.id.as_str(), |ui| items::line(ui, open, line, now.as_ref(), drafts, said));
        }
    });
    Space::M.add(ui);
    card(ui, words::NEXT_CONTACT, |ui| next_contact(ui, open, local_now, drafts, said));
    Space::M.add(ui);
    card(ui, call::CARD_HEADING, |ui| client_card(ui, open, drafts, said));
    Space::L.add(ui);
    finish(ui, open, ends.len(), said);
}

/// What tells an end from the others.
fn name(end: &OpenEnd) -> Id {
    match end {
        OpenEnd::Deferred { item, .. } => Id::unique(("deferred", item.as_str())),
        OpenEnd::Duty { duty, .. } => Id::unique(("duty", duty.as_str())),
        OpenEnd::Concern { note, .. } | OpenEnd::Assumption { note, .. } | OpenEnd::Promise { note, .. } => {
            Id::unique(("noted", note.0))
        }
    }
}

fn local_time(now: &Now) -> Option<DateTime> {
    now.at.in_tz(&now.zone).ok().map(|at| at.datetime())
}

fn open_end(
    ui: &mut Ui,
    open: &OpenCall,
    end: &OpenEnd,
    now: Option<DateTime>,
    drafts: &mut Drafts,
    said: &mut Said,
) {
    show::small(ui, words::open_end_kind(end));
    show::strong(ui, words::open_end_text(end));
    Space::Xs.add(ui);
    match end {
        OpenEnd::Deferred { item, words } => deferred(ui, open, item, words, drafts, said),
        OpenEnd::Duty { duty, words, how } => self::duty(ui, open, (duty, words, *how), said),
        OpenEnd::Concern { note, .. } => {
            settle(ui, *note, (words::ANSWERED, Settlement::Answered), drafts, said);
        }
        OpenEnd::Assumption { note, .. } => {
            settle(ui, *note, (words::ASKED, Settlement::Asked), drafts, said);
        }
        OpenEnd::Promise { note, .. } => promise(ui, open, *note, now, drafts, said),
    }
}

fn deferred(ui: &mut Ui, open: &OpenCall, item: &ItemId, text: &str, drafts: &mut Drafts, said: &mut Said) {
    let sensed = open
        .call
        .checklist
        .stages
        .prepare
        .items
        .iter()
        .any(|listed| listed.id == *item && listed.sensor.is_some());
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        if !sensed && Button::secondary(words::DONE).icon(Icon::Check).small().show(ui).clicked() {
            said.act(step(Step::Item(ItemStep::Tick(item.clone()))));
        }
        if Button::quiet(words::SKIP).small().show(ui).clicked() {
            items::ask_for(item.clone(), drafts, said);
        }
    });
    items::ask_why(ui, item, text, drafts, said);
}

/// What a rule on recording adds: ticked at any time, said only where it can be heard.
fn duty(ui: &mut Ui, open: &OpenCall, (duty, line, how): (&str, &str, HowMet), said: &mut Said) {
    let runs = open.call.recording.state() == RecordingState::Running;
    if how == HowMet::SaidOnRecording && !runs {
        show::small(ui, places::NOT_RUNNING);
    } else if Button::secondary(words::DONE).icon(Icon::Check).small().show(ui).clicked() {
        let (duty, words) = (duty.to_owned(), line.to_owned());
        said.act(Action::Places(PlacesAction::Settle { duty, words }));
    }
}

fn settle(ui: &mut Ui, note: Seq, (verb, how): (&str, Settlement), drafts: &mut Drafts, said: &mut Said) {
    let text = drafts.settlements.entry(note).or_default();
    Field::new(words::WHAT_WAS_SAID, text).show(ui);
    let settled = |how| step(Step::Note(NoteStep::Settle { note, how, words: text.clone() }));
    Space::Xs.add(ui);
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        if Button::secondary(verb).icon(Icon::Check).small().show(ui).clicked() {
            said.act(settled(how));
        }
        if Button::quiet(words::HAND_OVER).icon(Icon::AttorneyQuestion).small().show(ui).clicked() {
            said.act(settled(Settlement::HandedOver));
        }
    });
}

fn promise(
    ui: &mut Ui,
    open: &OpenCall,
    note: Seq,
    now: Option<DateTime>,
    drafts: &mut Drafts,
    said: &mut Said,
) {
    let draft = drafts.dues.entry(note).or_insert_with(|| crate::app::drafts::DueDraft {
        owner: open.call.operator.name.clone(),
        by: String::new(),
    });
    Field::new(words::OWNER, &mut draft.owner).show(ui);
    let by = now.and_then(|now| when::parse(&draft.by, now));
    let written = due_field(ui, words::DUE, words::DUE_HINT, &mut draft.by, by);
    Space::Xs.add(ui);
    let missing = if by.is_none() {
        Some(words::WHEN_FIRST)
    } else if draft.owner.trim().is_empty() {
        Some(words::OWNER_FIRST)
    } else {
        None
    };
    let pressed = Button::secondary(words::SET_DUE).disabled_because(missing).show(ui).clicked();
    if let Some(by) = by.filter(|_| missing.is_none() && (pressed || written)) {
        let due = Due { owner: draft.owner.trim().to_owned(), by };
        said.act(step(Step::Note(NoteStep::Date { note, due })));
    }
}

/// A field for a day and time, with how it was understood: whether Enter was pressed in it.
fn due_field(ui: &mut Ui, label: &str, hint: &str, text: &mut String, understood: Option<DateTime>) -> bool {
    let reads = understood.map(local);
    let problem = (understood.is_none() && !text.trim().is_empty()).then_some(words::WHEN_PROBLEM);
    Field::new(label, text).hint(hint).help(reads.as_deref()).problem(problem).show(ui).entered
}

fn read_back(ui: &mut Ui, open: &OpenCall) {
    let mut any = false;
    for note in open.call.notebook.of_kind(NoteKind::Promise) {
        any = true;
        match &note.due {
            Some(due) => show::body(ui, &words::promise(&note.text, &due.owner, &local(due.by))),
            None => show::body(ui, &note.text),
        };
    }
    for note in open.call.notebook.of_kind(NoteKind::Issue) {
        any = true;
        show::body(ui, &format!("{}: {}", call::ISSUE, note.text));
    }
    if !any {
        show::soft(ui, words::NOTHING_AGREED);
    }
}

fn next_contact(ui: &mut Ui, open: &OpenCall, now: Option<DateTime>, drafts: &mut Drafts, said: &mut Said) {
    if let Some((at, how)) = &open.call.next_contact {
        show::strong(ui, &format!("{} {how}", local(*at)));
    }
    let draft = &mut drafts.next_contact;
    let at = now.and_then(|now| when::parse(&draft.when, now));
    let entered = due_field(ui, words::WHEN, words::WHEN_HINT, &mut draft.when, at);
    let how = Field::new(words::HOW, &mut draft.how).hint(words::HOW_HINT).show(ui).entered;
    Space::Xs.add(ui);
    let missing = at.is_none().then_some(words::WHEN_FIRST);
    let pressed = Button::secondary(words::AGREE_CONTACT).disabled_because(missing).show(ui).clicked();
    if let Some(at) = at.filter(|_| pressed || entered || how) {
        said.act(step(Step::Course(CourseStep::AgreeNextContact { at, how: draft.how.clone() })));
    }
}

fn finish(ui: &mut Ui, open: &OpenCall, left: usize, said: &mut Said) {
    if left > 0 {
        show::soft(ui, &words::finish_leaves(left));
    }
    if open.call.recording.state() != RecordingState::Idle {
        show::soft(ui, words::FINISH_STOPS);
    }
    Space::S.add(ui);
    if Button::primary(words::FINISH).icon(Icon::Check).show(ui).clicked() {
        said.act(Action::Closing(ClosingAction::Finish));
    }
}
