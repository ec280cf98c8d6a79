//! What a window costs when nobody touches it: frames, processor time, memory.

use crate::desk::{Done, Folders, Screen};
use crate::others::Measured;
use crate::startup::{Running, window_of};
use crate::{median, processes};
use std::path::Path;
use std::time::Duration;

/// How long nobody touches it.
const QUIET: Duration = Duration::from_secs(20);

/// How long a program has to come to rest after its start.
const SETTLED: Duration = Duration::from_secs(4);

/// Starts of each program for its memory.
const ROUNDS: usize = 3;

/// Measures rest and memory.
pub fn measure(rapport: &Path, folders: &Folders) -> Done {
    rest(rapport, folders)?;
    memory(rapport, folders)
}

fn rest(rapport: &Path, folders: &Folders) -> Done {
    println!("\nIdle for {} s on the Today page:", QUIET.as_secs());
    for (keyboard, words) in [(true, "with the keyboard in a field"), (false, "with the keyboard elsewhere")]
    {
        let home = tempfile::tempdir()?;
        let mut running = Running(Measured::Rapport.start(rapport, folders, home.path())?);
        let screen = Screen::open()?;
        let window = window_of(&mut running, &screen)?;
        if keyboard {
            screen.focus(window)?
        } else {
            screen.unfocus()?
        }
        std::thread::sleep(SETTLED);
        let process = running.0.id();
        screen.count_paintings(window)?;
        let (ran, woken) = (processes::cpu_seconds(process)?, processes::wakings(process)?);
        std::thread::sleep(QUIET);
        let ran = processes::cpu_seconds(process)? - ran;
        let woken = processes::wakings(process)? - woken;
        let frames = screen.paintings()?;
        let share = ran / QUIET.as_secs_f64() * 100.0;
        println!("  {words:<30} {frames} frames, {share:.3} % of a core, threads woken {woken} times");
        running.end()?;
    }
    Ok(())
}

fn memory(rapport: &Path, folders: &Folders) -> Done {
    println!("\nMemory after the start (PSS of all its processes), median of {ROUNDS}:");
    let screen = Screen::open()?;
    let mut figures: [Vec<f64>; 3] = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for (program, figures) in Measured::ALL.into_iter().zip(&mut figures) {
            let home = tempfile::tempdir()?;
            let mut running = Running(program.start(rapport, folders, home.path())?);
            window_of(&mut running, &screen)?;
            std::thread::sleep(SETTLED);
            figures.push(processes::share_of_memory(&processes::family(running.0.id())?));
            running.end()?;
        }
    }
    let ours = figures.first().map_or(f64::NAN, |ours| median(ours));
    for (program, figures) in Measured::ALL.into_iter().zip(&figures) {
        println!("  {:<22} {:.0} MB   × {:.1}", program.name(), median(figures), median(figures) / ours);
    }
    Ok(())
}
