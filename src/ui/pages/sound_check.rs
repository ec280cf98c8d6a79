//! The sound check on the Prepare page: this side hears itself before dialling.

use crate::app::action::RecorderAction;
use crate::app::state::SoundCheck;
use crate::app::trouble::capture_told;
use crate::app::{Action, State, sound_check};
use crate::domain::readiness::HEARD_PEAK;
use crate::ui::icons::Icon;
use crate::ui::text::{recorder, sound_check as words};
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, Button, Hearing, named_level_meter, row, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Paints it.
pub fn ui(ui: &mut Ui, state: &State, said: &mut Said) {
    let check = state.recorder.check;
    match check {
        Some(SoundCheck::Hearing { left_ms }) => {
            under_way(ui, &words::hearing(left_ms), state.recorder.level, said);
        }
        Some(SoundCheck::Playing { left_ms, level }) => {
            under_way(ui, &words::playing(left_ms), level, said);
        }
        None | Some(SoundCheck::Played | SoundCheck::NothingHeard | SoundCheck::NoOutput) => {
            begin(ui, state, said);
        }
    }
    match check {
        None => {
            show::small(ui, words::HELP);
        }
        Some(SoundCheck::Played) => {
            show::small(ui, words::PLAYED);
        }
        Some(SoundCheck::NothingHeard) => told(ui, words::NOTHING_HEARD),
        Some(SoundCheck::NoOutput) => told(ui, words::NO_OUTPUT),
        Some(SoundCheck::Hearing { .. } | SoundCheck::Playing { .. }) => {}
    }
}

fn begin(ui: &mut Ui, state: &State, said: &mut Said) {
    let trouble = state.recorder.listen_trouble.as_ref().map(|error| capture_told(error).what);
    let because = match &trouble {
        _ if !sound_check::may_be_made(state) => Some(words::SOMEBODY_ON_THE_LINE),
        other => other.as_deref(),
    };
    let button = Button::secondary(words::NAME).disabled_because(because);
    if button.show(ui).clicked() && because.is_none() {
        said.act(Action::Recorder(RecorderAction::CheckSound));
    }
}

/// The button to stop stands where the one to begin stood.
fn under_way(ui: &mut Ui, countdown: &str, level: f32, said: &mut Said) {
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        if Button::secondary(words::STOP).icon(Icon::Stop).show(ui).clicked() {
            said.act(Action::Recorder(RecorderAction::StopSoundCheck));
        }
        show::strong(ui, countdown);
    });
    let heard =
        if level >= HEARD_PEAK { Hearing::Heard(recorder::HEARD) } else { Hearing::Silence(recorder::QUIET) };
    named_level_meter(ui, words::LEVEL, level, heard);
}

fn told(ui: &mut Ui, (what, advice): (&str, &str)) {
    Space::Xs.add(ui);
    Banner::caution(what).advice(advice).show(ui);
}
