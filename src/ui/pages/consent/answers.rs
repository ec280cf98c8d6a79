//! Who is on the line, and what each says to being recorded.

use crate::app::Action;
use crate::app::Drafts;
use crate::app::action::CallAction;
use crate::app::state::{OpenCall, State};
use crate::app::view;
use crate::domain::consent::{HowGiven, Manner, OnTheLine, PersonConsent};
use crate::domain::decide::{ConsentStep, Step};
use crate::domain::fact::ConsentAnswer;
use crate::domain::ids::PersonId;
use crate::domain::people::PersonRole;
use crate::ui::commands::step;
use crate::ui::icons::Icon;
use crate::ui::text::{self, consent as words, gate, words as texts};
use crate::ui::theme::{Palette, Space, Type};
use crate::ui::widgets::{Button, CheckAct, CheckRow, Field, Tick, card, combo, one_of, row};
use crate::ui::window::{Focus, Said};
use eframe::egui::{CollapsingHeader, Ui};

/// One answer a person, and the row that adds another.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let language = view::words::language(state, &open.call, &drafts.words);
    // Answers that are interpreted are given in a language no script is in.
    let language = if view::words::has_script(state, &language) { String::new() } else { language };
    card(ui, words::ANSWERS, |ui| {
        for someone in open.call.consent().present() {
            ui.push_id(someone.person.id.as_str(), |ui| {
                let given = how_given(someone, drafts);
                let manner = Manner { given, language: language.clone() };
                one(ui, open, someone, &manner, said);
                how(ui, someone, manner, drafts, said);
                Space::S.add(ui);
            });
        }
        Space::S.add(ui);
        add_person(ui, open, drafts, said);
    });
}

fn one(ui: &mut Ui, open: &OpenCall, someone: &OnTheLine, manner: &Manner, said: &mut Said) {
    let id = &someone.person.id;
    let name = &someone.person.name;
    let yes = someone.said_yes_to(open.call.consent().script());
    let state = words::state(&someone.consent);
    let earlier = if someone.said_yes() && !yes { words::EARLIER_WORDS } else { "" };
    let heard = someone.reconfirmed.filter(|_| yes);
    let heard = heard.map_or_else(String::new, |again| texts::heard_at(again.position.elapsed()));
    let explained = open.call.consent().explained().is_some();
    let came_later = explained && !view::has_heard_the_words(&open.call, id);
    let unheard = if came_later { words::CAME_LATER } else { "" };
    let help = format!("{} · {state}{earlier}{heard}{unheard}", text::role(someone.person.role));
    let tick = if yes { Tick::Done("") } else { Tick::Open };
    let label = words::agrees(name);
    let (act, _) =
        CheckRow::by_hand(&label, tick).help(help.as_str()).never_deferred().never_skipped().show(ui);
    let answer = |answer| answered(id, answer, manner.clone());
    match act {
        Some(CheckAct::Tick) => said.act(answer(ConsentAnswer::Yes)),
        // It is no longer a yes, and what was recorded with it is locked; but nobody said no.
        Some(CheckAct::Untick) => {
            said.act(step(Step::Consent(ConsentStep::TakeAnswerBack { person: id.clone() })));
        }
        _ => {}
    }
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        let no = words::says_no(name);
        if Button::secondary(&no).small().show(ui).clicked() {
            said.act(answer(ConsentAnswer::No));
            said.shows_top = true;
        }
        let unsure = words::not_sure(name);
        if Button::quiet(words::NOT_SURE).named(&unsure).small().show(ui).clicked() {
            said.act(answer(ConsentAnswer::NotSure));
            said.shows_top = true;
        }
        let left = words::left(name);
        if Button::quiet(words::LEFT).named(&left).small().show(ui).clicked() {
            said.act(step(Step::Consent(ConsentStep::Leave(id.clone()))));
        }
    });
}

fn answered(person: &PersonId, answer: ConsentAnswer, manner: Manner) -> Action {
    step(Step::Consent(ConsentStep::Answer { person: person.clone(), answer, manner }))
}

/// As it was chosen for the next answer, else as the last one was given.
fn how_given(someone: &OnTheLine, drafts: &Drafts) -> HowGiven {
    let last = match &someone.consent {
        PersonConsent::Answered { manner, .. } => manner.given,
        _ => HowGiven::Spoken,
    };
    drafts.words.given.get(&someone.person.id).copied().unwrap_or(last)
}

/// How the answer is given, out of the way: nearly every one is spoken. Chosen after the answer, it says so of that one.
fn how(ui: &mut Ui, someone: &OnTheLine, manner: Manner, drafts: &mut Drafts, said: &mut Said) {
    let title = texts::how(&someone.person.name);
    let all = HowGiven::ALL.map(|given| (given, gate::how_given(given)));
    let heading = format!("{title}: {}", gate::how_given(manner.given));
    let heading = Type::Small.tinted(ui, heading, Palette::of(ui).text_soft);
    CollapsingHeader::new(heading).id_salt("how").show(ui, |ui| {
        let Some(given) = one_of(ui, &title, &all, manner.given) else {
            return;
        };
        drafts.words.given.insert(someone.person.id.clone(), given);
        if let PersonConsent::Answered { answer, .. } = &someone.consent {
            said.act(answered(&someone.person.id, *answer, Manner { given, ..manner }));
        }
    });
}

fn add_person(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let written = Field::new(words::PERSON, &mut drafts.person).hint(words::PERSON_HINT).show(ui);
    if said.focus == Some(Focus::Person) {
        written.response.request_focus();
        said.focus = None;
    }
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
        // What to say to somebody who joins a recorded call stands at the head of the page.
        said.shows_top = !open.call.recording.takes.is_empty();
    }
}
