//! The list of known words below a field; knows the words, not the records behind them.

pub use crate::app::Suggestion;
use crate::ui::theme::{Palette, Type};
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{
    Color32, CompletionPopup, FocusDirection, Id, Key, Modifiers, RectAlign, Response, RichText, TextEdit, Ui,
};

/// Most suggestions shown at once.
const MOST: usize = 8;

/// The suggestions of a field.
pub(super) struct Offer<'a> {
    /// All of them, best first.
    pub(super) suggestions: &'a [Suggestion],
    /// Whether they are offered before anything is written.
    pub(super) when_empty: bool,
}

impl Offer<'_> {
    /// Shows the field and, while it has the keyboard, the list; answers with the position of the one taken.
    ///
    /// The field then reads that position: two people may share a name, so the name alone would not tell them apart.
    /// [`accept`] and the caller put the words in place.
    pub(super) fn show(&self, ui: &mut Ui, id: Id, edit: TextEdit<'_>) -> (Response, Option<usize>) {
        let open_id = id.with("offering");
        leave_by_tab(ui, id, open_id);
        let ink = Palette::of(ui).text;
        let taken: String = ui.data(|data| data.get_temp(taken_id(id))).unwrap_or_default();
        let output = CompletionPopup::new(id)
            .word_boundary(|_| false)
            .align(RectAlign::BOTTOM_START)
            .accept_keys(vec![Key::Enter])
            .max_height(Type::Body.line_height(ui) * 9.0)
            .show(ui, edit, |query| {
                let silent = if query.text.is_empty() { !self.when_empty } else { query.text == taken };
                if silent { Vec::new() } else { self.entries(query.text, ink) }
            });
        ui.data_mut(|data| data.insert_temp(open_id, output.is_open));
        let accepted = output.accepted.and_then(|accepted| accepted.insert.parse().ok());
        (output.text_edit.response.response, accepted)
    }

    fn entries(&self, written: &str, ink: Color32) -> Vec<eframe::egui::Suggestion> {
        let written = written.trim().to_lowercase();
        let mut matching: Vec<_> =
            self.suggestions.iter().enumerate().filter(|(_, one)| begins(one, &written)).collect();
        // Whoever types a whole code means it: “MA” is Massachusetts before it is the beginning of Maine.
        matching.sort_by_key(|(_, one)| !is_code_of(one, &written));
        matching.truncate(MOST);
        if let [(_, only)] = matching.as_slice()
            && only.text.to_lowercase() == written
        {
            return Vec::new();
        }
        matching.into_iter().map(|(position, one)| entry(one, position, ink)).collect()
    }
}

/// Whether a suggestion, a word of it or its code begins with `written`.
fn begins(one: &Suggestion, written: &str) -> bool {
    let text = one.text.to_lowercase();
    text.starts_with(written)
        || text.split_whitespace().any(|word| word.starts_with(written))
        || one.code.to_lowercase().starts_with(written)
        || is_code_of(one, written)
}

/// Whether `written` is its code, whole or the part of it after a hyphen.
fn is_code_of(one: &Suggestion, written: &str) -> bool {
    let code = one.code.to_lowercase();
    !written.is_empty() && (code == written || code.split_once('-').is_some_and(|(_, part)| part == written))
}

fn entry(one: &Suggestion, position: usize, ink: Color32) -> eframe::egui::Suggestion {
    eframe::egui::Suggestion::new(position.to_string())
        .content(RichText::new(one.text.clone()).color(ink))
        .description(one.detail.clone())
}

/// Puts the cursor of the field behind the words just taken, and keeps the list shut until they are changed.
pub(super) fn accept(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), id);
    ui.data_mut(|data| data.insert_temp(taken_id(id), text.to_owned()));
}

fn taken_id(id: Id) -> Id {
    id.with("taken")
}

/// While the list is open egui gives Tab to it; here Tab must leave the words alone and go on.
fn leave_by_tab(ui: &Ui, id: Id, open_id: Id) {
    let open = ui.data(|data| data.get_temp::<bool>(open_id)).unwrap_or(false);
    if open
        && ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab))
    {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
    }
}
