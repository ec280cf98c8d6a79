//! Who is on the line, and what each says to being recorded.

use crate::app::Action;
use crate::app::Drafts;
use crate::app::action::CallAction;
use crate::app::state::OpenCall;
use crate::app::view;
use crate::domain::consent::{OnTheLine, PersonConsent};
use crate::domain::decide::{ConsentStep, Step};
use crate::domain::fact::ConsentAnswer;
use crate::domain::people::PersonRole;
use crate::ui::commands::step;
use crate::ui::icons::Icon;
use crate::ui::text::{self, consent as words};
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, CheckAct, CheckRow, Field, Tick, card, combo, row};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// One answer a person, and the row that adds another.
pub fn ui(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    card(ui, words::ANSWERS, |ui| {
        for someone in open.call.consent().present() {
            ui.push_id(someone.person.id.as_str(), |ui| one(ui, open, someone, said));
        }
        Space::S.add(ui);
        add_person(ui, drafts, said);
    });
}

fn one(ui: &mut Ui, open: &OpenCall, someone: &OnTheLine, said: &mut Said) {
    let id = &someone.person.id;
    let name = &someone.person.name;
    let state = words::state(&someone.consent);
    let yes = matches!(someone.consent, PersonConsent::Answered { answer: ConsentAnswer::Yes, .. });
    let explained = open.call.consent().explained().is_some();
    let came_later = explained && !view::has_heard_the_words(&open.call, id);
    let unheard = if came_later { words::CAME_LATER } else { "" };
    let help = format!("{} · {state}{unheard}", text::role(someone.person.role));
    let tick = if yes { Tick::Done("") } else { Tick::Open };
    let label = words::agrees(name);
    let (act, _) =
        CheckRow::by_hand(&label, tick).help(help.as_str()).never_deferred().never_skipped().show(ui);
    let answer = |answer| step(Step::Consent(ConsentStep::spoken(id.clone(), answer)));
    match act {
        Some(CheckAct::Tick) => said.act(answer(ConsentAnswer::Yes)),
        // Taking the tick back is no longer a yes, and unsure counts as no.
        Some(CheckAct::Untick) => said.act(answer(ConsentAnswer::NotSure)),
        _ => {}
    }
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        let no = words::says_no(name);
        if Button::secondary(&no).small().show(ui).clicked() {
            said.act(answer(ConsentAnswer::No));
        }
        let unsure = words::not_sure(name);
        if Button::quiet(words::NOT_SURE).named(&unsure).small().show(ui).clicked() {
            said.act(answer(ConsentAnswer::NotSure));
        }
        let left = words::left(name);
        if Button::quiet(words::LEFT).named(&left).small().show(ui).clicked() {
            said.act(step(Step::Consent(ConsentStep::Leave(id.clone()))));
        }
    });
    Space::S.add(ui);
}

fn add_person(ui: &mut Ui, drafts: &mut Drafts, said: &mut Said) {
    let written = Field::new(words::PERSON, &mut drafts.person).hint(words::PERSON_HINT).show(ui);
    let roles: Vec<&str> = PersonRole::ALL.into_iter().map(text::role).collect();
    let mut chosen = PersonRole::ALL.iter().position(|role| *role == drafts.person_role).unwrap_or_default();
    combo(ui, words::ROLE, &roles, &mut chosen);
    if let Some(role) = PersonRole::ALL.get(chosen) {
        drafts.person_role = *role;
    }
    Space::Xs.add(ui);
    let nameless = drafts.person.trim().is_empty();
    let pressed = Button::secondary(words::ADD_PERSON)
        .icon(Icon::PersonAdd)
        .disabled_because(nameless.then_some(words::NAME_FIRST))
        .show(ui)
        .clicked();
    if !nameless && (pressed || written.entered) {
        said.act(Action::Call(CallAction::AddPerson));
    }
}
