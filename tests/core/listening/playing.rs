//! Playing, on an output that the test drives.

use super::support::Tape;
use rapport::domain::recording::GapReason;
use rapport::domain::track::Track;
use rapport::listening::{
    Feed, Gaps, Hearing, LONGEST_SILENCE_MS, Manner, Output, OutputError, PlayState, Player, Playing, Reel,
    Speed,
};
use std::f32::consts::TAU;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

const RATE: u32 = 8000;

/// Frames a buffer: those of a block, so that a buffer is never half filled.
const BUFFER: usize = 256;

/// An output that hands its feed to the test.
struct Scripted {
    rate: Option<u32>,
    feeds: SyncSender<Feed>,
}

struct Closed;

impl Playing for Closed {}

impl Output for Scripted {
    fn rate(&mut self, wanted: u32) -> Result<u32, OutputError> {
        Ok(self.rate.unwrap_or(wanted))
    }

    fn open(&mut self, _rate: u32, feed: Feed) -> Result<Box<dyn Playing>, OutputError> {
        self.feeds.send(feed).map_err(|_| OutputError::NoDevice)?;
        Ok(Box::new(Closed))
    }
}

struct Desk {
    player: Player,
    feeds: Receiver<Feed>,
}

impl Desk {
    fn new(tape: &Tape, reel: Arc<Reel>) -> Self {
        Self::at_rate(tape, reel, None)
    }

    fn at_rate(tape: &Tape, reel: Arc<Reel>, rate: Option<u32>) -> Self {
        let (feeds, received) = sync_channel(1);
        let player = Player::new(reel, tape.folder().into(), Box::new(Scripted { rate, feeds })).unwrap();
        Self { player, feeds: received }
    }

    fn manner(self, manner: Manner) -> Self {
        self.player.set_manner(manner);
        self
    }

    fn play(&self) -> Feed {
        self.player.play();
        self.feeds.recv().unwrap()
    }

    /// What is played up to the end.
    fn to_the_end(&self) -> Vec<f32> {
        let mut feed = self.play();
        let mut heard = Vec::new();
        while self.player.status().state != PlayState::Ended {
            heard.extend(buffer(&mut feed).into_iter().flatten());
        }
        heard
    }

    fn wait_for(&self, state: PlayState) {
        while self.player.status().state != state {
            std::thread::yield_now();
        }
    }
}

/// A buffer of the device; `None` where the thread has not caught up.
fn buffer(feed: &mut Feed) -> Option<[f32; BUFFER]> {
    if feed.is_starved() {
        std::thread::yield_now();
        // Tells of the end, where it is reached.
        feed.fill(&mut [0.0_f32; 0], 1, |sample| sample);
        return None;
    }
    let mut samples = [0.0; BUFFER];
    feed.fill(&mut samples, 1, |sample| sample);
    Some(samples)
}

fn next_buffer(feed: &mut Feed) -> [f32; BUFFER] {
    loop {
        if let Some(samples) = buffer(feed) {
            return samples;
        }
    }
}

/// A tone in samples of 16 bits.
fn tone(hertz: f32, frame: u64) -> i16 {
    ((TAU * hertz * frame as f32 / RATE as f32).sin() * 12_000.0) as i16
}

/// Four seconds: 300 Hz of this side, 500 Hz of the far end.
fn tones() -> Tape {
    let mut tape = Tape::new();
    tape.take(1, RATE, 32_000);
    tape.segment(1, Track::Mic, RATE, 0..32_000, |frame| tone(300.0, frame));
    tape.segment(1, Track::Far, RATE, 0..32_000, |frame| tone(500.0, frame));
    tape
}

/// How much of a tone is in the samples: 1 for a sine of full scale.
fn share(samples: &[f32], hertz: f32, rate: u32) -> f32 {
    let sum = samples.iter().enumerate().fold((0.0, 0.0), |(sin, cos), (frame, sample)| {
        let phase = TAU * hertz * frame as f32 / rate as f32;
        (sin + sample * phase.sin(), cos + sample * phase.cos())
    });
    2.0 * (sum.0 * sum.0 + sum.1 * sum.1).sqrt() / samples.len() as f32
}

/// Frequency by the crossings of zero.
fn pitch(samples: &[f32], rate: u32) -> f32 {
    let crossings = samples.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
    crossings as f32 * rate as f32 / samples.len() as f32
}

#[test]
fn the_sound_of_the_files_is_played_to_its_end() {
    let tape = tones();
    let mic = Manner { hearing: Hearing::Only(Track::Mic), ..Manner::default() };
    let desk = Desk::new(&tape, tape.reel()).manner(mic);
    assert_eq!(desk.player.status().state, PlayState::Paused);
    let heard = desk.to_the_end();
    let whole: Vec<i16> = heard.iter().map(|sample| (sample * 32_768.0) as i16).collect();
    let expected: Vec<i16> = (0..32_000).map(|frame| tone(300.0, frame)).collect();
    assert!(whole[..32_000] == expected[..]);
    assert!(whole.len() < 32_000 + 2 * BUFFER);
    assert_eq!(desk.player.status().at_ms, 4000);
}

#[test]
fn both_sides_are_heard_or_either() {
    let tape = tones();
    let heard = |hearing| {
        let manner = Manner { hearing, ..Manner::default() };
        let heard = Desk::new(&tape, tape.reel()).manner(manner).to_the_end();
        [300.0, 500.0].map(|hertz| share(&heard[..32_000], hertz, RATE) > 0.3)
    };
    assert_eq!(heard(Hearing::Both), [true, true]);
    assert_eq!(heard(Hearing::Only(Track::Mic)), [true, false]);
    assert_eq!(heard(Hearing::Only(Track::Far)), [false, true]);
}

#[test]
fn another_speed_changes_the_length_and_not_the_pitch() {
    let tape = tones();
    for times in [0.75, 1.25, 1.5, 2.0] {
        let manner =
            Manner { hearing: Hearing::Only(Track::Mic), speed: Speed::new(times), ..Manner::default() };
        let heard = Desk::new(&tape, tape.reel()).manner(manner).to_the_end();
        let seconds = heard.len() as f32 / RATE as f32;
        assert!((seconds - 4.0 / times).abs() < 0.1, "{times} times: {seconds} s");
        let middle = &heard[RATE as usize / 2..RATE as usize * 3 / 2];
        assert!((pitch(middle, RATE) - 300.0).abs() < 6.0, "{times} times: {} Hz", pitch(middle, RATE));
        assert!(share(middle, 300.0, RATE) > 0.2, "{times} times");
    }
    let limits = [9.0, 0.1, f32::NAN].map(Speed::new);
    assert_eq!(limits, [Speed::FASTEST, Speed::SLOWEST, Speed::NORMAL]);
}

#[test]
fn a_device_of_another_rate_hears_the_same_tone_for_the_same_time() {
    let tape = tones();
    for rate in [11_025, 48_000] {
        let manner = Manner { hearing: Hearing::Only(Track::Far), ..Manner::default() };
        let heard = Desk::at_rate(&tape, tape.reel(), Some(rate)).manner(manner).to_the_end();
        assert!((heard.len() as f32 / rate as f32 - 4.0).abs() < 0.1, "{}", heard.len());
        let middle = &heard[rate as usize..rate as usize * 2];
        assert!((pitch(middle, rate) - 500.0).abs() < 3.0, "{}", pitch(middle, rate));
    }
}

#[test]
fn a_seek_is_heard_with_the_next_buffers_and_the_place_follows() {
    let mut tape = Tape::new();
    // Each sample tells its second.
    tape.take(1, RATE, 80_000);
    tape.segment(1, Track::Mic, RATE, 0..80_000, |frame| 1000 * (frame / 8000 + 1) as i16);
    let desk = Desk::new(&tape, tape.reel());
    // Silence, while what is left of an earlier run is passed over, is no second.
    let second = |samples: [f32; BUFFER]| ((samples[0] * 32.768).round() as u64).checked_sub(1);
    let mut feed = desk.play();
    assert_eq!(second(next_buffer(&mut feed)), Some(0));
    for ms in [7_500, 2_500, 9_000] {
        desk.player.seek(ms);
        let mut buffers = 0;
        while second(next_buffer(&mut feed)) != Some(ms / 1000) {
            buffers += 1;
        }
        // What was played until the thread heard of it.
        assert!(buffers <= 3 * 64, "{buffers}");
        let at = desk.player.status().at_ms;
        assert!((ms..ms + 300).contains(&at), "{at} after a seek to {ms}");
    }
    desk.player.pause();
    desk.wait_for(PlayState::Paused);
    desk.player.seek(5_250);
    while desk.player.status().at_ms != 5_250 {
        std::thread::yield_now();
    }
    assert_eq!(second(next_buffer(&mut desk.play())), Some(5));
}

#[test]
fn a_pause_is_silence_with_the_next_buffer_and_playing_goes_on_where_it_was() {
    let tape = tones();
    let desk = Desk::new(&tape, tape.reel());
    let mut feed = desk.play();
    for _ in 0..20 {
        next_buffer(&mut feed);
    }
    let at = desk.player.status().at_ms;
    desk.player.pause();
    let mut samples = [1.0_f32; BUFFER];
    feed.fill(&mut samples, 1, |sample| sample);
    assert!(samples.iter().all(|sample| *sample == 0.0));
    desk.wait_for(PlayState::Paused);
    assert_eq!(desk.player.status().at_ms, at);
    let mut feed = desk.play();
    next_buffer(&mut feed);
    let goes_on = desk.player.status().at_ms;
    assert!((at..at + 100).contains(&goes_on), "{at} {goes_on}");
}

/// Ten seconds with a pause of a minute after four and a lost device from six to nine.
fn with_gaps() -> Tape {
    let mut tape = Tape::new();
    tape.take(1, RATE, 80_000);
    tape.segment(1, Track::Mic, RATE, 0..80_000, |frame| match frame / 8000 {
        6..9 => 0,
        _ => 3000,
    });
    tape.gap(1, None, 32_000, 60_000, GapReason::Paused { reason: String::new() });
    tape.gap(1, Some(Track::Mic), 48_000, 3_000, GapReason::DeviceGone { device: "Headset".to_owned() });
    tape
}

#[test]
fn gaps_are_skipped_or_heard_as_a_short_silence() {
    let tape = with_gaps();
    let frames = |gaps| {
        let heard = Desk::new(&tape, tape.reel()).manner(Manner { gaps, ..Manner::default() }).to_the_end();
        let silent = heard.iter().filter(|sample| **sample == 0.0).count();
        (heard.len() - silent, silent as u64 * 1000 / u64::from(RATE))
    };
    let (sound, silent) = frames(Gaps::Cut);
    assert_eq!(sound, 56_000);
    assert!(silent < 100, "{silent} ms");
    let (sound, silent) = frames(Gaps::Silence);
    assert_eq!(sound, 56_000);
    assert!((2 * LONGEST_SILENCE_MS..2 * LONGEST_SILENCE_MS + 100).contains(&silent), "{silent} ms");
}

#[test]
fn a_locked_take_is_passed_over_and_its_files_are_not_needed() {
    let mut tape = tones();
    tape.take(2, RATE, 8_000).segment(2, Track::Mic, RATE, 0..8_000, |_| 3000);
    for file in ["mic-0001.wav", "far-0002.wav"] {
        std::fs::remove_file(tape.beside(file)).unwrap();
    }
    let desk = Desk::new(&tape, tape.reel_without(&[1]));
    let heard = desk.to_the_end();
    assert_eq!(heard.iter().filter(|sample| **sample != 0.0).count(), 8_000);
    assert_eq!(desk.player.status().at_ms, 5000);
}

/// No output at all.
struct Nothing;

impl Output for Nothing {
    fn rate(&mut self, _wanted: u32) -> Result<u32, OutputError> {
        Err(OutputError::NoDevice)
    }

    fn open(&mut self, _rate: u32, _feed: Feed) -> Result<Box<dyn Playing>, OutputError> {
        Err(OutputError::NoDevice)
    }
}

#[test]
fn a_lost_or_missing_device_is_told() {
    let tape = tones();
    let desk = Desk::new(&tape, tape.reel());
    let feed = desk.play();
    feed.alarm()();
    desk.wait_for(PlayState::NoOutput);

    let player = Player::new(tape.reel(), tape.folder().into(), Box::new(Nothing)).unwrap();
    player.play();
    while player.status().state != PlayState::NoOutput {
        std::thread::yield_now();
    }
}
