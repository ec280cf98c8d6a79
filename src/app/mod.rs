//! What the program is doing: state, what a person can do to it, and what the outside must do for it.
//!
//! [`mod@apply`] turns an [`Action`] into changes and [`Effect`]s, [`mod@react`] does the same with an [`Event`]; both are pure:
//! no clock, disk, sound, screen or chance. [`mod@runner`] carries effects out on worker threads and returns events.
//!
//! Knows domain, checklists, recording, store and export; knows no window. `ui` sees the rest of the program only
//! through this module.

pub mod action;
pub mod apply;
pub mod drafts;
pub mod effect;
pub mod event;
pub mod playback;
pub mod react;
pub mod runner;
pub mod sound_check;
pub mod sound_export;
pub mod start;
pub mod state;
pub mod trouble;
pub mod view;
pub mod when;

pub use action::Action;
pub use apply::apply;
pub use drafts::Drafts;
pub use effect::Effect;
pub use event::Event;
pub use react::react;
pub use start::Start;
pub use state::{Page, State, Suggestion};
pub use trouble::Trouble;

pub use crate::checklists::Fault as ChecklistFault;
pub use crate::export::{Format as NoteFormat, Writing};
pub use crate::listening::AudioFormat;
pub use crate::recording::{CaptureError, DiskPace, NoFarEnd, SoundDevice, SoundDevices, StartError};
pub use crate::store::settings::{FarEndChoice, Settings, TextPercent, Theme};
pub use crate::store::{CallSummary, KnownClient};

use crate::domain::entry::Now;

/// The moment something happens, as the outside tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Wall clock, zone, who is at the desk, and where the recording stands.
    pub now: Now,
    /// A few random letters and digits, fresh each time, for names that must be unique.
    pub token: String,
}
