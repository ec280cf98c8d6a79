//! The program is killed in the middle of a take.

use super::{Done, Role, STATUS, folders, quick_recording, recording, start, turn, wait_stored};
use crate::at_desk::{Voice, envelope, likeness, play, say};
use rapport::domain::fact::Fact;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Most of a take that a crash may cost, in seconds.
const MOST_LOST: f64 = 0.5;

#[test]
fn after_a_kill_in_mid_take_the_next_start_says_how_much_is_safe_and_half_a_second_is_lost_at_most() -> Done {
    let Some(_turn) = turn("a kill in mid take") else { return Ok(()) };
    let folders = folders()?;
    let words = "We were driving home when the other car came out of the side street and hit us from the left. \
                 I could not move my arm, and my son was crying behind me the whole time.";
    let voice = folders.other().join("voice.wav");
    say(Voice::CLIENT, words, &voice)?;
    let mut program = start(&folders)?;
    quick_recording(&program, "Ada Brown")?;
    let mut playing = play(&voice)?;
    program.type_into("Note", "Car came from the left")?;
    program.press("Enter")?;
    program.wait_told(Role::Label, STATUS, "0:04 on disk")?;
    let killed = SystemTime::now();
    program.kill()?;
    playing.wait()?;

    let program = start(&folders)?;
    program.wait_to_read("The call with Ada Brown was interrupted")?;
    program.wait_to_read("of recording are safe")?;
    program.wait(Role::Button, "Go on with Ada Brown")?;
    let (call, entries) = wait_stored(&folders, "interrupted")?;
    assert!(entries.iter().any(|entry| entry.fact.kind() == "note_added"), "the note is kept");
    let began = entries.iter().find(|entry| matches!(entry.fact, Fact::RecordingStarted { .. })).unwrap().at;
    let began = UNIX_EPOCH + Duration::from_micros(began.as_microsecond().cast_unsigned());
    let file = recording(&folders, &call.id);
    let (heard, seconds) = envelope(&file)?;
    let ran = killed.duration_since(began)?.as_secs_f64();
    assert!(ran - seconds <= MOST_LOST, "of {ran:.2} s only {seconds:.2} s are kept");
    let (spoken, _) = envelope(&voice)?;
    let (alike, _) = likeness(&spoken[..200], &heard);
    assert!(alike > 0.75, "the first two seconds of the voice are in the file: {alike}");
    program.wait_to_read(&format!("{} seconds of recording are safe", seconds.floor()))?;
    program.close()
}
