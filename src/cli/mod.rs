//! The command line: the same program without a window. Every verb works with no display and no sound device. None of them
//! records; one changes a call: an exported recording of a finished call is noted on its timeline.
//!
//! Exit status: 0 done or yes; 1 a negative answer; 2 bad use or bad input. Errors are one line on standard error.
//!
//! In reading order: [`args`] says what was asked, `place` where to look, then a file a verb; a verb gives an [`Answer`]
//! or a [`Problem`], and `words` holds everything a person reads.

mod answer;
mod args;
mod call_id;
mod calls;
mod checklist;
mod devices;
mod doctor;
mod export;
mod law;
mod place;
mod print;
mod problem;
mod show;
mod sound;
mod verify;
mod words;

pub use place::Place;

use crate::app::Start;
use crate::app::start::platform_sound;
use answer::Answer;
use args::{Asked, Verb};
use place::Looked;
use problem::Problem;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Status of a negative answer.
const NO: u8 = 1;

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
    let answer = match args::parse(args) {
        Ok(Asked { verb: Verb::Window, data, .. }) => match window(data) {
            Ok(start) => return Outcome::Window(start),
            Err(problem) => Err(problem),
        },
        Ok(asked) => answer(asked),
        Err(problem) => Err(problem),
    };
    let status = match answer.and_then(|answer| answer.print(out, err)) {
        Ok(status) => status,
        Err(problem) => {
            say(&words::problem(problem), err);
            BAD_USE
        }
    };
    Outcome::Done(ExitCode::from(status))
}

/// Says why there is no window.
pub fn no_window(why: &str, err: &mut dyn Write) -> ExitCode {
    say(&words::no_window(why), err);
    ExitCode::from(BAD_USE)
}

fn window(data: Option<PathBuf>) -> Result<Box<Start>, Problem> {
    let place = Place::find(data).ok_or(Problem::NoPlace)?;
    Ok(Box::new(place.start(platform_sound())))
}

fn answer(asked: Asked) -> Result<Answer, Problem> {
    let Asked { data, manner, verb } = asked;
    let look = || Looked::at(data);
    match verb {
        Verb::Help(topic) => Ok(Answer::yes(words::help(topic).to_owned())),
        // No verb asks for the window, and has been answered above.
        Verb::Window | Verb::Version => Ok(Answer::yes(words::version())),
        Verb::Calls => calls::answer(&look(), manner),
        Verb::Show { call } => show::answer(&look(), &call, manner),
        Verb::Export(order) => export::answer(&look(), &order, manner),
        Verb::Verify { what } => verify::answer(&look(), &what, manner),
        Verb::Devices => devices::answer(manner),
        Verb::Doctor => doctor::answer(&look(), manner),
        Verb::CheckChecklists { files } => checklist::answer(&files, manner),
        Verb::Law { places, medium } => law::answer(&look(), &places, medium, manner),
        Verb::NotYet { what } => Err(Problem::NotYet { what }),
    }
}

fn say(line: &str, err: &mut dyn Write) {
    // Standard error may be closed; the status says the same.
    writeln!(err, "rapport: {line}").ok();
}
