//! Closing the window in the middle of a take.

use super::{
    A_WHILE, Done, Role, STATUS, folders, kinds, quick_recording, recording, start, turn, wait_stored,
};

#[test]
fn closing_while_recording_asks_first_and_then_ends_the_take_properly() -> Done {
    let Some(_turn) = turn("closing while recording") else { return Ok(()) };
    let folders = folders()?;
    let mut program = start(&folders)?;
    quick_recording(&program, "Ada Brown")?;
    program.wait_told(Role::Label, STATUS, "0:01 on disk")?;
    program.ask_to_close()?;
    program.wait_to_read("A recording is running")?;
    program.click("Stay")?;
    program.wait_gone(Role::Button, "Stay")?;
    std::thread::sleep(A_WHILE);
    assert!(program.is_running()?, "the window stays when the person stays");
    program.wait_told(Role::Label, STATUS, "Recording,")?;

    program.ask_to_close()?;
    program.click("Stop recording and close")?;
    let ended = program.wait_ended()?;
    assert!(ended.success(), "{ended}");
    let (call, entries) = wait_stored(&folders, "recording_stopped")?;
    assert_eq!(kinds(&entries).iter().filter(|kind| **kind == "segment_finished").count(), 2, "one a side");
    let wav = hound::WavReader::open(recording(&folders, &call.id))?;
    assert!(f64::from(wav.duration()) / f64::from(wav.spec().sample_rate) > 1.0, "the take is whole");
    assert!(call.recorded_ms > 1000, "{call:?}");
    Ok(())
}
