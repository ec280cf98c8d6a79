//! Special cases: one row that asks, the choice it opens, what a person's role implies, and what to say when someone joins.

use super::case_card::{self, lines_ui};
use crate::app::action::CasesAction;
use crate::app::drafts::{Choosing, Joining};
use crate::app::state::{OpenCall, State};
use crate::app::view::cases;
use crate::app::{Action, Drafts};
use crate::domain::consent::{CaseOf, OnTheLine, SpecialCase};
use crate::domain::consent_script::Case;
use crate::domain::ids::PersonId;
use crate::domain::people::PersonRole;
use crate::domain::recording::RecordingState;
use crate::ui::commands::line_dropped;
use crate::ui::icons::Icon;
use crate::ui::shortcuts::{Command, hint};
use crate::ui::text::{cases as texts, gate};
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, Button, card, row, text as show};
use crate::ui::window::{Focus, Said};
use eframe::egui::{Response, Ui, Vec2};

/// The cases that count, what is offered, and the row that asks.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let standing = cases::standing(&open.call);
    for (number, noted) in standing.iter().enumerate() {
        let place = case_card::Place { is_newest: number + 1 == standing.len(), many: standing.len() > 1 };
        case_card::ui(ui, (state, open), noted, place, drafts, said);
        Space::M.add(ui);
    }
    someone_joins(ui, state, open, drafts, said);
    offers(ui, open, drafts, said);
    match drafts.cases.choosing {
        None => ask(ui, drafts, said),
        Some(Choosing::Case) => which(ui, open, drafts, said),
        Some(Choosing::Who(case)) => who(ui, open, case, drafts, said),
    }
}

/// Sends the keyboard there, where it waits for what has just opened.
pub(super) fn take_focus(response: &Response, said: &mut Said) {
    if said.focus == Some(Focus::Case) {
        response.request_focus();
        said.focus = None;
    }
}

fn ask(ui: &mut Ui, drafts: &mut Drafts, said: &mut Said) {
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        if Button::quiet(texts::ASK).small().show(ui).clicked() {
            drafts.cases.choosing = Some(Choosing::Case);
            said.focus = Some(Focus::Case);
        }
        let key = hint(ui.ctx(), Command::LineDropped);
        if Button::quiet(texts::LINE_DROPPED).key(key.as_deref()).small().show(ui).clicked() {
            said.act(line_dropped());
            said.focus = Some(Focus::Case);
        }
    });
}

fn which(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    // What is pressed is carried out below: the buttons after it must not take the keyboard that goes elsewhere.
    let mut picked = None;
    card(ui, texts::WHICH, |ui| {
        row(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(Space::Xs.points(ui));
            for case in SpecialCase::ALL {
                let button = Button::secondary(gate::special_case(case)).small().show(ui);
                take_focus(&button, said);
                picked = picked.or(button.clicked().then_some(case));
            }
            if Button::secondary(texts::SOMEONE_JOINS).small().show(ui).clicked() {
                drafts.cases.joining = Joining::Asked;
                drafts.cases.choosing = None;
                said.focus = Some(Focus::Case);
            }
            if Button::quiet(texts::NEVER_MIND).small().show(ui).clicked() {
                drafts.cases.choosing = None;
                said.focus = Some(Focus::Page);
            }
        });
    });
    if let Some(case) = picked {
        choose(open, case, drafts, said);
    }
}

/// A case of the whole call is noted at once; of any other it is asked whom it is about.
fn choose(open: &OpenCall, case: SpecialCase, drafts: &mut Drafts, said: &mut Said) {
    said.focus = Some(Focus::Case);
    match case {
        SpecialCase::LineDropped => {
            drafts.cases.choosing = None;
            said.act(line_dropped());
        }
        SpecialCase::Interpreter => {
            let interprets = |role: PersonRole| role == PersonRole::Interpreter;
            let person = open.call.consent().present().find(|one| interprets(one.person.role));
            note(case, person.map(|one| one.person.id.clone()), said);
        }
        SpecialCase::JailLine | SpecialCase::Relay => note(case, None, said),
        SpecialCase::Child | SpecialCase::ThirdPerson | SpecialCase::InDoubt | SpecialCase::OtherSide => {
            drafts.cases.choosing = Some(Choosing::Who(case));
        }
    }
}

fn note(case: SpecialCase, person: Option<PersonId>, said: &mut Said) {
    said.act(Action::Cases(CasesAction::Note(CaseOf { case, person })));
}

fn who(ui: &mut Ui, open: &OpenCall, case: SpecialCase, drafts: &mut Drafts, said: &mut Said) {
    let mut picked = None;
    card(ui, gate::special_case(case), |ui| {
        show::body(ui, texts::who(case));
        row(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(Space::Xs.points(ui));
            let may_be = |one: &&OnTheLine| cases::may_be_about(case, &one.person);
            for someone in open.call.consent().present().filter(may_be) {
                let button = Button::secondary(&someone.person.name).small().show(ui);
                take_focus(&button, said);
                if button.clicked() {
                    picked = Some(Some(someone.person.id.clone()));
                }
            }
            let waits = open.call.consent().unlisted(case).map(|_| texts::ADD_FIRST);
            let button = Button::secondary(texts::NOT_LISTED).disabled_because(waits).small().show(ui);
            take_focus(&button, said);
            if button.clicked() {
                picked = Some(None);
            }
            if Button::quiet(texts::ANOTHER_CASE).small().show(ui).clicked() {
                drafts.cases.choosing = Some(Choosing::Case);
                said.focus = Some(Focus::Case);
            }
        });
    });
    if let Some(person) = picked {
        note(case, person, said);
        said.focus = Some(Focus::Case);
    }
}

/// What the role of somebody on the line implies; asked once of each.
fn offers(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    for (person, of) in cases::implied(&open.call, &drafts.cases) {
        let yes = texts::go_through(&person.name);
        let pressed = ui.push_id(("implied", person.id.as_str()), |ui| {
            Banner::info(&texts::implied(&of, &person.name)).actions(&[&yes, texts::NOT_SO]).show(ui)
        });
        match pressed.inner {
            Some(0) => {
                // Of whom a case is true is asked where the role tells only that there is somebody.
                if of.case.is_about_one_person() && of.person.is_none() {
                    drafts.cases.choosing = Some(Choosing::Who(of.case));
                } else {
                    said.act(Action::Cases(CasesAction::Note(of)));
                }
                said.focus = Some(Focus::Case);
            }
            Some(_) => said.act(Action::Cases(CasesAction::Decline(of))),
            None => {}
        }
        Space::M.add(ui);
    }
}

fn someone_joins(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    if !cases::someone_joins(&open.call, &drafts.cases) {
        return;
    }
    let Some(guide) = cases::case_words(state, &open.call, Case::SomeoneJoins) else {
        return;
    };
    card(ui, texts::SOMEONE_JOINS, |ui| {
        for step in guide.steps {
            show::body(ui, step);
            Space::Xs.add(ui);
        }
        // The words say that the recorder was turned off.
        if cases::was_turned_off(&open.call) {
            let nobody = CaseOf { case: SpecialCase::ThirdPerson, person: None };
            lines_ui(ui, open, &nobody, guide);
        } else {
            let is_on = open.call.recording.state() != RecordingState::Idle;
            show::body(ui, if is_on { texts::JOINS_WHILE_ON } else { texts::JOINS_UNRECORDED });
            Space::S.add(ui);
            let add = Button::primary(texts::ADD_WHO_JOINED).icon(Icon::PersonAdd).show(ui);
            take_focus(&add, said);
            if add.clicked() {
                said.focus = Some(Focus::Person);
            }
        }
        Space::S.add(ui);
        let close = Button::quiet(texts::READ).small().show(ui);
        take_focus(&close, said);
        if close.clicked() {
            drafts.cases.joining = Joining::Read(open.call.consent().people().len());
        }
    });
    Space::M.add(ui);
}
