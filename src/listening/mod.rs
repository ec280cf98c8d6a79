//! Hearing a recording again: both sides of a call lined up on one axis, drawn, played, exported and counted. Knows calls
//! and their files, no store, no recorder, no window.
//!
mod aligned;
mod alignment;
mod clock;
mod export;
mod line;
mod peaks;
mod reel;
mod resample;
mod segments;
mod voids;
mod wav_head;
mod waveform;
mod whole_file;

pub use clock::{CLOCK_FILE, Mark, marks_in, read_marks};
pub use export::{AudioExportError, AudioFormat, AudioOrder, AudioWritten, write_audio};
pub use peaks::{make_peaks, peaks_file};
pub use reel::{Reel, ReelGap, TakeSpan};
pub use voids::Gaps;
pub use waveform::{Column, Waveform};
pub use whole_file::Existing;
