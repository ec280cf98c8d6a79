//! The real program in a real window: found and driven by the names that `contract.md`, screen readers and scripts rely
//! on, heard through real sound devices, killed, and started again. Needs `scripts/desk-session`.

mod closing;
mod ended;
mod hasty;
mod interrupted;
mod keyboard;
mod listening;
mod names;
mod no;
mod second;
mod whole;

use crate::at_desk::{self, Done, Folders, Program, Role};
use rapport::domain::entry::Entry;
use rapport::domain::ids::CallId;
use rapport::store::{CallSummary, Layout, Store};
use std::io::Write as _;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// There is one keyboard and one microphone: one test at a time.
static TURN: Mutex<()> = Mutex::new(());

/// A turn at the desk; `None`, said loudly, where there is no desk and none was demanded.
fn turn(test: &str) -> Option<MutexGuard<'static, ()>> {
    if at_desk::is_here() {
        return Some(TURN.lock().unwrap_or_else(PoisonError::into_inner));
    }
    let how = "run `scripts/desk-session cargo test --test ui`";
    let demanded = std::env::var_os("RAPPORT_FULL_TESTS").is_some_and(|value| value == "1");
    assert!(!demanded, "there is no desk to test at: {how}");
    // Past the test runner, which shows what passing tests print to nobody.
    let said = format!("\n*** LEFT OUT, for want of a desk: {test}; {how} ***\n\n");
    // With nowhere to say it, nobody asks.
    std::io::stderr().write_all(said.as_bytes()).ok();
    None
}

/// Folders with the paralegal's names set, as after the first day.
fn folders() -> Done<Folders> {
    let folders = Folders::make()?;
    std::fs::create_dir_all(folders.config())?;
    let settings = serde_json::json!({
        "operator": { "name": "Dana Reyes", "title": "paralegal", "firm": "Hale & Brandt", "attorney": "Morgan Hale" },
        "theme": "light",
    });
    let file = std::fs::File::create(folders.config().join("settings.json"))?;
    serde_json::to_writer(file, &settings)?;
    Ok(folders)
}

fn start(folders: &Folders) -> Done<Program> {
    Program::start(Path::new(env!("CARGO_BIN_EXE_rapport")), folders)
}

/// The only call of a data folder, and its timeline.
fn stored(folders: &Folders) -> Done<Option<(CallSummary, Vec<Entry>)>> {
    let Ok(store) = Store::open_to_read(Layout::new(folders.data())) else { return Ok(None) };
    let Some(call) = store.calls(None)?.pop() else { return Ok(None) };
    let timeline = store.timeline(&call.id)?;
    Ok(Some((call, timeline.into_iter().map(|stored| stored.entry).collect())))
}

/// Waits until the timeline of the only call holds an entry of this kind.
fn wait_stored(folders: &Folders, kind: &str) -> Done<(CallSummary, Vec<Entry>)> {
    let mut there = Vec::new();
    let found = at_desk::wait_for(format!("an entry {kind}"), || {
        let stored = stored(folders)?;
        there = stored.as_ref().map(|(_, entries)| kinds(entries)).unwrap_or_default();
        Ok(stored.filter(|_| there.iter().any(|found| found == kind)))
    });
    found.map_err(|why| format!("{why}; there are {there:?}").into())
}

fn kinds(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| entry.fact.kind()).collect()
}

/// The first audio file of a call.
fn recording(folders: &Folders, call: &CallId) -> std::path::PathBuf {
    Layout::new(folders.data()).audio(call).join("mic-0001.wav")
}

/// Opens a call with someone and goes to the Consent page.
fn quick_call(program: &Program, client: &str) -> Done {
    program.type_into("Client", client)?;
    program.click("Quick capture")?;
    program.wait(Role::Button, "Add note")?;
    program.click("Consent")?;
    program.wait(Role::CheckBox, EXPLAINED)?;
    Ok(())
}

/// [`quick_call`], a yes, and a take that runs.
fn quick_recording(program: &Program, client: &str) -> Done {
    quick_call(program, client)?;
    program.tick(EXPLAINED)?;
    program.tick(&format!("{client} agrees to being recorded"))?;
    program.click("Start recording")?;
    program.wait_told(Role::Label, STATUS, "Recording,")
}

const EXPLAINED: &str = "I read this aloud and asked the question";
const STATUS: &str = "Recording status";

/// How long something that must not happen is given to happen.
const A_WHILE: Duration = Duration::from_millis(400);
