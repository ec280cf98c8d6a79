//! What a person is told of settings, documents, and files that were kept beside the database.

use super::{Told, Trouble, Unread, told as words};
use crate::checklists::Fault;

/// A file of the firm's was left out, with its fault and where it stands.
pub(super) fn content_told(left_out: &str, fault: &Fault) -> Told {
    let file = fault.file.display();
    let place = fault.line.map_or_else(|| file.to_string(), |line| format!("{file}, line {line}"));
    words(format!("{left_out}: {}", fault.what), format!("Mend it, then reload in Settings: {place}"))
}

pub(super) fn told(trouble: &Trouble) -> Told {
    match trouble {
        Trouble::SettingsSetAside { file } => words(
            "The settings could not be read and were set aside",
            format!("Rapport uses the usual settings. The old file is {}", file.display()),
        ),
        Trouble::SettingsNotRead { system } => words(
            format!("The settings could not be read ({system})"),
            "Rapport uses the usual settings until they can be read",
        ),
        Trouble::NotExported { system } => words(
            format!("The document was not written ({system})"),
            "Close it where another program has it open, choose another folder, or make room, and try again",
        ),
        Trouble::SoundNotWritten { system } => words(
            format!("The sound file was not written ({system})"),
            "Close it where another program has it open, choose another folder, or make room, and try again. The recording \
             itself is as it was",
        ),
        Trouble::SoundIncomplete { files } => words(
            format!("Silence stands in the sound file for what is missing of {}", files.join(", ")),
            "Look into the call's folder; “rapport verify” on the command line names what is missing or changed",
        ),
        _ => kept_told(trouble),
    }
}

fn kept_told(trouble: &Trouble) -> Told {
    match trouble {
        Trouble::NotSavedWhileClosed { why } => words(
            format!("The newest entries are not stored: the data folder is not open ({why})"),
            "They are kept here and stored once it can be opened. Try again, and do not close Rapport before",
        ),
        Trouble::EntriesKeptApart { file } => words(
            "Some entries of a call do not fit the database and were written to a file instead",
            format!(
                "Nothing of them is lost, but they are not in the call note. They are tried again at the next start; type what \
                 matters now as a new note: {}",
                file.display()
            ),
        ),
        Trouble::EntriesStillApart { client, day, count, file } => words(
            format!(
                "Of {}, {} cannot be stored and can be read in a file alone",
                the_call(client, day.as_deref()),
                entries(*count)
            ),
            format!(
                "They are not in the call note. Open the file, type what matters as a new note or addendum, and keep it for your \
                 IT department: {}",
                file.display()
            ),
        ),
        Trouble::EntriesStoredLater { client, day, count, file } => words(
            format!(
                "Of {}, {} that could not be stored before could be stored now",
                the_call(client, day.as_deref()),
                entries(*count)
            ),
            format!("The file they were in is kept as {}", file.display()),
        ),
        Trouble::UnsavedNotRead { file, system } => words(
            format!("Entries that were not stored in an earlier run could not be looked at ({system})"),
            format!("Nothing was changed. Check the disk, then restart Rapport: {}", file.display()),
        ),
        Trouble::SettingsNotSaved { system } => words(
            format!("The settings were not saved ({system})"),
            "They hold until you close Rapport. Check that the config folder can be written, then save them again",
        ),
        Trouble::NoConfigFolder => words(
            "The settings were not saved: this account has no folder for them",
            "They hold until you close Rapport. Name a folder in RAPPORT_CONFIG, then start Rapport again",
        ),
        Trouble::AudioNotRead { client, folder, system } => words(
            format!("The audio of the call with {client} could not be read ({system})"),
            format!("Nothing was changed. Check the disk, then restart Rapport: {}", folder.display()),
        ),
        Trouble::AudioLeftAlone { client, files } => words(
            format!("Some audio of the call with {client} could not be made safe: {}", files.join("; ")),
            "The files are as they were, in the audio folder of the call. Check the disk, then restart Rapport",
        ),
        Trouble::EditedNoteKept { file } => words(
            "A document in the call’s folder had been changed by hand. It was kept under another name before it was written anew",
            format!("Your changes are in {}", file.display()),
        ),
        Trouble::SumsNotWritten { system } => words(
            format!("The list of audio files and their SHA-256 was not written ({system})"),
            "The recording is not affected. Check the disk, then restart Rapport: the list is written anew",
        ),
        Trouble::ExportFolderNotWhole { folder } => words(
            format!("“{}” is not a whole folder name", folder.display()),
            "Type it from its drive or root on, or begin it with ~/ for your own folder",
        ),
        Trouble::ExportPlaceMissing { folder } => words(
            "The place that should hold the folder is not there",
            format!("Plug in the drive or choose another folder: {}", folder.display()),
        ),
        _ => words("Something went wrong", "Try again"),
    }
}

/// What a person is told where a call or a file cannot be read: which, first of all.
pub(super) fn not_read(which: &Unread, system: &str) -> Told {
    match which {
        Unread::Call { call, client } => words(
            match client {
                Some(client) => format!("The call with {client} could not be read ({system})"),
                None => format!("A call could not be read ({system}): {call}"),
            },
            format!(
                "The other calls are not affected. Keep its folder; `rapport verify {call}` names what is wrong with it"
            ),
        ),
        Unread::Data(path) => words(
            format!("The data folder could not be read ({system})"),
            format!(
                "Check that the disk is there, try again, and restart Rapport if it stays: {}",
                path.display()
            ),
        ),
    }
}

fn entries(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

fn the_call(client: &str, day: Option<&str>) -> String {
    match day {
        Some(day) => format!("the call with {client} on {day}"),
        None => format!("the call {client}"),
    }
}
