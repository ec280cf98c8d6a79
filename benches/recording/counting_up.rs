//! Sound that counts: each frame is one step louder than the one before, so that a recording tells which frames it lacks.

use crate::peers::Sounding;
use crate::{Done, RATE};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

/// Frames until it counts from the beginning again: what is lost at once is told up to this.
const PERIOD: i32 = 60_000;

/// Steps either way that mixing and rounding may leave.
const ROUNDING: i32 = 2;

/// A longer way forward is a way back.
const LONGEST: i32 = 50_000;

/// What a recording kept of what was played.
#[derive(Debug, Default)]
pub struct Kept {
    /// Frames in it.
    pub frames: u64,
    /// Frames that were played after its first second and are not in it.
    pub lost: u64,
    /// The same within its first second, in which the server joins the streams of all programs.
    pub lost_at_start: u64,
    /// Silent frames in it: nothing was played, or what was lost is told by silence.
    pub silent: u64,
    /// Places where it goes back to what it holds already.
    pub repeated: u64,
}

/// Plays the count into these devices, with seconds in hand so that the players do not stutter.
pub fn play_into(devices: &[&str], lasts: Duration) -> Done<Sounding> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("count.wav");
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut wav = hound::WavWriter::create(&file, spec)?;
    for frame in 0..lasts.as_secs() * u64::from(RATE) {
        let step = i32::try_from(frame % PERIOD as u64)? - PERIOD / 2;
        wav.write_sample(i16::try_from(step)?)?;
    }
    wav.finalize()?;
    let mut players = Vec::new();
    for device in devices {
        let device = format!("--device={device}");
        players.push(Command::new("paplay").args([&device, "--latency-msec=4000"]).arg(&file).spawn()?);
    }
    sleep(Duration::from_secs(2));
    Ok(Sounding::new(players, folder))
}

/// What a recording kept, from the first frame of the count in it on.
pub fn kept(samples: &[i16]) -> Kept {
    let mut kept = Kept { frames: samples.len() as u64, ..Kept::default() };
    let mut next: Option<i32> = None;
    for (place, &sample) in samples.iter().enumerate() {
        let here = i32::from(sample);
        // A zero is silence where the count does not pass zero.
        if here == 0 && next.is_none_or(|next| next.abs() > ROUNDING) {
            kept.silent += 1;
            continue;
        }
        let jump = next.map_or(0, |next| (here - next + ROUNDING).rem_euclid(PERIOD) - ROUNDING);
        if jump > LONGEST {
            kept.repeated += 1;
        } else if jump > ROUNDING {
            let missing = u64::from(jump.unsigned_abs());
            let lost = if place < RATE as usize { &mut kept.lost_at_start } else { &mut kept.lost };
            *lost += missing;
        }
        next = Some((here + 1 + PERIOD / 2).rem_euclid(PERIOD) - PERIOD / 2);
    }
    kept
}
