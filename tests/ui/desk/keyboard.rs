//! A whole call with the keyboard alone: every key comes from the display server, none through the accessibility tree.

use super::{Done, EXPLAINED, Role, STATUS, folders, kinds, start, turn, wait_stored};
use std::time::{Duration, Instant};

#[test]
fn a_whole_call_needs_no_mouse_and_its_first_note_is_there_in_seconds() -> Done {
    let Some(_turn) = turn("keyboard") else { return Ok(()) };
    let folders = folders()?;
    let begun = Instant::now();
    let program = start(&folders)?;
    // The keyboard is in the field for the name from the start.
    program.type_text("Ada Brown")?;
    program.wait_that("the name typed", |node| {
        node.role == Role::Button && node.name == "Start call" && node.is_enabled()
    })?;
    program.press("Ctrl+Enter")?;
    program.wait_that("the keyboard in the note", |node| node.name == "Note" && node.is_focused())?;
    program.type_text("Caller: brother taken to St. Ann's, \"hit & run\"?\n")?;
    let (call, entries) = wait_stored(&folders, "note_added")?;
    let needed = begun.elapsed();
    assert!(needed < Duration::from_secs(10), "from launch to the first note: {needed:?}");
    assert_eq!(call.client, "Ada Brown");
    let note = serde_json::to_value(entries.last().unwrap())?;
    assert_eq!(note["text"], "Caller: brother taken to St. Ann's, \"hit & run\"?");

    let lines: Vec<String> = program
        .nodes()?
        .into_iter()
        .filter(|node| node.role == Role::CheckBox)
        .map(|node| node.name)
        .collect();
    assert_eq!(lines.len(), 9, "{lines:?}");
    for line in &lines {
        program.tab_to(Role::CheckBox, line)?;
        program.press("Space")?;
        program.wait_that("the line, said", |node| node.name == *line && node.is_checked())?;
    }
    program.press("Ctrl+3")?;
    program
        .wait_that("the keyboard at the top of the page", |node| node.name == "Page" && node.is_focused())?;
    for name in [EXPLAINED, "Ada Brown agrees to being recorded"] {
        program.tab_to(Role::CheckBox, name)?;
        program.press("Space")?;
        program.wait_that("the box, ticked", |node| node.name == name && node.is_checked())?;
    }
    program.wait_told(Role::Label, STATUS, "Ready to record")?;
    program.press("Ctrl+R")?;
    program.wait_told(Role::Label, STATUS, "Recording,")?;
    program.press("F3")?;
    program.press("F2")?;
    program.wait_that("the keyboard in the note", |node| node.name == "Note" && node.is_focused())?;
    program.type_text("afraid of losing the flat")?;
    program.wait_typed("Note", "afraid of losing the flat")?;
    program.press("F4")?;
    wait_stored(&folders, "marked")?;
    program.press("F9")?;
    program.wait_told(Role::Label, STATUS, "Paused")?;
    program.press("F9")?;
    program.wait_told(Role::Label, STATUS, "Recording,")?;
    program.press("F12")?;
    program.wait_told(Role::Label, STATUS, "Not recording")?;
    program.press("Ctrl+5")?;
    program
        .wait_that("the keyboard at the top of the page", |node| node.name == "Page" && node.is_focused())?;
    program.tab_to(Role::Button, "Finish call")?;
    program.press("Enter")?;
    program.wait(Role::Button, "Export call note")?;
    let (_, entries) = wait_stored(&folders, "finished")?;
    let kinds = kinds(&entries);
    for kind in ["marked", "recording_paused", "recording_resumed", "consent_withdrawn", "recording_stopped"]
    {
        assert!(kinds.iter().any(|found| found == kind), "{kind} in {kinds:?}");
    }
    let concern = entries.iter().filter(|entry| entry.fact.kind() == "note_added").nth(1).unwrap();
    assert_eq!(serde_json::to_value(concern)?["note"], "concern");
    assert!(concern.position.is_some(), "a note in a take says where in the recording it is");
    program.close()
}
