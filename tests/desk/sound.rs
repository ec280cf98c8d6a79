//! Sound at the desk: voices spoken into the virtual microphone, and whether a recording holds them.

use super::Done;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Length of one step of an envelope, in milliseconds.
const STEP_MS: u32 = 10;

/// Steps of one piece of a voice: 0.8 seconds.
const PIECE: usize = 80;

/// Steps by which a piece may be off its place: 0.3 seconds.
const SHIFT: usize = 30;

/// Who speaks.
#[derive(Clone, Copy)]
pub struct Voice {
    /// Voice of espeak-ng.
    pub name: &'static str,
    /// Pitch, 0 to 99.
    pub pitch: u8,
    /// Words a minute.
    pub pace: u16,
}

impl Voice {
    /// The paralegal.
    pub const PARALEGAL: Self = Self { name: "en-us+f3", pitch: 55, pace: 165 };
    /// The client, over the telephone's loudspeaker.
    pub const CLIENT: Self = Self { name: "en-gb+m3", pitch: 30, pace: 150 };
}

/// Writes what a voice says into a WAV file.
pub fn say(voice: Voice, words: &str, file: &Path) -> Done {
    let status = Command::new("espeak-ng")
        .args(["-v", voice.name, "-p", &voice.pitch.to_string(), "-s", &voice.pace.to_string(), "-w"])
        .arg(file)
        .arg(words)
        .stderr(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err("espeak-ng did not speak".into()) }
}

/// Plays a WAV file into the virtual microphone; wait for the answer to hear its end.
pub fn play(file: &Path) -> Done<Child> {
    play_into("mic", file)
}

/// The same into a virtual output.
pub fn play_into(output: &str, file: &Path) -> Done<Child> {
    Ok(Command::new("pw-play").args(["--target", output]).arg(file).spawn()?)
}

/// How many streams this process has open that capture sound.
pub fn captures_of(process: u32) -> Done<usize> {
    let told = Command::new("pactl").args(["list", "source-outputs"]).output()?;
    if !told.status.success() {
        return Err("pactl does not answer".into());
    }
    let owner = format!("application.process.id = \"{process}\"");
    Ok(String::from_utf8_lossy(&told.stdout).lines().filter(|line| line.trim() == owner).count())
}

/// Loudness of a mono WAV file, a figure every ten milliseconds, and its length in seconds.
pub fn envelope(file: &Path) -> Done<(Vec<f32>, f64)> {
    let mut wav = hound::WavReader::open(file)?;
    let rate = wav.spec().sample_rate;
    let samples: Vec<f32> =
        wav.samples::<i16>().map(|sample| sample.map(f32::from)).collect::<Result<_, _>>()?;
    let step = (rate * STEP_MS / 1000) as usize;
    let loudness =
        |part: &[f32]| (part.iter().map(|sample| sample * sample).sum::<f32>() / part.len() as f32).sqrt();
    Ok((samples.chunks(step).map(loudness).collect(), samples.len() as f64 / f64::from(rate)))
}

/// How alike `part` is to the stretch of `whole` that fits it best (1 is the same but for loudness), and where that
/// begins, in seconds.
///
/// On a busy machine a player may fall behind by a few hundredths here and there, so after the whole is placed each piece
/// of it may shift a little; the answer is the mean of all pieces.
pub fn likeness(part: &[f32], whole: &[f32]) -> (f32, f64) {
    let part = without_silent_ends(part);
    let last = whole.len().saturating_sub(part.len());
    let (_, at) = best(part, whole, 0..=last);
    let pieces: Vec<f32> = part
        .chunks_exact(PIECE)
        .enumerate()
        .map(|(number, piece)| {
            let place = at + number * PIECE;
            best(piece, whole, place.saturating_sub(SHIFT)..=place + SHIFT).0
        })
        .collect();
    let alike = pieces.iter().sum::<f32>() / pieces.len().max(1) as f32;
    (alike, at as f64 * f64::from(STEP_MS) / 1000.0)
}

fn without_silent_ends(part: &[f32]) -> &[f32] {
    let loudest = part.iter().copied().fold(0.0, f32::max);
    let heard = |step: &f32| *step > loudest / 50.0;
    let from = part.iter().position(heard).unwrap_or(0);
    let to = part.iter().rposition(heard).map_or(0, |last| last + 1);
    part.get(from..to).unwrap_or_default()
}

/// The best likeness of `part` to `whole` from any of these places on, and the place.
fn best(part: &[f32], whole: &[f32], places: std::ops::RangeInclusive<usize>) -> (f32, usize) {
    let all = places.filter_map(|at| Some((correlation(part, whole.get(at..at + part.len())?), at)));
    all.fold((0.0, 0), |best, next| if next.0 > best.0 { next } else { best })
}

fn correlation(one: &[f32], other: &[f32]) -> f32 {
    let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len() as f32;
    let (mean_one, mean_other) = (mean(one), mean(other));
    let pairs = one.iter().zip(other).map(|(a, b)| (a - mean_one, b - mean_other));
    let (both, first, second) =
        pairs.fold((0.0, 0.0, 0.0), |(ab, aa, bb), (a, b)| (ab + a * b, aa + a * a, bb + b * b));
    if first * second > 0.0 { both / (first * second).sqrt() } else { 0.0 }
}
