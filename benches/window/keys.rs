//! From a key to its letter on the screen, while a recording runs.

use crate::calm::{recording, speech};
use crate::desk::{Done, Folders, Picture, Program, Role, play};
use crate::{percentile, processes};
use std::path::Path;
use std::time::{Duration, Instant};

/// Keys measured.
const KEYS: usize = 600;

/// Keys in one note.
const KEYS_A_NOTE: usize = 20;

/// A letter is wider than this; the caret, which blinks by itself, is narrower. In pixels.
const CARET: usize = 4;

/// Time between two looks.
const LOOK: Duration = Duration::from_micros(200);

/// A stretch of the window: left, top, width and height.
type Place = (i16, i16, u16, u16);

/// Measures keys in the note's field.
pub fn measure(rapport: &Path, folders: &Folders) -> Done {
    let program = recording(rapport, folders)?;
    let mut speaking = play(&speech(folders)?)?;
    program.count_paintings()?;
    let ran = processes::cpu_seconds(program.process())?;
    let times = note_by_note(&program)?;
    let ran = processes::cpu_seconds(program.process())? - ran;
    let frames = program.paintings()?.max(1);
    program.click("Stop recording")?;
    program.wait_told(Role::Label, "Recording status", "Not recording")?;
    speaking.kill()?;
    speaking.wait()?;
    println!("\nFrom a key to its letter while recording, {} keys:", times.len());
    println!(
        "  median {:.1} ms, 99th percentile {:.1} ms, slowest {:.1} ms",
        percentile(&times, 50.0),
        percentile(&times, 99.0),
        percentile(&times, 100.0)
    );
    // A busy machine makes every time above longer; this hardly changes with it.
    println!(
        "  {frames} frames in all, {:.1} ms of processor time each, drawing and recording together",
        ran * 1000.0 / frames as f64
    );
    Ok(())
}

fn note_by_note(program: &Program) -> Done<Vec<f64>> {
    let mut times = Vec::with_capacity(KEYS);
    program.focus("Note")?;
    let field = program.wait(Role::Entry, "Note")?;
    let (x, y, width, height) = program.place(&field)?;
    let place: Place = (i16::try_from(x)?, i16::try_from(y)?, u16::try_from(width)?, u16::try_from(height)?);
    while times.len() < KEYS {
        for number in 0..KEYS_A_NOTE {
            // Neither in step with the screen nor with the sound.
            std::thread::sleep(Duration::from_millis(41 + (number as u64 * 13) % 30));
            times.push(key_to_letter(program, place)?);
        }
        program.press("Enter")?;
        std::thread::sleep(Duration::from_millis(300));
    }
    Ok(times)
}

/// Milliseconds from the key to the first picture with its letter.
fn key_to_letter(program: &Program, place: Place) -> Done<f64> {
    let before = program.part(place)?;
    let pressed = Instant::now();
    program.press("m")?;
    let has_letter = |now: &Picture| *now != before && now.columns_unlike(&before) > CARET;
    // A picture is only fetched once something was painted: fetching without end would take the processor that paints.
    while !(program.was_painted()? && has_letter(&program.part(place)?)) {
        std::thread::sleep(LOOK);
        if pressed.elapsed() > Duration::from_secs(5) {
            return Err("a key was pressed and no letter came".into());
        }
    }
    Ok(pressed.elapsed().as_secs_f64() * 1000.0)
}
