//! What became of an exported recording, in words.

use super::super::print::{self, length, one_line};
use crate::domain::track::Track;
use crate::listening::{AudioWritten, Gaps};
use std::path::Path;

/// The file that was written, and what is in it.
pub(in crate::cli) fn written(path: &Path, told: &AudioWritten) -> String {
    let channels = match told.channels.as_slice() {
        [Track::Mic] => "mono, this side",
        [Track::Far] => "mono, the far end",
        _ => "stereo, left this side, right the far end",
    };
    let gaps = match told.gaps {
        Gaps::Silence => "pauses stand as silence",
        Gaps::Cut => "pauses are cut out",
    };
    let mut lines = vec![
        format!("Written: {}", path.display()),
        format!("{channels}, {} long; {gaps}", length(told.lasts)),
    ];
    if !told.locked.is_empty() {
        let takes: Vec<String> = told.locked.iter().map(u32::to_string).collect();
        lines.push(format!("Left out because they are locked: take {}", takes.join(", ")));
    }
    print::lines(lines.iter().map(|line| one_line(line)))
}

/// Files that silence stands for, in one line.
pub(in crate::cli) fn missing(files: &[String]) -> String {
    one_line(&format!(
        "Silence stands for what is missing in these audio files: {}. `rapport verify` tells more",
        files.join(", ")
    ))
}
