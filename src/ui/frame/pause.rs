//! Why the recording was paused: asked in one line, answered by one press or in own words, now or later; nothing waits for it.

use super::Seen;
use crate::app::action::RecorderAction;
use crate::app::view::recorder::{long_pause, unexplained_pause};
use crate::app::{Action, Drafts};
use crate::domain::recording::Pause;
use crate::ui::text::recorder as words;
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, Field, bar, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Whether there is anything to say or to ask.
pub(super) fn any(seen: &Seen<'_>, drafts: &Drafts) -> bool {
    is_long(seen) || asked(seen, drafts).is_some()
}

/// The newest pause of the running take, while it has no reason and somebody may still give one.
fn asked<'a>(seen: &Seen<'a>, drafts: &Drafts) -> Option<&'a Pause> {
    unexplained_pause(seen.state).filter(|pause| drafts.pause.left_without != Some(pause.since))
}

fn is_long(seen: &Seen<'_>) -> bool {
    seen.now.is_some_and(|now| long_pause(seen.state, now.at).is_some())
}

/// Says that a pause is long, and asks for its reason.
pub(super) fn ui(ui: &mut Ui, seen: &Seen<'_>, drafts: &mut Drafts, said: &mut Said) {
    if is_long(seen) {
        show::remark(ui, words::LONG_PAUSE);
    }
    let Some(pause) = asked(seen, drafts) else {
        return;
    };
    let question = pause.lasted.map_or_else(|| words::WHY_PAUSED.to_owned(), words::why_paused);
    let mut reason = None;
    bar(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        show::small(ui, &question);
        for ready in words::PAUSE_REASONS {
            if Button::secondary(ready).small().show(ui).clicked() {
                reason = Some(ready.to_owned());
            }
        }
        if Button::quiet(words::OTHER_REASON).small().show(ui).clicked() {
            drafts.pause.in_own_words = Some(pause.since);
        }
        if Button::quiet(words::NO_REASON).small().show(ui).clicked() {
            drafts.pause.left_without = Some(pause.since);
        }
    });
    if drafts.pause.in_own_words == Some(pause.since) {
        let written = Field::new(words::PAUSE_REASON, &mut drafts.pause.text).show(ui);
        if written.entered {
            reason = Some(drafts.pause.text.clone());
        }
    }
    said.actions.extend(reason.map(|reason| Action::Recorder(RecorderAction::ExplainPause(reason))));
}
