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
use std::fs::File;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use symphonia::core::formats::TrackType;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::MediaSourceStream;
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
        let samples: Vec<i16> = frames.clone().map(&mut sample).collect();
        write_wav(&self.folder.path().join(&file), rate, &samples);
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

/// Writes a segment as the recorder does.
fn write_wav(path: &Path, rate: u32, samples: &[i16]) {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(path, spec).unwrap();
    let mut block = wav.get_i16_writer(samples.len() as u32);
    samples.iter().for_each(|sample| block.write_sample(*sample));
    block.flush().unwrap();
    wav.finalize().unwrap();
}

/// The samples of each channel.
pub fn read_wav(path: &Path) -> Vec<Vec<i16>> {
    let wav = hound::WavReader::open(path).unwrap();
    let channels = usize::from(wav.spec().channels);
    let mut bytes = Vec::new();
    wav.into_inner().read_to_end(&mut bytes).unwrap();
    let all: Vec<i16> = bytes.as_chunks::<2>().0.iter().map(|sample| i16::from_le_bytes(*sample)).collect();
    (0..channels).map(|channel| all.iter().skip(channel).step_by(channels).copied().collect()).collect()
}

/// Channels, rate, and the samples of a FLAC file, interleaved, as somebody else's decoder has them.
pub fn read_flac(path: &Path) -> (usize, u32, Vec<i16>) {
    let source = MediaSourceStream::new(Box::new(File::open(path).unwrap()), Default::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), source, Default::default(), Default::default())
        .unwrap();
    let track = format.default_track(TrackType::Audio).unwrap();
    let about = track.codec_params.as_ref().unwrap().audio().unwrap();
    let (channels, rate) = (about.channels.as_ref().unwrap().count(), about.sample_rate.unwrap());
    let mut decoder =
        symphonia::default::get_codecs().make_audio_decoder(about, &Default::default()).unwrap();
    let mut all = Vec::new();
    while let Some(packet) = format.next_packet().unwrap() {
        let decoded = decoder.decode(&packet).unwrap();
        let mut samples = vec![0_i16; decoded.samples_interleaved()];
        decoded.copy_to_slice_interleaved(&mut samples);
        all.extend(samples);
    }
    (channels, rate, all)
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
