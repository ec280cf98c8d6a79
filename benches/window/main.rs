//! What the window costs: time to the first picture, work while idle, memory, and time from a key to its letter.
//!
//! Real windows on a real display; see `scripts/bench`. GNOME Sound Recorder and Audacity run in turn with Rapport, so that
//! whatever else the machine does hits all three alike. Every program is asked to show itself to screen readers.

#![allow(clippy::print_stdout, reason = "its purpose is to print figures")]

mod calm;
#[path = "../../tests/desk/mod.rs"]
mod desk;
mod idle;
mod keys;
mod machine;
mod others;
mod processes;
mod seed;
mod startup;

use desk::{Done, Folders, Screen};
use std::path::{Path, PathBuf};

/// Calls in the store.
const CALLS: usize = 1000;

/// What can be measured alone.
const PARTS: [&str; 4] = ["startup", "idle", "calm", "keys"];

fn main() -> Done {
    if !desk::is_here() {
        println!("This opens windows and presses keys: run it with scripts/bench.");
        return Ok(());
    }
    let programs = programs();
    let program = programs.first().ok_or("build it first: cargo build --release")?.clone();
    let display = "Display   virtual (Xvfb), drawn without a graphics card";
    machine::describe(&program, display, &["gnome-sound-recorder", "audacity"])?;
    let folders = Folders::make()?;
    let (entries, took) = seed::fill(&folders, CALLS)?;
    println!("\n{CALLS} calls with {entries} entries in the store, written in {:.1} s.", took.as_secs_f64());
    if wanted("startup") || wanted("idle") {
        let screen = Screen::open()?;
        let beside = others::Programs::warm(&program, &folders, &screen)?;
        if wanted("startup") {
            startup::measure(&beside, &screen)?;
        }
        if wanted("idle") {
            idle::measure(&beside, &screen)?;
        }
    }
    if wanted("calm") {
        calm::measure(&programs)?;
    }
    if wanted("keys") {
        keys::measure(&program, &folders)?;
    }
    Ok(())
}

/// Whether a part is to be measured: those that are named, else all.
fn wanted(part: &str) -> bool {
    let named: Vec<String> = std::env::args().filter(|arg| PARTS.contains(&arg.as_str())).collect();
    named.is_empty() || named.iter().any(|name| name == part)
}

/// The programs to measure: the arguments that name files, else the release build. Only the part `calm` looks at more than
/// the first: at another build, say, in the same run.
fn programs() -> Vec<PathBuf> {
    let named: Vec<PathBuf> =
        std::env::args_os().skip(1).map(PathBuf::from).filter(|path| path.is_file()).collect();
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release/rapport");
    if named.is_empty() { built.is_file().then_some(built).into_iter().collect() } else { named }
}

/// The middle one, or the mean of the middle two.
fn median(figures: &[f64]) -> f64 {
    let half = percentile(figures, 50.0);
    let above = percentile(figures, 50.0 + 100.0 / figures.len().max(1) as f64);
    if figures.len().is_multiple_of(2) { f64::midpoint(half, above) } else { half }
}

/// The least figure that `percent` of all do not exceed.
fn percentile(figures: &[f64], percent: f64) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.clamp(1, sorted.len().max(1)) - 1).copied().unwrap_or(f64::NAN)
}
