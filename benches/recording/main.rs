//! What recording costs, without a window: two virtual sources at 48 kHz, recorded by Rapport through its own gate, then by
//! parecord, ffmpeg and sox, each for the same time and in the same run.
//!
//! `scripts/bench recording [SECONDS]` sets it up. Rapport runs as a process of its own, like the others, so that the
//! system counts all of them alike.

#![allow(clippy::print_stdout, reason = "its purpose is to print figures")]

#[path = "../../tests/audio/support/consent.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the tests")]
mod consent;
mod counted;
#[path = "../../tests/audio/support/folder.rs"]
#[allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "shared with the tests"
)]
mod folder;
#[path = "../window/machine.rs"]
mod machine;
mod peers;
mod rapport_alone;

use counted::Recorded;
use std::path::Path;
use std::time::Duration;

type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// What `machine` knows as the desk.
mod desk {
    pub type Done<T = ()> = super::Done<T>;
}

/// The sources of `scripts/sound-session`: this side, and what the computer plays.
const SOURCES: [&str; 2] = ["microphone", "call.monitor"];

/// Frames a second of every file.
const RATE: u32 = 48_000;

/// How long each records, unless another time is named.
const USUAL: Duration = Duration::from_secs(30);

fn main() -> Done {
    let mut words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if words.first().is_some_and(|word| word == rapport_alone::WORD) {
        words.remove(0);
        return rapport_alone::record(Path::new(&words.join(" ")));
    }
    if std::env::var_os("SOUND_SESSION_PULSE").is_none() {
        println!("This records virtual sources: run it with scripts/bench recording.");
        return Ok(());
    }
    let seconds = words.iter().find_map(|word| word.parse().ok());
    let lasts = seconds.map_or(USUAL, Duration::from_secs);
    let here = std::env::current_exe()?;
    machine::describe(&here, "Sound     virtual devices (PipeWire)", peers::PACKAGES)?;
    let _sounding = peers::play_into(&["mic", "call"])?;
    let mut all: Vec<(&str, Recorded)> = vec![("Rapport", rapport_alone::measure(&here, lasts)?)];
    for peer in peers::ALL {
        all.push((peer.name, peer.measure(lasts)?));
    }
    print(&all, lasts);
    Ok(())
}

fn print(all: &[(&str, Recorded)], lasts: Duration) {
    let ffmpeg = all.iter().find(|(name, _)| *name == "ffmpeg").map_or(f64::NAN, |(_, told)| told.cpu);
    println!("\nTwo sources, 48 kHz, 16 bit, {} s each program, one after the other\n", lasts.as_secs());
    println!(
        "| program | processor time | of ffmpeg's | sound server meanwhile | first frame in a file | stop to playable | files, seconds each |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, told) in all {
        let Recorded { cpu, server, first_frame, playable, seconds } = told;
        let files: Vec<String> = seconds.iter().map(|seconds| format!("{seconds:.2}")).collect();
        println!(
            "| {name} | {cpu:.2} s | {:.2} | {server:.2} s | {} ms | {} ms | {} |",
            cpu / ffmpeg,
            first_frame.as_millis(),
            playable.as_millis(),
            files.join(", "),
        );
    }
}
