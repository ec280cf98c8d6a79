//! Words of the settings.

pub const TITLE: &str = "Settings";
pub const YOU: &str = "You and your office";
pub const NAME: &str = "Your name";
pub const JOB_TITLE: &str = "Your title";
pub const JOB_TITLE_HINT: &str = "paralegal";
pub const FIRM: &str = "Firm";
pub const ATTORNEY: &str = "Supervising attorney";
pub const YOU_HELP: &str = "These names fill the words you read aloud and the head of the call note";
pub const SOUND: &str = "What is recorded";
pub const MICROPHONE: &str = "Microphone";
pub const SYSTEM_CHOICE: &str = "As the system chooses";
pub const FAR_END: &str = "Record the far end";
pub const FAR_END_CHOICES: [&str; 2] =
    ["From what the computer plays, as the system chooses", "Off: this side only"];
pub const LOOK_AGAIN: &str = "Look again";
pub const CALL_NOTE: &str = "Call note";
pub const TALK_SHARE: &str = "Talk share in the call note";
pub const TALK_SHARE_HELP: &str = "How much each side spoke, the longest stretch without the client, and interruptions, counted when a call with both sides is finished";
pub const TALK_SHARE_CHOICES: [&str; 2] = ["Leave it out", "Put it in"];
pub const LOOK: &str = "Appearance";
pub const THEME: &str = "Theme";
pub const THEME_SYSTEM: &str = "As the system";
pub const THEME_LIGHT: &str = "Light";
pub const THEME_DARK: &str = "Dark";
pub const TEXT_SIZE: &str = "Text size";
pub const DATA: &str = "Data";
pub const DATA_FOLDER: &str = "Data folder";
pub const DATA_FOLDER_HINT: &str = "Leave empty for the usual place";
pub const DATA_FOLDER_HELP: &str = "A change takes effect at the next start. Nothing is moved";
pub const CHECKLISTS: &str = "Checklists and consent scripts";
pub const RELOAD: &str = "Reload";
pub const SAVE: &str = "Save settings";
pub const NOTHING_CHANGED: &str = "Saved";
pub const KEYS: &str = "Keys";

/// In use now.
#[must_use]
pub fn in_use(folder: &str) -> String {
    format!("In use now: {folder}")
}

/// A checklist or consent script there is.
#[must_use]
pub fn checklist(title: &str, version: &str, language: &str) -> String {
    format!("{title}, version {version}, {language}")
}

/// A text size.
#[must_use]
pub fn percent(percent: u16) -> String {
    format!("{percent} %")
}

/// A microphone that was chosen and is not there.
#[must_use]
pub fn not_there(id: &str) -> String {
    format!("{id}, not plugged in now")
}
