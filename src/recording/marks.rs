//! `clock.jsonl`: each second of a take, which frame of a track came when; knows no ring and no device.
//!
//! One JSON object a line, appended: `{"take":1,"track":"mic","frame":48000,"ms":1000.12}`. `ms` is the time of the take, so
//! pauses and sleeps are left out of it as they are of the files: what lies between two marks is sound or silence, never a
//! pause. A last line that a crash cut off is no mark.

use super::files::{AudioFile, AudioFiles};
use crate::domain::track::Track;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read as _, Write as _};
use std::time::Duration;

/// The file's name.
const FILE: &str = "clock.jsonl";

/// One track of one take.
pub(super) struct Marks {
    take: u32,
    track: Track,
    file: Option<Box<dyn AudioFile>>,
    /// The mark of this second: its lag, its frame and the time. Of the buffers in a second the one that came the least late
    /// tells the most of the device's clock and the least of the machine's moods.
    best: Option<(i64, u64, Duration)>,
    /// When this second began.
    second: Duration,
    /// Whole lines that wait for the disk.
    waiting: String,
}

impl Marks {
    pub(super) fn new(take: u32, track: Track) -> Self {
        Self { take, track, file: None, best: None, second: Duration::ZERO, waiting: String::new() }
    }

    /// `frame` frames had come, or stood for what did not come, when so much time had passed.
    pub(super) fn note(&mut self, frame: u64, passed: Duration, lag: i64) {
        if passed.saturating_sub(self.second) >= Duration::from_secs(1) {
            self.end_second();
            self.second = passed;
        }
        if self.best.is_none_or(|(least, _, _)| lag < least) {
            self.best = Some((lag, frame, passed));
        }
    }

    /// What is noted of this second is all there will be.
    pub(super) fn end_second(&mut self) {
        if let Some((_, frame, passed)) = self.best.take() {
            let (take, track, ms) = (self.take, self.track, passed.as_secs_f64() * 1_000.0);
            let line = format_args!(r#"{{"take":{take},"track":"{track}","frame":{frame},"ms":{ms:.2}}}"#);
            // Writing to a text never fails.
            writeln!(self.waiting, "{line}").ok();
        }
    }

    /// Has whole lines on disk. Sound is worth more than its clock: a disk that cannot take them fails the sound as well, and
    /// a track without marks is played by its rate.
    pub(super) fn sync(&mut self, files: &mut dyn AudioFiles) {
        if !self.waiting.is_empty() && self.append(files).is_err() {
            // Opened anew next time: half a line must not stay before the next one.
            self.file = None;
        }
        self.waiting.clear();
    }

    fn append(&mut self, files: &mut dyn AudioFiles) -> io::Result<()> {
        let mut file = self.file.take().map_or_else(|| files.append_to(FILE), Ok)?;
        file.write_all(self.waiting.as_bytes())?;
        file.flush()?;
        self.file = Some(file);
        Ok(())
    }
}

/// A line, as far as lengths go.
#[derive(Deserialize)]
struct Mark {
    take: u32,
    track: Track,
    frame: u64,
}

/// The highest frame that was marked of each track of each take; none where the file cannot be read.
pub(super) fn last_marked(files: &mut dyn AudioFiles) -> BTreeMap<(u32, Track), u64> {
    let mut text = Vec::new();
    if let Ok(mut file) = files.open_existing(FILE) {
        // What was read before the disk failed are marks all the same.
        file.read_to_end(&mut text).ok();
    }
    let mut last = BTreeMap::new();
    let lines = text.split(|&byte| byte == b'\n');
    for mark in lines.filter_map(|line| serde_json::from_slice::<Mark>(line).ok()) {
        let frame = last.entry((mark.take, mark.track)).or_insert(0);
        *frame = mark.frame.max(*frame);
    }
    last
}
