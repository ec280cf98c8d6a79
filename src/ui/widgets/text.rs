//! Words to read, one function a kind of text; each wraps and none is clipped.

use crate::ui::theme::{Palette, Type};
use eframe::egui::accesskit::Live;
use eframe::egui::{Label, Response, Role, Ui};

/// The title of a page; a heading for a screen reader.
pub fn title(ui: &mut Ui, words: &str) -> Response {
    headline(ui, words, Type::Title)
}

/// The heading of a section; a heading for a screen reader.
pub fn heading(ui: &mut Ui, words: &str) -> Response {
    headline(ui, words, Type::Heading)
}

/// Running text.
pub fn body(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(Type::Body.text(ui, words)).wrap())
}

/// Running text that leads.
pub fn strong(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(Type::Strong.text(ui, words)).wrap())
}

/// Running text that stays in the background.
pub fn soft(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(Type::Body.tinted(ui, words, Palette::of(ui).text_soft)).wrap())
}

/// A side remark in small type.
pub fn small(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(Type::Small.tinted(ui, words, Palette::of(ui).text_soft)).wrap())
}

/// A side remark that appears by itself: a screen reader says it once.
pub fn remark(ui: &mut Ui, words: &str) -> Response {
    let response = small(ui, words);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Status);
        node.set_label(words);
        node.set_live(Live::Polite);
    });
    response
}

/// Words to read aloud that need no tick.
pub fn script(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(Type::Script.text(ui, words)).wrap())
}

/// Words a person may mark and copy, such as a hash or a path.
pub fn copyable(ui: &mut Ui, words: &str) -> Response {
    ui.add(Label::new(Type::Body.text(ui, words)).wrap().selectable(true))
}

fn headline(ui: &mut Ui, words: &str, kind: Type) -> Response {
    let response = ui.add(Label::new(kind.text(ui, words)).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(words);
    });
    response
}
