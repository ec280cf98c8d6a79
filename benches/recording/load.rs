//! What is lost while every core is busy with something else: by the recorder alone, and on virtual devices by Rapport and
//! parecord beside each other.
//!
//! The recorder alone hears a scripted device that delivers by the clock of this machine, so that nobody but the recorder can
//! lose a frame. The virtual devices are a sound server's, which loses sound by itself when it gets no processor: what is
//! played into them counts upwards frame by frame, so that each file tells what is missing from it.

use crate::consent::{consenting_call, permit, start};
use crate::counting_up::{self, Kept};
use crate::folder::{Folder, read};
use crate::peers::{self, Sounding};
use crate::scripted::{Device, System};
use crate::{Done, RATE, SOURCES, rapport_alone};
use rapport::domain::recording::StopReason;
use rapport::domain::track::Track;
use rapport::recording::{FarEnd, Recorder, RecorderCommand, RecorderEvent, SystemClock};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{TryRecvError, sync_channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The word that makes this program hear the scripted device.
pub const ALONE: &str = "hear-scripted";

/// The word that makes this program keep a core busy.
pub const BUSY: &str = "be-busy";

/// Channels that parecord records, as many as the sources have: the server would mix them to one at another loudness, and what
/// counts upwards would be out of step.
const CHANNELS: u16 = 2;

/// Frames of one buffer of the scripted devices: 10 ms.
const BUFFER: u64 = RATE as u64 / 100;

/// How long, unless another time is named.
pub const USUAL: Duration = Duration::from_mins(10);

/// Keeps a core busy until it is ended.
pub fn be_busy() -> ! {
    loop {
        std::hint::black_box(fastrand::u64(..));
    }
}

/// Processes that are ended when this goes.
struct Running(Vec<Child>);

impl Drop for Running {
    fn drop(&mut self) {
        for process in &mut self.0 {
            process.kill().ok();
            process.wait().ok();
        }
    }
}

/// Prints what is lost.
pub fn measure(here: &Path, lasts: Duration) -> Done {
    let cores = std::thread::available_parallelism()?.get();
    println!(
        "\n{cores} busy loops on {cores} cores for {} min {} s:",
        lasts.as_secs() / 60,
        lasts.as_secs() % 60
    );
    let dirs = [tempfile::tempdir_in(".")?, tempfile::tempdir_in(".")?, tempfile::tempdir_in(".")?];
    let [alone_in, rapport_in, peer_in] = &dirs;
    let _sounding: Sounding = counting_up::play_into(&["mic", "call"], lasts + Duration::from_secs(30))?;
    let busy = (0..cores).map(|_| Command::new(here).arg(BUSY).spawn()).collect::<Result<_, _>>()?;
    let busy = Running(busy);
    let mut alone = Command::new(here)
        .arg(ALONE)
        .arg(alone_in.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut rapport = Command::new(here)
        .arg(rapport_alone::WORD)
        .arg(rapport_in.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut orders = rapport.stdin.take().ok_or("no way to order")?;
    let mut answers = BufReader::new(rapport.stdout.take().ok_or("no way to hear")?);
    orders.write_all(b"\n")?;
    answers.read_line(&mut String::new())?;
    let mut peer = peers::parecord_of(peer_in.path(), CHANNELS)
        .into_iter()
        .map(|mut command| command.spawn())
        .collect::<Result<Vec<_>, _>>()?;
    sleep(lasts);
    orders.write_all(b"\n")?;
    for program in &mut peer {
        Command::new("kill").args(["-INT", &program.id().to_string()]).status()?;
        program.wait()?;
    }
    answers.read_line(&mut String::new())?;
    rapport.wait()?;
    alone.stdin.take().ok_or("no way to order")?.write_all(b"\n")?;
    let alone = alone.wait_with_output()?;
    drop(busy);
    print!("{}", String::from_utf8_lossy(&alone.stdout));
    print(rapport_in.path(), peer_in.path());
    Ok(())
}

fn print(rapport: &Path, peer: &Path) {
    println!("  on virtual devices, at the same time:");
    let folder = Folder::new(rapport);
    for (track, source) in Track::ALL.into_iter().zip(SOURCES) {
        let ours = counting_up::kept(&folder.samples_of(track));
        let both: Vec<i16> = read(&peers::file(peer, source));
        let theirs = counting_up::kept(&both.into_iter().step_by(CHANNELS.into()).collect::<Vec<_>>());
        for (name, Kept { frames, lost_at_start, lost, silent, repeated }) in
            [("Rapport", &ours), ("parecord", &theirs)]
        {
            println!(
                "    {source:<13} {name:<9} {lost} frames lost of {frames} (and {lost_at_start} in the first second), {silent} silent, {repeated} places heard twice",
            );
        }
        let ratio = if theirs.lost == 0 {
            "-".to_owned()
        } else {
            format!("{:.2}", ours.lost as f64 / theirs.lost as f64)
        };
        println!("    {source:<13} Rapport's loss as a part of parecord's: {ratio}");
    }
}

/// Hears two scripted devices until it is told to stop by a line, and says what came of each of their frames.
pub fn hear_scripted(dir: &Path) -> Done {
    let devices = [Device::new(RATE, 1), Device::named("scripted:out", "Speakers", RATE, 1)];
    let (tell, told) = sync_channel(4096);
    let [mic, far] = &devices;
    let backend = System::new(&[mic], &[far]).backend();
    let recorder = Recorder::spawn_by(Arc::new(SystemClock::new()), backend, move |event| {
        if !matches!(event, RecorderEvent::Level { .. } | RecorderEvent::Progress { .. }) {
            tell.send(event).ok();
        }
    })?;
    let (call, folder) = (consenting_call(), Folder::new(dir));
    recorder.send(start(permit(&call), FarEnd::SystemChoice, Box::new(folder.clone())));
    while !matches!(told.recv()?, RecorderEvent::Started { .. }) {}
    let (delivered, latest) = deliver(&devices)?;
    recorder.send(RecorderCommand::Stop { why: StopReason::ByHand });
    let mut gaps = 0;
    loop {
        match told.recv()? {
            RecorderEvent::Gap { .. } => gaps += 1,
            RecorderEvent::Stopped { .. } => break,
            _ => {}
        }
    }
    for track in Track::ALL {
        let samples = folder.samples_of(track);
        let right =
            samples.iter().enumerate().take_while(|(frame, sample)| **sample == value(*frame as u64)).count();
        println!(
            "  the recorder alone, {}: {delivered} frames delivered, {} on disk, {} of them the ones that came; {gaps} gaps told",
            track.name(),
            samples.len(),
            right,
        );
    }
    println!("  (the scripted devices were late by {} ms at most)", latest.as_millis());
    Ok(())
}

/// Hands over buffers as time goes; how many frames of each device, and how late the latest was.
fn deliver(devices: &[Device; 2]) -> Done<(u64, Duration)> {
    let (tell, end) = sync_channel(1);
    std::thread::Builder::new().name("order".to_owned()).spawn(move || {
        std::io::stdin().read_line(&mut String::new()).ok();
        tell.send(()).ok();
    })?;
    let began = Instant::now();
    let (mut delivered, mut latest) = (0, Duration::ZERO);
    while end.try_recv() == Err(TryRecvError::Empty) {
        let due = (began.elapsed().as_secs_f64() * f64::from(RATE)) as u64;
        while delivered + BUFFER <= due {
            let buffer: Vec<f32> = (delivered..delivered + BUFFER)
                .map(|frame| f32::from(value(frame)) / f32::from(i16::MAX))
                .collect();
            for device in devices {
                device.deliver(&buffer);
            }
            delivered += BUFFER;
            let late =
                began.elapsed().saturating_sub(Duration::from_secs_f64(delivered as f64 / f64::from(RATE)));
            latest = latest.max(late);
        }
        sleep(Duration::from_millis(5));
    }
    Ok((delivered, latest))
}

/// The sample of a frame: no two near each other are alike, and none is silence.
fn value(frame: u64) -> i16 {
    (frame % 30_011) as i16 + 1
}
