//! The command line: the same program without a window. Every verb works with no display and no sound device.
//!
//! Exit status: 0 done or yes; 1 a negative answer; 2 bad use or bad input. Errors are one line on standard error.

mod place;

pub use place::Place;

use crate::app::Start;
use crate::app::start::platform_sound;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// Status of bad use or bad input.
const BAD_USE: u8 = 2;

/// What the command line came to.
pub enum Outcome {
    /// A verb was carried out.
    Done(ExitCode),
    /// No verb: the window is wanted.
    Window(Box<Start>),
}

/// Carries out the verb, or prepares the window where there is none.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> Outcome {
    let mut data = None;
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        if arg == "--data" {
            data = args.next().map(Into::into);
        }
    }
    let _ = (out, &err);
    match Place::find(data) {
        Some(place) => Outcome::Window(Box::new(place.start(platform_sound()))),
        None => Outcome::Done(no_window("there is no home folder; name a data folder with --data", err)),
    }
}

/// Says why there is no window.
pub fn no_window(why: &str, err: &mut dyn Write) -> ExitCode {
    // Standard error may be closed; the status says the same.
    writeln!(
        err,
        "rapport: no window could be opened ({why}); the verbs of `rapport --help` work without one"
    )
    .ok();
    ExitCode::from(BAD_USE)
}
