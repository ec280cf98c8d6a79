//! The first words of a take: read again, and each person's yes on the recording, dated by its frame.

use super::lines::{Scripts, beside, plain_lines};
use crate::app::Drafts;
use crate::app::state::{OpenCall, State};
use crate::app::view::words::{AskedAgain, asked_again, question_on_recording};
use crate::app::view::{self};
use crate::domain::decide::{ConsentStep, Step};
use crate::domain::people::Person;
use crate::domain::recording::RecordingState;
use crate::ui::commands::step;
use crate::ui::icons::Icon;
use crate::ui::shortcuts::{Command, hint};
use crate::ui::text::{position, words as texts};
use crate::ui::theme::{Palette, Space, Type};
use crate::ui::widgets::{Button, bar, card, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Paints the card while somebody's yes is still to be heard on the take that runs.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let asked = asked_again(&open.call, &drafts.words);
    if asked.is_empty() {
        return;
    }
    let Some(scripts) = Scripts::of(state, &open.call) else {
        return;
    };
    card(ui, texts::FIRST_WORDS, |ui| {
        show::small(ui, texts::FIRST_WORDS_HELP);
        // Above the words: whoever leaves them out need not read past them.
        if Button::quiet(texts::SKIP).named(texts::SKIP_FIRST_WORDS).small().show(ui).clicked() {
            drafts.words.not_again_on = Some(open.call.recording.newest_take());
        }
        let filled = |words: &str| view::filled(&open.call, words);
        plain_lines(ui, scripts, &scripts.read.on_recording.lines, filled);
        let next = asked.iter().position(|one| one.heard.is_none());
        for (number, one) in asked.iter().enumerate() {
            Space::M.add(ui);
            ui.push_id(one.person.id.as_str(), |ui| match one.heard {
                Some(at) => heard(ui, one.person, &position(at.elapsed())),
                None => ask(ui, (state, open), scripts, (one, next == Some(number)), said),
            });
        }
    });
    Space::M.add(ui);
}

fn heard(ui: &mut Ui, person: &Person, at: &str) {
    bar(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        Icon::Check.beside(ui, Type::Body, Palette::of(ui).accent);
        show::body(ui, &format!("{} · {at}", texts::yes_of(&person.name)));
    });
}

fn ask(
    ui: &mut Ui,
    (state, open): (&State, &OpenCall),
    scripts: Scripts<'_>,
    (one, is_next): (&AskedAgain<'_>, bool),
    said: &mut Said,
) {
    let filled = |words: &str| view::filled_for(&open.call, words, one.person);
    let (read, english) = scripts.both(|script| &script.on_recording.question);
    beside(ui, &filled(&read), english.as_deref().map(filled).as_deref());
    Space::Xs.add(ui);
    let runs = open.call.recording.state() == RecordingState::Running;
    let key = hint(ui.ctx(), Command::YesOnRecording).filter(|_| is_next);
    let label = texts::said_yes(&one.person.name);
    let button = if is_next { Button::primary(&label) } else { Button::secondary(&label) };
    let pressed = button
        .icon(Icon::Check)
        .key(key.as_deref())
        .disabled_because((!runs).then_some(texts::WAIT_FOR_THE_RECORDER))
        .show(ui)
        .clicked();
    if pressed {
        said.act(reconfirm(state, open, one.person));
    }
    Space::Xs.add(ui);
    show::small(ui, texts::AFTER_THE_YES);
    let (thanks, english) = scripts.both(|script| &script.on_recording.thanks);
    beside(ui, &filled(&thanks), english.as_deref().map(filled).as_deref());
}

/// The action that dates the yes of one person, with the question as it was asked.
fn reconfirm(state: &State, open: &OpenCall, person: &Person) -> crate::app::Action {
    let asked = question_on_recording(state, &open.call, person);
    step(Step::Consent(ConsentStep::Reconfirm { person: person.id.clone(), asked }))
}

/// The yes of whoever is asked next; `None` while nobody is to be asked.
pub fn next_yes(state: &State, open: &OpenCall, drafts: &Drafts) -> Option<crate::app::Action> {
    let next = asked_again(&open.call, &drafts.words).into_iter().find(|one| one.heard.is_none())?;
    Some(reconfirm(state, open, next.person))
}
