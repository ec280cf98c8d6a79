//! What will be recorded, said before the call: this side and the far end, or why not and what to do.

use crate::app::view::recorder::{FarEndPlan, far_end_plan};
use crate::app::{NoFarEnd, State};
use crate::ui::text::recorder as words;
use crate::ui::widgets::{Banner, text as show};
use eframe::egui::Ui;

/// Says it; nothing where it is not known yet.
pub fn ui(ui: &mut Ui, state: &State) {
    match far_end_plan(state) {
        FarEndPlan::NotKnown => {}
        FarEndPlan::From(device) => {
            show::small(ui, &words::both_sides(&device));
        }
        FarEndPlan::Off => {
            show::small(ui, words::THIS_SIDE_ONLY);
        }
        FarEndPlan::NotHere(why) => cannot(ui, why),
        FarEndPlan::NotThere => {
            Banner::info(words::FAR_END_NOT_THERE).advice(words::FAR_END_NOT_THERE_ADVICE).show(ui);
        }
    }
}

/// Says it where the far end cannot be recorded here, and nothing otherwise.
pub fn where_it_cannot(ui: &mut Ui, state: &State) {
    if let FarEndPlan::NotHere(why) = far_end_plan(state) {
        cannot(ui, why);
    }
}

fn cannot(ui: &mut Ui, why: NoFarEnd) {
    Banner::info(words::no_far_end(why)).advice(words::NO_FAR_END_ADVICE).show(ui);
}
