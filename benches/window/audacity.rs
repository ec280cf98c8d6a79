//! Audacity recording beside Rapport: driven through its own script pipe, from a source that carries this side on the left and
//! the far end on the right, as it hears one source only.

use crate::desk::{Done, Screen, play, wait_for};
use crate::processes;
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

/// Where Debian keeps the part of it that takes orders.
const MODULE: &str = "/usr/lib/audacity/modules/mod-script-pipe.so";

/// How long it may take to answer an order. Now and then it never does; then it is started anew.
const ANSWER: Duration = Duration::from_secs(8);

/// Starts until it is given up.
const STARTS: usize = 4;

/// It, in a home of its own.
struct Audacity {
    child: Child,
    _home: tempfile::TempDir,
}

impl Drop for Audacity {
    fn drop(&mut self) {
        // It may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
        for pipe in pipes() {
            std::fs::remove_file(pipe).ok();
        }
    }
}

/// Percent of a core that it takes while it records and somebody speaks; `None` where it takes no orders.
pub fn recording(voice: &Path, untouched: Duration) -> Done<Option<f64>> {
    if !Path::new(MODULE).is_file() {
        return Ok(None);
    }
    let both = join_both_sides()?;
    let told = (0..STARTS).find_map(|_| started_and_measured(voice, untouched).transpose());
    Command::new("pactl").args(["unload-module", both.trim()]).status()?;
    told.transpose()
}

/// One source that carries both sides; its module.
fn join_both_sides() -> Done<String> {
    let made = Command::new("pactl").args(["load-module", "module-null-sink", "sink_name=both"]).output()?;
    for (from, to) in [("mic:monitor_FL", "both:playback_FL"), ("call:monitor_FL", "both:playback_FR")] {
        let link = || {
            Ok(Command::new("pw-link")
                .args([from, to])
                .stderr(Stdio::null())
                .status()?
                .success()
                .then_some(()))
        };
        wait_for("a wire to the source of both sides", link)?;
    }
    Ok(String::from_utf8(made.stdout)?)
}

fn started_and_measured(voice: &Path, untouched: Duration) -> Done<Option<f64>> {
    let audacity = start()?;
    let process = audacity.child.id();
    wait_for("its window", || Screen::open()?.window_of(&HashSet::from([process])))?;
    wait_for("its pipes", || Ok(pipes().iter().all(|pipe| pipe.exists()).then_some(())))?;
    std::thread::sleep(Duration::from_secs(3));
    if !order("Record1stChoice:")? {
        return Ok(None);
    }
    let mut speaking = play(voice)?;
    std::thread::sleep(Duration::from_secs(2));
    let ran = processes::cpu_seconds(process)?;
    std::thread::sleep(untouched);
    let share = (processes::cpu_seconds(process)? - ran) / untouched.as_secs_f64() * 100.0;
    speaking.kill()?;
    speaking.wait()?;
    Ok(order("Stop:")?.then_some(share))
}

fn start() -> Done<Audacity> {
    let home = tempfile::tempdir()?;
    let folder = home.path().join(".config/audacity");
    std::fs::create_dir_all(&folder)?;
    // It asks nothing about a part whose place and age it knows.
    let age = std::fs::metadata(MODULE)?.modified()?;
    let age = jiff::Timestamp::try_from(age)?
        .to_zoned_datetime(jiff::tz::TimeZone::system())
        .strftime("%Y-%m-%dT%H:%M:%S");
    let words = format!(
        "PrefsVersion=1.1.1r1\n[Version]\nMajor=3\nMinor=2\nMicro=4\n[GUI]\nShowSplashScreen=0\n\
         [Update]\nDefaultUpdatesChecking=0\nUpdateNoticeShown=1\n\
         [Module]\nmod-script-pipe=1\n[ModulePath]\nmod-script-pipe={MODULE}\n[ModuleDateTime]\nmod-script-pipe={age}\n\
         [AudioIO]\nHost=ALSA\nRecordingDevice=pulse\nPlaybackDevice=pulse\nRecordChannels=2\n\
         [SamplingRate]\nDefaultProjectSampleRate=48000\n"
    );
    File::create(folder.join("audacity.cfg"))?.write_all(words.as_bytes())?;
    let child = Command::new("audacity")
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join(".config"))
        .env("TMPDIR", home.path())
        .env("PULSE_SOURCE", "both.monitor")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok(Audacity { child, _home: home })
}

/// The two ends of its script pipe: to it and from it.
fn pipes() -> [PathBuf; 2] {
    use std::os::unix::fs::MetadataExt as _;
    let owner = std::fs::metadata("/proc/self").map_or(0, |about| about.uid());
    ["to", "from"].map(|way| PathBuf::from(format!("/tmp/audacity_script_pipe.{way}.{owner}")))
}

/// Whether it did as it was told, and said so.
fn order(words: &'static str) -> std::io::Result<bool> {
    let (tell, told) = sync_channel(1);
    // A pipe that nobody reads is waited for without end.
    std::thread::Builder::new().name("order".to_owned()).spawn(move || {
        let answered = || -> std::io::Result<bool> {
            let [to, from] = pipes();
            let mut to = OpenOptions::new().write(true).open(to)?;
            let from = BufReader::new(File::open(from)?);
            writeln!(to, "{words}")?;
            let lines = from.lines().take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty()));
            Ok(lines.map_while(Result::ok).any(|line| line.contains("finished: OK")))
        };
        tell.send(answered().unwrap_or(false)).ok();
    })?;
    Ok(told.recv_timeout(ANSWER).unwrap_or(false))
}
