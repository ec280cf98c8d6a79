//! Keys that come faster than the window paints.

use super::{Done, Role, at_desk, folders, start, stored, turn};
use rapport::domain::fact::Fact;
use rapport::domain::notes::NoteKind::{self, Concern, Plain, Promise};

#[test]
fn what_is_typed_faster_than_the_window_paints_is_filed_note_by_note() -> Done {
    let Some(_turn) = turn("hasty typing") else { return Ok(()) };
    let folders = folders()?;
    let program = start(&folders)?;
    program.type_into("Client", "Ada Brown")?;
    program.click("Quick capture")?;
    program.wait_that("the keyboard in the note", |node| node.name == "Note" && node.is_focused())?;
    for (text, key) in [("the rent", "F4"), ("the form", "F6")] {
        program.type_text(text)?;
        program.press(key)?;
    }
    program.type_text("one\ntwo\nthree\n")?;
    let wanted =
        [(Concern, "the rent"), (Promise, "the form"), (Plain, "one"), (Plain, "two"), (Plain, "three")];
    let notes = at_desk::wait_for("five notes", || {
        let entries = stored(&folders)?.map(|(_, entries)| entries).unwrap_or_default();
        let notes: Vec<(NoteKind, String)> = entries
            .into_iter()
            .filter_map(|entry| match entry.fact {
                Fact::NoteAdded { note, text, .. } => Some((note, text)),
                _ => None,
            })
            .collect();
        Ok((notes.len() >= wanted.len()).then_some(notes))
    })?;
    assert_eq!(notes, wanted.map(|(kind, text)| (kind, text.to_owned())));
    program.press("Ctrl+2")?;
    program.wait_that("a line to say", |node| node.role == Role::CheckBox && node.name.contains("lawyer"))?;
    program.press("Tab")?;
    program.wait_that("the keyboard on the page's first line", |node| {
        node.role == Role::CheckBox && node.is_focused()
    })?;
    program.close()
}
