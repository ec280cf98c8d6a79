//! Every word the command line says, but those it shares with the window (`app::trouble`) and with checklists.
//!
//! [`problem`] and small answers stand here, `help` is how to use the program, `entry` tells an entry, `doctor` what that
//! verb says, `far_end` whether the far end can be recorded, `sound` what became of an exported recording.

mod consent;
pub(super) mod doctor;
mod entry;
mod far_end;
mod help;
pub(super) mod law;
pub(super) mod sound;
mod verify;

pub(super) use entry::entry;
pub(super) use far_end::no_far_end;
pub(super) use help::{Topic, help};
pub(super) use verify::{verified, verify_told};

use super::args::BadUse;
use super::devices::NoSound;
use super::print::one_line;
use super::problem::{NotExported, Problem};
use crate::app::Trouble;
use crate::app::trouble::{Told, capture_told, with_cause};
use crate::checklists::Fault;
use crate::domain::checklist::Checklist;
use crate::domain::ids::CallId;
use crate::store::{CallSummary, OpenError, ReadError};
use std::path::Path;

/// Most calls named where the beginning of an id fits several.
const MOST_NAMED: usize = 8;

pub(super) const CALL_HEADINGS: [&str; 6] = ["Call", "Opened", "Stage", "Recorded", "Client", "Matter"];
pub(super) const ENTRY_HEADINGS: [&str; 5] = ["No.", "When", "Recording", "Kind", "What"];
pub(super) const MICROPHONE_HEADINGS: [&str; 3] = ["Microphone", "", "Id"];
pub(super) const FAR_END_HEADINGS: [&str; 3] = ["Far end, heard from", "", "Id"];

/// One line for standard error: what was wrong, and what to do.
pub(super) fn problem(problem: Problem) -> String {
    let Told { what, advice } = told(problem);
    one_line(&format!("{what}. {advice}"))
}

fn say(what: impl Into<String>, advice: impl Into<String>) -> Told {
    Told { what: what.into(), advice: advice.into() }
}

/// What was wrong, and what to do.
pub(super) fn told(problem: Problem) -> Told {
    match problem {
        Problem::Use(bad_use) => use_told(bad_use),
        Problem::NotYet { what } => {
            say(format!("{what} is not in this version"), "`rapport --help` names what is")
        }
        Problem::NoPlace => {
            say("There is no home folder to keep data in", "Name a data folder with --data or RAPPORT_DATA")
        }
        Problem::SettingsUnread { file, why } => say(
            format!("The settings cannot be read ({why}), so it is not known which data folder is meant"),
            format!("Mend them, or name the folder with --data: {}", file.display()),
        ),
        Problem::NotOpened(error) => open_told(error),
        Problem::NotRead(error) => read_told(error),
        Problem::NoSuchCall { typed } => {
            say(format!("There is no call whose id begins with “{typed}”"), "`rapport calls` lists them all")
        }
        Problem::Ambiguous { typed, matches } => say(
            format!("“{typed}” is the beginning of {} calls: {}", matches.len(), named(&matches)),
            "Write more of the id",
        ),
        Problem::NotFolded { call, why } => say(
            format!("The timeline of {call} is not whole ({why})"),
            format!("`rapport verify {call}` names what is wrong with it"),
        ),
        Problem::NotVerified { folder, why } => verify_told(&folder, &why),
        Problem::NotExported(why) => export_told(&why),
        Problem::NoSuchPlaces { typed } => law::no_such_places(&typed),
        Problem::Output(why) => say(
            format!("The answer could not be written ({why})"),
            "Check where standard output goes, and try again",
        ),
    }
}

fn export_told(why: &NotExported) -> Told {
    match why {
        NotExported::NotRendered(error) => Trouble::NotExported { system: with_cause(error) }.told(),
        NotExported::FileIsThere { path } => say(
            format!("There is a file already, which was kept: {}", path.display()),
            "Name another, or say --force to replace it",
        ),
        NotExported::NotAFile { path } => say(
            format!("This is no file that could be replaced: {}", path.display()),
            "Name another file, or a folder",
        ),
        NotExported::Rapports { path } => say(
            format!("Rapport keeps its own files there: {}", path.display()),
            "Name a file outside the data folder",
        ),
        NotExported::NoSuchFolder { folder } => {
            say(format!("There is no such folder: {}", folder.display()), "Make it first, or name another")
        }
        NotExported::NothingToHear => say(
            "There is nothing to hear: the call has no recording, or all of it is locked",
            "`rapport show CALL` tells what was recorded",
        ),
        NotExported::SoundNotWritten { path, why } => say(
            format!("The audio file was not written ({why}): {}", path.display()),
            "Close it where another program has it open, choose another folder, or make room, and try again",
        ),
        NotExported::NotWritten { path, why } => say(
            format!("The document was not written ({why}): {}", path.display()),
            "Close it where another program has it open, choose another folder, or make room, and try again",
        ),
    }
}

fn use_told(bad_use: BadUse) -> Told {
    let see = |topic: Topic| format!("`{}` says how it is used", topic.help_command());
    match bad_use {
        BadUse::NoSuchVerb(verb) => {
            say(format!("There is no verb “{verb}”"), "`rapport --help` names them all")
        }
        BadUse::NoSuchOption(option) => {
            say(format!("There is no option “{option}”"), "`rapport --help` names them all")
        }
        BadUse::ValueMissing(option) => say(format!("{option} wants a value after it"), see(Topic::Program)),
        BadUse::ValueNotWanted(option) => say(format!("{option} takes no value"), see(Topic::Program)),
        BadUse::NotWanted { verb, what } => say(format!("“{}” takes no “{what}”", verb.name()), see(verb)),
        BadUse::Missing { verb, what } => say(format!("“{}” wants {what}", verb.name()), see(verb)),
        BadUse::NoSuchFormat(format) => say(
            format!("There is no format “{format}”"),
            "Choose md, json, docx, certificate-md, certificate-docx, wav or flac",
        ),
        BadUse::NoSuchGaps(gaps) => say(format!("Gaps cannot become “{gaps}”"), "Choose silence or cut"),
        BadUse::JsonWithoutVerb => say("--json wants a verb", see(Topic::Program)),
    }
}

fn open_told(error: OpenError) -> Told {
    match error {
        OpenError::Unreadable { folder, source } => say(
            format!("The data folder cannot be read ({source})"),
            format!("Check that the disk is there and that you may read it: {}", folder.display()),
        ),
        other => Trouble::from(other).told(),
    }
}

fn read_told(error: ReadError) -> Told {
    match error {
        ReadError::Damaged { file, .. } => Trouble::Damaged { file }.told(),
        ReadError::Entry { call, seq, source } => say(
            format!("Entry {seq} of {call} cannot be read ({source})"),
            format!("It was changed, or a newer Rapport wrote it: `rapport verify {call}` tells"),
        ),
        ReadError::Failed { file, source } => say(
            format!("The database cannot be read ({source})"),
            format!("Try again; `rapport doctor` looks for damage: {}", file.display()),
        ),
        other @ ReadError::NoSuchCall(_) => Trouble::from(other).told(),
    }
}

fn named(calls: &[CallId]) -> String {
    let names: Vec<&str> = calls.iter().take(MOST_NAMED).map(CallId::as_str).collect();
    match calls.len().saturating_sub(MOST_NAMED) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// One or many: `1 call`, `3 calls`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// Name and version of the program.
pub(super) fn version() -> String {
    format!("rapport {}\n", env!("CARGO_PKG_VERSION"))
}

/// Why there is no window.
pub(super) fn no_window(why: &str) -> String {
    one_line(&format!("No window could be opened ({why}). The verbs of `rapport --help` work without one"))
}

pub(super) fn no_calls() -> String {
    "There are no calls yet\n".to_owned()
}

pub(super) fn no_matter() -> String {
    "(no matter yet)".to_owned()
}

/// Where a call stands.
pub(super) fn standing(call: &CallSummary) -> &'static str {
    match (call.closed, call.interrupted) {
        (Some(_), _) => "finished",
        (None, true) => "interrupted",
        (None, false) => call.stage.name(),
    }
}

pub(super) fn the_default() -> String {
    "default".to_owned()
}

/// Why there are no microphones, in one line.
pub(super) fn no_sound(why: &NoSound) -> String {
    let Told { what, advice } = no_sound_told(why);
    one_line(&format!("{what}. {advice}"))
}

fn no_sound_told(why: &NoSound) -> Told {
    match why {
        NoSound::None => say(
            "There is no sound system here, hence no microphone and no far end",
            "Plug in a headset and start the sound system",
        ),
        NoSound::Failed(error) => capture_told(error),
    }
}

/// The file that was written.
pub(super) fn written(path: &Path) -> String {
    format!("Written: {}\n", path.display())
}

/// A checklist without a fault.
pub(super) fn no_fault(file: &Path, checklist: &Checklist) -> String {
    let Checklist { title, version, language, .. } = checklist;
    let line = format!("{}: no fault ({title}, version {version}, {language})", file.display());
    format!("{}\n", one_line(&line))
}

/// Files that were not read at all, in one line.
pub(super) fn unread_files(faults: &[&Fault]) -> Option<String> {
    let all: Vec<String> = faults.iter().map(ToString::to_string).collect();
    (!all.is_empty()).then(|| one_line(&all.join("; ")))
}
