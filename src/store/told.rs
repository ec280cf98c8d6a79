//! What a timeline says of the files in its call's folder; reads none of them.

use super::layout::AUDIO_FOLDER;
use crate::domain::custody::{CustodyFact, Deletion};
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::Seq;
use crate::domain::track::Track;
use std::collections::{BTreeMap, BTreeSet};

/// What the entries of a call say of its files.
#[derive(Default)]
pub(super) struct Told<'a> {
    /// Finished audio files by name, as they were told last.
    pub(super) audio: BTreeMap<&'a str, AudioFile<'a>>,
    /// Audio files that were deleted on purpose, with the entry that says so.
    pub(super) deleted: BTreeMap<&'a str, Seq>,
    /// Audio files whose deletion was decided, with the entry that says so: they may be gone, and may be there.
    pub(super) going: BTreeMap<&'a str, Seq>,
    /// Documents in the call's folder by name, with the SHA-256 of the newest.
    pub(super) documents: BTreeMap<&'a str, &'a str>,
    /// Formats and SHA-256 of documents of which no entry says where they were written.
    pub(super) somewhere: BTreeSet<(&'a str, &'a str)>,
    /// Files beside the audio that are complete, by their path within the call's folder, with their SHA-256.
    pub(super) sealed: BTreeMap<&'a str, &'a str>,
    /// Whether the call is finished.
    pub(super) is_finished: bool,
}

/// A finished audio file.
pub(super) struct AudioFile<'a> {
    pub(super) sha256: &'a str,
    /// Frames it holds.
    pub(super) frames: u64,
}

impl<'a> Told<'a> {
    pub(super) fn by(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut told = Self::default();
        entries.into_iter().for_each(|entry| told.take_in(entry));
        told
    }

    fn take_in(&mut self, entry: &'a Entry) {
        match &entry.fact {
            Fact::SegmentFinished { file, frames, sha256, .. } => {
                self.audio.insert(file, AudioFile { sha256, frames: *frames });
            }
            Fact::Exported { sha256, file: Some(file), .. } => {
                self.documents.insert(file, sha256);
            }
            Fact::Exported { format, sha256, file: None, .. } => {
                self.somewhere.insert((format, sha256));
            }
            Fact::FileSealed { file, sha256 } => {
                self.sealed.insert(file, sha256);
            }
            Fact::Custody(CustodyFact::DeletionDecided { files, .. }) => {
                self.going.extend(files.iter().map(|file| (file.file.as_str(), entry.seq)));
            }
            Fact::Custody(CustodyFact::AudioDeleted { deletion: Deletion { gone, missing, .. }, .. }) => {
                let gone = gone.iter().map(|file| &file.file).chain(missing);
                self.deleted.extend(gone.map(|file| (file.as_str(), entry.seq)));
            }
            Fact::Finished { .. } => self.is_finished = true,
            _ => {}
        }
    }

    /// Audio files that must be there, with their SHA-256.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&'a str, &AudioFile<'a>)> {
        self.audio
            .iter()
            .filter(|(name, _)| !self.deleted.contains_key(**name))
            .map(|(name, file)| (*name, file))
    }

    /// The highest segment number told of each track. Segments are told in the order of their numbers.
    pub(super) fn newest_segments(&self) -> BTreeMap<Track, u32> {
        let mut newest = BTreeMap::new();
        for (track, number) in self.audio.keys().filter_map(|name| Track::of_segment_file(name)) {
            let highest = newest.entry(track).or_insert(number);
            *highest = number.max(*highest);
        }
        newest
    }

    /// The text of `SHA256SUMS`: a line for each audio file that must be there, in the order of their names.
    pub(super) fn sums(&self) -> String {
        // A name that is no segment's cannot be ours, and might mean something to the program that reads the list.
        let ours = self.kept().filter(|(name, _)| Track::of_segment_file(name).is_some());
        let lines = ours.map(|(name, file)| [file.sha256, "  ", AUDIO_FOLDER, "/", name, "\n"].concat());
        lines.collect()
    }
}
