//! The words that are read before anyone is asked, in the client's language, and that they were.

use super::lines::{Scripts, beside, script_lines};
use crate::app::action::WordsAction;
use crate::app::state::{OpenCall, State};
use crate::app::view::{self, words as view_words};
use crate::app::{Action, Drafts};
use crate::domain::consent_script::RecordingScript;
use crate::domain::decide::{ConsentStep, Step};
use crate::domain::language::{ANOTHER, LANGUAGES, is_same};
use crate::domain::recording::RecordingState;
use crate::domain::script::{PERSON, blanks_in};
use crate::ui::commands::step;
use crate::ui::text::{consent, time_of_day, words as texts};
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, CheckAct, CheckRow, Tick, card, combo, part, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// What is read aloud, the question, and the tick that they were.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &Drafts, said: &mut Said) {
    part(ui, "words", |ui| read_aloud(ui, state, open, drafts, said));
    Space::M.add(ui);
    part(ui, "question", |ui| {
        card(ui, consent::QUESTION, |ui| {
            question(ui, state, open);
            Space::S.add(ui);
            explained(ui, open, said);
        });
    });
}

fn read_aloud(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &Drafts, said: &mut Said) {
    card(ui, texts::READ_ALOUD, |ui| {
        language(ui, state, open, drafts, said);
        other_words(ui, state, open, drafts, said);
        match Scripts::in_force(state, &open.call) {
            Some(scripts) => {
                show::small(ui, texts::LINES_HELP);
                let filled = |words: &str| view::filled(&open.call, words);
                script_lines(ui, scripts, &scripts.read.lines, filled);
            }
            None => as_on_the_timeline(ui, open),
        }
    });
}

fn words_act(said: &mut Said, action: WordsAction) {
    said.act(Action::Words(action));
}

/// The language of the client: those with a script first.
fn language(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &Drafts, said: &mut Said) {
    let now = view_words::language(state, &open.call, &drafts.words);
    let tags = languages(state, &now);
    let names: Vec<&str> = tags.iter().map(|tag| texts::language(tag)).collect();
    let mut chosen = tags.iter().position(|tag| *tag == now).unwrap_or_default();
    let changed = combo(ui, texts::LANGUAGE, &names, &mut chosen).changed();
    if let Some(tag) = tags.get(chosen).filter(|_| changed) {
        words_act(said, WordsAction::Choose(tag.clone()));
    }
    let card = open.call.client.card.language.trim();
    if !card.is_empty() {
        show::small(ui, &texts::on_the_card(card));
    }
    if !view_words::has_script(state, &now) {
        Space::S.add(ui);
        Banner::info(&texts::no_script(&now)).advice(texts::ASK_THE_INTERPRETER).show(ui);
    }
    Space::S.add(ui);
}

fn languages(state: &State, now: &str) -> Vec<String> {
    let scripts = state.consent_scripts.scripts.iter();
    let written = scripts.filter(|script| script.id == view_words::SCRIPT).map(|script| &script.language);
    let mut tags: Vec<String> = written.cloned().collect();
    for known in LANGUAGES.iter().map(|language| language.tag).chain([ANOTHER, now]) {
        let is_there = if known == now {
            tags.iter().any(|tag| tag == now)
        } else {
            tags.iter().any(|tag| is_same(tag, known))
        };
        if !is_there {
            tags.push(known.to_owned());
        }
    }
    tags
}

/// Words that could be in force and are not: a file changed, another language was chosen, or the call is an earlier one.
fn other_words(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &Drafts, said: &mut Said) {
    let Some(waiting) = view_words::waiting(state, &open.call, &drafts.words) else {
        return;
    };
    let in_force = &open.call.consent().text().language;
    let is_other_language = !is_same(in_force, &waiting.language) && !in_force.is_empty();
    let keep = texts::keep(in_force);
    let both = [texts::PUT_IN_FORCE, keep.as_str()];
    let actions = if is_other_language { &both[..] } else { &both[..1] };
    let pressed = Banner::caution(&what_waits(waiting, is_other_language))
        .advice(what_it_ends(open))
        .actions(actions)
        .show(ui);
    match pressed {
        Some(0) => words_act(said, WordsAction::PutInForce),
        Some(_) => words_act(said, WordsAction::Keep),
        None => {}
    }
    Space::S.add(ui);
}

fn what_waits(waiting: &RecordingScript, is_other_language: bool) -> String {
    if is_other_language {
        texts::language_waits(&waiting.language)
    } else {
        texts::words_wait(&waiting.version)
    }
}

fn what_it_ends(open: &OpenCall) -> &'static str {
    if open.call.recording.state() != RecordingState::Idle {
        texts::ENDS_THE_TAKE
    } else if view_words::something_would_end(&open.call) {
        texts::ENDS_EVERY_YES
    } else {
        texts::HEAR_AGAIN
    }
}

/// Words whose file is no more: as the timeline holds them.
fn as_on_the_timeline(ui: &mut Ui, open: &OpenCall) {
    let text = open.call.consent().text();
    if !text.has_words() {
        show::soft(ui, texts::NOTHING_TO_READ);
        return;
    }
    show::small(ui, texts::EARLIER_WORDS);
    let (_, lines) = text.lines.split_last().unwrap_or((&String::new(), &[]));
    for line in lines {
        Space::S.add(ui);
        show::script(ui, &view::filled(&open.call, line));
    }
}

/// The question, by name where it holds one; with several people on the line each is asked.
fn question(ui: &mut Ui, state: &State, open: &OpenCall) {
    let Some(scripts) = Scripts::in_force(state, &open.call) else {
        let question = open.call.consent().text().lines.last();
        show::script(ui, &view::filled(&open.call, question.map_or("", String::as_str)));
        return;
    };
    let (read, english) = scripts.both(|script| &script.question);
    let present: Vec<_> = open.call.consent().present().map(|someone| &someone.person).collect();
    if blanks_in(&read).contains(&PERSON) {
        for person in present {
            let filled = |words: &str| view::filled_for(&open.call, words, person);
            beside(ui, &filled(&read), english.as_deref().map(filled).as_deref());
        }
        return;
    }
    let filled = |words: &str| view::filled(&open.call, words);
    beside(ui, &filled(&read), english.as_deref().map(filled).as_deref());
    if present.len() > 1 {
        let names: Vec<&str> = present.iter().map(|person| person.name.as_str()).collect();
        show::small(ui, &texts::ask_each(&names));
    }
}

fn explained(ui: &mut Ui, open: &OpenCall, said: &mut Said) {
    let record = open.call.consent();
    let at = record
        .explained()
        .filter(|(stamp, _)| stamp == record.script() && view::all_heard_the_words(&open.call))
        .map(|(_, at)| time_of_day(*at));
    let tick = at.as_deref().map_or(Tick::Open, Tick::Done);
    let (act, _) = CheckRow::by_hand(consent::EXPLAINED, tick).never_deferred().never_skipped().show(ui);
    if act == Some(CheckAct::Tick) {
        said.act(step(Step::Consent(ConsentStep::Explain)));
    }
}
