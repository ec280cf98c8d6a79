//! Whose call is being opened. Read-only.

use crate::app::KnownClient;
use crate::app::drafts::{OpeningDraft, Whose};
use crate::app::state::{State, Suggestion};

/// The clients the office knows by the name that is typed.
#[must_use]
pub fn namesakes<'a>(state: &'a State, opening: &OpeningDraft) -> Vec<&'a KnownClient> {
    let wanted = opening.client.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let bears_it = |known: &&KnownClient| known.client.card.name.to_lowercase() == wanted;
    state.lists.clients.iter().filter(bears_it).collect()
}

/// The client of that name who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant<'a> {
    /// One the office knows.
    Known(&'a KnownClient),
    /// One the office does not know yet.
    SomeoneNew,
    /// Several bear the name, and nobody said which.
    OneOfSeveral,
}

/// Whom the name that is typed means.
#[must_use]
pub fn meant<'a>(state: &'a State, opening: &OpeningDraft) -> Meant<'a> {
    let known = namesakes(state, opening);
    match (&opening.whose, known.as_slice()) {
        (Whose::SomeoneNew, _) | (_, []) => Meant::SomeoneNew,
        (Whose::ByName, [only]) => Meant::Known(only),
        (Whose::ByName, _) => Meant::OneOfSeveral,
        (Whose::Known(id), several) => {
            let chosen = several.iter().find(|one| one.client.id == *id);
            chosen.map_or(Meant::OneOfSeveral, |one| Meant::Known(one))
        }
    }
}

/// The matters of whoever is meant.
#[must_use]
pub fn matters_offered(state: &State, opening: &OpeningDraft) -> Vec<Suggestion> {
    let offered =
        |title: &str| Suggestion { text: title.to_owned(), detail: String::new(), code: String::new() };
    match meant(state, opening) {
        Meant::Known(known) => known.matters.iter().map(|matter| offered(&matter.title)).collect(),
        Meant::SomeoneNew | Meant::OneOfSeveral => Vec::new(),
    }
}
