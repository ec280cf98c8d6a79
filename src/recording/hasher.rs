//! The thread that hashes finished segments, so that a slow disk never holds up the one that writes.

use super::files::AudioFiles;
use super::track_file::{Closed, TrackPlan};
use super::wav;
use super::writer::Report;
use crate::domain::recording::Segment;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender};

/// Hashes what comes until nothing more can come.
pub(super) fn run(
    files: &dyn AudioFiles,
    plan: TrackPlan,
    closed: &Receiver<Closed>,
    reports: &SyncSender<Report>,
) {
    let TrackPlan { take, track, rate, .. } = plan;
    for Closed { name, first_frame, frames } in closed {
        let report = match hash(files, &name, frames) {
            Ok(sha256) => {
                let file = name;
                Report::Hashed(Segment {
                    take,
                    track,
                    file,
                    first_frame,
                    frames,
                    rate,
                    sha256,
                    salvaged: false,
                })
            }
            Err(error) => Report::NotHashed(format!("{name}: {error}")),
        };
        // The control thread may be gone: then the next start finds the file on no timeline, and hashes it.
        reports.send(report).ok();
    }
    reports.send(Report::Done).ok();
}

/// SHA-256 of a file that holds what was written: something else may lie under its name by now.
fn hash(files: &dyn AudioFiles, name: &str, frames: u64) -> io::Result<String> {
    if wav::frames_in(files.length(name)?) != frames {
        return Err(io::Error::other("it is not the file that was written"));
    }
    files.sha256(name)
}
