//! Settings: who you are, what is recorded and what becomes of it, the look, the data.

use super::consent::place;
use super::sides;
use crate::app::action::{RecorderAction, SettingsAction};
use crate::app::drafts::PlaceDraft;
use crate::app::trouble::capture_told;
use crate::app::view::places::read;
use crate::app::{Action, Drafts, FarEndChoice, Settings, SoundDevice, State, TextPercent, Theme};
use crate::domain::custody::AfterWithdrawal;
use crate::ui::frame::Seen;
use crate::ui::shortcuts::BINDINGS;
use crate::ui::text::places::PlaceOf;
use crate::ui::text::{custody, places, settings as words};
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, Field, card, combo, key_value, one_of, row, segmented, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;
use std::path::PathBuf;

const THEMES: [(Theme, &str); 3] = [
    (Theme::System, words::THEME_SYSTEM),
    (Theme::Light, words::THEME_LIGHT),
    (Theme::Dark, words::THEME_DARK),
];

const PERCENTS: [u16; 5] = [100, 125, 150, 175, 200];

/// Paints the page.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, drafts: &mut Drafts, said: &mut Said) {
    show::title(ui, words::TITLE);
    Space::L.add(ui);
    let mut draft = drafts.settings.take().unwrap_or_else(|| seen.state.settings.clone());
    card(ui, words::YOU, |ui| {
        you(ui, &mut draft);
        your_place(ui, seen.state, &mut drafts.places.own, &mut draft);
    });
    Space::M.add(ui);
    card(ui, words::SOUND, |ui| sound(ui, seen.state, &mut draft, said));
    Space::M.add(ui);
    card(ui, custody::AFTER_WITHDRAWAL, |ui| after_withdrawal(ui, &mut draft.after_withdrawal));
    Space::M.add(ui);
    card(ui, words::CALL_NOTE, |ui| call_note(ui, &mut draft));
    Space::M.add(ui);
    card(ui, words::LOOK, |ui| look(ui, &mut draft));
    Space::M.add(ui);
    card(ui, words::DATA, |ui| data(ui, seen.state, &mut draft));
    Space::M.add(ui);
    save(ui, seen.state, &draft, drafts.places.own.as_ref(), said);
    Space::L.add(ui);
    card(ui, words::CHECKLISTS, |ui| checklists(ui, seen.state, said));
    Space::M.add(ui);
    card(ui, words::KEYS, keys);
    drafts.settings = Some(draft);
}

fn you(ui: &mut Ui, draft: &mut Settings) {
    show::small(ui, words::YOU_HELP);
    let operator = &mut draft.operator;
    Field::new(words::NAME, &mut operator.name).show(ui);
    Field::new(words::JOB_TITLE, &mut operator.title).hint(words::JOB_TITLE_HINT).show(ui);
    Field::new(words::FIRM, &mut operator.firm).show(ui);
    Field::new(words::ATTORNEY, &mut operator.attorney).show(ui);
}

fn your_place(ui: &mut Ui, state: &State, typed: &mut Option<PlaceDraft>, draft: &mut Settings) {
    let shown = draft.place.as_deref().map_or("", |code| state.law.name_of(code)).to_owned();
    let (label, help) = (places::YOUR_PLACE, places::YOUR_PLACE_HELP);
    let written = place::field(ui, state, (label, help, PlaceOf::Desk), &shown, typed);
    let Some(typed) = typed else { return };
    if place::is_handed_in(&written) {
        typed.refused = is_no_place(state, Some(typed));
    }
    // Taken as soon as it is one; what is none keeps the settings from being saved.
    match read(&state.law, &typed.text) {
        _ if typed.text.trim().is_empty() => draft.place = None,
        Ok(place) => draft.place = (!place.is_unknown()).then(|| place.code().to_owned()),
        Err(_) => {}
    }
}

/// Whether what is typed as one's own place is none.
fn is_no_place(state: &State, typed: Option<&PlaceDraft>) -> bool {
    typed.is_some_and(|typed| !typed.text.trim().is_empty() && read(&state.law, &typed.text).is_err())
}

fn sound(ui: &mut Ui, state: &State, draft: &mut Settings, said: &mut Said) {
    let (microphones, far_ends): (&[SoundDevice], &[SoundDevice]) = match &state.recorder.devices {
        Some(Ok(found)) => (&found.microphones, &found.far_ends),
        Some(Err(error)) => {
            let told = capture_told(error);
            show::body(ui, &told.what);
            show::small(ui, &told.advice);
            (&[], &[])
        }
        None => (&[], &[]),
    };
    let (mut ids, mut names) = (vec![None], vec![words::SYSTEM_CHOICE.to_owned()]);
    offer(microphones, &mut ids, &mut names, draft.microphone.as_deref());
    let mut chosen = ids.iter().position(|id| *id == draft.microphone).unwrap_or_default();
    combo(ui, words::MICROPHONE, &names, &mut chosen);
    if let Some(id) = ids.get(chosen) {
        draft.microphone.clone_from(id);
    }
    Space::S.add(ui);
    far_end(ui, far_ends, &mut draft.far_end);
    sides::where_it_cannot(ui, state);
    Space::Xs.add(ui);
    if Button::quiet(words::LOOK_AGAIN).small().show(ui).clicked() {
        said.act(Action::Recorder(RecorderAction::ListDevices));
    }
}

/// Adds each device to a list, and the chosen one where it is not there.
fn offer(
    found: &[SoundDevice],
    ids: &mut Vec<Option<String>>,
    names: &mut Vec<String>,
    chosen: Option<&str>,
) {
    for device in found {
        ids.push(Some(device.id.clone()));
        names.push(device.name.clone());
    }
    if let Some(chosen) = chosen.filter(|id| !ids.iter().any(|known| known.as_deref() == Some(id))) {
        names.push(words::not_there(chosen));
        ids.push(Some(chosen.to_owned()));
    }
}

fn far_end(ui: &mut Ui, found: &[SoundDevice], draft: &mut FarEndChoice) {
    let (mut ids, mut names) = (vec![None, None], words::FAR_END_CHOICES.map(str::to_owned).to_vec());
    let device = match &draft {
        FarEndChoice::Device(id) => Some(id.clone()),
        FarEndChoice::Off | FarEndChoice::SystemChoice => None,
    };
    offer(found, &mut ids, &mut names, device.as_deref());
    let mut chosen = match &draft {
        FarEndChoice::SystemChoice => 0,
        FarEndChoice::Off => 1,
        FarEndChoice::Device(_) => ids.iter().position(|id| *id == device).unwrap_or_default(),
    };
    combo(ui, words::FAR_END, &names, &mut chosen);
    *draft = match (chosen, ids.get(chosen).cloned().flatten()) {
        (_, Some(id)) => FarEndChoice::Device(id),
        (1, None) => FarEndChoice::Off,
        (_, None) => FarEndChoice::SystemChoice,
    };
}

fn after_withdrawal(ui: &mut Ui, draft: &mut AfterWithdrawal) {
    show::small(ui, custody::AFTER_WITHDRAWAL_HELP);
    let names = AfterWithdrawal::ALL.map(custody::rule);
    let mut chosen = AfterWithdrawal::ALL.iter().position(|rule| rule == draft).unwrap_or_default();
    combo(ui, custody::RULE, &names, &mut chosen);
    if let Some(rule) = AfterWithdrawal::ALL.get(chosen) {
        *draft = *rule;
    }
}

fn call_note(ui: &mut Ui, draft: &mut Settings) {
    show::small(ui, words::TALK_SHARE_HELP);
    let [out, put_in] = words::TALK_SHARE_CHOICES;
    let all = [(false, out), (true, put_in)];
    if let Some(put_in) = one_of(ui, words::TALK_SHARE, &all, draft.talk_share_in_note) {
        draft.talk_share_in_note = put_in;
    }
}

fn look(ui: &mut Ui, draft: &mut Settings) {
    if let Some(theme) = one_of(ui, words::THEME, &THEMES, draft.theme) {
        draft.theme = theme;
    }
    Space::S.add(ui);
    let names: Vec<String> = PERCENTS.iter().map(|percent| words::percent(*percent)).collect();
    let mut chosen =
        PERCENTS.iter().position(|percent| *percent >= draft.text_percent.get()).unwrap_or_default();
    if segmented(ui, words::TEXT_SIZE, &names, &mut chosen)
        && let Some(percent) = PERCENTS.get(chosen)
    {
        draft.text_percent = TextPercent::new(*percent);
    }
}

fn data(ui: &mut Ui, state: &State, draft: &mut Settings) {
    show::copyable(ui, &words::in_use(&state.data_folder.display().to_string()));
    let mut folder = draft.data_folder.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    let written = Field::new(words::DATA_FOLDER, &mut folder)
        .hint(words::DATA_FOLDER_HINT)
        .help(words::DATA_FOLDER_HELP)
        .show(ui);
    // A path that is no text is kept as it is until somebody types another.
    if written.response.changed() {
        draft.data_folder = (!folder.trim().is_empty()).then(|| PathBuf::from(folder.trim()));
    }
}

fn save(ui: &mut Ui, state: &State, draft: &Settings, place: Option<&PlaceDraft>, said: &mut Said) {
    let unchanged = (*draft == state.settings).then_some(words::NOTHING_CHANGED);
    let no_place = is_no_place(state, place).then_some(places::PLACE_FIRST);
    row(ui, |ui| {
        let button = Button::primary(words::SAVE).disabled_because(no_place.or(unchanged));
        if button.show(ui).clicked() {
            said.act(Action::Settings(SettingsAction::Save(Box::new(draft.clone()))));
        }
    });
}

fn checklists(ui: &mut Ui, state: &State, said: &mut Said) {
    for list in &state.library.checklists {
        show::body(ui, &words::checklist(&list.title, &list.version, &list.language));
    }
    show::body(ui, &places::law_in_force(&state.law));
    Space::S.add(ui);
    for script in &state.consent_scripts.scripts {
        show::body(ui, &words::checklist(&script.title, &script.version, &script.language));
    }
    Space::Xs.add(ui);
    if Button::quiet(words::RELOAD).small().show(ui).clicked() {
        said.act(Action::Settings(SettingsAction::ReloadChecklists));
    }
}

fn keys(ui: &mut Ui) {
    let keys: Vec<String> = BINDINGS.iter().map(|binding| ui.ctx().format_shortcut(&binding.key)).collect();
    let rows: Vec<(&str, &str)> =
        keys.iter().zip(BINDINGS).map(|(key, binding)| (key.as_str(), binding.words)).collect();
    key_value(ui, &rows);
}
