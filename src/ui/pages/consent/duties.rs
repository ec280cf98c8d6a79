//! What the rule adds: lines to tick, and lines to say while the recorder runs. None of them holds anything up.

use crate::app::action::PlacesAction;
use crate::app::state::{OpenCall, State};
use crate::app::view::places::{DutyRow, duties};
use crate::app::view::words::asked_again;
use crate::app::{Action, Drafts};
use crate::domain::consent::HowMet;
use crate::domain::recording::RecordingState;
use crate::ui::text::{places as texts, time_of_day};
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, CheckAct, CheckRow, Sensed, Tick, card, part, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Everything the rule adds, on the Consent page; nothing where it adds nothing.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &Drafts, said: &mut Said) {
    let rows = duties(state, &open.call);
    if !rows.is_empty() {
        part(ui, "duties", |ui| all(ui, open, drafts, &rows, said));
    }
}

fn all(ui: &mut Ui, open: &OpenCall, drafts: &Drafts, rows: &[DutyRow<'_>], said: &mut Said) {
    let (spoken, ticked): (Vec<_>, Vec<_>) =
        rows.iter().partition(|row| row.duty.how == HowMet::SaidOnRecording);
    Space::M.add(ui);
    card(ui, texts::DUTIES, |ui| {
        show::small(ui, texts::DUTIES_HELP);
        for row in ticked {
            tick(ui, row, &texts::asked_for_because(row.duty), said);
        }
        // On the take that runs, those that a place asks for stand at the head of the page.
        let at_the_head = offered(open, drafts, rows);
        let spoken: Vec<_> = spoken.into_iter().filter(|row| !at_the_head.contains(row)).collect();
        if spoken.is_empty() {
            return;
        }
        Space::S.add(ui);
        let runs = runs(open);
        show::small(ui, if runs { texts::SAY_NOW } else { texts::SAY_LATER });
        for row in spoken {
            let help = texts::asked_for_because(row.duty);
            if runs || row.settled.is_some() {
                tick(ui, row, &help, said);
            } else {
                Space::Xs.add(ui);
                show::body(ui, &texts::to_say(&row.words));
                show::small(ui, &help);
            }
        }
    });
}

/// What a place asks to be said on the take that runs, wherever the paralegal is; gone once it is said, or left out on this
/// take.
pub fn on_recording(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let rows = duties(state, &open.call);
    let spoken = offered(open, drafts, &rows);
    if !spoken.is_empty() {
        part(ui, "duties on the recording", |ui| to_say(ui, open, &spoken, drafts, said));
    }
}

fn to_say(ui: &mut Ui, open: &OpenCall, spoken: &[&DutyRow<'_>], drafts: &mut Drafts, said: &mut Said) {
    card(ui, texts::ADDED_ON_RECORDING, |ui| {
        // While the first words are on screen, one tick says that they were read.
        let shows_first_words = !asked_again(&open.call, &drafts.words).is_empty();
        let (together, apart): (Vec<&DutyRow<'_>>, Vec<&DutyRow<'_>>) =
            spoken.iter().partition(|row| shows_first_words && row.is_first_words);
        first_words(ui, &together, said);
        for row in apart {
            tick(ui, row, &texts::asked_for(row.duty), said);
        }
        if Button::quiet(texts::SKIP).named(texts::SKIP_ADDED).small().show(ui).clicked() {
            drafts.places.not_again_on = Some(open.call.recording.newest_take());
        }
    });
    Space::M.add(ui);
}

/// What is offered at the head of the page: all of it while some of it is open.
fn offered<'a>(open: &OpenCall, drafts: &Drafts, rows: &'a [DutyRow<'a>]) -> Vec<&'a DutyRow<'a>> {
    let is_left_out = drafts.places.not_again_on == Some(open.call.recording.newest_take());
    let is_asked_for =
        |row: &&DutyRow<'_>| row.duty.how == HowMet::SaidOnRecording && !row.duty.places.is_empty();
    let spoken: Vec<_> = rows.iter().filter(is_asked_for).collect();
    let is_open = spoken.iter().any(|row| row.settled.is_none());
    if runs(open) && !is_left_out && is_open { spoken } else { Vec::new() }
}

fn runs(open: &OpenCall) -> bool {
    open.call.recording.state() == RecordingState::Running
}

fn first_words(ui: &mut Ui, rows: &[&DutyRow<'_>], said: &mut Said) {
    let Some(newest) = rows.iter().max_by_key(|row| row.settled) else {
        return;
    };
    let is_open = rows.iter().any(|row| row.settled.is_none());
    let at = newest.settled.filter(|_| !is_open).map(time_of_day);
    let state = at.as_deref().map_or(Tick::Open, Tick::Done);
    let mut help: Vec<String> = rows.iter().map(|row| texts::asked_for(row.duty)).collect();
    help.dedup();
    let help = help.join(". ");
    let line = CheckRow::by_hand(texts::FIRST_WORDS_SAID, state).help(help.as_str());
    let (act, _) = line.never_deferred().never_skipped().show(ui);
    said.actions.extend(rows.iter().filter_map(|row| acted(row, act)));
}

fn tick(ui: &mut Ui, row: &DutyRow<'_>, help: &str, said: &mut Said) {
    let at = row.settled.map(time_of_day);
    let line = match at.as_deref() {
        Some(at) if row.ticks_itself => CheckRow::sensed(&row.words, Sensed::Met(at), Tick::Open),
        Some(at) => CheckRow::by_hand(&row.words, Tick::Done(at)),
        None => CheckRow::by_hand(&row.words, Tick::Open),
    };
    let line = line.help(help).never_deferred().never_skipped();
    let (act, _) = ui.push_id(("duty", row.duty.id.as_str()), |ui| line.show(ui)).inner;
    said.actions.extend(acted(row, act));
}

/// What a press on the tick of a row asks for.
fn acted(row: &DutyRow<'_>, act: Option<CheckAct>) -> Option<Action> {
    let (duty, words) = (row.duty.id.clone(), row.words.clone());
    match act? {
        CheckAct::Tick => Some(Action::Places(PlacesAction::Settle { duty, words })),
        CheckAct::Untick => Some(Action::Places(PlacesAction::TakeBack { duty, words })),
        _ => None,
    }
}
