//! Roles: opening the call. Words to say, ticked as said.

use super::{foot, items};
use crate::app::Drafts;
use crate::app::state::OpenCall;
use crate::domain::decide::{CourseStep, Step};
use crate::domain::stage::Stage;
use crate::ui::commands::step;
use crate::ui::text::call as words;
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, Field, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Paints the page.
pub fn ui(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let roles = &open.call.checklist.stages.roles;
    let now = items::current(open, open.call.checklist.role_lines());
    show::title(ui, words::ROLES_TITLE);
    show::soft(ui, words::ROLES_HELP);
    if open.call.operator.name.trim().is_empty() {
        show::small(ui, words::NAMES_MISSING);
    }
    for (heading, lines) in [(words::ROLES_YOU, &roles.paralegal), (words::ROLES_CLIENT, &roles.client)] {
        Space::L.add(ui);
        show::heading(ui, heading);
        for line in lines {
            ui.push_id(line.id.as_str(), |ui| items::line(ui, open, line, now.as_ref(), drafts, said));
        }
    }
    Space::L.add(ui);
    show::heading(ui, words::ROLES_TIME);
    items::line(ui, open, &roles.time, now.as_ref(), drafts, said);
    minutes(ui, open, drafts, said);
    foot(ui, Stage::Roles, drafts, said);
}

fn minutes(ui: &mut Ui, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    if let Some((minutes, _)) = open.call.agreed_minutes {
        show::soft(ui, &words::agreed(minutes));
    }
    let typed = drafts.minutes.trim().parse::<u32>().ok();
    let problem = (typed.is_none() && !drafts.minutes.trim().is_empty()).then_some(words::MINUTES_PROBLEM);
    let written = Field::new(words::MINUTES, &mut drafts.minutes).short().problem(problem).show(ui);
    Space::Xs.add(ui);
    let pressed = Button::secondary(words::AGREE_MINUTES)
        .disabled_because(typed.is_none().then_some(words::MINUTES_FIRST))
        .show(ui)
        .clicked();
    if let Some(minutes) = typed.filter(|_| pressed || written.entered) {
        said.act(step(Step::Course(CourseStep::AgreeTime { minutes })));
    }
}
