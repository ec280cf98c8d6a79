//! Where the answers lead: ready, or what to say after another answer than yes.

use crate::app::state::OpenCall;
use crate::app::view;
use crate::domain::consent::PersonConsent;
use crate::domain::fact::ConsentAnswer;
use crate::ui::commands::withdraw;
use crate::ui::text::consent as words;
use crate::ui::theme::Space;
use crate::ui::widgets::{Banner, Button, card, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// Whether somebody gave another answer than yes, so that what to say now is needed at once.
pub fn is_otherwise(open: &OpenCall) -> bool {
    open.call.consent().present().any(|someone| {
        matches!(
            someone.consent,
            PersonConsent::Withdrawn { .. }
                | PersonConsent::Answered { answer: ConsentAnswer::No | ConsentAnswer::NotSure, .. }
        )
    })
}

/// Where the answers lead.
pub fn ui(ui: &mut Ui, open: &OpenCall, said: &mut Said) {
    let record = open.call.consent();
    let script = &open.call.checklist.stages.consent;
    let any = |wanted: fn(&PersonConsent) -> bool| record.present().any(|someone| wanted(&someone.consent));
    let withdrawn = any(|consent| matches!(consent, PersonConsent::Withdrawn { .. }));
    let refused = any(|consent| {
        matches!(consent, PersonConsent::Answered { answer: ConsentAnswer::No | ConsentAnswer::NotSure, .. })
    });
    if withdrawn {
        card(ui, words::AFTER_WITHDRAWAL, |ui| {
            show::script(ui, &view::filled(&open.call, &script.after_withdrawal))
        });
    } else if refused {
        card(ui, words::AFTER_NO, |ui| show::script(ui, &view::filled(&open.call, &script.after_no)));
        Space::S.add(ui);
        Banner::info(words::NOT_RECORDED).show(ui);
    } else if record.gaps().is_empty() {
        Banner::info(words::READY).show(ui);
        Space::S.add(ui);
        if Button::secondary(words::WITHDRAW).show(ui).clicked() {
            said.act(withdraw());
        }
    }
}
