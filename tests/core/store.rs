//! Tests of the store, through its doors: real SQLite and real files in folders of their own.

mod appending;
mod audio_folder;
mod damage;
mod disk;
mod files;
mod lists;
mod opening;
mod random_calls;
mod reading_back;
mod support;
mod verifying_entries;
mod verifying_files;
