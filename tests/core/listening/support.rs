//! A call's audio folder with takes, marks and gaps, made sample by sample.

use rapport::domain::recording::{
    Gap, GapReason, RecordingLog, Segment, StopReason, Take, TakeEnd, TakeFormat,
};
use rapport::domain::track::Track;
use rapport::listening::{
    AudioFormat, AudioOrder, AudioWritten, CLOCK_FILE, Existing, Gaps, Reel, read_marks, write_audio,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// A recording being made.
pub struct Tape {
    folder: TempDir,
    pub log: RecordingLog,
    marks: String,
    files: u32,
}

impl Tape {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            log: RecordingLog::default(),
            marks: String::new(),
            files: 0,
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Begins a take; frames are those of this side.
    pub fn take(&mut self, number: u32, rate: u32, frames: u64) -> &mut Self {
        let format = TakeFormat { device_id: "d".into(), device_name: "D".into(), rate, bits: 16 };
        let started_at = "2026-11-24T16:15:02Z".parse().unwrap();
        let ended = Some(TakeEnd { at: started_at, frames, why: StopReason::ByHand });
        self.log.takes.push(Take { number, started_at, far: Some(format.clone()), format, ended });
        self
    }

    /// Adds a segment with the samples that `sample` gives for each frame of the take.
    pub fn segment(
        &mut self,
        take: u32,
        track: Track,
        rate: u32,
        frames: std::ops::Range<u64>,
        mut sample: impl FnMut(u64) -> i16,
    ) -> &mut Self {
        self.files += 1;
        let file = track.segment_file(self.files);
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: rate,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut wav = hound::WavWriter::create(self.folder.path().join(&file), spec).unwrap();
        frames.clone().for_each(|frame| wav.write_sample(sample(frame)).unwrap());
        wav.finalize().unwrap();
        self.log.segments.push(Segment {
            take,
            track,
            file,
            first_frame: frames.start,
            frames: frames.end - frames.start,
            rate,
            sha256: String::new(),
            salvaged: false,
        });
        self
    }

    pub fn gap(
        &mut self,
        take: u32,
        track: Option<Track>,
        frame: u64,
        lasted_ms: u64,
        reason: GapReason,
    ) -> &mut Self {
        let ended_at = "2026-11-24T16:15:12Z".parse().unwrap();
        let lasted = Duration::from_millis(lasted_ms);
        self.log.gaps.push(Gap { ended_at, take, track, frame, lasted, reason });
        self
    }

    pub fn mark(&mut self, take: u32, track: Track, frame: u64, ms: f64) -> &mut Self {
        writeln!(self.marks, r#"{{"take":{take},"track":"{track}","frame":{frame},"ms":{ms}}}"#).unwrap();
        self
    }

    pub fn reel(&self) -> Arc<Reel> {
        self.reel_without(&[])
    }

    pub fn reel_without(&self, locked: &[u32]) -> Arc<Reel> {
        let clock = self.folder.path().join(CLOCK_FILE);
        if self.marks.is_empty() {
            assert!(!clock.exists());
        } else {
            // A crash tears the last line.
            std::fs::write(clock, format!("{}{{\"take\":1,\"tra", self.marks)).unwrap();
        }
        let marks = read_marks(self.folder.path()).unwrap();
        Arc::new(Reel::of(&self.log, &marks, &locked.iter().copied().collect::<BTreeSet<_>>()))
    }

    /// What an export of the reel tells, and the samples of each channel.
    pub fn heard(&self, reel: &Arc<Reel>, gaps: Gaps) -> (AudioWritten, Vec<Vec<i16>>) {
        let to = self.beside("heard.wav");
        let order = AudioOrder { format: AudioFormat::Wav, gaps, existing: Existing::Replace };
        let go_on = &mut |_| ControlFlow::Continue(());
        let told = write_audio(reel, self.folder.path(), &to, order, go_on).unwrap();
        (told, read_wav(&to))
    }
}

/// The samples of each channel.
pub fn read_wav(path: &Path) -> Vec<Vec<i16>> {
    let mut wav = hound::WavReader::open(path).unwrap();
    let channels = usize::from(wav.spec().channels);
    let all: Vec<i16> = wav.samples::<i16>().map(Result::unwrap).collect();
    (0..channels).map(|channel| all.iter().skip(channel).step_by(channels).copied().collect()).collect()
}

/// The frames of the loudest sample of each burst, where bursts are further apart than half a second.
pub fn clicks(samples: &[i16], rate: u32) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (frame, sample) in samples.iter().enumerate().filter(|(_, sample)| sample.unsigned_abs() > 3000) {
        match found.last_mut() {
            Some(last) if frame - *last < rate as usize / 2 => {
                if sample.unsigned_abs() > samples[*last].unsigned_abs() {
                    *last = frame;
                }
            }
            _ => found.push(frame),
        }
    }
    found
}
