//! Tests of the store, through its doors: a real database and real files in folders of their own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking, in its helpers too")]

mod appending;
mod audio_folder;
mod damage;
mod deleting_audio;
mod disk;
mod files;
mod holds;
mod kinds;
mod later;
mod lists;
mod opening;
mod random_calls;
mod reading_back;
mod recorded;
mod sums;
pub(crate) mod support;
mod verifying_beside;
mod verifying_data;
mod verifying_entries;
mod verifying_files;
mod verifying_length;
