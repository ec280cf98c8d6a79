//! What a paralegal would recognise: calls, checklists, consent, notes, and the rules between them.
//!
//! Knows nobody: no window, sound, file, database, clock or random number. Time, ids and positions come in as
//! arguments. Reading order: [`ids`] and [`people`] name things; [`fact`] and [`entry`] are the timeline; [`call`]
//! folds it; [`decide`] says what may be added to it; [`consent`] holds the one way to a [`RecordingPermit`].
//!
//! [`RecordingPermit`]: consent::RecordingPermit

pub mod call;
pub mod chain;
pub mod checklist;
pub mod consent;
pub mod consent_script;
pub mod custody;
pub mod decide;
pub mod entry;
pub mod fact;
pub mod ids;
pub mod items;
pub mod language;
pub mod notes;
pub mod open_ends;
pub mod people;
pub mod readiness;
pub mod recording;
pub mod refusal;
pub mod script;
pub mod sound_check;
pub mod sound_export;
pub mod stage;
pub mod talk;
pub mod track;
