//! What the system counts of a program that records, and what its files tell.

use crate::Done;
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Bytes of the longest header of an empty file.
const HEADER_BYTES: u64 = 128;

/// How long anything may take that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// Parts of a second in which the system counts processor time (`USER_HZ`, the same on every Linux that Rust runs on).
const TICKS: f64 = 100.0;

/// What came of one recording.
pub struct Recorded {
    /// Seconds of processor time of the program, from its start to its end.
    pub cpu: f64,
    /// Seconds of processor time of the sound server meanwhile.
    pub server: f64,
    /// From the order to record to the first frame in every file.
    pub first_frame: Duration,
    /// From the order to stop to files that can be played.
    pub playable: Duration,
    /// Seconds in each file, as a reader of WAV files finds them.
    pub seconds: Vec<f64>,
}

/// Waits until there are so many files with sound in them; since when that is so.
pub fn sound_in_files(folder: &Path, count: usize) -> Done<Instant> {
    let began = Instant::now();
    loop {
        let now = Instant::now();
        let files = wavs(folder)?;
        let sounds = |file: &&PathBuf| file.metadata().is_ok_and(|found| found.len() > HEADER_BYTES);
        if files.iter().filter(sounds).count() >= count {
            return Ok(now);
        }
        if began.elapsed() > PATIENCE {
            return Err(format!("no sound in {count} files of {}", folder.display()).into());
        }
        sleep(Duration::from_millis(1));
    }
}

/// Seconds in each file.
pub fn seconds(folder: &Path) -> Done<Vec<f64>> {
    wavs(folder)?
        .iter()
        .map(|file| {
            let wav = hound::WavReader::open(file)?;
            Ok(f64::from(wav.duration()) / f64::from(wav.spec().sample_rate))
        })
        .collect()
}

fn wavs(folder: &Path) -> Done<Vec<PathBuf>> {
    let files = read_dir(folder)?.filter_map(Result::ok).map(|file| file.path());
    let mut wavs: Vec<_> = files.filter(|file| file.extension().is_some_and(|kind| kind == "wav")).collect();
    wavs.sort();
    Ok(wavs)
}

/// Waits for the end of a program; the processor time of its whole life in seconds. Threads that ended before it count.
pub fn end(mut program: Child) -> Done<f64> {
    let began = Instant::now();
    // Ended but not yet waited for, it is still in the system's books.
    while standing(program.id())?.0 != "Z" {
        if began.elapsed() > PATIENCE {
            program.kill()?;
            program.wait()?;
            return Err("a program that was told to stop goes on".into());
        }
        sleep(Duration::from_millis(1));
    }
    let (_, cpu) = standing(program.id())?;
    program.wait()?;
    Ok(cpu)
}

/// Seconds of processor time that the sound servers have used so far.
pub fn servers() -> Done<f64> {
    let mut sum = 0.0;
    for server in ["SOUND_SESSION_PIPEWIRE", "SOUND_SESSION_PULSE"] {
        sum += standing(std::env::var(server)?.parse()?)?.1;
    }
    Ok(sum)
}

/// State of a process, and its processor time in seconds.
fn standing(process: u32) -> Done<(String, f64)> {
    let told = read_to_string(format!("/proc/{process}/stat"))?;
    let after_name: Vec<_> = told.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| after_name.get(field).and_then(|ticks| ticks.parse::<f64>().ok());
    let state = after_name.first().copied().unwrap_or_default().to_owned();
    // Fields 14 and 15 of the whole line: in the program, and in the system on its behalf.
    let cpu = ticks(11).zip(ticks(12)).map(|(own, system)| (own + system) / TICKS);
    Ok((state, cpu.ok_or("the system's books are of another kind")?))
}
