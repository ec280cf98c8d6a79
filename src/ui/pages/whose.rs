//! Whose call it is: client and matter, completed from what the office knows, and a choice where the name is known already.

use crate::app::action::CallAction;
use crate::app::drafts::{OpeningDraft, Whose};
use crate::app::state::Suggestion;
use crate::app::view::desk::{Meant, matters_offered, meant, namesakes};
use crate::app::{Action, State};
use crate::ui::text::{call, today as words};
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, Field, Written, segmented};
use crate::ui::window::Said;
use eframe::egui::Ui;

/// The two fields, and below them the choice: Tab goes from the name to the matter.
pub fn ui(
    ui: &mut Ui,
    state: &State,
    opening: &mut OpeningDraft,
    (client_hint, matter_help): (&str, Option<&str>),
) -> (Written, Written) {
    let client =
        Field::new(words::CLIENT, &mut opening.client).hint(client_hint).completion(&state.offered).show(ui);
    if let Some(known) = client.accepted.and_then(|position| state.lists.clients.get(position)) {
        opening.whose = Whose::Known(known.client.id.clone());
    } else if client.response.changed() {
        opening.whose = Whose::ByName;
    }
    let offered = matters_offered(state, opening);
    let matter = Field::new(words::MATTER, &mut opening.matter)
        .hint(words::MATTER_HINT)
        .help(matter_help)
        .completion(&offered)
        .offer_when_empty()
        .show(ui);
    which(ui, state, opening);
    (client, matter)
}

/// Two people may bear one name: the file of the wrong one must not be opened unseen.
fn which(ui: &mut Ui, state: &State, opening: &mut OpeningDraft) {
    let known = namesakes(state, opening);
    if known.is_empty() {
        return;
    }
    let told = known.iter().map(|one| words::known_client(&Suggestion::of(one).detail));
    let choices: Vec<String> = told.chain([words::NEW_OF_THAT_NAME.to_owned()]).collect();
    let now = match &opening.whose {
        Whose::SomeoneNew => known.len(),
        Whose::ByName if known.len() > 1 => usize::MAX,
        Whose::ByName => 0,
        Whose::Known(id) => known.iter().position(|one| one.client.id == *id).unwrap_or(usize::MAX),
    };
    let mut chosen = now;
    if segmented(ui, words::WHICH_OF_THAT_NAME, &choices, &mut chosen) {
        opening.whose =
            known.get(chosen).map_or(Whose::SomeoneNew, |one| Whose::Known(one.client.id.clone()));
    }
}

/// Attaches a quick capture to the client's file.
pub fn attach(ui: &mut Ui, state: &State, opening: &mut OpeningDraft, said: &mut Said) {
    self::ui(ui, state, opening, (call::ATTACH_CLIENT_HINT, None));
    Space::Xs.add(ui);
    let no_matter = opening.matter.trim().is_empty().then_some(call::ATTACH_FIRST);
    let missing = no_matter.or(unclear(state, opening));
    if Button::secondary(call::ATTACH).disabled_because(missing).show(ui).clicked() {
        said.act(Action::Call(CallAction::Attach));
    }
}

/// What is still to be said where several clients bear the name.
pub fn unclear(state: &State, opening: &OpeningDraft) -> Option<&'static str> {
    (meant(state, opening) == Meant::OneOfSeveral).then_some(words::SAY_WHICH)
}
