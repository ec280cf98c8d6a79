//! A no is a normal path.

use super::{A_WHILE, Done, EXPLAINED, Role, STATUS, folders, kinds, quick_call, start, turn, wait_stored};
use crate::at_desk::captures_of;
use crate::at_desk::wait_for;
use rapport::store::Layout;

#[test]
fn after_a_no_no_device_is_open_and_the_call_note_is_written_just_the_same() -> Done {
    let Some(_turn) = turn("a no") else { return Ok(()) };
    let folders = folders()?;
    let program = start(&folders)?;
    quick_call(&program, "Sam Osei")?;
    program.tick(EXPLAINED)?;
    program.click("Sam Osei says no")?;
    let start = program.wait_that("Start, disabled because of the no", |node| {
        node.name == "Start recording" && node.description.contains("Sam Osei said no")
    })?;
    assert!(!start.is_enabled());
    // The level was heard until the answer came; from then on nothing is open, whatever is pressed.
    wait_for("every device to be closed", || Ok((captures_of(program.process())? == 0).then_some(())))?;
    program.press("Ctrl+R")?;
    program.type_into("Note", "Prefers that nothing is recorded")?;
    program.press("Enter")?;
    wait_stored(&folders, "note_added")?;
    std::thread::sleep(A_WHILE);
    assert_eq!(captures_of(program.process())?, 0, "no device is opened after a no");
    program.wait_told(Role::Label, STATUS, "Not recording")?;
    program.click("Close")?;
    program.click("Finish call")?;
    program.wait(Role::Button, "Export call note")?;
    let (call, entries) = wait_stored(&folders, "exported")?;
    let kinds = kinds(&entries);
    assert!(!kinds.iter().any(|kind| kind.starts_with("recording")), "{kinds:?}");
    let layout = Layout::new(folders.data());
    assert!(!layout.audio(&call.id).exists(), "there is no audio folder");
    let note =
        wait_for("the call note", || Ok(std::fs::read_to_string(layout.call_note(&call.id, "md")).ok()))?;
    assert!(note.contains("Prefers that nothing is recorded"), "{note}");
    assert!(note.contains("Nothing was recorded"), "{note}");
    program.close()
}
