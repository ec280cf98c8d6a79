//! Messages in a place of their own: what went wrong and what to do. Never over the words being typed.

use super::{Density, Seen, alarms, pause};
use crate::app::action::DeskAction;
use crate::app::state::StoreState;
use crate::app::{Action, Drafts, Page, State, Trouble};
use crate::ui::pages::today;
use crate::ui::text;
use crate::ui::theme::{Palette, Space};
use crate::ui::widgets::Banner;
use crate::ui::window::{ClosingAnswer, ClosingQuestion, Said};
use eframe::egui::{Frame, Key, Modifiers, Panel, ScrollArea, Ui};

/// Most height messages may take, as a share of the window: the page stays in sight.
const MOST_HEIGHT: f32 = 0.35;

pub(super) fn panel(ui: &mut Ui, density: Density, seen: &Seen<'_>, drafts: &mut Drafts, said: &mut Said) {
    // Where room is short the strip has none for a question.
    let asks_here = density == Density::Tight && pause::any(seen, drafts);
    if !any(seen) && !asks_here {
        return;
    }
    let frame = Frame::new().fill(Palette::of(ui).page).inner_margin(Space::S.margin(ui));
    let most = ui.available_height() * MOST_HEIGHT;
    Panel::top("messages").resizable(false).frame(frame).show(ui, |ui| {
        ScrollArea::vertical().id_salt("messages").max_height(most).min_scrolled_height(most).show(
            ui,
            |ui| {
                closing_question(ui, seen.asks, said);
                // That nothing is recorded any more is cut off by nothing else.
                troubles(ui, seen.state, Trouble::ended_the_take, said);
                storage(ui, seen.state, said);
                alarms::ui(ui, seen.state, said);
                if asks_here {
                    pause::ui(ui, seen, drafts, said);
                }
                refused(ui, seen.state);
                troubles(ui, seen.state, |trouble| !trouble.ended_the_take(), said);
            },
        );
    });
}

fn any(seen: &Seen<'_>) -> bool {
    let state = seen.state;
    seen.asks.is_some()
        || state.saving_fails.is_some()
        || closed_elsewhere(state).is_some()
        || state.refused.is_some()
        || alarms::any(state)
        || !state.troubles.is_empty()
}

fn closing_question(ui: &mut Ui, asks: Option<ClosingQuestion>, said: &mut Said) {
    use text::recorder as words;
    let escapes = asks.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let pressed = match asks {
        None => return,
        Some(ClosingQuestion::Recording) => Banner::caution(words::CLOSE_WHILE_RECORDING)
            .advice(words::CLOSE_WHILE_RECORDING_ADVICE)
            .actions(&[words::STOP_AND_CLOSE, words::STAY])
            .show(ui)
            .map(|pressed| if pressed == 0 { ClosingAnswer::StopAndClose } else { ClosingAnswer::Stay }),
        Some(ClosingQuestion::Unsaved) => Banner::caution(words::CLOSE_WHILE_UNSAVED)
            .advice(words::CLOSE_WHILE_UNSAVED_ADVICE)
            .actions(&[words::STAY, words::CLOSE_ANYWAY])
            .show(ui)
            .map(|pressed| if pressed == 1 { ClosingAnswer::CloseAnyway } else { ClosingAnswer::Stay }),
    };
    said.closing = if escapes { Some(ClosingAnswer::Stay) } else { pressed };
}

/// The trouble of a data folder that closed under a call; Today says it on its page.
fn closed_elsewhere(state: &State) -> Option<&Trouble> {
    match &state.store {
        StoreState::Closed(trouble) if state.page != Page::Today => Some(trouble),
        _ => None,
    }
}

fn storage(ui: &mut Ui, state: &State, said: &mut Said) {
    if let Some(trouble) = closed_elsewhere(state) {
        today::closed(ui, trouble, said);
    }
    if let Some(trouble) = &state.saving_fails {
        let told = trouble.told();
        Banner::caution(&told.what).advice(told.advice.as_str()).show(ui);
    }
}

fn refused(ui: &mut Ui, state: &State) {
    if let Some(refusal) = &state.refused {
        Banner::info(&text::refusal(refusal)).show(ui);
    }
}

fn troubles(ui: &mut Ui, state: &State, shown: impl Fn(&Trouble) -> bool, said: &mut Said) {
    for (index, trouble) in state.troubles.iter().enumerate().filter(|(_, trouble)| shown(trouble)) {
        let told = trouble.told();
        let banner =
            Banner::caution(&told.what).advice(told.advice.as_str()).actions(&[text::today::DISMISS]);
        if ui.push_id(index, |ui| banner.show(ui)).inner.is_some() {
            said.act(Action::Desk(DeskAction::Dismiss(index)));
        }
    }
}
