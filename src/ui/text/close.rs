//! Words of the Close page and of a finished call.

use super::places::open_duty;
use super::{count, time_of_day};
use crate::domain::open_ends::OpenEnd;
use jiff::Timestamp;

pub const TITLE: &str = "Before you hang up";
pub const HELP: &str = "Settle what is open, read back what was agreed, thank the client";
pub const STILL_OPEN: &str = "Still open";
pub const NOTHING_OPEN: &str = "Nothing is left open";
pub const SKIP: &str = "Skip…";
pub const WHEN_FIRST: &str = "Type a day and time first";
pub const OWNER_FIRST: &str = "Type who does it first";
pub const WHEN_PROBLEM: &str = "Try “today 5pm”, “tomorrow 10:30”, “fri 2pm” or “12/1 14:00”";
pub const DONE: &str = "Done now";
pub const ASKED: &str = "Asked the client";
pub const ANSWERED: &str = "Answered";
pub const HAND_OVER: &str = "Hand to attorney";
pub const WHAT_WAS_SAID: &str = "What was said";
pub const OWNER: &str = "Who does it";
pub const DUE: &str = "By when";
pub const DUE_HINT: &str = "today 5pm, fri 10:30";
pub const SET_DUE: &str = "Set";
pub const READ_BACK: &str = "Read back";
pub const NOTHING_AGREED: &str = "No promises or requests were noted";
pub const LINES: &str = "To say";
pub const NEXT_CONTACT: &str = "Next contact";
pub const WHEN: &str = "When";
pub const WHEN_HINT: &str = "tomorrow 10:30, 12/1 2pm";
pub const HOW: &str = "How";
pub const HOW_HINT: &str = "Telephone, e-mail";
pub const AGREE_CONTACT: &str = "Note it";
pub const FINISH: &str = "Finish call";
pub const FINISH_STOPS: &str = "The recording is stopped first";

pub const FINISHED_TITLE: &str = "Call finished";
pub const NOTE_HEADING: &str = "Call note";
pub const FORMAT: &str = "Format";
pub const FOLDER: &str = "Folder";
pub const BROWSE: &str = "Browse…";
pub const EXPORT: &str = "Export call note";
pub const SOUND: &str = "Recording";
pub const SOUND_HELP: &str =
    "One file, left this side, right the far end. The call note says how gaps were treated";
pub const GAPS: &str = "Gaps in the file";
pub const GAPS_AS_SILENCE: &str = "Gaps as silence";
pub const GAPS_CUT_OUT: &str = "Gaps cut out";
pub const EXPORT_WAV: &str = "Export sound (WAV)";
pub const EXPORT_FLAC: &str = "Export sound (FLAC)";
pub const GIVE_UP: &str = "Cancel export";
pub const SOUND_RESTRICTED: &str =
    "The recording is restricted: it can be exported once the supervising attorney has released it";
pub const SOUND_DELETED: &str = "The recording was deleted: there is nothing to export";
pub const SOUND_NOT_YET: &str = "There is nothing to export yet";
pub const COPY: &str = "Copy as text";
pub const COPIED: &str = "The call note is on the clipboard";
pub const ADDENDUM: &str = "Addendum";
pub const ADDENDUM_HINT: &str = "What came later";
pub const ADD_ADDENDUM: &str = "Add addendum";
pub const NOT_RECORDED: &str = "Not recorded";

/// What kind of end is open.
#[must_use]
pub fn open_end_kind(end: &OpenEnd) -> &'static str {
    match end {
        OpenEnd::Deferred { .. } => "Put off",
        OpenEnd::Duty { how, .. } => open_duty(*how),
        OpenEnd::Assumption { .. } => "Assumed, not asked",
        OpenEnd::Concern { .. } => "Concern, not answered",
        OpenEnd::Promise { .. } => "Promise without a date",
    }
}

/// Says what finishing leaves open.
#[must_use]
pub fn finish_leaves(open: usize) -> String {
    format!("{} left open; the call note says so", count(open, "end is", "ends are"))
}

/// When the call was finished.
#[must_use]
pub fn finished_at(at: Timestamp, left_open: usize) -> String {
    match left_open {
        0 => format!("Finished at {}. Nothing was left open", time_of_day(at)),
        open => format!("Finished at {}. {} left open", time_of_day(at), count(open, "end was", "ends were")),
    }
}

/// Whom a call was with, and what it was about.
#[must_use]
pub fn client_and_matter(client: &str, matter: &str) -> String {
    format!("{client} · {matter}")
}

/// A finished call in a line.
#[must_use]
pub fn summary(when: &str, recorded: &str, notes: usize, answers: usize) -> String {
    let (notes, answers) = (count(notes, "note", "notes"), count(answers, "answer", "answers"));
    format!("{when} · {recorded} · {notes}, {answers}")
}

/// A document was written.
#[must_use]
pub fn written(path: &str) -> String {
    format!("Written: {path}")
}

/// How far the sound file is.
#[must_use]
pub fn writing_sound(done: f32) -> String {
    format!("Writing the sound file: {:.0} %", done * 100.0)
}

/// Takes that are left out of a sound file.
#[must_use]
pub fn sound_without(takes: &[u32]) -> String {
    format!("{} cannot be exported now, and is left out", super::custody::takes(takes))
}

/// A promise with owner and due time.
#[must_use]
pub fn promise(text: &str, owner: &str, by: &str) -> String {
    format!("{text} — {owner}, {by}")
}

/// The words of an open end.
#[must_use]
pub fn open_end_text(end: &OpenEnd) -> &str {
    match end {
        OpenEnd::Deferred { words, .. } | OpenEnd::Duty { words, .. } => words,
        OpenEnd::Assumption { text, .. } | OpenEnd::Concern { text, .. } | OpenEnd::Promise { text, .. } => {
            text
        }
    }
}
