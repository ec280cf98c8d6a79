//! What `doctor` says of each thing it looks at.

pub(in crate::cli) use super::far_end::{
    far_ends, no_far_end_told as no_far_end, no_sound_for_far_end, other_output,
};
use crate::app::Trouble;
use crate::app::trouble::{Told, with_cause};
use crate::checklists::Fault;
use crate::cli::devices::NoSound;
use crate::cli::doctor::State;
use crate::domain::readiness::ENOUGH_MINUTES;
use std::io;
use std::path::{Path, PathBuf};

fn told(what: impl Into<String>, advice: impl Into<String>) -> Told {
    Told { what: what.into(), advice: advice.into() }
}

/// The word before a line.
pub(in crate::cli) fn state(state: State) -> &'static str {
    match state {
        State::Ok => "ok",
        State::Note => "note",
        State::Mend => "to mend",
    }
}

/// The last line.
pub(in crate::cli) fn summary(ready: bool) -> &'static str {
    if ready {
        "A call can be walked on this machine."
    } else {
        "Something must be mended before a call: see above."
    }
}

pub(in crate::cli) fn microphones(names: &[&str]) -> String {
    format!("Microphones: {}", names.join(", "))
}

pub(in crate::cli) fn no_microphone(why: Option<&NoSound>) -> Told {
    let Told { what, advice } = match why {
        Some(why) => super::no_sound_told(why),
        None => told("No microphone was found", "Plug one in, then choose it in Settings"),
    };
    told(what, format!("{advice}. Calls can be walked and written down, not recorded"))
}

pub(in crate::cli) fn fonts() -> String {
    "Fonts: bundled (Atkinson Hyperlegible Next)".to_owned()
}

pub(in crate::cli) fn renderer(display: &str) -> String {
    format!("Window: glow, which needs OpenGL 2.1 or OpenGL ES 2.0 (not tried here); would open on {display}")
}

pub(in crate::cli) fn no_display() -> Told {
    told(
        "Window: there is no display (neither WAYLAND_DISPLAY nor DISPLAY is set)",
        "Start Rapport from a desktop session, or set DISPLAY; every verb works without one",
    )
}

pub(in crate::cli) fn no_window_in_build() -> Told {
    told("Window: this build has none", "Install a build with the feature gui; every verb works without one")
}

/// A folder that is looked at, by its name in a sentence.
pub(in crate::cli) const DATA_FOLDER: &str = "Data folder";
pub(in crate::cli) const CONFIG_FOLDER: &str = "Config folder";

pub(in crate::cli) fn folder(which: &str, folder: &Path) -> String {
    format!("{which} can be written: {}", folder.display())
}

pub(in crate::cli) fn folder_to_come(which: &str, folder: &Path) -> Told {
    told(
        format!("{which} is not there yet: {}", folder.display()),
        "Nothing is to be done: the window makes it when it is first needed",
    )
}

pub(in crate::cli) fn not_writable(which: &str, folder: &Path, why: &io::Error) -> Told {
    told(
        format!("{which} cannot be written ({}): {}", with_cause(why), folder.display()),
        "Check that the disk is there and not write-protected, and that you may write to this folder",
    )
}

pub(in crate::cli) fn no_config_folder() -> Told {
    told(
        "There is no config folder: no home folder is known",
        "Settings are not kept; set HOME or RAPPORT_CONFIG",
    )
}

pub(in crate::cli) fn room(minutes: u64) -> String {
    format!("Disk: room for {} hours of recording", minutes / 60)
}

pub(in crate::cli) fn little_room(minutes: u64, data: &Path) -> Told {
    told(
        format!("Disk: room for only {minutes} minutes of recording"),
        format!("Make room for {} hours or more on the disk of {}", ENOUGH_MINUTES / 60, data.display()),
    )
}

pub(in crate::cli) fn room_not_known() -> Told {
    told(
        "Disk: the system does not say how much room there is",
        "Look at it by other means before a long call",
    )
}

pub(in crate::cli) fn no_database() -> Told {
    told("Database: there is none yet", "Nothing is to be done: the window makes it when it first opens")
}

pub(in crate::cli) fn database(calls: usize) -> String {
    format!("Database: opens, no damage found, {}", super::count(calls, "call", "calls"))
}

pub(in crate::cli) fn settings(file: &Path) -> String {
    format!("Settings can be read: {}", file.display())
}

pub(in crate::cli) fn usual_settings() -> String {
    "Settings: none are kept yet, the usual ones are used".to_owned()
}

pub(in crate::cli) fn settings_unread(file: &Path, why: &str) -> Told {
    told(
        format!("Settings cannot be read ({why}): {}", file.display()),
        "Mend the file, or open the window: it sets a damaged file aside and uses the usual settings",
    )
}

pub(in crate::cli) fn settings_set_aside(files: &[PathBuf]) -> Told {
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    told(
        format!("Damaged settings were set aside earlier: {}", names.join(", ")),
        "Take over what you still need in Settings, then delete them",
    )
}

pub(in crate::cli) fn checklists(count: usize, folder: Option<&Path>) -> String {
    let firm =
        folder.map_or_else(String::new, |folder| format!("; the firm's own go into {}", folder.display()));
    format!("Checklists: {count}{firm}")
}

pub(in crate::cli) fn checklist_fault(fault: &Fault) -> Told {
    Trouble::Checklist(fault.clone()).told()
}

pub(in crate::cli) fn scripts(count: usize, folder: Option<&Path>) -> String {
    let firm =
        folder.map_or_else(String::new, |folder| format!("; the firm's own go into {}", folder.display()));
    format!("Consent scripts: {count}{firm}")
}

pub(in crate::cli) fn script_fault(fault: &Fault) -> Told {
    Trouble::ConsentScript(fault.clone()).told()
}
