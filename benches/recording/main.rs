//! What recording costs, without a window: two virtual sources at 48 kHz, recorded by Rapport through its own gate, then by
//! parecord, ffmpeg and sox, each for the same time and in the same run.
//!
//! `scripts/bench recording [SECONDS]` sets it up. Rapport runs as a process of its own, like the others, so that the
//! system counts all of them alike. [`hour`] measures *Stop* after an hour; [`load`], with `scripts/bench load [MINUTES]`,
//! what is lost while every core is busy.

#![allow(clippy::print_stdout, reason = "its purpose is to print figures")]

#[path = "../../tests/audio/support/clock.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the tests")]
mod clock;
#[path = "../../tests/audio/support/consent.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the tests")]
mod consent;
mod counted;
mod counting_up;
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
mod hour;
mod load;
#[path = "../window/machine.rs"]
mod machine;
mod peers;
mod rapport_alone;
#[path = "../../tests/audio/support/scripted.rs"]
#[allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "shared with the tests")]
mod scripted;

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
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let word = words.first().cloned().unwrap_or_default();
    let rest = || Path::new(&words.iter().skip(1).cloned().collect::<Vec<_>>().join(" ")).to_owned();
    match word.as_str() {
        rapport_alone::WORD => return rapport_alone::record(&rest()),
        load::ALONE => return load::hear_scripted(&rest()),
        load::BUSY => load::be_busy(),
        _ => {}
    }
    if std::env::var_os("SOUND_SESSION_PULSE").is_none() {
        println!("This records virtual sources: run it with scripts/bench recording.");
        return Ok(());
    }
    let number: Option<u64> = words.iter().find_map(|word| word.parse().ok());
    let here = std::env::current_exe()?;
    machine::describe(&here, "Sound     virtual devices (PipeWire)", peers::PACKAGES)?;
    if word == "load" {
        return load::measure(&here, number.map_or(load::USUAL, Duration::from_mins));
    }
    if word == "hour" {
        return hour::measure();
    }
    let lasts = number.map_or(USUAL, Duration::from_secs);
    let sounding = peers::play_into(&["mic", "call"])?;
    let mut all: Vec<(&str, Recorded)> = vec![("Rapport", rapport_alone::measure(&here, lasts)?)];
    for peer in peers::ALL {
        all.push((peer.name, peer.measure(lasts)?));
    }
    print(&all, lasts);
    drop(sounding);
    hour::measure()
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
