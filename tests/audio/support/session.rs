//! The private sound session that `scripts/sound-session` sets up, and what is played into it.

use std::f64::consts::TAU;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Frames a second of everything played.
pub const RATE: u32 = 48_000;

/// Real time is shared: one test at a time.
static TURN: Mutex<()> = Mutex::new(());

/// A turn in the sound session; `None`, said loudly, where there is no session and none was demanded.
///
/// # Panics
/// Where `RAPPORT_SOUND_TESTS=1` demands a session and there is none.
pub fn turn(test: &str) -> Option<MutexGuard<'static, ()>> {
    if std::env::var_os("SOUND_SESSION_PIPEWIRE").is_some() {
        return Some(TURN.lock().unwrap_or_else(PoisonError::into_inner));
    }
    let how = "run `scripts/sound-session cargo test --test audio`";
    let demanded = std::env::var_os("RAPPORT_SOUND_TESTS").is_some_and(|value| value == "1");
    assert!(!demanded, "there is no sound server to test with: {how}");
    // Past the test harness, which keeps what passing tests print to itself.
    let said = format!("\n*** LEFT OUT, for want of a sound server: {test}; {how} ***\n");
    std::io::stderr().write_all(said.as_bytes()).ok();
    None
}

/// Runs a tool of the session and gives what it printed.
pub fn run(program: &str, args: &[&str]) -> String {
    let done = Command::new(program).args(args).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(done.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

/// A virtual microphone of a test's own: what is played into the sink, its monitor hears.
pub struct Microphone {
    name: String,
    module: String,
}

impl Microphone {
    pub fn plug_in(name: &str) -> Self {
        let module = run("pactl", &["load-module", "module-null-sink", &format!("sink_name={name}")]);
        let plugged = Self { name: name.to_owned(), module };
        super::until("the microphone is listed", || {
            run("pactl", &["list", "short", "sources"]).contains(&format!("{name}.monitor"))
        });
        plugged
    }

    /// Its id as the program knows it.
    pub fn id(&self) -> String {
        format!("pulseaudio:{}.monitor", self.name)
    }

    pub fn unplug(&self) {
        run("pactl", &["unload-module", &self.module]);
    }

    /// Plays a file into it, to the end, with a second in hand: a player that stutters is no fault of the recorder.
    pub fn hear(&self, file: &Path) {
        let device = format!("--device={}", self.name);
        run("paplay", &[&device, "--latency-msec=1000", file.to_str().unwrap()]);
    }
}

impl Drop for Microphone {
    fn drop(&mut self) {
        // It may be unplugged already.
        let unload = ["unload-module", &self.module];
        Command::new("pactl").args(unload).stderr(Stdio::null()).status().ok();
    }
}

/// Listens to what the computer plays, until it is dropped.
pub struct Monitor(Child);

impl Monitor {
    pub fn listen(to: &Path) -> Self {
        let child = Command::new("parecord")
            .args(["--device=call.monitor", "--format=s16le", "--channels=1", "--latency-msec=50", "--raw"])
            .arg(format!("--rate={RATE}"))
            .arg(to)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        super::until("the monitor is heard", || to.metadata().is_ok_and(|about| about.len() > 0));
        Self(child)
    }
}

impl Drop for Monitor {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// What a monitor has written so far, samples of -1 to 1.
pub fn heard(file: &Path) -> Vec<f64> {
    let bytes = std::fs::read(file).unwrap();
    bytes.as_chunks::<2>().0.iter().map(|sample| f64::from(i16::from_le_bytes(*sample)) / 32_768.0).collect()
}

/// Chirps of 0.4 seconds, each after 0.2 seconds of silence, each of another length of sweep: no two look alike.
pub fn chirps(count: u32) -> Vec<f64> {
    let (silence, length) = (RATE / 5, RATE * 2 / 5);
    (0..count)
        .flat_map(|number| {
            let top = 700.0 + 90.0 * f64::from(number);
            let chirp = (0..length).map(move |frame| {
                let (time, lasts) = (f64::from(frame) / f64::from(RATE), f64::from(length) / f64::from(RATE));
                let phase = TAU * (200.0 * time + (top - 200.0) * time * time / (2.0 * lasts));
                0.5 * phase.sin()
            });
            std::iter::repeat_n(0.0, silence as usize).chain(chirp)
        })
        .collect()
}

/// Writes samples of -1 to 1 to a WAV file, and half a second of silence behind them: players leave before the last of it
/// is heard.
pub fn write_wav(path: PathBuf, samples: &[f64]) -> PathBuf {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&path, spec).unwrap();
    for sample in samples.iter().chain(&vec![0.0; RATE as usize / 2]) {
        writer.write_sample((sample * 32_767.0) as i16).unwrap();
    }
    writer.finalize().unwrap();
    path
}

/// Where `played` begins in `heard`, in frames, and how alike the two are there: 1 is the same but for its loudness.
pub fn find(played: &[f64], heard: &[f64]) -> (usize, f64) {
    const STEP: usize = 16;
    let coarse =
        |samples: &[f64]| -> Vec<f64> { samples.chunks(STEP).map(|some| some.iter().sum()).collect() };
    let (near, far) = (coarse(played), coarse(heard));
    let rough = best_place(&near, &far, 0..far.len().saturating_sub(near.len())) * STEP;
    let around = rough.saturating_sub(2 * STEP)..(rough + 2 * STEP).min(heard.len() - played.len());
    let place = best_place(played, heard, around);
    (place, likeness(played, &heard[place..]))
}

fn best_place(played: &[f64], heard: &[f64], places: std::ops::Range<usize>) -> usize {
    let of = |place: &usize| likeness(played, &heard[*place..]);
    places.max_by(|one, other| of(one).total_cmp(&of(other))).unwrap_or(0)
}

fn likeness(played: &[f64], heard: &[f64]) -> f64 {
    let (mut product, mut one, mut other) = (0.0, 0.0, 0.0);
    for (a, b) in played.iter().zip(heard) {
        product += a * b;
        one += a * a;
        other += b * b;
    }
    if one == 0.0 || other == 0.0 { 0.0 } else { product / (one * other).sqrt() }
}
