//! From *Stop* to files that play, after an hour of both sides: the hour passes as fast as the disk takes it, its end at the
//! pace of a clock. The files are a real hour's.

use crate::clock::TestClock;
use crate::consent::{consenting_call, permit, start};
use crate::folder::Folder;
use crate::scripted::{Device, System};
use crate::{Done, RATE};
use rapport::domain::call::Call;
use rapport::domain::recording::StopReason;
use rapport::domain::track::Track;
use rapport::recording::{FarEnd, Recorder, RecorderCommand, RecorderEvent, SteadyClock};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// An hour, and nearly all of one more segment: what is left to hash is the most there can be.
const LASTS: Duration = Duration::from_secs(3_600 + 294);

/// Its end, at the pace of a clock: as in a real hour, nothing older waits for the disk when *Stop* comes.
const AT_PACE: Duration = Duration::from_secs(3);

/// What one buffer lasts.
const BUFFER: Duration = Duration::from_millis(20);

/// Buffers until the writers are waited for: what a ring holds is more.
const AT_ONCE: u32 = 400;

/// How long anything may take that must come.
const PATIENCE: Duration = Duration::from_mins(1);

/// Time that is made to pass. Waiting takes as long as it says once the pace is a clock's.
#[derive(Clone, Default)]
struct Pace {
    time: TestClock,
    is_a_clocks: Arc<AtomicBool>,
}

impl SteadyClock for Pace {
    fn awake(&self) -> Duration {
        self.time.awake()
    }

    fn whole(&self) -> Option<Duration> {
        self.time.whole()
    }

    fn rest(&self, how_long: Duration) {
        if self.is_a_clocks.load(Ordering::Relaxed) {
            sleep(how_long);
        } else {
            self.time.rest(how_long);
        }
    }
}

/// Two devices, the clock they deliver by, and the recorder that hears them.
struct Hour {
    devices: [(Device, Vec<f32>); 2],
    pace: Pace,
    recorder: Recorder,
    ended: Receiver<Result<(), String>>,
    folder: Folder,
    _call: Call,
}

/// Prints how long it takes.
pub fn measure() -> Done {
    let dir = tempfile::tempdir_in(".")?;
    let began = Instant::now();
    let mut hour = Hour::begin(dir.path())?;
    let buffers = (LASTS.as_millis() / BUFFER.as_millis()) as u32;
    let at_pace = (AT_PACE.as_millis() / BUFFER.as_millis()) as u32;
    let mut delivered = 0;
    while delivered < buffers - at_pace {
        let now = AT_ONCE.min(buffers - at_pace - delivered);
        (0..now).for_each(|_| hour.pass());
        delivered += now;
        hour.wait_until_written(u64::from(delivered) * frames_a_buffer() as u64)?;
    }
    hour.pace.is_a_clocks.store(true, Ordering::Relaxed);
    for _ in 0..at_pace {
        sleep(BUFFER);
        hour.pass();
    }
    let (playable, hashed) = hour.stop(u64::from(buffers) * frames_a_buffer() as u64)?;
    println!(
        "\nStop after {} min {} s of both sides ({} files, {} MB; the time passed in {:.0} s):",
        LASTS.as_secs() / 60,
        LASTS.as_secs() % 60,
        hour.folder.wavs().len(),
        hour.folder.wavs().iter().map(|name| bytes(&hour.folder.file(name))).sum::<u64>() / 1_000_000,
        began.elapsed().as_secs_f64()
    );
    println!(
        "  files that play, by their headers, after {:.1} ms; hashed and told after {:.1} ms",
        playable.as_secs_f64() * 1000.0,
        hashed.as_secs_f64() * 1000.0
    );
    println!(
        "  ffprobe reads {:.2} s of this side and {:.2} s of the far end",
        probed(&hour.folder, Track::Mic)?,
        probed(&hour.folder, Track::Far)?
    );
    Ok(())
}

fn frames_a_buffer() -> usize {
    RATE as usize / 1000 * BUFFER.as_millis() as usize
}

fn bytes(file: &Path) -> u64 {
    file.metadata().map_or(0, |about| about.len())
}

impl Hour {
    fn begin(dir: &Path) -> Done<Self> {
        let mic = Device::new(RATE, 1);
        let far = Device::named("scripted:out", "Speakers", RATE, 2);
        let pace = Pace::default();
        let (tell, told) = sync_channel(8);
        let backend = System::new(&[&mic], &[&far]).backend();
        let recorder = Recorder::spawn_by(Arc::new(pace.clone()), backend, move |event| {
            let outcome = match event {
                RecorderEvent::Started { .. } | RecorderEvent::Stopped { why: StopReason::ByHand, .. } => {
                    Ok(())
                }
                RecorderEvent::Stopped { why, .. } => Err(format!("{why:?}")),
                RecorderEvent::Failed { error, .. } => Err(error.to_string()),
                RecorderEvent::Gap { reason, .. } => Err(format!("a gap: {reason:?}")),
                _ => return,
            };
            tell.send(outcome).ok();
        })?;
        let (call, folder) = (consenting_call(), Folder::new(dir));
        recorder.send(start(permit(&call), FarEnd::SystemChoice, Box::new(folder.clone())));
        told.recv_timeout(PATIENCE)??;
        let noise = |channels: usize| -> Vec<f32> {
            std::iter::repeat_with(|| fastrand::f32() - 0.5).take(frames_a_buffer() * channels).collect()
        };
        Ok(Self {
            devices: [(mic, noise(1)), (far, noise(2))],
            pace,
            recorder,
            ended: told,
            folder,
            _call: call,
        })
    }

    /// Both devices deliver a buffer.
    fn pass(&mut self) {
        self.pace.time.pass(BUFFER);
        for (device, buffer) in &self.devices {
            device.deliver(buffer);
        }
    }

    fn wait_until_written(&self, frames: u64) -> Done {
        let began = Instant::now();
        while Track::ALL.iter().any(|&track| self.folder.frames_of(track) < frames) {
            if began.elapsed() > PATIENCE {
                return Err("the recorder does not keep up".into());
            }
            if let Ok(outcome) = self.ended.try_recv() {
                outcome?;
            }
            sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    /// From the order on: until every header tells all there is, and until all is hashed.
    fn stop(&mut self, frames: u64) -> Done<(Duration, Duration)> {
        let told = Instant::now();
        self.recorder.send(RecorderCommand::Stop { why: StopReason::ByHand });
        while Track::ALL.iter().any(|&track| playable_frames(&self.folder, track) < frames) {
            if told.elapsed() > PATIENCE {
                return Err("the files never played to their end".into());
            }
            sleep(Duration::from_millis(1));
        }
        let playable = told.elapsed();
        self.ended.recv_timeout(PATIENCE)??;
        Ok((playable, told.elapsed()))
    }
}

/// Frames that a reader of WAV files finds.
fn playable_frames(folder: &Folder, wanted: Track) -> u64 {
    let of = |name: &String| Track::of_segment_file(name).is_some_and(|(track, _)| track == wanted);
    let files = folder.wavs().into_iter().filter(of);
    files
        .map(|name| hound::WavReader::open(folder.file(&name)).map_or(0, |wav| u64::from(wav.duration())))
        .sum()
}

/// Seconds of a track as ffprobe reads its files.
fn probed(folder: &Folder, wanted: Track) -> Done<f64> {
    let mut seconds = 0.0;
    for name in folder.wavs() {
        if Track::of_segment_file(&name).is_none_or(|(track, _)| track != wanted) {
            continue;
        }
        let how = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"];
        let told = Command::new("ffprobe").args(how).arg(folder.file(&name)).output()?;
        seconds += String::from_utf8_lossy(&told.stdout).trim().parse::<f64>()?;
    }
    Ok(seconds)
}
