//! Start-up only: the command line, else the window.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use rapport::app::Start;
use rapport::cli::{self, Outcome};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(std::env::args_os().skip(1), &mut std::io::stdout(), &mut std::io::stderr()) {
        Outcome::Done(status) => status,
        Outcome::Window(start) => window(*start),
    }
}

#[cfg(feature = "gui")]
fn window(start: Start) -> ExitCode {
    match rapport::ui::open(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let why = error.to_string();
            let status = cli::no_window(&why, &mut std::io::stderr());
            rapport::ui::tell_no_window(&why);
            status
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_start: Start) -> ExitCode {
    cli::no_window("this build has no window", &mut std::io::stderr())
}
