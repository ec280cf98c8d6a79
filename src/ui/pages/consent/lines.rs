//! Lines to read aloud with the English beside them: in two columns where there is room, below in small type where not.

use crate::app::state::State;
use crate::app::view::words;
use crate::domain::call::Call;
use crate::domain::consent_script::{Duty, RecordingScript, ScriptLine};
use crate::domain::language::{ENGLISH, is_same};
use crate::ui::icons::Icon;
use crate::ui::text::words as texts;
use crate::ui::theme::{Palette, Space, Type};
use crate::ui::widgets::{bar, split, text as show};
use eframe::egui::Ui;

/// A script that is read, and the English one where it is in another language.
#[derive(Clone, Copy)]
pub(super) struct Scripts<'a> {
    /// What is read aloud.
    pub read: &'a RecordingScript,
    /// What it means.
    pub english: Option<&'a RecordingScript>,
}

impl<'a> Scripts<'a> {
    /// For what is said besides the words an answer is given to.
    pub fn of(state: &'a State, call: &Call) -> Option<Self> {
        words::spoken(state, call).map(|read| Self::reading(state, read))
    }

    /// The script in force, for the words an answer is given to; `None` where its file is gone.
    pub fn in_force(state: &'a State, call: &Call) -> Option<Self> {
        words::in_force(state, call).map(|read| Self::reading(state, read))
    }

    fn reading(state: &'a State, read: &'a RecordingScript) -> Self {
        let is_foreign = !is_same(&read.language, ENGLISH);
        let english = if is_foreign { words::english_of(state, read) } else { None };
        Self { read, english }
    }

    /// One of the fields both scripts have, in both.
    pub fn both(&self, field: impl Fn(&RecordingScript) -> &str) -> (String, Option<String>) {
        let english = self.english.map(|script| field(script).to_owned());
        (field(self.read).to_owned(), english)
    }
}

/// Words to read aloud, and the English of them.
pub(super) fn beside(ui: &mut Ui, read: &str, english: Option<&str>) {
    let Some(english) = english else {
        show::script(ui, read);
        return;
    };
    split(ui, &mut (), |ui, ()| drop(show::script(ui, read)), |ui, ()| drop(show::small(ui, english)));
}

/// Lines of a script in order, each under what it has to tell. What only helps the talk along stands without.
pub(super) fn script_lines(
    ui: &mut Ui,
    scripts: Scripts<'_>,
    lines: &[ScriptLine],
    filled: impl Fn(&str) -> String,
) {
    let mut above: Option<Duty> = None;
    for line in lines {
        let goes_on = line.duty.is_some() && line.duty == above;
        if goes_on { Space::Xs } else { Space::S }.add(ui);
        if let Some(duty) = line.duty.filter(|duty| Some(*duty) != above) {
            caption(ui, texts::duty(duty));
        }
        above = line.duty;
        one(ui, scripts, line, &filled);
    }
}

/// Lines of a script in order, close together: every one of them is said.
pub(super) fn plain_lines(
    ui: &mut Ui,
    scripts: Scripts<'_>,
    lines: &[ScriptLine],
    filled: impl Fn(&str) -> String,
) {
    for line in lines {
        Space::S.add(ui);
        one(ui, scripts, line, &filled);
    }
}

fn one(ui: &mut Ui, scripts: Scripts<'_>, line: &ScriptLine, filled: &impl Fn(&str) -> String) {
    let english = scripts.english.and_then(|script| script.words_of(&line.id)).map(filled);
    beside(ui, &filled(&line.say), english.as_deref());
}

/// What the lines below have to tell.
fn caption(ui: &mut Ui, words: &str) {
    bar(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        Icon::Lock.beside(ui, Type::Small, Palette::of(ui).accent);
        show::small(ui, words);
    });
}
