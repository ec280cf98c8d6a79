//! Where each person is right now, and how they talk. A paralegal may pass it by: what is not known counts as all-party.

use crate::app::action::PlacesAction;
use crate::app::drafts::PlaceDraft;
use crate::app::state::{OpenCall, State};
use crate::app::view::places::{Whereabouts, own_place, read};
use crate::app::{Action, Drafts};
use crate::domain::consent::OnTheLine;
use crate::law::Medium;
use crate::ui::icons::Icon;
use crate::ui::text::places::{self as texts, PlaceOf};
use crate::ui::theme::Space;
use crate::ui::widgets::{Button, Chip, Field, Written, chips, row, text as show};
use crate::ui::window::Said;
use eframe::egui::Ui;

const MEDIUMS: [Medium; 2] = [Medium::Telephone, Medium::InPerson];

/// A field a person, and the switch between telephone and room.
pub fn ui(ui: &mut Ui, state: &State, open: &OpenCall, drafts: &mut Drafts, said: &mut Said) {
    for someone in open.call.consent().present() {
        ui.push_id(("place", someone.person.id.as_str()), |ui| {
            person(ui, (state, open), someone, drafts, said);
        });
        Space::S.add(ui);
    }
    match own_place(state) {
        Some(place) => {
            show::body(ui, &texts::you_are_in(&place.name));
        }
        None => own(ui, state, drafts, said),
    }
    Space::S.add(ui);
    let chosen = MEDIUMS.iter().position(|medium| *medium == open.medium).unwrap_or_default();
    let picked = chips(ui, texts::TALK, &texts::MEDIUMS.map(Chip::new), chosen);
    if let Some(medium) = picked.and_then(|picked| MEDIUMS.get(picked)) {
        said.act(Action::Places(PlacesAction::TalkBy(*medium)));
    }
}

fn person(
    ui: &mut Ui,
    (state, open): (&State, &OpenCall),
    someone: &OnTheLine,
    drafts: &mut Drafts,
    said: &mut Said,
) {
    let (id, name) = (&someone.person.id, &someone.person.name);
    let whereabouts = Whereabouts::of(&state.law, &open.call, someone);
    let shown = match &whereabouts {
        Whereabouts::Told { name, .. } | Whereabouts::Gone { name } => name.clone(),
        Whereabouts::Guessed(guess) => state.law.name_of(guess.place.code()).to_owned(),
        Whereabouts::NobodyKnows { .. } | Whereabouts::NotNoted => String::new(),
    };
    let mut draft = drafts.places.of.get(id).cloned();
    let known = texts::how_known(&whereabouts);
    let written = field(ui, state, (&texts::where_is(name), &known, PlaceOf::Person), &shown, &mut draft);
    if let Some(draft) = &draft {
        drafts.places.of.insert(id.clone(), draft.clone());
    }
    let confirms = draft.is_none() && written.entered;
    match &whereabouts {
        Whereabouts::Guessed(_) if confirms => {
            said.act(Action::Places(PlacesAction::ConfirmGuess(id.clone())));
        }
        _ if draft.is_some() && is_handed_in(&written) => {
            said.act(Action::Places(PlacesAction::Give(id.clone())));
        }
        _ => {}
    }
    // What was noted is unsaid as well, once somebody begins to.
    let is_settled = match whereabouts {
        Whereabouts::NobodyKnows { .. } => true,
        Whereabouts::Told { .. } => draft.is_none(),
        _ => false,
    };
    if is_settled {
        return;
    }
    Space::Xs.add(ui);
    row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        if let Whereabouts::Guessed(guess) = &whereabouts {
            let label = texts::is_there(name, guess, &state.law);
            if Button::secondary(&label).icon(Icon::Check).small().show(ui).clicked() {
                said.act(Action::Places(PlacesAction::ConfirmGuess(id.clone())));
            }
        }
        let nobody = texts::nobody_knows(name);
        if Button::quiet(texts::NOBODY_KNOWS).named(&nobody).small().show(ui).clicked() {
            said.act(Action::Places(PlacesAction::NobodyKnows(id.clone())));
        }
    });
}

fn own(ui: &mut Ui, state: &State, drafts: &mut Drafts, said: &mut Said) {
    let written = field(ui, state, (texts::OWN, texts::OWN_HELP, PlaceOf::Desk), "", &mut drafts.places.own);
    if drafts.places.own.is_some() && is_handed_in(&written) {
        said.act(Action::Places(PlacesAction::GiveOwn));
    }
}

/// A field for a place, which shows what is known until somebody types. What is no place is said once it was handed in.
pub fn field(
    ui: &mut Ui,
    state: &State,
    (label, help, whose): (&str, &str, PlaceOf),
    shown: &str,
    draft: &mut Option<PlaceDraft>,
) -> Written {
    let mut text = draft.as_ref().map_or_else(|| shown.to_owned(), |draft| draft.text.clone());
    let refused = draft.as_ref().filter(|draft| draft.refused);
    let problem = refused.and_then(|draft| read(&state.law, &draft.text).err());
    let problem = problem.map(|why| texts::no_place(&why, whose));
    let written = Field::new(label, &mut text)
        .hint(texts::HINT)
        .completion(&state.places)
        .help((!help.is_empty()).then_some(help))
        .problem(problem.as_deref())
        .show(ui);
    if written.response.changed() {
        *draft = Some(PlaceDraft { text, refused: false });
    }
    written
}

/// Enter, a place taken from the list, and going on to the next field all mean it.
pub fn is_handed_in(written: &Written) -> bool {
    written.entered || written.accepted.is_some() || written.response.lost_focus()
}
