//! Hearing a recording again: both sides of a call lined up on one axis, drawn, played, exported and counted. Knows calls
//! and their files, no store, no recorder, no window.
//!
//! Everything begins with a [`Reel`]: laid out once from a folded call and its clock marks, cheap to keep, shared by `Arc`,
//! touching no file. Its *axis* counts recorded time in milliseconds, takes one after another; a pause takes up none of it.
//!
//! | wanted | call | where |
//! |---|---|---|
//! | the reel | [`read_reel`] of the audio folder, or [`read_marks`] and [`Reel::of`] | worker, once a call is shown |
//! | where a note, an answer or a marker is | [`Reel::ms_of`] its position, back with [`Reel::position_at`] | anywhere |
//! | gaps and takes to draw | [`Reel::gaps`], [`Reel::takes`] | anywhere |
//! | the waveform | [`Waveform::load`], then [`Waveform::make_missing`] | worker: 20 ms for eight hours, then half a second a missing segment |
//! | its columns | [`Waveform::columns`] | anywhere; keep them until the width changes |
//! | peaks as a segment is finished | [`make_peaks`] | worker |
//! | sound | [`Player::new`], `play`, `pause`, `seek`, `set_manner` | anywhere: each returns at once |
//! | where it plays | [`Player::status`] | anywhere, each frame: it reads atomics |
//! | a file for others | [`write_audio`] | worker: minutes for hours of sound; tells how far it is, and can be given up |
//! | who spoke how much | [`TalkShare::of`] | worker, the same |
//!
//! [`play_echo`] is apart from all that: it plays the sound of a sound check before dialling, which is in no file and of no call.
//!
//! A call's "five seconds before the note" is `player.seek(reel.ms_of(&position)?.saturating_sub(5000))`. Takes that are
//! locked are on the axis, and nothing in this room opens their files: a reel is laid out anew when custody changes.
//!
//! Inside, in reading order: `clock` and `line` (marks, and lines through them), `alignment` (one side beside the other),
//! `reel` and `voids` (the axis, and what is not on it), `segments`, `resample` and `aligned` (its sound); then a file or
//! folder a use. `cpal_output` alone names the sound system.

mod aligned;
mod alignment;
mod clock;
#[cfg(feature = "audio")]
pub mod cpal_output;
mod export;
mod line;
mod peaks;
mod player;
mod reel;
mod resample;
mod segments;
mod talk;
mod voice;
mod voids;
mod wav_head;
mod waveform;
mod whole_file;

pub use crate::domain::sound_export::Gaps;
pub use crate::files::Existing;
pub use clock::{CLOCK_FILE, Mark, marks_in, read_marks, read_reel};
pub use export::{AudioExportError, AudioFormat, AudioOrder, AudioWritten, write_audio};
pub use peaks::{make_peaks, peaks_file};
pub use player::{
    EchoTold, Feed, Hearing, LONGEST_SILENCE_MS, Manner, Output, OutputError, PlayState, PlayStatus, Player,
    Playing, Speed, play_echo,
};
pub use reel::{Reel, ReelGap, TakeSpan};
pub use talk::{Interruption, Silence, TalkError, TalkShare};
pub use waveform::{Column, Waveform};
