//! The rule for the whole call: which place set it, what is in doubt, and who must confirm it.

use super::place;
use crate::app::action::PlacesAction;
use crate::app::state::{LawSource, OpenCall, RuleCopied, State};
use crate::app::view::places::{Whereabouts, own_place};
use crate::app::{Action, Drafts};
use crate::law::{CONFIRM, POLICY};
use crate::ui::icons::Icon;
use crate::ui::text::places as texts;
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, plain_card, split_from, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Narrowest columns, in times the size of the text: short lines, so that the words to read stay in sight below.
const NARROWEST: f32 = 15.0;

/// Places and rule side by side, or one below the other where room is short.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    plain_card(ui, |ui| {
        split_from(
            ui,
            NARROWEST,
            &mut (drafts, said),
            |ui, (drafts, said)| {
                show::heading(ui, texts::WHERE);
                Space::Xs.add(ui);
                place::ui(ui, state, open, drafts, said);
                Space::M.add(ui);
            },
            |ui, (_, said)| {
                show::heading(ui, texts::RULE);
                Space::Xs.add(ui);
                rule(ui, state, open, said);
            },
        );
    });
}

fn rule(ui: &mut Ui, state: &State, open: &OpenCall, said: &mut Said) {
    let record = open.call.consent();
    let Some((ruling, _)) = record.ruling() else {
        show::strong(ui, texts::EVERYONE);
        show::body(ui, texts::NOT_READ);
        show::small(ui, POLICY);
        show::small(ui, CONFIRM);
        return;
    };
    show::strong(ui, &ruling.sentence);
    for why in not_known(state, open) {
        show::small(ui, &why);
    }
    for doubt in &ruling.doubts {
        show::small(ui, doubt);
    }
    if !ruling.citation.is_empty() {
        show::small(ui, &ruling.citation);
    }
    Space::Xs.add(ui);
    if Button::secondary(texts::COPY).icon(Icon::Copy).small().show(ui).clicked() {
        said.act(Action::Places(PlacesAction::CopySource));
    }
    if open.rule_copied == RuleCopied::Sources {
        show::remark(ui, texts::COPIED);
    }
    Space::Xs.add(ui);
    if matches!(state.law_source, LawSource::Firm(_)) {
        show::small(ui, texts::FIRMS_OWN);
    }
    show::small(ui, &crate::law::checked_line(&ruling.checked, &ruling.version));
    show::small(ui, POLICY);
}

/// Each place that counts as all-party because it is not known.
fn not_known(state: &State, open: &OpenCall) -> Vec<String> {
    let of_each = open.call.consent().present().filter_map(|someone| {
        let whereabouts = Whereabouts::of(&state.law, &open.call, someone);
        texts::counts_as_all(&someone.person.name, &whereabouts)
    });
    let own = own_place(state).is_none().then(|| texts::OWN_COUNTS_AS_ALL.to_owned());
    of_each.chain(own).collect()
}
