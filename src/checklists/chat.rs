//! Chat programs that could interrupt a call, by the names people know; does not look for running programs itself.

use serde::Deserialize;

/// The list as shipped. Its `about` says what is left out and why.
const LIST: &str = include_str!("../../assets/chat-programs.json");

/// Characters Linux keeps of a process name. A longer name is found cut off.
const LINUX_NAME_LENGTH: usize = 15;

/// What a program interrupts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interruption {
    /// Messages: the program counts as running chat.
    Chat,
    /// Mail: listed so that it can be named, but most offices keep it open all day, so it holds nothing up.
    Mail,
}

/// A platform with its own process names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Windows.
    Windows,
    /// macOS.
    MacOs,
    /// Linux and whatever else.
    Linux,
}

impl Platform {
    /// The platform this program was built for.
    #[must_use]
    pub fn here() -> Self {
        if cfg!(target_os = "windows") {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            Self::Linux
        }
    }
}

/// A program that could interrupt a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatProgram {
    /// Its name as people know it.
    pub name: String,
    /// What it interrupts with.
    pub kind: Interruption,
    /// The names of its processes on one platform.
    pub processes: Vec<String>,
}

impl ChatProgram {
    /// Whether a process of this name is the program: whole names, case and a final `.exe` not heeded.
    #[must_use]
    pub fn is_process(&self, process_name: &str) -> bool {
        let found = bare(process_name);
        self.processes.iter().any(|process| {
            let process = bare(process);
            let cut = process.char_indices().nth(LINUX_NAME_LENGTH).and_then(|(at, _)| process.get(..at));
            process == found || cut.is_some_and(|cut| cut == found)
        })
    }
}

/// The chat and mail programs of this platform.
#[must_use]
pub fn chat_programs() -> Vec<ChatProgram> {
    chat_programs_on(Platform::here())
}

/// The chat and mail programs of one platform, in alphabetical order.
#[must_use]
pub fn chat_programs_on(platform: Platform) -> Vec<ChatProgram> {
    // The shipped list is held to its form by a test; without it the item is simply ticked by hand.
    let Ok(list) = serde_json::from_str::<List>(LIST) else { return Vec::new() };
    let on_platform = |program: Program| {
        let processes = match platform {
            Platform::Windows => program.windows,
            Platform::MacOs => program.macos,
            Platform::Linux => program.linux,
        };
        ChatProgram { name: program.name, kind: program.kind, processes }
    };
    list.programs.into_iter().map(on_platform).filter(|program| !program.processes.is_empty()).collect()
}

/// The chat programs of this platform among running processes, by the names people know, in alphabetical order.
#[must_use]
pub fn running_among<'a>(process_names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let programs = chat_programs();
    let mut running = vec![false; programs.len()];
    for process in process_names {
        for (program, running) in programs.iter().zip(&mut running) {
            *running |= program.kind == Interruption::Chat && program.is_process(process);
        }
    }
    programs.into_iter().zip(running).filter_map(|(program, runs)| runs.then_some(program.name)).collect()
}

fn bare(process_name: &str) -> String {
    let name = process_name.trim().to_lowercase();
    name.strip_suffix(".exe").unwrap_or(&name).to_owned()
}

#[derive(Deserialize)]
struct List {
    programs: Vec<Program>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Program {
    name: String,
    kind: Interruption,
    #[serde(default)]
    windows: Vec<String>,
    #[serde(default)]
    macos: Vec<String>,
    #[serde(default)]
    linux: Vec<String>,
}
