//! Hands the recorder the audio folder of a call.

use super::disk::free_bytes;
use crate::domain::ids::CallId;
use crate::domain::recording::Segment;
use crate::domain::track::Track;
use crate::recording::files::StoredAudio;
use crate::recording::{AudioFile, AudioFiles};
use crate::store::Layout;
use crate::store::audio_folder::{AudioFolder, SyncingFile};
use std::collections::BTreeMap;
use std::io;
use std::time::SystemTime;

/// The audio folder of one call, as the recorder wants it.
pub(super) struct FolderOfCall {
    folder: AudioFolder,
    /// The highest number of each track that the timeline tells. A file that was deleted keeps its name for good: one of
    /// another take under it could not be told from it.
    newest: BTreeMap<Track, u32>,
}

impl FolderOfCall {
    /// The folder of a call of which the timeline tells these segments.
    pub(super) fn new(layout: &Layout, call: &CallId, told: &[Segment]) -> Self {
        let mut newest = BTreeMap::new();
        for (track, number) in told.iter().filter_map(|segment| Track::of_segment_file(&segment.file)) {
            let highest = newest.entry(track).or_insert(number);
            *highest = number.max(*highest);
        }
        Self { folder: AudioFolder::new(layout.audio(call)), newest }
    }
}

impl AudioFiles for FolderOfCall {
    fn another(&self) -> Box<dyn AudioFiles> {
        Box::new(Self { folder: AudioFolder::new(self.folder.path()), newest: self.newest.clone() })
    }

    fn next_segment(&self, track: &str) -> io::Result<u32> {
        let told = self.newest.iter().find(|(of, _)| of.name() == track).map_or(0, |(_, number)| *number);
        Ok(self.folder.next_segment(track)?.max(told.saturating_add(1)))
    }

    fn names(&self) -> io::Result<Vec<String>> {
        self.folder.names()
    }

    fn save_session(&mut self, json: &[u8]) -> io::Result<()> {
        self.folder.save_session(json)
    }

    fn load_session(&self) -> io::Result<Option<Vec<u8>>> {
        self.folder.load_session()
    }

    fn create(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>> {
        Ok(Box::new(self.folder.create(name)?))
    }

    fn append_to(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>> {
        Ok(Box::new(self.folder.append_to(name)?))
    }

    fn open_existing(&mut self, name: &str) -> io::Result<Box<dyn StoredAudio>> {
        Ok(Box::new(self.folder.open_existing(name)?))
    }

    fn length(&self, name: &str) -> io::Result<u64> {
        self.folder.length(name)
    }

    fn sha256(&self, name: &str) -> io::Result<String> {
        self.folder.sha256(name)
    }

    fn free_bytes(&self) -> Option<u64> {
        free_bytes(self.folder.path())
    }
}

impl StoredAudio for SyncingFile {
    fn modified(&self) -> io::Result<SystemTime> {
        SyncingFile::modified(self)
    }

    fn set_modified(&mut self, to: SystemTime) -> io::Result<()> {
        self.set_modified(to)
    }
}

#[cfg(test)]
mod tests {
    use super::FolderOfCall;
    use crate::domain::ids::CallId;
    use crate::domain::recording::Segment;
    use crate::domain::track::Track;
    use crate::recording::AudioFiles as _;
    use crate::store::Layout;

    #[test]
    fn a_number_that_the_timeline_tells_is_never_given_again_though_its_file_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let (layout, call) = (Layout::new(folder.path()), CallId::new("a"));
        let told = Segment {
            take: 1,
            track: Track::Mic,
            file: "mic-0007.wav".to_owned(),
            first_frame: 0,
            frames: 1,
            rate: 8_000,
            sha256: String::new(),
            salvaged: false,
        };
        let mut files = FolderOfCall::new(&layout, &call, &[told]);
        assert_eq!(files.next_segment("mic").unwrap(), 8);
        assert_eq!(files.another().next_segment("mic").unwrap(), 8);
        assert_eq!(files.next_segment("far").unwrap(), 1);
        files.create("mic-0008.wav").unwrap();
        assert_eq!(files.next_segment("mic").unwrap(), 9);
    }
}
