//! It turns out that there was no valid consent: one action that locks what was recorded, and the message for the attorney.

use super::consent::case_card::lines_ui;
use crate::app::action::CasesAction;
use crate::app::drafts::NoConsentDraft;
use crate::app::state::OpenCall;
use crate::app::view::cases;
use crate::app::{Action, Drafts};
use crate::domain::call::Call;
use crate::domain::consent::{CaseOf, ConsentFact, SpecialCase};
use crate::domain::consent_script::Case;
use crate::domain::custody::Standing;
use crate::domain::fact::Fact;
use crate::domain::recording::RecordingState;
use crate::ui::frame::Seen;
use crate::ui::icons::Icon;
use crate::ui::text::cases as texts;
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, CheckAct, CheckRow, Field, Tick, card, plain_card, row, text as show};
use crate::ui::window::Said;
use eframe::egui::{CollapsingHeader, Ui};
use jiff::Timestamp;

/// What was found, with its message; then the one button, out of the way.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    found(ui, seen, open, drafts, said);
    let takes = cases::takes_to_lock(&open.call);
    if drafts.cases.no_consent.is_some() {
        form(ui, seen, (open, &takes), drafts, said);
    } else if !takes.is_empty() && Button::quiet(texts::NO_CONSENT).small().show(ui).clicked() {
        let takes = takes.into_iter().collect();
        drafts.cases.no_consent = Some(NoConsentDraft { takes, why: String::new() });
    }
}

/// Whether there is anything to show.
pub fn any(open: &OpenCall) -> bool {
    !cases::takes_to_lock(&open.call).is_empty() || cases::newest_find(&open.call).is_some()
}

fn form(
    ui: &mut Ui,
    seen: &Seen<'_>,
    (open, takes): (&OpenCall, &[u32]),
    drafts: &mut Drafts,
    said: &mut Said,
) {
    let Some(draft) = &mut drafts.cases.no_consent else {
        return;
    };
    draft.takes.retain(|take| takes.contains(take));
    let mut closes = false;
    card(ui, texts::NO_CONSENT_HEADING, |ui| {
        let guide = cases::case_words(seen.state, &open.call, Case::NoConsentFound);
        for step in guide.map(|guide| guide.steps).unwrap_or_default() {
            show::body(ui, step);
            Space::Xs.add(ui);
        }
        for take in takes.iter().filter(|_| takes.len() > 1) {
            choose(ui, *take, draft);
        }
        let why = Field::new(texts::NO_CONSENT_WHY, &mut draft.why).hint(texts::NO_CONSENT_HINT).show(ui);
        if open.call.recording.state() != RecordingState::Idle {
            show::small(ui, texts::STOPS_NOW);
        }
        let missing = if draft.takes.is_empty() {
            Some(texts::TAKES_FIRST)
        } else if draft.why.trim().is_empty() {
            Some(texts::WHY_FIRST)
        } else {
            None
        };
        Space::Xs.add(ui);
        row(ui, |ui| {
            ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
            let lock = Button::primary(texts::LOCK).icon(Icon::Lock).disabled_because(missing).show(ui);
            if missing.is_none() && (lock.clicked() || why.entered) {
                said.act(Action::Cases(CasesAction::FindNoConsent));
            }
            closes = Button::quiet(texts::CANCEL).show(ui).clicked();
        });
    });
    if closes {
        drafts.cases.no_consent = None;
    }
}

fn choose(ui: &mut Ui, take: u32, draft: &mut NoConsentDraft) {
    let words = texts::take(take);
    let tick = if draft.takes.contains(&take) { Tick::Done("") } else { Tick::Open };
    match CheckRow::by_hand(&words, tick).never_deferred().never_skipped().show(ui).0 {
        Some(CheckAct::Tick) => drop(draft.takes.insert(take)),
        Some(CheckAct::Untick) => drop(draft.takes.remove(&take)),
        _ => {}
    }
}

/// Since when all of these takes have been locked: one or the other may have been so before this was found.
fn locked_since(call: &Call, takes: &[u32]) -> Option<Timestamp> {
    let since = |take: &u32| match call.custody.of(*take) {
        Some(Standing::Restricted { at, .. }) => Some(*at),
        _ => None,
    };
    takes.iter().filter_map(since).max()
}

/// What is locked and why, and the message: shown, copied with one press, and where it was saved.
fn found(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &Drafts, said: &mut Said) {
    let call = &open.call;
    let Some(message) = cases::message(call) else {
        return;
    };
    card(ui, texts::NO_CONSENT_HEADING, |ui| {
        for entry in call.entries() {
            if let Fact::Consent(ConsentFact::NoValidConsent { takes, why }) = &entry.fact {
                show::body(ui, &texts::locked(takes, locked_since(call, takes).unwrap_or(entry.at), why));
            }
        }
        Space::S.add(ui);
        show::strong(ui, texts::MESSAGE);
        show::small(ui, texts::MESSAGE_HELP);
        Space::Xs.add(ui);
        if Button::primary(texts::COPY_MESSAGE).icon(Icon::Copy).show(ui).clicked() {
            said.act(Action::Cases(CasesAction::CopyMessage));
        }
        if drafts.cases.message_copied {
            show::remark(ui, texts::COPIED);
        }
        Space::Xs.add(ui);
        plain_card(ui, |ui| show::copyable(ui, message.trim_end()));
        if let Some(file) = cases::message_file(call) {
            show::copyable(ui, &texts::saved_as(file));
        }
        let nobody = CaseOf { case: SpecialCase::ThirdPerson, person: None };
        if let Some(guide) = cases::case_words(seen.state, call, Case::NoConsentFound) {
            CollapsingHeader::new(texts::SAY_LATER).show(ui, |ui| lines_ui(ui, open, &nobody, guide));
        }
    });
    Space::M.add(ui);
}
