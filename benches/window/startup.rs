//! From the start of the program to a window with something painted in it.

use crate::desk::{Done, Screen, wait_at_most};
use crate::others::{Measured, Programs};
use crate::{median, percentile, processes};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};
use x11rb::protocol::xproto::Window;

/// Starts of each program.
const ROUNDS: usize = 10;

/// Rows from the top of a window that are looked at: a bar of tools stands there in all three.
const TOP: u16 = 96;

/// Narrower windows are splashes and helpers.
const LEAST_WIDTH: u16 = 300;

/// Measures all programs in turn.
pub fn measure(programs: &Programs<'_>, screen: &Screen) -> Done {
    let mut times: [Vec<f64>; 3] = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for (program, times) in Measured::ALL.into_iter().zip(&mut times) {
            times.push(shown(programs, program, screen)?);
        }
    }
    println!("\nFrom exec to a window with something painted in it, median of {ROUNDS}, in turn:");
    let ours = times.first().map_or(f64::NAN, |ours| median(ours));
    for (program, times) in Measured::ALL.into_iter().zip(&times) {
        let (least, most) = (percentile(times, 0.0), percentile(times, 100.0));
        let ratio = median(times) / ours;
        println!(
            "  {:<22} {:.3} s   ({least:.3} to {most:.3})   × {ratio:.1}",
            program.name(),
            median(times)
        );
    }
    Ok(())
}

fn shown(programs: &Programs<'_>, program: Measured, screen: &Screen) -> Done<f64> {
    let home = programs.home(program)?;
    let begun = Instant::now();
    let mut started = programs.start(program, home)?;
    painted_window(&mut started.running, screen)?;
    let time = begun.elapsed().as_secs_f64();
    if let Some(folder) = std::env::var_os("RAPPORT_BENCH_PICTURES") {
        std::thread::sleep(Duration::from_secs(2));
        let file = Path::new(&folder).join(format!("{program:?}.png"));
        screen.whole()?.save(&file)?;
    }
    started.running.end()?;
    Ok(time)
}

/// A program that is ended with everything it started.
pub struct Running(pub Child);

impl Running {
    /// Ends it and everything it started, and waits until it is gone.
    pub fn end(&mut self) -> Done {
        let family: Vec<String> = processes::family(self.0.id())?.iter().map(u32::to_string).collect();
        // What has ended already need not be ended.
        std::process::Command::new("kill").arg("-9").args(family).output().ok();
        self.0.wait()?;
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After `end` there is nothing left to do.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The window of a program, once something is painted in it.
pub fn painted_window(running: &mut Running, screen: &Screen) -> Done<Window> {
    let mut family = processes::family(running.0.id())?;
    let mut counted = Instant::now();
    quickly("a window with something painted in it", || {
        if counted.elapsed() > Duration::from_millis(50) {
            family = processes::family(running.0.id())?;
            counted = Instant::now();
        }
        Ok(screen.window_of(&family)?.filter(|window| is_painted(screen, *window)))
    })
}

/// Whether it is a window to work in and shows something. A window may be gone between two questions.
fn is_painted(screen: &Screen, window: Window) -> bool {
    let Ok((width, height)) = screen.size(window) else { return false };
    let top = || screen.part(window, (0, 0, width, height.min(TOP)));
    width >= LEAST_WIDTH && top().is_ok_and(|top| top.is_painted())
}

/// Looks every millisecond, for a minute at most.
fn quickly<T>(what: &str, mut look: impl FnMut() -> Done<Option<T>>) -> Done<T> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_mins(1) {
        if let Some(found) = look()? {
            return Ok(found);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    wait_at_most(Duration::ZERO, what, look)
}
