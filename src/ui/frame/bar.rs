//! The bar above every page.

use super::{Density, Seen};
use crate::app::action::DeskAction;
use crate::app::{Action, Drafts, Page};
use crate::ui::icons::Icon;
use crate::ui::shortcuts::{Command, hint};
use crate::ui::text::today as words;
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, bar};
use crate::ui::window::{Focus, Said};
use eframe::egui::{TextEdit, Ui, Vec2};

pub(super) fn ui(ui: &mut Ui, density: Density, seen: &Seen<'_>, drafts: &mut Drafts, said: &mut Said) {
    bar(ui, |ui| {
        ui.spacing_mut().item_spacing.x =
            if density == Density::Tight { Space::Xs } else { Space::S }.points(ui);
        let fitted =
            |button: Button<'static>| if density == Density::Tight { button.icon_only() } else { button };
        if fitted(Button::quiet(words::TODAY).icon(Icon::Today)).show(ui).clicked() {
            said.act(Action::Desk(DeskAction::ShowToday));
        }
        let key = hint(ui.ctx(), Command::NewCall).filter(|_| density == Density::Roomy);
        if fitted(Button::quiet(words::NEW_CALL).icon(Icon::Plus)).key(key.as_deref()).show(ui).clicked() {
            said.act(Action::Desk(DeskAction::ShowToday));
            said.focus = Some(Focus::Client);
        }
        if let Some(open) = &seen.state.call
            && seen.state.page != Page::Call
            && fitted(
                Button::secondary(if open.is_running() {
                    words::BACK_TO_CALL
                } else {
                    words::BACK_TO_FINISHED
                })
                .icon(Icon::Phone),
            )
            .show(ui)
            .clicked()
        {
            said.act(Action::Desk(DeskAction::ShowCall));
        }
        if fitted(Button::quiet(words::SETTINGS).icon(Icon::Settings)).show(ui).clicked() {
            said.act(Action::Desk(DeskAction::ShowSettings));
        }
        search(ui, seen, drafts, said);
    });
}

fn search(ui: &mut Ui, seen: &Seen<'_>, drafts: &mut Drafts, said: &mut Said) {
    let em = crate::ui::theme::Type::Body.font(ui).size;
    let size = Vec2::new((em * 14.0).min(ui.available_size_before_wrap().x), ui.spacing().interact_size.y);
    let edit = TextEdit::singleline(&mut drafts.search).hint_text(words::SEARCH_HINT).desired_width(size.x);
    let response = ui.add_sized(size, edit).accessible_name(words::SEARCH);
    if said.focus == Some(Focus::Search) {
        response.request_focus();
        said.focus = None;
    }
    if response.changed() && seen.state.page != Page::Today {
        said.act(Action::Desk(DeskAction::ShowToday));
        said.focus = Some(Focus::Search);
    }
}
