//! Interview: one question at a time.

use super::{consent, next_stage, reason};
use crate::app::Action;
use crate::app::Drafts;
use crate::app::action::CallAction;
use crate::app::drafts::{ReasonDraft, Skips};
use crate::app::state::OpenCall;
use crate::app::view::{self, ListedQuestion};
use crate::domain::stage::Stage;
use crate::ui::frame::Seen;
use crate::ui::icons::Icon;
use crate::ui::shortcuts::{Command, hint};
use crate::ui::text::{call, interview as words};
use crate::ui::theme::Space;
use crate::ui::widgets::{Area, Button, Field, ListRow, card, part, plain_card, row, text as show};
use crate::ui::window::{Focus, Said};
use eframe::egui::{CollapsingHeader, Ui};

/// Paints the page.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    consent::outcome::after_withdrawal(ui, seen.state, open, drafts);
    consent::on_recording::ui(ui, seen.state, open, drafts, said);
    consent::duties::on_recording(ui, seen.state, open, drafts, said);
    part(ui, "questions", |ui| questions_ui(ui, seen, open, drafts, said));
    Space::M.add(ui);
    next_stage(ui, Stage::Interview, said);
}

fn questions_ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let questions = view::questions(seen.state);
    let answered = questions.iter().filter(|question| question.answers > 0).count();
    match questions.get(open.question) {
        Some(question) => {
            show::small(
                ui,
                &format!(
                    "{} · {}",
                    words::number(open.question + 1, questions.len()),
                    words::answered(answered, questions.len())
                ),
            );
            ui.push_id(question.id.as_str(), |ui| asked(ui, question, open, drafts, said));
        }
        None => {
            show::soft(ui, words::NO_QUESTIONS);
        }
    }
    Space::L.add(ui);
    own_question(ui, drafts, said);
    Space::M.add(ui);
    CollapsingHeader::new(words::ALL_QUESTIONS).show(ui, |ui| all(ui, &questions, said));
}

fn asked(ui: &mut Ui, question: &ListedQuestion, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    plain_card(ui, |ui| {
        show::script(ui, &question.ask);
        if let Some(why) = &question.why {
            show::small(ui, &format!("{}: {why}", words::WHY));
        }
        if question.own {
            show::small(ui, words::YOURS);
        }
        if let Some(reason) = &question.skipped {
            show::small(ui, &call::skipped(reason));
        }
        for answer in open.call.notebook.answers_to(&question.id) {
            Space::Xs.add(ui);
            show::body(ui, &answer.text);
            show::small(ui, &call::stamp(answer.at, answer.position.map(|position| position.elapsed())));
        }
        Space::S.add(ui);
        answer(ui, question, drafts, said);
    });
    hints(ui, words::PROBES, &question.probes);
    hints(ui, words::RED_FLAGS, &question.red_flags);
}

fn hints(ui: &mut Ui, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    Space::S.add(ui);
    card(ui, heading, |ui| {
        for line in lines {
            show::body(ui, line);
        }
    });
}

fn answer(ui: &mut Ui, question: &ListedQuestion, drafts: &mut Drafts, said: &mut Said) {
    let text = drafts.answers.entry(question.id.clone()).or_default();
    let written = Area::new(words::ANSWER, text).hint(words::ANSWER_HINT).rows(3).show(ui);
    // While an action of this frame moves on to another question, the keyboard waits for that one's field.
    if said.focus == Some(Focus::Answer) && said.actions.is_empty() {
        written.response.request_focus();
        said.focus = None;
    }
    Space::Xs.add(ui);
    let skips = Skips::Question(question.id.clone());
    if reason::asks(drafts, &skips) {
        reason::ui(ui, &call::reason_for(&question.ask), call::SKIP_NOW, drafts, said);
        return;
    }
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        let key = hint(ui.ctx(), Command::Confirm);
        if Button::primary(words::SAVE_ANSWER).key(key.as_deref()).show(ui).clicked() {
            said.act(Action::Call(CallAction::AddAnswer));
            said.focus = Some(Focus::Answer);
        }
        turn(ui, said);
        if Button::quiet(words::SKIP).named(words::SKIP_QUESTION).show(ui).clicked() {
            drafts.reason = Some(ReasonDraft { skips, text: String::new() });
            said.focus = Some(Focus::Reason);
        }
    });
}

fn turn(ui: &mut Ui, said: &mut Said) {
    if Button::secondary(words::BACK).named(words::PREVIOUS).icon(Icon::Back).show(ui).clicked() {
        said.act(Action::Call(CallAction::PreviousQuestion));
    }
    if Button::secondary(words::ON).named(words::NEXT).icon(Icon::Forward).show(ui).clicked() {
        said.act(Action::Call(CallAction::NextQuestion));
    }
}

fn own_question(ui: &mut Ui, drafts: &mut Drafts, said: &mut Said) {
    let written =
        Field::new(words::OWN_QUESTION, &mut drafts.own_question).hint(words::OWN_QUESTION_HINT).show(ui);
    Space::Xs.add(ui);
    let pressed = Button::secondary(words::ADD_QUESTION).icon(Icon::Plus).show(ui).clicked();
    if pressed || (written.entered && !drafts.own_question.trim().is_empty()) {
        said.act(Action::Call(CallAction::AddQuestion));
        said.focus = Some(Focus::Answer);
    }
}

fn all(ui: &mut Ui, questions: &[ListedQuestion], said: &mut Said) {
    for (number, question) in questions.iter().enumerate() {
        let state = words::state(question.answers, question.skipped.is_some());
        if ListRow::new(&question.ask).remark(state).show(ui).clicked() {
            said.act(Action::Call(CallAction::ShowQuestion(number)));
            said.focus = Some(Focus::Answer);
        }
    }
}
