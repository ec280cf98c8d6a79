//! The thread that hashes finished segments, so that a slow disk never holds up the one that writes.

use super::files::AudioFiles;
use super::writer::{Closed, Report};
use crate::domain::recording::Segment;
use crate::domain::track::Track;
use std::sync::mpsc::{Receiver, SyncSender};

/// Hashes what comes until nothing more can come.
pub(super) fn run(
    files: &dyn AudioFiles,
    (take, rate): (u32, u32),
    closed: &Receiver<Closed>,
    reports: &SyncSender<Report>,
) {
    for Closed { name, first_frame, frames } in closed {
        let report = match files.sha256(&name) {
            Ok(sha256) => Report::Hashed(Segment {
                take,
                track: Track::Mic,
                file: name,
                first_frame,
                frames,
                rate,
                sha256,
                salvaged: false,
            }),
            Err(error) => Report::NotHashed(format!("{name}: {error}")),
        };
        // The control thread may be gone: then the next start finds the file on no timeline, and hashes it.
        reports.send(report).ok();
    }
    reports.send(Report::Done).ok();
}
