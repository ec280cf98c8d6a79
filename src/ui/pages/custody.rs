//! What becomes of the recording: where each take stands, the decisions that can be taken, and a hold on the matter.

use crate::app::action::{CustodyAction, DeskAction};
use crate::app::drafts::{CustodyChoice, CustodyDraft};
use crate::app::state::OpenCall;
use crate::app::{Action, Drafts};
use crate::domain::consent::PersonConsent;
use crate::domain::custody::{AfterWithdrawal, Decided, HoldsElsewhere, Standing};
use crate::domain::entry::frames_as_time;
use crate::domain::recording::RecordingState;
use crate::ui::frame::Seen;
use crate::ui::text::custody as words;
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, Button, Field, card, row, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;
use std::time::Duration;

/// Whether there is a recording to decide about, or a hold to know of.
pub fn any(open: &OpenCall) -> bool {
    open.call.custody.takes().next().is_some() || open.call.custody.hold().is_some()
}

/// Whether a yes that was taken back has left a recording to decide about.
pub fn after_withdrawal(open: &OpenCall) -> bool {
    let withdrawn = |consent: &PersonConsent| matches!(consent, PersonConsent::Withdrawn { .. });
    let objected = !open.call.custody.objections().is_empty();
    any(open) && (objected || open.call.consent().people().iter().any(|someone| withdrawn(&someone.consent)))
}

/// Shows the card.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    card(ui, words::HEADING, |ui| {
        show::small(ui, words::HELP);
        Space::S.add(ui);
        if asks_to_delete(seen, open) {
            Banner::info(words::ASKS_TO_DELETE).show(ui);
        }
        let groups = groups(open);
        for (takes, standing) in &groups {
            let many = groups.len() > 1;
            ui.push_id(takes.first(), |ui| {
                group(ui, open, &Group { takes, standing, many }, drafts, said);
            });
            Space::S.add(ui);
        }
        holds(ui, open, drafts, said);
    });
}

/// The rule asks once: until somebody has decided about what it locked.
fn asks_to_delete(seen: &Seen<'_>, open: &OpenCall) -> bool {
    let by_rule =
        |standing: &Standing| matches!(standing, Standing::Restricted { decided: Decided::ByRule, .. });
    seen.state.settings.after_withdrawal == AfterWithdrawal::AskToDelete
        && open.call.custody.takes().any(|(_, standing)| by_rule(standing))
}

/// Takes that stand in the same place, decided about together.
struct Group<'a> {
    takes: &'a [u32],
    standing: &'a Standing,
    /// Whether there are others, so that buttons need names of their own.
    many: bool,
}

fn groups(open: &OpenCall) -> Vec<(Vec<u32>, &Standing)> {
    let mut groups: Vec<(Vec<u32>, &Standing)> = Vec::new();
    for (take, standing) in open.call.custody.takes() {
        match groups.iter_mut().find(|(_, other)| *other == standing) {
            Some((takes, _)) => takes.push(take),
            None => groups.push((vec![take], standing)),
        }
    }
    groups
}

fn group(ui: &mut Ui, open: &OpenCall, group: &Group<'_>, drafts: &mut Drafts, said: &mut Said) {
    show::strong(ui, &words::takes_of(group.takes, recorded(open, group.takes)));
    show::body(ui, &words::standing(group.standing));
    if let Standing::Deleted { at, deletion, .. } = group.standing {
        for file in &deletion.gone {
            show::copyable(ui, &words::gone(&file.file, &file.sha256));
        }
        if !deletion.missing.is_empty() {
            show::small(ui, &words::missing(&deletion.missing, *at));
        }
    }
    Space::Xs.add(ui);
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        choices(ui, open, group, drafts, said);
    });
    if drafts.custody.as_ref().is_some_and(|draft| draft.takes == group.takes) {
        form(ui, drafts, said);
    }
}

fn recorded(open: &OpenCall, takes: &[u32]) -> Duration {
    let of_group = open.call.recording.takes.iter().filter(|take| takes.contains(&take.number));
    of_group
        .filter_map(|take| take.ended.as_ref().map(|end| frames_as_time(end.frames, take.format.rate)))
        .fold(Duration::ZERO, Duration::saturating_add)
}

fn choices(ui: &mut Ui, open: &OpenCall, group: &Group<'_>, drafts: &mut Drafts, said: &mut Said) {
    let press = |button: Button<'_>, shown: &str, ui: &mut Ui| {
        let name = words::named(shown, group.takes);
        let button = if group.many { button.named(&name) } else { button };
        button.small().show(ui).clicked()
    };
    let ask = |choice, drafts: &mut Drafts| {
        let (reason, by) = (String::new(), String::new());
        drafts.custody = Some(CustodyDraft { choice, takes: group.takes.to_vec(), reason, by });
    };
    if matches!(group.standing, Standing::Deleted { .. }) {
        return;
    }
    if let Standing::Going { tried, .. } = group.standing {
        if !tried.left.is_empty() && press(Button::secondary(words::TRY_AGAIN), words::TRY_AGAIN, ui) {
            said.act(Action::Custody(CustodyAction::DeleteAgain));
        }
        return;
    }
    if matches!(group.standing, Standing::Open) && press(Button::secondary(words::KEEP), words::KEEP, ui) {
        ask(CustodyChoice::Keep, drafts);
        said.act(Action::Custody(CustodyAction::Decide));
    }
    if matches!(group.standing, Standing::Restricted { .. }) {
        if press(Button::secondary(words::RELEASE), words::RELEASE, ui) {
            ask(CustodyChoice::Release, drafts);
        }
    } else if press(Button::secondary(words::RESTRICT), words::RESTRICT, ui) {
        ask(CustodyChoice::Restrict, drafts);
    }
    let delete = Button::secondary(words::DELETE).disabled_because(keeps_from_deleting(open));
    if press(delete, words::DELETE, ui) && keeps_from_deleting(open).is_none() {
        ask(CustodyChoice::Delete, drafts);
    }
}

/// Why nothing can be deleted now.
fn keeps_from_deleting(open: &OpenCall) -> Option<&'static str> {
    let elsewhere = matches!(&open.holds, HoldsElsewhere::Read(holds) if !holds.is_empty());
    if open.call.custody.hold().is_some() || elsewhere {
        Some(words::HELD)
    } else if open.call.recording.state() != RecordingState::Idle {
        Some(crate::ui::text::STOP_FIRST)
    } else {
        None
    }
}

fn holds(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    if let HoldsElsewhere::Read(elsewhere) = &open.holds {
        for hold in elsewhere {
            let words_of = words::hold_elsewhere(hold);
            let banner = Banner::info(&words_of).actions(&[words::OPEN_THAT_CALL]);
            if ui.push_id(hold.call.as_str(), |ui| banner.show(ui)).inner.is_some() {
                said.act(Action::Desk(DeskAction::OpenCall(hold.call.clone())));
            }
        }
    }
    let (choice, button) = match open.call.custody.hold() {
        Some(hold) => {
            Banner::info(&words::hold(hold)).show(ui);
            (CustodyChoice::LiftHold, words::LIFT_HOLD)
        }
        None => (CustodyChoice::PlaceHold, words::PLACE_HOLD),
    };
    Space::Xs.add(ui);
    if Button::quiet(button).small().show(ui).clicked() {
        let (reason, by) = (String::new(), String::new());
        drafts.custody = Some(CustodyDraft { choice, takes: Vec::new(), reason, by });
    }
    if drafts.custody.as_ref().is_some_and(|draft| draft.takes.is_empty()) {
        form(ui, drafts, said);
    }
}

/// Asks for what the decision needs, in its place.
fn form(ui: &mut Ui, drafts: &mut Drafts, said: &mut Said) {
    let Some(draft) = &mut drafts.custody else {
        return;
    };
    let choice = draft.choice;
    Space::Xs.add(ui);
    show::body(ui, words::asked(choice));
    let mut entered = Field::new(words::REASON, &mut draft.reason).show(ui).entered;
    if choice != CustodyChoice::Restrict {
        entered |= Field::new(words::who(choice), &mut draft.by).show(ui).entered;
    }
    let missing = missing(draft);
    Space::Xs.add(ui);
    let (decided, cancelled) = row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        let decide = Button::primary(words::confirm(choice)).disabled_because(missing);
        (decide.show(ui).clicked(), Button::quiet(words::CANCEL).show(ui).clicked())
    });
    if cancelled {
        drafts.custody = None;
    } else if missing.is_none() && (decided || entered) {
        said.act(Action::Custody(CustodyAction::Decide));
    }
}

/// What is still to be written.
fn missing(draft: &CustodyDraft) -> Option<&'static str> {
    let needs_name =
        matches!(draft.choice, CustodyChoice::Release | CustodyChoice::Delete | CustodyChoice::LiftHold);
    let needs_reason = draft.choice != CustodyChoice::Release;
    if needs_reason && draft.reason.trim().is_empty() {
        Some(words::REASON_FIRST)
    } else if needs_name && draft.by.trim().is_empty() {
        Some(words::NAME_FIRST)
    } else {
        None
    }
}
