//! The other programs, and something for all of them to hear.

use crate::counted::{Recorded, end, seconds, servers, sound_in_files};
use crate::{Done, RATE, SOURCES};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Their Debian packages.
pub const PACKAGES: &[&str] = &["pulseaudio-utils", "alsa-utils", "ffmpeg", "sox", "pipewire"];

/// A program to measure beside.
pub struct Peer {
    pub name: &'static str,
    /// How it is told to record both sources into a folder: one command, or one a source.
    commands: fn(&Path) -> Vec<Command>,
}

/// All of them.
pub const ALL: [Peer; 4] = [
    Peer { name: "parecord", commands: parecord },
    Peer { name: "arecord", commands: arecord },
    Peer { name: "ffmpeg", commands: ffmpeg },
    Peer { name: "sox", commands: sox },
];

/// Its file of a source.
pub fn file(folder: &Path, source: &str) -> PathBuf {
    folder.join(format!("{source}.wav"))
}

fn parecord(folder: &Path) -> Vec<Command> {
    parecord_of(folder, 1)
}

/// Two commands, one a source, with so many channels in each file.
pub fn parecord_of(folder: &Path, channels: u16) -> Vec<Command> {
    let one = |source: &str| {
        let mut command = Command::new("parecord");
        command.arg(format!("--device={source}")).arg(format!("--rate={RATE}"));
        command.arg(format!("--channels={channels}"));
        command.args(["--format=s16le", "--file-format=wav", "--latency-msec=20"]);
        command.arg(file(folder, source));
        command
    };
    SOURCES.map(one).into()
}

fn arecord(folder: &Path) -> Vec<Command> {
    let one = |source: &str| {
        let mut command = Command::new("arecord");
        command
            .env("PULSE_SOURCE", source)
            .args(["-q", "-D", "pulse", "-t", "wav", "-f", "S16_LE", "-c", "1"]);
        command.args(["-r", &RATE.to_string()]).arg(file(folder, source));
        command
    };
    SOURCES.map(one).into()
}

fn ffmpeg(folder: &Path) -> Vec<Command> {
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-loglevel", "error"]);
    for source in SOURCES {
        command.args(["-f", "pulse", "-channels", "1", "-sample_rate", &RATE.to_string(), "-i", source]);
    }
    for (number, source) in SOURCES.iter().enumerate() {
        command.args(["-map", &number.to_string(), "-c:a", "pcm_s16le"]).arg(file(folder, source));
    }
    vec![command]
}

fn sox(folder: &Path) -> Vec<Command> {
    let one = |source: &str| {
        let mut command = Command::new("sox");
        command.args(["-q", "-t", "pulseaudio", "-c", "1", "-r", &RATE.to_string(), "-b", "16", source]);
        command.arg(file(folder, source));
        command
    };
    SOURCES.map(one).into()
}

impl Peer {
    /// Lets it record both sources for a while.
    pub fn measure(&self, lasts: Duration) -> Done<Recorded> {
        let folder = tempfile::tempdir_in(".")?;
        let servers_before = servers()?;
        let told = Instant::now();
        let mut programs: Vec<Child> = Vec::new();
        for mut command in (self.commands)(folder.path()) {
            programs.push(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
        }
        let first_frame = sound_in_files(folder.path(), SOURCES.len())? - told;
        sleep(lasts.saturating_sub(told.elapsed()));
        let stopped = Instant::now();
        for program in &programs {
            Command::new("kill").args(["-INT", &program.id().to_string()]).status()?;
        }
        let mut cpu = 0.0;
        for program in programs {
            cpu += end(program)?;
        }
        let seconds = seconds(folder.path())?;
        let playable = stopped.elapsed();
        Ok(Recorded { cpu, server: servers()? - servers_before, first_frame, playable, seconds })
    }
}

/// Players that are stopped when this goes.
pub struct Sounding(
    Vec<Child>,
    #[expect(dead_code, reason = "the file lives as long as they play")] tempfile::TempDir,
);

impl Sounding {
    /// These players, and the folder their file is in.
    pub fn new(players: Vec<Child>, folder: tempfile::TempDir) -> Self {
        Self(players, folder)
    }
}

impl Drop for Sounding {
    fn drop(&mut self) {
        for player in &mut self.0 {
            player.kill().ok();
            player.wait().ok();
        }
    }
}

/// Plays a tone into both virtual devices for as long as the answer is kept.
pub fn play_into(devices: &[&str]) -> Done<Sounding> {
    let folder = tempfile::tempdir()?;
    let tone = folder.path().join("tone.wav");
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(&tone, spec)?;
    for frame in 0..RATE * 600 {
        let phase = f64::from(frame) / f64::from(RATE) * 440.0 * std::f64::consts::TAU;
        wav.write_sample((phase.sin() * 8_000.0) as i16)?;
    }
    wav.finalize()?;
    let mut players = Vec::new();
    for device in devices {
        players.push(Command::new("paplay").arg(format!("--device={device}")).arg(&tone).spawn()?);
    }
    sleep(Duration::from_secs(1));
    Ok(Sounding(players, folder))
}
