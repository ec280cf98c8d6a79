//! The words that are read before anyone is asked, and that they were.

use crate::app::state::OpenCall;
use crate::app::view;
use crate::domain::decide::{ConsentStep, Step};
use crate::ui::commands::step;
use crate::ui::text::{consent as words, time_of_day};
use crate::ui::theme::Space;
use crate::ui::widgets::{CheckAct, CheckRow, Tick, card, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// What is read aloud, and the tick that it was.
pub fn ui(ui: &mut Ui, open: &OpenCall, said: &mut Said) {
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
