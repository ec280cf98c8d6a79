//! What a window costs when nobody touches it: frames, processor time, memory.

use crate::desk::{Done, Screen};
use crate::others::{Measured, Programs};
use crate::startup::painted_window;
use crate::{median, processes};
use std::time::Duration;

/// How long nobody touches it.
const QUIET: Duration = Duration::from_secs(20);

/// How long a program has to come to rest after its start.
const SETTLED: Duration = Duration::from_secs(4);

/// Starts of each program for its memory.
const ROUNDS: usize = 3;

/// Measures rest and memory.
pub fn measure(programs: &Programs<'_>, screen: &Screen) -> Done {
    println!("\nIdle for {} s on the Today page:", QUIET.as_secs());
    for (keyboard, words) in
        [(Keyboard::InField, "keyboard in a field"), (Keyboard::Elsewhere, "keyboard elsewhere")]
    {
        let (frames, share, woken) = rest(programs, screen, keyboard)?;
        println!("  {words:<22} {frames} frames, {share:.3} % of a core, threads woken {woken} times");
    }
    memory(programs, screen)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Keyboard {
    InField,
    Elsewhere,
}

fn rest(programs: &Programs<'_>, screen: &Screen, keyboard: Keyboard) -> Done<(usize, f64, u64)> {
    let mut started = programs.start(Measured::Rapport, programs.home(Measured::Rapport)?)?;
    let window = painted_window(&mut started.running, screen)?;
    match keyboard {
        Keyboard::InField => screen.focus(window)?,
        Keyboard::Elsewhere => screen.unfocus()?,
    }
    std::thread::sleep(SETTLED);
    let process = started.running.0.id();
    screen.count_paintings(window)?;
    let (ran, woken) = (processes::cpu_seconds(process)?, processes::wakings(process)?);
    std::thread::sleep(QUIET);
    let ran = processes::cpu_seconds(process)? - ran;
    let woken = processes::wakings(process)? - woken;
    let frames = screen.paintings()?;
    started.running.end()?;
    Ok((frames, ran / QUIET.as_secs_f64() * 100.0, woken))
}

fn memory(programs: &Programs<'_>, screen: &Screen) -> Done {
    println!("\nMemory after the start (PSS of all its processes), median of {ROUNDS}:");
    let mut figures: [Vec<f64>; 3] = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for (program, figures) in Measured::ALL.into_iter().zip(&mut figures) {
            let mut started = programs.start(program, programs.home(program)?)?;
            painted_window(&mut started.running, screen)?;
            std::thread::sleep(SETTLED);
            figures.push(processes::share_of_memory(&processes::family(started.running.0.id())?));
            started.running.end()?;
        }
    }
    let ours = figures.first().map_or(f64::NAN, |ours| median(ours));
    for (program, figures) in Measured::ALL.into_iter().zip(&figures) {
        println!("  {:<22} {:.0} MB   × {:.1}", program.name(), median(figures), median(figures) / ours);
    }
    Ok(())
}
