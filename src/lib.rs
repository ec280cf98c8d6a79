//! Rapport walks a paralegal through a client call and hands the office a call note.
//!
//! A call is a timeline: everything that happens is one dated entry, and what the screen shows, what exporters print and
//! what the recorder may do is folded from it. In reading order:
//!
//! - [`domain`]: calls, consent, notes and the rules between them; knows nobody
//! - [`content`]: reads files a firm may write itself, and names each fault by line
//! - [`checklists`]: reads shipped and firm-owned checklists
//! - [`law`]: which recording rule applies where people are
//! - [`echo`]: a few seconds of this side's own sound before dialling, in memory, heard once
//! - [`files`]: files that are there whole or not at all; knows nobody
//! - [`recording`]: from the microphone to a hashed file, behind the consent gate
//! - [`store`]: the database, the settings, and every path
//! - [`export`]: the call note, one renderer a format
//! - [`listening`]: hearing a recording again: lined up, drawn, played, written as one file, counted
//! - [`app`]: state, actions, effects; carries effects out on worker threads
//! - [`cli`]: the verbs that need no window
//! - `ui` (feature `gui`): the window
//!
//! Invariants: `domain` and `app`'s `apply` read no clock, disk, sound or chance. `ui` names neither store nor recording
//! nor export. Nothing reaches recorded samples without a [`domain::consent::RecordingPermit`]; what an [`echo`] holds before
//! dialling can be played and dropped, and reaches no file. No module opens a network connection.

pub mod app;
pub mod checklists;
pub mod cli;
pub mod content;
pub mod domain;
pub mod echo;
pub mod export;
pub mod files;
pub mod law;
pub mod listening;
pub mod recording;
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
