//! Writes the recording of a call as one sound file, on a thread of its own, and tells how far it is.

use super::Outbox;
use super::filing::{Folded, Timeline};
use super::going::Going;
use super::jobs::{TOO_MANY, folder_for_exports, names, recording_stem};
use crate::app::action::SoundOrder;
use crate::app::event::{Event, JobEvent};
use crate::app::trouble::{Trouble, with_cause};
use crate::app::view::glance::Glance;
use crate::domain::sound_export::SoundExport;
use crate::files::Existing;
use crate::listening::{AudioExportError, AudioOrder, AudioWritten, Reel, read_reel, write_audio};
use crate::store::{AudioFolder, Layout};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Why there is no file.
enum NotWritten {
    GivenUp,
    Failed(Trouble),
}

impl From<Trouble> for NotWritten {
    fn from(trouble: Trouble) -> Self {
        Self::Failed(trouble)
    }
}

/// Begins an export; whatever becomes of it is told. `None` where it could not even be begun, which is told too.
pub(super) fn begin(
    data: &Layout,
    timeline: Timeline,
    order: SoundOrder,
    going: Going,
    outbox: &Outbox,
) -> Option<JoinHandle<()>> {
    let (call, tells) = (timeline.call.clone(), outbox.clone());
    let export = Export { data: data.clone(), timeline, order, going, outbox: outbox.clone() };
    match thread::Builder::new().name("sound-export".to_owned()).spawn(move || export.run()) {
        Ok(thread) => Some(thread),
        Err(error) => {
            let trouble = Some(Trouble::SoundNotWritten { system: error.to_string() });
            tells.put(Event::Job(JobEvent::SoundNotWritten { call, trouble }));
            None
        }
    }
}

struct Export {
    data: Layout,
    timeline: Timeline,
    order: SoundOrder,
    going: Going,
    outbox: Outbox,
}

impl Export {
    fn run(self) {
        let call = self.timeline.call.clone();
        let trouble = match self.write() {
            Ok((path, sha256, told)) => {
                let sound = SoundExport { gaps: told.gaps, left_out: told.locked };
                let format = self.order.format.name();
                self.tell(JobEvent::SoundWritten { call, path, format, sha256, sound });
                if !told.missing.is_empty() {
                    self.tell(JobEvent::Noticed(Trouble::SoundIncomplete { files: told.missing }));
                }
                return;
            }
            Err(NotWritten::GivenUp) => None,
            Err(NotWritten::Failed(trouble)) => Some(trouble),
        };
        self.tell(JobEvent::SoundNotWritten { call, trouble });
    }

    fn tell(&self, event: JobEvent) {
        self.outbox.put(Event::Job(event));
    }

    fn write(&self) -> Result<(PathBuf, String, AudioWritten), NotWritten> {
        let call = Folded::of(&self.timeline)?.call;
        let folder = folder_for_exports(&self.order.folder)?;
        let audio = self.data.audio(call.id());
        let reel = read_reel(&call, &audio).map_err(|error| failed(&error))?;
        for path in names(&folder, &recording_stem(&call), self.order.format.name()) {
            match self.write_to(&reel, &audio, &path) {
                Err(AudioExportError::FileIsThere) => {}
                Err(AudioExportError::GivenUp) => return Err(NotWritten::GivenUp),
                Err(error) => return Err(failed(&error).into()),
                Ok(told) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    let sha256 =
                        AudioFolder::new(folder.clone()).sha256(&name).map_err(|error| failed(&error))?;
                    return Ok((path, sha256, told));
                }
            }
        }
        Err(Trouble::SoundNotWritten { system: TOO_MANY.to_owned() }.into())
    }

    fn write_to(
        &self,
        reel: &Arc<Reel>,
        audio: &Path,
        path: &Path,
    ) -> Result<AudioWritten, AudioExportError> {
        let SoundOrder { format, gaps, .. } = self.order;
        let order = AudioOrder { format, gaps, existing: Existing::Keep };
        let mut told = 0;
        write_audio(reel, audio, path, order, &mut |done| {
            let percent = (done * 100.0) as u32;
            if percent != told {
                told = percent;
                let call = self.timeline.call.clone();
                self.outbox.put_passing(Event::Job(JobEvent::SoundProgress { call, done }), Glance::Moving);
            }
            self.going.on()
        })
    }
}

fn failed(error: &dyn std::error::Error) -> Trouble {
    Trouble::SoundNotWritten { system: with_cause(error) }
}
