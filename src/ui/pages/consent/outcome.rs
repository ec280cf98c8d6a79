//! Where the answers lead: ready, or what to say after another answer than yes.

use super::lines::{Scripts, beside};
use crate::app::Drafts;
use crate::app::state::{OpenCall, State};
use crate::app::view::{self, words as view_words};
use crate::domain::call::Call;
use crate::domain::consent::{ConsentAnswer, OnTheLine, PersonConsent};
use crate::domain::consent_script::After;
use crate::domain::fact::Fact;
use crate::domain::ids::{PersonId, Seq};
use crate::domain::people::Person;
use crate::domain::recording::RecordingState;
use crate::ui::commands::withdraw;
use crate::ui::icons::Icon;
use crate::ui::text::cases::SAID_IT;
use crate::ui::text::consent as words;
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, Button, card};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Which of the words.
type Field = fn(&After) -> &String;

fn withdrew(someone: &OnTheLine) -> bool {
    matches!(someone.consent, PersonConsent::Withdrawn { .. })
}

fn refused(someone: &OnTheLine) -> bool {
    matches!(
        someone.consent,
        PersonConsent::Answered { answer: ConsentAnswer::No | ConsentAnswer::NotSure, .. }
    )
}

/// Whether somebody gave another answer than yes, so that what to say now is needed at once.
pub fn is_otherwise(open: &OpenCall) -> bool {
    open.call.consent().present().any(|someone| withdrew(someone) || refused(someone))
}

/// Where the answers lead.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, said: &mut Said) {
    let record = open.call.consent();
    if record.present().any(withdrew) {
        card(ui, words::AFTER_WITHDRAWAL, |ui| {
            if let Some(person) = who_withdrew(open) {
                say(ui, state, open, person, |after| &after.withdrawal);
            }
        });
    } else if record.present().any(refused) {
        card(ui, words::AFTER_NO, |ui| {
            for someone in record.present().filter(|someone| refused(someone)) {
                let is_no =
                    matches!(someone.consent, PersonConsent::Answered { answer: ConsentAnswer::No, .. });
                let field: Field = if is_no { |after| &after.no } else { |after| &after.not_sure };
                say(ui, state, open, &someone.person, field);
            }
        });
        Space::S.add(ui);
        let is_kept = !open.call.recording.takes.is_empty();
        Banner::info(if is_kept { words::NO_LONGER_RECORDED } else { words::NOT_RECORDED }).show(ui);
    } else if record.gaps().is_empty() && open.call.recording.state() == RecordingState::Idle {
        Banner::info(words::READY).show(ui);
        Space::S.add(ui);
        if Button::secondary(words::WITHDRAW).show(ui).clicked() {
            said.act(withdraw());
            said.shows_top = true;
        }
    }
}

/// What to say after a withdrawal, wherever the paralegal is; gone once it is said.
pub fn after_withdrawal(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts) {
    if !open.call.consent().present().any(withdrew) {
        return;
    }
    let newest = newest_withdrawal(&open.call).map(|(seq, _)| seq);
    let is_said = newest.is_none() || drafts.cases.said_after == newest;
    let Some(person) = who_withdrew(open).filter(|_| !is_said) else {
        return;
    };
    card(ui, words::AFTER_WITHDRAWAL, |ui| {
        say(ui, state, open, person, |after| &after.withdrawal);
        Space::Xs.add(ui);
        if Button::quiet(SAID_IT).icon(Icon::Check).small().show(ui).clicked() {
            drafts.cases.said_after = newest;
        }
    });
    Space::M.add(ui);
}

/// The entry that took a yes back last, and who did, where it was said.
fn newest_withdrawal(call: &Call) -> Option<(Seq, Option<&PersonId>)> {
    call.entries().iter().rev().find_map(|entry| match &entry.fact {
        Fact::ConsentWithdrawn { person } => Some((entry.seq, person.as_ref())),
        _ => None,
    })
}

/// Whoever took the yes back; where that was not said, the first whose yes ended with it.
fn who_withdrew(open: &OpenCall) -> Option<&Person> {
    let record = open.call.consent();
    let newest = newest_withdrawal(&open.call).and_then(|(_, person)| person);
    let named = newest.and_then(|id| record.person(id));
    named.or_else(|| record.present().find(|someone| withdrew(someone))).map(|someone| &someone.person)
}

/// Words for one person, in the language of the script, with the English beside them.
fn say(ui: &mut Ui, state: &State, open: &OpenCall, person: &Person, field: Field) {
    let Some(after) = view_words::after(state, &open.call) else {
        return;
    };
    let english = Scripts::in_force(state, &open.call).and_then(|scripts| scripts.english);
    let filled = |words: &str| view::filled_for(&open.call, words, person);
    let meant = english.map(|script| filled(field(&script.after)));
    beside(ui, &filled(field(&after)), meant.as_deref());
}
