//! x

use crate::at_desk::{self, *};

#[test]
fn try_it() -> Done {
    let folders = Folders::make()?;
    let exe = std::path::Path::new(env!("CARGO_BIN_EXE_rapport"));
    let program = Program::start(exe, &folders)?;
    program.wait(Role::Button, "Start call")?;
    for n in program.nodes()? { println!("{n}"); }
    program.type_into("Client", "Maria Lopez")?;
    program.picture()?.save(std::path::Path::new("/tmp/desk/a.png"))?;
    program.click("Start call")?;
    program.wait(Role::Button, "Add note")?;
    for n in program.nodes()? { println!("{n}"); }
    program.picture()?.save(std::path::Path::new("/tmp/desk/b.png"))?;
    Ok(())
}
