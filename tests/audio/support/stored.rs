//! The store's own audio folder as the recorder gets it in the program: buffered, and synced when flushed.

use rapport::recording::{AudioFile, AudioFiles, StoredAudio};
use rapport::store::audio_folder::AudioFolder;
use std::io;

#[derive(Clone)]
pub struct StoredFiles(pub AudioFolder);

impl AudioFiles for StoredFiles {
    fn another(&self) -> Box<dyn AudioFiles> {
        Box::new(self.clone())
    }

    fn next_segment(&self, track: &str) -> io::Result<u32> {
        self.0.next_segment(track)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        self.0.names()
    }

    fn save_session(&mut self, json: &[u8]) -> io::Result<()> {
        self.0.save_session(json)
    }

    fn load_session(&self) -> io::Result<Option<Vec<u8>>> {
        self.0.load_session()
    }

    fn create(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>> {
        Ok(Box::new(self.0.create(name)?))
    }

    fn append_to(&mut self, name: &str) -> io::Result<Box<dyn AudioFile>> {
        Ok(Box::new(self.0.append_to(name)?))
    }

    fn open_existing(&mut self, _: &str) -> io::Result<Box<dyn StoredAudio>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn length(&self, name: &str) -> io::Result<u64> {
        self.0.length(name)
    }

    fn sha256(&self, name: &str) -> io::Result<String> {
        self.0.sha256(name)
    }

    fn free_bytes(&self) -> Option<u64> {
        None
    }
}
