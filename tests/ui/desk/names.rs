//! Every name that outsiders rely on, under its role, where it is promised.

use super::{Done, EXPLAINED, Role, STATUS, folders, start, turn};
use crate::at_desk::Program;

/// All of these are there.
fn all(program: &Program, role: Role, names: &[&str]) -> Done {
    names.iter().try_for_each(|name| program.wait(role, name).map(drop))
}

fn everywhere(program: &Program) -> Done {
    all(program, Role::Button, &["New call", "Today"])?;
    all(program, Role::Entry, &["Search"])
}

fn around_a_call(program: &Program) -> Done {
    everywhere(program)?;
    all(program, Role::Button, &["Prepare", "Roles", "Consent", "Interview", "Close"])?;
    all(program, Role::Label, &[STATUS])?;
    all(program, Role::Button, &["Start recording", "Add marker", "Add note"])?;
    all(program, Role::Entry, &["Note"])
}

#[test]
fn every_name_that_outsiders_rely_on_is_where_it_is_promised() -> Done {
    let Some(_turn) = turn("names") else { return Ok(()) };
    let folders = folders()?;
    let program = start(&folders)?;
    everywhere(&program)?;
    all(&program, Role::Entry, &["Client", "Matter"])?;
    all(&program, Role::ComboBox, &["Checklist"])?;
    program.type_into("Client", "Maria Lopez")?;
    program.click("Start call")?;

    all(&program, Role::CheckBox, &["Conflict check done", "Microphone heard"])?;
    around_a_call(&program)?;
    program.wait_told(Role::Button, "Prepare", "current")?;
    program.wait_told(Role::Button, "Roles", "open")?;
    program.wait_told(Role::Button, "Interview", "locked")?;

    program.click("Roles")?;
    program.wait_told(Role::Button, "Roles", "current")?;
    program.wait_told(Role::Button, "Prepare", "left")?;
    around_a_call(&program)?;
    let said = program.tick_all()?;
    assert!(said.first().is_some_and(|line| line.contains("Maria Lopez, this is Dana Reyes")), "{said:?}");
    program.wait_told(Role::Button, "Interview", "open")?;

    program.click("Consent")?;
    all(&program, Role::CheckBox, &[EXPLAINED, "Maria Lopez agrees to being recorded"])?;
    all(&program, Role::Button, &["Maria Lopez says no", "Add person"])?;
    around_a_call(&program)?;
    program.tick(EXPLAINED)?;
    program.tick("Maria Lopez agrees to being recorded")?;
    program.click("Start recording")?;
    all(&program, Role::Button, &["Pause recording", "Stop recording", "Withdraw consent", "Add marker"])?;
    program.click("Pause recording")?;
    all(&program, Role::Button, &["Resume recording"])?;
    program.click("Stop recording")?;

    program.click("Interview")?;
    program.wait_told(Role::Button, "Interview", "current")?;
    around_a_call(&program)?;
    program.click("Close")?;
    all(&program, Role::Button, &["Finish call"])?;
    around_a_call(&program)?;
    program.click("Finish call")?;
    all(&program, Role::Button, &["Export call note"])?;
    everywhere(&program)?;
    program.close()
}
