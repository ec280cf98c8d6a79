//! Two windows on one data folder.

use super::{Done, Role, folders, start, turn};

#[test]
fn a_second_window_on_the_same_data_folder_says_so_and_goes_on_when_the_first_is_closed() -> Done {
    let Some(_turn) = turn("a second window") else { return Ok(()) };
    let folders = folders()?;
    let first = start(&folders)?;
    first.wait_to_read("Ready for the first call")?;
    let second = start(&folders)?;
    second.wait_to_read("Rapport is already open on this data folder")?;
    assert!(second.find(Role::Button, "Start call")?.is_none(), "nothing can be started there");
    first.take_keyboard()?;
    first.type_into("Client", "Ada Brown")?;
    first.close()?;
    second.click("Try again")?;
    second.wait(Role::Button, "Start call")?;
    second.close()
}
