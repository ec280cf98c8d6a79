//! Listening back to a call that was just recorded, on a real output.

use super::{Done, Role, folders, quick_recording, start, turn, wait_stored};
use crate::at_desk::{Voice, play, say};

#[test]
fn a_finished_call_is_heard_again_from_before_a_note_and_shows_where_it_is() -> Done {
    let Some(_turn) = turn("listening back") else { return Ok(()) };
    let folders = folders()?;
    let program = start(&folders)?;
    quick_recording(&program, "Ada Brown")?;
    let voice = folders.other().join("voice.wav");
    say(Voice::CLIENT, "It was on a Thursday, and the street was wet. The van did not stop.", &voice)?;
    play(&voice)?.wait()?;
    program.type_into("Note", "the van did not stop")?;
    program.press("Enter")?;
    wait_stored(&folders, "note_added")?;
    program.click("Stop recording")?;
    wait_stored(&folders, "recording_stopped")?;
    program.press("Ctrl+5")?;
    program.click("Finish call")?;
    wait_stored(&folders, "finished")?;
    program.wait(Role::Button, "Play")?;
    program.press("F9")?;
    program.wait(Role::Button, "Pause")?;
    program.wait_that("the second second", |node| node.name.starts_with("0:01 of "))?;
    program.press("F9")?;
    program.wait(Role::Button, "Play")?;
    program.click("the van did not stop")?;
    program.wait(Role::Button, "Pause")?;
    // From five seconds before, it comes to the end by itself.
    program.wait(Role::Button, "Play")?;
    program.close()
}
