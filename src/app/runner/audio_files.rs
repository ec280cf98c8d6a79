//! Hands the recorder the audio folder of a call.

use super::disk::free_bytes;
use crate::domain::ids::CallId;
use crate::recording::files::StoredAudio;
use crate::recording::{AudioFile, AudioFiles};
use crate::store::Layout;
use crate::store::audio_folder::{AudioFolder, SyncingFile};
use std::io;
use std::time::SystemTime;

/// The audio folder of one call, as the recorder wants it.
pub(super) struct FolderOfCall {
    folder: AudioFolder,
}

impl FolderOfCall {
    pub(super) fn new(layout: &Layout, call: &CallId) -> Self {
        Self { folder: AudioFolder::new(layout.audio(call)) }
    }
}

impl AudioFiles for FolderOfCall {
    fn another(&self) -> Box<dyn AudioFiles> {
        Box::new(Self { folder: AudioFolder::new(self.folder.path()) })
    }

    fn next_segment(&self, track: &str) -> io::Result<u32> {
        self.folder.next_segment(track)
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
