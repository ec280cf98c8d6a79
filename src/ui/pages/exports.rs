//! What of a finished call is written elsewhere: the call note, and the recording as one sound file.

use crate::app::action::{ClosingAction, SoundOrder};
use crate::app::sound_export::{Exportable, exportable};
use crate::app::state::OpenCall;
use crate::app::view::cases::has_certificate;
use crate::app::{Action, AudioFormat, Drafts, NoteFormat, Writing};
use crate::domain::sound_export::Gaps;
use crate::ui::browse;
use crate::ui::frame::Seen;
use crate::ui::icons::Icon;
use crate::ui::text::cases::CERTIFICATE;
use crate::ui::text::close as words;
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, Button, Field, one_of, row, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;
use std::path::PathBuf;

/// Formats a call note can be exported to.
const FORMATS: [(NoteFormat, &str); 3] =
    [(NoteFormat::Docx, "Word"), (NoteFormat::Markdown, "Markdown"), (NoteFormat::Json, "JSON")];

/// What can become of gaps in a sound file.
const GAPS: [(Gaps, &str); 2] = [(Gaps::Silence, words::GAPS_AS_SILENCE), (Gaps::Cut, words::GAPS_CUT_OUT)];

/// Paints it.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    note(ui, seen, open, drafts, said);
    if !open.call.recording.segments.is_empty() {
        Space::M.add(ui);
        show::strong(ui, words::SOUND);
        // What comes and goes in there takes the keyboard from no control below.
        ui.push_id("sound", |ui| sound(ui, seen, open, drafts, said));
    }
    for path in &seen.state.written {
        show::copyable(ui, &words::written(&path.display().to_string()));
    }
}

/// Where it goes: the folder that is typed, else the person's documents.
fn folder(seen: &Seen<'_>, drafts: &Drafts) -> PathBuf {
    let typed = drafts.export.folder.trim();
    if typed.is_empty() { seen.state.documents.clone() } else { PathBuf::from(typed) }
}

fn note(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    if let Some(format) = one_of(ui, words::FORMAT, &FORMATS, drafts.export.format) {
        drafts.export.format = format;
    }
    if let Some(folder) = browse::chosen(ui.ctx()) {
        drafts.export.folder = folder.display().to_string();
    }
    let usual = seen.state.documents.display().to_string();
    Field::new(words::FOLDER, &mut drafts.export.folder).hint(&usual).show(ui);
    Space::Xs.add(ui);
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        let (format, folder) = (drafts.export.format, folder(seen, drafts));
        let export = |writing| Action::Closing(ClosingAction::Export { writing, folder: folder.clone() });
        if Button::primary(words::EXPORT).icon(Icon::Save).show(ui).clicked() {
            said.act(export(Writing::CallNote(format)));
        }
        if has_certificate(&open.call) && Button::secondary(CERTIFICATE).icon(Icon::Save).show(ui).clicked() {
            said.act(export(Writing::Certificate(format)));
        }
        if Button::secondary(words::COPY).icon(Icon::Copy).show(ui).clicked() {
            said.act(Action::Closing(ClosingAction::Copy));
        }
        if Button::quiet(words::BROWSE).icon(Icon::Folder).show(ui).clicked() {
            browse::ask(ui.ctx());
        }
    });
    if seen.state.copied {
        Banner::info(words::COPIED).show(ui);
    }
}

fn sound(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    let can = exportable(open);
    let because = match &can {
        Exportable::Restricted => Some(words::SOUND_RESTRICTED),
        Exportable::Deleted => Some(words::SOUND_DELETED),
        Exportable::Nothing => Some(words::SOUND_NOT_YET),
        Exportable::Without(_) => None,
    };
    if let Some(gaps) = one_of(ui, words::GAPS, &GAPS, drafts.export.gaps) {
        drafts.export.gaps = gaps;
    }
    Space::Xs.add(ui);
    // What is under way stands where it was begun, so that nothing moves.
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        match &seen.state.sound_export {
            Some(export) => under_way(ui, export.done, said),
            None => begin(ui, because, (drafts.export.gaps, folder(seen, drafts)), said),
        }
    });
    match (because, &can) {
        (Some(because), _) => drop(show::small(ui, because)),
        (None, Exportable::Without(locked)) if !locked.is_empty() => {
            let locked: Vec<u32> = locked.iter().copied().collect();
            show::small(ui, &words::sound_without(&locked));
        }
        _ => drop(show::small(ui, words::SOUND_HELP)),
    }
}

fn under_way(ui: &mut Ui, done: f32, said: &mut Said) {
    if Button::secondary(words::GIVE_UP).show(ui).clicked() {
        said.act(Action::Closing(ClosingAction::GiveUpSoundExport));
    }
    show::body(ui, &words::writing_sound(done));
}

fn begin(ui: &mut Ui, because: Option<&str>, (gaps, folder): (Gaps, PathBuf), said: &mut Said) {
    for (format, name) in [(AudioFormat::Wav, words::EXPORT_WAV), (AudioFormat::Flac, words::EXPORT_FLAC)] {
        let button = Button::secondary(name).icon(Icon::Save);
        let button = match because {
            Some(because) => button.disabled_as_told(because),
            None => button,
        };
        if button.show(ui).clicked() && because.is_none() {
            let order = SoundOrder { format, gaps, folder: folder.clone() };
            said.act(Action::Closing(ClosingAction::ExportSound(order)));
        }
    }
}
