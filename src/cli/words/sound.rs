//! What became of an exported recording, in words.

use super::super::print::{self, length, one_line};
use super::super::sound::Noted;
use crate::domain::sound_export::SoundExport;
use crate::domain::track::Track;
use crate::listening::{AudioWritten, Gaps};
use std::path::Path;

/// The file that was written, and what is in it.
pub(in crate::cli) fn written(path: &Path, told: &AudioWritten, noted: Noted) -> String {
    let channels = match told.channels.as_slice() {
        [Track::Mic] => "mono, this side",
        [Track::Far] => "mono, the far end",
        _ => "stereo, left this side, right the far end",
    };
    let gaps = match told.gaps {
        Gaps::Silence => "gaps stand as silence",
        Gaps::Cut => "gaps are cut out",
    };
    let mut lines = vec![
        format!("Written: {}", path.display()),
        format!("{channels}, {} long; {gaps}", length(told.lasts)),
    ];
    if !told.locked.is_empty() {
        let takes: Vec<String> = told.locked.iter().map(u32::to_string).collect();
        lines.push(format!("Left out because they are locked: take {}", takes.join(", ")));
    }
    lines.push(
        match noted {
            Noted::Yes => "The timeline and the call note tell of it",
            Noted::NotNow => {
                "The timeline does not tell of it: close Rapport's window first, or export from the window"
            }
        }
        .to_owned(),
    );
    print::lines(lines.iter().map(|line| one_line(line)))
}

/// How a recording was written, behind its format.
pub(in crate::cli) fn how(sound: &SoundExport) -> String {
    let takes: Vec<String> = sound.left_out.iter().map(u32::to_string).collect();
    let without =
        if takes.is_empty() { String::new() } else { format!(", without take {}", takes.join(", ")) };
    format!(", gaps {}{without}", sound.gaps.name())
}

/// Files that silence stands for, in one line.
pub(in crate::cli) fn missing(files: &[String]) -> String {
    one_line(&format!(
        "Silence stands for what is missing in these audio files: {}. `rapport verify` tells more",
        files.join(", ")
    ))
}
