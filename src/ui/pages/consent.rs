//! Consent: benefits and risks, the question, one answer a person.

use super::{custody, next_stage, sides};
use crate::app::Action;
use crate::app::Drafts;
use crate::app::action::CallAction;
use crate::app::state::OpenCall;
use crate::app::view;
use crate::domain::consent::{OnTheLine, PersonConsent};
use crate::domain::decide::{ConsentStep, Step};
use crate::domain::fact::ConsentAnswer;
use crate::domain::people::PersonRole;
use crate::domain::stage::Stage;
use crate::ui::commands::{step, withdraw};
use crate::ui::frame::Seen;
use crate::ui::icons::Icon;
use crate::ui::text::{self, consent as words, time_of_day};
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, Button, CheckAct, CheckRow, Field, Tick, card, combo, row, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Paints the page.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    show::title(ui, words::TITLE);
    show::soft(ui, words::HELP);
    sides::ui(ui, seen.state);
    Space::L.add(ui);
    // What to say after a no or a withdrawal is needed at once: it comes before everything else.
    let answered_otherwise = is_otherwise(open);
    if answered_otherwise {
        outcome(ui, open, said);
        Space::M.add(ui);
    }
    if custody::after_withdrawal(open) {
        custody::ui(ui, seen, open, drafts, said);
        Space::M.add(ui);
    }
    explain(ui, open, said);
    Space::M.add(ui);
    card(ui, words::ANSWERS, |ui| {
        for someone in open.call.consent().present() {
            ui.push_id(someone.person.id.as_str(), |ui| person(ui, open, someone, said));
        }
        Space::S.add(ui);
        add_person(ui, drafts, said);
    });
    if !answered_otherwise {
        Space::M.add(ui);
        outcome(ui, open, said);
    }
    Space::M.add(ui);
    next_stage(ui, Stage::Consent, said);
}

fn explain(ui: &mut Ui, open: &OpenCall, said: &mut Said) {
    let script = &open.call.checklist.stages.consent;
    let say = |ui: &mut Ui, lines: &[String]| {
        for line in lines {
            show::script(ui, &view::filled(&open.call, line));
            Space::Xs.add(ui);
        }
    };
    card(ui, words::BENEFITS, |ui| say(ui, &script.benefits));
    Space::M.add(ui);
    card(ui, words::RISKS, |ui| say(ui, &script.risks));
    Space::M.add(ui);
    card(ui, words::QUESTION, |ui| {
        show::script(ui, &view::filled(&open.call, &script.question));
        Space::S.add(ui);
        let record = open.call.consent();
        let at = record
            .explained()
            .filter(|(stamp, _)| stamp == record.script() && view::all_heard_the_words(&open.call))
            .map(|(_, at)| time_of_day(*at));
        let tick = at.as_deref().map_or(Tick::Open, Tick::Done);
        let (act, _) = CheckRow::by_hand(words::EXPLAINED, tick).never_deferred().never_skipped().show(ui);
        if act == Some(CheckAct::Tick) {
            said.act(step(Step::Consent(ConsentStep::Explain)));
        }
    });
}

fn person(ui: &mut Ui, open: &OpenCall, someone: &OnTheLine, said: &mut Said) {
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

fn is_otherwise(open: &OpenCall) -> bool {
    open.call.consent().present().any(|someone| {
        matches!(
            someone.consent,
            PersonConsent::Withdrawn { .. }
                | PersonConsent::Answered { answer: ConsentAnswer::No | ConsentAnswer::NotSure, .. }
        )
    })
}

fn outcome(ui: &mut Ui, open: &OpenCall, said: &mut Said) {
    let record = open.call.consent();
    let script = &open.call.checklist.stages.consent;
    let any = |wanted: fn(&PersonConsent) -> bool| record.present().any(|someone| wanted(&someone.consent));
    let withdrawn = any(|consent| matches!(consent, PersonConsent::Withdrawn { .. }));
    let refused = any(|consent| {
        matches!(consent, PersonConsent::Answered { answer: ConsentAnswer::No | ConsentAnswer::NotSure, .. })
    });
    if withdrawn {
        card(ui, words::AFTER_WITHDRAWAL, |ui| {
            show::script(ui, &view::filled(&open.call, &script.after_withdrawal))
        });
    } else if refused {
        card(ui, words::AFTER_NO, |ui| show::script(ui, &view::filled(&open.call, &script.after_no)));
        Space::S.add(ui);
        Banner::info(words::NOT_RECORDED).show(ui);
    } else if record.gaps().is_empty() {
        Banner::info(words::READY).show(ui);
        Space::S.add(ui);
        if Button::secondary(words::WITHDRAW).show(ui).clicked() {
            said.act(withdraw());
        }
    }
}
