//! `rapport doctor`: what this machine can do, and what to do about what is missing. Changes nothing.

use super::answer::{Answer, json};
use super::args::Manner;
use super::devices::{NoSound, sound_devices};
use super::place::Looked;
use super::print::one_line;
use super::{Problem, words};
use crate::app::runner::{free_bytes, nearest};
use crate::app::trouble::Told;
use crate::checklists::{self, consent_scripts};
use crate::content::Fault;
use crate::domain::readiness::{Reading, minutes_of_room};
use crate::law;
use crate::recording::{SoundDevice, SoundDevices};
use crate::store::{ConfigLayout, Layout, OpenError, Store};
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};
use words::doctor as says;

/// One thing that was looked at.
#[derive(Serialize)]
struct Check {
    name: &'static str,
    state: State,
    says: String,
    advice: Option<String>,
}

/// How a thing stands.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// As it should be.
    Ok,
    /// Not there; a call can be walked all the same.
    Note,
    /// Must be mended first.
    Mend,
}

#[derive(Serialize)]
struct Report {
    version: &'static str,
    ready: bool,
    checks: Vec<Check>,
}

impl Check {
    fn ok(name: &'static str, says: String) -> Self {
        Self { name, state: State::Ok, says, advice: None }
    }

    fn note(name: &'static str, told: Told) -> Self {
        Self { name, state: State::Note, says: told.what, advice: Some(told.advice) }
    }

    fn mend(name: &'static str, told: Told) -> Self {
        Self { name, state: State::Mend, says: told.what, advice: Some(told.advice) }
    }
}

/// Looks at everything a call needs.
pub(super) fn answer(look: &Looked, manner: Manner) -> Result<Answer, Problem> {
    let checks = checks(look);
    let ready = checks.iter().all(|check| check.state != State::Mend);
    let text = match manner {
        Manner::Json => json(&Report { version: env!("CARGO_PKG_VERSION"), ready, checks })?,
        Manner::Plain => plain(&checks, ready),
    };
    Ok(if ready { Answer::yes(text) } else { Answer::no(text) })
}

fn checks(look: &Looked) -> Vec<Check> {
    let sound = sound_devices();
    let mut checks = vec![microphones(&sound), far_end(&sound), fonts(), renderer()];
    match look.data() {
        Ok(data) => checks.extend([data_folder(data), disk(data, tracks(look, &sound)), database(data)]),
        Err(problem) => checks.push(Check::mend("data_folder", words::told(problem))),
    }
    match &look.config {
        Some(config) => {
            checks.extend([config_folder(config), settings(config, look.settings_unread.as_deref())]);
            checks.extend(set_aside(config));
        }
        None => checks.push(Check::note("config_folder", says::no_config_folder())),
    }
    checks.extend(all_checklists(look.config.as_ref()));
    checks.extend(all_scripts(look.config.as_ref()));
    checks.extend(recording_law(look.config.as_ref()));
    checks
}

fn microphones(sound: &Result<SoundDevices, NoSound>) -> Check {
    match sound.as_ref().map(|found| names(&found.microphones)) {
        Ok(names) if !names.is_empty() => Check::ok("microphones", says::microphones(&names)),
        Ok(_) => Check::note("microphones", says::no_microphone(None)),
        Err(why) => Check::note("microphones", says::no_microphone(Some(why))),
    }
}

fn far_end(sound: &Result<SoundDevices, NoSound>) -> Check {
    let found = match sound {
        Ok(found) => found,
        Err(why) => return Check::note("far_end", says::no_sound_for_far_end(why)),
    };
    if let Some(why) = found.no_far_end {
        return Check::note("far_end", says::no_far_end(why));
    }
    let names = names(&found.far_ends);
    if found.far_ends.iter().any(|one| one.is_default) {
        Check::ok("far_end", says::far_ends(&names))
    } else {
        Check::note("far_end", says::other_output(&names))
    }
}

/// The system's choice first.
fn names(devices: &[SoundDevice]) -> Vec<&str> {
    let (default, others): (Vec<_>, Vec<_>) = devices.iter().partition(|one| one.is_default);
    default.into_iter().chain(others).map(|one| one.name.as_str()).collect()
}

fn fonts() -> Check {
    Check::ok("fonts", says::fonts())
}

fn renderer() -> Check {
    if !cfg!(feature = "gui") {
        return Check::mend("renderer", says::no_window_in_build());
    }
    match display() {
        Some(display) => Check::ok("renderer", says::renderer(&display)),
        None => Check::mend("renderer", says::no_display()),
    }
}

/// Where a window would open, found as winit finds it.
#[cfg(all(unix, not(target_os = "macos")))]
fn display() -> Option<String> {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].into_iter().find_map(|variable| {
        let value = std::env::var_os(variable).filter(|value| !value.is_empty())?;
        Some(format!("{variable}={}", value.to_string_lossy()))
    })
}

/// Where a window would open: the desktop is always there.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn display() -> Option<String> {
    Some("the desktop".to_owned())
}

fn data_folder(data: &Layout) -> Check {
    folder("data_folder", says::DATA_FOLDER, data.data())
}

fn config_folder(config: &ConfigLayout) -> Check {
    folder("config_folder", says::CONFIG_FOLDER, config.config())
}

fn folder(name: &'static str, which: &str, folder: &Path) -> Check {
    match writable(folder) {
        Ok(Kept::There) => Check::ok(name, says::folder(which, folder)),
        Ok(Kept::Later) => Check::note(name, says::folder_to_come(which, folder)),
        Err(why) => Check::mend(name, says::not_writable(which, folder, &why)),
    }
}

/// Whether a folder is there.
enum Kept {
    /// It is.
    There,
    /// It can be made.
    Later,
}

/// Asks for a file without a name, which is gone at once: only so do read-only disks, quotas and access lists all have
/// their say.
fn writable(folder: &Path) -> io::Result<Kept> {
    let (nearest, kept) = if folder.try_exists()? {
        (folder, Kept::There)
    } else {
        (nearest(folder).ok_or(io::ErrorKind::NotFound)?, Kept::Later)
    };
    tempfile::tempfile_in(nearest)?;
    Ok(kept)
}

/// How many tracks a take would have: both, unless the far end is not wanted or cannot be had here.
fn tracks(look: &Looked, sound: &Result<SoundDevices, NoSound>) -> u32 {
    let has_none = sound.as_ref().is_ok_and(|found| found.no_far_end.is_some());
    if look.wants_far_end && !has_none { 2 } else { 1 }
}

fn disk(data: &Layout, tracks: u32) -> Check {
    let Some(free) = free_bytes(data.data()) else {
        return Check::note("disk", says::room_not_known());
    };
    let minutes = minutes_of_room(free, tracks);
    if (Reading::Disk { minutes }).is_ready() {
        Check::ok("disk", says::room(minutes))
    } else {
        Check::mend("disk", says::little_room(minutes, data.data()))
    }
}

fn database(data: &Layout) -> Check {
    let store = match Store::open_to_read(data.clone()) {
        Ok(store) => store,
        Err(OpenError::Missing { .. }) => return Check::note("database", says::no_database()),
        Err(error) => return Check::mend("database", words::told(error.into())),
    };
    match store.check().and_then(|()| store.calls(None)) {
        Ok(calls) => Check::ok("database", says::database(calls.len())),
        Err(error) => Check::mend("database", words::told(error.into())),
    }
}

fn settings(config: &ConfigLayout, unread: Option<&str>) -> Check {
    let file = config.settings();
    match unread {
        Some(why) => Check::mend("settings", says::settings_unread(&file, why)),
        None if file.exists() => Check::ok("settings", says::settings(&file)),
        None => Check::ok("settings", says::usual_settings()),
    }
}

/// Damaged settings that a window has set aside.
fn set_aside(config: &ConfigLayout) -> Option<Check> {
    let files = std::fs::read_dir(config.config()).ok()?;
    let mut names: Vec<String> = files
        .filter_map(|file| Some(file.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name.starts_with("settings-damaged-"))
        .collect();
    names.sort_unstable();
    let all: Vec<PathBuf> = names.iter().map(|name| config.config().join(name)).collect();
    (!all.is_empty()).then(|| Check::note("settings", says::settings_set_aside(&all)))
}

fn all_checklists(config: Option<&ConfigLayout>) -> Vec<Check> {
    let folder = config.map(ConfigLayout::checklists);
    let library = checklists::load(folder.as_deref());
    let found = says::checklists(library.checklists.len(), folder.as_deref());
    with_faults("checklists", found, &library.faults, says::checklist_fault)
}

fn all_scripts(config: Option<&ConfigLayout>) -> Vec<Check> {
    let folder = config.map(ConfigLayout::consent);
    let library = consent_scripts::load(folder.as_deref());
    let found = says::scripts(library.scripts.len(), folder.as_deref());
    with_faults("consent_scripts", found, &library.faults, says::script_fault)
}

fn recording_law(config: Option<&ConfigLayout>) -> Vec<Check> {
    let file = config.map(ConfigLayout::recording_law);
    let loaded = law::load(file.as_deref());
    let found = says::law(&loaded, file.as_deref());
    with_faults("recording_law", found, &loaded.faults, says::law_fault)
}

/// What was read, and everything wrong with files that were left out.
fn with_faults(
    name: &'static str,
    found: String,
    faults: &[Fault],
    told: impl Fn(&Fault) -> Told,
) -> Vec<Check> {
    let faults = faults.iter().map(|fault| Check::mend(name, told(fault)));
    std::iter::once(Check::ok(name, found)).chain(faults).collect()
}

fn plain(checks: &[Check], ready: bool) -> String {
    let line = |check: &Check| {
        let advice = check.advice.as_ref().map(|advice| format!("\n            {}", one_line(advice)));
        format!("{:<10}  {}{}\n", says::state(check.state), one_line(&check.says), advice.unwrap_or_default())
    };
    let lines: String = checks.iter().map(line).collect();
    format!("{}\n\n{lines}\n{}\n", words::version().trim_end(), says::summary(ready))
}
