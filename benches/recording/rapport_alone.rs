//! Rapport's recording path without a window, in a process of its own: a call in which everyone agreed, a permit from its
//! record, a take of both sides.

use crate::consent::{clock, consenting_call, permit};
use crate::counted::{Recorded, end, seconds, servers, sound_in_files};
use crate::folder::Folder;
use crate::{Done, SOURCES};
use rapport::domain::recording::StopReason;
use rapport::recording::cpal_backend::CpalBackend;
use rapport::recording::{FarEnd, Recorder, RecorderCommand, RecorderEvent, StartTake};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The word that makes this program record instead of measure.
pub const WORD: &str = "record-into";

/// Records into a folder when a line comes, until the next one comes; says how many tracks it records, and when they can
/// be played.
pub fn record(folder: &Path) -> Done {
    let [mic, far] = SOURCES.map(|source| format!("pulseaudio:{source}"));
    let (ended, end) = sync_channel(1);
    let recorder = Recorder::spawn(Box::new(CpalBackend::new()), move |event| {
        let outcome = match event {
            RecorderEvent::Started { far, .. } => {
                println!("{}", 1 + usize::from(far.is_some()));
                return;
            }
            RecorderEvent::Stopped { why: StopReason::ByHand, .. } => Ok(()),
            RecorderEvent::Stopped { why, .. } => Err(format!("{why:?}")),
            RecorderEvent::Failed { error, .. } => Err(error.to_string()),
            RecorderEvent::DeviceFailed { error, .. } => Err(error.to_string()),
            _ => return,
        };
        ended.send(outcome).ok();
    })?;
    let call = consenting_call();
    wait_for_a_line()?;
    recorder.send(RecorderCommand::Start(Box::new(StartTake {
        permit: permit(&call),
        take: 1,
        at: clock(),
        before_ms: 0,
        device: Some(mic),
        far: FarEnd::Device(far),
        files: Box::new(Folder::new(folder)),
    })));
    wait_for_a_line()?;
    recorder.send(RecorderCommand::Stop { why: StopReason::ByHand });
    end.recv()??;
    println!();
    Ok(())
}

fn wait_for_a_line() -> Done {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(())
}

/// Lets it record both sources for a while.
pub fn measure(here: &Path, lasts: Duration) -> Done<Recorded> {
    let folder = tempfile::tempdir_in(".")?;
    let servers_before = servers()?;
    let mut program = Command::new(here)
        .arg(WORD)
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut orders = program.stdin.take().ok_or("no way to order")?;
    let mut answers = BufReader::new(program.stdout.take().ok_or("no way to hear")?);
    // The window has been open for a while when somebody starts to record.
    sleep(Duration::from_millis(500));
    let told = Instant::now();
    orders.write_all(b"\n")?;
    let mut tracks = String::new();
    answers.read_line(&mut tracks)?;
    let first_frame = sound_in_files(folder.path(), tracks.trim().parse()?)? - told;
    sleep(lasts.saturating_sub(told.elapsed()));
    let stopped = Instant::now();
    orders.write_all(b"\n")?;
    answers.read_line(&mut String::new())?;
    let seconds = seconds(folder.path())?;
    let playable = stopped.elapsed();
    let cpu = end(program)?;
    Ok(Recorded { cpu, server: servers()? - servers_before, first_frame, playable, seconds })
}
