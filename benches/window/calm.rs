//! What the window costs while it records and nobody touches it: frames, processor time, and which threads it goes to.

use crate::desk::{Done, Folders, Program, Role, Voice, play_into, say};
use crate::{median, processes};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long nobody touches it, each time.
const UNTOUCHED: Duration = Duration::from_secs(15);

/// Recordings of each program, in turn.
const ROUNDS: usize = 3;

/// What is heard meanwhile.
#[derive(Clone, Copy)]
enum Heard {
    /// Somebody on this side.
    Voice,
    /// Somebody on each side, all the time.
    Both,
    Nothing,
}

/// What one stretch cost.
struct Cost {
    /// A second.
    frames: f64,
    /// Of a core, in percent: all of it, the threads that fill pixels, the thread of the window.
    all: f64,
    pixels: f64,
    window: f64,
}

/// Measures these programs in turn.
pub fn measure(programs: &[PathBuf]) -> Done {
    println!(
        "\nRecording both sides, nobody touches the window, {} s each, median of {ROUNDS}:",
        UNTOUCHED.as_secs()
    );
    let mut told: Vec<[Vec<Cost>; 3]> = programs.iter().map(|_| [const { Vec::new() }; 3]).collect();
    for _ in 0..ROUNDS {
        for (program, costs) in programs.iter().zip(&mut told) {
            let folders = Folders::make()?;
            let running = recording(program, &folders)?;
            running.count_paintings()?;
            for (heard, costs) in [Heard::Voice, Heard::Both, Heard::Nothing].into_iter().zip(costs) {
                costs.push(stretch(&running, &folders, heard)?);
            }
        }
    }
    for (program, [voice, both, nothing]) in programs.iter().zip(&told) {
        if programs.len() > 1 {
            println!("  {}", program.display());
        }
        print("somebody speaks", voice);
        print("both speak", both);
        print("nobody speaks", nothing);
    }
    Ok(())
}

fn print(words: &str, costs: &[Cost]) {
    let of = |part: fn(&Cost) -> f64| median(&costs.iter().map(part).collect::<Vec<_>>());
    let (frames, all) = (of(|cost| cost.frames), of(|cost| cost.all));
    println!(
        "  {words:<16} {frames:.1} frames a second, {all:.1} % of a core: pixels {:.1}, window {:.1}, the rest {:.1}",
        of(|cost| cost.pixels),
        of(|cost| cost.window),
        of(|cost| cost.all - cost.pixels - cost.window),
    );
}

fn stretch(program: &Program, folders: &Folders, heard: Heard) -> Done<Cost> {
    let sides: &[&str] = match heard {
        Heard::Voice => &["mic"],
        Heard::Both => &["mic", "call"],
        Heard::Nothing => &[],
    };
    let voice = speech(folders)?;
    let mut speaking = sides.iter().map(|side| play_into(side, &voice)).collect::<Done<Vec<_>>>()?;
    // The player begins to be heard, and the meters come to rest after it.
    std::thread::sleep(Duration::from_secs(1));
    let before = processes::cpu_seconds_by_thread(program.process())?;
    program.paintings()?;
    std::thread::sleep(UNTOUCHED);
    let after = processes::cpu_seconds_by_thread(program.process())?;
    let frames = program.paintings()? as f64 / UNTOUCHED.as_secs_f64();
    for player in &mut speaking {
        player.kill()?;
        player.wait()?;
    }
    let ran = |is_it: fn(&str) -> bool| {
        let threads = after.iter().filter(|(name, _)| is_it(name));
        threads.map(|(name, seconds)| seconds - before.get(name).unwrap_or(&0.0)).sum::<f64>()
            / UNTOUCHED.as_secs_f64()
            * 100.0
    };
    Ok(Cost {
        frames,
        all: ran(|_| true),
        pixels: ran(|name| name.starts_with("llvmpipe")),
        window: ran(|name| name == processes::FIRST_THREAD),
    })
}

/// The program while it records a call in which everyone agreed.
pub fn recording(rapport: &Path, folders: &Folders) -> Done<Program> {
    let program = Program::start(rapport, folders)?;
    program.type_into("Client", "Ada Brown")?;
    program.click("Quick capture")?;
    program.click("Consent")?;
    program.tick("I read this aloud and asked the question")?;
    program.tick("Ada Brown agrees to being recorded")?;
    program.click("Start recording")?;
    program.wait_told(Role::Label, "Recording status", "Recording,")?;
    Ok(program)
}

/// Somebody speaks, for longer than anything is measured.
pub fn speech(folders: &Folders) -> Done<PathBuf> {
    let voice = folders.other().join("voice.wav");
    say(Voice::CLIENT, &"It was on a Thursday and the street was wet. ".repeat(24), &voice)?;
    Ok(voice)
}
