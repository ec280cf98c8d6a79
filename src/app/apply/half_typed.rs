//! Files what is typed on the Close page and was not pressed home: as what it is where it is complete, else in words, as a
//! note. Nothing typed is lost, and nothing is decided for the person.

use super::{Added, add};
use crate::app::drafts::{Drafts, DueDraft, NextContactDraft};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::app::when;
use crate::domain::decide::{CourseStep, NoteStep, Step};
use crate::domain::entry::Now;
use crate::domain::ids::Seq;
use crate::domain::notes::{Due, NoteKind};
use jiff::civil::DateTime;

/// Files settlements, due times and the next contact. What was refused stays typed.
pub(super) fn file_half_typed(
    state: &mut State,
    drafts: &mut Drafts,
    now: &Now,
    effects: &mut Vec<Effect>,
) -> Added {
    for (note, words) in std::mem::take(&mut drafts.settlements) {
        let Some(text) = about(state, note, &words) else { continue };
        if add(state, in_words(text), now, effects) == Added::No {
            drafts.settlements.insert(note, words);
        }
    }
    for (note, due) in std::mem::take(&mut drafts.dues) {
        let Some(step) = due_step(state, note, &due, now) else { continue };
        if add(state, step, now, effects) == Added::No {
            drafts.dues.insert(note, due);
        }
    }
    if let Some(step) = contact_step(&drafts.next_contact, now)
        && add(state, step, now, effects) == Added::Yes
    {
        drafts.next_contact = NextContactDraft::default();
    }
    let is_left = !drafts.settlements.is_empty()
        || !drafts.dues.is_empty()
        || drafts.next_contact != NextContactDraft::default();
    if is_left { Added::No } else { Added::Yes }
}

fn in_words(text: String) -> Step {
    Step::Note(NoteStep::Add { kind: NoteKind::Plain, text, question: None })
}

/// What was typed beside a note, with the note's own text before it; `None` where nothing was typed.
fn about(state: &State, note: Seq, words: &str) -> Option<String> {
    let words = words.trim();
    let notebook = &state.call.as_ref()?.call.notebook;
    let noted = notebook.notes.iter().find(|one| one.seq == note)?;
    (!words.is_empty()).then(|| format!("{}: {words}", noted.text))
}

fn due_step(state: &State, note: Seq, due: &DueDraft, now: &Now) -> Option<Step> {
    let operator = &state.call.as_ref()?.call.operator.name;
    let owner = due.owner.trim();
    let by = local(now).and_then(|local| when::parse(&due.by, local));
    if let (Some(by), false) = (by, owner.is_empty()) {
        return Some(Step::Note(NoteStep::Date { note, due: Due { owner: owner.to_owned(), by } }));
    }
    // The owner's field begins with the paralegal's own name.
    let owner = if owner == operator { "" } else { owner };
    about(state, note, &format!("{owner} {}", due.by.trim())).map(in_words)
}

fn contact_step(contact: &NextContactDraft, now: &Now) -> Option<Step> {
    let typed = format!("{} {}", contact.when.trim(), contact.how.trim());
    match local(now).and_then(|local| when::parse(&contact.when, local)) {
        Some(at) => Some(Step::Course(CourseStep::AgreeNextContact { at, how: contact.how.clone() })),
        None if typed.trim().is_empty() => None,
        None => Some(in_words(format!("Next contact: {}", typed.trim()))),
    }
}

fn local(now: &Now) -> Option<DateTime> {
    now.at.in_tz(&now.zone).ok().map(|at| at.datetime())
}
